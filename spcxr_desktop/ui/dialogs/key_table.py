"""The rows of the shortcut editor."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeySequence

from spcxr_desktop.app import shortcuts
from spcxr_desktop.app.actions import ACTIONS, Action
from spcxr_desktop.store.settings import Keys
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("Action", "Menu", "Keys")


class KeyTable(QAbstractTableModel):
    """Action, menu, keys; the user's own keys in bold, those that two want in amber."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen: Keys = {}
        self._disputed: set[str] = set()
        self._rows: list[Action] = []
        self._query = ""

    def show_keys(self, chosen: Keys) -> None:
        """These are the keys now."""
        self._chosen = chosen
        found = shortcuts.conflicts(chosen)
        self._disputed = {action.id for _, one, other in found for action in (one, other)}
        self.find(self._query)

    def find(self, query: str) -> None:
        """Keep the rows whose title, menu or keys hold every word."""
        self._query = query
        words = query.casefold().split()
        self.beginResetModel()
        self._rows = [row for row in ACTIONS if all(word in self._said(row) for word in words)]
        self.endResetModel()

    def action(self, index: Index) -> Action | None:
        """The action of a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place(self, action_id: str) -> int:
        """The row of an action, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == action_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(_COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.action(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr(row.title), tr(row.menu), self._keys(row))[index.column()]
        if index.column() != 2:
            return None
        if role == Qt.ItemDataRole.FontRole and row.id in self._chosen:
            bold = theme.font()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.ForegroundRole:
            if row.id in self._disputed:
                return QColor(theme.FLAG)
            return QColor(theme.TEXT if shortcuts.keys_of(row, self._chosen) else theme.FAINT)
        return None

    def _keys(self, row: Action) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        keys = [QKeySequence(key).toString(native) for key in shortcuts.keys_of(row, self._chosen)]
        return "   ".join(keys) or tr(strings.KEYS_NONE)

    def _said(self, row: Action) -> str:
        return f"{tr(row.title)} {row.title} {tr(row.menu)} {self._keys(row)}".casefold()
