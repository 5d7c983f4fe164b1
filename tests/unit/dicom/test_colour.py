"""Every way to store colour ends in the same RGB."""

from __future__ import annotations

from typing import Any

import cv2
import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import uid
from pydicom.pixels.encoders import RLELosslessEncoder

from spcxr_desktop.dicom.colour import grey_of
from spcxr_desktop.dicom.pixels import Decoded, decode_frame
from spcxr_desktop.dicom.syntaxes import ENCAPSULATED_UNCOMPRESSED, JPEG_XL
from spcxr_desktop.domain.errors import UserError
from tests.unit.dicom.pictures import picture

RGB = np.random.default_rng(1).integers(0, 256, (14, 10, 3), dtype=np.uint8)
RAMPS = np.meshgrid(np.arange(40) * 6, np.arange(32) * 7, indexing="ij")
SMOOTH = np.stack([*RAMPS, np.full((40, 32), 90)], axis=2).astype(np.uint8)


def ybr(rgb: NDArray[Any], bits: int = 8) -> NDArray[Any]:
    """PS3.3 C.7.6.3.1.2, YBR_FULL."""
    matrix = np.array([[0.2990, 0.5870, 0.1140], [-0.1687, -0.3313, 0.5], [0.5, -0.4187, -0.0813]])
    values = np.rint(rgb @ matrix.T + [0, 2 ** (bits - 1), 2 ** (bits - 1)])
    return np.clip(values, 0, 2**bits - 1).astype(rgb.dtype)


def colour_of(decoded: Decoded) -> NDArray[np.uint8]:
    assert decoded.colour is not None
    assert decoded.colour.dtype == np.uint8
    assert decoded.eight_bit
    assert np.array_equal(decoded.pixels, cv2.cvtColor(decoded.colour, cv2.COLOR_RGB2GRAY))
    assert decoded.pixels.dtype == np.uint16
    return decoded.colour


def rle(array: NDArray[Any]) -> bytes:
    return bytes(
        RLELosslessEncoder.encode(
            array.tobytes(), rows=array.shape[0], columns=array.shape[1], samples_per_pixel=3, bits_allocated=8,
            bits_stored=8, pixel_representation=0, photometric_interpretation="RGB", number_of_frames=1,
            planar_configuration=0,
        )
    )  # fmt: skip


def without_mark(stream: bytes) -> bytes:
    """A JPEG without its first segment, JFIF's or Adobe's, and its components called 1, 2 and 3."""
    out = bytearray(stream[:2] + stream[4 + int.from_bytes(stream[4:6], "big") :])
    frame = next(out.index(b"\xff" + kind) for kind in (b"\xc0\0", b"\xc3\0") if b"\xff" + kind in out)
    scan = out.index(b"\xff\xda")
    out[frame + 10 : frame + 17 : 3] = out[scan + 5 : scan + 10 : 2] = b"\1\2\3"
    return bytes(out)


def test_planes_and_pixels() -> None:
    assert np.array_equal(colour_of(decode_frame(picture(RGB))), RGB)
    planes = picture(RGB, PlanarConfiguration=1)
    planes.PixelData = np.ascontiguousarray(RGB.transpose(2, 0, 1)).tobytes()
    assert np.array_equal(colour_of(decode_frame(planes)), RGB)


def test_a_missing_planar_configuration_means_by_pixel() -> None:
    assert np.array_equal(colour_of(decode_frame(picture(RGB, PlanarConfiguration=None))), RGB)


@pytest.mark.parametrize(
    ("syntax", "stream"),
    [
        (uid.RLELossless, rle(RGB)),
        (uid.JPEGLosslessSV1, imagecodecs.jpeg8_encode(RGB, lossless=True)),
        (uid.JPEGLSLossless, imagecodecs.jpegls_encode(RGB)),
        (uid.JPEG2000Lossless, imagecodecs.jpeg2k_encode(RGB, codecformat="j2k", reversible=True, mct=False)),
        (uid.HTJ2KLossless, imagecodecs.htj2k_encode(RGB, reversible=True, rgb=False)),
        (JPEG_XL[0], imagecodecs.jpegxl_encode(RGB, lossless=True)),
        (ENCAPSULATED_UNCOMPRESSED, RGB.tobytes()),
    ],
)
@pytest.mark.parametrize("planar", [0, 1])
def test_lossless_rgb(syntax: str, stream: bytes, planar: int) -> None:
    """Planar Configuration says nothing of a codestream (PS3.5 8.2); of raw frames it does."""
    if planar and syntax == ENCAPSULATED_UNCOMPRESSED:
        stream = np.ascontiguousarray(RGB.transpose(2, 0, 1)).tobytes()
    dataset = picture(RGB, syntax, [stream], PlanarConfiguration=planar)
    assert np.array_equal(colour_of(decode_frame(dataset)), RGB)


YBR = ybr(RGB)


@pytest.mark.parametrize(
    ("syntax", "stream"),
    [
        (uid.RLELossless, rle(YBR)),
        (uid.JPEGLSLossless, imagecodecs.jpegls_encode(YBR)),
        (uid.JPEGLosslessSV1, without_mark(imagecodecs.jpeg8_encode(YBR, lossless=True))),
        (uid.JPEG2000Lossless, imagecodecs.jpeg2k_encode(YBR, codecformat="j2k", reversible=True, mct=False)),
        (uid.ExplicitVRLittleEndian, None),
    ],
)
def test_ybr_full(syntax: str, stream: bytes | None) -> None:
    frames = None if stream is None else [stream]
    dataset = picture(YBR, syntax, frames, PhotometricInterpretation="YBR_FULL")
    assert np.abs(colour_of(decode_frame(dataset)).astype(int) - RGB).max() <= 2  # not every colour has its own YBR


def test_ybr_exact_values() -> None:
    """Red, green, blue, grey, and colours that do not exist, which are clipped."""
    stored = np.array([[[76, 85, 255], [150, 44, 21], [29, 255, 107], [100, 128, 128], [255, 255, 255], [0, 0, 0]]])
    found = decode_frame(picture(stored.astype(np.uint8), PhotometricInterpretation="YBR_FULL"))
    assert colour_of(found).tolist() == [
        [[254, 0, 0], [0, 255, 1], [0, 0, 254], [100, 100, 100], [255, 121, 255], [0, 135, 0]]
    ]


def test_ybr_full_422() -> None:
    """PS3.3 C.7.6.3.1.2: two pixels share CB and CR, stored as Y1 Y2 CB CR."""
    stored = np.array([76, 80, 85, 255, 100, 101, 128, 128], np.uint8)
    dataset = picture(np.zeros((1, 4, 3), np.uint8), PhotometricInterpretation="YBR_FULL_422")
    dataset.PixelData = stored.tobytes()
    assert colour_of(decode_frame(dataset)).tolist() == [[[254, 0, 0], [255, 4, 4], [100, 100, 100], [101, 101, 101]]]
    framed = picture(
        np.zeros((1, 4, 3), np.uint8), ENCAPSULATED_UNCOMPRESSED, [stored.tobytes()],
        PhotometricInterpretation="YBR_FULL_422",
    )  # fmt: skip
    assert colour_of(decode_frame(framed)).tolist() == [[[254, 0, 0], [255, 4, 4], [100, 100, 100], [101, 101, 101]]]


@pytest.mark.parametrize(
    ("kind", "syntax", "stream"),
    [
        ("YBR_RCT", uid.JPEG2000Lossless, imagecodecs.jpeg2k_encode(RGB, codecformat="j2k", reversible=True, mct=True)),
        ("RGB", uid.JPEG2000Lossless, imagecodecs.jpeg2k_encode(RGB, codecformat="j2k", reversible=True, mct=True)),
        ("YBR_FULL", uid.JPEG2000, imagecodecs.jpeg2k_encode(RGB, codecformat="j2k", reversible=True, mct=True)),
        ("YBR_RCT", uid.HTJ2KLossless, imagecodecs.htj2k_encode(RGB, reversible=True, rgb=True)),
        ("YBR_RCT", uid.JPEG2000, imagecodecs.jpeg2k_encode(RGB, codecformat="j2k", reversible=True, mct=False)),
    ],
)
def test_the_component_transformation_is_the_streams_business(kind: str, syntax: str, stream: bytes) -> None:
    dataset = picture(RGB, syntax, [stream], PhotometricInterpretation=kind)
    assert np.array_equal(colour_of(decode_frame(dataset)), RGB)


def test_ybr_ict() -> None:
    stream = imagecodecs.jpeg2k_encode(SMOOTH, level=60, codecformat="j2k", reversible=False, mct=True)
    dataset = picture(SMOOTH, uid.JPEG2000, [stream], PhotometricInterpretation="YBR_ICT")
    assert np.abs(colour_of(decode_frame(dataset)).astype(int) - SMOOTH).max() <= 3


JFIF = imagecodecs.jpeg8_encode(SMOOTH, level=97, subsampling="444")
JFIF_422 = imagecodecs.jpeg8_encode(SMOOTH, level=97, subsampling="422")
ADOBE_RGB = imagecodecs.jpeg8_encode(SMOOTH, level=97, colorspace="RGB", outcolorspace="RGB")


@pytest.mark.parametrize(
    ("kind", "stream"),
    [
        ("YBR_FULL", JFIF),
        ("YBR_FULL_422", JFIF_422),
        ("RGB", JFIF),  # JFIF allows nothing but YCbCr: the header lies
        ("RGB", without_mark(JFIF_422)),  # nobody subsamples green and blue: the header lies
        ("YBR_FULL", without_mark(JFIF)),  # the stream says nothing: the header does
        ("RGB", without_mark(ADOBE_RGB)),
        ("RGB", ADOBE_RGB),
        ("YBR_FULL_422", ADOBE_RGB),  # the header lies
    ],
)
def test_jpeg_and_what_header_and_stream_say_of_it(kind: str, stream: bytes) -> None:
    dataset = picture(SMOOTH, uid.JPEGBaseline8Bit, [stream], PhotometricInterpretation=kind)
    assert np.abs(colour_of(decode_frame(dataset)).astype(int) - SMOOTH).max() <= 9


def test_jpeg_xl_of_every_kind() -> None:
    recompressed = imagecodecs.jpegxl_encode_jpeg(JFIF)
    dataset = picture(SMOOTH, JPEG_XL[1], [recompressed], PhotometricInterpretation="YBR_FULL")
    assert np.abs(colour_of(decode_frame(dataset)).astype(int) - SMOOTH).max() <= 9
    lossy = imagecodecs.jpegxl_encode(SMOOTH, distance=0.1)
    dataset = picture(SMOOTH, JPEG_XL[2], [lossy], PhotometricInterpretation="XYB")
    assert np.abs(colour_of(decode_frame(dataset)).astype(int) - SMOOTH).max() <= 9


@pytest.mark.parametrize("bits", [12, 16])
def test_deep_colour_is_shifted_down(bits: int) -> None:
    deep = RGB.astype(np.uint16) * 2 ** (bits - 8) + 3
    dataset = picture(deep, BitsStored=bits, HighBit=bits - 1)
    assert np.array_equal(colour_of(decode_frame(dataset)), RGB)
    stream = imagecodecs.jpegls_encode(deep)
    dataset = picture(deep, uid.JPEGLSLossless, [stream], BitsStored=bits, HighBit=bits - 1)
    assert np.array_equal(colour_of(decode_frame(dataset)), RGB)


def test_deep_colour_beyond_its_stated_bits_is_taken_as_16() -> None:
    deep = RGB.astype(np.uint16) * 256
    assert np.array_equal(colour_of(decode_frame(picture(deep, BitsStored=12, HighBit=11))), RGB)


def test_deep_ybr() -> None:
    deep = SMOOTH.astype(np.uint16) * 16
    dataset = picture(ybr(deep, 12), PhotometricInterpretation="YBR_FULL", BitsStored=12, HighBit=11)
    assert np.abs(colour_of(decode_frame(dataset)).astype(int) - SMOOTH).max() <= 1


@pytest.mark.parametrize("bits", [8, 12, 16])
def test_a_grey_film_stored_as_colour_is_grey(bits: int) -> None:
    film = np.random.default_rng(2).integers(0, 2**bits, (20, 30)).astype(np.uint8 if bits == 8 else np.uint16)
    decoded = decode_frame(picture(np.repeat(film[..., None], 3, axis=2), BitsStored=bits, HighBit=bits - 1))
    assert decoded.colour is None
    assert decoded.eight_bit == (bits == 8)
    assert np.array_equal(decoded.pixels, film)


def test_chroma_that_jpeg_left_is_no_colour() -> None:
    film = np.tile(np.linspace(0, 255, 64).astype(np.uint8), (48, 1))
    colours = np.repeat(film[..., None], 3, axis=2)
    stream = imagecodecs.jpeg8_encode(colours, level=70)
    decoded = decode_frame(picture(colours, uid.JPEGBaseline8Bit, [stream], PhotometricInterpretation="YBR_FULL_422"))
    assert decoded.colour is None
    assert np.abs(decoded.pixels.astype(int) - film).max() <= 6


@pytest.mark.parametrize("bits", [8, 12])
def test_a_thousandth_of_the_pixels_may_stray(bits: int) -> None:
    rgb = np.full((100, 100, 3), 2 ** (bits - 1), np.uint8 if bits == 8 else np.uint16)
    rgb[0, :10, 0] = 0
    assert grey_of(rgb) is not None
    rgb[0, 10, 0] = 0
    assert grey_of(rgb) is None


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_rgb_of_any_size(rows: int, columns: int, seed: int) -> None:
    rgb = np.random.default_rng(seed).integers(0, 256, (rows, columns, 3), dtype=np.uint8)
    decoded = decode_frame(picture(rgb))
    if decoded.colour is None:
        assert np.ptp(rgb, axis=2).max() <= 16
    else:
        assert np.array_equal(decoded.colour, rgb)


@pytest.mark.parametrize(
    ("elements", "says"),
    [
        ({"PhotometricInterpretation": "CMYK"}, "unusual colour space .CMYK"),
        ({"PhotometricInterpretation": "HSV"}, "unusual colour space .HSV"),
        ({"PhotometricInterpretation": "YBR_PARTIAL_422"}, "unusual colour space .YBR_PARTIAL_422"),
        ({"SamplesPerPixel": 4}, "4 per pixel"),
        ({"PhotometricInterpretation": "MONOCHROME2"}, "contradicts itself"),
        ({"SamplesPerPixel": 1}, "contradicts itself"),
        ({"Rows": 15}, "damaged or incomplete"),
        ({"PixelRepresentation": 1}, "int8"),
    ],
)
def test_what_cannot_be_shown_says_so(elements: dict[str, object], says: str) -> None:
    with pytest.raises(UserError, match=says):
        decode_frame(picture(RGB, **elements))
