"""RLE, deflated and raw frames, and one frame out of many."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import imagecodecs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate_extended
from pydicom.pixels.encoders import RLELosslessEncoder
from pydicom.pixels.utils import pack_bits

from spcxr_desktop.dicom.pixels import decode_frame
from spcxr_desktop.dicom.syntaxes import DEFLATED_FRAMES, ENCAPSULATED_UNCOMPRESSED
from spcxr_desktop.domain.errors import UserError
from tests.unit.dicom.pictures import picture

FRAMES = np.random.default_rng(5).integers(0, 4096, (5, 18, 26)).astype(np.uint16)
BITS = (np.random.default_rng(6).random((3, 9, 13)) > 0.6).astype(np.uint8)  # 117 pixels: frames end inside a byte


def deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def run_length(array: NDArray[Any]) -> bytes:
    return bytes(
        RLELosslessEncoder.encode(
            array.tobytes(), rows=array.shape[0], columns=array.shape[1], samples_per_pixel=1,
            bits_allocated=8 * array.itemsize, bits_stored=8 * array.itemsize, pixel_representation=0,
            photometric_interpretation="MONOCHROME2", number_of_frames=1,
        )
    )  # fmt: skip


def packed(frame: NDArray[np.uint8]) -> bytes:
    return bytes(pack_bits(frame.ravel(), pad=False))


SYNTAXES = {
    uid.JPEGLSLossless: imagecodecs.jpegls_encode,
    uid.JPEGLosslessSV1: lambda a: imagecodecs.jpeg8_encode(a, lossless=True, bitspersample=16),
    uid.JPEG2000Lossless: lambda a: imagecodecs.jpeg2k_encode(a, codecformat="j2k", reversible=True),
    uid.RLELossless: run_length,
    DEFLATED_FRAMES: lambda a: deflate(a.tobytes()),
    ENCAPSULATED_UNCOMPRESSED: lambda a: a.tobytes(),
}


@pytest.mark.parametrize("syntax", SYNTAXES, ids=[uid.UID(s).keyword for s in SYNTAXES])
@pytest.mark.parametrize("offsets", [True, False])
def test_one_frame_of_many_without_the_others(syntax: str, offsets: bool) -> None:
    """The other frames are noise: whoever looked at them would fail."""
    for wanted in range(len(FRAMES)):
        frames = [b"\x01\x02\x03\x04"] * len(FRAMES)
        frames[wanted] = bytes(SYNTAXES[syntax](FRAMES[wanted]))
        dataset = picture(FRAMES, syntax, frames, offsets=offsets, NumberOfFrames=len(FRAMES))
        decoded = decode_frame(dataset, wanted)
        assert np.array_equal(decoded.pixels, FRAMES[wanted])
        assert decoded.frames == len(FRAMES)


@pytest.mark.parametrize("offsets", [True, False])
@pytest.mark.parametrize("fragments", [1, 2, 5])
def test_frames_in_several_fragments(offsets: bool, fragments: int) -> None:
    """Without an offset table the end marker tells where a frame ends (JPEG and JPEG 2000)."""
    for syntax in (uid.JPEGLosslessSV1, uid.JPEG2000Lossless):
        frames = [bytes(SYNTAXES[syntax](frame)) for frame in FRAMES]
        for wanted in (0, 2, 4):
            dataset = picture(FRAMES, syntax, frames, fragments, offsets, NumberOfFrames=len(FRAMES))
            assert np.array_equal(decode_frame(dataset, wanted).pixels, FRAMES[wanted])


def test_one_frame_in_fragments_without_number_of_frames() -> None:
    stream = bytes(imagecodecs.jpegls_encode(FRAMES[0]))
    dataset = picture(FRAMES[0], uid.JPEGLSLossless, [stream], fragments=3, offsets=False)
    assert np.array_equal(decode_frame(dataset).pixels, FRAMES[0])


def test_extended_offset_table() -> None:
    frames = [bytes(imagecodecs.jpegls_encode(frame)) for frame in FRAMES]
    data, offsets, lengths = encapsulate_extended(frames)
    for wanted in range(len(FRAMES)):
        dataset = picture(FRAMES, uid.JPEGLSLossless, frames, NumberOfFrames=len(FRAMES))
        dataset.PixelData, dataset.ExtendedOffsetTable, dataset.ExtendedOffsetTableLengths = data, offsets, lengths
        assert np.array_equal(decode_frame(dataset, wanted).pixels, FRAMES[wanted])


def test_raw_frames_do_not_keep_the_others_in_memory() -> None:
    decoded = decode_frame(picture(FRAMES, NumberOfFrames=5), 3)
    assert np.array_equal(decoded.pixels, FRAMES[3])
    assert decoded.pixels.base is None


@pytest.mark.parametrize("frame", [-1, 5, 2**31])
def test_a_frame_that_is_not_there(frame: int) -> None:
    with pytest.raises(UserError, match=f"no frame {frame + 1} in this file. Expected: 1 to 5"):
        decode_frame(picture(FRAMES, NumberOfFrames=5), frame)


@pytest.mark.parametrize("claimed", [6, 2**31 - 1])
def test_fewer_frames_than_claimed(claimed: int) -> None:
    with pytest.raises(UserError, match="damaged or incomplete"):
        decode_frame(picture(FRAMES, NumberOfFrames=claimed), 5)
    frames = [bytes(imagecodecs.jpegls_encode(frame)) for frame in FRAMES]
    with pytest.raises(UserError, match="damaged or incomplete"):
        decode_frame(picture(FRAMES, uid.JPEGLSLossless, frames, NumberOfFrames=claimed), 5)


def bit_picture(syntax: str, frames: list[bytes] | None) -> FileDataset:
    dataset = picture(BITS, syntax, frames, BitsAllocated=1, BitsStored=1, HighBit=0, NumberOfFrames=3)
    if frames is None:
        dataset.PixelData = bytes(pack_bits(BITS.ravel()))  # frame after frame without a gap (PS3.5 8.1.1)
    return dataset


@pytest.mark.parametrize(
    ("syntax", "frames"),
    [
        (uid.ExplicitVRLittleEndian, None),
        (DEFLATED_FRAMES, [deflate(packed(frame)) for frame in BITS]),
        (DEFLATED_FRAMES, [deflate(packed(frame) + b"\0") for frame in BITS]),
        (ENCAPSULATED_UNCOMPRESSED, [packed(frame) for frame in BITS]),
        (uid.RLELossless, [run_length(np.frombuffer(packed(frame), np.uint8)[None]) for frame in BITS]),
        (
            uid.JPEG2000Lossless,
            [imagecodecs.jpeg2k_encode(f, codecformat="j2k", reversible=True, bitspersample=1) for f in BITS],
        ),
    ],
)
def test_single_bits_show_as_0_and_1(syntax: str, frames: list[bytes] | None) -> None:
    for wanted in range(3):
        decoded = decode_frame(bit_picture(syntax, frames), wanted)
        assert np.array_equal(decoded.pixels, BITS[wanted])
        assert (decoded.bias, decoded.eight_bit) == (0, True)


@pytest.mark.parametrize(
    "frame",
    [
        deflate(bytes(18 * 26 * 2 - 1)),
        deflate(bytes(18 * 26 * 2 + 2)),
        deflate(bytes(2**20)),
        deflate(bytes(18 * 26 * 2))[:-1],
        b"\xff\xff\xff\xff",
    ],
)
def test_deflated_frames_of_another_length(frame: bytes) -> None:
    with pytest.raises(UserError, match=r"Deflated Image Frame Compression\) are damaged"):
        decode_frame(picture(FRAMES[0], DEFLATED_FRAMES, [frame]))


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_damaged_rle_frame_never_escapes_as_another_error(data: st.DataObject) -> None:
    """Nor as a crash: imagecodecs' decoder of whole RLE frames reads outside its input here."""
    frame = bytearray(run_length(FRAMES[0]))
    del frame[data.draw(st.integers(2, len(frame))) :]
    for _ in range(data.draw(st.integers(0, 3))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = decode_frame(picture(FRAMES[0], uid.RLELossless, [bytes(frame)]))
    except UserError:
        return
    assert decoded.pixels.shape == FRAMES[0].shape


@pytest.mark.parametrize("offsets", [(64, 60), (64, 2**32 - 1), (0, 64), (64, 64)])
def test_rle_offsets_outside_the_frame(offsets: tuple[int, int]) -> None:
    frame = bytearray(run_length(FRAMES[0]))
    frame[4:12] = struct.pack("<II", *offsets)
    with pytest.raises(UserError, match="RLE Lossless"):
        decode_frame(picture(FRAMES[0], uid.RLELossless, [bytes(frame)]))


def test_rle_of_32_bits() -> None:
    """Beyond what PS3.5 8.2.2 allows; RTDOSE is written so."""
    wide = FRAMES[0].astype("<u4") + 70000
    planes = wide.view(np.uint8).reshape(-1, 4).T[::-1]
    segments = [bytes(imagecodecs.packbits_encode(plane.tobytes())) for plane in planes]
    starts = 64 + np.cumsum([0, *map(len, segments[:-1])])
    header = struct.pack("<16I", 4, *starts.tolist(), *[0] * 11)
    decoded = decode_frame(picture(wide, uid.RLELossless, [header + b"".join(segments)]))
    assert np.array_equal(decoded.pixels.astype(np.int64) + decoded.bias, wide)
