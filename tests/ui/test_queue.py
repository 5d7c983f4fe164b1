"""What waits for the models: priority is in ``test_background``; here one is taken out, tried again, all held."""

from __future__ import annotations

from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.ui import strings
from tests.ui.verbs import WAIT_MS, Desk, FilmWriter


def states(desk: Desk) -> list[str]:
    return [entry.state for entry in desk.session.entries]


def able(desk: Desk, action_id: str) -> bool:
    return desk.window.action_set.qt[action_id].isEnabled()


def held(desk: Desk, film: FilmWriter, count: int) -> None:
    """So many films are open and read, the first is being analysed and does not end."""
    desk.models.go.clear()
    desk.window.open([film(f"{number}.dcm") for number in range(count)])
    desk.qtbot.waitUntil(lambda: desk.models.calls == 1, timeout=WAIT_MS)
    unread = ("waiting", "reading")
    desk.qtbot.waitUntil(lambda: not any(state in unread for state in states(desk)), timeout=WAIT_MS)
    desk.draw()


def test_one_leaves_the_line_and_the_others_go_on(desk: Desk, film: FilmWriter) -> None:
    held(desk, film, 3)
    desk.bench.select(desk.session.entries[1].id)
    desk.draw()
    assert strings.state(desk.entry, desk.session) == "Waiting for analysis"
    desk.do("analysis.leave")
    assert strings.state(desk.entry, desk.session) == "Not analysed"
    assert not able(desk, "analysis.leave")
    desk.models.go.set()
    desk.settle()
    assert states(desk) == ["analysed", "ready", "analysed"]


def test_the_one_that_is_analysed_is_stopped_and_the_others_go_on(desk: Desk, film: FilmWriter) -> None:
    held(desk, film, 3)
    assert desk.entry.state == "analysing"
    desk.do("analysis.leave")
    desk.qtbot.waitUntil(lambda: desk.models.calls == 2, timeout=WAIT_MS)
    desk.models.go.set()
    desk.settle()
    assert states(desk) == ["ready", "analysed", "analysed"]


def test_held_nothing_new_begins_and_what_waits_keeps_its_place(desk: Desk, film: FilmWriter) -> None:
    held(desk, film, 3)
    desk.do("analysis.pause")
    assert desk.window.action_set.qt["analysis.pause"].isChecked()
    desk.models.go.set()
    desk.settle()
    assert states(desk) == ["analysed", "ready", "ready"]
    assert "Analysis held: 1 of 3" in desk.window.strip.texts()
    desk.do("analysis.pause")
    desk.settle()
    assert states(desk) == ["analysed"] * 3


def test_what_ended_in_an_error_is_tried_again(desk: Desk, film: FilmWriter) -> None:
    answer, broken = desk.models.answer, {"1.dcm", "2.dcm", "3.dcm"}

    def stumble(radiograph: Radiograph) -> ResultSet:
        if radiograph.path.name in broken:
            raise UserError("The disk is full.", "Room.", "Make room.")
        return answer(radiograph)

    desk.models.answer = stumble
    desk.open(*(film(f"{number}.dcm") for number in range(4)))
    assert states(desk) == ["analysed", "failed", "failed", "failed"]
    assert not able(desk, "analysis.retry") and able(desk, "analysis.retry_all")
    broken.clear()
    desk.choose(1)
    desk.do("analysis.retry")
    desk.settle()
    assert states(desk) == ["analysed", "analysed", "failed", "failed"]
    desk.do("analysis.retry_all")
    desk.settle()
    assert states(desk) == ["analysed"] * 4
    assert not able(desk, "analysis.retry_all")


def test_a_file_that_could_not_be_read_is_read_again(desk: Desk, film: FilmWriter, tmp_path: Path) -> None:
    good, bad = film("good.dcm"), film("bad.dcm")
    whole = bad.read_bytes()
    bad.write_bytes(whole[: len(whole) // 2])
    desk.open(good, bad)
    assert states(desk) == ["analysed", "unreadable"]
    desk.choose(1)
    bad.write_bytes(whole)
    desk.do("analysis.retry")
    desk.settle()
    assert states(desk) == ["analysed", "analysed"]
    assert desk.entry.upright is not None and desk.entry.fault is None


def test_a_try_that_is_stopped_leaves_the_error_that_was_there(desk: Desk, film: FilmWriter) -> None:
    answer = desk.models.answer

    def fail(radiograph: Radiograph) -> ResultSet:
        raise UserError("The disk is full.", "Room.", "Make room.")

    desk.models.answer = fail
    desk.open(film("a.dcm"))
    desk.models.answer = answer
    desk.models.go.clear()
    desk.do("analysis.retry")
    desk.qtbot.waitUntil(lambda: desk.models.calls == 2, timeout=WAIT_MS)
    desk.do("analysis.leave")
    desk.settle()
    assert desk.entry.state == "failed"
    assert desk.entry.fault is not None and desk.entry.fault.found == "The disk is full."
    desk.models.go.set()
