"""The real window on a record and settings of its own, one film analysed, its review open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.services import real_services
from spcxr_desktop.store.library import Library
from tests.ui.conftest import _desk
from tests.ui.judging.verbs import answer
from tests.ui.signing.verbs import ready
from tests.ui.verbs import Desk, FilmWriter, Models


class Start(Protocol):
    """Starts the program on one record and one set of settings, again and again."""

    def __call__(self) -> AbstractContextManager[Desk]: ...


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def start(
    qtbot: QtBot, models: Models, packages: Sequence[object], record: Path, settings_folder: Path
) -> Start:
    models.answer = answer

    @contextmanager
    def begin() -> Iterator[Desk]:
        services = replace(
            real_services(), analyse=models.analyse, load_packages=lambda: packages,
            open_record=lambda: Library.open(record), same_models=lambda results, known: True,
        )  # fmt: skip
        yield from _desk(qtbot, services, models, Preferences(settings_folder))

    return begin


@pytest.fixture
def path(film: FilmWriter) -> Path:
    return film(ImagerPixelSpacing=[0.2, 0.2], StudyInstanceUID="1.2.3", SeriesInstanceUID="1.2.3.4")


@pytest.fixture
def desk(start: Start) -> Iterator[Desk]:
    with start() as made:
        yield made


@pytest.fixture
def bench(desk: Desk, path: Path) -> Desk:
    """Abnormal 0.8 is flagged, pneumonia 0.2 is not, covid 0.7 is flagged and exploratory."""
    desk.open(path)
    ready(desk)
    return desk
