"""What a tool may change: labels it may paint over, labels that are locked, a region it must stay in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.masks import Label, MaskArray, Rect, label_key
from spcxr_desktop.domain.strokes import Stroke

EVERY = frozenset(range(1, 256))  # for ``Rules.paint_over``: whatever is there
TableOfLabels = NDArray[np.uint8]  # [256], by label: 1 where it may be replaced


@dataclass(frozen=True, eq=False)
class Rules:
    """By default only pixels without a label are painted on.

    ``paint_over``: labels whose pixels may become another's, or none (an eraser needs the labels it erases here).
    ``locked``: labels that neither lose nor gain a pixel. ``only_inside``: uint8 [rows, columns] of the mask's size,
    non-zero where pixels may change; None for everywhere.
    """

    paint_over: frozenset[int] = frozenset()
    locked: frozenset[int] = frozenset()
    only_inside: MaskArray | None = None

    def table(self, value: int) -> TableOfLabels:
        """Which labels ``value`` may replace; 0 takes away."""
        if not 0 <= value <= 255:
            raise ValueError("label values run from 0 to 255")
        table = np.zeros(256, np.uint8)
        if value not in self.locked:
            table[[0, *self.paint_over]] = 1
            table[[value, *self.locked]] = 0
        return table

    def allowed(self, pixels: MaskArray, rect: Rect, table: TableOfLabels) -> NDArray[np.bool_]:
        """Where ``pixels[rect]`` may change, bool of the rectangle's shape; ``table``: of the value that is painted."""
        may = np.asarray(cv2.LUT(pixels[rect.slices], table), np.uint8).view(np.bool_)
        if self.only_inside is not None:
            may &= self.only_inside[rect.slices] != 0
        return may


ONLY_EMPTY = Rules()


def locked_labels(labels: Mapping[str, Label], mask: str) -> frozenset[int]:
    """Values of the labels of a mask that the reader has locked, from ``ReviewDocument.labels``."""
    return frozenset(value for value in EVERY if (label := labels.get(label_key(mask, value))) and label.locked)


def paint(
    stroke: Stroke, rect: Rect, member: NDArray[np.bool_], value: int, rules: Rules, table: TableOfLabels
) -> bool:
    """Give ``value`` to the allowed members of ``rect``, which lies inside the mask. False where there are none."""
    chosen = rules.allowed(stroke.pixels, rect, table)
    chosen &= member
    if not chosen.any():
        return False
    stroke.touch(rect)
    np.copyto(stroke.pixels[rect.slices], np.uint8(value), where=chosen)
    return True


def changed(mask: MaskArray, rect: Rect, wanted: NDArray[np.bool_], value: int, rules: Rules) -> MaskArray:
    """A new mask in which ``wanted`` of ``rect`` is exactly what carries ``value`` there, as far as rules allow."""
    after = np.array(mask)
    change(after, rect, wanted, value, rules)
    return after


def change(mask: MaskArray, rect: Rect, wanted: NDArray[np.bool_], value: int, rules: Rules) -> None:
    """``changed`` in place."""
    taking = Rules(frozenset({value}), rules.locked, rules.only_inside)
    part = mask[rect.slices]
    shrink = rules.allowed(mask, rect, taking.table(0))
    shrink &= ~wanted
    shrink &= part == value
    grow = rules.allowed(mask, rect, rules.table(value))
    grow &= wanted
    np.copyto(part, np.uint8(0), where=shrink)
    np.copyto(part, np.uint8(value), where=grow)
