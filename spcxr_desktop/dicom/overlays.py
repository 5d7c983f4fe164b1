"""Overlay planes, groups 6000 to 601E (PS3.3 C.9.2, C.9.3; bits packed in the pixels: PS3.5-2004 8.1.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from spcxr_desktop.dicom.dataset import element, number
from spcxr_desktop.domain.radiograph import OverlayPlane

_RAW = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian)
GROUPS = range(0x6000, 0x6020, 2)
_MAX_BITS = 200_000_000  # of all planes of one picture together; sixteen of a 9-megapixel film are 144 million
_ROWS, _COLUMNS, _FRAMES, _ORIGIN, _FIRST_FRAME = 0x0010, 0x0011, 0x0015, 0x0050, 0x0051
_POSITION, _DESCRIPTION, _LABEL, _DATA = 0x0102, 0x0022, 0x1500, 0x3000


@dataclass(frozen=True)
class _Place:
    """Where a plane lies: its size, and the image row and column (from 0) of its first bit."""

    rows: int
    columns: int
    top: int
    left: int


def packed_pixels(dataset: FileDataset) -> bytes | None:
    """Pixel Data, to be kept beyond decoding, where an overlay lies in their unused bits; else None.

    Only raw pixels can carry one: codecs know nothing of bits above Bits Stored.
    """
    raw = element(dataset, "PixelData")
    if not isinstance(raw, bytes) or dataset.file_meta.TransferSyntaxUID not in _RAW:
        return None
    return raw if any(_position(dataset, group) is not None for group in GROUPS) else None


def read_overlays(
    dataset: FileDataset, shape: tuple[int, int], frame: int, packed: bytes | None
) -> tuple[Mapping[int, OverlayPlane], tuple[str, ...]]:
    """The planes of ``frame`` (from 0) by group number, and notes on what was put aside.

    ``shape``: rows and columns of the image; whatever reaches beyond is cut off. ``packed``: from ``packed_pixels``.
    Planes without a single bit on the picture are left out.
    """
    planes: dict[int, OverlayPlane] = {}
    notes: list[str] = []
    budget = _MAX_BITS
    for group in GROUPS:
        place = _place(dataset, group)
        if place is None:
            continue
        budget -= max(place.rows * place.columns, shape[0] * shape[1])
        if budget < 0:
            notes.append("overlays are larger than this program takes: some are left out")
            break
        bits = _bits(dataset, group, place, shape, frame, packed)
        if bits is None:
            notes.append("an overlay is incomplete: ignored")
            continue
        on_image = _lay(bits, place, shape)
        if on_image.any():
            planes[group] = OverlayPlane(on_image, _text(dataset, group, _LABEL) or _text(dataset, group, _DESCRIPTION))
    return planes, tuple(notes)


def _place(dataset: FileDataset, group: int) -> _Place | None:
    """None where the group describes no plane of a usable size."""
    rows, columns = (int(_values(dataset, group, at, (0,))[0]) for at in (_ROWS, _COLUMNS))
    if rows < 1 or columns < 1:
        return None
    origin = _values(dataset, group, _ORIGIN, (1, 1))
    top, left = origin if len(origin) == 2 else (1, 1)
    return _Place(rows, columns, int(top) - 1, int(left) - 1)


def _bits(
    dataset: FileDataset, group: int, place: _Place, shape: tuple[int, int], frame: int, packed: bytes | None
) -> NDArray[np.bool_] | None:
    """The plane's own bits for ``frame``, bool [rows, columns]: all False where it has none for it, None if broken."""
    data = _value(dataset, group, _DATA)
    if data is None:
        position = _position(dataset, group)
        return None if packed is None or position is None else _from_pixels(dataset, packed, position, shape, frame)
    if not isinstance(data, bytes):
        return None
    count = int(_values(dataset, group, _FRAMES, (0,))[0])
    index = 0  # a plane without number of frames belongs to every frame
    if count > 0:
        index = frame - (int(_values(dataset, group, _FIRST_FRAME, (1,))[0]) - 1)
        if not 0 <= index < count:
            return np.zeros((place.rows, place.columns), np.bool_)
    return _unpack(data, index, place, swapped=_big_endian_words(dataset, group))


def _unpack(data: bytes, index: int, place: _Place, swapped: bool) -> NDArray[np.bool_] | None:
    """Frame ``index`` of Overlay Data: first pixel in the lowest bit, frames end to end without filling."""
    size = place.rows * place.columns
    first, last = index * size, (index + 1) * size
    if last > 8 * len(data):
        return None
    start = first // 16 * 2  # whole words, for the sake of swapping
    cut = np.frombuffer(data, np.uint8)[start : (last + 15) // 16 * 2]
    if swapped and len(cut) % 2 == 0:
        cut = cut.reshape(-1, 2)[:, ::-1].ravel()
    bits = np.unpackbits(cut, bitorder="little")[first - 8 * start : last - 8 * start]
    return bits.astype(np.bool_).reshape(place.rows, place.columns)


def _from_pixels(
    dataset: FileDataset, packed: bytes, position: int, shape: tuple[int, int], frame: int
) -> NDArray[np.bool_] | None:
    """Bit ``position`` of the pixels of ``frame``."""
    bits = int(number(dataset, "BitsAllocated") or 0)
    size = shape[0] * shape[1]
    if bits not in (8, 16, 32) or position >= bits or len(packed) < (frame + 1) * size * bits // 8:
        return None
    order = ">" if dataset.original_encoding[1] is False else "<"
    pixels = np.frombuffer(packed, f"{order}u{bits // 8}", size, offset=frame * size * bits // 8)
    return ((pixels >> position) & 1).astype(np.bool_).reshape(shape)


def _lay(bits: NDArray[np.bool_], place: _Place, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """``bits`` in their place on the picture, bool ``shape``."""
    rows, columns = bits.shape
    if (place.top, place.left) == (0, 0) and bits.shape == shape:
        return bits
    out = np.zeros(shape, np.bool_)
    top, left = max(place.top, 0), max(place.left, 0)
    bottom, right = min(place.top + rows, shape[0]), min(place.left + columns, shape[1])
    if top < bottom and left < right:
        out[top:bottom, left:right] = bits[top - place.top : bottom - place.top, left - place.left : right - place.left]
    return out


def _position(dataset: FileDataset, group: int) -> int | None:
    """Overlay Bit Position where the plane lies in the pixels' bits: no Overlay Data, and a bit above Bits Stored."""
    if (group, _DATA) in dataset or (group, _POSITION) not in dataset:
        return None
    position = int(_values(dataset, group, _POSITION, (-1,))[0])
    return position if position >= int(number(dataset, "BitsStored") or 0) > 0 else None


def _big_endian_words(dataset: FileDataset, group: int) -> bool:
    return dataset.original_encoding[1] is False and dataset[group, _DATA].VR == "OW"


def _value(dataset: FileDataset, group: int, at: int) -> object:
    """The value of an element of the group; None where it is absent or cannot be converted."""
    try:
        found = dataset.get((group, at))
        return None if found is None else found.value
    except Exception:  # pydicom raises whatever fits the damage
        return None


def _values(dataset: FileDataset, group: int, at: int, default: tuple[int, ...]) -> tuple[int, ...]:
    """The whole numbers of an element; ``default`` where they are none."""
    value = _value(dataset, group, at)
    try:
        found = tuple(int(v) for v in (value if isinstance(value, Iterable) else [value]))  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return default
    return found or default


def _text(dataset: FileDataset, group: int, at: int) -> str:
    value = _value(dataset, group, at)
    line = value if isinstance(value, str) else ""
    return "".join(c for c in line if c.isprintable()).strip()[:64]
