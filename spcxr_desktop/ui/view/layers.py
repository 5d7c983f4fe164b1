"""What the canvas draws, each cached by what it depends on: the picture 1:1, and the lungs above it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from spcxr_desktop.app.outlines import Lungs, Polygon
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view.patches import Bounds, PatchCache
from spcxr_desktop.ui.view.resample import Sampler, Seen
from spcxr_desktop.ui.view.viewport import Viewport

_FILL = 0.3  # of the overlay's opacity: a light fill under a clear contour
_CONTOUR = 1.8
_PEN = 1.5  # logical px
_BAND = 1 << 20  # px looked up and drawn at a time: what was just written is then still in the processor's cache


class PictureLayer:
    """Pixels -> resampled to what is seen -> one table -> RGB32 as the window's own memory, drawn without scaling.

    A change of window costs one look-up of what is seen; only zooming resamples. The table gives whole RGB32 words:
    Qt then copies them, which measured a little quicker than widening Grayscale8; colours go the same way.
    """

    def __init__(self) -> None:
        self._source: object = None
        self._sampler: Sampler | None = None
        self._buffer = np.zeros(_BAND, np.int32)  # outlives the QImages made on it

    def set_greys(self, pixels: NDArray[np.uint16], half: NDArray[np.uint16] | None) -> None:
        """Show [rows, columns], upright and contiguous; ``half``: the same averaged 2 x 2."""
        if pixels is not self._source:
            self._source, self._sampler = pixels, Sampler(pixels, half)

    def set_colours(self, colours: NDArray[np.uint8]) -> None:
        """Show [rows, columns, 3], RGB, upright, as they are."""
        if colours is not self._source:
            self._source = colours
            self._sampler = Sampler(np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2BGRA), np.uint8))

    def clear(self) -> None:
        """Show nothing, keep nothing."""
        self._source = self._sampler = None

    def draw(
        self, painter: QPainter, view: Viewport, table: NDArray[np.uint8], clip: QRect, sharp: bool, zooming: bool
    ) -> QRect:
        """Draw what of ``view`` (placed) lies in ``clip`` and return the rectangle covered; all in device px."""
        seen = self._sampler.at(view, sharp, zooming) if self._sampler is not None else None
        if seen is None:
            return QRect()
        part = clip.intersected(QRect(seen.x, seen.y, seen.pixels.shape[1], seen.pixels.shape[0]))
        words = _words(table)
        step = max(_BAND // max(part.width(), 1), 1)
        for top in range(part.top(), part.bottom() + 1, step):
            band = QRect(part.left(), top, part.width(), min(step, part.bottom() + 1 - top))
            self._draw_band(painter, seen, words, band)
        return part

    def _draw_band(self, painter: QPainter, seen: Seen, words: NDArray[np.int32], band: QRect) -> None:
        width, height = band.width(), band.height()
        left, top = band.left() - seen.x, band.top() - seen.y
        pixels = seen.pixels[top : top + height, left : left + width]
        if self._buffer.size < width * height:
            self._buffer = np.zeros(width * height, np.int32)
        out = self._buffer[: width * height].reshape(height, width)
        if pixels.ndim == 2:
            cv2.LUT(pixels, words, out)
        else:
            out.view(np.uint8).reshape(height, width, 4)[:] = pixels
        painter.drawImage(band.topLeft(), QImage(out.data, width, height, 4 * width, QImage.Format.Format_RGB32))


class LungLayer:
    """Contours and a light fill, painted once per scale and opacity, then only laid over."""

    def __init__(self) -> None:
        self._lungs: Lungs | None = None
        self._paths: tuple[tuple[QPainterPath, QColor], ...] = ()
        self._bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
        self._cache = PatchCache()

    def set_lungs(self, lungs: Lungs | None) -> None:
        """Show other lungs."""
        if lungs is self._lungs:
            return
        self._lungs, self._paths = lungs, ()
        self._cache.clear()
        if lungs is not None:
            self._paths = (
                (path_of(lungs.right), QColor(theme.RIGHT_LUNG)),
                (path_of(lungs.left), QColor(theme.LEFT_LUNG)),
            )
            box = self._paths[0][0].boundingRect().united(self._paths[1][0].boundingRect())
            self._bounds = (box.left(), box.top(), box.right(), box.bottom())

    def draw(self, painter: QPainter, view: Viewport, opacity: float, ratio: float, zooming: bool) -> None:
        """Lay over; ``opacity`` 0..1, ``ratio`` device per logical pixels.

        ``zooming``: not worth keeping, and drawn with hairlines: Qt does them ten times as fast as wider ones.
        """
        if not self._paths or opacity <= 0:
            return

        def paint(on: QPainter, rect: QRect) -> None:
            self._paint(on, rect, view, opacity, 1.0 if zooming else _PEN * ratio)

        if zooming:
            painter.save()
            paint(painter, QRect(-int(view.x), -int(view.y), 0, 0))
            painter.restore()
        else:
            self._cache.draw(painter, view, self._bounds, (opacity, ratio), paint, margin=round(2 * _PEN * ratio))

    def outline(self, painter: QPainter, view: Viewport) -> None:
        """A thin line alone, to compare another mask with."""
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.TEXT), 1.0, Qt.PenStyle.DashLine))
        place = QTransform(view.scale, 0, 0, view.scale_y, view.x, view.y)
        for path, _ in self._paths:
            painter.drawPath(place.map(path))
        painter.restore()

    def _paint(self, painter: QPainter, rect: QRect, view: Viewport, opacity: float, pen: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QTransform(view.scale, 0, 0, view.scale_y, -rect.left(), -rect.top())
        for path, colour in self._paths:
            fill, line = QColor(colour), QColor(colour)
            fill.setAlphaF(opacity * _FILL)
            line.setAlphaF(min(opacity * _CONTOUR, 1.0))
            painter.setBrush(fill)
            painter.setPen(QPen(line, pen))
            painter.drawPath(place.map(path))


def _words(table: NDArray[np.uint8]) -> NDArray[np.int32]:
    """uint8 [65536] -> the same greys as opaque RGB32 words."""
    return (table.astype(np.uint32) * np.uint32(0x010101) | np.uint32(0xFF000000)).view(np.int32)


def path_of(polygons: tuple[Polygon, ...]) -> QPainterPath:
    """Closed polygons, odd-even: a hole's contour cuts it out."""
    path = QPainterPath()
    for polygon in polygons:
        path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in polygon]))
        path.closeSubpath()
    return path
