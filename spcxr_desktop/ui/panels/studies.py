"""The opened radiographs: thumbnail, who, what, state, flag."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from spcxr_desktop.app.session import Entry, Session
from spcxr_desktop.ui import icons, strings, theme

Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole
_HEIGHT = 80
_THUMB = 64


class StudiesModel(QAbstractListModel):
    """The session's entries as a list; only rows that changed are redrawn."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entries: tuple[Entry, ...] = ()

    def refresh(self) -> None:
        """Take over the session's present entries."""
        old, new = self._entries, self._session.entries
        if [entry.id for entry in old] == [entry.id for entry in new]:
            self._entries = new
            for row, (before, after) in enumerate(zip(old, new, strict=True)):
                if before is not after:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._entries = new
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join((strings.who(entry), strings.what(entry), strings.state(entry, self._session)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(entry.path)
        return None


class _Row(QStyledItemDelegate):
    """Paints one radiograph."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(_ENTRY)
        assert isinstance(entry, Entry)
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._ground(painter, rect, state)
        _thumbnail(painter, entry, QRectF(rect.x() + 6, rect.y() + 6, _THUMB, _THUMB))
        left = rect.x() + _THUMB + 18
        self._texts(painter, entry, QRectF(left, rect.y() + 8, rect.right() - left - 8, rect.height() - 16))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) and selected
        painter.setPen(QPen(QColor(theme.ACCENT), 1) if focused else Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(QColor("#2a3033" if selected else theme.RAISED))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _texts(self, painter: QPainter, entry: Entry, box: QRectF) -> None:
        lines = (
            (strings.who(entry), theme.TEXT, 10.0),
            (strings.what(entry), theme.QUIET, 9.0),
            (strings.state(entry, self._session), _state_colour(entry), 9.0),
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
            painter.drawText(
                QPointF(x, y + metrics.ascent()), metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            )
            y += box.height() / 3 + 1


def _state_colour(entry: Entry) -> str:
    if entry.flags:
        return theme.FLAG
    return {"refused": "#9fc3d8", "unreadable": theme.WARN, "failed": theme.WARN, "analysed": theme.QUIET}.get(
        entry.state, theme.FAINT
    )


def _thumbnail(painter: QPainter, entry: Entry, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.CANVAS))
    painter.drawRoundedRect(box, 4, 4)
    greys = entry.thumbnail
    if greys is None:
        return
    height, width = greys.shape
    image = QImage(greys.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    scale = min(box.width() / width, box.height() / height)
    size = QSize(round(width * scale), round(height * scale))
    corner = QPointF(box.center().x() - size.width() / 2, box.center().y() - size.height() / 2)
    painter.drawImage(QRectF(corner, size), image)


class StudiesPanel(QListView):
    """The list. Emits the id of the entry that was chosen."""

    chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Opened radiographs")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._session = session
        self._entries = StudiesModel(session)
        self.setModel(self._entries)
        self.setItemDelegate(_Row(session, self))
        self._following = False
        self.selectionModel().currentChanged.connect(self._choose)

    def refresh(self) -> None:
        """Follow the session without answering it."""
        self._following = True
        self._entries.refresh()
        index = self._session.index
        if index >= 0 and self.currentIndex().row() != index:
            self.setCurrentIndex(self._entries.index(index))
        self._following = False
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if not self._following and isinstance(entry, Entry):
            self.chosen.emit(entry.id)
