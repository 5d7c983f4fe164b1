"""How the worklist's rows are painted: three lines in the side list, cells in the wide table."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from spcxr_desktop.store.rows import StudyRow
from spcxr_desktop.ui import icons, theme
from spcxr_desktop.ui import worklist_texts as texts
from spcxr_desktop.ui.panels.studies import draw_thumbnail, ground
from spcxr_desktop.ui.panels.worklist_model import FLAGGED, PATIENT, ROW, STATUS, WARNINGS, Index, thumbnail_of

SIDE_HEIGHT, TABLE_HEIGHT = 76, 44  # px at 100 %
_THUMB, _SMALL = 60, 36
_DOT = 7


def status_colour(row: StudyRow) -> str:
    """Never the only sign: the text says it too."""
    if row.status in ("in review", "signed"):
        return theme.ACCENT
    return theme.REFUSED if row.status == "not assessed" else theme.QUIET if row.status == "analysed" else theme.FAINT


def _line(painter: QPainter, box: QRectF, text: str, colour: str, points: float, bold: bool = False) -> None:
    """One line of text, cut off at the end of ``box``."""
    font = theme.font(points, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(box.x(), y), metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))


def unread_dot(painter: QPainter, x: float, y: float) -> None:
    """Beside what nobody has looked at."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ACCENT))
    painter.drawEllipse(QPointF(x, y), _DOT / 2, _DOT / 2)


class SideRow(QStyledItemDelegate):
    """Thumbnail, who, what, where it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(SIDE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, StudyRow):
            return
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground(painter, rect, option.state)
        draw_thumbnail(painter, thumbnail_of(index), QRectF(rect.x() + 6, rect.y() + 6, _THUMB, rect.height() - 12))
        left, height = rect.x() + _THUMB + 18, (rect.height() - 12) / 3
        box = QRectF(left, rect.y() + 6, rect.right() - left - 8, height)
        if row.unread:
            unread_dot(painter, left + _DOT / 2, box.center().y())
        _line(painter, box.adjusted(12 if row.unread else 0, 0, 0, 0), texts.who(row), theme.TEXT, 10, row.unread > 0)
        _line(painter, box.translated(0, height), texts.what(row), theme.QUIET, 9)
        flagged = row.flagged > 0  # an exploratory flag alone stands without the mark
        last = box.translated(0, 2 * height)
        if flagged:
            painter.drawPixmap(QPointF(last.x() - 2, last.center().y() - 7), icons.pixmap("flag", theme.FLAG, 14, 2.0))
        colour = theme.FLAG if flagged else status_colour(row)
        _line(painter, last.adjusted(17 if flagged else 0, 0, 0, 0), texts.state(row), colour, 9)
        painter.restore()


class TableCell(QStyledItemDelegate):
    """One cell of the wide table; the first has the thumbnail."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, StudyRow):
            return
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if bool(option.state & QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, QColor(theme.CHOSEN))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        box = rect.adjusted(10, 0, -8, 0)
        if index.column() == PATIENT:
            self._patient(painter, box, row, index)
        else:
            self._cell(painter, box, row, index)
        painter.restore()

    def _patient(self, painter: QPainter, box: QRectF, row: StudyRow, index: Index) -> None:
        small = QRectF(box.x() + 12, box.y() + 4, _SMALL, box.height() - 8)
        draw_thumbnail(painter, thumbnail_of(index), small)
        if row.unread:
            unread_dot(painter, box.x() + _DOT / 2 - 2, box.center().y())
        rest = box.adjusted(_SMALL + 24, 4, 0, -4)
        number = texts.number(row)
        upper = QRectF(rest.x(), rest.y(), rest.width(), rest.height() * (0.55 if number else 1))
        _line(painter, upper, texts.who(row), theme.TEXT, 10, row.unread > 0)
        if number:
            lower = QRectF(rest.x(), upper.bottom(), rest.width(), rest.bottom() - upper.bottom())
            _line(painter, lower, number, theme.FAINT, 8.5)

    def _cell(self, painter: QPainter, box: QRectF, row: StudyRow, index: Index) -> None:
        text = str(index.data() or "")
        if index.column() == FLAGGED and text:
            painter.drawPixmap(QPointF(box.x(), box.center().y() - 7), icons.pixmap("flag", theme.FLAG, 14, 2.0))
            _line(painter, box.adjusted(19, 0, 0, 0), text, theme.FLAG, 9.5)
        elif index.column() == WARNINGS and text:
            painter.drawPixmap(QPointF(box.x(), box.center().y() - 7), icons.pixmap("warn", theme.WARN, 14, 2.0))
            _line(painter, box.adjusted(19, 0, 0, 0), text, theme.WARN, 9.5)
        else:
            _line(painter, box, text, status_colour(row) if index.column() == STATUS else theme.QUIET, 9.5)
