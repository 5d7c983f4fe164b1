"""A radiograph in memory: pixels, how they become greys, which way is up, how large a pixel is, whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.orientation import Orientation

SpacingOrigin = Literal["patient plane", "detector plane", "magnification corrected", "calibrated", "unknown plane"]


@dataclass(frozen=True)
class Spacing:
    """Millimetres between pixel centres, and what plane they were measured in (PS3.3 10.7.1).

    Unknown or senseless spacing (zero, negative, not finite) is ``None`` on the radiograph, never a guess.
    ``magnification``: what a "magnification corrected" spacing was divided by, else 1. ``calibration``: how a
    "calibrated" one was, in lower case, as far as the header says it ("geometry", "fiducial").
    """

    row_mm: float
    column_mm: float
    origin: SpacingOrigin
    magnification: float = 1.0
    calibration: str = ""

    @property
    def plane(self) -> str:
        """Where a length measured by this spacing holds, to be put beside every number."""
        if self.origin == "magnification corrected":
            return f"magnification {self.magnification:.2f} corrected"
        if self.origin == "calibrated":
            return f"calibrated: {self.calibration or 'method not stated'}"
        return self.origin

    @property
    def unit(self) -> str:
        """The unit of a length, never without its plane."""
        return f"mm ({self.plane})"


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
    device_model: str = ""
    station: str = ""


@dataclass(frozen=True, eq=False)
class OverlayPlane:
    """A bit plane of the file that is drawn over the picture (groups 60xx, PS3.3 C.9.2).

    ``bits``: bool [rows, columns] of the image, whatever the plane's own size and origin. ``label``: what the
    header calls it, "" if nothing.
    """

    bits: NDArray[np.bool_]
    label: str = ""


@dataclass(frozen=True, eq=False)
class Shutter:
    """What the file asks to be covered (PS3.3 C.7.6.11, C.7.6.15): bool [rows, columns], True where covered.

    ``grey``: 0..255, what stands there instead of the picture; it is not windowed.
    """

    covered: NDArray[np.bool_]
    grey: int = 0


@dataclass(frozen=True, eq=False)
class Radiograph:
    """One decoded frame, in the file's own orientation.

    ``pixels``: uint16 [rows, columns], each the index into the 65,536-entry grey table of ``grayscale``
    (stored value = index + ``grayscale.bias``). ``colour``: uint8 [rows, columns, 3], RGB, for a colour picture,
    which is shown as it is and never analysed; ``pixels`` then holds its luminance. ``frame`` (from 0) of
    ``frames``. ``aspect``: height of a pixel over its width. ``dicom`` is False for PNG/JPEG ("not DICOM,
    research only"). ``notes``: short texts the viewer shows ("window: auto", "lossy compression", ...).
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
    colour: NDArray[np.uint8] | None = None
    overlays: tuple[OverlayPlane, ...] = ()
    shutter: Shutter | None = None
    aspect: float = 1.0
    frame: int = 0
    frames: int = 1

    @property
    def rows(self) -> int:
        """Image height in pixels."""
        return int(self.pixels.shape[0])

    @property
    def columns(self) -> int:
        """Image width in pixels."""
        return int(self.pixels.shape[1])
