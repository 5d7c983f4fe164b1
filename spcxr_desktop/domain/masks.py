"""Masks as label arrays, the labels in them, and the rectangles that change.

A mask is uint8 [rows, columns] at the image's own size and in the file's own orientation; 0 is no label. One array
holds one label per pixel, so the labels of one mask (right lung, left lung, the user's own) can never overlap.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import LUNG_COLOURS, Code

LUNGS = "lungs"  # the mask that the reader edits; the model's own stays in its ResultSet
PACK_ABOVE = 4 * 1024  # bytes from which zlib (level 1) is worth its time: 0.3 ms for 64 kB, to a twentieth

MaskArray = NDArray[np.uint8]
LayerOrigin = Literal["model", "reader", "imported"]


@dataclass(frozen=True, slots=True)
class Rect:
    """Pixels from ``top`` to before ``bottom`` and from ``left`` to before ``right``."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.bottom - self.top, self.right - self.left

    @property
    def area(self) -> int:
        """Pixels; 0 where the rectangle is empty."""
        return max(self.bottom - self.top, 0) * max(self.right - self.left, 0)

    @property
    def slices(self) -> tuple[slice, slice]:
        """To index an array [rows, columns, ...]."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        top, left = min(self.top, other.top), min(self.left, other.left)
        return Rect(top, left, max(self.bottom, other.bottom), max(self.right, other.right))

    def intersection(self, other: Rect) -> Rect:
        """The part that lies in both; may be empty."""
        bottom, right = min(self.bottom, other.bottom), min(self.right, other.right)
        return Rect(max(self.top, other.top), max(self.left, other.left), bottom, right)

    def clipped(self, rows: int, columns: int) -> Rect:
        """The part that lies inside an image of this size; may be empty."""
        return self.intersection(Rect(0, 0, rows, columns))

    def moved(self, down: int, right: int) -> Rect:
        """Shifted; by (-top, -left) of another rectangle it becomes an index into a cut-out of that one."""
        return Rect(self.top + down, self.left + right, self.bottom + down, self.right + right)

    def inside(self, rows: int, columns: int) -> bool:
        """True for a rectangle with pixels, all of them in an image of this size."""
        return 0 <= self.top < self.bottom <= rows and 0 <= self.left < self.right <= columns


def changed_rect(before: MaskArray, after: MaskArray) -> Rect | None:
    """The smallest rectangle around every differing pixel of two arrays of one shape; None where they are equal."""
    differs = before != after
    rows = np.flatnonzero(differs.any(axis=1))
    if rows.size == 0:
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(differs[top:bottom].any(axis=0))
    return Rect(top, int(columns[0]), bottom, int(columns[-1]) + 1)


def pack(data: bytes) -> bytes:
    """A flag byte and the data, compressed where that is worth it."""
    return b"z" + zlib.compress(data, 1) if len(data) > PACK_ABOVE else b"r" + data


def unpack(packed: bytes, size: int) -> bytes:
    """The ``size`` bytes that went into ``pack``. Raises ValueError where it does not hold exactly these."""
    try:
        # One byte more than there may be, so that a lying size cannot fill the memory.
        data = zlib.decompressobj().decompress(packed[1:], size + 1) if packed[:1] == b"z" else packed[1:]
    except zlib.error as error:
        raise ValueError("packed pixels are damaged") from error
    if len(data) != size or packed[:1] not in (b"z", b"r"):
        raise ValueError("packed pixels have another size than their rectangle")
    return data


@dataclass(frozen=True)
class Layer:
    """A mask that exists although it may be empty: what it is called and who made it."""

    title: str
    origin: LayerOrigin = "reader"


@dataclass(frozen=True)
class Label:
    """One value of one mask as the reader sees it.

    ``colour`` RGB 0..255, ``opacity`` 0..1, ``locked``: tools must not change its pixels. Its key is
    ``label_key(mask, value)``.
    """

    name: str
    colour: tuple[int, int, int]
    visible: bool = True
    opacity: float = 0.4
    outline: bool = False
    locked: bool = False
    code: Code | None = None

    def __post_init__(self) -> None:
        if not all(0 <= part <= 255 for part in self.colour) or not 0 <= self.opacity <= 1:
            raise ValueError("a label's colour is 0..255 and its opacity 0..1")


def label_key(mask: str, value: int) -> str:
    """The key of a label in a document.

    >>> label_key("lungs", 1)
    'lungs/1'
    """
    if not 1 <= value <= 255:
        raise ValueError("label values run from 1 to 255")
    return f"{mask}/{value}"


def lung_labels() -> dict[str, Label]:
    """The two labels every lung mask starts with. Codes: SNOMED CT, right and left lung structure."""
    return {
        label_key(LUNGS, 1): Label("Right lung", LUNG_COLOURS[1], code=Code("3341006", "SCT", "Right lung")),
        label_key(LUNGS, 2): Label("Left lung", LUNG_COLOURS[2], code=Code("44029006", "SCT", "Left lung")),
    }
