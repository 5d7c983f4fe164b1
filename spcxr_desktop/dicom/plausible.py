"""What the types of a radiograph do not say and the program relies on: sizes that agree, ranges that are finite."""

from __future__ import annotations

from spcxr_desktop.dicom.wire import Nonsense
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, VoiLut
from spcxr_desktop.domain.radiograph import Radiograph

_INDICES = 1 << 16
_LARGEST_BIAS = 1 << 32
_LARGEST_LUT = 1 << 16


def check_radiograph(radiograph: Radiograph, frame: int) -> None:
    """Raise Nonsense where a decoded ``frame`` (from 0) contradicts itself, so that nobody behind the door checks."""
    shape = radiograph.pixels.shape
    layers = [(plane.bits, shape) for plane in radiograph.overlays]
    if radiograph.shutter is not None:
        layers.append((radiograph.shutter.covered, shape))
    agree = len(shape) == 2 and all(layer.shape == wanted for layer, wanted in layers)
    if radiograph.colour is not None:
        agree = agree and radiograph.colour.shape == (*shape, 3)
    if not agree:
        raise Nonsense("sizes differ")
    if radiograph.frame != frame or not radiograph.frame < radiograph.frames:
        raise Nonsense("frame")
    if radiograph.shutter is not None and not 0 <= radiograph.shutter.grey <= 255:
        raise Nonsense("shutter")
    spacing = radiograph.spacing
    lengths = [radiograph.aspect] if spacing is None else [radiograph.aspect, spacing.row_mm, spacing.column_mm]
    if not all(length > 0 for length in lengths):
        raise Nonsense("aspect or spacing")
    _check_rule(radiograph.grayscale)


def _check_rule(rule: GrayscaleRule) -> None:
    """Stored values lie within the 65,536 from ``bias`` on: tables of that range are made without asking."""
    if abs(rule.bias) > _LARGEST_BIAS or not all(
        rule.bias <= stored < rule.bias + _INDICES for stored in (rule.stored_min, rule.stored_max)
    ):
        raise Nonsense("stored values")
    luts = [rule.modality_lut, rule.presentation_lut, *(voi.lut for voi in rule.voi if isinstance(voi, VoiLut))]
    for lut in luts:
        if lut is not None:
            _check_lut(lut)
    if not all(isinstance(voi, VoiLut) or voi.width > 0 for voi in rule.voi):
        raise Nonsense("window")


def _check_lut(lut: Lut) -> None:
    if lut.entries.ndim != 1 or len(lut.entries) > _LARGEST_LUT or not 1 <= lut.bits <= 16:
        raise Nonsense("look-up table")
