"""The answers of a search for Qt: sorted by any column, drawn one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from spcxr_desktop.app.network.views import TransferRow
from spcxr_desktop.pacs.query import Match
from spcxr_desktop.ui import network_texts as texts
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
PATIENT, ID, DATE, DESCRIPTION, MODALITY, IMAGES, HERE = range(len(texts.HEADINGS))
FRACTION = Qt.ItemDataRole.UserRole
_BAR = 3  # px, of the progress below a cell's text


class AnswersModel(QAbstractTableModel):
    """Studies that a node has, and what of them is here. ``show`` swaps them, ``follow`` tells how far they are."""

    def __init__(self) -> None:
        super().__init__()
        self._matches: tuple[Match, ...] = ()
        self._rows: list[Match] = []
        self._transfers: Mapping[str, TransferRow] = {}
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, matches: tuple[Match, ...]) -> bool:
        """List these. Whether they are others than before."""
        if matches is self._matches:
            return False
        self.beginResetModel()
        self._matches = matches
        self._rows = self._in_order()
        self.endResetModel()
        return True

    def follow(self, transfers: Mapping[str, TransferRow]) -> None:
        """How far each study is, by its UID."""
        self._transfers = transfers
        self.redraw()

    def redraw(self) -> None:
        """Every cell may say something else."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, HERE))

    def answer(self, row: int) -> Match | None:
        """The study of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place(self, study: str) -> int:
        """The row of a study, -1 where it is not listed."""
        return next((place for place, match in enumerate(self._rows) if match.study == study), -1)

    def transfer(self, row: int) -> TransferRow | None:
        """What is under way, or done, for a row."""
        match = self.answer(row)
        return self._transfers.get(match.study) if match is not None else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(texts.HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wanted = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr(texts.HEADINGS[section]) if wanted else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match = self.answer(index.row()) if index.isValid() else None
        if match is None:
            return None
        transfer = self._transfers.get(match.study)
        if role == FRACTION:
            return texts.fraction(transfer) if index.column() == HERE and transfer is not None else None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == HERE:
            return texts.here_in_full(transfer)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _CELLS[index.column()](match) if index.column() != HERE else texts.here(transfer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return texts.spoken(match, transfer) if index.column() == PATIENT else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == IMAGES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == HERE:
            return QColor(texts.colour(transfer))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 as the node gave them."""
        self.layoutAboutToBeChanged.emit()
        before = [self.answer(index.row()) for index in self.persistentIndexList()]
        old = self.persistentIndexList()
        self._sorted = column, order
        self._rows = self._in_order()
        places = {match.study: place for place, match in enumerate(self._rows)}
        for index, match in zip(old, before, strict=True):
            place = places.get(match.study, -1) if match is not None else -1
            self.changePersistentIndex(index, self.index(place, index.column()))
        self.layoutChanged.emit()

    def _in_order(self) -> list[Match]:
        column, order = self._sorted
        if column < 0:
            return list(self._matches)
        return sorted(self._matches, key=self._key(column), reverse=order == Qt.SortOrder.DescendingOrder)

    def _key(self, column: int) -> Callable[[Match], tuple[object, ...]]:
        if column == DATE:
            return lambda match: (match.study_date, match.study_time)
        if column == IMAGES:
            return lambda match: (-1 if match.images is None else match.images,)
        if column == HERE:
            return lambda match: (texts.here(self._transfers.get(match.study)),)
        return lambda match: (_CELLS[column](match).casefold(),)


_CELLS: Mapping[int, Callable[[Match], str]] = {
    PATIENT: texts.person, ID: texts.patient_id, DATE: texts.day, DESCRIPTION: texts.description,
    MODALITY: texts.modality, IMAGES: texts.images,
}  # fmt: skip


class ProgressCell(QStyledItemDelegate):
    """A text with a bar below it, where something is under way."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        fraction = index.data(FRACTION)
        if not isinstance(fraction, float):
            return
        box = QRectF(option.rect).adjusted(8, 0, -8, -4)
        groove = QRectF(box.x(), box.bottom() - _BAR, box.width(), _BAR)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.EDGE))
        painter.drawRoundedRect(groove, 1.5, 1.5)
        groove.setWidth(groove.width() * fraction)
        painter.setBrush(QColor(theme.ACCENT))
        painter.drawRoundedRect(groove, 1.5, 1.5)
        painter.restore()
