"""Pixel spacing with its origin, the shape of a pixel, and which way is up, from the header.

What the standard says of a projection (PS3.3 10.7.1.1): Imager Pixel Spacing holds at the front of the detector and
is never corrected; Pixel Spacing equal to it is not corrected either; Pixel Spacing that differs from it, or comes
with a Calibration Type, holds in the patient; Pixel Spacing alone may be either, which nobody can tell.
"""

from __future__ import annotations

import math

from pydicom.dataset import Dataset

from spcxr_desktop.dicom.dataset import number, numbers, text, texts
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Spacing

_PROJECTION = {"CR", "DX", "RG", "MG", "IO", "PX", "RF", "XA", "OT", "SC", ""}
_C_ARM = {"XA", "RF"}
_MIN_MM, _MAX_MM = 1e-3, 100.0  # a detector element below 1 um or above 10 cm is a header that means nothing
_MAX_ASPECT = 10.0
_MAX_MAGNIFICATION = 3.0
_SAME = 1e-3  # relative; writers round the one and not the other


def read_spacing(dataset: Dataset) -> Spacing | None:
    """The spacing and the plane it holds in (PS3.3 10.7.1). None where it is absent or senseless."""
    pixel = _pair(dataset, "PixelSpacing")
    detector = _pair(dataset, "ImagerPixelSpacing")
    plane = detector or _pair(dataset, "NominalScannedPixelSpacing")
    if pixel is not None:
        method = text(dataset, "PixelSpacingCalibrationType").lower()
        if method in ("geometry", "fiducial"):
            return Spacing(*pixel, "calibrated", calibration=method)
        if method or (plane is not None and not _same(pixel, plane)):
            return Spacing(*pixel, "calibrated")
        if text(dataset, "Modality").upper() not in _PROJECTION:
            return Spacing(*pixel, "patient plane")
        if plane is None:
            return Spacing(*pixel, "unknown plane")
    if plane is None:
        return None
    factor = _magnification(dataset) if detector is not None else None
    if factor is None:
        return Spacing(*plane, "detector plane")
    return Spacing(plane[0] / factor, plane[1] / factor, "magnification corrected", magnification=factor)


def read_aspect(dataset: Dataset) -> float:
    """Height of a pixel over its width: from the spacing, else from Pixel Aspect Ratio (0028,0034), else 1.

    The standard wants the ratio only where there is no spacing (PS3.3 C.7.6.3.1.7), and lengths must agree with what
    is drawn.
    """
    spacing = read_spacing(dataset)
    if spacing is not None:
        return spacing.row_mm / spacing.column_mm
    ratio = numbers(dataset, "PixelAspectRatio")
    if len(ratio) != 2 or not all(math.isfinite(r) and r > 0 for r in ratio):
        return 1.0
    aspect = ratio[0] / ratio[1]
    return aspect if 1 / _MAX_ASPECT <= aspect <= _MAX_ASPECT else 1.0


def read_orientation(dataset: Dataset) -> Orientation:
    """Patient Orientation (0020,0020); assumed upright where it is absent or names no frontal view."""
    return Orientation.from_header(texts(dataset, "PatientOrientation"))


def _magnification(dataset: Dataset) -> float | None:
    """By how much the object is larger on the detector; None where the header does not say or says nothing likely.

    Estimated Radiographic Magnification Factor (0018,1114) where it is stated. Its definition, source-detector over
    source-object distance, is worked out from the distances on C-arms alone: there Distance Source to Patient goes to
    the centre of the field of view (PS3.3 C.8.7.5, C.8.7.6). On a wall stand or a table (C.8.11.5) it goes to the
    support the patient leans on, so the quotient would leave out the patient and call a small part of the
    magnification the whole. 1 corrects nothing and is what many devices write.
    """
    factor = number(dataset, "EstimatedRadiographicMagnificationFactor")
    if factor is None and text(dataset, "Modality").upper() in _C_ARM:
        far, near = number(dataset, "DistanceSourceToDetector"), _source_to_object(dataset)
        factor = far / near if far and near and near > 0 else None
    return factor if factor is not None and 1.0 < factor <= _MAX_MAGNIFICATION else None


def _source_to_object(dataset: Dataset) -> float | None:
    """Distance Source to Patient, in enhanced objects Distance Source to Isocenter (PS3.3 C.8.19.6.14)."""
    distance = number(dataset, "DistanceSourceToPatient")
    return distance if distance is not None else number(dataset, "DistanceSourceToIsocenter")


def _same(first: tuple[float, float], second: tuple[float, float]) -> bool:
    return all(math.isclose(a, b, rel_tol=_SAME) for a, b in zip(first, second, strict=True))


def _pair(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    values = numbers(dataset, keyword)
    if len(values) != 2 or not all(math.isfinite(v) and _MIN_MM <= v <= _MAX_MM for v in values):
        return None
    return (values[0], values[1]) if 1 / _MAX_ASPECT <= values[0] / values[1] <= _MAX_ASPECT else None
