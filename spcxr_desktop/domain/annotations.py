"""What a reader draws on a radiograph: lines, angles, regions, texts, arrows, the cardiothoracic ratio.

All points are (x, y) = (column, row) in the *file's own orientation*, whatever way the film is shown. The upper left
corner of the upper left pixel is (0, 0), its lower right corner (1, 1): as in presentation states (PS3.3 C.10.5) and
in structured reports (PS3.3 C.18.6.1), so that nothing shifts by half a pixel on export.
"""

from __future__ import annotations

import math
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from spcxr_desktop.domain.judgements import Point


@dataclass(frozen=True)
class Length:
    """A straight line."""

    start: Point
    end: Point
    kind: Literal["length"] = "length"

    def __post_init__(self) -> None:
        _finite(self.start, self.end)


@dataclass(frozen=True)
class Angle:
    """The angle at ``vertex`` between the arms to ``first`` and ``second``."""

    first: Point
    vertex: Point
    second: Point
    kind: Literal["angle"] = "angle"

    def __post_init__(self) -> None:
        _finite(self.first, self.vertex, self.second)


@dataclass(frozen=True)
class Region:
    """A rectangle or an ellipse with axes along rows and columns, in the box between two opposite corners."""

    corner: Point
    opposite: Point
    shape: Literal["rectangle", "ellipse"] = "rectangle"
    kind: Literal["region"] = "region"

    def __post_init__(self) -> None:
        _finite(self.corner, self.opposite)


@dataclass(frozen=True)
class Text:
    """Words beside a point."""

    at: Point
    text: str
    kind: Literal["text"] = "text"

    def __post_init__(self) -> None:
        _finite(self.at)


@dataclass(frozen=True)
class Arrow:
    """An arrow whose ``head`` is at the thing meant."""

    tail: Point
    head: Point
    text: str = ""
    kind: Literal["arrow"] = "arrow"

    def __post_init__(self) -> None:
        _finite(self.tail, self.head)


@dataclass(frozen=True)
class CardiothoracicRatio:
    """Largest width of the heart over the largest inner width of the thorax.

    ``thorax``: proposed from the lung mask or placed by the reader. ``heart``: None until the reader has placed both
    borders, and then there is a value; the lung mask includes lung behind the heart, so it can't be read off.
    """

    thorax: tuple[Point, Point]
    heart: tuple[Point, Point] | None = None
    kind: Literal["cardiothoracic ratio"] = "cardiothoracic ratio"

    def __post_init__(self) -> None:
        _finite(*self.thorax, *(self.heart or ()))


Annotation: TypeAlias = Length | Angle | Region | Text | Arrow | CardiothoracicRatio

_KEY = re.compile(r"(\d{4,})-(\d{5,})-[0-9a-f]{8}")


def new_key(frame: int, keys: Iterable[str]) -> str:
    """A key beside ``keys`` for what is drawn on a frame (from 0); keys sort in the order they were made in."""
    numbers = (int(match[2]) for match in map(_KEY.fullmatch, keys) if match)
    return f"{frame:04d}-{max(numbers, default=0) + 1:05d}-{secrets.token_hex(4)}"


def frame_of(key: str) -> int:
    """The frame, from 0, that an annotation was drawn on; the first one for a key that does not say."""
    match = _KEY.fullmatch(key)
    return int(match[1]) if match else 0


def _finite(*points: Point) -> None:
    if not all(math.isfinite(value) for point in points for value in point):
        raise ValueError("an annotation's points are finite")
