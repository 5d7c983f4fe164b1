"""The keys of all actions, to be changed one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.app import shortcuts
from spcxr_desktop.app.actions import Action
from spcxr_desktop.store.settings import Keys
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.dialogs.key_field import KeyField
from spcxr_desktop.ui.dialogs.key_table import KeyTable
from spcxr_desktop.ui.panels.parts import boxed, label, picture
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.menus import ActionSet

Chosen = Mapping[str, tuple[str, ...]]


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class ShortcutEditor(QWidget):
    """Search, record a key, resolve a conflict, reset one or all. ``keep`` gets the new choice."""

    def __init__(self, actions: ActionSet, keep: Callable[[Chosen], object]) -> None:
        super().__init__()
        self._keep = keep
        self._chosen: Keys = {}
        self._resolve: Callable[[], None] = lambda: None
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search actions and keys"))
        self.search.setAccessibleName(tr("Search actions and keys"))
        self.search.setClearButtonEnabled(True)
        self.table = KeyTable()
        self.search.textChanged.connect(self._show)
        self.view = QTreeView()
        self.field = KeyField()
        self.field.recorded.connect(self._recorded)
        self._make_view()
        self._make_buttons()
        self._make_conflict()
        self._lay_out()
        self._show("")

    # ---- what is shown -----------------------------------------------------------------------------------

    def follow(self, chosen: Keys) -> None:
        """Show these keys; the chosen row stays chosen."""
        row = self.action
        self._chosen = chosen
        self.table.show_keys(chosen)
        self.warning.setVisible(bool(shortcuts.conflicts(chosen)))
        if row is not None:
            self.choose(row.id)

    def seek(self, query: str) -> bool:
        """Whether anything here fits the search of the whole dialog; the table follows it."""
        if not query or all(word in f"{tr('Keys')} shortcuts".casefold() for word in query.casefold().split()):
            self.search.clear()
            return True
        self.search.setText(query)
        return self.table.rowCount() > 0

    @property
    def action(self) -> Action | None:
        """The chosen row."""
        return self.table.action(self.view.currentIndex())

    def choose(self, action_id: str) -> None:
        """Choose a row."""
        place = self.table.place(action_id)
        if place >= 0:
            self.view.setCurrentIndex(self.table.index(place, 0))
            self.view.scrollTo(self.view.currentIndex())

    def _show(self, query: str) -> None:
        row = self.action
        self.table.find(query)
        self.choose(row.id) if row is not None else None
        if not self.view.currentIndex().isValid() and self.table.rowCount():
            self.view.setCurrentIndex(self.table.index(0, 0))

    # ---- changing ----------------------------------------------------------------------------------------

    def _record(self) -> None:
        self._no_conflict()
        if self.action is not None:
            self.field.begin()

    def _recorded(self, key: str) -> None:
        action = self.action
        if action is None:
            return
        if action.hold and "+" in key.removesuffix("+"):
            self._tell(strings.KEYS_HELD)
            return
        self._want(action, (key,), partial(shortcuts.taken_over, self._chosen, action, key))

    def _remove(self) -> None:
        self._no_conflict()
        if self.action is not None:
            self._keep(shortcuts.with_keys(self._chosen, self.action, ()))

    def _reset(self) -> None:
        self._no_conflict()
        if self.action is not None:
            self._want(self.action, self.action.keys, partial(shortcuts.without, self._chosen, self.action))

    def _reset_all(self) -> None:
        self._no_conflict()
        self._keep({})

    def _want(self, action: Action, keys: tuple[str, ...], make: Callable[[], Chosen]) -> None:
        """Do it at once where nobody is in the way, else say who is, and how to go on."""
        taken = [(key, other) for key in keys for other in shortcuts.holders(key, action, self._chosen)]
        if not taken:
            self._keep(make())
            return
        key, other = taken[0]
        self._resolve = partial(self._give, make)
        self._tell(f"The key {native(key)} belongs to “{tr(other.title)}”.", f"Give it to “{tr(action.title)}”")

    # ---- conflicts ---------------------------------------------------------------------------------------

    def _tell(self, text: str, take: str = "") -> None:
        self._said.setText(tr(text))
        self.take.setText(tr(take))
        self.take.setVisible(bool(take))
        self.conflict.show()
        QTimer.singleShot(0, self, lambda: self.view.scrollTo(self.view.currentIndex()))  # there is less room now
        (self.take if take else self.leave).setFocus()

    def _give(self, make: Callable[[], Chosen]) -> None:
        self._no_conflict()
        self._keep(make())

    def _no_conflict(self) -> None:
        self.conflict.hide()

    # ---- making ------------------------------------------------------------------------------------------

    def _make_view(self) -> None:
        self.view.setModel(self.table)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAllColumnsShowFocus(True)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setAccessibleName(tr("Keys of all actions"))
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.view.doubleClicked.connect(self._record)
        self.view.selectionModel().currentChanged.connect(self._moved)

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self._no_conflict()

    def _make_buttons(self) -> None:
        self.record = QPushButton(tr("Record a key"))
        self.remove = QPushButton(tr("Take its keys away"))
        self.reset = QPushButton(tr("Reset this one"))
        self.reset_all = QPushButton(tr("Reset all keys"))
        verbs = (self._record, self._remove, self._reset, self._reset_all)
        for button, verb in zip((self.record, self.remove, self.reset, self.reset_all), verbs, strict=True):
            button.setAutoDefault(False)
            button.clicked.connect(verb)

    def _make_conflict(self) -> None:
        self._said = label("")
        self.take, self.leave = QPushButton(), QPushButton(tr("Leave it as it is"))
        self.take.clicked.connect(lambda: self._resolve())
        self.leave.clicked.connect(self._no_conflict)
        buttons = QHBoxLayout()
        for button in (self.take, self.leave):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.conflict = boxed("conflict", self._said, buttons, icon=picture("warn", theme.WARN), spacing=theme.SPACE)
        self.conflict.setAccessibleName(tr("Conflict of keys"))
        self.conflict.hide()
        self.warning = boxed("conflict", label(strings.KEYS_TWICE), icon=picture("warn", theme.WARN))
        self.warning.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(label("Keys", "big", wrap=False))
        column.addWidget(self.search)
        column.addWidget(self.warning)
        column.addWidget(self.view, 1)
        column.addWidget(self.conflict)
        line = QHBoxLayout()
        line.addWidget(self.record)
        line.addWidget(self.field, 1)
        column.addLayout(line)
        others = QHBoxLayout()
        others.addWidget(self.remove)
        others.addWidget(self.reset)
        others.addStretch(1)
        others.addWidget(self.reset_all)
        column.addLayout(others)
