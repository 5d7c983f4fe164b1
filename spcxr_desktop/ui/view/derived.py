"""What other systems drew, over the picture: dashed lines in colours of their own, so that nobody takes them for ours.

Everything is in the file's coordinates and goes through the frame like annotations, so it follows every turn, flip and
zoom. It is painted once for a place of the picture and then only laid over.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from spcxr_desktop.app.derived_marks import Mark
from spcxr_desktop.domain.derived import Drawing
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.ui.view.blocks import Line, text_block
from spcxr_desktop.ui.view.layers import path_of
from spcxr_desktop.ui.view.tools.frame import Frame

_WIDTH, _EDGE = 1.4, 3.0  # logical px of a line and of the dark one below it
_DASHES = (5.0, 3.0)  # line widths
_FILL = 0.12
_CROSS = 6.0  # logical px, half of a point's cross
_ROOM = 260.0  # logical px for a line of text
_AWAY = 8.0
_STEPS = 20  # that a text gives way to others


class DerivedLayer:
    """Paints marks. Cached by what they are and where the picture lies."""

    def __init__(self) -> None:
        self.marks: tuple[Mark, ...] = ()
        self._paths: list[QPainterPath] = []
        self._key: tuple[object, ...] = ()
        self._image = QImage()

    def set_marks(self, marks: tuple[Mark, ...]) -> bool:
        """Draw these; True where they are others than before."""
        same = len(marks) == len(self.marks) and all(
            one.drawing is other.drawing and one.polygons is other.polygons and one.colour == other.colour
            for one, other in zip(marks, self.marks, strict=True)
        )
        if same:
            return False
        self.marks = marks
        self._paths = [_path(mark) for mark in marks]
        self._key, self._image = (), QImage()
        return True

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Lay over; device px."""
        if not self.marks:
            return
        key = (frame.view, frame.placement, frame.ratio)
        if key != self._key:
            view = frame.view
            self._image = QImage(view.view_width, view.view_height, QImage.Format.Format_ARGB32_Premultiplied)
            self._image.fill(0)
            on = QPainter(self._image)
            on.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(on, frame)
            on.end()
            self._key = key
        painter.drawImage(0, 0, self._image)

    def _paint(self, painter: QPainter, frame: Frame) -> None:
        place = transform(frame)
        for mark, path in zip(self.marks, self._paths, strict=True):
            _draw_path(painter, mark, place.map(path), frame.ratio)
            if mark.drawing is not None and mark.drawing.shape in ("point", "multipoint"):
                _draw_points(painter, mark, frame)
        taken: list[QRect] = []
        for mark in self.marks:
            if mark.drawing is not None and mark.drawing.text:
                _draw_text(painter, mark, mark.drawing, frame, taken)


def transform(frame: Frame) -> QTransform:
    """File coordinates -> device px, from where three points go."""
    origin, across, down = (frame.to_device(point) for point in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    return QTransform(
        across.x() - origin.x(), across.y() - origin.y(), down.x() - origin.x(), down.y() - origin.y(),
        origin.x(), origin.y(),
    )  # fmt: skip


def _path(mark: Mark) -> QPainterPath:
    """In the file's coordinates; empty for points and texts."""
    drawing = mark.drawing
    if drawing is None:
        return path_of(mark.polygons)
    path = QPainterPath()
    points = drawing.points
    if drawing.shape == "circle":
        radius = math.dist(points[0], points[1])
        path.addEllipse(QPointF(*points[0]), radius, radius)
    elif drawing.shape == "ellipse":
        path = _ellipse(points)
    elif drawing.shape == "interpolated":
        path = _curve(points)
    elif drawing.shape == "polyline":
        path.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    return path


def _ellipse(points: tuple[Point, ...]) -> QPainterPath:
    """From the ends of both axes; whichever way these lie."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    across, along = math.dist((x0, y0), (x1, y1)) / 2, math.dist((x2, y2), (x3, y3)) / 2
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), across, along)
    turned = QTransform().translate(*middle).rotateRadians(math.atan2(y1 - y0, x1 - x0))
    return turned.map(path)


def _curve(points: tuple[Point, ...]) -> QPainterPath:
    """Through all points, smoothly (Catmull-Rom): the standard leaves open which curve is meant (C.10.5.1.2)."""
    closed = points[0] == points[-1] and len(points) > 3
    path = QPainterPath(QPointF(*points[0]))
    last = len(points) - 1
    for place in range(last):
        before = points[place - 1] if place else points[last - 1] if closed else points[0]
        after = points[place + 2] if place + 2 <= last else points[1] if closed else points[last]
        start, end = QPointF(*points[place]), QPointF(*points[place + 1])
        path.cubicTo(start + (end - QPointF(*before)) / 6, end - (QPointF(*after) - start) / 6, end)
    return path


def _draw_path(painter: QPainter, mark: Mark, path: QPainterPath, ratio: float) -> None:
    if path.isEmpty():
        return
    line = QColor(*mark.colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.polygons or (mark.drawing is not None and mark.drawing.filled):
        fill = QColor(line)
        fill.setAlphaF(_FILL if mark.polygons else 0.5)
        painter.fillPath(path, fill)
    painter.setPen(QPen(QColor(0, 0, 0, 120), _EDGE * ratio))
    painter.drawPath(path)
    pen = QPen(line, _WIDTH * ratio)
    pen.setDashPattern(list(_DASHES))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawPath(path)


def _draw_points(painter: QPainter, mark: Mark, frame: Frame) -> None:
    assert mark.drawing is not None
    reach = _CROSS * frame.ratio
    for colour, width in ((QColor(0, 0, 0, 140), _EDGE), (QColor(*mark.colour), _WIDTH)):
        painter.setPen(QPen(colour, width * frame.ratio))
        for point in mark.drawing.points:
            at = frame.to_device(point)
            painter.drawLine(at - QPointF(reach, 0), at + QPointF(reach, 0))
            painter.drawLine(at - QPointF(0, reach), at + QPointF(0, reach))


def _draw_text(painter: QPainter, mark: Mark, drawing: Drawing, frame: Frame, taken: list[QRect]) -> None:
    """Beside the point farthest right and down, below texts that stand there already."""
    tint = QColor(*mark.colour).lighter(120).name()
    lines = tuple(Line(text, tint, 9.0) for text in drawing.text.split("\n") if text)
    block = text_block(lines, False, _ROOM, frame.ratio)
    ends = [frame.to_device(point) for point in drawing.points]
    at = max(ends, key=lambda end: end.x() + end.y())
    away = 0.0 if drawing.shape == "text" else _AWAY * frame.ratio
    place = QRect(QPoint(round(at.x() + away), round(at.y() + away)), block.size())
    over = place.right() - frame.view.view_width + 1
    if over > 0 and at.x() <= frame.view.view_width:
        place.translate(-over, 0)
    for _ in range(_STEPS):  # each step passes one of them
        hidden = next((other for other in taken if other.intersects(place)), None)
        if hidden is None:
            break
        place.moveTop(hidden.bottom() + 2)
    taken.append(place)
    painter.drawImage(place.topLeft(), block)


