"""Labels drawn over the picture, made to be painted on: a change is composed and drawn only where it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from spcxr_desktop.ui.view.patches import region
from spcxr_desktop.ui.view.resample import nearest, nearest_index
from spcxr_desktop.ui.view.viewport import Viewport

MOST_LABELS = 127
_EDGE = 128  # added to the label of an outline's pixel
_KERNEL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True)
class LabelStyle:
    """``colour``: red, green, blue 0..255. ``opacity`` of the fill and ``outline`` of the edge, 0..1."""

    colour: tuple[int, int, int]
    opacity: float = 0.3
    outline: float = 0.9


class LabelLayer:
    """uint8 labels [rows, columns] of the upright image, 0 = none, up to 127, each in its style.

    Labels are sampled where the device pixel's centre lies (nearest), so that what is seen is what is stored, and an
    outline of one device pixel is drawn inside their edges. Composed for what the canvas shows; ``changed`` then costs
    what the changed rectangle costs.
    """

    def __init__(self) -> None:
        self._labels: NDArray[np.uint8] | None = None
        self._words = np.zeros(256, np.int32)
        self._bounds = QRect()  # image px that hold labels
        self._buffer: NDArray[np.int32] = np.zeros((0, 0), np.int32)
        self._image = QImage()
        self._key: tuple[float, float, QRect] | None = None

    def set_labels(self, labels: NDArray[np.uint8] | None) -> None:
        """Show these labels. They are not copied: paint on them, and tell where by ``changed``."""
        self._labels, self._key = labels, None
        self._bounds = QRect(*cv2.boundingRect(labels)) if labels is not None else QRect()

    def set_styles(self, styles: Mapping[int, LabelStyle]) -> None:
        """How labels look; one without a style is not drawn."""
        self._words = _words(styles)
        self._key = None

    def changed(self, view: Viewport, rect: QRect) -> QRect:
        """Labels within ``rect`` (image px) are new. Returns the device px of ``view`` (placed) to draw again."""
        assert self._labels is not None
        rect = rect.intersected(QRect(0, 0, self._labels.shape[1], self._labels.shape[0]))
        if rect.isEmpty():
            return QRect()
        self._bounds = self._bounds.united(rect)
        stale = _device(view, rect)
        if self._key is not None and self._key[:2] == (view.scale, view.aspect):
            self._compose(view, stale)
        return stale.translated(int(view.x), int(view.y))

    def draw(self, painter: QPainter, view: Viewport) -> None:
        """Lay the labels over ``view`` (placed)."""
        if self._labels is None or self._bounds.isEmpty():
            return
        whole = region(view, (0.0, 0.0, float(view.columns), float(view.rows)))
        whole = whole.intersected(QRect(0, 0, *view.size))
        key = (view.scale, view.aspect, whole)
        if key != self._key:
            self._buffer = np.zeros((whole.height(), whole.width()), np.int32)  # no cost until it is written
            self._image = _image_on(self._buffer)
            self._key = key
            self._compose(view, _device(view, self._bounds))
        part = _device(view, self._bounds).intersected(whole)
        corner = QPoint(int(view.x), int(view.y))
        painter.drawImage(part.topLeft() + corner, self._image, part.translated(-whole.topLeft()))

    def _compose(self, view: Viewport, rect: QRect) -> None:
        """Fill ``rect`` (device px from the image's corner) of the buffer."""
        assert self._key is not None and self._labels is not None
        whole = self._key[2]
        rect = rect.intersected(whole)
        if rect.isEmpty():
            return
        wide = rect.adjusted(-1, -1, 1, 1).intersected(whole)  # an edge depends on its neighbours
        box = (wide.left(), wide.top(), wide.right() + 1, wide.bottom() + 1)
        rows, columns = nearest_index(view.at_origin(), box)
        codes = np.asarray(nearest(self._labels, rows, columns), np.uint8)
        edges = np.asarray(cv2.compare(cv2.dilate(codes, _KERNEL), cv2.erode(codes, _KERNEL), cv2.CMP_NE), np.uint8)
        words = cv2.LUT(codes | (edges & np.uint8(_EDGE)), self._words)
        inside = rect.translated(-wide.topLeft())
        place = rect.translated(-whole.topLeft())
        self._buffer[place.top() : place.bottom() + 1, place.left() : place.right() + 1] = words[
            inside.top() : inside.bottom() + 1, inside.left() : inside.right() + 1
        ]


def _device(view: Viewport, rect: QRect) -> QRect:
    """Image px -> device px from the image's corner, grown by the pixel that an outline may add."""
    left, top = int(rect.left() * view.scale) - 2, int(rect.top() * view.scale_y) - 2
    right, bottom = int((rect.right() + 1) * view.scale) + 2, int((rect.bottom() + 1) * view.scale_y) + 2
    return QRect(left, top, right - left + 1, bottom - top + 1)


def _image_on(buffer: NDArray[np.int32]) -> QImage:
    height, width = buffer.shape
    return QImage(buffer.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)


def _words(styles: Mapping[int, LabelStyle]) -> NDArray[np.int32]:
    """Premultiplied ARGB by label, and by label + 128 for the pixels of its outline."""
    out = np.zeros(256, np.uint32)
    for label, style in styles.items():
        if not 0 < label <= MOST_LABELS:
            raise ValueError(f"label {label} is not within 1..{MOST_LABELS}")
        out[label], out[label + _EDGE] = (_premultiplied(style.colour, a) for a in (style.opacity, style.outline))
    return out.view(np.int32)


def _premultiplied(colour: tuple[int, int, int], alpha: float) -> int:
    red, green, blue = (round(channel * alpha) for channel in colour)
    return round(alpha * 255) << 24 | red << 16 | green << 8 | blue
