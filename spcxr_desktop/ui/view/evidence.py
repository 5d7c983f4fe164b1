"""The evidence for one finding over the picture: heat on a fixed scale, and an outline round half of it."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from spcxr_desktop.app.evidence import Evidence
from spcxr_desktop.domain.evidence import FULL_HEAT, HEAT_COLOURS, OUTLINE_COLOUR, heat_grid, sample
from spcxr_desktop.ui.view.layers import path_of
from spcxr_desktop.ui.view.patches import Bounds, region
from spcxr_desktop.ui.view.viewport import Viewport

_PEN, _HALO = 1.8, 3.6  # logical px: the outline, and the dark line under it, for bone
_SOLID = 0.5  # of FULL_HEAT: from here on the heat is as opaque as it gets, below it fades out
_UNSEEN = 6  # of 255 steps of heat: fainter is not drawn at all
_TILE = 64  # device px: heat is laid over by tiles, those without any are skipped
_SKETCH = 256  # px a side of the picture that stands in while zooming


class EvidenceLayer:
    """Composed once per scale and opacity, then only laid over where there is heat or outline."""

    def __init__(self) -> None:
        self._evidence: Evidence | None = None
        self._grid: NDArray[np.float32] = np.zeros((1, 1), np.float32)
        self._path = QPainterPath()
        self._bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
        self._key: tuple[object, ...] | None = None
        self._image = QImage()
        self._parts: tuple[QRect, ...] = ()  # of the image that are not empty
        self._sketch: tuple[float, QImage] | None = None

    def set_evidence(self, evidence: Evidence | None) -> None:
        """Show other evidence; None shows none."""
        if evidence is self._evidence:
            return
        self._evidence, self._key, self._sketch, self._parts = evidence, None, None, ()
        self._image = QImage()
        if evidence is not None:
            top, left, bottom, right = evidence.map.box
            self._bounds = (float(left), float(top), float(right), float(bottom))
            self._grid, self._path = heat_grid(evidence.map), path_of(evidence.outline)

    def draw(self, painter: QPainter, view: Viewport, opacity: float, ratio: float, zooming: bool) -> None:
        """Lay over ``view`` (placed); ``opacity`` 0..1, ``ratio`` device per logical px.

        ``zooming``: a small picture of the heat is stretched, and the outline drawn with hairlines.
        """
        if self._evidence is None or opacity <= 0:
            return
        if zooming:
            self._draw_sketch(painter, view, opacity)
            return
        rect = region(view, self._bounds)
        if rect.isEmpty():
            return
        key = (view.scale, view.aspect, rect, opacity, ratio)
        if key != self._key:
            self._compose(view, rect, opacity, ratio)
            self._key = key
        corner = rect.topLeft() + QPoint(int(view.x), int(view.y))
        for part in self._parts:
            painter.drawImage(part.topLeft() + corner, self._image, part)

    def _compose(self, view: Viewport, rect: QRect, opacity: float, ratio: float) -> None:
        rows = (np.arange(rect.top(), rect.bottom() + 1) + 0.5) / view.scale_y
        columns = (np.arange(rect.left(), rect.right() + 1) + 0.5) / view.scale
        left, top, right, bottom = self._bounds
        words = _composed(sample(self._grid, (rows - top) / (bottom - top), (columns - left) / (right - left)), opacity)
        image = QImage(words.data, rect.width(), rect.height(), 4 * rect.width(), _FORMAT)
        on = QPainter(image)
        on.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_outline(on, view, QPoint(-rect.left(), -rect.top()), opacity, ratio)
        on.end()
        self._image = image.copy()  # its own memory: ``words`` goes
        self._parts = _filled(words)

    def _draw_sketch(self, painter: QPainter, view: Viewport, opacity: float) -> None:
        if self._sketch is None or self._sketch[0] != opacity:
            places = (np.arange(_SKETCH) + 0.5) / _SKETCH
            words = _composed(sample(self._grid, places, places), opacity)
            self._sketch = opacity, QImage(words.data, _SKETCH, _SKETCH, 4 * _SKETCH, _FORMAT).copy()
        left, top, right, bottom = self._bounds
        place = QRectF(left * view.scale + view.x, top * view.scale_y + view.y,
                       (right - left) * view.scale, (bottom - top) * view.scale_y)  # fmt: skip
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._sketch[1])
        self._paint_outline(painter, view, QPoint(int(view.x), int(view.y)), opacity, 0.0)
        painter.restore()

    def _paint_outline(self, painter: QPainter, view: Viewport, corner: QPoint, opacity: float, ratio: float) -> None:
        """``ratio`` 0: hairlines, which Qt draws ten times as fast as wider lines."""
        path = QTransform(view.scale, 0, 0, view.scale_y, corner.x(), corner.y()).map(self._path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        strength = min(0.4 + opacity, 1.0)
        for colour, width in ((QColor(8, 9, 10), _HALO), (QColor(*OUTLINE_COLOUR), _PEN)):
            colour.setAlphaF(strength)
            painter.setPen(QPen(colour, width * ratio, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPath(path)


_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def _composed(heat: NDArray[np.float32], opacity: float) -> NDArray[np.int32]:
    """Heat [H, W] -> premultiplied ARGB words [H, W]."""
    steps = cv2.convertScaleAbs(heat, alpha=255 / FULL_HEAT)  # rounds, and ends at 255
    return np.ascontiguousarray(cv2.LUT(np.asarray(steps, np.uint8), _words(opacity)), np.int32)


@lru_cache(maxsize=8)
def _words(opacity: float) -> NDArray[np.int32]:
    """Premultiplied ARGB for 256 steps of heat."""
    steps = np.arange(256) / 255
    anchors = np.linspace(0, 1, len(HEAT_COLOURS))
    alpha = opacity * np.minimum(steps / _SOLID, 1.0)
    alpha[:_UNSEEN] = 0
    channels = [np.interp(steps, anchors, [colour[i] for colour in HEAT_COLOURS]) * alpha for i in range(3)]
    red, green, blue, opaque = (np.round(part).astype(np.uint32) for part in (*channels, alpha * 255))
    return (opaque << 24 | red << 16 | green << 8 | blue).view(np.int32)


def _filled(words: NDArray[np.int32]) -> tuple[QRect, ...]:
    """Runs of tiles that hold anything, row by row, as rectangles within the image."""
    rows, columns = words.shape
    drawn = (words != 0).astype(np.uint8)
    count = (-(-rows // _TILE), -(-columns // _TILE))
    padded = cv2.copyMakeBorder(
        drawn, 0, count[0] * _TILE - rows, 0, count[1] * _TILE - columns, cv2.BORDER_CONSTANT, value=(0.0,)
    )
    tiles = padded.reshape(count[0], _TILE, count[1], _TILE).max(axis=(1, 3))
    whole, out = QRect(0, 0, columns, rows), []
    for row in range(count[0]):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], tiles[row].astype(np.int8), [0]])))
        for first, last in edges.reshape(-1, 2):
            tile = QRect(int(first) * _TILE, row * _TILE, int(last - first) * _TILE, _TILE)
            out.append(tile.intersected(whole))
    return tuple(out)
