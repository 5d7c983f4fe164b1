"""Palettes: plain and segmented, of 8 and 16 bits, and broken ones."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import uid

from spcxr_desktop.dicom.pixels import decode_frame
from spcxr_desktop.domain.errors import UserError
from tests.unit.dicom.pictures import palette, picture

RED, GREEN, BLUE = [0, 10, 20, 255], [250, 0, 30, 1], [7, 200, 0, 99]
INDICES = np.array([[0, 1, 2], [3, 2, 200]], np.uint8)
EXPECTED = [[[0, 250, 7], [10, 0, 200], [20, 30, 0]], [[255, 1, 99], [20, 30, 0], [255, 1, 99]]]
KIND = {"PhotometricInterpretation": "PALETTE COLOR"}


def colours(dataset: object) -> list[list[list[int]]]:
    decoded = decode_frame(dataset)  # type: ignore[arg-type]
    assert decoded.colour is not None
    found: list[list[list[int]]] = decoded.colour.tolist()
    return found


def test_entries_of_8_bits_and_indices_beyond_the_last() -> None:
    assert colours(picture(INDICES, **KIND, **palette(RED, GREEN, BLUE, 8))) == EXPECTED


def test_entries_of_16_bits_are_shifted_down() -> None:
    deep = [[value * 256 + 5 for value in entries] for entries in (RED, GREEN, BLUE)]
    assert colours(picture(INDICES, **KIND, **palette(*deep, 16))) == EXPECTED


def test_entries_of_8_bits_in_16_bit_words() -> None:
    """Descriptors lie both ways."""
    assert colours(picture(INDICES, **KIND, **palette(RED, GREEN, BLUE, 16))) == EXPECTED
    elements = palette(RED, GREEN, BLUE, 16)
    for name in ("Red", "Green", "Blue"):
        elements[f"{name}PaletteColorLookupTableDescriptor"][2] = 8
    assert colours(picture(INDICES, **KIND, **elements)) == EXPECTED


@pytest.mark.parametrize("first", [0, 1, 100, 65000])
def test_the_first_index_mapped(first: int) -> None:
    indices = np.array([[0, first, first + 1, first + 3, 65535]], np.uint16)
    found = colours(picture(indices, **KIND, **palette(RED, GREEN, BLUE, 8, first)))
    at = [max(0, min(3, int(index) - first)) for index in indices[0]]
    assert found == [[[RED[k], GREEN[k], BLUE[k]] for k in at]]


def test_signed_indices() -> None:
    indices = np.array([[-5, -2, -1, 0, 1, 9]], np.int16)
    elements = palette(RED, GREEN, BLUE, 8)
    for name in ("Red", "Green", "Blue"):
        elements[f"{name}PaletteColorLookupTableDescriptor"] = [4, -2, 8]
    found = colours(picture(indices, **KIND, **elements))
    assert found == [[[RED[k], GREEN[k], BLUE[k]] for k in (0, 0, 1, 2, 3, 3)]]


def test_65536_entries_of_8_bits() -> None:
    """pydicom's own function takes the index modulo 256 here."""
    ramp = (np.arange(65536) // 256).tolist()
    indices = np.array([[0, 255, 256, 30000, 65535]], np.uint16)
    found = colours(picture(indices, **KIND, **palette(ramp, ramp[::-1], [0] * 65536, 8)))
    assert found == [[[int(i) // 256, 255 - int(i) // 256, 0] for i in indices[0]]]


def test_a_palette_of_greys_is_a_grey_film_of_its_own_depth() -> None:
    entries = [0, 1000, 40000, 65535]
    decoded = decode_frame(picture(INDICES, **KIND, **palette(entries, entries, entries, 16)))
    assert decoded.colour is None
    assert not decoded.eight_bit
    assert decoded.pixels.tolist() == [[0, 1000, 40000], [65535, 40000, 65535]]


def test_compressed_indices() -> None:
    stream = imagecodecs.jpegls_encode(INDICES)
    assert colours(picture(INDICES, uid.JPEGLSLossless, [stream], **KIND, **palette(RED, GREEN, BLUE, 8))) == EXPECTED


def segmented(entries: int, bits: int, segments: Sequence[bytes]) -> dict[str, object]:
    elements: dict[str, object] = {}
    for name, data in zip(("Red", "Green", "Blue"), segments, strict=True):
        elements[f"{name}PaletteColorLookupTableDescriptor"] = [entries, 0, bits]
        elements[f"Segmented{name}PaletteColorLookupTableData"] = data + b"\0" * (len(data) % 2)
    return elements


def test_segments_of_16_bits() -> None:
    """PS3.3 C.7.9.2: discrete, linear, and an indirect one that repeats the first two (offset in bytes)."""
    red = struct.pack("<HHHHH", 0, 3, 256, 512, 768) + struct.pack("<HHH", 1, 4, 5 * 256 + 512)
    red += struct.pack("<HHHH", 2, 1, 0, 0)
    blue = struct.pack("<HHH", 0, 1, 0) + struct.pack("<HHH", 1, 9, 90 * 256)
    green = struct.pack("<HH10H", 0, 10, *range(0, 51200, 5120))
    indices = np.arange(10, dtype=np.uint8)[None]
    found = colours(picture(indices, **KIND, **segmented(10, 16, (red, green, blue))))
    assert [pixel[0] for pixel in found[0]] == [1, 2, 3, 4, 5, 6, 7, 1, 2, 3]
    assert [pixel[1] for pixel in found[0]] == list(range(0, 200, 20))
    assert [pixel[2] for pixel in found[0]] == list(range(0, 100, 10))


def test_segments_of_8_bits() -> None:
    red = bytes([0, 2, 50, 60, 1, 3, 120, 2, 1, 0, 0, 0, 0])
    flat = bytes([0, 1, 9, 1, 6, 9])
    indices = np.arange(7, dtype=np.uint8)[None]
    found = colours(picture(indices, **KIND, **segmented(7, 8, (red, flat, flat))))
    assert [pixel[0] for pixel in found[0]] == [50, 60, 80, 100, 120, 50, 60]
    assert {pixel[1] for pixel in found[0]} == {9}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        struct.pack("<HHH", 1, 9, 9),  # linear, with nothing before it
        struct.pack("<HHHH", 7, 1, 0, 0),  # no such kind
        struct.pack("<HHH", 0, 1, 5) + struct.pack("<HHHH", 2, 9, 6, 0),  # points at itself
        struct.pack("<HHH", 0, 1, 5),  # too few
    ],
)
def test_broken_segments(data: bytes) -> None:
    with pytest.raises(UserError, match="palette is missing or damaged"):
        decode_frame(picture(INDICES, **KIND, **segmented(10, 16, (data, data, data))))


def test_a_palette_that_is_missing_or_short() -> None:
    short = palette(RED, GREEN, BLUE, 8)
    short["BluePaletteColorLookupTableData"] = b"\1\2"
    absent = palette(RED, GREEN, BLUE, 8)
    del absent["GreenPaletteColorLookupTableData"]
    for elements in ({}, short, absent):
        with pytest.raises(UserError, match="colour picture whose palette"):
            decode_frame(picture(INDICES, **KIND, **elements))


@given(st.binary(min_size=2, max_size=60), st.integers(0, 65535), st.sampled_from([8, 16]))
def test_noise_in_place_of_segments_never_escapes(data: bytes, entries: int, bits: int) -> None:
    try:
        decode_frame(picture(INDICES, **KIND, **segmented(entries, bits, (data, data, data))))
    except UserError as error:
        assert error.code == "not_grey"


@pytest.mark.parametrize("bits", [8, 16])
def test_a_palette_of_a_big_endian_file(bits: int) -> None:
    """Its words (VR OW) are swapped, also where each holds two entries of 8 bits."""
    deep = [[value * 256 + 5 for value in entries] for entries in (RED, GREEN, BLUE)]
    elements = palette(*(deep if bits == 16 else (RED, GREEN, BLUE)), bits)
    for name in ("Red", "Green", "Blue"):
        keyword = f"{name}PaletteColorLookupTableData"
        elements[keyword] = np.frombuffer(elements[keyword], "<u2").astype(">u2").tobytes()
    dataset = picture(INDICES, uid.ExplicitVRBigEndian, **KIND, **elements)
    assert dataset.original_encoding == (False, False)
    assert colours(dataset) == EXPECTED
