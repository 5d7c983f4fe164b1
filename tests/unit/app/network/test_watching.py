"""The watched folder: whole new files, once; nothing is touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network import watching as module
from spcxr_desktop.app.network.inbox import Inbox
from spcxr_desktop.app.network.watching import AWAY_S, LOOK_S, STILL, Watching
from spcxr_desktop.store.arrivals import Arrivals
from tests.unit.app.network.parts import Far, Place

Job = Callable[..., Changes]


class Worklist:
    """Stands where schedule and record do: rows are there at once, unless ``dies``."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.dies = False

    def open(
        self, paths: Callable[[], Sequence[Path]], show: bool = True, done: Callable[[], None] | None = None
    ) -> Changes:
        self.paths += [path.name for path in paths()]
        if done is not None and not self.dies:
            done()
        return Changes()

    def do(self, job: Job) -> None:
        job(None)


@pytest.fixture
def worklist() -> Worklist:
    return Worklist()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def place(tmp_path: Path, far: Far) -> Iterator[Place]:
    made = Place(tmp_path / "data", far)
    yield made
    made.close()


def watch(place: Place, worklist: Worklist, folder: Path) -> Watching:
    part = Watching(place.hub, Inbox(place.hub, worklist.open, worklist.do, lambda: False))
    part.follow(str(folder))
    place.settle(part)
    return part


def look(place: Place, part: Watching, times: int = STILL + 1) -> None:
    for _ in range(times):
        place.now += LOOK_S
        place.settle(part)


def test_new_files_are_taken_once_and_old_ones_are_left(place: Place, worklist: Worklist, folder: Path) -> None:
    (folder / "old.dcm").write_bytes(b"old")
    part = watch(place, worklist, folder)
    assert part.view.state == "watching"
    (folder / "deep").mkdir()
    (folder / "deep" / "new.dcm").write_bytes(b"new")
    look(place, part, 10)
    assert worklist.paths == ["new.dcm"]
    assert part.view.taken == 1
    assert (folder / "old.dcm").read_bytes() == b"old"


def test_a_file_that_still_grows_is_waited_for(place: Place, worklist: Worklist, folder: Path) -> None:
    part = watch(place, worklist, folder)
    for size in range(1, 8):
        (folder / "new.dcm").write_bytes(b"x" * size)
        os.utime(folder / "new.dcm", ns=(size, size))
        look(place, part, 1)
    assert worklist.paths == []
    assert part.view.waiting == 1
    look(place, part)
    assert worklist.paths == ["new.dcm"]


def test_names_of_half_written_files_empty_files_and_links_are_left_out(
    place: Place, worklist: Worklist, folder: Path
) -> None:
    part = watch(place, worklist, folder)
    for name in (".hidden.dcm", "film.dcm.part", "film.tmp", "film.dcm~"):
        (folder / name).write_bytes(b"x")
    (folder / "empty.dcm").touch()
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "link.dcm").symlink_to(folder / "film.tmp")
    look(place, part, 10)
    assert worklist.paths == []


def test_what_was_taken_is_known_after_a_restart_and_what_came_meanwhile_is_new(
    tmp_path: Path, far: Far, worklist: Worklist, folder: Path
) -> None:
    for round_ in ("first", "second"):
        program = Place(tmp_path / "data", far)
        part = watch(program, worklist, folder)
        look(program, part)
        (folder / f"{round_}.dcm").write_bytes(b"new")
        look(program, part)
        program.close()
        (folder / f"after {round_}.dcm").write_bytes(b"new")
    assert sorted(worklist.paths) == ["after first.dcm", "first.dcm", "second.dcm"]


def test_what_the_record_did_not_take_in_before_a_kill_is_opened_again(
    tmp_path: Path, far: Far, worklist: Worklist, folder: Path
) -> None:
    worklist.dies = True
    for _ in range(2):
        program = Place(tmp_path / "data", far)
        part = watch(program, worklist, folder)
        (folder / "new.dcm").write_bytes(b"new")
        os.utime(folder / "new.dcm", ns=(5, 5))
        look(program, part)
        program.close()
    assert worklist.paths == ["new.dcm", "new.dcm"]


def test_a_drive_that_goes_away_is_told_and_waited_for(place: Place, worklist: Worklist, folder: Path) -> None:
    part = watch(place, worklist, folder)
    (folder / "taken.dcm").write_bytes(b"x")
    look(place, part)
    away = folder.with_name("away")
    folder.rename(away)
    look(place, part)
    assert part.view.state == "unreachable"
    assert "cannot be read" in part.view.reason
    away.rename(folder)
    (folder / "new.dcm").write_bytes(b"x")
    place.now += AWAY_S
    look(place, part)
    assert part.view.state == "watching"
    assert worklist.paths == ["taken.dcm", "new.dcm"]


def test_the_programs_own_folder_within_the_watched_one_is_left_out(
    place: Place, worklist: Worklist, tmp_path: Path
) -> None:
    part = watch(place, worklist, tmp_path)
    (tmp_path / "data" / "network" / "objects" / "x.dcm").write_bytes(b"x")
    look(place, part)
    assert worklist.paths == []


def test_a_folder_beyond_the_bounds_is_cut_and_told(
    place: Place, worklist: Worklist, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    for number in range(5):
        (folder / f"{number}.dcm").write_bytes(b"x")
    part = watch(place, worklist, folder)
    assert "Only the first" in part.view.reason


def test_a_film_that_was_not_analysed_when_the_program_ended_is_opened_again(
    place: Place, worklist: Worklist, folder: Path
) -> None:
    from collections import namedtuple

    row = namedtuple("row", "assessment")
    store = place.hub.store
    assert store is not None
    for name in ("new", "done", "gone"):
        (folder / name).write_bytes(b"x")
        Arrivals(store).taken({folder / name: "1:1"})

    class Library:
        class images:
            at = staticmethod(lambda path: {"new": row("new"), "done": row("analysed")}.get(path.name))

    inbox = Inbox(place.hub, worklist.open, lambda job: job(Library), lambda: False)  # type: ignore[arg-type]
    inbox.resume(store)
    place.settle()
    assert worklist.paths == ["new"]
    assert Arrivals(store).pending() == (folder / "new",)
