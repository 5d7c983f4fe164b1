"""An outline that clings to edges: the cheapest way from the last anchor to the pointer.

OpenCV's intelligent scissors do the search (Dijkstra from the anchor over all pixels of a window); what a pixel costs
is ours. The window is looked at in ``NODES`` x ``NODES`` averaged cells, so that one search takes the same time however
far the pointer is; the way there is then read off in microseconds.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.masks import Rect

NODES = 256
_LARGE = 2000  # px: from this long side on two pixels make one cell, as grain and focal spot leave nothing finer
_STRONG = 90  # percentile of the window's gradients that counts as an edge
_FLOOR = 0.03  # cost of a cell on the strongest edge, so that detours are not free


class Livewire:
    """Ways along the edges of one picture. Belongs to one thread.

    ``greys``: uint16 [rows, columns], in the file's own orientation.
    """

    def __init__(self, greys: NDArray[np.uint16]) -> None:
        self._greys = greys
        self._cell = 2 if max(greys.shape) >= _LARGE else 1
        self._anchor: Point | None = None
        self._searches: dict[int, _Search] = {}  # cell -> from the anchor

    def anchor(self, x: float, y: float) -> None:
        """Begin at this point: the end of the line so far."""
        self._anchor = (x, y)
        self._searches.clear()

    def path(self, x: float, y: float) -> list[Point]:
        """From the anchor to this point, both included. Raises ValueError without an anchor."""
        if self._anchor is None:
            raise ValueError("a livewire begins at an anchor")
        rows, columns = self._greys.shape
        end = min(max(x, 0.0), columns - 1e-3), min(max(y, 0.0), rows - 1e-3)
        start = min(max(self._anchor[0], 0.0), columns - 1e-3), min(max(self._anchor[1], 0.0), rows - 1e-3)
        reach, cell = max(abs(end[0] - start[0]), abs(end[1] - start[1])), self._cell
        while reach >= cell * (NODES // 2 - 1):
            cell *= 2
        if cell not in self._searches:
            self._searches[cell] = _Search(self._greys, start, cell)
        return [self._anchor, *self._searches[cell].between(end), (x, y)]


class _Search:
    """All cheapest ways from one point within the window around it."""

    def __init__(self, greys: NDArray[np.uint16], start: Point, cell: int) -> None:
        rows, columns = greys.shape
        half = NODES // 2
        column, row = math.floor(start[0] / cell), math.floor(start[1] / cell)
        wide = Rect((row - half) * cell, (column - half) * cell, (row + half) * cell, (column + half) * cell)
        self._rect, self._cell = wide.clipped(rows, columns), cell
        cost = costs(averaged(greys[self._rect.slices], cell))
        self._scissors = scissors(cost)
        self._scissors.buildMap(self._node(start))

    def between(self, end: Point) -> list[Point]:
        """Cell middles after the first and before the last, in pixels."""
        nodes = np.asarray(self._scissors.getContour(self._node(end)), np.float64).reshape(-1, 2)[1:-1]
        points = (nodes + 0.5) * self._cell + (self._rect.left, self._rect.top)
        return [(float(x), float(y)) for x, y in points]

    def _node(self, point: Point) -> tuple[int, int]:
        column, row = (point[0] - self._rect.left) / self._cell, (point[1] - self._rect.top) / self._cell
        return math.floor(column), math.floor(row)


def averaged(greys: NDArray[np.uint16], cell: int) -> NDArray[np.float32]:
    """Means of cells of ``cell`` x ``cell`` px; float32. The last row and column take what is left."""
    rows, columns = (math.ceil(side / cell) for side in greys.shape)
    whole = greys.astype(np.float32)
    if cell == 1:
        return whole
    pad = rows * cell - greys.shape[0], columns * cell - greys.shape[1]
    whole = np.asarray(cv2.copyMakeBorder(whole, 0, pad[0], 0, pad[1], cv2.BORDER_REPLICATE), np.float32)
    return np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)


def costs(greys: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a step onto each cell costs, float32 in (0, 1]: little on an edge, 1 where nothing changes."""
    smooth = cv2.GaussianBlur(greys, (0, 0), 1.0)
    slope = cv2.magnitude(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1))
    strong = float(np.percentile(slope, _STRONG))
    if strong <= 0:
        return np.ones(greys.shape, np.float32)
    return np.asarray(_FLOOR + (1 - _FLOOR) / (1 + (slope / strong) ** 2), np.float32)


def scissors(cost: NDArray[np.float32]) -> Any:  # noqa: ANN401  the bindings have no type for it
    """OpenCV's search on these costs: a step costs what the cell it leads to costs, times its length (1 or sqrt 2)."""
    search = cv2.segmentation.IntelligentScissorsMB()
    search.setWeights(0.0, 0.0, 1.0)
    level = np.zeros((*cost.shape, 2), np.float32)
    level[..., 0] = 1.0  # directions have no weight, but must be unit vectors
    search.applyImageFeatures(np.zeros(cost.shape, np.uint8), level, cost)
    return search
