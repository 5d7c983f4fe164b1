"""Paths that go on behind a ZIP file are opened like any other."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.dicom import archive, source
from spcxr_desktop.dicom.read import read_header, read_radiograph
from spcxr_desktop.domain.errors import UserError

Make = Callable[..., Path]


def test_a_film_in_an_archive_is_the_same_film(make_dicom: Make, film: NDArray[np.uint16], tmp_path: Path) -> None:
    plain = make_dicom(film, PatientName="Test^One")
    with zipfile.ZipFile(tmp_path / "films.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.write(plain, "ward 3/a.dcm")
    path = tmp_path / "films.zip" / "ward 3" / "a.dcm"
    packed = read_radiograph(path)
    assert np.array_equal(packed.pixels, film)
    assert packed.identity == read_radiograph(plain).identity
    assert packed.path == path
    assert read_header(path) == read_header(plain)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["films.zip", plain.name])


def test_a_picture_in_an_archive_opens(film: NDArray[np.uint16], tmp_path: Path) -> None:
    _, data = cv2.imencode(".png", film)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a.png", data.tobytes())
    assert np.array_equal(read_radiograph(tmp_path / "a.zip" / "a.png").pixels, film)


def test_what_a_path_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("ward/a", b"12345")
    (tmp_path / "b").write_bytes(b"123")
    kinds = {"a.zip": "file", "a.zip/ward": "folder", "a.zip/ward/a": "file", "a.zip/x": None, "b": "file", "b/a": None,
             "": "folder", "nothing": None, "nothing/below": None, "a.zip/../b": None}  # fmt: skip
    assert {name: source.kind_of(tmp_path / name) for name in kinds} == kinds
    assert source.size_of(tmp_path / "a.zip" / "ward" / "a") == 5
    assert source.size_of(tmp_path / "b") == 3
    assert source.head(tmp_path / "a.zip" / "ward" / "a", 3) == b"123"


@pytest.mark.parametrize("name", ["a.zip/x", "a.zip/../a.zip/ward/a", "b/a", "nothing/a"])
def test_what_is_not_there_is_an_os_error(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("ward/a", b"12345")
    (tmp_path / "b").write_bytes(b"123")
    with pytest.raises(OSError, match=r"No such file|Not a directory"):
        source.open_binary(tmp_path / name)
    with pytest.raises(OSError, match=r"No such file|Not a directory"):
        source.size_of(tmp_path / name)
    with pytest.raises(UserError, match="cannot be read"):
        read_radiograph(tmp_path / name)


def test_a_thousand_members_parse_the_directory_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        for number in range(1000):
            file.writestr(f"{number}", b"data")
    archive._parse.cache_clear()
    assert {source.head(tmp_path / "a.zip" / f"{number}", 9) for number in range(1000)} == {b"data"}
    assert archive._parse.cache_info().misses == 1


def test_damage_inside_a_member_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a", b"data that is stored as it is")
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(whole.replace(b"data that", b"DATA that"))
    for read in (lambda p: source.head(p, 100), source.open_binary, read_radiograph):
        with pytest.raises(UserError, match="damaged"):
            read(tmp_path / "a.zip" / "a")
