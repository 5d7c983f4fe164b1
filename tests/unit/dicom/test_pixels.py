"""Grey pixels of every width, and what is refused by the header alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spcxr_desktop.dicom.pixels import decode_frame, to_indices
from spcxr_desktop.domain.errors import UserError
from tests.unit.dicom.pictures import picture

FILM = np.random.default_rng(3).integers(0, 4096, (12, 17)).astype(np.uint16)


@given(
    st.sampled_from(["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8"]),
    st.integers(-(2**62), 2**62),
    st.integers(0, 65535),
)
def test_any_integers_that_span_16_bits(kind: str, low: int, span: int) -> None:
    limits = np.iinfo(kind)
    low = max(int(limits.min), min(low, int(limits.max)))
    high = min(low + span, int(limits.max))
    array = np.array([[low, high], [(low + high) // 2, low]], kind)
    decoded = to_indices(array)
    assert decoded.pixels.dtype == np.uint16
    assert [[int(v) + decoded.bias for v in row] for row in decoded.pixels] == array.tolist()


@pytest.mark.parametrize("kind", ["u4", "i4"])
def test_wider_integers_say_what_they_hold(kind: str) -> None:
    wide = FILM.astype(kind) * 1000
    with pytest.raises(UserError, match=f"more than 16 bits: values from {wide.min()} to {wide.max()}"):
        decode_frame(picture(wide))


def test_pixel_data_are_dropped() -> None:
    dataset = picture(FILM)
    assert np.array_equal(decode_frame(dataset).pixels, FILM)
    assert "PixelData" not in dataset


@pytest.mark.parametrize(
    "elements",
    [
        {"BitsStored": 0, "HighBit": None},
        {"BitsStored": 99},
        {"BitsStored": None},
        {"PixelRepresentation": None},
        {"SamplesPerPixel": None},
        {"NumberOfFrames": 0},
        {"PhotometricInterpretation": "monochrome2 "},
    ],
)
def test_what_headers_leave_out_or_get_wrong(elements: dict[str, object]) -> None:
    assert np.array_equal(decode_frame(picture(FILM, **elements)).pixels, FILM)


@pytest.mark.parametrize("keyword", ["FloatPixelData", "DoubleFloatPixelData"])
def test_fractional_numbers_are_named(keyword: str) -> None:
    dataset = picture(FILM)
    del dataset.PixelData
    setattr(dataset, keyword, FILM.astype("<f4" if keyword == "FloatPixelData" else "<f8").tobytes())
    with pytest.raises(UserError, match="fractional numbers") as caught:
        decode_frame(dataset)
    assert caught.value.code == "no_pixels"


@pytest.mark.parametrize(
    ("elements", "says"),
    [
        ({"Rows": 46341, "Columns": 46341}, "46341 x 46341"),
        ({"Rows": 65535, "Columns": 65535}, "65535 x 65535"),
        ({"Columns": 0}, "no image size"),
        ({"BitsAllocated": 12}, "12 bits to each pixel"),
        ({"BitsAllocated": 24}, "24 bits to each pixel"),
        ({"BitsAllocated": None}, "damaged or incomplete"),
        ({"BitsAllocated": 64}, "damaged or incomplete"),
        ({"NumberOfFrames": 2}, "damaged or incomplete"),
        ({"PhotometricInterpretation": None}, "bright or dark"),
        ({"PhotometricInterpretation": "RGB"}, "contradicts itself"),
        ({"PhotometricInterpretation": "GREYISH"}, "unusual colour space"),
        ({"SamplesPerPixel": 2}, "2 per pixel"),
        ({"PixelData": None}, "holds no picture"),
    ],
)
def test_refused_with_a_reason(elements: dict[str, object], says: str) -> None:
    with pytest.raises(UserError, match=says):
        decode_frame(picture(FILM, **elements))


def test_the_bound_counts_samples() -> None:
    """33 megapixels of colour are as much as 100 of grey."""
    colour: NDArray[Any] = np.zeros((2, 2, 3), np.uint8)
    with pytest.raises(UserError, match="6000 x 6000"):
        decode_frame(picture(colour, Rows=6000, Columns=6000))
