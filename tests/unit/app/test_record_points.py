"""Results at other operating points where nothing is kept; with a record see tests/ui/judging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app.operating import at_points
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.record import Record
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.domain.findings import LungMask, ModelStamp, ResultSet, Score
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.store.results import sha256_of
from spcxr_desktop.store.settings import Settings
from tests.ui.packages import made_package

STAMP = ModelStamp("spcxr-screen", "0.1.0", "ab" * 32, "screening-v1", "cpu")
MASK = LungMask(np.ones((8, 8), np.uint8), False)
RESULTS = ResultSet(
    "analysed", (), (Score("abnormal", "Abnormal", 0.6, 0.5, True, point="balanced"),), MASK, (), (STAMP,), "2026"
)


class World:
    """One film with results, no record; ``settings`` are the site's."""

    def __init__(self, tasks: Tasks) -> None:
        self.session = Session()
        self.record = Record(None, lambda results, packages: True, self.session, tasks, lambda changes: None)
        self.record.images.at_points = partial(at_points, packages=(made_package(),), settings=Settings())
        (self.entry,) = self.session.add([Path("/a")])
        lungs = Lungs.of(MASK, Orientation())
        self.session.update(
            self.entry, state="analysed", results=replace(RESULTS, lungs=None), lungs=lungs, results_sha256="1" * 64
        )

    def choose(self, point: str) -> None:
        settings = Settings(operating_point=point)
        self.record.images.at_points = partial(at_points, packages=(made_package(),), settings=settings)


@pytest.fixture
def world() -> Iterator[World]:
    tasks = Tasks(lambda changes: None)
    yield World(tasks)
    tasks.close()


def test_nothing_changes_without_another_point(world: World) -> None:
    assert not world.record.points.in_memory()
    world.record.points.follow()
    entry = world.session.entry(world.entry)
    assert entry is not None and entry.results_sha256 == "1" * 64


def test_flags_are_taken_again_and_the_hash_is_that_of_the_whole_set(world: World) -> None:
    world.session.select(world.entry)
    world.choose("rule_in")
    changes = world.record.points.in_memory()
    entry = world.session.entry(world.entry)
    assert changes.results and entry is not None and entry.results is not None
    assert entry.flags == 0 and entry.results.scores[0].point == "rule_in"
    assert entry.results_sha256 == sha256_of(replace(entry.results, lungs=MASK))
    world.choose("")
    world.record.points.in_memory()
    entry = world.session.entry(world.entry)
    assert entry is not None and entry.flags == 1


def test_a_film_that_is_being_analysed_is_left_alone(world: World) -> None:
    world.session.update(world.entry, state="analysing")
    world.choose("rule_in")
    assert not world.record.points.in_memory()
