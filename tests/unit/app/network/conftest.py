"""A place to work in, and the other sides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.app.network.parts import Far, Place


@pytest.fixture
def far() -> Far:
    return Far()


@pytest.fixture
def place(tmp_path: Path, far: Far) -> Iterator[Place]:
    made = Place(tmp_path, far)
    yield made
    made.close()
