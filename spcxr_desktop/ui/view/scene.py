"""All layers of the picture and the order in which they lie on each other."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry, Overlay
from spcxr_desktop.app.evidence import chosen_evidence
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view import legends
from spcxr_desktop.ui.view.annotations import AnnotationLayer
from spcxr_desktop.ui.view.corner_lines import Said
from spcxr_desktop.ui.view.derived import DerivedLayer
from spcxr_desktop.ui.view.evidence import EvidenceLayer
from spcxr_desktop.ui.view.labels import LabelLayer
from spcxr_desktop.ui.view.layers import LungLayer, PictureLayer
from spcxr_desktop.ui.view.mask_layer import MaskLayer
from spcxr_desktop.ui.view.planes import PlaneLayer, ShutterLayer
from spcxr_desktop.ui.view.tools.frame import frame_of
from spcxr_desktop.ui.view.viewport import Viewport


@dataclass(frozen=True, eq=False)
class Shown:
    """An entry with pixels, and how it is to be drawn."""

    entry: Entry
    overlay: Overlay
    display: Display


def only_greys_differ(one: Shown, other: Shown) -> bool:
    """Whether nothing but the window and the inversion tells them apart."""
    alike = replace(one.entry, voi=other.entry.voi, invert=other.entry.invert)
    fields = (f.name for f in dataclasses.fields(Entry))
    same_entry = all(getattr(alike, name) is getattr(other.entry, name) for name in fields)
    return same_entry and (one.overlay, one.display) == (other.overlay, other.display)


class Scene:
    """From below: picture, shutter, evidence, lungs, labels, the file's overlay planes, what other systems drew,
    annotations, texts."""

    def __init__(self) -> None:
        self.labels = LabelLayer()
        self.masks = MaskLayer(self.labels)
        self.annotations = AnnotationLayer()
        self.derived = DerivedLayer()
        self.hint = ""  # what to do next with the tool at hand
        self.annotated = True  # texts, letters and scale are drawn
        self.picture, self._shutter = PictureLayer(), ShutterLayer()
        self._lungs, self._planes = LungLayer(), PlaneLayer()
        self._evidence = EvidenceLayer()

    def set_entry(self, entry: Entry | None) -> None:
        """Take over what is drawn of an entry; None lets go of it."""
        if entry is None or entry.upright is None:
            self.picture.clear()
            self._lungs.set_lungs(None)
            self._planes.set_planes(())
            self._shutter.set_shutter(None)
            self._evidence.set_evidence(None)
            return
        if entry.colour is not None:
            self.picture.set_colours(entry.colour)
        else:
            self.picture.set_greys(entry.upright, entry.half)
        self._lungs.set_lungs(entry.lungs)
        self._planes.set_planes(entry.planes)
        self._shutter.set_shutter(entry.shutter)

    def paint(
        self,
        widget: QWidget,
        stale: QRect,
        shown: Shown | None,
        view: Viewport,
        table: NDArray[np.uint8],
        zooming: bool,
        corners: bool,
    ) -> None:
        """Draw ``stale`` (logical px) of the widget. ``view`` is placed; from here on all lengths are device px."""
        ratio = widget.devicePixelRatioF()
        painter = QPainter(widget)
        painter.scale(1 / ratio, 1 / ratio)  # nothing is scaled by Qt, at any density
        clip = _outward(stale, ratio)
        covered = QRect()
        if shown is not None:
            covered = self.picture.draw(painter, view, table, clip, shown.display.sharp, zooming)
        for free in _around(clip, covered):
            painter.fillRect(free, QColor(theme.CANVAS))
        if shown is not None:
            self._overlay(painter, shown, view, ratio, zooming)
            frame = frame_of(shown.entry, view, ratio)
            if frame is not None:
                self.derived.draw(painter, frame)
                self.masks.draw_pen(painter, frame)
                self.annotations.draw(painter, frame, clip)
            if self.annotated:
                size = QSize(view.view_width, view.view_height)
                said = Said(self.annotations.view.key_image, self.hint)
                legends.paint(painter, shown.entry, view, size, ratio, corners, shown.display, said)
        if widget.hasFocus():
            painter.scale(ratio, ratio)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.ACCENT).darker(180))
            painter.drawRect(widget.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _overlay(self, painter: QPainter, shown: Shown, view: Viewport, ratio: float, zooming: bool) -> None:
        display = shown.display
        if display.shutter:
            self._shutter.draw(painter, view, display.sharp)
        self._evidence.set_evidence(chosen_evidence(shown.entry.evidence, shown.entry.results, display.evidence))
        self._evidence.draw(painter, view, shown.overlay.evidence, ratio, zooming)
        if shown.overlay.visible:
            self._draw_lungs(painter, shown, view, ratio, zooming)
        if display.planes:
            self._planes.draw(painter, view, ratio, display.sharp)

    def _draw_lungs(self, painter: QPainter, shown: Shown, view: Viewport, ratio: float, zooming: bool) -> None:
        """The model's, until the reader has edited them; then the mask, and the model's outline to compare with."""
        if not self.masks.stands:
            self._lungs.draw(painter, view, shown.overlay.opacity, ratio, zooming)
        self.labels.draw(painter, view)
        if self.masks.compares:
            self._lungs.outline(painter, view)
        frame = frame_of(shown.entry, view, ratio)
        if frame is not None:
            self.masks.draw_difference(painter, frame)


def _around(clip: QRect, covered: QRect) -> list[QRect]:
    """What of ``clip`` the picture, ``covered``, leaves free: above, below, left and right of it."""
    if covered.isEmpty():
        return [clip]
    left, top, right, bottom = clip.left(), clip.top(), clip.right(), clip.bottom()
    height = covered.height()
    strips = (
        QRect(left, top, clip.width(), covered.top() - top),
        QRect(left, covered.bottom() + 1, clip.width(), bottom - covered.bottom()),
        QRect(left, covered.top(), covered.left() - left, height),
        QRect(covered.right() + 1, covered.top(), right - covered.right(), height),
    )
    return [strip for strip in strips if not strip.isEmpty()]


def _outward(rect: QRect, ratio: float) -> QRect:
    """Logical -> device px, with every device pixel that the rectangle touches."""
    left, top = int(rect.left() * ratio) - 1, int(rect.top() * ratio) - 1
    right, bottom = int((rect.right() + 1) * ratio) + 2, int((rect.bottom() + 1) * ratio) + 2
    return QRect(left, top, right - left, bottom - top)
