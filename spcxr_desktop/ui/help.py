"""Keys and gestures on one page. Derived from the table of actions and the user's own keys."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.app.actions import GESTURES, MENUS
from spcxr_desktop.store.settings import Keys
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.dialogs.about import AboutDialog
from spcxr_desktop.ui.dialogs.key_sheet import gestures, rows
from spcxr_desktop.ui.panels.parts import heading, label
from spcxr_desktop.ui.translation import tr

__all__ = ["AboutDialog", "HelpDialog", "rows"]

_MOST_COLUMNS, _COLUMN = 4, 370  # px of one at 100 %
_SCREEN = 0.9  # of the screen at most


class HelpDialog(QDialog):
    """Columns of keys, then gestures. Not modal: it may stay beside the picture."""

    def __init__(self, parent: QWidget, chosen: Keys, save: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and gestures"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(28, 24, 28, 16)
        columns.setSpacing(40)
        room = self.screen().availableSize() * _SCREEN
        for menus in _balanced(chosen, max(1, min(_MOST_COLUMNS, room.width() // theme.px(_COLUMN)))):
            column = _column(rows(chosen), menus)
            if menus[-1] == MENUS[-1]:
                column.addLayout(_gestures(chosen))
            column.addStretch(1)
            columns.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setAccessibleName(tr("Keys and gestures"))
        button = QPushButton(tr(strings.SAVE_KEYS))
        button.clicked.connect(save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 16)
        whole.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 0, 28, 0)
        foot.addStretch(1)
        foot.addWidget(button)
        whole.addLayout(foot)
        wanted = inside.sizeHint()
        self.resize(min(wanted.width() + 24, room.width()), min(wanted.height() + 64, room.height()))


def _balanced(chosen: Keys, columns: int) -> list[tuple[str, ...]]:
    """The menus in their order, cut where the longest column is shortest."""
    table = rows(chosen)
    heights = [2 + sum(of == menu for of, _, _ in table) for menu in MENUS]
    heights[-1] += 3 * len(GESTURES)  # below the last menu; each takes about as much as three keys
    columns = min(columns, len(MENUS))

    def longest(cuts: tuple[int, ...]) -> int:
        return max(sum(heights[start:end]) for start, end in pairwise((0, *cuts, len(MENUS))))

    best = min(combinations(range(1, len(MENUS)), columns - 1), key=longest)
    return [MENUS[start:end] for start, end in pairwise((0, *best, len(MENUS)))]


def _column(table: list[tuple[str, str, str]], menus: tuple[str, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.SPACE)
    for menu in menus:
        group = [row for row in table if row[0] == menu]
        if not group:
            continue
        column.addWidget(heading(menu))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for number, (_, title, keys) in enumerate(group):
            grid.addWidget(label(title, wrap=False), number, 0)
            grid.addWidget(label(keys, "quiet", wrap=False), number, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(theme.SPACE)
    return column


def _gestures(chosen: Keys) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(heading("In the picture"))
    for title, how in gestures(chosen):
        column.addSpacing(5)
        column.addWidget(label(title, wrap=False))
        column.addWidget(label(how, "quiet", 9, wrap=True))
    return column
