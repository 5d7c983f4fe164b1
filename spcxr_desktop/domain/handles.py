"""Annotations as objects that a hand takes hold of: their handles, moving one, moving all, their outline.

Everything is in the file's own orientation; see ``domain/annotations.py``.
"""

from __future__ import annotations

import math
from dataclasses import replace

from spcxr_desktop.domain.annotations import Angle, Annotation, Arrow, CardiothoracicRatio, Length, Region, Text
from spcxr_desktop.domain.judgements import Point

Line = tuple[Point, Point]


def handles(annotation: Annotation) -> tuple[Point, ...]:
    """The points that can be taken hold of, in the order that ``with_handle`` counts them."""
    match annotation:
        case Length(start, end):
            return start, end
        case Angle(first, vertex, second):
            return first, vertex, second
        case Region((x0, y0), (x1, y1)):
            return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
        case Text(at):
            return (at,)
        case Arrow(tail, head):
            return tail, head
        case CardiothoracicRatio(thorax, heart):
            return (*thorax, *(heart or ()))


def with_handle(annotation: Annotation, number: int, to: Point, aspect: float = 1.0) -> Annotation:
    """One handle moved to a point, the rest as it must follow. ``aspect``: height of a pixel over its width.

    A region keeps the opposite corner; the heart's line stays parallel to the thorax's. Raises IndexError.
    """
    match annotation:
        case Length():
            ends = _put(handles(annotation), number, to)
            return replace(annotation, start=ends[0], end=ends[1])
        case Angle():
            first, vertex, second = _put(handles(annotation), number, to)
            return replace(annotation, first=first, vertex=vertex, second=second)
        case Region():
            return replace(annotation, corner=to, opposite=handles(annotation)[(number + 2) % 4])
        case Text():
            return replace(annotation, at=(to,)[number])
        case Arrow():
            tail, head = _put(handles(annotation), number, to)
            return replace(annotation, tail=tail, head=head)
        case CardiothoracicRatio():
            return _ratio_with(annotation, number, to, aspect)


def moved(annotation: Annotation, dx: float, dy: float) -> Annotation:
    """All of it, by image px."""

    def at(point: Point) -> Point:
        return point[0] + dx, point[1] + dy

    match annotation:
        case Length(start, end):
            return replace(annotation, start=at(start), end=at(end))
        case Angle(first, vertex, second):
            return replace(annotation, first=at(first), vertex=at(vertex), second=at(second))
        case Region(corner, opposite):
            return replace(annotation, corner=at(corner), opposite=at(opposite))
        case Text(place):
            return replace(annotation, at=at(place))
        case Arrow(tail, head):
            return replace(annotation, tail=at(tail), head=at(head))
        case CardiothoracicRatio(thorax, heart):
            heart = (at(heart[0]), at(heart[1])) if heart is not None else None
            return replace(annotation, thorax=(at(thorax[0]), at(thorax[1])), heart=heart)


def lines(annotation: Annotation) -> tuple[Line, ...]:
    """The straight lines it is drawn with; none for a text and for an ellipse."""
    match annotation:
        case Length(start, end):
            return ((start, end),)
        case Angle(first, vertex, second):
            return (first, vertex), (vertex, second)
        case Arrow(tail, head):
            return ((tail, head),)
        case Region(shape="rectangle"):
            corners = handles(annotation)
            return tuple(zip(corners, (*corners[1:], corners[0]), strict=True))
        case CardiothoracicRatio(thorax, heart):
            return (thorax,) if heart is None else (thorax, heart)
        case _:
            return ()


def within(annotation: Annotation, columns: int, rows: int) -> Annotation:
    """Moved back as far as it takes for every handle to lie in the picture; unchanged where it is too large."""
    points = handles(annotation)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    dx, dy = _back(min(xs), max(xs), columns), _back(min(ys), max(ys), rows)
    return moved(annotation, dx, dy) if dx or dy else annotation


def parallel(line: Line, through: Point, to: Point, aspect: float = 1.0) -> Point:
    """The foot of ``to`` on the parallel to ``line`` through a point; ``to`` itself where the line is a point."""
    ax, ay = line[1][0] - line[0][0], (line[1][1] - line[0][1]) * aspect
    square = ax * ax + ay * ay
    if square == 0:
        return to
    share = ((to[0] - through[0]) * ax + (to[1] - through[1]) * aspect * ay) / square
    return through[0] + share * ax, through[1] + share * ay / aspect


def _ratio_with(ratio: CardiothoracicRatio, number: int, to: Point, aspect: float) -> CardiothoracicRatio:
    if number < 2:
        thorax = (to, ratio.thorax[1]) if number == 0 else (ratio.thorax[0], to)
        heart = ratio.heart
        if heart is not None and math.dist(*thorax) > 0:
            heart = (heart[0], parallel(thorax, heart[0], heart[1], aspect))
        return replace(ratio, thorax=thorax, heart=heart)
    if ratio.heart is None:
        raise IndexError("the heart was not placed yet")
    other = parallel(ratio.thorax, to, ratio.heart[3 - number], aspect)  # the line follows the hand up and down
    return replace(ratio, heart=(to, other) if number == 2 else (other, to))


def _put(points: tuple[Point, ...], number: int, to: Point) -> list[Point]:
    out = list(points)
    out[number] = to
    return out


def _back(low: float, high: float, size: int) -> float:
    if high - low > size:
        return 0.0
    return -low if low < 0 else min(size - high, 0.0)
