"""How the greys of a radiograph are said in a presentation state: Modality, VOI and Presentation LUT (PS3.3 C.11)."""

from __future__ import annotations

from typing import Any

import numpy as np
from highdicom import VOILUT, ModalityLUTTransformation, PresentationLUT, PresentationLUTTransformation
from highdicom.pr import SoftcopyVOILUTTransformation
from numpy.typing import NDArray

from spcxr_desktop.dicom.export.codes import clean
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import (
    GrayscaleRule,
    Lut,
    Voi,
    VoiLut,
    VoiWindow,
    as_window,
    default_voi,
    modality_values,
    voi_unit,
)
from spcxr_desktop.domain.review import Window

_FULL = 65535


def grey_arguments(rule: GrayscaleRule, window: Window | None) -> dict[str, Any]:
    """Arguments of highdicom's presentation states. Raises UserError where a Modality LUT cannot be said."""
    voi = _voi(rule, window)
    falling = isinstance(voi, VoiWindow) and voi.falling and rule.modality_lut is None
    folded = voi if rule.modality_lut is None else _folded(rule, voi)
    arguments = {
        "voi_lut_transformations": [_voi_transformation(folded)],
        "presentation_lut_transformation": _presentation(
            rule.presentation_lut, rule.invert != falling, window is not None and window.inverted
        ),
    }
    if rule.modality_lut is None and (rule.slope, rule.intercept) != (1.0, 0.0):
        arguments["modality_lut_transformation"] = ModalityLUTTransformation(
            rescale_intercept=rule.intercept, rescale_slope=rule.slope, rescale_type="US"
        )
    return arguments


def _voi(rule: GrayscaleRule, window: Window | None) -> Voi:
    if window is not None and window.centre is not None and window.width is not None:
        return VoiWindow(window.centre, window.width)
    voi = default_voi(rule)
    if isinstance(voi, VoiLut) and voi.lut.first < 0 and rule.modality_lut is None:
        return as_window(rule, voi)  # highdicom writes tables from 0 on alone: the window that is nearest to it
    return voi


def _voi_transformation(voi: Voi) -> SoftcopyVOILUTTransformation:
    if isinstance(voi, VoiLut):
        table = VOILUT(voi.lut.first, _full_range(voi.lut), clean(voi.explanation) or None)
        return SoftcopyVOILUTTransformation(voi_luts=[table])
    return SoftcopyVOILUTTransformation(
        window_center=voi.center,
        window_width=voi.width,
        window_explanation=clean(voi.explanation) or None,
        voi_lut_function=voi.function,
    )


def _folded(rule: GrayscaleRule, voi: Voi) -> VoiLut:
    """Modality LUT and VOI in one table of stored values, which the eye cannot tell from the two.

    Most Modality LUTs of radiographs hold 10 to 15 bits, but a presentation state may only say 8 or 16 (PS3.3 C.11.1).
    """
    low, high = sorted((rule.stored_min, rule.stored_max))
    if low < 0:
        raise UserError(
            "The greys of this image go through a table of negative values.",
            "A Modality LUT that begins at 0 or above.",
            "Leave GSPS out.",
        )
    unit = voi_unit(voi, modality_values(rule, np.arange(low, max(high, low + 1) + 1, dtype=np.float64)))
    return VoiLut(Lut(low, np.rint(unit * _FULL).astype(np.uint16), 16), "Modality and VOI LUT")


def _presentation(lut: Lut | None, before: bool, after: bool) -> PresentationLUTTransformation:
    """``before`` and ``after``: whether greys are turned round on either side of the table."""
    if lut is None:
        shape = "INVERSE" if before != after else "IDENTITY"
        return PresentationLUTTransformation(presentation_lut_shape=shape)
    entries = _full_range(lut)
    entries = entries[::-1] if before else entries
    entries = _FULL - entries if after else entries
    return PresentationLUTTransformation(presentation_lut=PresentationLUT(0, np.ascontiguousarray(entries)))


def _full_range(lut: Lut) -> NDArray[np.uint16]:
    """The entries over 16 bits, which is what highdicom says of any table."""
    scaled = lut.entries.astype(np.float64) * (_FULL / (2**lut.bits - 1))
    return np.asarray(np.clip(np.rint(scaled), 0, _FULL), np.uint16)
