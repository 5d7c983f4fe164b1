"""Every lossless syntax gives back the very pixels; lies and damage in the stream are refused."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import imagecodecs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import FileDataset
from pydicom.pixels.encoders import RLELosslessEncoder

from spcxr_desktop.dicom.codecs import decoder
from spcxr_desktop.dicom.pixels import Decoded, decode_frame
from spcxr_desktop.dicom.syntaxes import DECODED, DEFLATED_FRAMES, ENCAPSULATED_UNCOMPRESSED, JPEG_DCT, JPEG_XL, LOSSY
from spcxr_desktop.domain.errors import UserError
from tests.unit.dicom.pictures import picture

Encode = Callable[[NDArray[Any], int], bytes]  # array of unsigned samples [rows, columns], bits of each


def run_length(array: NDArray[Any], bits: int) -> bytes:
    return bytes(
        RLELosslessEncoder.encode(
            array.tobytes(), rows=array.shape[0], columns=array.shape[1], samples_per_pixel=1,
            bits_allocated=8 * array.itemsize, bits_stored=bits, pixel_representation=0,
            photometric_interpretation="MONOCHROME2", number_of_frames=1,
        )
    )  # fmt: skip


def deflate(array: NDArray[Any], _bits: int) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(array.tobytes()) + engine.flush()


def jpeg(predictor: int) -> Encode:
    return lambda a, bits: imagecodecs.jpeg8_encode(a, lossless=True, bitspersample=bits, predictor=predictor)


def jpeg2k(array: NDArray[Any], _bits: int) -> bytes:
    return bytes(imagecodecs.jpeg2k_encode(array, codecformat="j2k", reversible=True))


LOSSLESS: dict[str, Encode] = {
    uid.JPEGLosslessSV1: jpeg(1),
    uid.JPEGLossless: jpeg(4),
    uid.JPEGLSLossless: lambda a, _: imagecodecs.jpegls_encode(a),
    uid.JPEGLSNearLossless: lambda a, _: imagecodecs.jpegls_encode(a, level=0),
    uid.JPEG2000Lossless: jpeg2k,
    uid.JPEG2000: jpeg2k,
    uid.HTJ2KLossless: lambda a, _: imagecodecs.htj2k_encode(a, reversible=True),
    uid.HTJ2KLosslessRPCL: lambda a, _: imagecodecs.htj2k_encode(a, reversible=True),
    uid.HTJ2K: lambda a, _: imagecodecs.htj2k_encode(a, reversible=True),
    JPEG_XL[0]: lambda a, bits: imagecodecs.jpegxl_encode(a, lossless=True, bitspersample=bits),
    JPEG_XL[2]: lambda a, bits: imagecodecs.jpegxl_encode(a, lossless=True, bitspersample=bits),
    uid.RLELossless: run_length,
    DEFLATED_FRAMES: deflate,
    ENCAPSULATED_UNCOMPRESSED: lambda a, _: a.tobytes(),
}
SYNTAXES = pytest.mark.parametrize("syntax", LOSSLESS, ids=[uid.UID(syntax).keyword for syntax in LOSSLESS])
CODED = [syntax for syntax in LOSSLESS if syntax != ENCAPSULATED_UNCOMPRESSED]


def stored(decoded: Decoded) -> NDArray[np.int64]:
    return decoded.pixels.astype(np.int64) + decoded.bias


def film(rows: int, columns: int, bits: int, signed: bool = False, seed: int = 0) -> NDArray[Any]:
    """Samples of ``bits`` bits [rows, columns]: the extremes, noise and something smooth."""
    random = np.random.default_rng(seed)
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1)) if signed else (0, 2**bits)
    values = random.integers(low, high, (rows, columns))
    values[:, columns // 2 :] = np.clip(np.arange(rows)[:, None] * 3 + low, low, high - 1)
    values.flat[0], values.flat[-1] = low, high - 1
    return values.astype(("i" if signed else "u") + ("1" if bits <= 8 else "2"))


def compressed(array: NDArray[Any], syntax: str, bits: int, **elements: object) -> FileDataset:
    """Signed samples go into codecs without sign as their lowest ``bits`` bits."""
    unsigned = array.view(f"u{array.itemsize}")
    if array.dtype.kind == "i" and syntax not in (uid.RLELossless, DEFLATED_FRAMES, ENCAPSULATED_UNCOMPRESSED):
        unsigned = unsigned & unsigned.dtype.type(2**bits - 1)
    frame = bytes(LOSSLESS[syntax](unsigned, bits))
    return picture(array, syntax, [frame], BitsStored=bits, HighBit=bits - 1, **elements)


@SYNTAXES
@given(
    rows=st.integers(1, 37),
    columns=st.integers(1, 37),
    bits=st.integers(8, 16),
    signed=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=30, deadline=None)
def test_lossless_is_lossless(syntax: str, rows: int, columns: int, bits: int, signed: bool, seed: int) -> None:
    array = film(rows, columns, bits, signed, seed)
    decoded = decode_frame(compressed(array, syntax, bits))
    assert np.array_equal(stored(decoded), array)
    assert decoded.colour is None


@pytest.mark.parametrize("syntax", [uid.JPEG2000Lossless, uid.HTJ2KLossless])
@given(rows=st.integers(1, 20), columns=st.integers(1, 20), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_codecs_with_a_sign_of_their_own(syntax: str, rows: int, columns: int, seed: int) -> None:
    array = film(rows, columns, 16, True, seed)
    dataset = picture(array, syntax, [bytes(LOSSLESS[syntax](array, 16))])
    assert np.array_equal(stored(decode_frame(dataset)), array)


@pytest.mark.parametrize("syntax", CODED, ids=[uid.UID(syntax).keyword for syntax in CODED])
@given(share=st.floats(0, 1), seed=st.integers(0, 1000), deep=st.booleans())
@settings(max_examples=25, deadline=None)
def test_a_stream_that_ends_early_is_refused(syntax: str, share: float, seed: int, deep: bool) -> None:
    """Or what is missing is the end of the trailer, and no pixel depends on it."""
    bits = 12 if deep else 8
    array = film(23, 31, bits, seed=seed)
    frame = bytes(LOSSLESS[syntax](array, bits))
    cut = frame[: max(2, int(len(frame) * share) // 2 * 2)]  # of odd length it would be padded with another last byte
    try:
        decoded = decode_frame(picture(array, syntax, [cut], BitsStored=bits, HighBit=bits - 1))
    except UserError as error:
        assert "damaged or incomplete" in error.found
    else:
        assert np.array_equal(stored(decoded), array)
        assert len(cut) >= len(frame) - 2


@pytest.mark.parametrize("syntax", CODED, ids=[uid.UID(syntax).keyword for syntax in CODED])
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_damage_never_escapes_as_another_error(syntax: str, data: st.DataObject) -> None:
    array = film(16, 20, 12)
    frame = bytearray(LOSSLESS[syntax](array, 12))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = decode_frame(picture(array, syntax, [bytes(frame)], BitsStored=12, HighBit=11))
    except UserError:
        return
    assert decoded.pixels.shape == array.shape


@SYNTAXES
def test_a_stream_of_another_size_is_refused(syntax: str) -> None:
    frame = bytes(LOSSLESS[syntax](film(20, 24, 12), 12))
    for shape in ((21, 24), (20, 23), (24, 20), (480, 1)):
        if syntax in (uid.RLELossless, DEFLATED_FRAMES, ENCAPSULATED_UNCOMPRESSED) and np.prod(shape) == 480:
            continue  # these know the number of pixels only
        with pytest.raises(UserError, match="damaged or incomplete"):
            decode_frame(picture(np.zeros(shape, np.uint16), syntax, [frame]))


DCT: list[tuple[str, dict[str, Any], int]] = [
    (uid.JPEGBaseline8Bit, {}, 8),
    (uid.JPEGExtended12Bit, {}, 8),
    (uid.JPEGExtended12Bit, {"bitspersample": 12}, 12),
    *((syntax, {"bitspersample": 12}, 12) for syntax in JPEG_DCT[2:]),
]


@pytest.mark.parametrize(("syntax", "options", "bits"), DCT)
@pytest.mark.parametrize("allocated", [8, 16])
def test_dct_jpeg_of_8_and_12_bits_whatever_the_header_allocates(
    syntax: str, options: dict[str, Any], bits: int, allocated: int
) -> None:
    smooth = (np.tile(np.linspace(0.05, 0.95, 64), (48, 1)) * 2**bits).astype(np.uint8 if bits == 8 else np.uint16)
    stream = imagecodecs.jpeg8_encode(smooth, level=98, **options)
    header = {"BitsAllocated": allocated, "BitsStored": min(bits, allocated), "HighBit": min(bits, allocated) - 1}
    decoded = decode_frame(picture(smooth, syntax, [stream], **header))
    assert np.abs(stored(decoded) - smooth).max() <= 2 ** (bits - 7)
    assert decoded.eight_bit == (bits == 8)
    assert syntax in LOSSY


ARITHMETIC = """
ffd8ffe000104a46494600010100000100010000ffdb0043000302020302020303030304030304050805050404050a070706080c0a0c
0c0b0a0b0b0d0e12100d0e110e0b0b1016101113141515150c0f171816141812141514ffc9000b080010001001011100ffcc00060010
1005ffda0008010100003f00ff00dc1be1af10267bfb2b8165f7f643fe9fed325d56e3ffd9"""


def test_arithmetic_coding_is_decoded() -> None:
    """The retired syntaxes .52, .54 and .56: a film of 16 x 16 pixels by libjpeg-turbo's ``cjpeg -arithmetic``."""
    stream = bytes.fromhex(ARITHMETIC)
    ramp = np.tile(np.arange(16, dtype=np.uint8) * 16, (16, 1))
    for syntax in JPEG_DCT:
        assert np.abs(stored(decode_frame(picture(ramp, syntax, [stream]))) - ramp).max() <= 3


def test_values_beyond_bits_stored_are_not_cut() -> None:
    """Lossy codecs overshoot; masked by Bits Stored, the brightest values of a film became its darkest."""
    steps = np.kron(np.indices((8, 8)).sum(axis=0) % 2, np.ones((3, 3))).astype(np.uint16) * 1023
    stream = imagecodecs.jpeg8_encode(steps, level=60, bitspersample=12)
    values = stored(decode_frame(picture(steps, uid.JPEGExtended12Bit, [stream], BitsStored=10, HighBit=9)))
    assert values.max() > 1023
    assert np.abs(values - steps).max() < 400


def test_near_lossless_jpeg_ls_keeps_its_bound() -> None:
    array = film(40, 50, 12)
    for bound in (1, 3, 9):
        stream = imagecodecs.jpegls_encode(array, level=bound)
        values = stored(decode_frame(picture(array, uid.JPEGLSNearLossless, [stream], BitsStored=12, HighBit=11)))
        assert 0 < np.abs(values - array).max() <= bound


def test_8_bit_streams_in_a_16_bit_header() -> None:
    small = np.arange(64, dtype=np.uint8).reshape(8, 8)
    for syntax in (uid.JPEGLSLossless, uid.JPEGLosslessSV1, uid.JPEG2000Lossless, JPEG_XL[0]):
        frame = bytes(LOSSLESS[syntax](small, 8))
        decoded = decode_frame(picture(small.astype(np.uint16), syntax, [frame], BitsStored=8, HighBit=7))
        assert np.array_equal(stored(decoded), small)


def test_16_bit_streams_in_an_8_bit_header() -> None:
    deep = film(20, 30, 16)
    for syntax in (uid.JPEGLSLossless, uid.JPEGLosslessSV1, uid.JPEG2000Lossless, JPEG_XL[0]):
        header = {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}
        dataset = picture(deep, syntax, [bytes(LOSSLESS[syntax](deep, 16))], **header)
        assert np.array_equal(stored(decode_frame(dataset)), deep)


def test_the_stream_says_what_it_is_when_the_syntax_lies() -> None:
    array = film(20, 30, 12)
    for said, is_really in ((uid.JPEGBaseline8Bit, uid.JPEGLosslessSV1), (uid.JPEGLossless, uid.JPEGLSLossless)):
        frame = bytes(LOSSLESS[is_really](array, 12))
        assert np.array_equal(stored(decode_frame(picture(array, said, [frame]))), array)


def test_a_jpeg_without_its_end_is_refused_even_with_a_thumbnail() -> None:
    array = film(24, 24, 8)
    stream = bytes(imagecodecs.jpeg8_encode(array))
    padded = stream[:2] + b"\xff\xe1\x00\x08Exif\xff\xd9" + stream[2:-2]
    with pytest.raises(UserError, match=r"JPEG Baseline\) are damaged"):
        decode_frame(picture(array, uid.JPEGBaseline8Bit, [padded]))


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    array = film(24, 24, 8)
    stream = bytes(imagecodecs.jpeg8_encode(array))
    scan = stream[stream.index(b"\xff\xda") : -2]
    with pytest.raises(UserError, match="damaged or incomplete"):
        decode_frame(picture(array, uid.JPEGBaseline8Bit, [stream[:-2] + scan * 600 + stream[-2:]]))


def test_an_animation_gives_its_first_picture() -> None:
    films = np.stack([film(20, 24, 8, seed=seed) for seed in range(5)])
    stream = imagecodecs.jpegxl_encode(films, lossless=True, photometric="gray")
    assert np.array_equal(stored(decode_frame(picture(films[0], JPEG_XL[0], [stream]))), films[0])


@pytest.mark.parametrize("syntax", [*DECODED, uid.ImplicitVRLittleEndian, uid.ExplicitVRBigEndian])
def test_every_syntax_has_a_decoder(syntax: str) -> None:
    found, plugin = decoder(syntax)
    assert str(found.UID) == syntax
    assert (plugin in found.available_plugins) == (syntax in DECODED)
