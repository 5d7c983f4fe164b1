"""One file in, a Radiograph or a UserError out."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import uid

from spcxr_desktop.dicom.read import read_header, read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import default_greys

Make = Callable[..., Path]


def test_pixels_identity_and_marks(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    path = make_dicom(
        film,
        PatientName="Test^One",
        PatientAge="045Y",
        PatientOrientation=["R", "F"],
        ViewPosition="PA",
        BurnedInAnnotation="YES",
        WindowCenter=2000,
        WindowWidth=4000,
    )
    radiograph = read_radiograph(path)
    assert np.array_equal(radiograph.pixels, film)
    assert radiograph.identity.patient_name == "Test^One"
    assert radiograph.identity.patient_age_years == 45
    assert (radiograph.orientation.row, radiograph.orientation.assumed) == ("R", False)
    assert radiograph.burned_in_annotation is True
    assert radiograph.dicom
    assert not radiograph.grayscale.voi_auto
    assert radiograph.notes == ()


def test_signed_pixels_keep_their_values(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    signed = film.astype(np.int16) - 2000
    radiograph = read_radiograph(make_dicom(signed))
    assert np.array_equal(radiograph.pixels.astype(int) + radiograph.grayscale.bias, signed)


def test_signed_12_bits_without_extended_sign(make_dicom: Make) -> None:
    """PS3.5 8.1.1: bit 11 is the sign, the four bits above it mean nothing."""
    stored = np.asarray([[0x0FFF, 0x0800], [0x07FF, 0x0001]], np.uint16).view(np.int16)
    radiograph = read_radiograph(make_dicom(stored, BitsStored=12, HighBit=11))
    assert (radiograph.pixels.astype(int) + radiograph.grayscale.bias).tolist() == [[-1, -2048], [2047, 1]]


def test_bits_stored_that_lies_does_not_cut_the_picture(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    radiograph = read_radiograph(make_dicom(film, BitsStored=8, HighBit=7))
    assert np.array_equal(radiograph.pixels, film)


def test_an_overlay_in_the_unused_bits_is_no_picture(make_dicom: Make) -> None:
    pixels = np.asarray([[5, 0x1000 + 6], [7, 8]], np.uint16)
    path = make_dicom(pixels, BitsStored=12, HighBit=11)
    dataset = pydicom.dcmread(path)
    dataset.add_new((0x6000, 0x0100), "US", 16)
    dataset.add_new((0x6000, 0x0102), "US", 12)
    dataset.save_as(path)
    assert read_radiograph(path).pixels.tolist() == [[5, 6], [7, 8]]


def test_big_endian_and_deflated(make_dicom: Make, film: NDArray[np.uint16], tmp_path: Path) -> None:
    plain = pydicom.dcmread(make_dicom(film))
    plain.file_meta.TransferSyntaxUID = uid.DeflatedExplicitVRLittleEndian
    plain.save_as(tmp_path / "deflated", enforce_file_format=True)
    assert np.array_equal(read_radiograph(tmp_path / "deflated").pixels, film)
    big = pydicom.dcmread(make_dicom(film.byteswap()))
    big.file_meta.TransferSyntaxUID = uid.ExplicitVRBigEndian
    pydicom.dcmwrite(tmp_path / "big", big, implicit_vr=False, little_endian=False, force_encoding=True)
    assert np.array_equal(read_radiograph(tmp_path / "big").pixels, film)


def test_a_data_set_without_preamble_and_meta_header(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    bare = make_dicom(film)
    dataset = pydicom.dcmread(bare)
    dataset.preamble = None
    del dataset.file_meta
    pydicom.dcmwrite(bare, dataset, implicit_vr=False, little_endian=True)
    assert bare.read_bytes()[128:132] != b"DICM"
    assert np.array_equal(read_radiograph(bare).pixels, film)


def test_of_several_frames_the_first_with_a_note(make_dicom: Make) -> None:
    frames = np.arange(3 * 20 * 30, dtype=np.uint16).reshape(3, 20, 30)
    radiograph = read_radiograph(make_dicom(frames, NumberOfFrames=3))
    assert np.array_equal(radiograph.pixels, frames[0])
    assert "frame 1 of 3" in radiograph.notes


def test_polarity_once(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    window = {"WindowCenter": 2000, "WindowWidth": 4000}
    upright = default_greys(read_radiograph(make_dicom(film, **window)))
    for elements in (
        {"PhotometricInterpretation": "MONOCHROME1"},
        {"PhotometricInterpretation": "MONOCHROME1", "PresentationLUTShape": "INVERSE"},
        {"PhotometricInterpretation": "MONOCHROME1", "PresentationLUTShape": "IDENTITY"},
        {"PhotometricInterpretation": "MONOCHROME2", "PresentationLUTShape": "INVERSE"},
    ):
        greys = default_greys(read_radiograph(make_dicom(film, **window, **elements)))
        assert np.abs(greys.astype(int) + upright - 255).max() <= 1, elements
    same = default_greys(read_radiograph(make_dicom(film, **window, PresentationLUTShape="IDENTITY")))
    assert np.array_equal(same, upright)


@pytest.mark.parametrize(
    ("elements", "says"),
    [
        ({"Rows": 60000, "Columns": 60000}, "60000 x 60000"),
        ({"Rows": 500}, "damaged or incomplete"),
        ({"Rows": 0}, "no image size"),
        ({"Columns": None}, "no image size"),
        ({"PixelData": None}, "holds no picture"),
        ({"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3}, "damaged or incomplete"),
        ({"PhotometricInterpretation": "RGB"}, "contradicts itself"),
        ({"PhotometricInterpretation": "PALETTE COLOR"}, "colour"),
        ({"PhotometricInterpretation": None}, "bright or dark"),
        ({"BitsAllocated": None}, "damaged or incomplete"),
        ({"SOPClassUID": uid.MediaStorageDirectoryStorage}, "DICOMDIR"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(
    make_dicom: Make, film: NDArray[np.uint16], elements: dict[str, object], says: str
) -> None:
    with pytest.raises(UserError, match=says):
        read_radiograph(make_dicom(film, **elements))


def test_32_bits_are_refused_unless_they_fit(make_dicom: Make) -> None:
    narrow = np.arange(600, dtype=np.uint32).reshape(20, 30) + 1_000_000
    radiograph = read_radiograph(make_dicom(narrow))
    assert np.array_equal(radiograph.pixels.astype(np.int64) + radiograph.grayscale.bias, narrow)
    with pytest.raises(UserError, match="more than 16 bits"):
        read_radiograph(make_dicom(narrow * 1000))


def test_a_deflate_bomb_is_refused(make_dicom: Make, film: NDArray[np.uint16], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spcxr_desktop.dicom.dataset._MAX_INFLATED_BYTES", 2**22)
    path = make_dicom(film)
    head = path.read_bytes()
    start = head.index(b"\x08\x00\x16\x00")  # SOP Class UID, the first element of the data set proper
    meta = pydicom.filereader.read_file_meta_info(path)
    meta.TransferSyntaxUID = uid.DeflatedExplicitVRLittleEndian
    with path.open("wb") as file:
        file.write(bytes(128) + b"DICM")
        pydicom.filewriter.write_file_meta_info(file, meta)
        engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        file.write(engine.compress(head[start:]))
        file.write(engine.compress(b"\x11\x00\x10\x00UN\x00\x00\x00\x00\x80\x00"))
        for _ in range(8):
            file.write(engine.compress(bytes(2**20)))
        file.write(engine.flush())
    assert path.stat().st_size < 2**16
    with pytest.raises(UserError, match="inflate to more than"):
        read_radiograph(path)


def test_a_colour_picture_is_shown_as_it_is(make_dicom: Make) -> None:
    colour = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    path = make_dicom(colour[..., 0], PhotometricInterpretation="RGB", SamplesPerPixel=3, PlanarConfiguration=0)
    dataset = pydicom.dcmread(path)
    dataset.PixelData = colour.tobytes()
    dataset.WindowCenter, dataset.WindowWidth, dataset.RescaleSlope = 10, 5, -3  # say nothing of colours
    dataset.save_as(path)
    radiograph = read_radiograph(path)
    assert radiograph.colour is not None
    assert np.array_equal(radiograph.colour, colour)
    assert np.array_equal(default_greys(radiograph), radiograph.pixels)
    assert "colour, not analysed" in radiograph.notes


def test_header_of_a_colour_picture_still_tells_what_it_is(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    path = make_dicom(film, PhotometricInterpretation="RGB", SamplesPerPixel=3, Modality="US", PatientID="p1")
    header = read_header(path)
    assert (header.identity.modality, header.identity.patient_id) == ("US", "p1")
    assert (header.rows, header.columns, header.frames, header.photometric) == (48, 40, 1, "RGB")


@pytest.mark.parametrize("content", [b"", b"x", b"<html>" * 100, b"\x1f\x8b" + bytes(500), bytes(4000)])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "film.dcm").write_bytes(content)
    for read in (read_radiograph, read_header):
        with pytest.raises(UserError, match="neither a DICOM file"):
            read(tmp_path / "film.dcm")


def test_no_element_value_reaches_the_log(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    """pydicom quotes values that it finds odd, in warnings and in its log."""
    path = make_dicom(film)
    dataset = pydicom.dcmread(path)
    dataset.add_new("PatientAge", "LO", "PLANTED-AGE")
    dataset.add_new("WindowCenter", "LO", "PLANTED-WINDOW")
    dataset.add_new("SpecificCharacterSet", "LO", "PLANTED-SET")
    dataset.save_as(path)
    raw = path.read_bytes()
    for keyword, vr in ((b"PLANTED-AGE", b"AS"), (b"PLANTED-WINDOW", b"DS"), (b"PLANTED-SET", b"CS")):
        at = raw.index(keyword) - 4  # give the element back the VR that its value violates
        raw = raw[:at] + vr + raw[at + 2 :]
    path.write_bytes(raw)
    program = (
        "import logging, pathlib, sys; logging.basicConfig(level=0); logging.captureWarnings(True)\n"
        "from spcxr_desktop.dicom.read import read_radiograph\n"
        "read_radiograph(pathlib.Path(sys.argv[1])); print('read')"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr
    assert "PLANTED" not in done.stderr


def test_a_folder_and_an_absent_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(UserError, match="cannot be read"):
            read_radiograph(path)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_never_escape_as_another_error(
    make_dicom: Make, film: NDArray[np.uint16], flips: list[tuple[float, int]], tmp_path: Path
) -> None:
    whole = bytearray(make_dicom(film, WindowCenter=2000, WindowWidth=4000, PatientAge="045Y").read_bytes())
    header = len(whole) - film.nbytes - 128
    for place, value in flips:
        whole[128 + int(place * header)] = value
    (tmp_path / "flipped").write_bytes(whole)
    try:
        radiograph = read_radiograph(tmp_path / "flipped")
    except UserError:
        return
    assert default_greys(radiograph).shape == radiograph.pixels.shape
