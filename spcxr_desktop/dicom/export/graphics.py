"""Regions and drawings as graphic and text objects of a presentation state (PS3.3 C.10.5).

Points are those of ``domain.annotations``: the upper left corner of the upper left pixel is (0, 0), as PIXEL units say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from highdicom.pr import GraphicObject, TextObject
from numpy.typing import NDArray

from spcxr_desktop.domain import measure
from spcxr_desktop.domain.annotations import Angle, Annotation, Arrow, CardiothoracicRatio, Length, Region, Text
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.radiograph import Spacing

_MOST_POINTS = 8000  # Graphic Data is FL with a length of 16 bits: at most 8,191 points
_LONGEST_TEXT = 1024  # Unformatted Text Value is ST
_BARB = 0.25  # of an arrow's length
_LONGEST_BARB = 25.0  # pixels


@dataclass(frozen=True)
class Drawn:
    """What lies in one layer."""

    graphics: tuple[GraphicObject, ...] = ()
    texts: tuple[TextObject, ...] = ()

    def __add__(self, other: Drawn) -> Drawn:
        return Drawn(self.graphics + other.graphics, self.texts + other.texts)


def outline(member: NDArray[np.bool_], name: str) -> Drawn:
    """Closed lines through the centres of the outermost pixels, holes too, and the name at the first one's middle.

    ``member``: bool [rows, columns].
    """
    contours, _ = cv2.findContours(member.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    lines: list[GraphicObject] = []
    largest: NDArray[np.float64] | None = None
    for contour in contours:
        points = contour[:, 0, :].astype(np.float64) + 0.5
        largest = points if largest is None or len(points) > len(largest) else largest
        lines += [GraphicObject("POLYLINE", piece, "PIXEL") for piece in _pieces(np.vstack((points, points[:1])))]
    if largest is None:
        return Drawn()
    middle = largest.mean(axis=0)
    return Drawn(tuple(lines), (_text(name, (float(middle[0]), float(middle[1]))),))


def drawing(drawn: Annotation, spacing: Spacing | None, aspect: float, view: str, shape: tuple[int, int]) -> Drawn:
    """One annotation with what it measures. ``shape``: (rows, columns), which nothing goes beyond."""
    if isinstance(drawn, Text):
        return Drawn(texts=(_text(drawn.text, _clipped(drawn.at, shape)),))
    if isinstance(drawn, Arrow):
        return Drawn(_lines(_arrow(drawn), shape), (_text(drawn.text, _clipped(drawn.tail, shape)),) * bool(drawn.text))
    if isinstance(drawn, Length):
        said = measure.length(drawn, spacing, aspect).text
        return Drawn(_lines([(drawn.start, drawn.end)], shape), (_text(said, _clipped(drawn.end, shape)),))
    if isinstance(drawn, Angle):
        angle = measure.angle(drawn, spacing, aspect)
        texts = (_text(angle.text, _clipped(drawn.vertex, shape)),) if angle is not None else ()
        return Drawn(_lines([(drawn.first, drawn.vertex, drawn.second)], shape), texts)
    if isinstance(drawn, Region):
        said = measure.area(drawn, spacing).text
        return Drawn(_closed(drawn, shape), (_text(said, _clipped(drawn.opposite, shape)),))
    return _ratio(drawn, spacing, aspect, view, shape)


def _ratio(
    drawn: CardiothoracicRatio, spacing: Spacing | None, aspect: float, view: str, shape: tuple[int, int]
) -> Drawn:
    found = measure.cardiothoracic_ratio(drawn, spacing, aspect, view=view)
    lines = [drawn.thorax, *([drawn.heart] if drawn.heart is not None else [])]
    texts: tuple[TextObject, ...] = ()
    if found is not None:
        said = f"{found.name} {found.text}" + (f" ({found.warning})" if found.warning else "")
        texts = (_text(said, _clipped(drawn.thorax[1], shape)),)
    return Drawn(_lines(lines, shape), texts)


def _closed(drawn: Region, shape: tuple[int, int]) -> tuple[GraphicObject, ...]:
    (x0, y0), (x1, y1) = _clipped(drawn.corner, shape), _clipped(drawn.opposite, shape)
    if drawn.shape == "rectangle" or x0 == x1 or y0 == y1:
        return _lines([((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))], shape)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    across, along = [(x0, y), (x1, y)], [(x, y0), (x, y1)]
    axes = across + along if abs(x1 - x0) >= abs(y1 - y0) else along + across  # the longer one first
    return (GraphicObject("ELLIPSE", np.asarray(axes, np.float64), "PIXEL"),)


def _arrow(drawn: Arrow) -> list[Sequence[Point]]:
    """Shaft and barbs: presentation states have no arrows of their own that everyone draws."""
    tail, head = np.asarray(drawn.tail), np.asarray(drawn.head)
    length = float(np.hypot(*(tail - head)))
    if length == 0:
        return [(drawn.tail, drawn.head)]
    back = (tail - head) / length * min(length * _BARB, _LONGEST_BARB)
    side = np.asarray((-back[1], back[0])) * 0.5
    ends = [head + back + side, head + back - side]
    barbs = (tuple(map(float, ends[0])), drawn.head, tuple(map(float, ends[1])))
    return [(drawn.tail, drawn.head), barbs]  # type: ignore[list-item]


def _lines(lines: Sequence[Sequence[Point]], shape: tuple[int, int]) -> tuple[GraphicObject, ...]:
    inside = (np.asarray([_clipped(point, shape) for point in line], np.float64) for line in lines)
    return tuple(GraphicObject("POLYLINE", points, "PIXEL") for points in inside)


def _pieces(points: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """The line in parts that Graphic Data can hold, each beginning where the one before ends."""
    for start in range(0, max(len(points) - 1, 1), _MOST_POINTS - 1):
        yield points[start : start + _MOST_POINTS]


def _clipped(point: Point, shape: tuple[int, int]) -> Point:
    rows, columns = shape
    return min(max(point[0], 0.0), float(columns)), min(max(point[1], 0.0), float(rows))


def _text(words: str, at: Point) -> TextObject:
    printable = "".join(c if c.isprintable() else " " for c in words)[:_LONGEST_TEXT].strip() or "-"
    return TextObject(printable, units="PIXEL", anchor_point=at)
