"""Smoothing a label's outline, growing and shrinking it by a distance on the patient."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.editing.islands import label_rect
from spcxr_desktop.domain.editing.rules import ONLY_EMPTY, Rules, changed
from spcxr_desktop.domain.editing.spans import SQUARE, PixelSize
from spcxr_desktop.domain.masks import MaskArray, Rect

_SPREAD = 3  # sigmas beyond which a Gaussian moves no outline
_HALF = 127
_STRIP = 128  # rows or columns
_WIDE = 4.0  # px: sigma from which boxes stand for the Gaussian


def smooth(
    mask: MaskArray, value: int, sigma: float, rules: Rules = ONLY_EMPTY, size: PixelSize = SQUARE
) -> MaskArray:
    """A new mask: the label where a Gaussian of its indicator is above one half. ``sigma`` in the unit of ``size``.

    Other labels stay where they are unless rules allow painting over them. The image's border cuts, it does not round.
    """
    rect = label_rect(mask, value)
    if rect is None or sigma <= 0:
        return np.array(mask)
    across, down = sigma / size.width, sigma / size.height
    wide = _around(rect, math.ceil(_SPREAD * across), math.ceil(_SPREAD * down), mask)
    own = np.asarray(mask[wide.slices] == value).view(np.uint8) * np.uint8(255)
    return changed(mask, wide, _blurred(own, across, down) > _HALF, value, rules)


def _blurred(own: MaskArray, across: float, down: float) -> MaskArray:
    """By a Gaussian; where it is wide by three boxes of its variance, which take no longer for wider ones."""
    if max(across, down) <= _WIDE:
        fine = cv2.GaussianBlur(own, (0, 0), across, sigmaY=down, borderType=cv2.BORDER_REPLICATE)
        return np.asarray(fine, np.uint8)
    soft = own
    for box in zip(_boxes(across), _boxes(down), strict=True):
        soft = np.asarray(cv2.blur(soft, box, borderType=cv2.BORDER_REPLICATE), np.uint8)
    return soft


def _boxes(sigma: float) -> list[int]:
    """Three odd widths whose variances, (width² - 1) / 12, add up to about that of the Gaussian."""
    narrow = math.floor(math.sqrt(4 * sigma**2 + 1))
    narrow -= 1 - narrow % 2
    steps = round((12 * sigma**2 - 3 * narrow**2 - 12 * narrow - 9) / (-4 * narrow - 4))
    return [narrow if number < steps else narrow + 2 for number in range(3)]


def grow_shrink(
    mask: MaskArray, value: int, distance: float, rules: Rules = ONLY_EMPTY, size: PixelSize = SQUARE
) -> MaskArray:
    """A new mask: the label grown (above 0) or shrunk (below 0) by a distance in the unit of ``size``: mm, or px.

    Grown: pixels whose centre is no farther from a centre of the label's. Shrunk: without those no farther from a
    pixel that is not the label's; the image's border is not one.
    """
    rect = label_rect(mask, value)
    if rect is None or distance == 0:
        return np.array(mask)
    reach = abs(distance)
    wide = _around(rect, math.floor(reach / size.width) + 1, math.floor(reach / size.height) + 1, mask)
    own = mask[wide.slices] == value
    wanted = near(own, reach, size) if distance > 0 else ~near(~own, reach, size)
    return changed(mask, wide, wanted, value, rules)


def near(member: NDArray[np.bool_], reach: float, size: PixelSize) -> NDArray[np.bool_]:
    """Pixels whose centre is at most ``reach`` away from that of a member. Exact, also where pixels are not square."""
    if not member.any():
        return np.zeros_like(member)
    if size.width == size.height:
        away = cv2.distanceTransform((~member).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        return np.asarray(away <= np.float32(reach / size.width * (1 + 1e-6)))
    return _near_by_rows(member, reach, size)


def _near_by_rows(member: NDArray[np.bool_], reach: float, size: PixelSize) -> NDArray[np.bool_]:
    """A pixel is near where, in one of the rows around it, a member is as near across as the circle is wide there."""
    rows, columns = member.shape
    across = _across(member)
    widths = [
        min(math.floor(math.sqrt(max(reach**2 - (down * size.height) ** 2, 0.0)) / size.width + 1e-6), columns)
        for down in range(min(math.floor(reach / size.height + 1e-6), rows - 1) + 1)
    ]
    found = np.zeros_like(member)
    for left in range(0, columns, _STRIP):  # a part at a time stays in the processor's cache
        part = np.ascontiguousarray(across[:, left : left + _STRIP])
        near_by = np.zeros(part.shape, np.bool_)
        for down, half in enumerate(widths):
            touched = part <= half
            near_by[down:] |= touched[: rows - down]
            near_by[: rows - down] |= touched[down:]
        found[:, left : left + _STRIP] = near_by
    return found


def _across(member: NDArray[np.bool_]) -> NDArray[np.int16] | NDArray[np.int32]:
    """Pixels to the nearest member of the same row; more than a row is long where it has none."""
    rows, columns = member.shape
    far = columns + 1
    kind = np.int16 if 3 * far < 1 << 15 else np.int32
    number = np.arange(columns, dtype=kind)
    out = np.empty(member.shape, kind)
    for top in range(0, rows, _STRIP):
        part = member[top : top + _STRIP]
        before = np.maximum.accumulate(np.where(part, number, kind(-far)), axis=1)
        after = np.minimum.accumulate(np.where(part, number, kind(2 * far))[:, ::-1], axis=1)[:, ::-1]
        np.minimum(number - before, after - number, out=out[top : top + _STRIP])
    return out


def _around(rect: Rect, across: int, down: int, mask: MaskArray) -> Rect:
    wide = Rect(rect.top - down, rect.left - across, rect.bottom + down, rect.right + across)
    return wide.clipped(*mask.shape)
