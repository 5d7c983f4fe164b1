"""Annotations over the picture: thin lines with a dark edge, read on any grey, and what they measure beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from spcxr_desktop.app.measured import Measured
from spcxr_desktop.app.review_sheet import NOTHING, Drawn, ReviewView
from spcxr_desktop.domain.annotations import Angle, Annotation, Arrow, CardiothoracicRatio, Length, Region, Text
from spcxr_desktop.domain.handles import handles
from spcxr_desktop.ui import measure_strings, theme
from spcxr_desktop.ui.view.blocks import Line, text_block
from spcxr_desktop.ui.view.tools.frame import Frame

_WIDTH, _EDGE = 1.6, 1.2  # logical px of a line, and of its dark edge on either side
_HANDLE = 4.0
_TICK, _HEAD, _ARC = 5.0, 11.0, 22.0
_GUIDE = 0.22  # of the thorax's width: how far the heart's guides reach up and down
_AWAY = QPointF(10, 6)  # from an annotation's point to its text
_ROOM = 300.0  # logical px for a line of text
_MARGIN = 16  # around the points, for ends, handles and arcs


class AnnotationLayer:
    """Draws a review's annotations and the one in hand. Nothing is cached but texts: lines are cheap."""

    def __init__(self) -> None:
        self.view: ReviewView = NOTHING
        self._sketch: Drawn | None = None

    def set_sketch(self, sketch: Drawn | None) -> None:
        """What is being drawn or moved; it stands for the annotation of the same key."""
        self._sketch = sketch

    @property
    def sketch(self) -> Drawn | None:
        """What is being drawn or moved."""
        return self._sketch

    def shown(self) -> list[Drawn]:
        """All there is to draw, the one in hand last."""
        key = self._sketch.key if self._sketch is not None else None
        out = [drawn for drawn in (*self.view.drawn, *self.view.places) if drawn.key != key]
        return [*out, self._sketch] if self._sketch is not None else out

    def draw(self, painter: QPainter, frame: Frame, clip: QRect) -> None:
        """Draw what touches ``clip`` (device px)."""
        shown = self.shown()
        if not shown:
            return
        places = _label_rects(shown, frame)
        visible = [drawn for drawn in shown if extent(drawn, frame).intersects(clip)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for drawn in visible:
            chosen = drawn.key == self.view.selected or drawn is self._sketch
            _draw_lines(painter, drawn.annotation, frame, theme.CHOSEN_LINE if chosen else theme.ANNOTATION)
            if chosen:
                _draw_handles(painter, drawn.annotation, frame)
        painter.restore()
        for drawn, place in zip(shown, places, strict=True):
            block = _block(drawn, frame.ratio)
            if block is not None and place.intersects(clip):
                painter.drawImage(place.topLeft(), block)

    def extents(self, frame: Frame) -> dict[object, QRect]:
        """Device px that each annotation and its text touch: what differs after a change has to be painted."""
        out: dict[object, QRect] = {}
        shown = self.shown()
        for drawn, place in zip(shown, _label_rects(shown, frame), strict=True):
            chosen = drawn.key == self.view.selected or drawn is self._sketch
            out[drawn.key, drawn.annotation, chosen, drawn.measured.values is None] = extent(drawn, frame).united(place)
        return out

    def labels(self, frame: Frame) -> list[tuple[str, QRect]]:
        """Where the texts stand, by key, device px."""
        shown = self.shown()
        return list(zip([drawn.key for drawn in shown], _label_rects(shown, frame), strict=True))


def extent(drawn: Drawn, frame: Frame) -> QRect:
    """Device px that the lines of an annotation may touch."""
    points = [frame.to_device(point) for point in handles(drawn.annotation)]
    if isinstance(drawn.annotation, CardiothoracicRatio):
        points += [end for guide in _guides(drawn.annotation, frame) for end in guide]
    xs, ys = [point.x() for point in points], [point.y() for point in points]
    margin = round(_MARGIN * frame.ratio)
    if isinstance(drawn.annotation, Angle):
        margin += round(_ARC * frame.ratio)
    box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).toAlignedRect()
    return box.adjusted(-margin, -margin, margin, margin)


def _label_rects(shown: list[Drawn], frame: Frame) -> list[QRect]:
    """Where the texts stand, empty where there is none: none over another, and none cut off by the canvas' right edge
    while what it belongs to is in view."""
    out: list[QRect] = []
    for drawn in shown:
        block = _block(drawn, frame.ratio)
        if block is None:
            out.append(QRect())
            continue
        at = _anchor(drawn.annotation, frame)
        away = at + _AWAY * frame.ratio
        if isinstance(drawn.annotation, Angle):
            away = at + _behind(drawn.annotation, block, frame)
        place = QRect(QPoint(round(away.x()), round(away.y())), block.size())
        over = place.right() - frame.view.view_width + 1
        if over > 0 and at.x() <= frame.view.view_width:
            place.translate(-over, 0)
        for _ in out:  # each step passes one of them
            hidden = next((other for other in out if other.intersects(place)), None)
            if hidden is None:
                break
            place.moveTop(hidden.bottom() + 2)
        out.append(place)
    return out


def _behind(angle: Angle, block: QImage, frame: Frame) -> QPointF:
    """From the corner of an angle to its text's upper left: on the side where no arm is."""
    vertex = frame.to_device(angle.vertex)
    out = QPointF()
    for end in (frame.to_device(angle.first), frame.to_device(angle.second)):
        arm = vertex - end
        out += arm / max(math.hypot(arm.x(), arm.y()), 1e-9)
    length = max(math.hypot(out.x(), out.y()), 1e-9)
    half = QPointF(block.width(), block.height()) / 2
    reach = QPointF(half.x() + 8 * frame.ratio, half.y() + 8 * frame.ratio)
    return QPointF(out.x() / length * reach.x(), out.y() / length * reach.y()) - half


def _anchor(annotation: Annotation, frame: Frame) -> QPointF:
    """The point that the text stands beside: right and below of it there is room."""
    match annotation:
        case Angle(vertex=vertex):
            return frame.to_device(vertex)
        case Text(at):
            return frame.to_device(at) - QPointF(4, 10) * frame.ratio
        case Arrow(tail=tail):
            return frame.to_device(tail)
        case CardiothoracicRatio(thorax):
            one, other = (frame.to_device(point) for point in thorax)
            return (one + other) / 2
        case _:
            ends = [frame.to_device(point) for point in handles(annotation)]
            return max(ends, key=lambda end: end.x() + end.y())


def _block(drawn: Drawn, ratio: float) -> QImage | None:
    texts = said(drawn.annotation, drawn.measured)
    if not texts:
        return None
    first = [Line(text, theme.TEXT, 9.5, number == 0) for number, text in enumerate(texts)]
    warned = drawn.measured.measurement.warning if drawn.measured.measurement is not None else ""
    notes = [Line(text, theme.FLAG, 8.5) for text in measure_strings.warnings(warned)]
    return text_block(tuple(first + notes), False, _ROOM, ratio)


def said(annotation: Annotation, what: Measured) -> list[str]:
    """The lines beside an annotation, without warnings."""
    return measure_strings.measured_lines(what, isinstance(annotation, CardiothoracicRatio))


def _draw_lines(painter: QPainter, annotation: Annotation, frame: Frame, colour: str) -> None:
    path = _path(annotation, frame)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = (_WIDTH * frame.ratio - 1) / 2
    _hairlines(painter, path, QColor(0, 0, 0, 130), [half + step for step in _edges(frame.ratio)])
    _hairlines(painter, path, QColor(colour), [half] if half < 0.75 else [0.0, half])
    if isinstance(annotation, CardiothoracicRatio):
        painter.setPen(QPen(QColor(colour), frame.ratio, Qt.PenStyle.DashLine))
        for one, other in _guides(annotation, frame):
            painter.drawLine(one, other)


def _edges(ratio: float) -> list[float]:
    """How far beyond the line the dark edge's hairlines lie, device px."""
    return [float(step) for step in range(1, max(round(_EDGE * ratio), 1) + 1)]


def _hairlines(painter: QPainter, path: QPainterPath, colour: QColor, radii: list[float]) -> None:
    """A line of some width made of lines of one device pixel: Qt draws those thirty times as fast."""
    painter.setPen(QPen(colour, 1))
    for radius in radii:
        for dx, dy in ((radius, 0.0), (-radius, 0.0), (0.0, radius), (0.0, -radius)) if radius else ((0.0, 0.0),):
            painter.translate(dx, dy)
            painter.drawPath(path)
            painter.translate(-dx, -dy)


def _draw_handles(painter: QPainter, annotation: Annotation, frame: Frame) -> None:
    painter.setPen(QPen(QColor(0, 0, 0, 200), frame.ratio))
    painter.setBrush(QColor(theme.CHOSEN_LINE))
    for point in handles(annotation):
        painter.drawEllipse(frame.to_device(point), _HANDLE * frame.ratio, _HANDLE * frame.ratio)


def _path(annotation: Annotation, frame: Frame) -> QPainterPath:
    path = QPainterPath()
    match annotation:
        case Length(start, end):
            _span(path, frame.to_device(start), frame.to_device(end), _TICK * frame.ratio)
        case Angle(first, vertex, second):
            ends = frame.to_device(first), frame.to_device(vertex), frame.to_device(second)
            _corner(path, *ends, radius=_ARC * frame.ratio)
        case Region(corner, opposite, shape):
            box = QRectF(frame.to_device(corner), frame.to_device(opposite)).normalized()
            path.addEllipse(box) if shape == "ellipse" else path.addRect(box)
        case Arrow(tail, head):
            _arrow(path, frame.to_device(tail), frame.to_device(head), _HEAD * frame.ratio)
        case CardiothoracicRatio(thorax, heart):
            for line in (thorax,) if heart is None else (thorax, heart):
                _span(path, frame.to_device(line[0]), frame.to_device(line[1]), 2 * _TICK * frame.ratio)
        case Text():
            pass
    return path


def _guides(ratio: CardiothoracicRatio, frame: Frame) -> Iterable[tuple[QPointF, QPointF]]:
    """Through the heart's borders, across the thorax line: to see whether the border touches at any level."""
    one, other = (frame.to_device(point) for point in ratio.thorax)
    up = QPointF(one.y() - other.y(), other.x() - one.x()) * _GUIDE
    for point in ratio.heart or ():
        at = frame.to_device(point)
        yield at - up, at + up


def _span(path: QPainterPath, start: QPointF, end: QPointF, tick: float) -> None:
    """A line with a short bar across either end."""
    path.moveTo(start)
    path.lineTo(end)
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    if length == 0:
        return
    across = QPointF(start.y() - end.y(), end.x() - start.x()) / length * tick
    for point in (start, end):
        path.moveTo(point - across)
        path.lineTo(point + across)


def _corner(path: QPainterPath, first: QPointF, vertex: QPointF, second: QPointF, radius: float) -> None:
    """Two arms and an arc between them."""
    path.moveTo(first)
    path.lineTo(vertex)
    path.lineTo(second)
    turns = [math.degrees(math.atan2(vertex.y() - end.y(), end.x() - vertex.x())) for end in (first, second)]
    sweep = (turns[1] - turns[0] + 180) % 360 - 180
    box = QRectF(vertex.x() - radius, vertex.y() - radius, 2 * radius, 2 * radius)
    path.arcMoveTo(box, turns[0])
    path.arcTo(box, turns[0], sweep)


def _arrow(path: QPainterPath, tail: QPointF, head: QPointF, size: float) -> None:
    path.moveTo(tail)
    path.lineTo(head)
    towards = math.atan2(tail.y() - head.y(), tail.x() - head.x())
    for side in (-0.45, 0.45):
        path.moveTo(head)
        path.lineTo(head + QPointF(math.cos(towards + side), math.sin(towards + side)) * size)
