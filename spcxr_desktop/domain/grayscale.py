"""From stored pixels to greys: the whole DICOM grey-scale chain folded into one 65,536-entry table.

Order of PS3.4 N.2: Modality LUT or rescale -> VOI LUT or window -> polarity (MONOCHROME1) -> Presentation LUT.
The table is indexed by *pixel index* = stored value - ``rule.bias``, so that signed data index it too.
``docs/greyscale.md`` says where the standard leaves a choice and what was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spcxr_desktop.domain.radiograph import Radiograph, Shutter

TABLE_SIZE = 65536
VoiFunction = Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]
_LUT_EDGE = 0.01  # share of a LUT's output range that counts as "still black" or "already white"
_DRAG_STEPS = 1024  # mouse pixels that sweep the whole range of the image's values


@dataclass(frozen=True, eq=False)
class Lut:
    """A look-up table (PS3.3 C.11.1.1.1). ``first``: input value of ``entries[0]``; outputs run 0..2**bits - 1."""

    first: int
    entries: NDArray[np.uint16]
    bits: int

    def lookup(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Outputs for ``values``, any shape; inputs beyond either end take the end's entry."""
        index = np.clip(np.rint(values) - self.first, 0, len(self.entries) - 1).astype(np.intp)
        return np.asarray(self.entries[index], np.float64)


@dataclass(frozen=True)
class VoiWindow:
    """A window in modality units (PS3.3 C.11.2.1.2). ``width`` >= 1 for LINEAR, > 0 otherwise.

    ``falling``: low values bright. No header can say so; it is what a falling VOI LUT becomes when dragged.
    """

    center: float
    width: float
    explanation: str = ""
    function: VoiFunction = "LINEAR"
    falling: bool = False


@dataclass(frozen=True, eq=False)
class VoiLut:
    """A VOI LUT of the header (PS3.3 C.11.2.1.1); its input is in modality units."""

    lut: Lut
    explanation: str = ""


Voi: TypeAlias = VoiWindow | VoiLut


@dataclass(frozen=True, eq=False)
class GrayscaleRule:
    """How this image's stored values become greys.

    ``bias``: stored value = pixel index + bias. ``voi``: what the header offers, the default first (LUTs
    before windows); ``voi_auto``: the first one was computed here, the header had none that shows anything.
    ``invert``: dark means high (MONOCHROME1 or Presentation LUT Shape INVERSE, together still once).
    ``padding``: stored values (lo, hi), both included, that are not picture and stay black.
    ``stored_min`` and ``stored_max``: range of the picture's stored values, padding left out.
    """

    bias: int = 0
    slope: float = 1.0
    intercept: float = 0.0
    modality_lut: Lut | None = None
    voi: tuple[Voi, ...] = field(default=())
    voi_auto: bool = False
    presentation_lut: Lut | None = None
    invert: bool = False
    padding: tuple[int, int] | None = None
    stored_min: int = 0
    stored_max: int = 65535


def modality_values(rule: GrayscaleRule, stored: NDArray[np.float64]) -> NDArray[np.float64]:
    """Stored values, any shape -> modality units (PS3.3 C.11.1): the Modality LUT where there is one, else rescale."""
    if rule.modality_lut is not None:
        return rule.modality_lut.lookup(stored)
    return stored * rule.slope + rule.intercept


def value_range(rule: GrayscaleRule) -> tuple[float, float]:
    """Least and greatest modality value of the picture, low <= high also where the slope is negative."""
    lo, hi = min(rule.stored_min, rule.stored_max), max(rule.stored_min, rule.stored_max)
    values = modality_values(rule, np.arange(lo, hi + 1, dtype=np.float64))
    return float(values.min()), float(values.max())


def default_voi(rule: GrayscaleRule) -> Voi:
    """The first VOI of the rule; a window over the whole range of values where the rule has none."""
    return rule.voi[0] if rule.voi else window_between(*value_range(rule))


def window_between(low: float, high: float, explanation: str = "") -> VoiWindow:
    """The LINEAR window that shows ``low`` as black and ``high`` as white (PS3.3 C.11.2.1.2.1 solved for c and w)."""
    width = max(high - low, 0.0) + 1.0
    return VoiWindow((low + high) / 2 + 0.5, width, explanation)


def grey_table(
    rule: GrayscaleRule, voi: Voi | None = None, invert: bool = False, used_only: bool = False
) -> NDArray[np.uint8]:
    """The grey of every pixel index, uint8 [65536].

    ``voi`` replaces the default one. ``invert`` is the reader's own inversion, on top of the image's polarity;
    padding stays black either way. ``used_only``: what no value of the picture asks for stays black, which makes
    the table of a 12- or 14-bit picture several times as fast to compute.
    """
    first, last = 0, TABLE_SIZE - 1
    if used_only:
        ends = sorted((rule.stored_min, rule.stored_max))
        first, last = (int(np.clip(v - rule.bias, 0, TABLE_SIZE - 1)) for v in ends)
    stored = np.arange(first, last + 1, dtype=np.float64) + rule.bias
    unit = voi_unit(voi or default_voi(rule), modality_values(rule, stored))
    if rule.invert:
        unit = 1.0 - unit
    if rule.presentation_lut is not None:
        unit = _present(rule.presentation_lut, unit)
    if invert:
        unit = 1.0 - unit
    table = np.zeros(TABLE_SIZE, np.uint8)
    table[first : last + 1] = np.floor(unit * 255.0 + 0.5)
    if rule.padding is not None:
        lo, hi = (int(np.clip(v - rule.bias, -1, TABLE_SIZE)) for v in rule.padding)
        table[max(lo, 0) : hi + 1] = 0
    return table


def voi_unit(voi: Voi, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Modality values, any shape -> 0..1 by the VOI (PS3.3 C.11.2.1.2.1, .3.1 and .3.2; C.11.2.1.1 for LUTs)."""
    if isinstance(voi, VoiLut):
        return np.asarray(np.clip(voi.lut.lookup(values) / (2**voi.lut.bits - 1), 0.0, 1.0), np.float64)
    unit = _window_unit(voi, values)
    return 1.0 - unit if voi.falling else unit


def _window_unit(window: VoiWindow, values: NDArray[np.float64]) -> NDArray[np.float64]:
    if window.function == "SIGMOID":
        exponent = np.clip(-4.0 * (values - window.center) / window.width, -500.0, 500.0)
        return np.asarray(1.0 / (1.0 + np.exp(exponent)), np.float64)
    if window.function == "LINEAR_EXACT":
        return np.asarray(np.clip((values - window.center) / window.width + 0.5, 0.0, 1.0), np.float64)
    middle, ramp = window.center - 0.5, window.width - 1.0
    if ramp <= 0.0:  # width 1 is a threshold: the standard's first two cases leave nothing for the ramp
        return (values > middle).astype(np.float64)
    return np.asarray(np.clip((values - middle) / ramp + 0.5, 0.0, 1.0), np.float64)


def render(pixels: NDArray[np.uint16], table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Greys of ``pixels``, uint16 [H, W] -> uint8 [H, W]. cv2.LUT takes 16-bit sources from OpenCV 4.13."""
    return np.asarray(cv2.LUT(pixels, table), np.uint8)


def default_greys(radiograph: Radiograph) -> NDArray[np.uint8]:
    """Greys as the file itself asks for, uint8 [rows, columns], in the file's own orientation, shutter closed.

    The reader's window and the overlays play no part: this is what the models are fed (after
    ``Orientation.to_upright``).
    """
    return shuttered(render(radiograph.pixels, grey_table(radiograph.grayscale)), radiograph.shutter)


def shuttered(picture: NDArray[np.uint8], shutter: Shutter | None) -> NDArray[np.uint8]:
    """``picture``, uint8 [rows, columns] or [rows, columns, 3], with what the file wants covered made even grey.

    Works in place where there is a shutter, and gives back the same array.
    """
    if shutter is not None:
        picture[shutter.covered] = shutter.grey
    return picture


def as_window(rule: GrayscaleRule, voi: Voi | None = None) -> VoiWindow:
    """The linear window nearest to ``voi`` (default: the rule's own), for dragging to start from.

    A SIGMOID keeps centre and width: the slope in the middle is the same. A LUT becomes the window between
    the inputs where it leaves its darkest and reaches its brightest output, falling where the LUT falls over the
    picture's values. Always finite, width >= 1.
    """
    voi = voi or default_voi(rule)
    if isinstance(voi, VoiLut):
        return _lut_window(rule, voi.lut)
    if voi.function == "LINEAR_EXACT" and np.isfinite(voi.center) and np.isfinite(voi.width):
        exact = window_between(voi.center - voi.width / 2, voi.center + voi.width / 2)
        return _tame(exact.center, exact.width, voi.falling)
    return _tame(voi.center, voi.width, voi.falling)


def _lut_window(rule: GrayscaleRule, lut: Lut) -> VoiWindow:
    """The window over the ramp of a VOI LUT, within the picture's values where the LUT has at least two for them."""
    low, high = (int(np.clip(np.rint(v) - lut.first, 0, len(lut.entries) - 1)) for v in value_range(rule))
    if high - low < 1:
        low, high = 0, len(lut.entries) - 1
    entries = lut.entries[low : high + 1].astype(np.float64)
    dark, bright = float(entries.min()), float(entries.max())
    edge = (bright - dark) * _LUT_EDGE
    ramp = np.flatnonzero((entries > dark + edge) & (entries < bright - edge))
    first, last = (int(ramp[0]), int(ramp[-1])) if ramp.size else (0, len(entries) - 1)
    steps = np.arange(len(entries)) - (len(entries) - 1) / 2
    falling = float(np.dot(entries - entries.mean(), steps)) < 0.0  # the sign of the line fitted through it
    window = window_between(lut.first + low + first, lut.first + low + last)
    return _tame(window.center, window.width, falling)


def drag(window: VoiWindow, dx: float, dy: float, span: float) -> VoiWindow:
    """The window after a drag of (dx, dy) mouse pixels: right widens, down raises the centre.

    ``span``: range of the image's values (``value_range``); 1024 pixels sweep it once, so a drag feels alike
    on 8-bit and 16-bit images. The outcome is LINEAR, finite, of width >= 1, whatever comes in; what falls goes
    on falling.
    """
    step = (span if np.isfinite(span) and span > 0 else 1.0) / _DRAG_STEPS
    dx, dy = (float(d) if np.isfinite(d) else 0.0 for d in (dx, dy))
    start = _tame(window.center, window.width, window.falling)
    return _tame(start.center + dy * step, start.width + dx * step, window.falling)


def _tame(center: float, width: float, falling: bool) -> VoiWindow:
    """A finite LINEAR window: beyond a million times the 16-bit range no radiograph has a value."""
    limit = float(TABLE_SIZE) * 1e6
    center = float(np.clip(center, -limit, limit)) if np.isfinite(center) else 0.0
    width = float(np.clip(width, 1.0, limit)) if np.isfinite(width) else 1.0
    return VoiWindow(center, width, falling=falling)


def _present(lut: Lut, unit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Presentation LUT (PS3.3 C.11.6): the VOI's whole output range is spread over the table's inputs."""
    inputs = unit * (len(lut.entries) - 1) + lut.first
    return np.asarray(np.clip(lut.lookup(inputs) / (2**lut.bits - 1), 0.0, 1.0), np.float64)
