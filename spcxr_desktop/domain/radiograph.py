"""A radiograph in memory: pixels, how they become greys, which way is up, how large a pixel is, whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.orientation import Orientation

SpacingOrigin = Literal["patient plane", "detector plane", "calibrated"]


@dataclass(frozen=True)
class Spacing:
    """Millimetres between pixel centres, and what plane they were measured in (PS3.3 10.7.1.3).

    Unknown or senseless spacing (zero, negative, not finite) is ``None`` on the radiograph, never a guess.
    """

    row_mm: float
    column_mm: float
    origin: SpacingOrigin


@dataclass(frozen=True)
class Identity:
    """Who and what the header says this is. Empty string = absent. Never written to a log."""

    patient_id: str = ""
    patient_name: str = ""
    patient_birth_date: str = ""
    patient_sex: str = ""
    patient_age_years: float | None = None
    species: str = ""
    study_instance_uid: str = ""
    series_instance_uid: str = ""
    sop_instance_uid: str = ""
    sop_class_uid: str = ""
    modality: str = ""
    body_part: str = ""
    view_position: str = ""
    study_date: str = ""
    study_description: str = ""
    accession_number: str = ""
    manufacturer: str = ""


@dataclass(frozen=True, eq=False)
class Radiograph:
    """One decoded frame.

    ``pixels``: uint16 [rows, columns], each the index into the 65,536-entry grey table of ``grayscale``
    (stored value = index + ``grayscale.bias``). ``dicom`` is False for PNG/JPEG ("not DICOM, research only").
    ``notes``: short texts the viewer shows ("window: auto", "lossy compression", ...).
    """

    pixels: NDArray[np.uint16]
    grayscale: GrayscaleRule
    orientation: Orientation
    spacing: Spacing | None
    identity: Identity
    path: Path
    dicom: bool = True
    lossy: bool = False
    burned_in_annotation: bool | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> int:
        """Image height in pixels."""
        return int(self.pixels.shape[0])

    @property
    def columns(self) -> int:
        """Image width in pixels."""
        return int(self.pixels.shape[1])
