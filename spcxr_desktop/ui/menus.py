"""Menus, toolbar and shortcuts, all made from the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from spcxr_desktop.app.actions import ACTIONS, BY_ID, MENUS, Action, Context, reason
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.shortcuts import keys_of
from spcxr_desktop.store.settings import Keys
from spcxr_desktop.ui import icons, theme
from spcxr_desktop.ui.translation import tr

MOST_RECENT = 8
HELD_MS = 300  # a key held longer than this was a peek


class ActionSet(QObject):
    """One QAction per row. ``publish`` gets what a handler changed."""

    def __init__(
        self, window: QMainWindow, canvas: QWidget, context: Context, publish: Callable[[Changes], None]
    ) -> None:
        super().__init__(window)
        self._context, self._publish = context, publish
        self._states: dict[str, tuple[bool, bool, str | None]] = {}
        self._keys: Keys = context.bench.preferences.settings.shortcuts
        self.recent: list[str] = []  # ids, the last done first
        self.locked = False  # nothing is done while the window is locked
        self.qt = {action.id: self._make(action, window, canvas) for action in ACTIONS}
        self.menus = self._make_menus(window)

    def trigger(self, action_id: str) -> None:
        """Do it, if it can be done now."""
        action = BY_ID[action_id]
        if action.enabled(self._context.bench) and not self.locked:
            self._publish(action.handler(self._context))
            self.recent = [action_id, *(other for other in self.recent if other != action_id)][:MOST_RECENT]
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
            qt.setText((self.title(action.id) or tr(action.title)).replace("&", "&&"))

    def add_canvas(self, canvas: QWidget) -> None:
        """The keys that act in the picture act in this one as well."""
        canvas.addActions([self.qt[action.id] for action in ACTIONS if action.in_picture])

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of a row now, in Qt's portable spelling."""
        return keys_of(BY_ID[action_id], self._keys)

    def set_keys(self, chosen: Keys) -> bool:
        """Take over the user's keys. False where they are those already in use."""
        if chosen == self._keys:
            return False
        self._keys = chosen
        for action in ACTIONS:
            self._give_keys(action, self.qt[action.id])
        return True

    def title(self, action_id: str) -> str | None:
        """What a row is called now; None where it is hidden."""
        action = BY_ID[action_id]
        bench = self._context.bench
        title = action.label(bench) if action.label is not None else action.title
        return title if title is None or action.quotes(bench) else tr(title)

    def reason(self, action_id: str) -> str | None:
        """Why a row cannot be done now, "" where that is not known; None where it can."""
        action = BY_ID[action_id]
        return None if action.enabled(self._context.bench) else reason(action, self._context.bench)

    def context_menu(self, rows: Sequence[str], parent: QWidget) -> QMenu:
        """A menu of these rows, by id, "" for a line between them. It deletes itself when it is closed."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in rows:
            menu.addAction(self.qt[row]) if row else menu.addSeparator()
        return menu

    def toolbar(self, window: QMainWindow) -> QToolBar:
        """The rows marked for it, a line between menus, and the Window menu as a button."""
        bar = QToolBar(tr("Tools"), window)
        bar.setMovable(False)
        bar.setIconSize(QSize(theme.px(20), theme.px(20)))
        more = bar.findChild(QToolButton, "qt_toolbar_ext_button")  # Qt's own, in a dark ink
        if more is not None:
            more.setIcon(icons.icon("more"))
            more.setIconSize(QSize(12, 20))
            more.setAccessibleName(tr("More tools"))
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
        out.setAccessibleName(tr(BY_ID[action_id].title))
        return out

    def _menu_button(self, menu: str) -> QToolButton:
        out = QToolButton()
        out.setText(f"{tr(menu)}  ▾")
        out.setMenu(self.menus[menu])
        out.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        out.setToolTip(tr("Windows and look-up tables of the file"))
        out.setAccessibleName(tr("Windows of the file"))
        out.setObjectName("menu")
        out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return out

    def _make(self, action: Action, window: QMainWindow, canvas: QWidget) -> QAction:
        qt = QAction(tr(action.title), self)
        qt.setIcon(icons.icon(action.icon) if action.icon else QIcon())
        qt.setIconVisibleInMenu(False)
        qt.setCheckable(action.checked is not None)
        in_picture = Qt.ShortcutContext.WidgetShortcut
        qt.setShortcutContext(in_picture if action.in_picture else Qt.ShortcutContext.WindowShortcut)
        self._give_keys(action, qt)
        qt.triggered.connect(lambda _checked=False, row=action.id: self.trigger(row))
        (canvas if action.in_picture else window).addAction(qt)
        return qt

    def _give_keys(self, action: Action, qt: QAction) -> None:
        """Shortcuts and the texts that tell them."""
        keys = [QKeySequence(key) for key in keys_of(action, self._keys)]
        tip = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        if action.hold:  # the key is heard by HoldKeys; the menu only tells it
            qt.setText(f"{tr(action.title)}\t{tip}")
        else:
            qt.setShortcuts(keys)
        qt.setToolTip(f"{tr(action.title)}  ({tip})" if tip else tr(action.title))

    def _make_menus(self, window: QMainWindow) -> dict[str, QMenu]:
        menus: dict[str, QMenu] = {}
        for name in MENUS:
            menus[name] = window.menuBar().addMenu(tr(name))
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
        self._windows, self._actions = {window}, actions
        self._rows: dict[Qt.Key, str] = {}
        self.renew()
        self._pressed: dict[Qt.Key, int] = {}  # key -> time of its press, ms
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def also_in(self, window: QWidget) -> None:
        """Hear the keys of this window too, until it goes."""
        self._windows.add(window)
        window.destroyed.connect(partial(self._windows.discard, window))

    def renew(self) -> None:
        """The keys may be others."""
        held = ((action.id, self._actions.keys(action.id)) for action in ACTIONS if action.hold)
        self._rows = {_key(keys[0]): row for row, keys in held if keys}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if event.type() not in kinds or not isinstance(watched, QWidget) or watched.window() not in self._windows:
            return False
        if watched.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return False  # it is being typed into
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
