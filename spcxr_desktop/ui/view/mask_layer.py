"""The reader's lung mask on the picture: labels, what differs from the model's, what is proposed, the tip, an outline.

Masks are in the file's orientation and are never copied to be drawn: NumPy views turn them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from spcxr_desktop.app.mask_sheet import NO_MASK, MaskView
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.masks import Label, MaskArray, Rect
from spcxr_desktop.domain.turn import Placement, Turn
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view.labels import LabelLayer, LabelStyle
from spcxr_desktop.ui.view.tools.frame import Frame

ADDED, REMOVED = 1, 2  # beside the model's mask, or beside what stands
# Sea green and reddish purple: told apart with any colour vision, and from both lungs.
_DIFFERENCE = {ADDED: LabelStyle((0, 190, 130), 0.45, 1.0), REMOVED: LabelStyle((230, 90, 190), 0.45, 1.0)}
_FILL, _EDGE = 0.75, 2.2  # of a label's and of the overlay's opacity: at 0.4 both as light as the model's lungs
_USUAL = 0.4
_HALO = 3  # device px around what is drawn with a pen


def turned(mask: MaskArray, turn: Turn) -> MaskArray:
    """A view of ``mask`` as it is shown; costs nothing."""
    return np.rot90(mask[:, ::-1] if turn.mirrored else mask, -turn.quarters)


def shown_rect(rect: Rect, placement: Placement) -> QRect:
    """File -> image px as shown."""
    one = placement.to_shown((float(rect.left), float(rect.top)))
    other = placement.to_shown((float(rect.right), float(rect.bottom)))
    left, top = min(one[0], other[0]), min(one[1], other[1])
    return QRect(int(left), int(top), int(abs(one[0] - other[0])), int(abs(one[1] - other[1])))


class MaskLayer:
    """``labels``: the layer that is painted on. What is drawn with a pen is in points of the file."""

    def __init__(self, labels: LabelLayer) -> None:
        self._labels, self._difference = labels, LabelLayer()
        self._difference.set_styles(_DIFFERENCE)
        self.view: MaskView = NO_MASK
        self._other: MaskArray | None = None  # what the difference is told from, in the file's orientation
        self._codes: MaskArray | None = None
        self._placement: Placement | None = None
        self._styled: tuple[object, ...] = ()
        self.tip: tuple[Point, float, float] | None = None  # centre, half width and height in px of the file
        self.outline: tuple[Point, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the reader's mask is drawn, and not the model's."""
        return self.view.pixels is not None

    @property
    def compares(self) -> bool:
        """Whether the model's outline is wanted beside the reader's mask."""
        return self.view.compare and self.stands

    def show(self, view: MaskView, placement: Placement | None, strength: float) -> bool:
        """Take over what there is to draw; ``strength``: the overlay's opacity. True where everything is new."""
        before, self.view = self.view, view
        again = placement != self._placement or not _alike(before, view)
        self._placement = placement
        if again:
            self._labels.set_labels(self._as_shown(view.pixels))
            self._set_difference(view)
        styled = (tuple(view.labels.items()), strength)
        if styled != self._styled:
            self._styled = styled
            self._labels.set_styles(_styles(view.labels, strength))
            again = True
        return again

    def changed(self, rect: Rect, frame: Frame) -> QRect:
        """Pixels of the mask are new. Returns device px to draw again."""
        if self.view.pixels is None:
            return QRect()
        shown = shown_rect(rect, frame.placement)
        stale = self._labels.changed(frame.view, shown)
        if self._codes is not None and self._other is not None:
            _compare(self._other, self._now, rect, self._codes)
            self._difference.changed(frame.view, shown)
        return stale

    def draw_difference(self, painter: QPainter, frame: Frame) -> None:
        """Lay over what differs; the labels themselves are drawn by the scene."""
        if self._codes is not None:
            self._difference.draw(painter, frame.view)

    def draw_pen(self, painter: QPainter, frame: Frame) -> None:
        """The tip at the pointer, and the outline that is being drawn."""
        if self.tip is None and not self.outline:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.outline:
            places = [frame.to_device(point) for point in self.outline]
            for colour, width in ((QColor(theme.CANVAS), 3.0), (QColor(theme.CHOSEN_LINE), 1.4)):
                painter.setPen(QPen(colour, width * frame.ratio))
                painter.drawPolyline(QPolygonF(places))
            side = 3 * frame.ratio
            painter.drawRect(QRectF(places[0].x() - side, places[0].y() - side, 2 * side, 2 * side))
        if self.tip is not None:
            box = self._tip_box(frame)
            for colour, width in ((QColor(0, 0, 0, 160), 2.6), (QColor(theme.TEXT), 1.2)):
                painter.setPen(QPen(colour, width * frame.ratio))
                painter.drawEllipse(box)
        painter.restore()

    def tip_rect(self, frame: Frame) -> QRect:
        """Device px that the tip's circle touches; empty without one."""
        return _widened(self._tip_box(frame), frame) if self.tip is not None else QRect()

    def outline_rect(self, frame: Frame) -> QRect:
        """Device px that the outline touches."""
        if not self.outline:
            return QRect()
        box = QPolygonF([frame.to_device(point) for point in self.outline]).boundingRect()
        return _widened(box.adjusted(-4, -4, 4, 4), frame)

    def _tip_box(self, frame: Frame) -> QRectF:
        assert self.tip is not None
        (x, y), across, down = self.tip
        one, other = frame.to_device((x - across, y - down)), frame.to_device((x + across, y + down))
        return QRectF(one, other).normalized()

    def _as_shown(self, mask: MaskArray | None) -> MaskArray | None:
        if mask is None or self._placement is None:
            return None
        return turned(mask, self._placement.turn)

    @property
    def _now(self) -> MaskArray:
        """What the difference is drawn of: the proposal, else the mask that stands."""
        now = self.view.proposal.after if self.view.proposal is not None else self.view.pixels
        assert now is not None
        return now

    def _set_difference(self, view: MaskView) -> None:
        """A proposal beside what stands, or what stands beside the model's."""
        if view.proposal is not None:
            stands = view.pixels if view.pixels is not None else view.model
            self._other = stands if stands is not None else np.zeros_like(view.proposal.after)
        else:
            self._other = view.model if self.compares else None
        self._codes = None
        if self._other is not None:
            codes: MaskArray = np.zeros_like(self._other)
            _compare(self._other, self._now, Rect(0, 0, *codes.shape), codes)
            self._codes = codes
        self._difference.set_labels(self._as_shown(self._codes))


def _compare(model: MaskArray, now: MaskArray, rect: Rect, codes: MaskArray) -> None:
    """ADDED where a label is that the model's mask has not there, REMOVED where only the model's has one."""
    ours, theirs = now[rect.slices], model[rect.slices]
    differs = ours != theirs
    part = codes[rect.slices]
    part[:] = 0
    part[differs & (ours != 0)] = ADDED
    part[differs & (ours == 0)] = REMOVED


def _alike(one: MaskView, other: MaskView) -> bool:
    """Whether the same arrays are drawn."""
    same = one.pixels is other.pixels and one.model is other.model and one.proposal is other.proposal
    return same and one.compare == other.compare


def _styles(labels: Mapping[int, Label], strength: float) -> dict[int, LabelStyle]:
    """Of the visible ones. ``strength`` 0..1 scales all of them, 0.4 leaves them as they are."""
    out = {}
    for value, label in labels.items():
        if label.visible and value < 128:
            times = strength / _USUAL
            fill = 0.0 if label.outline else min(label.opacity * _FILL * _USUAL * times, 1.0)
            out[value] = LabelStyle(label.colour, fill, min(label.opacity * _EDGE * times, 1.0))
    return out


def _widened(box: QRectF, frame: Frame) -> QRect:
    more = round(_HALO * frame.ratio)
    return box.toAlignedRect().adjusted(-more, -more, more, more)
