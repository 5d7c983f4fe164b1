"""The record's lane: order, what is kept at the end, what the user is told."""

from __future__ import annotations

import shutil
import threading
import time
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.record_lane import Job, RecordLane
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.library import Library
from tests.unit.store.records import facts

Make = Callable[..., RecordLane]


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks(lambda changes: None)
    yield made
    made.close()
    assert made.faults == []


@pytest.fixture
def lane(tasks: Tasks, tmp_path: Path) -> Iterator[RecordLane]:
    made = RecordLane(lambda: Library.open(tmp_path / "record"), tasks, lambda changes: None)
    yield made
    tasks.close()
    made.close(lambda library: None)


def wait(lane: RecordLane, tasks: Tasks) -> None:
    """Until nothing runs and nothing waits."""
    while not lane.idle() or tasks.running("record") is not None:
        time.sleep(0.002)


def noting(notes: list[str], name: str, gate: threading.Event | None = None) -> Job:
    def job(library: Library) -> Changes:
        if gate is not None:
            assert gate.wait(10)
        notes.append(name)
        return Changes()

    return job


def test_what_is_urgent_goes_first_and_the_rest_in_order(lane: RecordLane, tasks: Tasks) -> None:
    notes: list[str] = []
    gate = threading.Event()
    lane.do(noting(notes, "first", gate))
    while not lane.settled or lane._jobs:  # it has begun, and waits
        time.sleep(0.002)
    for name in ("second", "third"):
        lane.do(noting(notes, name))
    lane.do(noting(notes, "urgent"), urgent=True)
    gate.set()
    wait(lane, tasks)
    assert notes == ["first", "urgent", "second", "third"]


def test_at_the_end_what_must_be_kept_is_done_and_the_rest_is_left(tasks: Tasks, tmp_path: Path) -> None:
    lane = RecordLane(lambda: Library.open(tmp_path / "record"), tasks, lambda changes: None)
    notes: list[str] = []
    gate = threading.Event()
    lane.do(noting(notes, "running", gate))
    while not lane.settled or lane._jobs:
        time.sleep(0.002)
    lane.do(noting(notes, "kept"))
    lane.do(noting(notes, "for the eye"), kept=False)
    threading.Timer(0.05, gate.set).start()
    tasks.close()
    lane.close(lambda library: notes.append("last"))
    lane.close(lambda library: notes.append("never"))
    assert notes == ["running", "kept", "last"]
    assert not lane.available


def test_a_record_that_cannot_be_opened_is_told_and_nothing_waits_for_it(tasks: Tasks, tmp_path: Path) -> None:
    (tmp_path / "record").write_text("in the way")
    asked: list[bool] = []
    lane = RecordLane(lambda: Library.open(tmp_path / "record"), tasks, lambda changes: None)
    lane.failed = lambda: asked.append(True)
    lane.do(noting([], "never"))
    assert lane.library() is None and not lane.available
    wait(lane, tasks)
    assert asked == [True]
    assert lane.notice is not None and lane.notice.text.startswith("Nothing of this session will be kept.")
    lane.close(lambda library: asked.append(False))
    assert asked == [True]


def test_one_kind_of_trouble_is_told_once(lane: RecordLane, tasks: Tasks) -> None:
    def full(library: Library) -> Changes:
        raise UserError("There is no room left.", "Room.", "Free some space.", code="disk_full")

    for _ in range(3):
        lane.do(full)
    wait(lane, tasks)
    assert lane.notice is not None and lane.notice.text.count("no room left") == 1
    lane.dismiss()
    lane.do(full)
    wait(lane, tasks)
    assert lane.notice is None


def test_a_disk_that_is_nearly_full_is_told_in_time(
    lane: RecordLane, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(1 << 40, 0, 1 << 30))
    lane.go()
    wait(lane, tasks)
    assert lane.room is not None and "1.0 GiB are free" in lane.room.text


def test_without_a_record_nothing_is_said_and_nothing_is_done(tasks: Tasks) -> None:
    lane = RecordLane(None, tasks, lambda changes: None)
    notes: list[str] = []
    lane.do(noting(notes, "never"))
    assert lane.idle() and lane.library() is None and lane.notice is None and notes == []


def test_the_readers_bound_is_watched_as_soon_as_it_is_set(
    lane: RecordLane, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spcxr_desktop.store.quota._size", lambda folder, pattern: 1 << 30)  # 3 GiB in all
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: namedtuple("usage", "total used free")(0, 0, 1 << 40))
    lane.go()
    wait(lane, tasks)
    assert lane.room is None
    lane.watch(quota_gib=3, daily_backup=False)
    wait(lane, tasks)
    assert lane.room is not None and "3.0 GiB of 3.0 GiB" in lane.room.text
    lane.watch(quota_gib=100, daily_backup=False)
    wait(lane, tasks)
    assert lane.room is None


@pytest.mark.parametrize("wanted", [True, False])
def test_the_record_is_backed_up_in_the_background_where_that_is_wanted(
    tasks: Tasks, tmp_path: Path, wanted: bool
) -> None:
    with Library.open(tmp_path / "record") as library:
        library.images.add([facts(1)])
    lane = RecordLane(lambda: Library.open(tmp_path / "record"), tasks, lambda changes: None)
    lane.watch(quota_gib=0, daily_backup=wanted)
    lane.go()
    wait(lane, tasks)
    tasks.close()
    lane.close(lambda library: None)
    assert len(list((tmp_path / "record" / "backups").glob("record-*.sqlite"))) == int(wanted)
