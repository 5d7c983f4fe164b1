"""Small pieces that the panels are put together from."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from spcxr_desktop.domain.findings import Score
from spcxr_desktop.ui import icons, strings, theme
from spcxr_desktop.ui.translation import tr


class Text(QLabel):
    """A label that shows texts of the program in the window's language. What is a header's alone goes to ``quote``."""

    def __init__(self, text: str = "") -> None:
        super().__init__(tr(text))

    def setText(self, text: str) -> None:
        super().setText(tr(text))

    def quote(self, text: str) -> None:
        """Show as it is: a name, a description, a path."""
        super().setText(text)


def label(text: str, name: str = "", points: float | None = None, wrap: bool = True) -> Text:
    """A text; ``name`` picks its style (heading, quiet, faint, big, badge, statement)."""
    out = Text(text)
    out.setObjectName(name)
    out.setTextFormat(Qt.TextFormat.PlainText)  # texts may quote a header: never mark-up
    out.setWordWrap(wrap)
    if points is not None:
        theme.set_points(out, points)
    return out


def heading(text: str) -> QLabel:
    """A section's title."""
    return label(text, "heading", 9)


def centred(widget: QWidget) -> QHBoxLayout:
    """In the middle of what is there, and, other than by alignment, as high as its wrapped text takes."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


def line() -> QFrame:
    """A hairline."""
    out = QFrame()
    out.setObjectName("line")
    return out


def picture(name: str, colour: str, size: int = 18) -> QLabel:
    """A tinted icon beside a text that says the same, so it has no name of its own."""
    out = QLabel()
    out.setPixmap(icons.pixmap(name, colour, size, 2.0))
    out.setFixedSize(size, size)
    return out


def boxed(name: str, *content: QWidget | QLayout, icon: QWidget | None = None, spacing: int = 4) -> QFrame:
    """A frame of style ``name`` around a column, with an icon at its left."""
    frame = QFrame()
    frame.setObjectName(name)
    across = QHBoxLayout(frame)
    across.setContentsMargins(10, 9, 10, 9)
    across.setSpacing(10)
    if icon is not None:
        across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(spacing)
    for part in content:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    across.addLayout(column, 1)
    return frame


class Swatch(QWidget):
    """The colour of a lung."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = QColor(colour)
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(self._colour)
        fill.setAlphaF(0.35)
        painter.setPen(self._colour)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(0.5, 0.5, 11, 11), 3, 3)


class ScoreBar(QWidget):
    """A thin bar 0..1 with a tick at the threshold. Its accessible text says the same in words."""

    def __init__(self, score: Score) -> None:
        super().__init__()
        self._score = score
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(score.title))
        self.setAccessibleDescription(strings.score(score))
        self.setToolTip(strings.score(score))

    def sizeHint(self) -> QSize:
        return QSize(120, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, 4, self.width(), 4)
        painter.setBrush(QColor(theme.EDGE))
        painter.drawRoundedRect(groove, 2, 2)
        painter.setBrush(QColor(theme.FLAG if self._score.flagged else theme.QUIET))
        filled = QRectF(groove)
        filled.setWidth(max(groove.width() * min(max(self._score.value, 0.0), 1.0), 4))
        painter.drawRoundedRect(filled, 2, 2)
        x = groove.width() * min(max(self._score.threshold, 0.0), 1.0)
        painter.setBrush(QColor(theme.TEXT))
        painter.drawRect(QRectF(min(max(x - 0.75, 0), self.width() - 1.5), 0, 1.5, 12))
