"""Overlays are composed once, for a rectangle that moves with the image, and then only laid over the picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from spcxr_desktop.ui.view.viewport import Viewport

Bounds: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in image px


def region(view: Viewport, bounds: Bounds, margin: int = 0) -> QRect:
    """What to compose for an overlay within ``bounds``, in device px counted from the image's corner.

    All of it where that is no larger than the canvas, so that moving the picture composes nothing; else only what
    is seen. ``view`` is placed; ``margin``: device px that the overlay is drawn beyond its bounds.
    """
    left, top = math.floor(bounds[0] * view.scale) - margin, math.floor(bounds[1] * view.scale_y) - margin
    right, bottom = math.ceil(bounds[2] * view.scale) + margin, math.ceil(bounds[3] * view.scale_y) + margin
    whole = QRect(left, top, max(right - left, 0), max(bottom - top, 0))
    if whole.width() * whole.height() <= view.view_width * view.view_height:
        return whole
    return whole.intersected(QRect(-int(view.x), -int(view.y), view.view_width, view.view_height))


class PatchCache:
    """One composed image and what it was composed for."""

    def __init__(self) -> None:
        self._key: tuple[float, float, QRect, Hashable] | None = None
        self._image = QImage()

    def clear(self) -> None:
        """What is composed is of no more use."""
        self._key, self._image = None, QImage()

    def draw(
        self,
        painter: QPainter,
        view: Viewport,
        bounds: Bounds,
        state: Hashable,
        paint: Callable[[QPainter, QRect], None],
        margin: int = 0,
    ) -> None:
        """Lay the overlay over ``view`` (placed), composing it first if scale, ``state`` or region are new.

        ``paint`` draws on a transparent image that covers the region it is given (device px from the image's corner).
        """
        rect = region(view, bounds, margin)
        if rect.isEmpty():
            return
        key = (view.scale, view.aspect, rect, state)
        if key != self._key:
            self._image = QImage(rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
            self._image.fill(0)
            on = QPainter(self._image)
            paint(on, rect)
            on.end()
            self._key = key
        painter.drawImage(rect.topLeft() + QPoint(int(view.x), int(view.y)), self._image)
