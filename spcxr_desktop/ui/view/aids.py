"""What follows the pointer: a lens of full-resolution pixels, and the value under it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.domain.grayscale import modality_values
from spcxr_desktop.ui import measure_strings, strings, theme
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view.layers import PictureLayer
from spcxr_desktop.ui.view.tools.frame import frame_of
from spcxr_desktop.ui.view.viewport import MAX_SCALE, Viewport

LENS = 260  # logical px across
_TIMES = 2.5  # larger than the picture around it, and never smaller than one to one
_FOOT, _LINE = 20, 19  # logical px: below and per line of the corner text that stands under the read-out


class Lens(QWidget):
    """A round magnifier centred on the pointer. ``source``: the picture, its table, whether pixels are blocks."""

    def __init__(self, canvas: QWidget, source: Callable[[], tuple[PictureLayer, NDArray[np.uint8], bool]]) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(LENS, LENS)
        self._source = source
        self._view: Viewport | None = None
        self.hide()

    def look(self, at: QPointF, view: Viewport, ratio: float) -> None:
        """Magnify what ``view`` (placed) shows at a place of the canvas, logical px."""
        x, y = view.to_image(at.x() * ratio, at.y() * ratio)
        scale = min(max(view.scale * _TIMES, 1.0 if view.aspect >= 1 else 1.0 / view.aspect), MAX_SCALE)
        size = round(LENS * ratio)
        left, top = size / 2 - x * scale, size / 2 - y * scale * view.aspect
        seen = Viewport(size, size, view.columns, view.rows, view.aspect, scale, left, top, False)
        self._view = seen.placed()
        self.move(round(at.x() - LENS / 2), round(at.y() - LENS / 2))
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        ratio = self.devicePixelRatioF()
        size = round(LENS * ratio)
        picture, table, sharp = self._source()
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = QRectF(0, 0, size, size).adjusted(ratio, ratio, -ratio, -ratio)
        inside = QPainterPath()
        inside.addEllipse(rim)
        painter.setClipPath(inside)
        painter.fillRect(0, 0, size, size, QColor(theme.CANVAS))
        picture.draw(painter, self._view, table, QRect(0, 0, size, size), sharp, False)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(theme.ACCENT), 1.5 * ratio))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rim)
        painter.end()


class Readout(QLabel):
    """The value under the pointer, in the lower left corner."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("readout")
        self.setAccessibleName(tr("Value under the pointer"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.set_points(self, 9.5)
        self.setStyleSheet("background: rgba(8, 9, 10, 170); border-radius: 4px; padding: 3px 6px;")
        self.hide()

    def tell(self, text: str, lines: int = 0) -> None:
        """Show a text above ``lines`` of corner text, "" hides it."""
        self.setVisible(bool(text))
        if text and text != self.text():
            self.setText(text)
            self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            self.move(8, parent.height() - _FOOT - theme.px(_LINE) * lines - self.height())


class Aids:
    """Both of them on one canvas, and where the pointer is."""

    def __init__(self, canvas: QWidget, picture: PictureLayer) -> None:
        self._canvas, self._picture = canvas, picture
        self.readout = Readout(canvas)
        self.lens = Lens(canvas, self._source)
        self._entry: Entry | None = None
        self._display = Display()
        self._table: NDArray[np.uint8] = np.zeros(65536, np.uint8)
        self._viewport = Viewport()
        self._at: QPointF | None = None

    def show_entry(
        self, entry: Entry | None, display: Display, table: NDArray[np.uint8], viewport: Viewport
    ) -> None:
        """What is on the canvas, and what of this is switched on."""
        self._entry, self._display, self._table, self._viewport = entry, display, table, viewport
        self._follow()

    def moved_view(self, viewport: Viewport) -> None:
        """The picture lies elsewhere."""
        self._viewport = viewport
        self._follow()

    def point(self, at: QPointF) -> None:
        """The pointer is here, logical px."""
        self._at = at
        self._follow()

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._at = None
        self._follow()

    def _source(self) -> tuple[PictureLayer, NDArray[np.uint8], bool]:
        return self._picture, self._table, self._display.sharp

    def _follow(self) -> None:
        entry, at = self._entry, self._at
        if entry is None or at is None or not (self._display.lens or self._display.probe):
            self.lens.hide()
            self.readout.tell("")
            return
        ratio = self._canvas.devicePixelRatioF()
        if self._display.lens:
            self.lens.look(at, self._viewport.placed(), ratio)
        else:
            self.lens.hide()
        text = _value(entry, self._viewport, at * ratio, ratio) if self._display.probe else ""
        self.readout.tell(text, len(strings.model_lines(entry)) + 2)


def _value(entry: Entry, viewport: Viewport, at: QPointF, ratio: float) -> str:
    """The value of the file's pixel under device px, "" beside the picture."""
    frame, film = frame_of(entry, viewport, ratio), entry.radiograph
    middle = QPointF(math.floor(at.x()) + 0.5, math.floor(at.y()) + 0.5)  # of the device pixel pointed at
    found = frame.pixel(middle) if frame is not None else None
    if film is None or found is None:
        return ""
    row, column = found
    if film.colour is not None:
        red, green, blue = (int(channel) for channel in film.colour[row, column])
        return measure_strings.colour_at(row, column, (red, green, blue))
    rule = film.grayscale
    stored = int(film.pixels[row, column]) + rule.bias
    value = float(modality_values(rule, np.array([stored], np.float64))[0])
    return measure_strings.value_at(row, column, stored, None if value == stored else value)
