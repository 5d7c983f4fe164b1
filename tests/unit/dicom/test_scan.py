"""Finding files by content, in any nesting, without running in circles."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray

from spcxr_desktop.dicom.scan import find_files, looks_like
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
