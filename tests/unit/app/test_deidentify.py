"""``spcxr-desktop deidentify``: a whole file-set or nothing, and nothing in it that names a patient."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pydicom
import pytest

from spcxr_desktop.app.deidentify import deidentify, deidentify_command
from spcxr_desktop.app.pseudonym_key import load_secret
from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.dicom.door import Door
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.pseudonyms import Secret

SECRET = Secret(b"k" * 32)
NAMES = (b"PHANTOM^", b"SPCXR-PHANTOM")


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with closing(Door(1)) as door:
        yield door


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study") / "films"
    write_sample(folder)
    return folder


def test_a_folder_gets_a_dicomdir_and_no_name(door: Door, films: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in films.rglob("*") if path.is_file()}
    summary = deidentify([films], tmp_path / "out", SECRET, door, accept_burned_in=True)
    assert summary.written == summary.listed == len(before) and not summary.refused
    assert {path: path.read_bytes() for path in before} == before
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or not any(name in path.read_bytes() for name in NAMES)
    index = pydicom.dcmread(tmp_path / "out" / "DICOMDIR")
    listed = [r.ReferencedFileID for r in index.DirectoryRecordSequence if "ReferencedFileID" in r]
    assert all((tmp_path / "out").joinpath(*parts).is_file() for parts in listed) and len(listed) == summary.written
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_archive_holds_the_same_as_a_folder(door: Door, films: Path, tmp_path: Path) -> None:
    deidentify([films], tmp_path / "out", SECRET, door, accept_burned_in=True)
    deidentify([films], tmp_path / "out.zip", SECRET, door, accept_burned_in=True)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        images = {name: archive.read(name) for name in archive.namelist() if name != "DICOMDIR"}
        assert "DICOMDIR" in archive.namelist() and all(info.date_time[0] == 1980 for info in archive.infolist())
    folder = {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
              for path in (tmp_path / "out").rglob("IM*")}  # fmt: skip
    assert images == folder


def test_burned_in_films_are_refused_and_nothing_is_left_behind(door: Door, films: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="burned"):
        deidentify([films], tmp_path / "out.zip", SECRET, door)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_written_over(door: Door, films: Path, tmp_path: Path) -> None:
    (tmp_path / "out.zip").write_text("mine")
    with pytest.raises(UserError, match="there already"):
        deidentify([films], tmp_path / "out.zip", SECRET, door, accept_burned_in=True)
    assert (tmp_path / "out.zip").read_text() == "mine"


def test_a_file_twice_is_written_once(door: Door, films: Path, tmp_path: Path) -> None:
    twice = tmp_path / "in"
    shutil.copytree(films, twice / "a")
    shutil.copytree(films, twice / "b")
    summary = deidentify([twice], tmp_path / "out", SECRET, door, accept_burned_in=True)
    assert len(summary.refused) == summary.written


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, path = load_secret(tmp_path / "key")
    assert load_secret(path)[0] == first and path.stat().st_mode & 0o777 == 0o600
    path.write_text("short")
    with pytest.raises(UserError, match="hexadecimal"):
        load_secret(path)


def test_the_verb_says_where_the_key_is(films: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert deidentify_command([films], tmp_path / "set", tmp_path / "key", True) == 0
    said = capsys.readouterr()
    assert str(tmp_path / "key") in said.out and "Text may be part of the picture" in said.err
