"""Sizes of the labels of a mask and how they differ from the model's, kept true from one changed rectangle to the next.

Everything is counted per line of the upright picture: sums give areas, first and last line the height. A change costs
what its rectangle costs, whatever the size of the film.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.masks import MaskArray, Rect, changed_rect

Lines = NDArray[np.int64]  # [rows or columns of the file]: pixels of a label on each line


@dataclass(frozen=True)
class LabelNumbers:
    """``pixels``; ``lines``: from the first to the last line of the upright picture that holds the label.

    ``model_pixels`` and ``dice`` beside the model's mask, None where there is none.
    """

    pixels: int
    lines: int
    model_pixels: int | None = None
    dice: float | None = None


class MaskCount:
    """Counts one mask. ``upright_rows``: whether lines of the upright picture are rows of the file."""

    def __init__(self, shape: tuple[int, int], model: MaskArray | None, upright_rows: bool) -> None:
        """What was counted is remembered apart from the mask, so that a change need not say what was there before."""
        self._model = model
        self._axis = 1 if upright_rows else 0
        self._seen: MaskArray = np.zeros(shape, np.uint8)
        self._lines: dict[int, Lines] = {}
        self._shared: dict[int, int] = {}
        self._modelled: dict[int, int] = {}
        self._stale: Rect | None = Rect(0, 0, *shape)

    def changed(self, rect: Rect) -> None:
        """Something in here is new; it is counted when it is asked for."""
        self._stale = rect if self._stale is None else self._stale.union(rect)

    def of(self, label: int, mask: MaskArray) -> LabelNumbers:
        """Numbers of one label in the mask as it is now."""
        self._count(mask)
        lines = self._lines.get(label)
        held = np.flatnonzero(lines) if lines is not None else np.zeros(0, np.intp)
        pixels = int(lines.sum()) if lines is not None else 0
        high = int(held[-1] - held[0]) + 1 if held.size else 0
        if self._model is None:
            return LabelNumbers(pixels, high)
        if label not in self._modelled:
            self._modelled[label] = int(np.count_nonzero(self._model == label))
        both = pixels + self._modelled[label]
        dice = 2 * self._shared.get(label, 0) / both if both else None
        return LabelNumbers(pixels, high, self._modelled[label], dice)

    def _count(self, mask: MaskArray) -> None:
        stale, self._stale = self._stale, None
        differs = changed_rect(self._seen[stale.slices], mask[stale.slices]) if stale is not None else None
        if stale is None or differs is None:
            return
        rect = differs.moved(stale.top, stale.left)
        old, new = self._seen[rect.slices], mask[rect.slices]
        for label in np.flatnonzero(_present(old) | _present(new)):
            if label:
                self._add(int(label), rect, old, -1)
                self._add(int(label), rect, new, 1)
        self._seen[rect.slices] = new

    def _add(self, label: int, rect: Rect, part: MaskArray, sign: int) -> None:
        ours = np.ascontiguousarray(part == label)
        if label not in self._lines:
            self._lines[label] = np.zeros(self._seen.shape[1 - self._axis], np.int64)
        place = slice(rect.top, rect.bottom) if self._axis == 1 else slice(rect.left, rect.right)
        sums = cv2.reduce(ours.view(np.uint8), self._axis, cv2.REDUCE_SUM, dtype=cv2.CV_32S)
        self._lines[label][place] += sign * np.asarray(sums, np.int64).ravel()
        if self._model is not None:
            shared = ours & (self._model[rect.slices] == label)
            self._shared[label] = self._shared.get(label, 0) + sign * int(np.count_nonzero(shared))


def _present(part: MaskArray) -> NDArray[np.bool_]:
    """[256] which labels occur."""
    return np.asarray(cv2.calcHist([np.ascontiguousarray(part)], [0], None, [256], [0, 256])).ravel() > 0
