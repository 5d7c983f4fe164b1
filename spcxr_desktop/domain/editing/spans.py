"""Which pixels a round tip covers on its way from one place to another: one run of columns in every row.

Everything is computed in the unit of the tip's radius (mm, or pixel widths), so that pixels which are not square make
the tip an ellipse in pixels and a circle on the patient.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.masks import Rect
from spcxr_desktop.domain.radiograph import Spacing

Tip = tuple[float, float, float]  # x, y in pixels, radius in the unit of the pixel size
_Floats = NDArray[np.float64]


class PixelSize(NamedTuple):
    """Height and width of a pixel in the unit that lengths are given in: mm, or widths of a pixel."""

    height: float = 1.0
    width: float = 1.0

    @classmethod
    def of(cls, spacing: Spacing | None, aspect: float = 1.0) -> PixelSize:
        """In mm where the spacing is known, else in pixel widths; ``aspect``: height over width."""
        return cls(spacing.row_mm, spacing.column_mm) if spacing is not None else cls(aspect, 1.0)


SQUARE = PixelSize()  # lengths in pixels


@dataclass(frozen=True, eq=False)
class Runs:
    """``rect``: inside the image. In its row ``i`` columns ``first[i]`` to ``last[i]`` of the image are covered."""

    rect: Rect
    first: NDArray[np.int32]
    last: NDArray[np.int32]

    def member(self) -> NDArray[np.bool_]:
        """Bool of the rectangle's shape."""
        columns = np.arange(self.rect.left, self.rect.right, dtype=np.int32)
        return (columns >= self.first[:, None]) & (columns <= self.last[:, None])


def swept(start: Tip, end: Tip, size: PixelSize, rows: int, columns: int) -> Runs | None:
    """Pixels whose centres lie in the convex hull of both discs, and the pixels right under their centres.

    This is what dabs without end between both would cover, the radius changing evenly. None outside the image.
    """
    least = max(size) / 2  # a tip is never smaller than a pixel
    tips = [(x * size.width, y * size.height, max(radius, least)) for x, y, radius in (start, end)]
    top = math.floor(min(y - r for _, y, r in tips) / size.height)
    bottom = math.ceil(max(y + r for _, y, r in tips) / size.height)
    top, bottom = max(top, 0), min(bottom + 1, rows)
    if top >= bottom:
        return None
    middles: _Floats = (np.arange(top, bottom, dtype=np.float64) + 0.5) * size.height
    low: _Floats = np.full(middles.size, np.inf)
    high: _Floats = np.full(middles.size, -np.inf)
    for x, y, radius in tips[:1] if start == end else tips:
        half = np.sqrt(np.maximum(radius**2 - (middles - y) ** 2, 0.0))
        covers = np.abs(middles - y) <= radius
        np.minimum(low, x - half, out=low, where=covers)
        np.maximum(high, x + half, out=high, where=covers)
    _between(tips[0], tips[1], middles, low, high)
    # A run without a pixel has first > last; infinities become numbers that no column reaches.
    first = np.ceil(np.clip(low / size.width - 0.5 - 1e-9, -1, columns)).astype(np.int32)
    last = np.floor(np.clip(high / size.width - 0.5 + 1e-9, -2, columns)).astype(np.int32)
    for x, y, _ in (start, end):
        row, column = math.floor(y) - top, math.floor(x)
        if 0 <= row < first.size:
            empty = first[row] > last[row]
            first[row] = column if empty else min(first[row], column)
            last[row] = column if empty else max(last[row], column)
    left, right = max(int(first.min()), 0), min(int(last.max()) + 1, columns)
    return Runs(Rect(top, left, bottom, right), first, last) if left < right else None


def _between(start: Tip, end: Tip, middles: _Floats, low: _Floats, high: _Floats) -> None:
    """Widen the runs by the four-sided piece between the outer tangents of both discs."""
    (x0, y0, r0), (x1, y1, r1) = start, end
    away = math.hypot(x1 - x0, y1 - y0)
    if away <= abs(r1 - r0):  # the same place, or one disc inside the other
        return
    along = (x1 - x0) / away, (y1 - y0) / away
    sine = (r0 - r1) / away
    cosine = math.sqrt(1 - sine**2)
    corners = []
    for side, order in ((1.0, 1), (-1.0, -1)):
        normal = along[0] * sine - along[1] * cosine * side, along[1] * sine + along[0] * cosine * side
        ends = [(x0 + r0 * normal[0], y0 + r0 * normal[1]), (x1 + r1 * normal[0], y1 + r1 * normal[1])]
        corners += ends[::order]
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        if ay == by:
            continue
        crosses = (middles >= min(ay, by)) & (middles <= max(ay, by))
        x = ax + (middles - ay) * ((bx - ax) / (by - ay))
        np.minimum(low, x, out=low, where=crosses)
        np.maximum(high, x, out=high, where=crosses)
