"""Every text that a window gives away: drawn by widgets and models, in tooltips, titles, and to screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole,
)  # fmt: skip


def texts_of(window: QWidget, within: QWidget | None = None) -> list[str]:
    """All texts of a window and of the windows that belong to it; ``within``: of what is below this widget alone.

    Hidden widgets count: what is hidden may be shown again. Texts that are painted from data, as the picture's
    corners are, must be asked for where they are made.
    """
    root = within or window
    widgets = [root, *root.findChildren(QWidget)]
    found: list[str] = []
    for widget in widgets:
        found += [widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis()]
        found += [widget.accessibleName(), widget.accessibleDescription(), *_shown(widget)]
        found += [text for action in widget.actions() for text in _of_action(action)]
    return [text for text in found if text]


def _shown(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QMenu):
        yield widget.title()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model(), QModelIndex())


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    rows, columns, header = _size(model, parent)
    for column in range(columns):
        yield str(header(column) or "")
    for row in range(rows):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (str(index.data(role) or "") for role in _ROLES)
            if column == 0 and not isinstance(model, QAbstractListModel | QAbstractTableModel):
                yield from _of_model(model, index)


def _size(model: QAbstractItemModel, parent: QModelIndex) -> tuple[int, int, Callable[[int], object]]:
    """Rows, columns, header; PySide makes some of these private in lists and tables of its own."""

    def header(column: int) -> object:
        return model.headerData(column, Qt.Orientation.Horizontal)

    return model.rowCount(parent), 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent), header


def _of_action(action: QAction) -> tuple[str, ...]:
    return (action.text(), action.toolTip(), action.statusTip()) if action.isVisible() else ()
