"""The inside of a pane: the canvas, or a word where there is no picture to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from spcxr_desktop.app.session import Entry, Session
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.panels.parts import centred, label, picture
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view.canvas import Canvas

_TEXT_WIDTH = 520  # px, where there is so much room; set, so that a wrapped text is given the height it needs
_EDGE = 32
_LEAST = (160, 120)  # px


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
        self.setMinimumSize(*_LEAST)  # its own, or the texts' widths would make neighbours unequal

    def show_entry(self, entry: Entry | None, session: Session, active: bool = True, empty: str = "") -> None:
        """The picture if there is one, else why not. ``active``: the keyboard goes to a picture that appears.
        ``empty``: what to say where nothing is shown because nothing was chosen; "" offers ways to begin."""
        if entry is not None and entry.upright is not None:
            if self.currentIndex() != 0:
                self.setCurrentIndex(0)
                if active:
                    self._canvas.setFocus()
            return
        self._icon.setVisible(entry is None and not empty)
        for button in self._buttons:
            button.setVisible(entry is None and not empty)
        if entry is None:
            self._title.setText("" if empty else strings.DROP_TITLE)
            self._text.setText(empty or strings.DROP_HINT)
        else:
            self._title.setText(strings.state(entry, session) if entry.fault is not None else tr("Reading…"))
            self._text.setText(strings.fault(entry.fault) if entry.fault is not None else "")
        self._title.setVisible(bool(self._title.text()))
        self.setCurrentIndex(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for text in (self._title, self._text):
            text.setFixedWidth(max(min(_TEXT_WIDTH, self.width() - _EDGE), _EDGE))

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
            column.addLayout(centred(text))
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
