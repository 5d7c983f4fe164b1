"""The worklist's rows for Qt: swapped whole, drawn one by one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from spcxr_desktop.app.worklist import Thumbnail, Worklist
from spcxr_desktop.app.worklist_rows import Order
from spcxr_desktop.store.rows import StudyRow
from spcxr_desktop.ui import worklist_texts as texts
from spcxr_desktop.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
ROW, THUMBNAIL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PATIENT, AGE, DATE, VIEW, MODALITY, STATUS, FLAGGED, WARNINGS, DESCRIPTION = range(len(texts.HEADINGS))
ORDER_OF: dict[int, Order] = {PATIENT: "patient", DATE: "date", STATUS: "status", FLAGGED: "priority"}


class WorklistModel(QAbstractTableModel):
    """What the worklist lists. ``refresh`` says whether other rows are there than before."""

    def __init__(self, worklist: Worklist) -> None:
        super().__init__()
        self._worklist = worklist
        self._rows: tuple[StudyRow, ...] = ()

    def refresh(self) -> bool:
        """Take over the listing: rows that came at the end are added, rows that changed are redrawn."""
        before, rows = self._rows, self._worklist.listing.rows
        if rows is before:
            return False
        same = len(before) <= len(rows) and all(
            one is two or one.id == two.id for one, two in zip(before, rows, strict=False)
        )
        if not same:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return True
        if len(rows) > len(before):
            self.beginInsertRows(QModelIndex(), len(before), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
        self._rows = rows
        changed = [place for place, (one, two) in enumerate(zip(before, rows, strict=False)) if one is not two]
        if changed:
            last = self.index(changed[-1], len(texts.HEADINGS) - 1)
            self.dataChanged.emit(self.index(changed[0], 0), last)
        return len(rows) > len(before)

    def studies(self, rows: Iterable[int]) -> list[int]:
        """The study ids of these rows, as far as there are such rows."""
        return [self._rows[row].id for row in rows if 0 <= row < len(self._rows)]

    def place(self, study: int) -> int:
        """The row of a study, -1 where it is not listed."""
        return next((place for place, row in enumerate(self._rows) if row.id == study), -1)

    def study(self, row: int) -> StudyRow | None:
        """The study of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(texts.HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.study(index.row()) if index.isValid() else None
        if row is None or role == ROW:
            return row
        if role == THUMBNAIL:
            return self._worklist.thumbnail(row.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return texts.spoken(row) if index.column() == PATIENT else _text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return texts.spoken(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(texts.HEADINGS[section])
        return None


def thumbnail_of(index: Index) -> Thumbnail | None:
    """The small picture of a row, as far as it is there."""
    pixels: Thumbnail | None = index.data(THUMBNAIL)
    return pixels


def _text(row: StudyRow, column: int) -> str:
    return {
        PATIENT: lambda: texts.who(row),
        AGE: lambda: texts.age_sex(row),
        DATE: lambda: texts.date(row),
        VIEW: lambda: row.views.replace(",", ", "),
        MODALITY: lambda: row.modality,
        STATUS: lambda: texts.status(row),
        FLAGGED: lambda: texts.flags(row),
        WARNINGS: lambda: texts.warnings(row),
        DESCRIPTION: lambda: texts.description(row),
    }[column]()
