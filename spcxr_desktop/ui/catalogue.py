"""From an English text to the template it was made of, and from there to another language. No Qt.

Texts are made in rooms that know no Qt, as English literals and f-strings; resources/translations/templates.json
lists them all, found in the source. A text is looked up as a whole; else the template is sought that it was made of
and what stood in its places is put into the translated one. Only whole texts of the program are ever translated:
what a header or a file name put into a place stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

TEMPLATES_FILE = "templates.json"
LONGEST = 4000  # characters; what is longer is no text of the program
_CACHED = 4096
_SLOT = re.compile(r"%(L?)(\d)")
_NUMBER = r"([-−+]?\d[\d.,\u202f]*|inf|nan)"
_LINES = ("\n", "  ·  ")  # their parts stand on their own
_CLAUSES = ("; ",)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
_MOST_SENTENCES = 12


@dataclass(frozen=True)
class Template:
    """An English text with places. ``modules`` say it. ``nested``: place -> "here" or "any", see ``Catalogue``."""

    source: str
    modules: frozenset[str] = frozenset()
    nested: Mapping[str, str] = field(default_factory=dict)

    @property
    def slots(self) -> list[tuple[str, bool]]:
        """(number, whether a number in the language's own writing) of every place, in order."""
        return [(number, bool(local)) for local, number in _SLOT.findall(self.source)]


def load_templates(folder: Path) -> list[Template]:
    """What the source of this version can say. Raises OSError, ValueError."""
    rows = json.loads((folder / TEMPLATES_FILE).read_text(encoding="utf-8"))
    return [Template(row["source"], frozenset(row["modules"]), row.get("nested", {})) for row in rows]


class _Pattern:
    """A template that can be recognised."""

    def __init__(self, template: Template) -> None:
        self.template = template
        literals = _SLOT.split(template.source)[::3]
        self.prefix, self.suffix = literals[0], literals[-1]
        self.weight = sum(map(len, literals))

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        template, literals = self.template, _SLOT.split(self.template.source)[::3]
        parts = [re.escape(literals[0])]
        for (number, is_number), literal in zip(template.slots, literals[1:], strict=True):
            sentence = literal == " " and {number, str(int(number) + 1)} <= template.nested.keys()  # two texts
            parts += [_NUMBER if is_number else "(.+?[.!?])" if sentence else "(.+?)", re.escape(literal)]
        return re.compile("".join(parts), re.DOTALL)

    def values(self, text: str) -> tuple[str, ...] | None:
        """What stands in the places of ``text``; None where it was not made of this template."""
        if not (text.startswith(self.prefix) and text.endswith(self.suffix)):
            return None
        found = self._expression.fullmatch(text)
        return found.groups() if found else None


class Catalogue:
    """``translate``: source -> translated template, "" where there is none. ``signs``: the language's decimal point
    and group separator. Places that hold texts of the program are translated too: "any" text, or, marked "here", one
    of the same modules."""

    def __init__(
        self, templates: Iterable[Template], translate: Callable[[str], str], signs: tuple[str, str] = (".", ",")
    ) -> None:
        self._translate, self._signs = translate, str.maketrans({".": signs[0], ",": signs[1]})
        self._plain: dict[str, Template] = {}
        patterns = []
        for template in templates:
            if template.slots:
                patterns.append(_Pattern(template))
            else:
                self._plain[template.source] = template
        self._patterns = sorted(patterns, key=lambda pattern: -pattern.weight)
        self._words = {translate(source) for source in self._plain} - {""}
        self._made: dict[str, None] = {}  # what was given out lately, so that asking for it again changes nothing
        self._cached = lru_cache(_CACHED)(self._find)

    def text(self, english: str) -> str | None:
        """In the other language; None where this is no text of the program. What is translated already stays."""
        if len(english) > LONGEST:
            return None
        return self._cached(english)

    def number(self, english: str) -> str:
        """A formatted number in the language's writing: "1,234.5" -> "1.234,5"."""
        return english.translate(self._signs)

    def _find(self, english: str) -> str | None:
        found = self._whole(english)
        if found is None and (english in self._words or english in self._made):
            return english
        found = found or self._joined(english) or self._sentences(english)
        if found is not None:
            self._made[found] = None
            if len(self._made) > _CACHED:
                del self._made[next(iter(self._made))]
        return found

    def _whole(self, english: str, modules: frozenset[str] | None = None) -> str | None:
        """By one template, of these modules where they are given."""
        plain = self._plain.get(english)
        if plain is not None and (modules is None or modules & plain.modules):
            return self._translate(english) or None
        for pattern in self._patterns:
            if modules is not None and not modules & pattern.template.modules:
                continue
            values = pattern.values(english)
            if values is not None:
                return self._filled(pattern.template, values)
        return None

    def _filled(self, template: Template, values: tuple[str, ...]) -> str | None:
        translated = self._translate(template.source)
        if not translated:
            return None
        put: dict[str, str] = {}
        for (number, is_number), value in zip(template.slots, values, strict=True):
            put[number] = self.number(value) if is_number else self._nested(template, number, value)
        return _SLOT.sub(lambda slot: put[slot[2]], translated)

    def _nested(self, template: Template, number: str, value: str) -> str:
        how = template.nested.get(number)
        if how == "any":
            found = self._find(value)
            if found is None and value.endswith("."):  # a text that became a sentence
                found = self._find(value[:-1])
                return f"{found}." if found else value
            return found or value
        return self._listed(value, template.modules) if how == "here" else value

    def _listed(self, value: str, modules: frozenset[str]) -> str:
        """A list of things, some with more in brackets: what is a text of these modules is translated."""
        whole = self._whole(value, modules)
        if whole is not None:
            return whole
        if "; " in value:
            return "; ".join(self._listed(part, modules) for part in value.split("; "))
        bracketed = re.fullmatch(r"(.+) \((.+)\)", value, re.DOTALL)
        if bracketed:
            return f"{self._listed(bracketed[1], modules)} ({self._listed(bracketed[2], modules)})"
        return ", ".join(self._whole(part, modules) or part for part in value.split(", "))

    def _joined(self, english: str) -> str | None:
        """Lines and columns, where at least one part is known; clauses, where all are."""
        for separator in (*_LINES, *_CLAUSES):
            if separator not in english:
                continue
            parts = english.split(separator)
            found = [self._find(part) for part in parts]
            if all(found) or (separator in _LINES and any(found)):
                return separator.join(new or old for new, old in zip(found, parts, strict=True))
        return None

    def _sentences(self, english: str) -> str | None:
        """Several texts one after the other; all must be known."""
        ends = [found.start() for found in _SENTENCE_END.finditer(english)][:_MOST_SENTENCES]
        for end in reversed(ends):
            head = self._whole(english[:end])
            if head is None:
                continue
            tail = self._find(english[end:].lstrip())
            if tail is not None:
                return f"{head} {tail}"
        return None
