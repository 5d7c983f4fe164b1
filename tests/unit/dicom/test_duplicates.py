"""Files with one UID: copies, rewritten headers, different pictures."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import uid

from spcxr_desktop.dicom.read import read_header, read_radiograph
from spcxr_desktop.domain.duplicates import Duplicate, collisions, hash_picture, judge
from spcxr_desktop.domain.errors import UserError

Make = Callable[..., Path]


def duplicates(paths: Sequence[Path]) -> list[Duplicate]:
    """What the files of one folder are to each other."""

    def picture(index: int) -> str:
        try:
            return hash_picture(read_radiograph(paths[index]))
        except UserError:
            return ""

    def whole(index: int) -> str:
        return hashlib.sha256(paths[index].read_bytes()).hexdigest()

    uids = [read_header(path).identity.sop_instance_uid for path in paths]
    return [found for group in collisions(uids) for found in judge(group, whole, picture)]


@pytest.fixture
def named(make_dicom: Make, tmp_path: Path) -> Make:
    """``make_dicom`` under one UID and a name of its own."""

    def make(name: str, *args: object, **elements: object) -> Path:
        return make_dicom(*args, SOPInstanceUID="1.2.3", **elements).rename(tmp_path / name)

    return make


def test_copies_headers_and_pictures_are_told_apart(named: Make, film: NDArray[np.uint16], tmp_path: Path) -> None:
    first = named("first", film)
    copy = Path(shutil.copy(first, tmp_path / "copy"))
    header = named("header", film, PatientID="7", WindowCenter=5, WindowWidth=9)
    packed = named("packed", film, uid.JPEGLSLossless, imagecodecs.jpegls_encode(film))
    other = named("other", film + np.uint16(1))
    found = duplicates([first, copy, header, packed, other])
    assert found == [
        Duplicate("identical", (0, 1)),
        Duplicate("header differs", (0, 2, 3)),
        Duplicate("picture differs", (0, 4)),
    ]


def test_signed_and_shifted_pixels_are_not_the_same(named: Make, film: NDArray[np.uint16]) -> None:
    signed = (film.astype(np.int16) - 100).astype(np.int16)
    assert [d.kind for d in duplicates([named("a", film), named("b", signed)])] == ["picture differs"]


def test_frames_beyond_the_first_are_not_taken_on_trust(named: Make, film: NDArray[np.uint16]) -> None:
    two = named("a", np.stack([film, film]), NumberOfFrames=2)
    other = named("b", np.stack([film, film + np.uint16(1)]), NumberOfFrames=2)
    assert [d.kind for d in duplicates([two, other])] == ["picture differs"]


def test_files_without_a_picture_differ_in_their_header(named: Make, film: NDArray[np.uint16]) -> None:
    report = named("a", film, PixelData=None)
    other = named("b", film, PixelData=None, PatientID="7")
    assert duplicates([report, other]) == [Duplicate("header differs", (0, 1))]


def test_one_real_picture_under_two_headers(shared: Path) -> None:
    folder = shared / "data" / "dicom"
    names = ["cxr/nih_test1_8b.dcm", "cxr/nih_nhsx_8b.dcm", "cxr/nih_test2_8b.dcm"]
    assert duplicates([folder / name for name in names]) == [Duplicate("header differs", (0, 1))]


def test_real_compressions_of_one_slice(shared: Path) -> None:
    folder = shared / "data" / "dicom" / "transfer_syntax"
    names = [
        "CTImage.dcm",
        "CTImage.dcm_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm",
        "CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm",
        "CTImage.dcm_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm",
        "CTImage.dcm_DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99.dcm",
    ]
    assert [d.kind for d in duplicates([folder / name for name in names])] == ["header differs"]
