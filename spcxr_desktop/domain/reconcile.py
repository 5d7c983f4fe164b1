"""What does not agree between the headers of opened files: hints for a human, never a correction.

Texts quote names and numbers from the headers, since only those let a reader judge; they are for the window alone and
never for a log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spcxr_desktop.domain.person_name import fold, parse, same_name
from spcxr_desktop.domain.radiograph import Identity

HintKind = Literal["one id, several people", "one person, several ids", "one study, several patients"]

# what is written where an id or a name is not known: it links nobody to anybody
_PLACEHOLDERS = {"", "0", "anon", "anonymous", "anonymized", "anonymised", "unknown", "none", "n a", "na", "no name",
                 "noname", "test", "unbekannt", "null", "patient"}  # fmt: skip
_MOST_PEOPLE = 12  # enough to say that an id stands for several
_SHOWN = 3  # people or ids quoted in one hint


@dataclass(frozen=True)
class Hint:
    """What was found, what is usual, what to do. ``entries``: positions in what was given, in order, at least two."""

    kind: HintKind
    found: str
    expected: str
    remedy: str
    entries: tuple[int, ...]


def reconcile(identities: Sequence[Identity]) -> tuple[Hint, ...]:
    """Hints on identities that contradict each other, the strongest kind first.

    Formatting does not count: case, accents, order and missing parts of names, dots in dates, spaces around ids. What
    is absent contradicts nothing. Time grows with the number of identities, not with its square.
    """
    return (*_one_id(identities), *_one_study(identities), *_one_person(identities))


def _one_id(identities: Sequence[Identity]) -> Iterator[Hint]:
    """The same Patient ID (0010,0020) with another name, birth date or sex."""
    for entries in _grouped(identities, patient_key):
        people = _people(identities, entries)
        if len(people) < 2:
            continue
        shown = _listed([_who(identities[first]) for first in people])
        yield Hint(
            "one id, several people",
            f"Patient ID {identities[entries[0]].patient_id} stands with different details: {shown}.",
            "One name, birth date and sex for one patient ID.",
            "Check which are right before comparing these films. They are shown as they were stored.",
            entries,
        )


def _one_study(identities: Sequence[Identity]) -> Iterator[Hint]:
    """The same Study Instance UID (0020,000D) for different patients, told by their ids, or else by their details."""
    for entries in _grouped(identities, lambda identity: identity.study_instance_uid.strip()):
        ids = dict.fromkeys(filter(None, (patient_key(identities[i]) for i in entries)))
        if len(ids) < 2 and (ids or len(_people(identities, entries)) < 2):
            continue
        firsts = [next(i for i in entries if patient_key(identities[i]) == key) for key in ids]
        shown = _listed([_who_and_id(identities[i]) for i in firsts or _people(identities, entries)])
        yield Hint(
            "one study, several patients",
            f"One study holds films of different patients: {shown}.",
            "Every study belongs to one patient.",
            "Check whom each film belongs to. They are shown as they were stored.",
            entries,
        )


def _one_person(identities: Sequence[Identity]) -> Iterator[Hint]:
    """The same name and birth date under different Patient IDs. Weaker: there are namesakes, and several archives."""
    for entries in _grouped(identities, _person_key):
        ids = dict.fromkeys(filter(None, (patient_key(identities[i]) for i in entries)))
        if len(ids) < 2:
            continue
        first = [next(i for i in entries if patient_key(identities[i]) == key) for key in ids]
        shown = _listed([identities[i].patient_id for i in first])
        yield Hint(
            "one person, several ids",
            f"{_who(identities[entries[0]])} appears under different patient IDs: {shown}.",
            "Usually one patient ID for one person; other hospitals give their own.",
            "If this is one person, earlier films may be filed under the other ID.",
            tuple(i for i in entries if patient_key(identities[i])),
        )


def patient_key(identity: Identity) -> str:
    """The Patient ID for comparing; "" where it is absent or a placeholder."""
    key = " ".join(identity.patient_id.split()).casefold()
    return "" if fold(key) in _PLACEHOLDERS - {""} or not key else key


def _person_key(identity: Identity) -> str:
    """Name, birth date and sex for comparing; "" where name or date are absent."""
    name, born = parse(identity.patient_name).key(), _date(identity.patient_birth_date)
    if not born or name in _PLACEHOLDERS:
        return ""
    return f"{' '.join(sorted(name.split()))}|{born}"


def _grouped(identities: Sequence[Identity], key: Callable[[Identity], str]) -> Iterator[tuple[int, ...]]:
    """Positions of two and more identities with the same key that is not empty."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, identity in enumerate(identities):
        if found := key(identity):
            groups[found].append(index)
    return (tuple(group) for group in groups.values() if len(group) > 1)


def _people(identities: Sequence[Identity], entries: Sequence[int]) -> list[int]:
    """The first entry of each person who contradicts those before, of so many as a hint needs."""
    seen: set[tuple[str, str, str]] = set()
    people: list[int] = []
    for index in entries:
        identity = identities[index]
        details = (identity.patient_name, identity.patient_birth_date, identity.patient_sex)
        if details in seen:  # the usual case, hundreds of times over in a large study
            continue
        seen.add(details)
        if len(people) < _MOST_PEOPLE and not any(may_be_one(identity, identities[other]) for other in people):
            people.append(index)
    return people


def name_known(identity: Identity) -> bool:
    """Whether a name is written that is more than a placeholder."""
    name = fold(identity.patient_name)
    return name not in _PLACEHOLDERS and not set(name.split()) <= _PLACEHOLDERS


def birth_date(identity: Identity) -> str:
    """Eight digits, "" where none is written."""
    return _date(identity.patient_birth_date)


def may_be_one(one: Identity, two: Identity) -> bool:
    """Whether name, birth date and sex leave it possible that two films show one person. IDs are not asked."""
    names = one.patient_name, two.patient_name
    if name_known(one) and name_known(two) and not same_name(*names):
        return False
    return _agree(_date(one.patient_birth_date), _date(two.patient_birth_date)) and _agree(_sex(one), _sex(two))


def _agree(one: str, two: str) -> bool:
    return not one or not two or one == two


def _date(value: str) -> str:
    """Digits of a DA value, "" where it is none."""
    digits = value.replace(".", "").replace("-", "").strip()
    return digits if len(digits) == 8 and digits.isdecimal() and digits.strip("0") else ""


def _sex(identity: Identity) -> str:
    """M or F; O and anything else says too little to contradict."""
    letter = identity.patient_sex.strip().upper()[:1]
    return letter if letter in ("M", "F") else ""


def _who(identity: Identity) -> str:
    name = parse(identity.patient_name).display() or "no name"
    born = _date(identity.patient_birth_date)
    details = [f"born {born[:4]}-{born[4:6]}-{born[6:]}" if born else "", _sex(identity)]
    known = ", ".join(filter(None, details))
    return f"{name} ({known})" if known else name


def _who_and_id(identity: Identity) -> str:
    return f"{_who(identity)}, ID {identity.patient_id}" if identity.patient_id else _who(identity)


def _listed(texts: Sequence[str]) -> str:
    more = len(texts) - _SHOWN
    return "; ".join(texts[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
