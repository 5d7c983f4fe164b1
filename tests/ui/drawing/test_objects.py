"""What was drawn is selected, moved, deleted, undone; Escape; context menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu

from spcxr_desktop.domain.annotations import Length
from tests.ui.drawing.verbs import (
    LEFT,
    RIGHT,
    all_drawn,
    at,
    click,
    hover,
    key,
    only,
    pull,
)
from tests.ui.verbs import Desk


def test_a_press_selects_and_a_drag_moves(line: Desk) -> None:
    hover(line, 90, 50)
    assert line.canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor
    pull(line, (90, 52), (95, 60), (100, 72))
    assert only(line, Length) == Length((50, 70), (150, 70))
    assert line.bench.review.undo_name == "Move (Length)" and line.bench.review.selected is not None


def test_a_handle_moves_alone(line: Desk) -> None:
    hover(line, 140, 50)
    assert line.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    pull(line, (140, 50), (150, 60), (160, 90))
    assert only(line, Length) == Length((40, 50), (160, 90))


def test_a_press_beside_lets_go_and_sets_the_window(line: Desk) -> None:
    pull(line, (90, 50))
    assert line.bench.review.selected is not None
    pull(line, (90, 150), (120, 160))
    assert line.bench.review.selected is None and line.entry.voi is not None
    assert only(line, Length) == Length((40, 50), (140, 50))


def test_what_lies_close_by_is_hit_at_any_zoom(line: Desk) -> None:
    for factor in (0.6, 5.0):
        line.canvas.zoom(factor / line.canvas.viewport.scale)
        line.draw()
        spot = at(line, 90, 50) + QPoint(0, 5)
        line.drag(LEFT, spot.toTuple())
        assert line.bench.review.selected is not None, factor
        line.drag(LEFT, (spot + QPoint(0, 9)).toTuple())
        assert line.bench.review.selected is None, factor


class Painted(QObject):
    """Writes down which rectangles a widget was told to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_a_handle_in_the_hand_redraws_only_what_it_changes(line: Desk) -> None:
    pull(line, (90, 50))
    painted, canvas = Painted(), line.canvas
    line.qtbot.mousePress(canvas, LEFT, pos=at(line, 140, 50))
    line.draw()
    canvas.installEventFilter(painted)
    for x in (130, 120, 125):
        line.qtbot.mouseMove(canvas, at(line, x, 55))
        line.draw()
    canvas.removeEventFilter(painted)
    line.qtbot.mouseRelease(canvas, LEFT, pos=at(line, 125, 55))
    line.draw()
    assert painted.rects and only(line, Length).end == (125, 55)
    for rect in painted.rects:
        assert rect.contains(at(line, 100, 52)) and rect.height() < 120 and rect.width() < 380


def test_escape_in_a_drag_puts_it_back(line: Desk) -> None:
    line.qtbot.mousePress(line.canvas, LEFT, pos=at(line, 90, 50))
    line.qtbot.mouseMove(line.canvas, at(line, 120, 90))
    key(line, Qt.Key.Key_Escape)
    line.qtbot.mouseRelease(line.canvas, LEFT, pos=at(line, 120, 90))
    line.draw()
    assert only(line, Length) == Length((40, 50), (140, 50)) and line.bench.review.undo_name == "Length"


def test_delete_undo_and_redo(line: Desk) -> None:
    qt = line.window.action_set.qt
    assert not qt["review.delete"].isEnabled() and qt["review.undo"].text() == "Undo: Length"
    pull(line, (90, 50))
    key(line, Qt.Key.Key_Delete)
    assert all_drawn(line) == [] and qt["review.undo"].text() == "Undo: Delete (Length)"
    assert not line.window.measurements.isVisible()
    key(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only(line, Length) == Length((40, 50), (140, 50))
    assert qt["review.redo"].text() == "Redo: Delete (Length)"
    key(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert all_drawn(line) == [] and not qt["review.undo"].isEnabled()
    key(line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert only(line, Length) == Length((40, 50), (140, 50))
    key(line, Qt.Key.Key_Z, both)
    assert all_drawn(line) == [] and not qt["review.redo"].isEnabled()


def test_a_row_of_the_list_selects(line: Desk) -> None:
    (row,) = line.window.measurements.rows
    assert row.accessibleName() == "Length 20.0 mm (detector plane)"
    row.click()
    line.draw()
    assert line.bench.review.selected == Length((40, 50), (140, 50)) and row.isChecked()


def test_the_list_folds_up(line: Desk) -> None:
    panel = line.window.measurements
    panel._fold.click()
    assert not panel.rows[0].isVisible() and panel._fold.text() == "Show 1"
    panel._fold.click()
    assert panel.rows[0].isVisible()


def test_escape_cancels_what_is_drawn_then_the_tool_then_the_selection(line: Desk) -> None:
    pull(line, (90, 50))
    line.do("tools.angle")
    click(line, (100, 150))
    hover(line, 120, 170)
    assert line.canvas.scene.annotations.sketch is not None
    key(line, Qt.Key.Key_Escape)
    assert line.canvas.scene.annotations.sketch is None and line.session.display.tool == "angle"
    key(line, Qt.Key.Key_Escape)
    assert line.session.display.tool == "window" and line.bench.review.selected is not None
    key(line, Qt.Key.Key_Escape)
    assert line.bench.review.selected is None


def test_a_right_click_offers_what_can_be_done_there(line: Desk) -> None:
    for place, row, absent in (((90, 50), "review.delete", "view.flip_across"), ((90, 200), "view.flip_across", "")):
        spot = at(line, *place)
        line.drag(RIGHT, spot.toTuple())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        qt = line.window.action_set.qt
        assert qt[row] in menu.actions() and (not absent or qt[absent] not in menu.actions())
        assert qt[row].isEnabled()
        menu.close()
    line.drag(RIGHT, at(line, 90, 200).toTuple(), at(line, 90, 240).toTuple())
    assert QApplication.activePopupWidget() is None, "a drag zooms"


def test_the_other_base_tools(line: Desk) -> None:
    place, voi = line.canvas.viewport, line.entry.voi
    line.do("tools.pan")
    pull(line, (90, 150), (100, 170))
    assert (line.canvas.viewport.x, line.canvas.viewport.y) == pytest.approx((place.x + 10, place.y + 20))
    line.do("tools.zoom")
    pull(line, (90, 150), (90, 120))
    assert line.canvas.viewport.scale > place.scale and line.entry.voi is voi
