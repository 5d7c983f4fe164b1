"""Colour pictures: to RGB, to luminance, and which of them are grey films stored as colour."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.grayscale import GrayscaleRule, window_between

COLOUR_NOTE = "colour, not analysed"
COLOUR_RULE = GrayscaleRule(voi=(window_between(0, 255),), stored_max=255)  # the luminance stands as it is
_MAX_CHROMA = 16  # levels of 8 bits between channels that JPEG leaves on a grey film stored as colour
_STRAY = 0.001  # share of pixels that may differ by more
_STRIP = 256  # rows converted at a time: floats take four times the memory of bytes
# PS3.3 C.7.6.3.1.2, YBR_FULL, solved for red, green and blue
_FROM_YBR = np.array(
    [[1, 0, 1.402], [1, -0.114 * 1.772 / 0.587, -0.299 * 1.402 / 0.587], [1, 1.772, 0]], dtype=np.float32
)


def ybr_to_rgb(array: NDArray[Any], bits: int) -> NDArray[Any]:
    """YBR_FULL [rows, columns, 3] of ``bits`` bits, uint8 or uint16 -> RGB of the same type."""
    middle, top = 2 ** (bits - 1), 2**bits - 1
    out = np.empty_like(array)
    for start in range(0, array.shape[0], _STRIP):
        strip = np.ascontiguousarray(array[start : start + _STRIP], np.float32)
        strip[..., 1:] -= middle
        out[start : start + _STRIP] = np.rint(np.clip(cv2.transform(strip, _FROM_YBR), 0, top))
    return out


def used_bits(array: NDArray[Any], bits: int) -> int:
    """How many bits the samples have: ``bits``, unless the values say that the header lies."""
    if array.dtype == np.uint8:
        return 8
    return bits if 8 <= bits < 16 and int(array.max()) < 2**bits else 16


def grey_of(rgb: NDArray[Any]) -> NDArray[Any] | None:
    """Luminance [rows, columns] in the type of ``rgb`` where its channels agree, None for a colour picture.

    Channels that agree are a grey film stored as colour: equal, or as near as lossy compression leaves them,
    measured against the brightest value there is.
    """
    red, green, blue = cv2.split(np.ascontiguousarray(rgb))
    highest = cv2.max(cv2.max(red, green), blue)
    spread = cv2.subtract(highest, cv2.min(cv2.min(red, green), blue))
    tolerance = _MAX_CHROMA if rgb.dtype == np.uint8 else _MAX_CHROMA << max(0, int(highest.max()).bit_length() - 8)
    if np.count_nonzero(spread > tolerance) > _STRAY * spread.size:
        return None
    return luminance(rgb) if spread.any() else np.asarray(green)


def luminance(rgb: NDArray[Any]) -> NDArray[Any]:
    """Y of ITU-R BT.601, [rows, columns] in the type of ``rgb``."""
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY))


def eight_bits(rgb: NDArray[Any], bits: int) -> NDArray[np.uint8]:
    """RGB of ``bits`` bits as uint8: the lower bits are dropped."""
    if rgb.dtype == np.uint8:
        return np.ascontiguousarray(rgb)
    out: NDArray[np.uint8] = np.right_shift(rgb, bits - 8).astype(np.uint8)
    return out
