"""Filling what an outline encloses: polygon, freehand lasso, livewire."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.editing.rules import ONLY_EMPTY, Rules, paint
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.masks import Rect
from spcxr_desktop.domain.strokes import Stroke


def fill_polygon(stroke: Stroke, points: Sequence[Point], value: int, rules: Rules = ONLY_EMPTY) -> Rect | None:
    """Paint the pixels whose centres the closed outline winds around; 0 takes away what ``rules.paint_over`` names.

    A line that crosses itself encloses all of its loops. Returns what to repaint, None for nothing.
    """
    found = enclosed(points, stroke.document.rows, stroke.document.columns)
    if found is None or not paint(stroke, *found, value, rules, rules.table(value)):
        return None
    return found[0]


def enclosed(points: Sequence[Point], rows: int, columns: int) -> tuple[Rect, NDArray[np.bool_]] | None:
    """Where the outline lies in the image, and which pixels of that rectangle it encloses; None where none is."""
    line = np.asarray(points, np.float64).reshape(-1, 2)
    if len(line) < 3:
        return None
    # Columns and rows whose centres lie within; the right side may be cut off, the left side counts crossings.
    left, top = np.ceil(line.min(axis=0) - 0.5)
    right, bottom = np.floor(line.max(axis=0) - 0.5) + 1
    rect = Rect(int(top), int(left), int(bottom), int(right)).clipped(rows, columns)
    if rect.area == 0:
        return None
    height, width = rect.shape
    row, column, way = _crossings(line, rect)
    turns = np.bincount(row * (width + 1) + column, way, height * (width + 1)).astype(np.int8)
    member = np.cumsum(turns.reshape(height, width + 1), axis=1, dtype=np.int8)[:, :width] != 0
    return (rect, member) if member.any() else None


def _crossings(
    line: NDArray[np.float64], rect: Rect
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Where edges cross the middle lines of rows: row and first column to the right, from the rectangle's corner; way.

    Of an edge's ends the lower-numbered one counts and the other does not, so that corners are counted once.
    """
    start, end = line, np.roll(line, -1, axis=0)
    down = end[:, 1] > start[:, 1]
    upper, lower = np.where(down[:, None], start, end), np.where(down[:, None], end, start)
    first = np.clip(np.ceil(upper[:, 1] - 0.5), rect.top, rect.bottom).astype(np.int64)
    past = np.clip(np.ceil(lower[:, 1] - 0.5), rect.top, rect.bottom).astype(np.int64)
    count = past - first
    edge = np.repeat(np.arange(len(line)), count)
    row = np.arange(edge.size) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    across = lower[:, 0] - upper[:, 0]
    slope = across[edge] / (lower[:, 1] - upper[:, 1])[edge]
    x = upper[edge, 0] + (row + 0.5 - upper[edge, 1]) * slope
    column = np.clip(np.ceil(x - 0.5), rect.left, rect.right).astype(np.int64) - rect.left
    return row - rect.top, column, np.where(down[edge], 1.0, -1.0)
