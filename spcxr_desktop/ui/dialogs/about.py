"""What the program is, what it is not, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from spcxr_desktop.app.parts import Part
from spcxr_desktop.ui import icons, strings, theme
from spcxr_desktop.ui.dialogs.following import Following
from spcxr_desktop.ui.panels.parts import heading, label
from spcxr_desktop.ui.translation import tr

_KINDS = (("program", "Program"), ("model", "Models"), ("library", "Libraries"))
_LIST_HEIGHT = 230  # px at 100 %


def _paragraph(text: str) -> QLabel:
    out = label(text, "quiet")
    theme.fix(out, least=520)
    return out


class AboutDialog(Following):
    """``parts`` gives what is known of the versions, which are looked up off the GUI thread."""

    def __init__(self, parent: QWidget, parts: Callable[[], Sequence[Part]]) -> None:
        super().__init__(parent)
        self._parts = parts
        self.setWindowTitle(tr(f"About {strings.PRODUCT}"))
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
        column.addSpacing(theme.SPACE)
        column.addWidget(heading("Versions and licences"))
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(tr("Versions and licences"))
        theme.fix(self._list, height=_LIST_HEIGHT)
        column.addWidget(self._list, 1)
        row.addLayout(column, 1)
        self.follow()

    def follow(self) -> None:
        """Show the versions; while there are none they are still being looked up."""
        parts = self._parts()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        if not parts:
            grid.addWidget(label("Looking them up…", "quiet"), 0, 0)
        for kind, title in _KINDS:
            group = [part for part in parts if part.kind == kind]
            if group:
                grid.addWidget(heading(title), grid.rowCount(), 0, 1, 3)
            for part in group:
                _add(grid, part)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self._list.setWidget(inside)

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [found.text() for found in self.findChildren(QLabel) if found.text()]


def _add(grid: QGridLayout, part: Part) -> None:
    place = grid.rowCount()
    licence = label(part.licence or "licence not stated by its maker", "quiet")
    for column, text in enumerate((label(part.name, wrap=False), label(part.version, "quiet", wrap=False), licence)):
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(text, place, column, Qt.AlignmentFlag.AlignTop)
