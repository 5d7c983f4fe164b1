"""The lock page hides everything, lets nothing through, and gives everything back."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog

from spcxr_desktop.ui.lock import IdleWatch
from spcxr_desktop.ui.strings import LOCK_HONEST
from tests.ui.seen import texts_of
from tests.ui.verbs import Desk, FilmWriter


def test_nothing_of_picture_and_names_is_left(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.do("help.keys")
    desk.do("file.lock")
    page = desk.window.personal.lock_page
    assert page.isVisible() and page.geometry() == desk.window.rect()
    assert not desk.canvas.isVisible() and not desk.window.studies.isVisible()
    assert not [found for found in desk.window.findChildren(QDialog) if found.isVisible()]
    shown = texts_of(desk.window, page)
    assert not any("Doe" in text or "P1" in text for text in shown)
    assert LOCK_HONEST in shown
    image = desk.window.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 40) for y in (5, image.height() - 5)}
    assert len(colours) == 1  # menus and strip are covered as well


def test_no_key_reaches_what_lies_below_and_the_first_one_unlocks(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.canvas.setFocus()
    before = desk.shown()
    desk.do("file.lock")
    page = desk.window.personal.lock_page
    desk.window.action_set.qt["window.invert"].trigger()
    assert not desk.entry.invert
    desk.qtbot.keyClick(page, Qt.Key.Key_Shift)
    assert page.isVisible()
    desk.qtbot.keyClick(page, Qt.Key.Key_I)
    desk.draw()
    assert not page.isVisible() and not desk.entry.invert
    assert desk.canvas.isVisible() and desk.canvas.hasFocus()
    assert np.array_equal(desk.shown(), before)
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_I)
    desk.draw()
    assert desk.entry.invert


def test_a_click_unlocks_and_dialogs_come_back(desk: Desk) -> None:
    desk.do("help.keys")
    desk.do("file.lock")
    desk.qtbot.mouseClick(desk.window.personal.lock_page, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    desk.draw()
    assert [found for found in desk.window.findChildren(QDialog) if found.isVisible()]
    assert desk.window._toolbar.isVisible() and desk.window.menuBar().isEnabled()


def test_it_covers_the_window_when_its_size_changes(desk: Desk) -> None:
    desk.do("file.lock")
    desk.window.resize(1100, 700)
    desk.draw()
    assert desk.window.personal.lock_page.geometry() == desk.window.rect()


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_idle_minutes_lock_and_every_touch_begins_them_anew(desk: Desk) -> None:
    clock, locked = Clock(), []
    watch = IdleWatch(desk.window, lambda: locked.append(clock.now), clock)
    watch.set_minutes(10)
    clock.now += 599
    watch.look()
    assert locked == []
    QApplication.sendEvent(
        desk.canvas, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F24, Qt.KeyboardModifier.NoModifier)
    )
    clock.now += 599
    watch.look()
    assert locked == []
    clock.now += 1
    watch.look()
    assert locked == [clock.now]
    watch.set_minutes(0)
    assert not watch._timer.isActive()


def test_the_window_watches_for_as_long_as_the_settings_say(desk: Desk) -> None:
    watch = desk.window.personal.idle
    assert watch._limit_s == 15 * 60 and watch._timer.isActive()
    desk.window.bridge.post(desk.bench.change_settings(auto_lock_minutes=5))
    desk.draw()
    assert watch._limit_s == 5 * 60
    watch._last -= 301
    watch.look()
    assert desk.window.personal.lock_page.isVisible()
    desk.window.bridge.post(desk.bench.change_settings(auto_lock_minutes=0))
    desk.draw()
    assert not watch._timer.isActive()
