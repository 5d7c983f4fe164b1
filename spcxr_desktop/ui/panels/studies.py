"""The opened radiographs: thumbnail, who, what, state, flag."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from spcxr_desktop.app.session import Entry, Session
from spcxr_desktop.ui import icons, strings, theme
from spcxr_desktop.ui.dragging import ENTRY_MIME, entry_mime
from spcxr_desktop.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole
_HEIGHT = 80
_LOOK_MS = 60  # after rows came or the list was scrolled, until it is asked which rows are in view
_THUMB = 64


class StudiesModel(QAbstractListModel):
    """The session's entries as a list of ids: rows are added and redrawn as they come, whatever the list holds."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ids: list[int] = []  # ascending, as the session gives them out
        self._revision = 0

    def refresh(self) -> None:
        """Take over what happened in the session since the last time."""
        delta = self._session.changes_since(self._revision)
        self._revision = delta.revision
        if delta.closed:
            self._remove()
        last = self._ids[-1] if self._ids else 0
        fresh = sorted(entry_id for entry_id in delta.touched if entry_id > last)
        self._redraw(sorted(bisect_left(self._ids, entry_id) for entry_id in delta.touched if entry_id <= last))
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids) + len(fresh) - 1)
            self._ids += fresh
            self.endInsertRows()

    def ids(self, rows: Iterable[int]) -> list[int]:
        """The ids of these rows, as far as there are such rows."""
        return [self._ids[row] for row in rows if 0 <= row < len(self._ids)]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        entry = self._session.entry(self._ids[index.row()])
        if entry is None or role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join((strings.who(entry), strings.what(entry), strings.state(entry, self._session)))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join(strings.hints(entry))
        if role == Qt.ItemDataRole.ToolTipRole:
            return strings.where(entry)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [ENTRY_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return entry_mime(self.ids(index.row() for index in indexes)[0])

    def _remove(self) -> None:
        """Take out the rows of entries that were closed."""
        for row in reversed(range(len(self._ids))):
            if self._session.entry(self._ids[row]) is None:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._ids[row]
                self.endRemoveRows()

    def _redraw(self, rows: list[int]) -> None:
        """Tell the view of these rows, neighbours in one go."""
        start = 0
        for end in range(1, len(rows) + 1):
            if end == len(rows) or rows[end] != rows[end - 1] + 1:
                self.dataChanged.emit(self.index(rows[start]), self.index(rows[end - 1]))
                start = end


class _Row(QStyledItemDelegate):
    """Paints one radiograph."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(_ENTRY)
        if not isinstance(entry, Entry):
            return  # closed a moment ago: its row is about to go
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground(painter, rect, state)
        thumb = min(_THUMB, rect.height() - 12)
        draw_thumbnail(painter, entry.thumbnail, QRectF(rect.x() + 6, rect.y() + 6, thumb, thumb))
        left = rect.x() + thumb + 18
        self._texts(painter, entry, QRectF(left, rect.y() + 8, rect.right() - left - 8, rect.height() - 16))
        painter.restore()

    def _texts(self, painter: QPainter, entry: Entry, box: QRectF) -> None:
        state = strings.state(entry, self._session)
        lines = (
            (strings.who(entry), theme.TEXT, 10.0),
            (strings.what(entry), theme.QUIET, 9.0),
            (tr(strings.COLOUR_SHORT) if state == tr(strings.COLOUR) else state, _state_colour(entry), 9.0),
        )
        y = box.y()
        for number, (text, colour, points) in enumerate(lines):
            font = theme.font(points)
            metrics = QFontMetricsF(font)
            flag = number == 2 and entry.flags > 0
            x = box.x()
            if flag:
                painter.drawPixmap(QPointF(x - 2, y + 2), icons.pixmap("flag", theme.FLAG, 14, 2.0))
                x += 17
            painter.setFont(font)
            painter.setPen(QColor(colour))
            room = box.right() - x
            if number == 0 and not entry.read:
                painter.setBrush(QColor(theme.ACCENT))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawEllipse(QPointF(x + 3.5, y + metrics.height() / 2), 3.5, 3.5)
                painter.setPen(QColor(colour))
                x, room = x + 12, room - 12
            if number == 0 and entry.hints:
                room -= 20
                painter.drawPixmap(QPointF(box.right() - 15, y + 1), icons.pixmap("warn", theme.WARN, 15, 2.0))
            painter.drawText(
                QPointF(x, y + metrics.ascent()), metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            )
            y += box.height() / 3 + 1


def _state_colour(entry: Entry) -> str:
    if entry.flags:
        return theme.FLAG
    if entry.in_colour:
        return theme.REFUSED
    return {"refused": theme.REFUSED, "unreadable": theme.WARN, "failed": theme.WARN, "analysed": theme.QUIET}.get(
        entry.state, theme.FAINT
    )


def ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    """What a row stands on: chosen, under the pointer, with the keyboard."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    focused = bool(state & QStyle.StateFlag.State_HasFocus) and selected
    painter.setPen(QPen(QColor(theme.ACCENT), 1) if focused else Qt.PenStyle.NoPen)
    if selected or hovered:
        painter.setBrush(QColor(theme.CHOSEN if selected else theme.RAISED))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def draw_thumbnail(painter: QPainter, pixels: NDArray[np.uint8] | None, box: QRectF) -> None:
    """A small picture in the middle of ``box``, or the empty box."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.CANVAS))
    painter.drawRoundedRect(box, 4, 4)
    if pixels is None:
        return
    height, width = pixels.shape[:2]
    kind = QImage.Format.Format_Grayscale8 if pixels.ndim == 2 else QImage.Format.Format_RGB888
    image = QImage(np.ascontiguousarray(pixels).data, width, height, pixels.nbytes // height, kind)
    scale = min(box.width() / width, box.height() / height)
    size = QSize(round(width * scale), round(height * scale))
    corner = QPointF(box.center().x() - size.width() / 2, box.center().y() - size.height() / 2)
    painter.drawImage(QRectF(corner, size), image)


class StudiesPanel(QListView):
    """The list. Emits the id of the entry that was chosen, and the ids of the rows in view."""

    chosen = Signal(int)
    in_view = Signal(list)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(tr("Opened radiographs"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self._session = session
        self._entries = StudiesModel(session)
        self.setModel(self._entries)
        self.setItemDelegate(_Row(session, self))
        self._following = False
        self._seen: list[int] = []
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._tell_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look.start())
        self.selectionModel().currentChanged.connect(self._choose)

    def refresh(self) -> None:
        """Follow the session without answering it."""
        self._following = True
        count = self._entries.rowCount()
        self._entries.refresh()
        index = self._session.index
        if index < 0:
            self.setCurrentIndex(QModelIndex())  # else the row that is marked could not be chosen
        elif self.currentIndex().row() != index:
            self.setCurrentIndex(self._entries.index(index))
        self._following = False
        self.viewport().update()
        if self._entries.rowCount() != count and not self._look.isActive():
            self._look.start()

    def rows_in_view(self) -> list[int]:
        """Ids of the rows that are at least partly seen; none while the list is hidden."""
        if not self.isVisible():
            return []
        height = theme.px(_HEIGHT)
        top = self.verticalScrollBar().value() // height
        return self._entries.ids(range(top, top + self.viewport().height() // height + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()

    def _tell_rows(self) -> None:
        seen = self.rows_in_view()
        if seen != self._seen:
            self._seen = seen
            self.in_view.emit(seen)

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if not self._following and isinstance(entry, Entry):
            self.chosen.emit(entry.id)
