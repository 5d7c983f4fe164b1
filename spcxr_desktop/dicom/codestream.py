"""Size of a JPEG, JPEG-LS or JPEG 2000 picture from its own header, before anything is allocated for it."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_START_OF_CODESTREAM = b"\xff\x4f\xff\x51"  # SOC, SIZ: also inside a JP2 box (ISO 15444-1 A.4.1, A.5.1)
# SOF0-15 without DHT, JPG and DAC (ISO 10918-1 table B.1), and SOF55 of JPEG-LS (ISO 14495-1 C.1.1)
_FRAME_MARKERS = {*range(0xC0, 0xD0), 0xF7} - {0xC4, 0xC8, 0xCC}
_STANDALONE = {0x01, *range(0xD0, 0xD9)}


@dataclass(frozen=True)
class FrameSize:
    """Rows, columns, components and bits per sample that a codestream declares."""

    rows: int
    columns: int
    components: int
    bits: int


def frame_size(stream: bytes) -> FrameSize | None:
    """The declared size, None where no frame header is found."""
    if stream[:2] == b"\xff\xd8":
        return _jpeg(stream)
    start = stream.find(_START_OF_CODESTREAM, 0, 4096)
    return _jpeg2000(stream, start) if start >= 0 else None


def _jpeg(stream: bytes) -> FrameSize | None:
    position = 2
    while position + 4 <= len(stream) and stream[position] == 0xFF:
        marker = stream[position + 1]
        if marker == 0xFF:  # fill byte
            position += 1
        elif marker in _STANDALONE:
            position += 2
        elif marker in _FRAME_MARKERS:
            if position + 10 > len(stream):
                return None
            bits, rows, columns, components = struct.unpack_from(">BHHB", stream, position + 4)
            return FrameSize(rows, columns, components, bits)
        else:
            position += 2 + int.from_bytes(stream[position + 2 : position + 4], "big")
    return None


def _jpeg2000(stream: bytes, start: int) -> FrameSize | None:
    if start + 43 > len(stream):
        return None
    right, bottom, left, top = struct.unpack_from(">IIII", stream, start + 8)
    (components,) = struct.unpack_from(">H", stream, start + 40)
    return FrameSize(bottom - top, right - left, components, (stream[start + 42] & 0x7F) + 1)
