"""Bucket fill, holes and islands: what is joined to what."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.editing.rules import ONLY_EMPTY, Rules, change, changed
from spcxr_desktop.domain.editing.spans import SQUARE, PixelSize
from spcxr_desktop.domain.masks import MaskArray, Rect

_FEW = 64  # islands that are taken away one by one


def flood(mask: MaskArray, x: float, y: float, value: int, rules: Rules = ONLY_EMPTY) -> MaskArray:
    """A new mask: what is joined to the point (sides, not corners) and of one label with it becomes ``value``.

    The fill does not cross ``rules.only_inside``. Unchanged where rules forbid it or the point lies outside.
    """
    after = np.array(mask)
    column, row = math.floor(x), math.floor(y)
    rows, columns = mask.shape
    if not (0 <= row < rows and 0 <= column < columns) or not rules.table(value)[mask[row, column]]:
        return after
    closed = np.zeros((rows + 2, columns + 2), np.uint8)
    if rules.only_inside is not None:
        closed[1:-1, 1:-1] = rules.only_inside == 0
        if closed[row + 1, column + 1]:
            return after
    cv2.floodFill(after, closed, (column, row), (value,), flags=4)
    return after


def fill_holes(mask: MaskArray, value: int, rules: Rules = ONLY_EMPTY) -> MaskArray:
    """A new mask: what the label encloses on all sides becomes its own, as far as rules allow."""
    rect = label_rect(mask, value)
    if rect is None:
        return np.array(mask)
    own = _indicator(mask, value, rect)
    around = np.asarray(cv2.copyMakeBorder(own, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(0,)), np.uint8)
    cv2.floodFill(around, None, (0, 0), (2,), flags=4)
    return changed(mask, rect, around[1:-1, 1:-1] != 2, value, rules)


def keep_largest(mask: MaskArray, value: int, rules: Rules = ONLY_EMPTY) -> MaskArray:
    """A new mask: of the label's pieces (joined by sides or corners) only the one of most pixels stays."""
    rect = label_rect(mask, value)
    if rect is None:
        return np.array(mask)
    pieces, stats = _pieces(mask, value, rect)
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return changed(mask, rect, pieces == largest, value, rules)


def remove_islands(
    mask: MaskArray, value: int, below: float, rules: Rules = ONLY_EMPTY, size: PixelSize = SQUARE
) -> MaskArray:
    """A new mask without the label's pieces whose area is less than ``below`` (mm², or px by default)."""
    rect = label_rect(mask, value)
    if rect is None:
        return np.array(mask)
    pieces, stats = _pieces(mask, value, rect)
    small = 1 + np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] * size.height * size.width < below)
    if small.size > _FEW:
        keep = np.ones(len(stats), np.bool_)
        keep[[0, *small]] = False
        return changed(mask, rect, keep[pieces], value, rules)
    after = np.array(mask)
    for number in small:
        left, top, width, height = (int(part) for part in stats[number, :4])
        inner = Rect(top, left, top + height, left + width)
        part = inner.moved(rect.top, rect.left)
        stays = (pieces[inner.slices] != number) & (after[part.slices] == value)
        change(after, part, stays, value, rules)
    return after


def label_rect(mask: MaskArray, value: int) -> Rect | None:
    """The smallest rectangle around a label; None where it has no pixel."""
    left, top, width, height = cv2.boundingRect(_indicator(mask, value, Rect(0, 0, *mask.shape)))
    return Rect(top, left, top + height, left + width) if width else None


def _indicator(mask: MaskArray, value: int, rect: Rect) -> MaskArray:
    """1 where the label is; uint8 of the rectangle's shape."""
    return np.asarray(mask[rect.slices] == value).view(np.uint8)


def _pieces(mask: MaskArray, value: int, rect: Rect) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """Number of the piece of each pixel of the rectangle, 0 for none; OpenCV's statistics by number."""
    own = _indicator(mask, value, rect)
    count, _ = cv2.connectedComponents(own, connectivity=8)
    small = cv2.CV_16U if count < 1 << 16 else cv2.CV_32S  # statistics take a third of the time on small numbers
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(own, connectivity=8, ltype=small)
    return np.asarray(pieces), np.asarray(stats, np.int32)
