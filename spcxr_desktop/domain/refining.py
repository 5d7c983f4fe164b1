"""The model's lungs once more, led by what the reader corrected: its map held against another threshold, nearby only.

What the reader painted or took away is a fact. The threshold is the one that agrees best with these facts; it is
applied no farther from them than asked, and what it finds must hang together with what is there. The outcome is a
proposal: nothing here changes a mask.
"""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.editing.rules import Rules, changed
from spcxr_desktop.domain.editing.shape import near
from spcxr_desktop.domain.editing.spans import PixelSize
from spcxr_desktop.domain.masks import MaskArray, Rect

Maps = Mapping[int, NDArray[np.uint8]]  # by label: the model's score 0..255 for it, of the mask's size and orientation
_LOW, _EVEN, _HIGH = 13, 128, 242  # 5 %, 50 %, 95 %: a map says nothing beyond
_AGREE = 90  # per cent of the corrected pixels that one-sided corrections must agree with


def refined(
    mask: MaskArray, model: MaskArray, maps: Maps, rect: Rect, reach: float, rules: Rules, size: PixelSize
) -> MaskArray:
    """A new mask, changed within ``reach`` (in the unit of ``size``) of what was corrected in and around ``rect``."""
    across, down = int(reach / size.width) + 1, int(reach / size.height) + 1
    wide = Rect(rect.top - down, rect.left - across, rect.bottom + down, rect.right + across).clipped(*mask.shape)
    now, was = mask[wide.slices], model[wide.slices]
    corrected = now != was
    after = np.array(mask)
    if not corrected.any():
        return after
    here = np.zeros_like(corrected)  # earlier corrections around count for the threshold, not for the region
    inner = rect.clipped(*mask.shape).moved(-wide.top, -wide.left).slices
    here[inner] = corrected[inner]
    close = near(here, reach, size)
    for value, scores in maps.items():
        part = scores[wide.slices]
        given, taken = corrected & (now == value), corrected & (was == value)
        if not (given.any() or taken.any()):
            continue
        wanted = np.where(corrected | ~close, now == value, part > threshold(part[given], part[taken]))
        after = changed(after, wide, _joined(wanted, now == value), value, rules)
    return after


def threshold(given: NDArray[np.uint8], taken: NDArray[np.uint8]) -> int:
    """Scores above it are the label. ``given``: scores where the reader says it is, ``taken``: where it is not."""
    if not taken.size:
        return int(np.clip(np.percentile(given, 100 - _AGREE) - 1, _LOW, _EVEN))
    if not given.size:
        return int(np.clip(np.percentile(taken, _AGREE), _EVEN, _HIGH))
    at = np.arange(_LOW, _HIGH + 1)
    wrong = np.searchsorted(np.sort(given), at, "right") + taken.size - np.searchsorted(np.sort(taken), at, "right")
    best = np.flatnonzero(wrong == wrong.min())
    return int(at[best[np.argmin(np.abs(at[best] - _EVEN))]])


def _joined(wanted: NDArray[np.bool_], there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of ``wanted`` the pieces that touch what is there."""
    _, pieces = cv2.connectedComponents(np.ascontiguousarray(wanted).view(np.uint8), connectivity=4)
    held = np.unique(pieces[wanted & there])
    return np.asarray(np.isin(pieces, held[held > 0]))
