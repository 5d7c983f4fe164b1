"""Folders: found, private, and a clear word where they cannot be made."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import paths


def test_resources_of_a_checkout_lie_beside_the_packages() -> None:
    folder = paths.resources_dir()
    assert folder.name == "resources"
    assert (folder.parent / "pyproject.toml").is_file()


def test_resources_of_a_wheel_lie_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "site-packages" / "spcxr_desktop"
    (installed / "_resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", installed)
    assert paths.resources_dir() == installed / "_resources"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a profile private by other means than modes")
def test_folders_are_open_to_their_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tmp_path / "deep" / "data"
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(chosen))
    assert paths.user_data_dir() == chosen
    assert paths.log_dir() == chosen / "log"
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (chosen, chosen / "log")] == [0o700, 0o700]
    chosen.chmod(0o755)
    assert stat.S_IMODE(paths.user_data_dir().stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform != "linux", reason="XDG_* name the folders on Linux only")
def test_without_a_choice_the_folders_are_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.DATA_FOLDER_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert paths.user_data_dir() == tmp_path / "share" / "spcxr"
    assert paths.log_dir().is_relative_to(tmp_path / "cache" / "spcxr")


def test_a_path_that_is_taken_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("a file")
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(tmp_path / "data"))
    with pytest.raises(UserError, match="cannot be made") as caught:
        paths.user_data_dir()
    assert paths.DATA_FOLDER_VARIABLE in caught.value.remedy
