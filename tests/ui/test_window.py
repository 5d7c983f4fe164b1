"""The window from outside: opening, moving between radiographs, actions, closing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from spcxr_desktop.app.actions import ACTIONS, BY_ID, GESTURES
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.help import AboutDialog, HelpDialog, rows
from tests.ui.verbs import Desk, FilmWriter


def test_opening_a_file_shows_it_and_says_whose_it_is(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    assert desk.entry.state == "analysed"
    assert desk.window.stage.currentWidget() is desk.canvas
    text = desk.window.studies.model().index(0, 0).data()
    assert "Doe, Jane" in text and "PA" in text and "1 flagged" in text


def test_no_other_window_appears_while_films_are_opened(desk: Desk, film: FilmWriter) -> None:
    """A panel that threw its old rows out of the window once let them show themselves as windows."""
    desk.open(film("a.dcm"), film("b.dcm"))
    assert QApplication.activeWindow() is desk.window


def test_a_folder_opens_what_is_a_picture_and_leaves_the_rest(desk: Desk, film: FilmWriter, tmp_path: Path) -> None:
    film("a"), film("b.dcm")
    (tmp_path / "notes.txt").write_text("not a picture")
    desk.open(tmp_path)
    assert [entry.path.name for entry in desk.session.entries] == ["a", "b.dcm"]


def test_dropping_files_opens_them(desk: Desk, film: FilmWriter) -> None:
    desk.drop(film("a.dcm"), film("b.dcm"))
    assert len(desk.session.entries) == 2 and desk.session.index == 0


def test_the_dialogs_open_what_was_chosen(desk: Desk, film: FilmWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    path = film()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    desk.do("file.open")
    desk.settle()
    assert [entry.path for entry in desk.session.entries] == [path]
    other = film("deeper.dcm")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other.parent))
    desk.do("file.open_folder")
    desk.settle()
    assert {entry.path for entry in desk.session.entries} == {path, other}


def test_a_cancelled_dialog_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    desk.do("file.open")
    assert desk.session.entries == ()


def test_a_file_that_is_no_picture_says_why_and_hurts_nothing(desk: Desk, film: FilmWriter, tmp_path: Path) -> None:
    broken = tmp_path / "broken.dcm"
    broken.write_text("no picture at all")
    desk.open(broken, film())
    assert desk.entry.state == "unreadable" and desk.entry.fault is not None
    assert desk.entry.fault.found in " ".join(desk.window.stage.texts())
    assert desk.entry.fault.remedy in " ".join(desk.window.findings.texts())
    desk.do("view.next")
    assert desk.entry.state == "analysed"


def test_a_path_that_does_not_exist_is_told_in_the_notice_bar(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "absent")
    assert desk.window.notice.isVisible() and desk.window.notice.text()
    desk.window.notice.dismissed.emit()
    desk.draw()
    assert not desk.window.notice.isVisible()


def test_up_and_down_walk_through_the_radiographs_and_stop_at_the_ends(desk: Desk, film: FilmWriter) -> None:
    desk.open(*(film(f"{i}.dcm") for i in range(3)))
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        desk.qtbot.keyClick(desk.canvas, key)
        desk.settle()
        seen.append(desk.session.index)
        assert desk.window.studies.currentIndex().row() == desk.session.index
    assert seen == [1, 2, 2, 1]


def test_clicking_a_row_shows_its_radiograph(desk: Desk, film: FilmWriter) -> None:
    desk.open(film("a.dcm"), film("b.dcm"))
    view = desk.window.studies
    place = view.visualRect(view.model().index(1, 0)).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    assert desk.session.index == 1


def test_each_radiograph_keeps_its_own_window_and_place(desk: Desk, film: FilmWriter) -> None:
    desk.open(film("a.dcm"), film("b.dcm"))
    desk.do("window.invert")
    desk.wheel((300, 300), 3)
    place = desk.canvas.viewport
    desk.do("view.next")
    assert not desk.entry.invert and desk.canvas.viewport.fitted
    desk.do("view.previous")
    assert desk.entry.invert and desk.canvas.viewport == place


def test_closing_the_last_radiograph_leaves_the_first_page(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.do("file.close")
    assert desk.window.stage.texts()[0] == strings.DROP_TITLE
    assert desk.window.findings.texts()[0] == "No radiograph open"


def test_every_action_is_in_a_menu_with_its_keys(desk: Desk) -> None:
    reachable = {action for menu in desk.window.action_set.menus.values() for action in menu.actions()}
    for action in ACTIONS:
        qt = desk.window.action_set.qt[action.id]
        assert qt in reachable
        wanted = [] if action.hold else [QKeySequence(key) for key in action.keys]
        assert qt.shortcuts() == wanted
        assert all(not QKeySequence(key).isEmpty() for key in action.keys)


def test_triggering_an_action_runs_its_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(desk.window.action_set, "_publish", lambda changes: done.append("published"))
    desk.window.action_set.qt["window.invert"].setEnabled(True)
    desk.window.action_set.trigger("window.invert")
    assert done == []  # disabled: nothing is open
    desk.window.action_set.trigger("view.corner_texts")
    assert done == ["published"]
    assert not desk.canvas.corners


def test_the_toolbar_has_exactly_the_rows_marked_for_it(desk: Desk) -> None:
    shown = [a for a in desk.window._toolbar.actions() if isinstance(a, QAction) and a.text() and a.icon()]
    marked = {desk.window.action_set.qt[action.id] for action in ACTIONS if action.toolbar}
    assert {action for action in shown if not action.isSeparator()} == marked


def test_the_help_page_lists_every_key_and_gesture(desk: Desk) -> None:
    desk.do("help.keys")
    (dialog,) = desk.window.findChildren(HelpDialog)
    texts = {found.text() for found in dialog.findChildren(QLabel)}
    presets = {action.id for action in ACTIONS if action.id.startswith("window.preset.")}
    assert {BY_ID[a.id].title for a in ACTIONS if a.keys and a.id not in presets} <= texts
    assert {gesture.title for gesture in GESTURES} <= texts
    assert len(rows()) == sum(bool(a.keys) for a in ACTIONS) - len(presets) + 1
    dialog.close()


def test_about_says_what_it_is_not(desk: Desk) -> None:
    desk.do("help.about")
    (dialog,) = desk.window.findChildren(AboutDialog)
    assert strings.RESEARCH_LONG in {found.text() for found in dialog.findChildren(QLabel)}
    dialog.close()


def test_the_statement_is_in_view_whatever_is_hidden(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    for action in ("view.panels", "view.full_screen"):
        desk.do(action)
        assert desk.window.strip.isVisible() and desk.window.strip.height() > 0
        texts = desk.window.strip.texts()
        assert strings.RESEARCH_LONG in texts
        assert any(text.startswith("Not assessed: pneumothorax") for text in texts)
    desk.do("view.full_screen")
    desk.do("view.panels")
    assert desk.window.not_assessed.isVisible() and desk.window.menuBar().isVisible()


def test_tab_hides_panels_only_from_the_picture(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.canvas.setFocus()
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_Tab)
    desk.draw()
    assert not desk.window.studies.isVisible() and not desk.window._right.isVisible()
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_Tab)
    desk.draw()
    desk.window.studies.setFocus()
    desk.qtbot.keyClick(desk.window.studies, Qt.Key.Key_Tab)
    desk.draw()
    assert desk.window.studies.isVisible() and not desk.window.studies.hasFocus()


def test_f6_walks_through_the_parts_of_the_window(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.canvas.setFocus()
    visited = []
    for _ in range(3):
        desk.do("view.next_pane")
        visited.append(desk.window.focusWidget())
    assert visited == [desk.window._scores, desk.window.studies, desk.canvas]


def test_what_takes_the_keyboard_has_an_accessible_name_or_text(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    window = desk.window
    parts: Sequence[object] = (window.studies, desk.canvas, window.lungs.opacity.slider, window.strip._bar)
    assert all(part.accessibleName() for part in parts)  # type: ignore[attr-defined]
    assert desk.window._scores.text()


def test_opening_the_sample_shows_the_phantom(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPCXR_DATA_DIR", str(tmp_path / "data"))
    desk.do("file.open_sample")
    desk.settle()
    assert desk.entry.state == "analysed"
    assert strings.who(desk.entry) == "Phantom"
