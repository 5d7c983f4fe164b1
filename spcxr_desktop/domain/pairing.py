"""Which films belong side by side: one patient's, in which order, and how far apart in time.

Rules for hanging, pure and careful: what is not known is never taken for agreement. Two films are one patient's only
when the Patient ID agrees, nothing contradicts it, and the name or the birth date says the same once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.reconcile import birth_date, may_be_one, name_known, patient_key

View = Literal["frontal", "lateral", "unknown"]
Kinship = Literal["one", "unclear", "different"]  # of patients
RoleKind = Literal["latest", "prior", "same study", "same day", "undated", "unclear", "different"]
Moment = Literal["earlier", "same day", "later", "unknown"]

_FRONTAL = ("PA", "AP")
_LATERAL = re.compile(r"\b(LL|RL|LAT|LATERAL|LLAT|RLAT)\b")  # View Position (0018,5101), PS3.3 C.8.11.5.1.1


@dataclass(frozen=True)
class Distance:
    """How a film lies in time to another one. ``days`` is never negative; 0 where ``moment`` is unknown."""

    moment: Moment
    days: int = 0


@dataclass(frozen=True)
class Role:
    """What a film is among those seen beside it. ``days``: how much earlier a prior is."""

    kind: RoleKind
    days: int = 0


def view_of(identity: Identity) -> View:
    """Frontal or lateral as the header says; oblique and absent views are unknown."""
    view = identity.view_position.strip().upper()
    if view in _FRONTAL:
        return "frontal"
    return "lateral" if _LATERAL.search(view) else "unknown"


def kinship(one: Identity, two: Identity) -> Kinship:
    """Whether two films show one patient, by their headers.

    "different": the IDs differ, or name, birth date or sex contradict each other. "one": the same ID, and the same
    name or birth date with it. "unclear": everything else, such as files without an ID, or with nothing but an ID.
    """
    ids = patient_key(one), patient_key(two)
    if (all(ids) and ids[0] != ids[1]) or not may_be_one(one, two):
        return "different"
    return "one" if all(ids) and _confirmed(one, two) else "unclear"


def company(identities: Sequence[Identity]) -> Kinship:
    """The worst kinship among films that are seen together: every pair counts."""
    pairs = [kinship(one, two) for number, one in enumerate(identities) for two in identities[number + 1 :]]
    if "different" in pairs:
        return "different"
    return "unclear" if "unclear" in pairs else "one"


def study_day(identity: Identity) -> date | None:
    """Study Date (0008,0020), None where it is absent or no day of the calendar."""
    digits = identity.study_date.strip().replace(".", "").replace("-", "")
    if not re.fullmatch(r"[0-9]{8}", digits):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def distance(reference: Identity, other: Identity) -> Distance:
    """Where ``other`` lies in time, seen from ``reference``."""
    here, there = study_day(reference), study_day(other)
    if here is None or there is None:
        return Distance("unknown")
    days = (here - there).days
    if days == 0:
        return Distance("same day")
    return Distance("earlier", days) if days > 0 else Distance("later", -days)


def priors(current: Identity, others: Sequence[Identity]) -> tuple[int, ...]:
    """Positions of the earlier films of the same patient to compare with, the latest first.

    A lateral film is compared with lateral ones, every other with frontal ones. Of one day, the same view position
    comes first. Films without a date are nobody's prior.
    """
    wanted: View = "lateral" if view_of(current) == "lateral" else "frontal"
    found = []
    for position, other in enumerate(others):
        apart = distance(current, other)
        if apart.moment == "earlier" and view_of(other) == wanted and kinship(current, other) == "one":
            found.append((apart.days, other.view_position != current.view_position, position))
    return tuple(position for _, _, position in sorted(found))


def companions(current: Identity, others: Sequence[Identity]) -> tuple[int, ...]:
    """Positions of the other films of the same study (0020,000D), unless their headers name another patient."""
    study = current.study_instance_uid.strip()
    return tuple(
        position
        for position, other in enumerate(others)
        if study and other.study_instance_uid.strip() == study and kinship(current, other) == "one"
    )


def other_view(current: Identity, others: Sequence[Identity]) -> int | None:
    """Position of the lateral film to a frontal one within its study, or the other way round; None if there is none."""
    wanted: View = "frontal" if view_of(current) == "lateral" else "lateral"
    return next((i for i in companions(current, others) if view_of(others[i]) == wanted), None)


def roles(identities: Sequence[Identity]) -> tuple[Role | None, ...]:
    """What each film is beside the others: seen from the one with the latest date, the first of these.

    Nothing is called prior unless both dates are known and the patient is the same. None: alone, or of no interest.
    """
    days = [study_day(identity) or date.min for identity in identities]
    if len(days) < 2:
        return (None,) * len(days)
    latest = days.index(max(days))
    others = [_role(identities[latest], other) for i, other in enumerate(identities) if i != latest]
    first = Role("latest") if any(role.kind == "prior" for role in others) else None
    return (*others[:latest], first, *others[latest:])


def _role(latest: Identity, other: Identity) -> Role:
    kin = kinship(latest, other)
    if kin != "one":
        return Role(kin)
    apart = distance(latest, other)
    if apart.moment == "earlier":
        return Role("prior", apart.days)
    study = latest.study_instance_uid.strip()
    if study and study == other.study_instance_uid.strip():
        return Role("same study")
    return Role("same day" if apart.moment == "same day" else "undated")


def same_units(one: Radiograph, two: Radiograph) -> bool:
    """Whether a window of the one means the same greys on the other.

    CR and DX values have no unit that the standard knows: they are alike only where modality, manufacturer, the
    modality transformation and the polarity are.
    """
    if one.colour is not None or two.colour is not None:
        return False
    rules = one.grayscale, two.grayscale
    if any(rule.modality_lut is not None for rule in rules):
        return False
    return _units(one) == _units(two)


def _units(radiograph: Radiograph) -> tuple[object, ...]:
    rule, identity = radiograph.grayscale, radiograph.identity
    maker = " ".join(identity.manufacturer.casefold().split())
    return identity.modality, maker, rule.slope, rule.intercept, rule.invert, radiograph.dicom


def _confirmed(one: Identity, two: Identity) -> bool:
    """Whether name or birth date, known in both, say once more what the ID says. They do not contradict each other."""
    return (name_known(one) and name_known(two)) or (bool(birth_date(one)) and bool(birth_date(two)))
