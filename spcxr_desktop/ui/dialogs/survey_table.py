"""A read-only table of texts: walked with the arrows, read by a screen reader, as wide as its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from spcxr_desktop.ui.translation import tr

Row = tuple[str, ...]
_WIDEST = 320  # px a column takes by itself


class SurveyTable(QTableWidget):
    """``fill`` with rows; ``opened`` is called with the place of the row that Enter or a double-click chose."""

    def __init__(self, name: str, opened: Callable[[int], object] | None = None) -> None:
        super().__init__()
        self.setObjectName("survey")
        self.setAccessibleName(tr(name))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows walk in it
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if opened is not None:
            self.activated.connect(lambda index: opened(self._place(index.row())))

    def fill(self, heads: Sequence[str], rows: Sequence[Row]) -> None:
        """Show these rows, in this order; what was chosen stays chosen."""
        chosen = self._place(self.currentRow()) if self.currentRow() >= 0 else -1
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels([tr(head) for head in heads])
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, place)
                item.setToolTip(text)
                self.setItem(place, column, item)
        self._size()
        if 0 <= chosen < len(rows):
            self.setCurrentCell(chosen, 0)
        elif rows:
            self.setCurrentCell(0, 0)

    def say(self, rows: Sequence[Row]) -> None:
        """The same rows with other texts: nothing is laid out anew, what is chosen keeps the keyboard."""
        changed: set[int] = set()
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = self.item(place, column)
                if item is not None and item.text() != text:
                    item.setText(text)
                    item.setToolTip(text)
                    changed.add(place)
        self.give_rows_room(changed)

    def give_rows_room(self, places: Iterable[int] | None = None) -> None:
        """As high as their texts, now that it is known how wide the columns are; None for all rows."""
        for place in range(self.rowCount()) if places is None else places:
            self.resizeRowToContents(place)
            self.setRowHeight(place, self.rowHeight(place) + 4)

    def texts(self) -> list[Row]:
        """What is shown, row by row."""
        cells = [[self.item(row, column) for column in range(self.columnCount())] for row in range(self.rowCount())]
        return [tuple(cell.text() if cell is not None else "" for cell in row) for row in cells]

    def _place(self, row: int) -> int:
        item = self.item(row, 0)
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else -1

    def _size(self) -> None:
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, min(self.columnWidth(column) + 8, _WIDEST))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setSectionResizeMode(self.columnCount() - 1, QHeaderView.ResizeMode.Stretch)
        self.give_rows_room()
