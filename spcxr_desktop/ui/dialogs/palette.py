"""Every action by a few letters of its name. A part of the window, not a window: it is there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.app.actions import ACTIONS, BY_ID
from spcxr_desktop.app.fuzzy import ranked
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.menus import ActionSet

Index = QModelIndex | QPersistentModelIndex
_ID = Qt.ItemDataRole.UserRole
_WIDTH, _ROW, _ROWS = 640, 30, 12  # logical px at 100 %
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}


class PaletteRows(QAbstractListModel):
    """The rows that fit what was typed."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self._actions = actions
        self.ids: list[str] = []

    def find(self, query: str) -> None:
        """Keep the rows that fit, the best first. The palette itself is no row of its own."""
        shown = [(row.id, self._actions.title(row.id)) for row in ACTIONS if row.id != "help.palette"]
        titles = [(row, title) for row, title in shown if title is not None]
        self.beginResetModel()
        self.ids = ranked(query, titles, self._actions.recent)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.ids[index.row()]
        if role == _ID:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._actions.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (self._actions.title(row), self.aside(row)) if part)
        return None

    def aside(self, row: str) -> str:
        """What stands at the right: why it cannot be done, else its keys."""
        why = self._actions.reason(row)
        if why is not None:
            return tr(why or strings.NOT_NOW)
        native = QKeySequence.SequenceFormat.NativeText
        return "  ".join(QKeySequence(key).toString(native) for key in self._actions.keys(row))

    def possible(self, row: str) -> bool:
        """Whether it can be done now."""
        return self._actions.reason(row) is None


class _Row(QStyledItemDelegate):
    """Title at the left, menu after it, keys or reason at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, row = index.model(), index.data(_ID)
        assert isinstance(rows, PaletteRows)
        possible = rows.possible(row)
        box = QRectF(option.rect).adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(theme.ACCENT))
            painter.setBrush(QColor(theme.CHOSEN))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inside = box.adjusted(10, 0, -10, 0)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(9))
        painter.setPen(QColor(theme.QUIET if possible else theme.FAINT))
        aside = rows.aside(row)
        painter.drawText(inside, int(right | middle), aside)
        taken = painter.fontMetrics().horizontalAdvance(aside)
        painter.setFont(theme.font(10))
        metrics = painter.fontMetrics()
        room = int(inside.width()) - taken - 16
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(theme.TEXT if possible else theme.FAINT))
        painter.drawText(inside, int(left | middle), title)
        painter.setFont(theme.font(8.5))
        painter.setPen(QColor(theme.FAINT))
        after = inside.adjusted(metrics.horizontalAdvance(title) + 12, 0, 0, 0)
        if room > metrics.horizontalAdvance(title) + theme.px(80):
            painter.drawText(after, int(left | middle), tr(BY_ID[row].menu))
        painter.restore()


class Palette(QFrame):
    """Type, choose by arrow keys, Enter does it, Esc puts it away."""

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setAccessibleName(tr(strings.PALETTE))
        self._window, self._actions = window, actions
        self._before: QWidget | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr(strings.PALETTE_HINT))
        self.field.setAccessibleName(tr(strings.PALETTE))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._find)
        self.rows = PaletteRows(actions)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr(strings.PALETTE_FOUND))
        self.list.clicked.connect(self._do)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def open(self) -> None:
        """Show it with the keyboard in it, empty."""
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._find("")
        window = self._window
        width = min(theme.px(_WIDTH), window.width() - 40)
        height = self.field.sizeHint().height() + theme.SPACE + 20 + theme.px(_ROW) * _ROWS + 4
        height = min(height, window.height() - theme.px(90))
        self.setGeometry((window.width() - width) // 2, theme.px(70), width, height)
        self.raise_()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Hide it; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # every key is the field's: no shortcut of the window while it is open
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and self.window().isActiveWindow():
            self._before = None  # the keyboard went elsewhere by itself
            self.put_away()
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        return self._press(Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _press(self, key: Qt.Key, control: bool) -> bool:
        if key == Qt.Key.Key_Escape or (control and key == Qt.Key.Key_K):
            self.put_away()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex())
        elif key in _MOVES:
            self._choose(self.list.currentIndex().row() + _MOVES[key])
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _find(self, query: str) -> None:
        self.rows.find(query)
        self._choose(0)

    def _choose(self, row: int) -> None:
        last = self.rows.rowCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self.rows.index(min(max(row, 0), last)))

    def _do(self, index: QModelIndex) -> None:
        row = index.data(_ID) if index.isValid() else None
        if isinstance(row, str) and self.rows.possible(row):
            self.put_away()
            self._actions.trigger(row)
