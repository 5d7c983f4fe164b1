"""The index of a medium: honest ones, wrong ones, hostile ones."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from spcxr_desktop.dicom import dicomdir
from spcxr_desktop.dicom.dicomdir import read_index
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.dicom.scan import Notice, find_files
from spcxr_desktop.domain.errors import UserError

Make = Callable[..., Path]
Names = Sequence[str | list[str]]


def write_index(path: Path, names: Names, in_use: int = 0xFFFF) -> Path:
    """A DICOMDIR of a patient and these files; every record links to the first, which is a loop."""
    dataset = Dataset()
    dataset.FileSetID = ""
    dataset.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = 400
    dataset.DirectoryRecordSequence = []
    for name in ["", *names]:
        record = Dataset()
        record.OffsetOfTheNextDirectoryRecord = record.OffsetOfReferencedLowerLevelDirectoryEntity = 400
        record.RecordInUseFlag = in_use
        record.DirectoryRecordType = "IMAGE" if name else "PATIENT"
        if name:
            record.ReferencedFileID = name
        dataset.DirectoryRecordSequence.append(record)
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    dataset.file_meta = meta
    pydicom.dcmwrite(path, dataset, enforce_file_format=True)
    return path


@pytest.fixture
def medium(make_dicom: Make, film: NDArray[np.uint16], tmp_path: Path) -> Path:
    """A folder with two films in lower case, one film beside, and room for an index."""
    folder = tmp_path / "medium"
    (folder / "pat1").mkdir(parents=True)
    for name in ("pat1/im2", "pat1/im1", "beside.dcm"):
        make_dicom(film).rename(folder / name)
    return folder


def names(paths: Sequence[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_files_come_in_record_order_whatever_their_case(medium: Path) -> None:
    write_index(medium / "DICOMDIR", [["PAT1", "IM2"], ["PAT1", "IM1.;1"], ["PAT1", "IM2"], ["PAT1", "IM3"]])
    index = read_index(medium / "DICOMDIR")
    assert names(index.files, medium) == ["pat1/im2", "pat1/im1"]
    assert (index.missing, index.outside) == (1, 0)
    heard: list[Notice] = []
    assert list(find_files([medium / "DICOMDIR"], tell=heard.append)) == list(index.files)
    assert heard == [Notice(medium / "DICOMDIR", "1 of 3 files that this DICOMDIR names are missing")]


def test_a_folder_with_an_index_gives_each_file_once(medium: Path) -> None:
    write_index(medium / "DICOMDIR", [["PAT1", "IM2"], ["PAT1", "IM1"]])
    write_index(medium / "second.index", [["PAT1", "IM1"]])
    for only in (True, False):
        found = list(find_files([medium, medium / "DICOMDIR"], pictures_only=only))
        assert names(found, medium) == ["pat1/im2", "pat1/im1", "beside.dcm"]


def test_an_index_inside_an_archive(medium: Path, tmp_path: Path) -> None:
    write_index(medium / "DICOMDIR", [["PAT1", "IM2"], ["PAT1", "IM1"]])
    with zipfile.ZipFile(tmp_path / "cd.zip", "w") as file:
        for path in sorted(medium.rglob("*")):
            file.write(path, f"cd/{path.relative_to(medium)}")
    found = list(find_files([tmp_path / "cd.zip"], pictures_only=True))
    assert names(found, tmp_path / "cd.zip" / "cd") == ["pat1/im2", "pat1/im1", "beside.dcm"]
    assert read_radiograph(found[0]).rows == 48


@pytest.mark.parametrize(
    "name", [["..", "secret"], ["PAT1", "..", "..", "secret"], ["/secret"], ["C:", "secret"], ["link", "secret"]]
)
def test_no_name_leads_out_of_the_folder(medium: Path, make_dicom: Make, film: NDArray[np.uint16], name: str) -> None:
    make_dicom(film).rename(medium.parent / "secret")
    (medium / "link").symlink_to(medium.parent, target_is_directory=True)
    index = read_index(write_index(medium / "DICOMDIR", [name]))
    assert index.files == ()
    assert index.named == 1


def test_an_index_without_its_files_says_how_many(medium: Path) -> None:
    path = write_index(medium / "DICOMDIR", [["GONE", str(number)] for number in range(5)])
    assert list(find_files([path], pictures_only=True)) == [path]
    with pytest.raises(UserError, match="names 5 files, and none of them is there"):
        read_radiograph(path)
    assert path not in list(find_files([medium], pictures_only=True))


def test_records_out_of_use_and_damaged_ones_name_nothing(medium: Path) -> None:
    assert read_index(write_index(medium / "DICOMDIR", [["PAT1", "IM1"]], in_use=0)).named == 0
    with pytest.raises(UserError, match="names no files"):
        read_radiograph(medium / "DICOMDIR")
    whole = write_index(medium / "DICOMDIR", [["PAT1", "IM1"]] * 20).read_bytes()
    for length in range(0, len(whole), 97):
        (medium / "DICOMDIR").write_bytes(whole[:length])
        found = list(find_files([medium / "DICOMDIR"]))
        assert set(found) <= {medium / "DICOMDIR", medium / "pat1" / "im1"}


def test_indexes_that_name_each_other_end(medium: Path) -> None:
    write_index(medium / "DICOMDIR", [["OTHER"], ["DICOMDIR"], ["PAT1", "IM1"]])
    write_index(medium / "other", [["DICOMDIR"], ["PAT1", "IM2"]])
    found = list(find_files([medium / "DICOMDIR"], pictures_only=True))
    assert names(found, medium) == ["pat1/im1"]


def test_an_index_that_is_too_large_is_refused(medium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_index(medium / "DICOMDIR", [["PAT1", "IM1"]] * 20)
    monkeypatch.setattr(dicomdir, "MAX_RECORDS", 10)
    with pytest.raises(UserError, match="21 records"):
        read_index(path)
    monkeypatch.setattr(dicomdir, "_MAX_BYTES", 100)
    with pytest.raises(UserError, match="too large"):
        read_index(path)
    assert list(find_files([path])) == [path]


@pytest.mark.parametrize(
    ("name", "count"),
    [("DICOMDIR", 31), ("DICOMDIR-bigEnd", 31), ("DICOMDIR-implicit", 31), ("DICOMDIR-nooffset", 31),
     ("DICOMDIR-nopatient", 31), ("DICOMDIR-reordered", 31), ("TINY_ALPHA/DICOMDIR", 50)],
)  # fmt: skip
def test_real_indexes(shared: Path, name: str, count: int) -> None:
    index = read_index(shared / "data" / "dicom" / "dicomdir" / "dicomdirtests" / name)
    assert (len(index.files), index.missing, index.outside) == (count, 0, 0)


@pytest.mark.parametrize(
    ("name", "reason"), [("dicomdirtests/DICOMDIR-empty.dcm", "names no files"), ("dcm4che_DICOMDIR", "names 11 files")]
)
def test_real_indexes_with_nothing_to_show(shared: Path, name: str, reason: str) -> None:
    path = shared / "data" / "dicom" / "dicomdir" / name
    assert list(find_files([path], pictures_only=True)) == [path]
    with pytest.raises(UserError, match=reason):
        read_radiograph(path)
