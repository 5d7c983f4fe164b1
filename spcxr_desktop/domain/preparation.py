"""The one preparation of pixels for the models: the viewer, ``analyze`` and the trainer all call this.

What must not reach a network: image size, aspect ratio, padding and collimation, overall brightness, and the
window the reader chose. So: default-VOI greys, upright -> cut to the exposed box -> squashed to a square ->
percentile stretch -> gamma that puts the median at one half.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

PREPARATION_VERSION = 1

_THUMBNAIL = 128  # px; the exposed box is searched here, so that it hardly depends on the film's own size
_ACTIVE_RANGE = 10.0  # grey levels of 255 between a row's 5th and 95th percentile; less is border
_MAX_TRIM = 0.3  # of each side: a box is never guessed smaller than 40 % of the film
_GAMMA_LIMITS = (0.4, 2.5)


@dataclass(frozen=True)
class Box:
    """Half-open pixel rectangle: rows [top, bottom), columns [left, right)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, eq=False)
class Prepared:
    """``film`` float32 [S, S] in 0..1 and where it was cut from: ``box`` in the upright greys of ``shape``."""

    film: NDArray[np.float32]
    box: Box
    shape: tuple[int, int]


def prepare(greys: NDArray[np.uint8], size: int) -> Prepared:
    """Prepare upright default-VOI greys, uint8 [rows, columns], for a network with input side ``size``.

    Raises ValueError when ``greys`` is not a two-dimensional uint8 array with at least 16 px on each side.
    """
    if greys.dtype != np.uint8 or greys.ndim != 2 or min(greys.shape) < 16:
        raise ValueError(f"expected uint8 greys [rows, columns] of at least 16 px, got {greys.dtype} {greys.shape}")
    box = exposed_box(greys)
    cut = greys[box.top : box.bottom, box.left : box.right]
    film = normalise(_resize(cut, size, size).astype(np.float32))
    return Prepared(film, box, (greys.shape[0], greys.shape[1]))


def exposed_box(greys: NDArray[np.uint8]) -> Box:
    """The film without uniform borders (padding, shutters, collimation, bare air at the edges)."""
    rows, columns = greys.shape
    thumbnail = _resize(greys, _THUMBNAIL, _THUMBNAIL).astype(np.float32)
    low, high = np.percentile(thumbnail, (1, 99))
    thumbnail = np.clip((thumbnail - low) / max(high - low, 1.0), 0, 1) * 255
    top, bottom = _active_span(thumbnail, axis=1)
    left, right = _active_span(thumbnail, axis=0)
    return Box(
        round(top * rows / _THUMBNAIL),
        round(left * columns / _THUMBNAIL),
        round(bottom * rows / _THUMBNAIL),
        round(right * columns / _THUMBNAIL),
    )


def normalise(film: NDArray[np.float32]) -> NDArray[np.float32]:
    """Greys of any range -> 0..1 with the 1st and 99th percentile at the ends and the median near one half."""
    low, high = np.percentile(film, (1, 99))
    if high - low < 1.0:
        return np.full_like(film, 0.5)
    unit = np.clip((film - low) / (high - low), 0.0, 1.0)
    median = float(np.clip(np.median(unit), 0.02, 0.98))
    gamma = float(np.clip(np.log(0.5) / np.log(median), *_GAMMA_LIMITS))
    return np.asarray(unit**gamma, np.float32)


def restore(maps: NDArray[np.float32], prepared: Prepared) -> NDArray[np.float32]:
    """Bring network-sized maps [C, S, S] back to the upright film: [C, rows, columns], 0 outside the box."""
    box, (rows, columns) = prepared.box, prepared.shape
    out = np.zeros((maps.shape[0], rows, columns), np.float32)
    size = (box.right - box.left, box.bottom - box.top)
    for channel, small in enumerate(maps):
        out[channel, box.top : box.bottom, box.left : box.right] = cv2.resize(
            small, size, interpolation=cv2.INTER_LINEAR
        )
    return out


def _active_span(thumbnail: NDArray[np.float32], axis: int) -> tuple[int, int]:
    """First and one-past-last line along the other axis whose grey range says that it holds anatomy."""
    low, high = np.percentile(thumbnail, (5, 95), axis=axis)
    active = (high - low) >= _ACTIVE_RANGE
    limit = int(_MAX_TRIM * _THUMBNAIL)
    first = next((i for i in range(limit) if active[i]), 0)
    last = next((i for i in range(limit) if active[_THUMBNAIL - 1 - i]), 0)
    return first, _THUMBNAIL - last


def _resize(greys: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Area averaging downwards; bilinear upwards, where INTER_AREA would repeat pixels."""
    shrinking = greys.shape[0] >= height and greys.shape[1] >= width
    out = cv2.resize(greys, (width, height), interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR)
    return np.asarray(out, np.uint8)
