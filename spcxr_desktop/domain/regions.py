"""What the values inside a region are: statistics in modality units, and how often each occurs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.annotations import Region
from spcxr_desktop.domain.grayscale import TABLE_SIZE, modality_values
from spcxr_desktop.domain.measure import Statistics, inside
from spcxr_desktop.domain.radiograph import Radiograph

_BINS = 64


@dataclass(frozen=True, eq=False)
class RegionValues:
    """``statistics`` in modality units. ``edges`` float64 [bins + 1], ascending; ``counts`` float64 [bins], pixels."""

    statistics: Statistics
    edges: NDArray[np.float64]
    counts: NDArray[np.float64]


def region_values(region: Region, radiograph: Radiograph) -> RegionValues | None:
    """Of the pixels whose centres lie inside; padding is left out. None where there is no such pixel.

    Every stored value is counted once and weighed, which is exact and takes some 10 ms for 9 Mpx.
    """
    found = inside(region, radiograph.rows, radiograph.columns)
    if found is None:
        return None
    box, member = found
    counts = _counts(radiograph.pixels[box.slices], member)
    rule = radiograph.grayscale
    if rule.padding is not None:
        low, high = (int(np.clip(v - rule.bias, -1, TABLE_SIZE)) for v in sorted(rule.padding))
        counts[max(low, 0) : high + 1] = 0.0
    present = np.flatnonzero(counts)
    if present.size == 0:
        return None
    values, weights = modality_values(rule, (present + rule.bias).astype(np.float64)), counts[present]
    edges, binned = _binned(values, weights)
    return RegionValues(_statistics(values, weights), edges, binned)


def _counts(pixels: NDArray[np.uint16], member: NDArray[np.bool_]) -> NDArray[np.float64]:
    chosen = np.ascontiguousarray(pixels)
    if not member.all():  # a run of pixels in every row; calcHist by a mask would take sixteen times as long
        first, count = member.argmax(axis=1), np.count_nonzero(member, axis=1)
        runs = zip(pixels, first.tolist(), count.tolist(), strict=True)
        chosen = np.concatenate([row[start : start + length] for row, start, length in runs])[None]
    found = cv2.calcHist([chosen], [0], None, [TABLE_SIZE], [0, TABLE_SIZE])
    return np.asarray(found, np.float64).ravel()


def _statistics(values: NDArray[np.float64], weights: NDArray[np.float64]) -> Statistics:
    total = float(weights.sum())
    mean = float(values @ weights) / total
    variance = float(((values - mean) ** 2) @ weights) / total
    return Statistics(round(total), mean, math.sqrt(variance), float(values.min()), float(values.max()))


def _binned(
    values: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bins of equal width over the values, at most one for each distinct value of an evenly spaced range."""
    low, high = float(values.min()), float(values.max())
    if low == high:
        return np.array([low - 0.5, high + 0.5]), np.array([float(weights.sum())])
    step = float(np.diff(np.sort(values)).min())
    whole = (high - low) / step + 1 if step > 0 else float(_BINS)
    width = max(math.ceil(whole / _BINS), 1) * step if step > 0 else (high - low) / _BINS
    bins = max(math.ceil((high - low + step) / width - 1e-9), 1)
    counts, edges = np.histogram(values, bins, (low - step / 2, low - step / 2 + bins * width), weights=weights)
    return np.asarray(edges, np.float64), np.asarray(counts, np.float64)
