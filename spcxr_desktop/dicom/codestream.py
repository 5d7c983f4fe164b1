"""What a JPEG, JPEG-LS or JPEG 2000 stream says of itself, read before anything is allocated for it."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

JPEG_LS_FRAME = 0xF7  # SOF55 (ISO 14495-1 C.1.1)
LOSSLESS_FRAME = 0xC3  # SOF3 (ISO 10918-1 table B.1)
_START_OF_CODESTREAM = b"\xff\x4f\xff\x51"  # SOC, SIZ: also inside a JP2 box (ISO 15444-1 A.4.1, A.5.1)
_SYCC = b"colr\x01\x00\x00\x00\x00\x00\x12"  # the box of a JP2 file that says YCbCr (ISO 15444-1 I.5.3.3)
_FRAMES = {*range(0xC0, 0xD0), JPEG_LS_FRAME} - {0xC4, 0xC8, 0xCC}  # SOF0-15 without DHT, JPG and DAC
_STANDALONE = {0x01, *range(0xD0, 0xD9)}
_START_OF_SCAN, _JFIF, _ADOBE = 0xDA, 0xE0, 0xEE
_RGB_NAMES = (b"RGB", b"rgb")


@dataclass(frozen=True)
class Codestream:
    """The declared size, and how three components are to be understood.

    ``process``: the JPEG frame marker, 0 for JPEG 2000. ``rgb``: True where the decoder delivers RGB, False where
    the components are YCbCr, None where the stream does not say. ``data``: where the coded data start, 0 where
    none follow.
    """

    rows: int
    columns: int
    components: int
    bits: int
    process: int = 0
    rgb: bool | None = None
    data: int = 0


def read_codestream(stream: bytes) -> Codestream | None:
    """Read the headers; None where no frame header is found."""
    if stream[:2] == b"\xff\xd8":
        return _jpeg(stream)
    start = stream.find(_START_OF_CODESTREAM, 0, 4096)
    return _jpeg2000(stream, start) if start >= 0 else None


def _jpeg(stream: bytes) -> Codestream | None:
    position, found, hint = 2, None, None
    while position + 4 <= len(stream) and stream[position] == 0xFF:
        marker = stream[position + 1]
        if marker == 0xFF or marker in _STANDALONE:  # fill byte, or a marker without length
            position += 1 if marker == 0xFF else 2
            continue
        after = position + 2 + int.from_bytes(stream[position + 2 : position + 4], "big")
        segment = stream[position + 4 : after]
        if marker in _FRAMES and found is None:
            found = _frame(marker, segment)
        elif marker == _JFIF and segment.startswith(b"JFIF"):
            hint = False  # JFIF 1.02 allows YCbCr only, and libjpeg lets it win over Adobe's marker
        elif marker == _ADOBE and segment.startswith(b"Adobe") and len(segment) >= 12 and hint is None:
            hint = segment[11] == 0
        elif marker == _START_OF_SCAN:
            return None if found is None else _understood(replace(found, data=after), hint)
        position = after
    return found


def _frame(marker: int, segment: bytes) -> Codestream | None:
    """Frame header (ISO 10918-1 B.2.2). ``rgb`` as far as names and sampling of the components tell."""
    if len(segment) < 6:
        return None
    bits, rows, columns, components = struct.unpack_from(">BHHB", segment)
    names, sampling = segment[6 : 6 + 3 * components : 3], segment[7 : 6 + 3 * components : 3]
    rgb = None
    if names in _RGB_NAMES:
        rgb = True
    elif len(set(sampling)) > 1:  # nobody stores green and blue at half the resolution of red
        rgb = False
    return Codestream(rows, columns, components, bits, marker, rgb)


def _understood(found: Codestream, hint: bool | None) -> Codestream:
    """With what the application markers say; the names R, G and B outweigh them, sampling does not."""
    if found.components != 3:
        return replace(found, rgb=None)
    return found if found.rgb or hint is None else replace(found, rgb=hint)


def _jpeg2000(stream: bytes, start: int) -> Codestream | None:
    if start + 43 > len(stream):
        return None
    right, bottom, left, top = struct.unpack_from(">IIII", stream, start + 8)
    (components,) = struct.unpack_from(">H", stream, start + 40)
    bits = (stream[start + 42] & 0x7F) + 1
    undone = _SYCC in stream[:start] or _component_transform(stream, start + 2)
    return Codestream(bottom - top, right - left, components, bits, rgb=True if undone else None, data=start)


def _component_transform(stream: bytes, position: int) -> bool:
    """Whether COD (ISO 15444-1 A.6.1) asks for the multiple component transformation: then the decoder undoes it."""
    while position + 9 <= len(stream) and stream[position] == 0xFF and stream[position + 1] != 0x90:  # SOT
        if stream[position + 1] == 0x52:
            return stream[position + 8] == 1
        position += 2 + int.from_bytes(stream[position + 2 : position + 4], "big")
    return False
