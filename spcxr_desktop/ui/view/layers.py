"""What the canvas draws, each cached by what it depends on: the radiograph 1:1, and the lungs above it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from spcxr_desktop.app.outlines import Lungs, Polygon
from spcxr_desktop.domain.grayscale import render
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view.viewport import Tile, Viewport

_FILL = 0.3  # of the overlay's opacity: a light fill under a clear contour
_CONTOUR = 1.8
_PEN = 1.5  # logical px


class RadiographLayer:
    """uint16 pixels -> resampled to the tile that is seen -> one table -> Grayscale8, drawn without scaling.

    A change of window costs one look-up of viewport size (0.4 ms at 1200 x 1200); only moving resamples.
    """

    def __init__(self) -> None:
        self._pixels: NDArray[np.uint16] | None = None
        self._half: NDArray[np.uint16] | None = None
        self._key: tuple[Tile, bool] | None = None
        self._seen: NDArray[np.uint16] = np.zeros((1, 1), np.uint16)
        self._greys: NDArray[np.uint8] = np.zeros((1, 1), np.uint8)  # outlives the QImage made on it

    def set_pixels(self, pixels: NDArray[np.uint16] | None, half: NDArray[np.uint16] | None) -> None:
        """Show other pixels, [rows, columns], upright and contiguous; ``half``: the same averaged 2 x 2."""
        if pixels is not self._pixels:
            self._pixels, self._half, self._key = pixels, half, None

    def image(self, tile: Tile, table: NDArray[np.uint8], moving: bool) -> QImage:
        """The tile in greys, of the tile's size in device pixels. ``moving``: quicker and a little less exact."""
        if self._key != (tile, moving):
            self._seen = self._resample(tile, moving)
            self._key = (tile, moving)
        self._greys = np.ascontiguousarray(render(self._seen, table))
        height, width = self._greys.shape
        return QImage(self._greys.data, width, height, width, QImage.Format.Format_Grayscale8)

    def _resample(self, tile: Tile, moving: bool) -> NDArray[np.uint16]:
        assert self._pixels is not None
        shrinking = tile.width < tile.right - tile.left
        part = self._pixels[tile.top : tile.bottom, tile.left : tile.right]
        if self._half is not None and tile.width * 2 <= tile.right - tile.left:  # the same averages at a quarter's cost
            part = self._half[tile.top // 2 : (tile.bottom + 1) // 2, tile.left // 2 : (tile.right + 1) // 2]
        how = cv2.INTER_AREA if shrinking and not moving else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(part, (tile.width, tile.height), interpolation=how), np.uint16)


class LungLayer:
    """Contours and a light fill, painted once per position and opacity, then only laid over."""

    def __init__(self) -> None:
        self._lungs: Lungs | None = None
        self._paths: tuple[tuple[QPainterPath, QColor], ...] = ()
        self._key: tuple[Viewport, float, float] | None = None
        self._painted = QImage()

    def set_lungs(self, lungs: Lungs | None) -> None:
        """Show other lungs."""
        if lungs is self._lungs:
            return
        self._lungs, self._key = lungs, None
        self._paths = ()
        if lungs is not None:
            self._paths = (
                (_path(lungs.right), QColor(theme.RIGHT_LUNG)),
                (_path(lungs.left), QColor(theme.LEFT_LUNG)),
            )

    def image(self, view: Viewport, opacity: float, ratio: float) -> QImage:
        """ARGB of the whole canvas in device pixels; ``opacity`` 0..1, ``ratio`` device per logical pixels."""
        if self._key != (view, opacity, ratio):
            self._painted = self._paint(view, opacity, ratio)
            self._key = (view, opacity, ratio)
        return self._painted

    def _paint(self, view: Viewport, opacity: float, ratio: float) -> QImage:
        image = QImage(view.view_width, view.view_height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QTransform(view.scale, 0, 0, view.scale_y, view.x, view.y)
        for path, colour in self._paths:
            fill, line = QColor(colour), QColor(colour)
            fill.setAlphaF(opacity * _FILL)
            line.setAlphaF(min(opacity * _CONTOUR, 1.0))
            painter.setBrush(fill)
            painter.setPen(QPen(line, _PEN * ratio))
            painter.drawPath(place.map(path))
        painter.end()
        return image


def _path(polygons: tuple[Polygon, ...]) -> QPainterPath:
    path = QPainterPath()  # odd-even by default: a hole's contour cuts it out
    for polygon in polygons:
        path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in polygon]))
        path.closeSubpath()
    return path
