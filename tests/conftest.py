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
