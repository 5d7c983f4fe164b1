"""The lock page: hides pictures and names from whoever passes by. It asks for no password, and says so."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar, QVBoxLayout, QWidget

from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.panels.parts import centred, label, picture
from spcxr_desktop.ui.translation import tr

_INPUT = frozenset(
    (
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    )
)  # fmt: skip
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class LockPage(QWidget):
    """Covers the window, menus and all; nothing below it is shown, or hears a key, until it is pressed."""

    def __init__(self, window: QMainWindow, set_locked: Callable[[bool], None]) -> None:
        super().__init__(window)
        self.setObjectName("lock")
        self.setAccessibleName(tr(strings.LOCKED))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window, self._set_locked = window, set_locked
        self._hidden: list[QWidget] = []
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(picture("lock", theme.QUIET, 56), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, name in ((strings.LOCKED, "big"), (strings.LOCK_PRESS, ""), (strings.LOCK_HONEST, "quiet")):
            line = label(tr(text), name)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            theme.fix(line, 520)
            column.addLayout(centred(line))
        column.addStretch(1)
        self.hide()

    def lock(self) -> None:
        """Hide everything of the program."""
        if not self.isHidden():
            return
        self._before = QApplication.focusWidget()
        self._set_locked(True)
        others = [widget for widget in QApplication.topLevelWidgets() if widget is not self._window]
        parts = [*others, *self._window.findChildren(QToolBar), self._window.centralWidget()]
        self._hidden = [widget for widget in parts if widget is not None and widget.isVisible()]
        for widget in self._hidden:
            widget.hide()
        self._window.menuBar().setEnabled(False)  # Alt would open its menus
        self._window.installEventFilter(self)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def unlock(self) -> None:
        """Everything as it was."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self.hide()
        self._window.menuBar().setEnabled(True)
        for widget in self._hidden:
            widget.show()
        self._hidden = []
        self._set_locked(False)
        self._window.activateWindow()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window reaches through
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) not in _MODIFIERS:
            self.unlock()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.unlock()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False  # Tab is a key like any other here

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False


class IdleWatch(QObject):
    """Calls ``idle`` when nobody has touched keyboard or mouse for ``set_minutes``. ``clock``: seconds."""

    def __init__(self, parent: QObject, idle: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._idle, self._clock = idle, clock
        self._limit_s, self._last = 0.0, clock()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def set_minutes(self, minutes: int) -> None:
        """Watch for so long; 0 does not watch."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._timer.stop()
        self._limit_s, self._last = 60.0 * minutes, self._clock()
        if minutes:
            application.installEventFilter(self)
            self._timer.start(minutes * 60_000)

    def look(self) -> None:
        """Was it long enough? Else look again when it could be."""
        left = self._limit_s - (self._clock() - self._last)
        if left <= 0:
            self._idle()
            left = self._limit_s
        self._timer.start(max(round(left * 1000), 1000))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last = self._clock()
        return False
