"""Hidden names: planted ones must be in no text, tooltip, title or accessible name, and come back afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Notice
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.view import blocks
from tests.ui.seen import texts_of
from tests.ui.verbs import Desk, FilmWriter

PLANTED = ("Zanzibar", "Quimby", "XQ77142", "1961-02-03", "19610203", "Wolverhampton")
PATIENT = {
    "PatientName": "Zanzibar^Quimby", "PatientID": "XQ77142", "PatientBirthDate": "19610203", "PatientSex": "F",
    "StudyDescription": "Follow-up of Wolverhampton",
}  # fmt: skip


STEPS = (
    "file.preferences", "help.keys", "help.palette", "view.next", "layout.1x2", "layout.prior", "layout.2x2",
    "worklist.show", "worklist.show", "layout.1x1", "view.panels", "view.previous",
)  # fmt: skip


def leaks(texts: list[str]) -> list[str]:
    return [text for text in texts if any(word.casefold() in text.casefold() for word in PLANTED)]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the program itself paints: over the picture, in rows, in headings."""
    said: list[str] = []
    real = QPainter.drawText

    def spy(painter: QPainter, *rest: object) -> object:
        said.extend(part for part in rest if isinstance(part, str))
        return real(painter, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(QPainter, "drawText", spy)
    return said


def everything(desk: Desk, painted: list[str]) -> list[str]:
    """Of all windows, of all actions, and of the picture."""
    painted.clear()
    blocks.text_block.cache_clear()  # what was painted before is painted again
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.grab()
    shown = [text for window in QApplication.topLevelWidgets() for text in texts_of(window)]
    rows = [action.text() for action in desk.window.action_set.qt.values() if action.isVisible()]
    return [*shown, *rows, *painted]


@pytest.fixture
def opened(desk: Desk, film: FilmWriter, painted: list[str]) -> Callable[[], list[str]]:
    """Two films of one patient, one of another, a notice, a hint; returns what asks for all texts."""
    desk.open(
        film("Zanzibar_1.dcm", **PATIENT),
        film("Zanzibar_2.dcm", **{**PATIENT, "PatientBirthDate": "19620203"}),
        film("other.dcm"),
    )
    desk.session.notice = Notice("Frame 2 of /films/Zanzibar_1.dcm cannot be shown.", ("XQ77142: broken",))
    desk.session.hint_notice = Notice("Two films of Quimby^Zanzibar differ.", ("born 1961-02-03 or 1962-02-03",))
    desk.window._draw(Changes(entries=True))
    return lambda: everything(desk, painted)


def test_without_privacy_the_names_are_seen_so_the_test_can_see_them(
    desk: Desk, opened: Callable[[], list[str]], painted: list[str]
) -> None:
    desk.do("help.keys")
    desk.do("worklist.show")
    opened()
    assert any("Zanzibar" in text for text in painted)
    desk.do("worklist.show")
    found = " ".join([*leaks(opened()), *leaks(painted)])
    assert any("Zanzibar" in text for text in painted)
    for word in ("Zanzibar", "XQ77142", "1961-02-03", "Wolverhampton"):
        assert word in found


def test_no_name_is_left_anywhere(desk: Desk, opened: Callable[[], list[str]]) -> None:
    desk.do("view.privacy")
    assert desk.entry.path.name == "Zanzibar_1.dcm"
    for step in STEPS:
        desk.do(step)
        desk.draw()
        assert leaks(opened()) == [], step
    assert desk.window.notice.text() == strings.NOTICE_HIDDEN


def test_one_patient_keeps_one_pseudonym_in_list_and_picture(desk: Desk, opened: Callable[[], list[str]]) -> None:
    desk.do("view.privacy")
    first, second, other = (strings.who(entry) for entry in desk.session.entries)
    assert first == second != other and first.startswith("Patient ")
    assert desk.entry.radiograph is not None
    assert strings.identity_lines(desk.entry.radiograph)[0] == first
    assert first in opened()


def test_names_come_back_when_privacy_ends(desk: Desk, opened: Callable[[], list[str]]) -> None:
    before = set(leaks(opened()))
    desk.do("view.privacy")
    desk.do("view.privacy")
    assert set(leaks(opened())) == before != set()


def test_the_title_never_carries_a_name(desk: Desk, opened: Callable[[], list[str]]) -> None:
    desk.do("view.privacy")
    assert leaks([desk.window.windowTitle()]) == []


def test_nothing_is_remembered_and_nothing_remembered_is_shown(
    desk: Desk, film: FilmWriter, painted: list[str]
) -> None:
    desk.open(film("Zanzibar_a.dcm", **PATIENT))
    recent = desk.bench.preferences.settings.recent
    assert len(recent) == 1
    desk.do("view.privacy")
    assert not desk.window.action_set.qt["file.recent.1"].isVisible()
    desk.open(film("Zanzibar_b.dcm", **PATIENT))
    assert desk.bench.preferences.settings.recent == recent
    palette = desk.window.personal.palette
    desk.do("help.palette")
    assert not any(row.startswith("file.recent") for row in palette.rows.ids)


def test_a_path_that_cannot_be_opened_is_not_told_by_its_name(desk: Desk, tmp_path: Path, painted: list[str]) -> None:
    desk.do("view.privacy")
    desk.session.notice = Notice(f"{tmp_path / 'Zanzibar.dcm'} does not exist.")
    desk.window._draw(desk.bench.change_settings(text_scale=110))
    assert leaks(everything(desk, painted)) == []
    assert desk.window.notice.isVisible()
