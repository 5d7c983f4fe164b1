"""What the store gives out: frozen values, safe in any thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.review import ImageRef

if TYPE_CHECKING:
    from spcxr_desktop.domain.radiograph import Identity

Assessment = Literal["new", "analysed", "refused", "failed"]
StudyStatus = Literal["new", "analysed", "not assessed", "in review", "signed"]


@dataclass(frozen=True)
class ImageFacts:
    """What intake knows of a file from its header. ``rows``, ``columns`` 0 and ``pixel_sha256`` "" where unknown."""

    path: Path
    identity: Identity
    size: int
    mtime_ns: int
    rows: int = 0
    columns: int = 0
    frames: int = 1
    dicom: bool = True
    pixel_sha256: str = ""


@dataclass(frozen=True, slots=True)
class ImageRow:
    """One radiograph of the record. ``key`` stands for it in the audit trail."""

    id: int
    key: str
    study: int
    series: int
    arrival: int
    path: Path
    size: int
    mtime_ns: int
    sop_instance_uid: str
    sop_class_uid: str
    series_instance_uid: str
    study_instance_uid: str
    rows: int
    columns: int
    frames: int
    view: str
    dicom: bool
    pixel_sha256: str
    read: bool
    assessment: Assessment
    revealed: str = ""  # sha256 of the result set that was revealed to a reader who reads first

    def reference(self) -> ImageRef:
        """What a signature freezes of it; ``pixel_sha256`` may still be missing."""
        uids = self.sop_instance_uid, self.sop_class_uid, self.series_instance_uid, self.study_instance_uid
        return ImageRef(*uids, self.rows, self.columns, self.pixel_sha256)


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One line of the worklist. ``flagged``: flags that may drive priority (exploratory ones never do)."""

    id: int
    key: str
    patient: int
    patient_name: str
    patient_id: str
    birth_date: str
    sex: str
    age_years: float | None
    study_date: str
    description: str
    accession: str
    arrival: int
    images: int
    unread: int
    views: str
    modality: str
    analysed: int
    not_assessed: int
    flagged: int
    flags: str
    warnings: int
    drafts: int
    signed: int
    veiled: int = 0  # analysed images of which no result was revealed to a reader who reads first
    amended: int = 0  # of those signed, how many replace an earlier signature

    @property
    def status(self) -> StudyStatus:
        """Where the study stands: work under way, then what is signed, then what the models did."""
        if self.drafts:
            return "in review"
        if self.signed:
            return "signed"
        if self.analysed:
            return "analysed"
        return "not assessed" if self.not_assessed else "new"

    @property
    def priority(self) -> tuple[int, int]:
        """Sort key of the priority order: flagged, then not assessed, then new, then the rest; each by arrival."""
        rank = 0 if self.flagged else 1 if self.not_assessed else 2 if not self.analysed else 3
        return rank, self.arrival


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One patient."""

    id: int
    key: str
    patient_id: str
    name: str
    birth_date: str
    sex: str


@dataclass(frozen=True, eq=False)
class StoredResults:
    """One immutable result set. ``sha256``: of everything in it."""

    id: int
    image: int
    sha256: str
    results: ResultSet
