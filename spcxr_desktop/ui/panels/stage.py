"""The middle of the window: the canvas, or a word where there is no picture to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from spcxr_desktop.app.session import Entry, Session
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.panels.parts import label, picture
from spcxr_desktop.ui.view.canvas import Canvas

_TEXT_WIDTH = 520  # px; fixed, so that a wrapped text is given the height it needs


class Stage(QStackedWidget):
    """Page 0 the canvas, page 1 a placeholder with the ways to begin."""

    def __init__(self, canvas: Canvas, buttons: list[QPushButton]) -> None:
        super().__init__()
        self._canvas = canvas
        self._title, self._text = label("", "big"), label("", "quiet")
        self._buttons = buttons
        self._icon = picture("drop", theme.FAINT, 56)
        self.addWidget(canvas)
        self.addWidget(self._placeholder())

    def show_entry(self, entry: Entry | None, session: Session) -> None:
        """The picture if there is one, else why not."""
        if entry is not None and entry.upright is not None:
            if self.currentIndex() != 0:
                self.setCurrentIndex(0)
                self._canvas.setFocus()
            return
        self._icon.setVisible(entry is None)
        for button in self._buttons:
            button.setVisible(entry is None)
        if entry is None:
            self._title.setText(strings.DROP_TITLE)
            self._text.setText(strings.DROP_HINT)
        else:
            self._title.setText(strings.state(entry, session) if entry.fault is not None else "Reading…")
            self._text.setText(strings.fault(entry.fault) if entry.fault is not None else "")
        self.setCurrentIndex(1)

    def texts(self) -> list[str]:
        """What the placeholder says."""
        return [found.text() for found in (self._title, self._text) if found.text()]

    def _placeholder(self) -> QWidget:
        page = QWidget()
        page.setAutoFillBackground(True)
        palette = page.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.CANVAS))
        page.setPalette(palette)
        column = QVBoxLayout(page)
        column.setSpacing(theme.SPACE)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.SPACE)
        for text in (self._title, self._text):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            text.setFixedWidth(_TEXT_WIDTH)
            column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.SPACE * 2)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addStretch(1)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return page
