"""PALETTE COLOR: indices to red, green and blue through the lookup tables of the header (PS3.3 C.7.6.3.1.5, C.7.9).

pydicom's ``apply_color_lut`` maps indices beyond 255 wrongly where the entries have 8 bits, and expands segments
without bound; hence this.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset

from spcxr_desktop.dicom.dataset import element, number

_CHANNELS = ("Red", "Green", "Blue")
_DISCRETE, _LINEAR, _INDIRECT = 0, 1, 2
_DEPTH = 8  # indirect segments that point at indirect segments


def apply_palette(indices: NDArray[Any], dataset: FileDataset) -> NDArray[Any]:
    """Indices [rows, columns], any integer type -> RGB [rows, columns, 3], uint8 or uint16 as the entries are.

    Indices below the first one mapped take the first entry, those beyond the last one the last. Raises ValueError
    where there is no palette or it is damaged.
    """
    first, table = _table(dataset)
    entry = np.clip(indices.astype(np.int64) - first, 0, len(table) - 1)
    colours: NDArray[Any] = table[entry]
    return colours


def _table(dataset: FileDataset) -> tuple[int, NDArray[Any]]:
    """First index mapped, and the entries [n, 3]: uint16 where any needs more than 8 bits, else uint8.

    Bits of the descriptor are not asked: files with 8-bit entries in 16-bit words, and the other way round, are
    common, and what the entries hold is plain.
    """
    descriptor = element(dataset, "RedPaletteColorLookupTableDescriptor")
    if descriptor is None or len(descriptor) != 3:
        raise ValueError("no palette")
    entries = (int(descriptor[0]) & 0xFFFF) or 0x10000
    first = int(descriptor[1]) & 0xFFFF
    if number(dataset, "PixelRepresentation") == 1 and first >= 0x8000:
        first -= 0x10000
    table = np.stack([_channel(dataset, name, entries, int(descriptor[2])) for name in _CHANNELS], axis=1)
    return first, table if int(table.max()) > 0xFF else table.astype(np.uint8)


def _channel(dataset: FileDataset, name: str, entries: int, bits: int) -> NDArray[np.uint16]:
    """uint16 [entries] of one colour, plain or segmented."""
    plain = _words(dataset, f"{name}PaletteColorLookupTableData")
    if plain is not None:
        values = plain if plain.size >= entries else _bytes(plain)
    else:
        segmented = _words(dataset, f"Segmented{name}PaletteColorLookupTableData")
        if segmented is None:
            raise ValueError("no palette")
        packed = segmented if bits > 8 else _bytes(segmented)
        values = np.asarray(_expanded(packed.tolist(), 2 if bits > 8 else 1, entries), np.uint16)
    if values.size < entries:
        raise ValueError("a palette is shorter than its descriptor")
    return values[:entries]


def _words(dataset: Dataset, keyword: str) -> NDArray[np.uint16] | None:
    """The element (VR OW, or US) as 16-bit words."""
    value = element(dataset, keyword)
    if value is None:
        return None
    if not isinstance(value, bytes):
        return np.atleast_1d(np.asarray(value)).astype(np.uint16)
    little = dataset.original_encoding[1] is not False
    even = value if len(value) % 2 == 0 else value + b"\0"
    return np.frombuffer(even, "<u2" if little else ">u2").astype(np.uint16)


def _bytes(words: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Two 8-bit entries out of each word, the lower byte first."""
    return words.astype("<u2").view(np.uint8).astype(np.uint16)


def _expanded(data: list[int], item: int, entries: int) -> list[int]:
    """Segments (PS3.3 C.7.9.2) to entries, never more than ``entries``. ``item``: bytes per element of ``data``."""
    out: list[int] = []
    _expand(data, 0, len(data), item, out, entries, _DEPTH)
    return out


def _expand(data: list[int], position: int, segments: int, item: int, out: list[int], entries: int, depth: int) -> None:
    """Append what at most ``segments`` segments from ``position`` on stand for."""
    if depth == 0:
        raise ValueError("the segments of a palette point at each other")
    while position + 2 < len(data) and segments > 0 and len(out) < entries:
        kind, count = data[position : position + 2]
        position += 2
        if kind == _DISCRETE:
            out += data[position : position + count]
            position += count
        elif kind == _LINEAR and out:
            ramp = np.linspace(out[-1], data[position], count + 1)[1:]
            out += np.rint(ramp).astype(int).tolist()
            position += 1
        elif kind == _INDIRECT and out:
            parts = data[position : position + 4 // item]
            offset = sum(part << (8 * item * place) for place, part in enumerate(parts))
            _expand(data, offset // item, count, item, out, entries, depth - 1)
            position += len(parts)
        else:
            raise ValueError("a palette has a segment of unknown kind")
        segments -= 1
