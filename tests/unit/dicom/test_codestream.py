"""What compressed pictures say of themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spcxr_desktop.dicom.codestream import Codestream, read_codestream

GREY = np.zeros((13, 29), np.uint16)
COLOUR = np.zeros((8, 16, 3), np.uint8)


def read(stream: bytes) -> Codestream:
    found = read_codestream(stream)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("encode", "array", "bits", "process"),
    [
        (imagecodecs.jpeg8_encode, GREY.astype(np.uint8), 8, 0xC0),
        (lambda a: imagecodecs.jpeg8_encode(a, bitspersample=12), GREY, 12, 0xC1),
        (lambda a: imagecodecs.jpeg8_encode(a, lossless=True, bitspersample=16), GREY, 16, 0xC3),
        (imagecodecs.jpegls_encode, GREY, 16, 0xF7),
        (lambda a: imagecodecs.jpeg2k_encode(a, codecformat="j2k"), GREY, 16, 0),
        (lambda a: imagecodecs.jpeg2k_encode(a, codecformat="jp2"), GREY, 16, 0),
        (imagecodecs.htj2k_encode, GREY, 16, 0),
    ],
)
def test_size_is_the_one_that_was_encoded(
    encode: Callable[[NDArray[Any]], bytes], array: NDArray[Any], bits: int, process: int
) -> None:
    found = read(encode(array))
    assert (found.rows, found.columns, found.components, found.bits) == (13, 29, 1, bits)
    assert (found.process, found.rgb) == (process, None)


@pytest.mark.parametrize(
    ("stream", "rgb"),
    [
        (imagecodecs.jpeg8_encode(COLOUR), False),  # JFIF
        (imagecodecs.jpeg8_encode(COLOUR, colorspace="RGB", outcolorspace="RGB"), True),  # Adobe, transform 0
        (imagecodecs.jpegls_encode(COLOUR), None),
        (imagecodecs.jpeg2k_encode(COLOUR, codecformat="j2k", reversible=True, mct=True), True),
        (imagecodecs.jpeg2k_encode(COLOUR, codecformat="j2k", reversible=True, mct=False), None),
        (imagecodecs.jpeg2k_encode(COLOUR, codecformat="jp2", reversible=True, mct=False, colorspace="SYCC"), True),
        (imagecodecs.htj2k_encode(COLOUR, rgb=True), True),
        (imagecodecs.htj2k_encode(COLOUR, rgb=False), None),
    ],
)
def test_how_three_components_are_to_be_understood(stream: bytes, rgb: bool | None) -> None:
    found = read(bytes(stream))
    assert (found.components, found.rgb) == (3, rgb)


def headers(
    *, names: bytes = b"\1\2\3", sampling: bytes = b"\x11\x11\x11", jfif: bool = False, adobe: int = -1
) -> bytes:
    """The head of a colour JPEG of 16 x 8 pixels, up to its coded data."""
    out = b"\xff\xd8"
    if jfif:
        out += b"\xff\xe0\x00\x10JFIF\0\1\2\0\0\1\0\1\0\0"
    if adobe >= 0:
        out += b"\xff\xee\x00\x0eAdobe\0\x64\0\0\0\0" + bytes([adobe])
    parts = b"".join(bytes([name, factor, 0]) for name, factor in zip(names, sampling, strict=True))
    return out + b"\xff\xc0\x00\x11\x08\x00\x08\x00\x10\x03" + parts + b"\xff\xda\x00\x0c\x03\1\0\2\0\3\0\0\x3f\0"


@pytest.mark.parametrize(
    ("head", "rgb"),
    [
        (headers(), None),
        (headers(jfif=True), False),
        (headers(adobe=0), True),
        (headers(adobe=1), False),
        (headers(jfif=True, adobe=0), False),  # as libjpeg decides
        (headers(names=b"RGB"), True),
        (headers(names=b"RGB", jfif=True), True),
        (headers(sampling=b"\x21\x11\x11"), False),
        (headers(sampling=b"\x21\x11\x11", adobe=0), True),
    ],
)
def test_marks_of_a_jpeg(head: bytes, rgb: bool | None) -> None:
    found = read(head)
    assert found.rgb is rgb
    assert found.data == len(head)


def test_without_a_scan_there_are_no_data() -> None:
    stream = bytes(imagecodecs.jpeg8_encode(COLOUR))
    assert read(stream[: stream.index(b"\xff\xda")]).data == 0


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff\xc0", b"\xff\x4f\xff\x51"]))
def test_noise_never_raises(noise: bytes, start: bytes) -> None:
    found = read_codestream(start + noise)
    assert found is None or isinstance(found, Codestream)


@given(st.integers(0, 400), st.integers(0, 255), st.integers(0, 400))
def test_a_damaged_head_never_raises(place: int, value: int, length: int) -> None:
    for stream in (headers(jfif=True, adobe=1), bytes(imagecodecs.jpeg2k_encode(COLOUR, codecformat="j2k"))):
        damaged = bytearray(stream[:length])
        if place < len(damaged):
            damaged[place] = value
        read_codestream(bytes(damaged))
