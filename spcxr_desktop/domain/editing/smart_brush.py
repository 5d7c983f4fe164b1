"""A brush that keeps to the grey it was set down on and stops at edges. All work is local to the tip."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.editing.rules import ONLY_EMPTY, Rules, TableOfLabels, paint
from spcxr_desktop.domain.editing.spans import SQUARE, PixelSize, swept
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.masks import Rect
from spcxr_desktop.domain.strokes import Stroke

Greys = NDArray[np.uint16]
_SIGMA = 1.0  # px: greys are smoothed by this much before they are compared, so that grain is not structure
_MARGIN = 4  # px around the tip that smoothing and gradient look at
_CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], np.uint8)


@dataclass(frozen=True, eq=False)
class SmartBrush:
    """Paints, within the round tip, what is joined to its centre, like in grey and not behind an edge.

    ``greys`` uint16 [rows, columns] in the file's own orientation, any monotonic scale. ``tolerance`` in that scale.
    ``edge``: gradient per pixel that stops it; None for half the tolerance. ``reference``: the grey to keep to; None
    for that under the centre, wherever it is (``started`` takes the one under the first point).
    """

    value: int
    radius: float
    greys: Greys
    tolerance: float
    rules: Rules = ONLY_EMPTY
    size: PixelSize = SQUARE
    edge: float | None = None
    reference: float | None = None
    _table: TableOfLabels = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.radius > 0 or not min(self.size) > 0 or not self.tolerance >= 0:
            raise ValueError("a smart brush has a radius and a tolerance, a pixel a size")
        object.__setattr__(self, "_table", self.rules.table(self.value))

    def started(self, x: float, y: float) -> SmartBrush:
        """This brush, keeping to the grey at the point where a stroke begins."""
        rows, columns = self.greys.shape
        row, column = min(max(math.floor(y), 0), rows - 1), min(max(math.floor(x), 0), columns - 1)
        box = Rect(row - _MARGIN, column - _MARGIN, row + _MARGIN + 1, column + _MARGIN + 1).clipped(rows, columns)
        return replace(self, reference=float(self._smoothed(box)[row - box.top, column - box.left]))

    def dab(self, stroke: Stroke, x: float, y: float, pressure: float = 1.0) -> Rect | None:
        """Press at a point. ``pressure`` 0..1 scales the radius. Returns what to repaint, None for nothing."""
        tip = (x, y, self.radius * pressure)
        rows, columns = self.greys.shape
        runs = swept(tip, tip, self.size, rows, columns)
        if runs is None or not (0 <= y < rows and 0 <= x < columns):
            return None
        seed = math.floor(x) - runs.rect.left, math.floor(y) - runs.rect.top
        member = self._like(runs.rect, runs.member(), seed)
        if member is None or not paint(stroke, runs.rect, member, self.value, self.rules, self._table):
            return None
        return runs.rect

    def segment(
        self, stroke: Stroke, start: Point, end: Point, pressure: tuple[float, float] = (1.0, 1.0)
    ) -> Rect | None:
        """Dabs half a radius apart, the one at ``start`` left out. Returns what to repaint."""
        narrow = min(self.size)
        step = max(self.radius * min(pressure) / 2, narrow)
        away = math.hypot((end[0] - start[0]) * self.size.width, (end[1] - start[1]) * self.size.height)
        count = max(math.ceil(away / step), 1)
        stale: Rect | None = None
        for t in (number / count for number in range(1, count + 1)):
            at = start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t
            part = self.dab(stroke, *at, pressure[0] + (pressure[1] - pressure[0]) * t)
            stale = stale.union(part) if stale and part else stale or part
        return stale

    def _like(self, rect: Rect, tip: NDArray[np.bool_], seed: tuple[int, int]) -> NDArray[np.bool_] | None:
        """Of the tip's pixels those joined to the seed (column, row); None where the seed is none itself."""
        wide = Rect(rect.top - _MARGIN, rect.left - _MARGIN, rect.bottom + _MARGIN, rect.right + _MARGIN)
        wide = wide.clipped(*self.greys.shape)
        inner = rect.moved(-wide.top, -wide.left).slices
        greys = self._smoothed(wide)
        reference = float(greys[inner][seed[1], seed[0]]) if self.reference is None else self.reference
        alike: NDArray[np.bool_] = tip & (np.abs(greys[inner] - reference) <= self.tolerance)
        free = (alike & (self._gradient(greys)[inner] <= self._edge)).astype(np.uint8)
        if not free[seed[1], seed[0]]:
            return None
        cv2.floodFill(free, None, seed, (2,), flags=4)
        # An edge is as wide as the smoothing: what is like the inside on its near slope belongs to it.
        alike &= cv2.dilate(np.asarray(free == 2, np.uint8), _CROSS) > 0
        return alike

    @property
    def _edge(self) -> float:
        return self.tolerance / 2 if self.edge is None else self.edge

    def _smoothed(self, rect: Rect) -> NDArray[np.float32]:
        return np.asarray(cv2.GaussianBlur(self.greys[rect.slices].astype(np.float32), (0, 0), _SIGMA), np.float32)

    def _gradient(self, greys: NDArray[np.float32]) -> NDArray[np.float32]:
        """Grey per pixel, by Sobel's kernels."""
        across = cv2.Sobel(greys, cv2.CV_32F, 1, 0, scale=1 / 8)
        down = cv2.Sobel(greys, cv2.CV_32F, 0, 1, scale=1 / 8)
        return np.asarray(cv2.magnitude(across, down), np.float32)
