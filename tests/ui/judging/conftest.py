"""The real window on a record and settings of its own, with one film analysed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.services import real_services
from spcxr_desktop.store.library import Library
from tests.ui.conftest import _desk
from tests.ui.judging.verbs import answer
from tests.ui.packages import made_package
from tests.ui.verbs import Desk, FilmWriter, Models


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def desk(qtbot: QtBot, models: Models, record: Path, settings_folder: Path) -> Iterator[Desk]:
    """With a record and settings of its own."""
    services = replace(
        real_services(), analyse=models.analyse, load_packages=lambda: (made_package(),),
        open_record=lambda: Library.open(record), same_models=lambda results, packages: True,
    )  # fmt: skip
    yield from _desk(qtbot, services, models, Preferences(settings_folder))


@pytest.fixture
def bench(desk: Desk, film: FilmWriter) -> Desk:
    """One film: abnormal 0.8 is flagged, pneumonia 0.2 is not, covid 0.7 is flagged and exploratory."""
    desk.models.answer = answer
    desk.open(film(ManufacturerModelName="X1", Manufacturer="Maker"))
    desk.settle()
    return desk


@pytest.fixture
def first(desk: Desk, film: FilmWriter) -> Desk:
    """Results stay hidden; one film is analysed."""
    desk.models.answer = answer
    desk.do("findings.reader_first")
    desk.open(film())
    desk.settle()
    return desk
