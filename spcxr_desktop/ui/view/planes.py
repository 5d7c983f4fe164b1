"""What the file itself lays over its picture: overlay planes (PS3.3 C.9.2) and the display shutter (C.7.6.11)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from spcxr_desktop.app.entry import Plane
from spcxr_desktop.domain.radiograph import Shutter
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view.patches import Bounds, PatchCache
from spcxr_desktop.ui.view.resample import Sampler
from spcxr_desktop.ui.view.viewport import Viewport

_HALO = 0.8  # opacity of the dark outline


def plane_colour(number: int) -> QColor:
    """The colour of a file's overlay plane, counted from 0."""
    return QColor(theme.PLANES[number % len(theme.PLANES)])


class _Bits:
    """A bit plane resampled as coverage."""

    def __init__(self, bits: NDArray[np.bool_]) -> None:
        covered = bits.view(np.uint8) * np.uint8(255)
        left, top, width, height = cv2.boundingRect(covered)
        self.bounds: Bounds = (float(left), float(top), float(left + width), float(top + height))
        self._sampler = Sampler(covered)

    def coverage(self, view: Viewport, rect: QRect, sharp: bool = False) -> NDArray[np.uint8]:
        """0..255 in ``rect`` (device px from the image's corner), also where that lies beyond the image."""
        out = np.zeros((rect.height(), rect.width()), np.uint8)
        seen = self._sampler.at(view.moved_to(-rect.left(), -rect.top(), rect.width(), rect.height()), sharp)
        if seen is not None:
            rows, columns = seen.pixels.shape
            out[seen.y : seen.y + rows, seen.x : seen.x + columns] = seen.pixels
        return out


class PlaneLayer:
    """Overlay planes in colours of their own, each with a dark outline: they must be read on bone and on air."""

    def __init__(self) -> None:
        self._planes: tuple[Plane, ...] = ()
        self._bits: tuple[_Bits, ...] = ()
        self._cache = PatchCache()

    def set_planes(self, planes: tuple[Plane, ...]) -> None:
        """Show other planes."""
        if planes is not self._planes:
            self._planes, self._bits = planes, tuple(_Bits(bits) for bits, _ in planes)
            self._cache.clear()

    def draw(self, painter: QPainter, view: Viewport, ratio: float, sharp: bool) -> None:
        """Lay over; ``ratio`` device per logical pixels."""
        if self._bits:
            margin = max(round(1.5 * ratio), 1)

            def paint(on: QPainter, rect: QRect) -> None:
                for number, bits in enumerate(self._bits):
                    _paint_plane(on, bits.coverage(view, rect, sharp), plane_colour(number), view, margin)

            boxes = [bits.bounds for bits in self._bits]
            bounds = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes),
                      max(b[3] for b in boxes))  # fmt: skip
            self._cache.draw(painter, view, bounds, (ratio, sharp), paint, margin)


class ShutterLayer:
    """What the file wants covered, in the grey it asks for. No window touches it."""

    def __init__(self) -> None:
        self._shutter: Shutter | None = None
        self._bits: _Bits | None = None
        self._cache = PatchCache()

    def set_shutter(self, shutter: Shutter | None) -> None:
        """Close another shutter; None opens it."""
        if shutter is not self._shutter:
            self._shutter, self._bits = shutter, _Bits(shutter.covered) if shutter is not None else None
            self._cache.clear()

    def draw(self, painter: QPainter, view: Viewport, sharp: bool) -> None:
        """Cover."""
        bits, shutter = self._bits, self._shutter
        if bits is not None and shutter is not None:

            def paint(on: QPainter, rect: QRect) -> None:
                _paint_coverage(on, bits.coverage(view, rect, sharp), QColor(*(shutter.grey,) * 3))

            self._cache.draw(painter, view, bits.bounds, sharp, paint)


def _paint_plane(painter: QPainter, coverage: NDArray[np.uint8], colour: QColor, view: Viewport, halo: int) -> None:
    # A line of one image pixel covers a part of a device pixel only: shrunken, it must not fade away.
    line = cv2.convertScaleAbs(coverage, alpha=max(1.0, 1.0 / min(view.scale, view.scale_y)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * halo + 1, 2 * halo + 1))
    around = cv2.convertScaleAbs(cv2.dilate(line, kernel), alpha=_HALO)
    _paint_coverage(painter, np.asarray(around, np.uint8), QColor(0, 0, 0))
    _paint_coverage(painter, np.asarray(line, np.uint8), colour)


def _paint_coverage(painter: QPainter, coverage: NDArray[np.uint8], colour: QColor) -> None:
    """``colour`` as strongly as ``coverage`` (0..255) says."""
    alpha = np.arange(256, dtype=np.uint32)
    red, green, blue = ((alpha * channel + 127) // 255 for channel in (colour.red(), colour.green(), colour.blue()))
    words = cv2.LUT(coverage, (alpha << 24 | red << 16 | green << 8 | blue).view(np.int32))
    height, width = coverage.shape
    painter.drawImage(0, 0, QImage(words.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied))
