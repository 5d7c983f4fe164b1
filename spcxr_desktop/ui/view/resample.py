"""The part of a picture that is seen, at the size in which it is seen: one element per device pixel.

Shrinking averages areas, enlarging interpolates between neighbours or, on demand, shows every pixel as a block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.ui.view.viewport import Viewport

Pixels: TypeAlias = NDArray[np.uint16] | NDArray[np.uint8]  # [rows, columns] or [rows, columns, channels]

_WHOLE_LIMIT = 16_000_000  # px: larger ones are not kept whole, and shrunk from the half-sized picture


@dataclass(frozen=True, eq=False)
class Seen:
    """``pixels`` [height, width(, channels)], the first of them at device pixel (x, y) of the canvas."""

    pixels: Pixels
    x: int
    y: int


class Sampler:
    """One picture; ``half`` is the same averaged 2 x 2, for shrinking quickly by more than that.

    The last part seen is kept, and a shrunken picture is kept whole: moving it is then only a matter of slicing,
    and its noise does not shimmer because it is never resampled at another phase.
    """

    def __init__(self, pixels: Pixels, half: Pixels | None = None) -> None:
        self._pixels, self._half = pixels, half
        self._key: tuple[Viewport, bool, bool] | None = None
        self._seen: Seen | None = None
        self._whole: Pixels | None = None
        self._whole_key: tuple[float, float] | None = None

    def at(self, view: Viewport, sharp: bool = False, zooming: bool = False) -> Seen | None:
        """What ``view`` (placed) shows; None if nothing.

        ``sharp``: enlarged pixels as blocks. ``zooming``: the scale will change again at once, so a shrunken picture
        is interpolated instead of averaged, which is several times as fast, and may lie half a device pixel off.
        """
        key = (view, sharp, zooming)
        if self._key != key:
            self._seen = self._sample(view, sharp, zooming)
            self._key = key
        return self._seen

    def _sample(self, view: Viewport, sharp: bool, zooming: bool) -> Seen | None:
        seen = view.seen()
        if seen is None:
            return None
        x, y, right, bottom = seen
        if view.scale == view.scale_y == 1.0:
            left, top = x - int(view.x), y - int(view.y)
            return Seen(self._pixels[top : top + bottom - y, left : left + right - x], x, y)
        if min(view.scale, view.scale_y) >= 1.0:
            enlarge = _blocks if sharp else _smooth
            return Seen(enlarge(self._pixels, view, seen), x, y)
        width, height = view.size
        if zooming or width * height > _WHOLE_LIMIT:
            return self._sample_tile(view, zooming)
        if self._whole is None or self._whole_key != (view.scale, view.aspect):
            self._whole = _resized(self._source(view, zooming), width, height)
            self._whole_key = (view.scale, view.aspect)
        left, top = x - int(view.x), y - int(view.y)
        return Seen(self._whole[top : top + bottom - y, left : left + right - x], x, y)

    def _sample_tile(self, view: Viewport, quickly: bool) -> Seen | None:
        """Only what is seen, its edges rounded to whole pixels of the image."""
        tile = view.tile()
        if tile is None:
            return None
        source = self._source(view, quickly)
        step = 1 if source is self._pixels else 2  # tiles have even corners
        rows = slice(tile.top // step, (tile.bottom + step - 1) // step)
        part = source[rows, tile.left // step : (tile.right + step - 1) // step]
        if not quickly:
            return Seen(_resized(part, tile.width, tile.height), tile.x, tile.y)
        size = (tile.width, tile.height)
        return Seen(_as_pixels(cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)), tile.x, tile.y)

    def _source(self, view: Viewport, quickly: bool) -> Pixels:
        small = max(view.scale, view.scale_y) <= 0.5 and (quickly or self._pixels.size > _WHOLE_LIMIT)
        return self._half if small and self._half is not None else self._pixels


def _resized(part: Pixels, width: int, height: int) -> Pixels:
    """Area averages along what shrinks, then interpolation along what grows (pixels need not be square)."""
    rows, columns = part.shape[:2]
    smaller = (min(width, columns), min(height, rows))
    if smaller != (columns, rows):
        part = _as_pixels(cv2.resize(part, smaller, interpolation=cv2.INTER_AREA))
    if smaller != (width, height):
        part = _as_pixels(cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR))
    return part


def _smooth(pixels: Pixels, view: Viewport, seen: tuple[int, int, int, int]) -> Pixels:
    """Bilinear at the exact place: device pixel centre -> image, whose pixel centres are the samples."""
    x, y, right, bottom = seen
    across, first_x = 1.0 / view.scale, (x + 0.5 - view.x) / view.scale - 0.5
    down, first_y = 1.0 / view.scale_y, (y + 0.5 - view.y) / view.scale_y - 0.5
    left, top = max(int(first_x) - 1, 0), max(int(first_y) - 1, 0)
    part = pixels[top : int(first_y + (bottom - y) * down) + 3, left : int(first_x + (right - x) * across) + 3]
    matrix = np.array([[across, 0.0, first_x - left], [0.0, down, first_y - top]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (right - x, bottom - y)
    return _as_pixels(cv2.warpAffine(part, matrix, size, flags=how, borderMode=cv2.BORDER_REPLICATE))


def _blocks(pixels: Pixels, view: Viewport, seen: tuple[int, int, int, int]) -> Pixels:
    """Nearest neighbour."""
    return nearest(pixels, *nearest_index(view, seen))


def nearest_index(
    view: Viewport, box: tuple[int, int, int, int]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the image under the device pixels of ``box`` (left, top, right, bottom, within it)."""
    x, y, right, bottom = box
    rows = np.floor((np.arange(y, bottom) + 0.5 - view.y) / view.scale_y)
    columns = np.floor((np.arange(x, right) + 0.5 - view.x) / view.scale)
    return (
        np.clip(rows, 0, view.rows - 1).astype(np.intp),
        np.clip(columns, 0, view.columns - 1).astype(np.intp),
    )


def nearest(pixels: Pixels, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Pixels:
    """``pixels[rows][:, columns]``, ascending indices. Gathering whole rows twice, turned in between, is some five
    times as fast as gathering single columns."""
    part = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    turned = cv2.transpose(part)[columns - columns[0]]
    return _as_pixels(cv2.transpose(turned)[rows - rows[0]])


def _as_pixels(array: NDArray[np.generic]) -> Pixels:
    """What OpenCV gives back has the type that it was given."""
    return array  # type: ignore[return-value]
