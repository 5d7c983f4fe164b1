"""Frames that are packed rather than coded: RLE, deflated, and raw ones in fragments. For pydicom, like ``codecs``.

Each function takes the bytes of one frame and pydicom's runner, which it tells what it made of them, and raises
ValueError, zlib.error or what imagecodecs raises where they are not what the header declares.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.pixels.decoders.base import DecodeRunner
from pydicom.pixels.utils import expand_ybr422

from spcxr_desktop.dicom.syntaxes import DEFLATED_FRAMES, ENCAPSULATED_UNCOMPRESSED

_PACKBITS_SLACK = 8  # bytes; what a padded RLE segment may decode to beyond the picture, less than a row of it


def run_length(src: bytes, runner: DecodeRunner) -> bytes:
    """RLE Lossless (PS3.5 annex G): one PackBits segment per byte plane, the highest byte first.

    imagecodecs' own decoder of the whole frame reads outside a truncated one; its PackBits decoder does not.
    """
    packed = runner.bits_allocated == 1
    size = 1 if packed else runner.bits_allocated // 8
    samples = runner.samples_per_pixel
    pixels = runner.rows * runner.columns
    length = math.ceil(pixels / 8) if packed else pixels
    if len(src) < 64 or struct.unpack_from("<I", src)[0] != samples * size or samples * size > 15:
        raise ValueError("the number of RLE segments is not that of the header")
    starts = [*struct.unpack_from(f"<{samples * size}I", src, 4), len(src)]
    planes = np.empty((samples, length, size), np.uint8)
    for segment, (start, end) in enumerate(pairwise(starts)):
        if not 64 <= start < end <= len(src):
            raise ValueError("the RLE header points outside the frame")
        plane = np.frombuffer(imagecodecs.packbits_decode(src[start:end], out=length + _PACKBITS_SLACK), np.uint8)
        if plane.size < length:
            raise ValueError("an RLE segment ends early")
        planes[segment // size, :, size - 1 - segment % size] = plane[:length]
    runner.set_option("planar_configuration", 1)
    return _unpacked(planes.tobytes(), pixels, runner) if packed else planes.tobytes()


def _native_length(runner: DecodeRunner) -> int:
    """Bytes of one frame as PS3.5 8.1.1 stores it, without the byte that makes them even."""
    samples = runner.rows * runner.columns * runner.samples_per_pixel
    length = math.ceil(samples * runner.bits_allocated / 8)
    return length // 3 * 2 if runner.photometric_interpretation == "YBR_FULL_422" else length


def native(src: bytes, runner: DecodeRunner) -> bytes:
    """Encapsulated Uncompressed (PS3.5 A.4.11): one frame as it would stand in Pixel Data without fragments."""
    length = _native_length(runner)
    if not length <= len(src) <= length + 1:
        raise ValueError("the frame has not the length that the header declares")
    if runner.bits_allocated == 1:
        return _unpacked(src, runner.rows * runner.columns, runner)
    if runner.photometric_interpretation == "YBR_FULL_422":
        runner.set_option("photometric_interpretation", "YBR_FULL")
        return expand_ybr422(src[:length], runner.bits_allocated)
    return src[:length]


def deflated(src: bytes, runner: DecodeRunner) -> bytes:
    """Deflated Image Frame Compression (PS3.5 A.4.13): raw deflate (RFC 1951), never inflated beyond one frame."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    out = engine.decompress(src, _native_length(runner) + 2)
    if not engine.eof:
        raise ValueError("the deflated frame ends early, or is longer than the header declares")
    return native(out, runner)


def _unpacked(src: bytes, pixels: int, runner: DecodeRunner) -> bytes:
    """Bits to bytes of 0 and 1, the lowest bit first (PS3.5 8.1.1)."""
    runner.set_option("bits_allocated", 8)
    return np.unpackbits(np.frombuffer(src, np.uint8), count=pixels, bitorder="little").tobytes()


def single_bits(data: bytes, frame: int, rows: int, columns: int) -> NDArray[np.uint8]:
    """A frame of raw Pixel Data with one bit to the pixel, uint8 [rows, columns] of 0 and 1.

    Frames follow each other without a gap (PS3.5 8.1.1), so that one may begin inside a byte, which pydicom's
    decoder does not see through for frames behind the first. Raises ValueError where the data end before.
    """
    start, pixels = frame * rows * columns, rows * columns
    source = np.frombuffer(data, np.uint8)[start // 8 : math.ceil((start + pixels) / 8)]
    found = np.unpackbits(source, bitorder="little")[start % 8 : start % 8 + pixels]
    if found.size < pixels:
        raise ValueError("the pixel data end early")
    return found.reshape(rows, columns)


DECODE: dict[str, Callable[[bytes, DecodeRunner], bytes]] = {
    uid.RLELossless: run_length,
    ENCAPSULATED_UNCOMPRESSED: native,
    DEFLATED_FRAMES: deflated,
}
