"""Menus, toolbar and shortcuts, all made from the table of actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from spcxr_desktop.app.actions import ACTIONS, BY_ID, MENUS, Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.ui import icons

HELD_MS = 300  # a key held longer than this was a peek


class ActionSet(QObject):
    """One QAction per row. ``publish`` gets what a handler changed."""

    def __init__(
        self, window: QMainWindow, canvas: QWidget, context: Context, publish: Callable[[Changes], None]
    ) -> None:
        super().__init__(window)
        self._context, self._publish = context, publish
        self._states: dict[str, tuple[bool, bool, str | None]] = {}
        self.qt = {action.id: self._make(action, window, canvas) for action in ACTIONS}
        self.menus = self._make_menus(window)

    def trigger(self, action_id: str) -> None:
        """Do it, if it can be done now."""
        action = BY_ID[action_id]
        if action.enabled(self._context.bench):
            self._publish(action.handler(self._context))
        self._states.pop(action_id, None)  # Qt has checked the row by itself: it may have to be told again

    def sync(self) -> None:
        """Enable, check, name and show every row by the session's present state."""
        bench = self._context.bench
        for action in ACTIONS:
            checked = action.checked is not None and action.checked(bench)
            title = action.label(bench) if action.label is not None else action.title
            state = (action.enabled(bench), checked, title)
            if self._states.get(action.id) != state:  # most rows stay as they are: ask nothing of Qt then
                self._states[action.id] = state
                self._show(action, *state)

    def _show(self, action: Action, enabled: bool, checked: bool, title: str | None) -> None:
        qt = self.qt[action.id]
        qt.setEnabled(enabled)
        if action.checked is not None:
            qt.setChecked(checked)
        if action.label is not None:
            qt.setVisible(title is not None)
            qt.setText((title or action.title).replace("&", "&&"))

    def toolbar(self, window: QMainWindow) -> QToolBar:
        """The rows marked for it, a line between menus, and the Window menu as a button."""
        bar = QToolBar("Tools", window)
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        for menu in MENUS:
            rows = [action for action in ACTIONS if action.toolbar and action.menu == menu]
            if rows and bar.actions():
                bar.addSeparator()
            for action in rows:
                bar.addAction(self.qt[action.id])
            if menu == "Window":
                bar.addWidget(self._menu_button(menu))
        return bar

    def button(self, action_id: str) -> QToolButton:
        """A tool button for one row."""
        out = QToolButton()
        out.setDefaultAction(self.qt[action_id])
        out.setAccessibleName(BY_ID[action_id].title)
        return out

    def _menu_button(self, menu: str) -> QToolButton:
        out = QToolButton()
        out.setText(f"{menu}  ▾")
        out.setMenu(self.menus[menu])
        out.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        out.setToolTip("Windows and look-up tables of the file")
        out.setAccessibleName("Windows of the file")
        out.setObjectName("menu")
        out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return out

    def _make(self, action: Action, window: QMainWindow, canvas: QWidget) -> QAction:
        qt = QAction(action.title, self)
        qt.setIcon(icons.icon(action.icon) if action.icon else QIcon())
        qt.setIconVisibleInMenu(False)
        qt.setCheckable(action.checked is not None)
        keys = [QKeySequence(key) for key in action.keys]
        if action.hold:  # the key is heard by HoldKeys; the menu only tells it
            qt.setText(f"{action.title}\t{keys[0].toString(QKeySequence.SequenceFormat.NativeText)}")
        else:
            qt.setShortcuts(keys)
        in_picture = Qt.ShortcutContext.WidgetShortcut
        qt.setShortcutContext(in_picture if action.in_picture else Qt.ShortcutContext.WindowShortcut)
        tip = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        qt.setToolTip(f"{action.title}  ({tip})" if tip else action.title)
        qt.triggered.connect(lambda _checked=False, row=action.id: self.trigger(row))
        (canvas if action.in_picture else window).addAction(qt)
        return qt

    def _make_menus(self, window: QMainWindow) -> dict[str, QMenu]:
        menus: dict[str, QMenu] = {}
        for name in MENUS:
            menus[name] = window.menuBar().addMenu(name)
            for action in ACTIONS:
                if action.menu == name:
                    if action.separator:
                        menus[name].addSeparator()
                    menus[name].addAction(self.qt[action.id])
        return menus


class HoldKeys(QObject):
    """Keys that act when pressed, and act again (back) when they were held: press to toggle, hold to peek."""

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._rows = {_key(action.keys[0]): action.id for action in ACTIONS if action.hold}
        self._pressed: dict[Qt.Key, int] = {}  # key -> time of its press, ms
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if event.type() not in kinds or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        assert isinstance(event, QKeyEvent)
        key = Qt.Key(event.key())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key not in self._rows or not (plain or key in self._pressed):
            return False
        if event.isAutoRepeat():
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._pressed[key] = event.timestamp()
            self._actions.trigger(self._rows[key])
        elif event.timestamp() - self._pressed.pop(key, event.timestamp()) >= HELD_MS:
            self._actions.trigger(self._rows[key])
        return True


def _key(portable: str) -> Qt.Key:
    """The key of a sequence that is one key without modifiers."""
    return Qt.Key(QKeySequence.fromString(portable)[0].key())  # type: ignore[index]
