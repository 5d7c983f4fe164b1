"""How often which value occurs where the film was exposed: what a window is chosen by."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.grayscale import (
    TABLE_SIZE,
    GrayscaleRule,
    grey_table,
    modality_values,
    render,
    window_between,
)
from spcxr_desktop.domain.grayscale import value_range as whole_range
from spcxr_desktop.domain.preparation import exposed_box
from spcxr_desktop.domain.radiograph import Radiograph

_BINS = 256
_SAMPLE = 512  # px: the exposed field is looked for in a picture thinned to this longer side


@dataclass(frozen=True, eq=False)
class Histogram:
    """``edges`` float64 [bins + 1], ascending, in modality units; ``counts`` float64 [bins], pixels."""

    edges: NDArray[np.float64]
    counts: NDArray[np.float64]


def exposed_histogram(radiograph: Radiograph) -> Histogram:
    """Counts over the exposed field, padding and what the shutter covers left out (some 10 ms at 9 Mpx)."""
    rule = radiograph.grayscale
    field = _exposed(radiograph)
    shown = None
    if radiograph.shutter is not None:
        shown = (~radiograph.shutter.covered[field]).astype(np.uint8)
    found = cv2.calcHist([radiograph.pixels[field]], [0], shown, [TABLE_SIZE], [0, TABLE_SIZE])
    counts = np.asarray(found, np.float64).ravel()
    if rule.padding is not None:
        low, high = (int(np.clip(v - rule.bias, -1, TABLE_SIZE)) for v in rule.padding)
        counts[max(low, 0) : high + 1] = 0.0
    present = np.flatnonzero(counts)
    if present.size == 0:  # nothing is left uncovered
        return Histogram(np.asarray(whole_range(rule)), np.zeros(1))
    first, last = int(present[0]), int(present[-1])
    return _binned(rule, counts[first : last + 1], first + rule.bias)


def _exposed(radiograph: Radiograph) -> tuple[slice, slice]:
    """Rows and columns of the exposed field."""
    pixels, rule = radiograph.pixels, radiograph.grayscale
    step = max(1, max(pixels.shape) // _SAMPLE)
    sample = np.ascontiguousarray(pixels[::step, ::step])
    box = exposed_box(render(sample, grey_table(rule, window_between(*whole_range(rule)), used_only=True)))
    field = slice(box.top * step, box.bottom * step), slice(box.left * step, box.right * step)
    return field if pixels[field].size else (slice(None), slice(None))


def _binned(rule: GrayscaleRule, counts: NDArray[np.float64], first: int) -> Histogram:
    """Counts by stored value, from ``first`` on -> at most 256 bins, each as wide as every other in stored values."""
    if rule.modality_lut is not None:
        values = modality_values(rule, np.arange(first, first + counts.size, dtype=np.float64))
        binned, edges = np.histogram(values, bins=_BINS, weights=counts)
        return Histogram(edges, binned)
    width = -(-counts.size // _BINS)  # whole values to a bin, or some bins would hold more of them than others
    bins = -(-counts.size // width)
    binned = np.pad(counts, (0, bins * width - counts.size)).reshape(bins, width).sum(axis=1)
    edges = modality_values(rule, np.arange(bins + 1, dtype=np.float64) * width + (first - 0.5))
    return Histogram(edges, binned) if rule.slope > 0 else Histogram(edges[::-1], binned[::-1])
