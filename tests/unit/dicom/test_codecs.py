"""Every lossless syntax gives back the very pixels; lies and damage in the stream are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import uid
from pydicom.pixels.encoders import RLELosslessEncoder

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError

Encode = Callable[[NDArray[Any]], bytes]
LOSSLESS: list[tuple[str, Encode]] = [
    (uid.JPEGLosslessSV1, lambda a: imagecodecs.jpeg8_encode(a, lossless=True, bitspersample=16, predictor=1)),
    (uid.JPEGLossless, lambda a: imagecodecs.jpeg8_encode(a, lossless=True, bitspersample=16, predictor=4)),
    (uid.JPEGLSLossless, imagecodecs.jpegls_encode),
    (uid.JPEG2000Lossless, lambda a: imagecodecs.jpeg2k_encode(a, codecformat="j2k", reversible=True)),
    (uid.JPEG2000, lambda a: imagecodecs.jpeg2k_encode(a, codecformat="j2k", reversible=True)),
    (uid.HTJ2KLossless, lambda a: imagecodecs.htj2k_encode(a, reversible=True)),
]


def stored(path: Path) -> NDArray[np.int64]:
    """Stored values as read."""
    radiograph = read_radiograph(path)
    return radiograph.pixels.astype(np.int64) + radiograph.grayscale.bias


@pytest.mark.parametrize(("syntax", "encode"), LOSSLESS, ids=[uid.UID(s).keyword for s, _ in LOSSLESS])
def test_lossless_is_lossless(
    make_dicom: Callable[..., Path], film: NDArray[np.uint16], syntax: str, encode: Encode
) -> None:
    path = make_dicom(film, syntax, encode(film))
    assert np.array_equal(stored(path), film)
    assert not read_radiograph(path).lossy


def test_rle(make_dicom: Callable[..., Path], film: NDArray[np.uint16]) -> None:
    stream = RLELosslessEncoder.encode(
        film.tobytes(),
        rows=48,
        columns=40,
        samples_per_pixel=1,
        bits_allocated=16,
        bits_stored=16,
        pixel_representation=0,
        photometric_interpretation="MONOCHROME2",
        number_of_frames=1,
    )
    assert np.array_equal(stored(make_dicom(film, uid.RLELossless, stream)), film)


@pytest.mark.parametrize("syntax", [uid.JPEGLSLossless, uid.JPEGLosslessSV1])
def test_signed_pixels_in_codecs_without_sign(
    make_dicom: Callable[..., Path], film: NDArray[np.uint16], syntax: str
) -> None:
    signed = film.astype(np.int16) - 1500
    encode = dict(LOSSLESS)[syntax]
    assert np.array_equal(stored(make_dicom(signed, syntax, encode(signed.view(np.uint16)))), signed)


def test_baseline_jpeg_is_close_and_marked_lossy(make_dicom: Callable[..., Path]) -> None:
    smooth = np.tile(np.linspace(10, 240, 64).astype(np.uint8), (64, 1))
    path = make_dicom(smooth, uid.JPEGBaseline8Bit, imagecodecs.jpeg8_encode(smooth, level=98))
    assert np.abs(stored(path) - smooth).max() <= 2
    assert read_radiograph(path).lossy
    assert "lossy compression" in read_radiograph(path).notes


def test_8_bit_stream_in_a_16_bit_header(make_dicom: Callable[..., Path]) -> None:
    small = np.arange(64, dtype=np.uint8).reshape(8, 8)
    path = make_dicom(small.astype(np.uint16), uid.JPEGLSLossless, imagecodecs.jpegls_encode(small), BitsStored=8)
    assert np.array_equal(stored(path), small)


@pytest.mark.parametrize(("syntax", "encode"), LOSSLESS, ids=[uid.UID(s).keyword for s, _ in LOSSLESS])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_stream_that_ends_early_is_refused(
    make_dicom: Callable[..., Path], film: NDArray[np.uint16], syntax: str, encode: Encode, share: float
) -> None:
    stream = encode(film)
    path = make_dicom(film, syntax, stream[: int(len(stream) * share)])
    with pytest.raises(UserError, match="damaged or incomplete"):
        read_radiograph(path)


@pytest.mark.parametrize(("syntax", "encode"), LOSSLESS, ids=[uid.UID(s).keyword for s, _ in LOSSLESS])
def test_a_stream_of_another_size_is_refused(
    make_dicom: Callable[..., Path], film: NDArray[np.uint16], syntax: str, encode: Encode
) -> None:
    path = make_dicom(film, syntax, encode(np.ascontiguousarray(film[:20])))
    with pytest.raises(UserError, match="damaged or incomplete"):
        read_radiograph(path)


def test_an_unknown_syntax_is_named(make_dicom: Callable[..., Path], film: NDArray[np.uint16]) -> None:
    path = make_dicom(film, uid.MPEG2MPML, b"\x00\x00\x01\xb3")
    with pytest.raises(UserError, match="MPEG2"):
        read_radiograph(path)
