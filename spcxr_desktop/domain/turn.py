"""The eight ways a picture can lie, for arrays and for points: standing a film upright, and the reader's own turning.

Points are (x, y) = (column, row), the outer corner of the first pixel at (0, 0): see ``domain/annotations.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.orientation import Orientation

_Scalar = TypeVar("_Scalar", bound=np.generic)
_CLOCKWISE = ("top", "right", "bottom", "left")
_ROTATE = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True)
class Turn:
    """First mirrored left to right where ``mirrored``, then turned clockwise by ``quarters`` (0..3) of a circle."""

    quarters: int = 0
    mirrored: bool = False

    def __post_init__(self) -> None:
        if self.quarters not in range(4):
            raise ValueError(f"quarters must be 0..3, got {self.quarters}")

    @classmethod
    def upright(cls, orientation: Orientation) -> Turn:
        """What ``Orientation.to_upright`` does."""
        turn, row, column = cls(), orientation.row, orientation.column
        if row in "FH":
            turn, row, column = _TRANSPOSED, column, row
        if row == "R":
            turn = turn.then(FLIP_ACROSS)
        return turn.then(FLIP_DOWN) if column == "H" else turn

    @property
    def swaps(self) -> bool:
        """Whether rows become columns."""
        return self.quarters % 2 == 1

    @property
    def inverse(self) -> Turn:
        """What takes it back."""
        return self if self.mirrored else Turn(-self.quarters % 4)

    def then(self, other: Turn) -> Turn:
        """This one, and ``other`` after it."""
        mine = -self.quarters if other.mirrored else self.quarters
        return Turn((mine + other.quarters) % 4, self.mirrored != other.mirrored)

    def size(self, columns: int, rows: int) -> tuple[int, int]:
        """Columns and rows afterwards."""
        return (rows, columns) if self.swaps else (columns, rows)

    def point(self, at: Point, columns: int, rows: int) -> Point:
        """Where a point of a picture of this size (before the turn) comes to lie."""
        x, y = (columns - at[0] if self.mirrored else at[0]), at[1]
        return ((x, y), (rows - y, x), (columns - x, rows - y), (y, columns - x))[self.quarters]

    def array(self, array: NDArray[_Scalar]) -> NDArray[_Scalar]:
        """[rows, columns, ...] -> turned, contiguous; the array itself where nothing turns. Bools, uint8 and uint16."""
        if self == Turn():
            return array
        whole = array.dtype == np.bool_
        out: Any = np.ascontiguousarray(array).view(np.uint8) if whole else array
        out = cv2.flip(out, 1) if self.mirrored else out
        out = cv2.rotate(out, _ROTATE[self.quarters]) if self.quarters else out
        return np.asarray(out.view(np.bool_) if whole else out, array.dtype)

    def edge(self, name: str) -> str:
        """Where what was at an edge ("top", "right", "bottom", "left") is now."""
        place = _CLOCKWISE.index(name)
        return _CLOCKWISE[((-place if self.mirrored else place) + self.quarters) % 4]


UNTURNED = Turn()
FLIP_ACROSS = Turn(0, True)  # left and right change places
FLIP_DOWN = Turn(2, True)  # top and bottom change places
RIGHT, LEFT = Turn(1), Turn(3)  # a quarter clockwise, and back
_TRANSPOSED = Turn(3, True)  # rows become columns


@dataclass(frozen=True)
class Placement:
    """How a picture of ``columns`` x ``rows`` in the file is shown: stood upright, then turned by the reader."""

    turn: Turn
    columns: int
    rows: int

    @classmethod
    def of(cls, orientation: Orientation, reader: Turn, columns: int, rows: int) -> Placement:
        """For a file's orientation and the reader's own turn on top of it."""
        return cls(Turn.upright(orientation).then(reader), columns, rows)

    @property
    def shown_size(self) -> tuple[int, int]:
        """Columns and rows as shown."""
        return self.turn.size(self.columns, self.rows)

    def to_shown(self, at: Point) -> Point:
        """File -> shown."""
        return self.turn.point(at, self.columns, self.rows)

    def to_file(self, at: Point) -> Point:
        """Shown -> file."""
        return self.turn.inverse.point(at, *self.shown_size)
