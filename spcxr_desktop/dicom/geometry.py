"""Pixel spacing with its origin, and which way is up, from the header."""

from __future__ import annotations

import math

from pydicom.dataset import Dataset

from spcxr_desktop.dicom.dataset import numbers, text, texts
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Spacing

_PROJECTION = {"CR", "DX", "RG", "MG", "IO", "PX", "RF", "XA", "OT", "SC", ""}
_MIN_MM, _MAX_MM = 1e-3, 100.0  # a detector element below 1 um or above 10 cm is a header that means nothing


def read_spacing(dataset: Dataset) -> Spacing | None:
    """The spacing and the plane it holds in (PS3.3 10.7.1.3). None where it is absent or senseless.

    On a projection, Pixel Spacing counts as calibrated only if the header says how (0028,0A02) or if it differs
    from Imager Pixel Spacing; otherwise it is as good as the detector's.
    """
    pixel = _pair(dataset, "PixelSpacing")
    imager = _pair(dataset, "ImagerPixelSpacing")
    if pixel and text(dataset, "PixelSpacingCalibrationType"):
        return Spacing(*pixel, "calibrated")
    if pixel and imager and not all(math.isclose(p, i, rel_tol=1e-3) for p, i in zip(pixel, imager, strict=True)):
        return Spacing(*pixel, "calibrated")
    if pixel and text(dataset, "Modality").upper() not in _PROJECTION:
        return Spacing(*pixel, "patient plane")
    plane = imager or pixel or _pair(dataset, "NominalScannedPixelSpacing")
    return Spacing(*plane, "detector plane") if plane else None


def read_orientation(dataset: Dataset) -> Orientation:
    """Patient Orientation (0020,0020); assumed upright where it is absent or names no frontal view."""
    return Orientation.from_header(texts(dataset, "PatientOrientation"))


def square_pixels(dataset: Dataset) -> bool:
    """False where Pixel Aspect Ratio (0028,0034) or the spacing says that pixels are not square."""
    ratio = numbers(dataset, "PixelAspectRatio")
    spacing = read_spacing(dataset)
    uneven = len(ratio) == 2 and all(math.isfinite(r) and r > 0 for r in ratio) and ratio[0] != ratio[1]
    return not uneven and (spacing is None or math.isclose(spacing.row_mm, spacing.column_mm, rel_tol=1e-3))


def _pair(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    values = numbers(dataset, keyword)
    if len(values) != 2 or not all(math.isfinite(v) and _MIN_MM <= v <= _MAX_MM for v in values):
        return None
    return values[0], values[1]
