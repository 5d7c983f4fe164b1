"""Keys and gestures on one page, and what the program is. Derived from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from spcxr_desktop.app.actions import ACTIONS, GESTURES, MENUS
from spcxr_desktop.ui import icons, strings, theme
from spcxr_desktop.ui.panels.parts import heading, label


def key_text(keys: tuple[str, ...]) -> str:
    """Keys as this system writes them."""
    return "  or  ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def rows() -> list[tuple[str, str, str]]:
    """(menu, title, keys) of every action that has a key; the nine windows of a file share a row."""
    out: list[tuple[str, str, str]] = []
    for action in ACTIONS:
        if action.id.startswith("window.preset."):
            if action.id.endswith(".1"):
                out.append((action.menu, "Window of the file, by number", "1 … 9"))
        elif action.keys:
            out.append((action.menu, action.title, key_text(action.keys)))
    return out


class HelpDialog(QDialog):
    """Keys at the left, gestures at the right. Not modal: it may stay beside the picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and gestures")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(28, 24, 28, 28)
        columns.setSpacing(48)
        table = rows()
        columns.addLayout(_column(table, ("File", "View")), 1)
        right = _column(table, tuple(menu for menu in MENUS if menu not in ("File", "View")))
        right.addLayout(_gestures())
        right.addStretch(1)
        columns.addLayout(right, 1)


def _column(table: list[tuple[str, str, str]], menus: tuple[str, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.SPACE)
    for menu in menus:
        column.addWidget(heading(menu))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for number, (_, title, keys) in enumerate(row for row in table if row[0] == menu):
            grid.addWidget(label(title, wrap=False), number, 0)
            grid.addWidget(label(keys, "quiet", wrap=False), number, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(theme.SPACE)
    if "File" in menus:
        column.addStretch(1)
    return column


def _gestures() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(heading("In the picture"))
    for gesture in GESTURES:
        column.addSpacing(5)
        column.addWidget(label(gesture.title, wrap=False))
        column.addWidget(label(gesture.how, "quiet", 9, wrap=False))
    return column


def _paragraph(text: str) -> QLabel:
    out = label(text, "quiet")
    out.setMinimumWidth(380)
    return out


class AboutDialog(QDialog):
    """What this is, and what it is not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"About {strings.PRODUCT}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 28, 28, 28)
        row.setSpacing(24)
        mark = label("")
        mark.setPixmap(icons.pixmap("app", "", 72, 2.0))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE)
        column.addWidget(label(strings.PRODUCT, "big", wrap=False))
        column.addWidget(label(strings.RESEARCH_LONG, "statement"))
        for text in strings.ABOUT:
            column.addWidget(_paragraph(text))
        column.addWidget(label(strings.DISPLAY_NOT_VERIFIED, "statement"))
        column.addWidget(_paragraph(strings.DISPLAY_WHY))
        row.addLayout(column, 1)
