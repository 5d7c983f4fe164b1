"""The real window on a record, a film of known spacing, a length on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.services import real_services
from spcxr_desktop.store.library import Library
from tests.ui.conftest import _desk
from tests.ui.drawing.verbs import (
    Start,
    key,
    pull,
    ready,
)
from tests.ui.verbs import Desk, FilmWriter, Models


@pytest.fixture
def start(qtbot: QtBot, models: Models, packages: Sequence[object], tmp_path: Path) -> Start:
    """Starts the program on one record, again and again."""

    @contextmanager
    def begin() -> Iterator[Desk]:
        services = replace(
            real_services(),
            analyse=models.analyse,
            load_packages=lambda: packages,
            open_record=lambda: Library.open(tmp_path / "record"),
            same_models=lambda results, known: True,
        )
        yield from _desk(qtbot, services, models)

    return begin


@pytest.fixture
def desk(start: Start) -> Iterator[Desk]:
    with start() as made:
        yield made


@pytest.fixture
def bench(desk: Desk, film: FilmWriter) -> Desk:
    """A film of 0.2 mm pixels, one on each device pixel, its review open in the record."""
    desk.open(film(ImagerPixelSpacing=[0.2, 0.2]))
    ready(desk)
    return desk


@pytest.fixture
def line(bench: Desk) -> Desk:
    """With one length, nothing selected."""
    bench.do("tools.length")
    pull(bench, (40, 50), (90, 60), (140, 50))
    key(bench, Qt.Key.Key_Escape)
    assert bench.bench.review.selected is None
    return bench
