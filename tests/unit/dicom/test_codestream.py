"""Sizes from the headers of compressed pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spcxr_desktop.dicom.codestream import FrameSize, frame_size

GREY = np.zeros((13, 29), np.uint16)


@pytest.mark.parametrize(
    ("encode", "array", "bits"),
    [
        (imagecodecs.jpeg8_encode, GREY.astype(np.uint8), 8),
        (lambda a: imagecodecs.jpeg8_encode(a, lossless=True, bitspersample=16), GREY, 16),
        (imagecodecs.jpegls_encode, GREY, 16),
        (lambda a: imagecodecs.jpeg2k_encode(a, codecformat="j2k"), GREY, 16),
        (lambda a: imagecodecs.jpeg2k_encode(a, codecformat="jp2"), GREY, 16),
        (imagecodecs.htj2k_encode, GREY, 16),
    ],
)
def test_size_is_the_one_that_was_encoded(
    encode: Callable[[NDArray[Any]], bytes], array: NDArray[Any], bits: int
) -> None:
    assert frame_size(encode(array)) == FrameSize(rows=13, columns=29, components=1, bits=bits)


def test_colour_has_three_components() -> None:
    size = frame_size(imagecodecs.jpeg8_encode(np.zeros((8, 8, 3), np.uint8)))
    assert size is not None
    assert size.components == 3


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff\xc0", b"\xff\x4f\xff\x51"]))
def test_noise_never_raises(noise: bytes, start: bytes) -> None:
    size = frame_size(start + noise)
    assert size is None or isinstance(size, FrameSize)
