"""Finding files by content, in any nesting, without running in circles."""

from __future__ import annotations

import errno
import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray

from spcxr_desktop.dicom import source
from spcxr_desktop.dicom.scan import Notice, find_files, looks_like, refusal
from spcxr_desktop.domain.errors import UserError


def test_content_counts_not_the_name(make_dicom: Callable[..., Path], film: NDArray[np.uint16], tmp_path: Path) -> None:
    assert looks_like(make_dicom(film).rename(tmp_path / "holiday.jpg")) == "dicom"
    for suffix in (".png", ".jpg"):
        _, data = cv2.imencode(suffix, film.astype(np.uint8))
        (tmp_path / "film.dcm").write_bytes(data.tobytes())
        assert looks_like(tmp_path / "film.dcm") == "image"
    (tmp_path / "film.dcm").write_text("<html>" * 100)
    assert looks_like(tmp_path / "film.dcm") is None
    (tmp_path / "film.dcm").write_bytes(b"")
    assert looks_like(tmp_path / "film.dcm") is None


@pytest.mark.parametrize(("implicit", "little"), [(True, True), (False, True), (False, False)])
def test_data_sets_without_preamble_are_known(
    make_dicom: Callable[..., Path], film: NDArray[np.uint16], tmp_path: Path, implicit: bool, little: bool
) -> None:
    dataset = pydicom.dcmread(make_dicom(film))
    dataset.preamble = None
    del dataset.file_meta
    pydicom.dcmwrite(tmp_path / "bare", dataset, implicit_vr=implicit, little_endian=little, force_encoding=True)
    assert (tmp_path / "bare").read_bytes()[128:132] != b"DICM"
    assert looks_like(tmp_path / "bare") == "dicom"


def test_order_is_stable_and_links_do_not_loop(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep" / "er").mkdir(parents=True)
    names = ["a", "b/deep/er/x", "b/deep/y.txt", "c"]
    for name in names:
        (tmp_path / name).write_text("")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "again").symlink_to(tmp_path / "c")
    found = list(find_files([tmp_path]))
    assert [p.resolve().relative_to(tmp_path).as_posix() for p in found] == ["a", "c", "b/deep/er/x", "b/deep/y.txt"]
    assert list(find_files([tmp_path, tmp_path / "a"])) == found


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert list(find_files([tmp_path])) == []


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        list(find_files([tmp_path / "nothing"]))


@pytest.fixture
def mixed(make_dicom: Callable[..., Path], film: NDArray[np.uint16], tmp_path: Path) -> Path:
    """A folder of films, text and archives."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    make_dicom(film).rename(folder / "a.dcm")
    (folder / "readme.txt").write_text("words")
    with zipfile.ZipFile(folder / "films.ZIP", "w") as file:
        file.write(folder / "a.dcm", "ward/1.dcm")
        file.write(folder / "a.dcm", "../2.dcm")
        file.writestr("words.txt", "words")
        file.writestr("inner.zip", b"PK\x03\x04" + bytes(100))
    with zipfile.ZipFile(folder / "letter.docx", "w") as file:
        file.write(folder / "a.dcm", "media/picture")
    return folder


def test_folders_and_archives_give_their_pictures(mixed: Path) -> None:
    heard: list[Notice] = []
    found = list(find_files([mixed], pictures_only=True, tell=heard.append))
    assert [path.relative_to(mixed).as_posix() for path in found] == ["a.dcm", "films.ZIP/ward/1.dcm"]
    said = [(notice.path.name, notice.text.partition(" ")[0]) for notice in heard]
    assert said == [("inner.zip", "an"), ("films.ZIP", "1")]
    everything = [path.relative_to(mixed).as_posix() for path in find_files([mixed])]
    assert everything == ["a.dcm", "films.ZIP/inner.zip", "films.ZIP/ward/1.dcm", "films.ZIP/words.txt", "letter.docx",
                          "readme.txt"]  # fmt: skip


def test_what_was_named_is_always_yielded_and_once(mixed: Path) -> None:
    text, letter, member = mixed / "readme.txt", mixed / "letter.docx", mixed / "films.ZIP" / "words.txt"
    assert list(find_files([text, text, member], pictures_only=True)) == [text, member]
    assert list(find_files([letter], pictures_only=True)) == [letter / "media" / "picture"]
    assert list(find_files([mixed / "films.ZIP" / "ward", mixed / "films.ZIP"], pictures_only=True)) == [
        mixed / "films.ZIP" / "ward" / "1.dcm"
    ]
    assert list(find_files([mixed, text], pictures_only=True))[-1] == text


@pytest.mark.parametrize(
    ("members", "reason"),
    [({"a.txt": b"words"}, "None of the 1 files"), ({"../a": b""}, "lead out of it"), ({}, "None of the 0 files")],
)
def test_an_archive_with_nothing_to_show_says_why(tmp_path: Path, members: dict[str, bytes], reason: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    assert list(find_files([path], pictures_only=True)) == [path]
    assert reason in str(refusal(path))
    assert list(find_files([tmp_path], pictures_only=True)) == []


def test_a_damaged_archive_is_listed_so_that_opening_it_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(500))
    assert list(find_files([tmp_path], pictures_only=True)) == [tmp_path / "a.zip"]
    assert "damaged" in str(refusal(tmp_path / "a.zip"))


def test_an_encrypted_archive_is_one_row_not_thousands(mixed: Path, tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as file:
        for number in range(20):
            file.write(mixed / "a.dcm", str(number))
    data = path.read_bytes()
    flags = data.replace(data[data.find(b"PK\x01\x02") :][:10], data[data.find(b"PK\x01\x02") :][:8] + b"\x01\x00")
    path.write_bytes(flags)
    assert list(find_files([path], pictures_only=True)) == [path]
    assert "encrypted" in str(refusal(path))


def test_gzip_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"data" * 100))
    assert list(find_files([tmp_path / "a.gz"], pictures_only=True)) == [tmp_path / "a.gz"]
    assert "gzip" in str(refusal(tmp_path / "a.gz"))


def test_what_may_not_be_read_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a").write_bytes(b"")
    listing, opening = os.scandir, Path.open

    def refuse(path: Path, allowed: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401
        if path in (tmp_path / "shut", tmp_path / "a"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return allowed(path, *args)

    monkeypatch.setattr(os, "scandir", lambda path: refuse(path, listing))
    monkeypatch.setattr(Path, "open", lambda path, *args: refuse(path, opening, *args))
    assert list(find_files([tmp_path], pictures_only=True)) == [tmp_path / "a", tmp_path / "shut"]


def test_first_files_come_before_the_search_ends(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        (mixed / f"z{number:02d}").write_bytes((mixed / "a.dcm").read_bytes())
    opened: list[Path] = []
    head = source.head
    monkeypatch.setattr(source, "head", lambda path, count: opened.append(path) or head(path, count))
    search = find_files([mixed], pictures_only=True)
    assert next(search) == mixed / "a.dcm"
    assert len(opened) == 1
    assert len(list(search)) == 51
