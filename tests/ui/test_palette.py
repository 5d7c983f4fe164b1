"""The palette: every action by a few letters, keyboard only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from spcxr_desktop.app.actions import ACTIONS
from spcxr_desktop.ui.dialogs.palette import Palette
from tests.ui.verbs import Desk, FilmWriter


def opened(desk: Desk) -> Palette:
    """Open it by its key, from the picture."""
    desk.canvas.setFocus()
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.draw()
    palette = desk.window.personal.palette
    assert palette.isVisible() and palette.field.hasFocus()
    return palette


def press(desk: Desk, palette: Palette, *keys: Qt.Key) -> None:
    for key in keys:
        desk.qtbot.keyClick(palette.field, key)
    desk.draw()


def test_typing_and_enter_does_it_and_the_keyboard_is_back(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    palette = opened(desk)
    desk.qtbot.keyClicks(palette.field, "invert")
    press(desk, palette, Qt.Key.Key_Return)
    assert desk.entry.invert
    assert not palette.isVisible() and desk.canvas.hasFocus()


def test_letters_that_are_keys_of_the_window_are_only_typed(desk: Desk, film: FilmWriter) -> None:
    """S, I, 1 and the arrow keys belong to the window; here they belong to the field."""
    desk.open(film("a.dcm"), film("b.dcm"))
    shown, invert = desk.session.overlay.visible, desk.entry.invert
    palette = opened(desk)
    desk.qtbot.keyClicks(palette.field, "sis1o")
    press(desk, palette, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab)
    assert palette.field.text() == "sis1o"
    assert (desk.session.overlay.visible, desk.entry.invert, desk.session.index) == (shown, invert, 0)
    press(desk, palette, Qt.Key.Key_Escape)
    assert not palette.isVisible() and desk.canvas.hasFocus() and desk.session.index == 0


def test_every_action_is_found_with_its_keys_or_why_not(desk: Desk, film: FilmWriter) -> None:
    palette = opened(desk)
    hidden = {row.id for row in ACTIONS if row.label is not None and desk.window.action_set.title(row.id) is None}
    assert set(palette.rows.ids) == {row.id for row in ACTIONS} - {"help.palette"} - hidden
    assert not palette.rows.possible("window.invert")
    assert palette.rows.aside("window.invert") == "Open a radiograph first"
    native = QKeySequence("Ctrl+O").toString(QKeySequence.SequenceFormat.NativeText)
    assert palette.rows.aside("file.open") == native
    palette.put_away()
    desk.open(film())
    palette = opened(desk)
    assert palette.rows.possible("window.invert") and palette.rows.aside("window.invert") == "I"
    assert palette.rows.aside("view.planes") == "The file has no overlays"


def test_what_cannot_be_done_stays_undone_and_the_palette_open(desk: Desk) -> None:
    palette = opened(desk)
    desk.qtbot.keyClicks(palette.field, "invert")
    press(desk, palette, Qt.Key.Key_Return)
    assert palette.isVisible() and palette.rows.ids[0] == "window.invert"


def test_what_was_done_last_comes_first(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.do("view.sharp")
    desk.do("window.invert")
    palette = opened(desk)
    assert [row for row in palette.rows.ids if row != "help.palette"][:2] == ["window.invert", "view.sharp"]


def test_arrow_keys_choose_among_what_was_found_and_stop_at_the_ends(desk: Desk) -> None:
    palette = opened(desk)
    last = palette.rows.rowCount() - 1
    press(desk, palette, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    press(desk, palette, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 2
    press(desk, palette, *[Qt.Key.Key_PageDown] * 20)
    assert palette.list.currentIndex().row() == last


def test_clicking_elsewhere_puts_it_away_and_leaves_the_keyboard_there(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    palette = opened(desk)
    desk.window._scores.setFocus()
    desk.draw()
    assert not palette.isVisible() and desk.window._scores.hasFocus()


def test_it_is_no_window_of_its_own(desk: Desk) -> None:
    palette = opened(desk)
    assert QApplication.activeWindow() is desk.window and palette.window() is desk.window


def test_the_users_keys_are_shown(desk: Desk) -> None:
    desk.window.bridge.post(desk.bench.change_settings(shortcuts={"file.open": ("Ctrl+J",)}))
    desk.draw()
    assert opened(desk).rows.aside("file.open") == QKeySequence("Ctrl+J").toString(
        QKeySequence.SequenceFormat.NativeText
    )
