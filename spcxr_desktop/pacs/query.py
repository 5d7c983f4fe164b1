"""What is asked of a node, and what it answers: the same for DIMSE and DICOMweb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spcxr_desktop.domain.errors import UserError

Level = Literal["patient", "study", "series", "image"]
LEVELS: tuple[Level, ...] = ("patient", "study", "series", "image")
_UID = re.compile(r"[0-9]+(\.[0-9]+)*")


@dataclass(frozen=True)
class Query:
    """What to look for. Empty fields match everything; ``*`` and ``?`` are wildcards in ``patient_id``, ``name`` and
    ``accession`` (PS3.4 C.2.2.2). ``since`` and ``until``: of the study, both included. Names in any script.

    Raises UserError for what no server could answer.
    """

    level: Level = "study"
    patient_id: str = ""
    name: str = ""
    accession: str = ""
    modality: str = ""
    since: date | None = None
    until: date | None = None
    study: str = ""
    series: str = ""
    image: str = ""

    def __post_init__(self) -> None:
        """Check what could not be sent."""
        for text in (self.patient_id, self.name, self.accession, self.modality):
            if len(text) > 320 or "\\" in text or any(ord(sign) < 32 for sign in text):
                raise _bad("A search text is too long or has signs that DICOM does not allow.")
        if any(uid and not is_uid(uid) for uid in (self.study, self.series, self.image)):
            raise _bad("A UID of the search is not one: digits and dots, 64 at most.")
        if self.since and self.until and self.since > self.until:
            raise _bad("The search ends before it begins.")
        if (self.level == "series" and not self.study) or (self.level == "image" and not self.study):
            raise _bad("Series and images are looked for within a study.")

    @property
    def dates(self) -> str:
        """The range as DICOM writes it (PS3.4 C.2.2.2.5), "" for any."""
        if not (self.since or self.until):
            return ""
        first, last = ("" if day is None else f"{day:%Y%m%d}" for day in (self.since, self.until))
        return first if first == last else f"{first}-{last}"


@dataclass(frozen=True)
class Match:
    """One answer. Texts as the server has them, "" where it did not say; ``images`` None where it did not count."""

    level: Level
    patient_id: str = ""
    name: str = ""
    birth_date: str = ""
    sex: str = ""
    study: str = ""
    study_date: str = ""
    study_time: str = ""
    accession: str = ""
    description: str = ""
    modalities: tuple[str, ...] = ()
    series: str = ""
    image: str = ""
    sop_class: str = ""
    images: int | None = None


@dataclass(frozen=True)
class Found:
    """The answer of ``find``. ``cut``: there was more than we take, or the user ended it."""

    matches: tuple[Match, ...]
    cut: bool = False


def is_uid(text: str) -> bool:
    """Whether this is a UID (PS3.5 9.1), leading zeros forgiven; it may then name a file."""
    return len(text) <= 64 and bool(_UID.fullmatch(text))


def _bad(found: str) -> UserError:
    return UserError(found, "A search that a server can answer.", "Change the search and try again.", code="query")
