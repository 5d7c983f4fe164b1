"""Person names (VR PN, PS3.5 6.2.1): three groups of five components, shown, compared and searched."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_COMPONENTS = 5
_REMEMBERED = 16_384  # names: a session that grows compares the same ones again and again
_ACCENTS = range(0x300, 0x370)  # combining diacritical marks; kana's voicing marks and Thai vowels are letters
# letters that have no decomposition although people write them without their stroke
_TWO_LETTERS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})


@dataclass(frozen=True)
class NameGroup:
    """One way to write a name. Components may be empty, and hold several words."""

    family: str = ""
    given: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def components(self) -> tuple[str, ...]:
        """In the order of PS3.5 6.2.1.1."""
        return self.family, self.given, self.middle, self.prefix, self.suffix

    def display(self, comma: bool = True) -> str:
        """ "Adams, Rev. John Robert Quincy, B.A. M.Div."; without comma in scripts that have none there."""
        names = " ".join(part for part in (self.prefix, self.given, self.middle) if part)
        main = (", " if comma else " ").join(part for part in (self.family, names) if part)
        return ", ".join(part for part in (main, self.suffix) if part)

    def format(self) -> str:
        """As PS3.5 writes it, without trailing delimiters."""
        return "^".join(self.components).rstrip("^")

    def __bool__(self) -> bool:
        return any(self.components)


@dataclass(frozen=True)
class PersonName:
    """A name in up to three scripts: single-byte letters, ideographs, and how those are pronounced."""

    alphabetic: NameGroup = NameGroup()
    ideographic: NameGroup = NameGroup()
    phonetic: NameGroup = NameGroup()

    @property
    def groups(self) -> tuple[NameGroup, NameGroup, NameGroup]:
        """In the order of PS3.5 6.2.1.2."""
        return self.alphabetic, self.ideographic, self.phonetic

    def display(self) -> str:
        """For people: "Yamada, Tarou (山田 太郎 / やまだ たろう)"."""
        others = " / ".join(group.display(comma=False) for group in (self.ideographic, self.phonetic) if group)
        main = self.alphabetic.display()
        return f"{main} ({others})" if main and others else main or others

    def format(self) -> str:
        """As PS3.5 writes it, without trailing delimiters; the inverse of ``parse``."""
        return "=".join(group.format() for group in self.groups).rstrip("=")

    def key(self) -> str:
        """For sorting and comparing: family name first, without case, accents, punctuation and padding."""
        group = next((group for group in self.groups if group), self.alphabetic)
        return " ".join(word for part in group.components[:3] for word in fold(part).split())

    def searchable(self) -> str:
        """Everything that a search may hit, folded as ``fold`` folds what was typed."""
        parts = [part for group in self.groups for part in group.components if part]
        orders = [f"{group.given} {group.family}" for group in self.groups if group.given]
        return " ".join(filter(None, map(fold, [*parts, *(g.display() for g in self.groups if g), *orders])))


@lru_cache(maxsize=_REMEMBERED)
def parse(name: str) -> PersonName:
    """Any string as a name; never raises. Superfluous groups are dropped, superfluous components join the suffix.

    >>> parse("Yamada^Tarou=山田^太郎=やまだ^たろう").display()
    'Yamada, Tarou (山田 太郎 / やまだ たろう)'
    """
    return PersonName(*map(_group, name.split("=")[:3]))


def _group(text: str) -> NameGroup:
    parts = [" ".join(part.split()) for part in text.split("^")]
    suffix = " ".join(filter(None, parts[_COMPONENTS - 1 :]))
    return NameGroup(*parts[: _COMPONENTS - 1], *([suffix] if suffix else []))


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Lower case, without accents and punctuation, one space between words.

    >>> fold("  Müller-Łukasz, ANNA "), fold("やまだ")
    ('muller lukasz anna', 'やまだ')
    """
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    letters = "".join(c for c in apart if ord(c) not in _ACCENTS)
    whole = unicodedata.normalize("NFC", letters).casefold()
    return " ".join("".join(c if _is_letter(c) else " " for c in whole).split())


def same_name(first: str, second: str) -> bool:
    """True where two names may well be one person's: order, spelling of accents and missing parts do not count.

    Any way to write the one is held against any of the other, since ideographs also stand in the first group. An
    empty name says nothing, so it agrees with every other.
    """
    ones, twos = ([group for group in parse(name).groups if group] for name in (first, second))
    return not ones or not twos or any(_agree(one, two) for one in ones for two in twos)


def _agree(one: NameGroup, two: NameGroup) -> bool:
    return any(_same_words(a, b) for a in _spellings(one) for b in _spellings(two))


def _same_words(one: frozenset[str], two: frozenset[str]) -> bool:
    """Equal, or the one is the other without some parts of a name that has a family and a given name left."""
    return one == two or (min(len(one), len(two)) >= 2 and (one <= two or two <= one))


@lru_cache(maxsize=_REMEMBERED)
def _spellings(group: NameGroup) -> tuple[frozenset[str], ...]:
    """The words of a name without titles, once with umlauts as one letter and once as two ("Müller", "Mueller")."""
    text = " ".join(group.components[:3])
    expanded = unicodedata.normalize("NFC", text.casefold()).translate(_TWO_LETTERS)
    return frozenset(fold(text).split()), frozenset(fold(expanded).split())


def _is_letter(c: str) -> bool:
    """Letters, digits, and marks that belong to letters (Thai vowels, voicing marks)."""
    return c.isalnum() or unicodedata.category(c) in ("Mn", "Mc")
