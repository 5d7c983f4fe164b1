"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real test data, which is never part of the repository. Skips where it is absent."""
    folder = Path(os.environ.get("SPCXR_SHARED", REPOSITORY.parent / "shared")).resolve()
    if not (folder / "data").is_dir():
        pytest.skip(f"no real test data at {folder}; set SPCXR_SHARED to the folder that holds data/")
    return folder


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Record, settings and logs of a test lie in a folder of its own, never in the user's."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("SPCXR_DATA_DIR", str(folder))
    return folder
