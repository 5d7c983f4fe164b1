"""What only the pixels tell the grey-scale rule: their range, and a window where the header has none that works."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.grayscale import (
    TABLE_SIZE,
    GrayscaleRule,
    VoiWindow,
    grey_table,
    modality_values,
    window_between,
)
from spcxr_desktop.domain.preparation import exposed_box

_SAMPLE = 512  # px; percentiles of a picture thinned to this longer side
_INSET = 0.03  # of the box on each side: it is found on a thumbnail, and a sliver of border would set the tails
_TAILS = (0.5, 99.5)  # percent of the exposed field below black and above white
_LEAST_CONTRAST = 8  # grey levels between the darkest and the brightest value; less shows nothing
_FULL_8_BIT = (0.0, 255.0)
_WRITTEN_SPAN = 64.0  # 8-bit pictures that use this much of their range were windowed by whoever wrote them


def complete(
    rule: GrayscaleRule,
    pixels: NDArray[np.uint16],
    eight_bit: bool = False,
    covered: NDArray[np.bool_] | None = None,
) -> tuple[GrayscaleRule, tuple[str, ...]]:
    """The rule with the stored range of ``pixels``, only windows that show something, and one that does by default.

    ``pixels``: uint16 [rows, columns] indices. ``eight_bit``: the file has 8-bit samples. ``covered``: bool of the
    same shape, what a shutter hides; it has no say in an automatic window. Returns the rule and notes for the viewer.
    """
    notes: list[str] = []
    counts = cv2.calcHist([pixels], [0], None, [TABLE_SIZE], [0, TABLE_SIZE]).ravel()
    present = np.flatnonzero(counts)
    inside = present[~_is_padding(rule, present)]
    if inside.size == 0:  # padding that leaves no picture was not meant as padding
        rule, inside = replace(rule, padding=None), present
        notes.append("pixel padding covers the whole picture: ignored")
    rule = replace(rule, stored_min=int(inside[0]) + rule.bias, stored_max=int(inside[-1]) + rule.bias)
    usable = tuple(voi for voi in rule.voi if inside.size < 2 or _contrast(replace(rule, voi=(voi,)), inside))
    if usable:
        if len(usable) < len(rule.voi):
            notes.append("a window of the header shows nothing of the picture: ignored")
        return replace(rule, voi=usable), tuple(notes)
    notes.append("window: auto (the header's shows nothing)" if rule.voi else "window: auto (none in the header)")
    return replace(rule, voi=(auto_window(rule, pixels, eight_bit, covered),), voi_auto=True), tuple(notes)


def auto_window(
    rule: GrayscaleRule,
    pixels: NDArray[np.uint16],
    eight_bit: bool = False,
    covered: NDArray[np.bool_] | None = None,
) -> VoiWindow:
    """A window from the 0.5th to the 99.5th percentile of the exposed field, padding and shutter left out.

    8-bit pictures are shown as written unless they use less than a quarter of their range.
    """
    low, high = _robust_range(rule, pixels, covered)
    if eight_bit and high - low >= _WRITTEN_SPAN:
        low, high = _FULL_8_BIT
    ends = modality_values(rule, np.asarray([low, high]))
    return window_between(float(ends.min()), float(ends.max()), "auto")


def _robust_range(
    rule: GrayscaleRule, pixels: NDArray[np.uint16], covered: NDArray[np.bool_] | None
) -> tuple[float, float]:
    """Stored values at the tails of the exposed field."""
    step = max(1, max(pixels.shape) // _SAMPLE)
    sample = pixels[::step, ::step]
    shown = ~_is_padding(rule, sample)
    if covered is not None and (shown & ~covered[::step, ::step]).any():
        shown &= ~covered[::step, ::step]
    values = sample[shown]
    if values.size == 0:
        return float(rule.stored_min), float(rule.stored_max)
    sample, shown = _cut(sample, shown)
    if min(sample.shape) >= 16:
        low, high = np.percentile(values, (0.1, 99.9))
        greys = np.clip((sample - low) / max(high - low, 1.0), 0, 1) * 255
        greys[~shown] = np.median(greys[shown])  # of no contrast of its own
        box = exposed_box(greys.astype(np.uint8))
        down, across = (round(_INSET * side) for side in (box.bottom - box.top, box.right - box.left))
        inside = np.s_[box.top + down : box.bottom - down, box.left + across : box.right - across]
        field = sample[inside][shown[inside]]
        values = field if field.size else values
    low, high = np.percentile(values, _TAILS)
    if high - low < 1:
        return float(rule.stored_min), float(rule.stored_max)
    return float(low) + rule.bias, float(high) + rule.bias


def _cut(sample: NDArray[np.uint16], shown: NDArray[np.bool_]) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """Both, [rows, columns], cut to the rows and columns that show anything."""
    rows, columns = (np.flatnonzero(shown.any(axis=axis)) for axis in (1, 0))
    inside = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return sample[inside], shown[inside]


def _contrast(rule: GrayscaleRule, inside: NDArray[np.intp]) -> bool:
    greys = grey_table(rule)[inside]
    return int(greys.max()) - int(greys.min()) >= _LEAST_CONTRAST


def _is_padding(rule: GrayscaleRule, indices: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Which pixel indices, any shape, are padding."""
    if rule.padding is None:
        return np.zeros(indices.shape, np.bool_)
    low, high = rule.padding
    stored = indices.astype(np.int64) + rule.bias
    return (stored >= low) & (stored <= high)
