"""What of the drawn annotations lies under the pointer. Tolerances are logical px, the same at any zoom and density."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect

from spcxr_desktop.app.review_sheet import Drawn
from spcxr_desktop.domain.annotations import Annotation, Region
from spcxr_desktop.domain.handles import handles, lines
from spcxr_desktop.ui.view.tools.frame import Frame

HANDLE, BODY = 9.0, 6.0
_SIDES = 72  # of the polygon that stands for an ellipse


@dataclass(frozen=True)
class Hit:
    """``handle``: its number, None for the body."""

    key: str
    handle: int | None


def hit(
    drawn: Sequence[Drawn], selected: str | None, labels: Sequence[tuple[str, QRect]], at: QPointF, frame: Frame
) -> Hit | None:
    """What a press takes hold of: handles before bodies, the selected one first, then the last drawn.

    ``labels``: where the texts stand, by key; ``at`` and they in device px.
    """
    order = sorted(reversed(drawn), key=lambda item: item.key != selected)
    for item in order:
        ends = [frame.to_device(point) for point in handles(item.annotation)]
        near = [(_distance(at, end), number) for number, end in enumerate(ends)]
        if near and min(near)[0] <= HANDLE * frame.ratio:
            return Hit(item.key, min(near)[1])
    for item in order:
        if distance(item.annotation, at, frame) <= BODY * frame.ratio:
            return Hit(item.key, None)
    texts = dict(labels)
    return next((Hit(i.key, None) for i in order if i.key in texts and texts[i.key].contains(at.toPoint())), None)


def distance(annotation: Annotation, at: QPointF, frame: Frame) -> float:
    """Device px from a point to what an annotation is drawn with; infinite where it has no line."""
    if isinstance(annotation, Region) and annotation.shape == "ellipse":
        sides = _ellipse(annotation, frame)
    else:
        sides = [(frame.to_device(a), frame.to_device(b)) for a, b in lines(annotation)]
    return min((_to_segment(at, a, b) for a, b in sides), default=math.inf)


def _ellipse(region: Region, frame: Frame) -> list[tuple[QPointF, QPointF]]:
    one, other = frame.to_device(region.corner), frame.to_device(region.opposite)
    middle, half = (one + other) / 2, (other - one) / 2
    angles = [2 * math.pi * side / _SIDES for side in range(_SIDES)]
    points = [middle + QPointF(half.x() * math.cos(a), half.y() * math.sin(a)) for a in angles]
    return list(zip(points, [*points[1:], points[0]], strict=True))


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())


def _to_segment(at: QPointF, a: QPointF, b: QPointF) -> float:
    along = b - a
    square = QPointF.dotProduct(along, along)
    share = QPointF.dotProduct(at - a, along) / square if square else 0.0
    return _distance(at, a + along * min(max(share, 0.0), 1.0))
