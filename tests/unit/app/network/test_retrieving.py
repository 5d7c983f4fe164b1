"""Fetching studies: what is asked for is kept until it is whole or given up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.inbox import Inbox
from spcxr_desktop.app.network.retrieving import TRIES, Retrieving
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match
from spcxr_desktop.pacs.transfer import Advance, Cancel, Progress, Retrieved
from tests.unit.app.network.parts import Far, Place, unreachable


class Opened:
    """Stands where the schedule does."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def __call__(
        self, paths: Callable[[], Sequence[Path]], show: bool = True, done: Callable[[], None] | None = None
    ) -> Changes:
        assert not show
        self.paths += paths()
        return Changes()


@pytest.fixture
def opened() -> Opened:
    return Opened()


def retrieving(place: Place, opened: Opened) -> Retrieving:
    return Retrieving(place.hub, place.nodes, Inbox(place.hub, opened, lambda job: None, lambda: False))


def asked(*studies: str) -> list[Match]:
    return [Match("study", study=study, name="Planted^Name", study_date="20260101") for study in studies]


def whole(node: Node, study: str, folder: Path, progress: Progress, cancel: Cancel) -> Retrieved:
    (folder / study).mkdir(exist_ok=True)
    progress(Advance(1, 1, 10))
    return Retrieved(study, folder / study, (), 1)


def test_a_whole_study_is_opened_without_being_shown(place: Place, far: Far, opened: Opened) -> None:
    far.fetch = whole
    place.add("one")
    part = retrieving(place, opened)
    part.ask("one", asked("1.2.3", "1.2.4"))
    place.settle(part)
    assert [row.state for row in part.rows] == ["whole", "whole"]
    assert [path.name for path in opened.paths] == ["1.2.3", "1.2.4"]


def test_half_a_study_is_never_opened_and_is_tried_again_then_told(place: Place, far: Far, opened: Opened) -> None:
    tries = []

    def half(node: Node, study: str, folder: Path, progress: Progress, cancel: Cancel) -> Retrieved:
        tries.append(place.now)
        progress(Advance(1, 3, 10))
        return Retrieved(study, None, (), 3, "2 of its objects did not come.")

    far.fetch = half
    place.add("one")
    part = retrieving(place, opened)
    part.ask("one", asked("1.2.3"))
    for _ in range(TRIES + 3):
        place.now += place.settle(part) or 0.0
    (row,) = part.rows
    assert (row.state, row.done, row.total, row.reason) == ("failed", 1, 3, "2 of its objects did not come.")
    assert len(tries) == TRIES
    assert opened.paths == []
    far.fetch = whole
    part.retry([row.id])
    place.settle(part)
    assert part.rows[0].state == "whole"


def test_what_cannot_work_is_not_repeated(place: Place, far: Far, opened: Opened) -> None:
    def wrong(node: Node, study: str, folder: Path, progress: Progress, cancel: Cancel) -> Retrieved:
        raise UserError("It does not know our AE title.", "Ours.", "Register it.", code="not_let_in")

    far.fetch = wrong
    place.add("one")
    part = retrieving(place, opened)
    part.ask("one", asked("1.2.3"))
    assert place.settle(part) is None
    assert (part.rows[0].state, part.rows[0].reason) == ("failed", "It does not know our AE title.")


def held(begun: threading.Event) -> Callable[[Node, str, Path, Progress, Cancel], Retrieved]:
    def fetch(node: Node, study: str, folder: Path, progress: Progress, cancel: Cancel) -> Retrieved:
        begun.set()
        while not cancel():
            threading.Event().wait(0.005)
        return Retrieved(study, None, (), 3, "Ended on request.", cancelled=True)

    return fetch


def test_the_user_ends_one_and_goes_on_with_it(place: Place, far: Far, opened: Opened) -> None:
    begun = threading.Event()
    far.fetch = held(begun)
    place.add("one")
    part = retrieving(place, opened)
    part.ask("one", asked("1.2.3"))
    place.hub.work_off()
    place.hub.turn([part])
    assert begun.wait(10)
    part.cancel([part.rows[0].id])
    place.settle(part)
    assert part.rows[0].state == "cancelled"
    far.fetch = whole
    part.retry([part.rows[0].id])
    place.settle(part)
    assert part.rows[0].state == "whole"


def test_what_was_under_way_when_the_program_ended_is_gone_on_with(tmp_path: Path, far: Far, opened: Opened) -> None:
    begun = threading.Event()
    far.fetch = held(begun)
    first = Place(tmp_path, far)
    first.add("one")
    part = retrieving(first, opened)
    part.ask("one", asked("1.2.3", "1.2.4"))
    first.hub.work_off()
    first.hub.turn([part])
    assert begun.wait(10)
    first.hub.stop()
    first.tasks.close()
    part.close()
    first.hub.close()
    far.fetch = whole
    second = Place(tmp_path, far)
    again = retrieving(second, opened)
    second.settle(again)
    assert [row.state for row in again.rows] == ["whole", "whole"]
    assert again.rows[0].name == "Planted^Name"
    second.close()


def test_an_unreachable_node_is_waited_for(place: Place, far: Far, opened: Opened) -> None:
    def down(*given: object) -> Retrieved:
        raise unreachable()

    far.fetch = down
    place.add("one")
    part = retrieving(place, opened)
    part.ask("one", asked("1.2.3"))
    assert (place.settle(part) or 0.0) > 1.0
    assert part.rows[0].state == "pausing"


def test_what_was_not_taken_in_before_a_kill_is_taken_in_at_the_next_start(place: Place, opened: Opened) -> None:
    jobs: list[object] = []
    assert place.hub.store is not None
    inbox = Inbox(place.hub, opened, jobs.append, lambda: False)
    (inbox.studies(place.hub.store) / "1.2.3").mkdir()
    (inbox.studies(place.hub.store) / ".incoming").mkdir()
    inbox.resume(place.hub.store)
    assert [path.name for path in opened.paths] == ["1.2.3"]
    inbox.resume(place.hub.store)
    assert len(opened.paths) == 1
