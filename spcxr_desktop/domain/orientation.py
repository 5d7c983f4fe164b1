"""Which way the patient lies in the pixel grid, and how to stand the film upright and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Scalar = TypeVar("_Scalar", bound=np.generic)
_ACROSS, _ALONG = "LR", "FH"


@dataclass(frozen=True)
class Orientation:
    """Patient Orientation (0020,0020), PS3.3 C.7.6.1.1.1: where a row's and a column's end points to.

    ``row``: L or R where rows run across the patient, F or H where they run along. ``column``: the other
    pair. Upright is ("L", "F"): image left is the patient's right, the head is up. ``assumed``: the header
    said nothing usable, so upright is a convention and "right" and "left" are not known from the header.
    """

    row: str = "L"
    column: str = "F"
    assumed: bool = True

    def __post_init__(self) -> None:
        if (self.row in _ACROSS) == (self.column in _ACROSS) or not {self.row, self.column} <= set(_ACROSS + _ALONG):
            raise ValueError(f"row and column must be one of L/R and one of F/H, got {self.row!r}, {self.column!r}")

    @classmethod
    def from_header(cls, values: tuple[str, ...]) -> Orientation:
        """From the two values of (0020,0020). Anything that is no frontal view as it stands is taken as upright.

        Only the first letter of a value counts ("LF": mostly left, a little to the feet). A lateral view (A or P
        along an axis), an absent value and quadruped codes have no right and left to turn by: assumed.
        """
        codes = tuple(value.strip().upper() for value in values)
        if len(codes) != 2 or not all(code and set(code) <= set("APRLHF") for code in codes):
            return cls()
        row, column = codes[0][0], codes[1][0]
        frontal = (row in _ACROSS and column in _ALONG) or (row in _ALONG and column in _ACROSS)
        return cls(row, column, assumed=False) if frontal else cls()

    @property
    def is_upright(self) -> bool:
        """True where pixels already stand as they are read."""
        return (self.row, self.column) == ("L", "F")

    def to_upright(self, array: NDArray[_Scalar]) -> NDArray[_Scalar]:
        """[rows, columns, ...] in the file's orientation -> upright, C-contiguous; size swaps on quarter turns."""
        out = array
        row, column = self.row, self.column
        if row in _ALONG:
            out, row, column = out.swapaxes(0, 1), column, row
        if row == "R":
            out = out[:, ::-1]
        if column == "H":
            out = out[::-1]
        return np.ascontiguousarray(out)

    def from_upright(self, array: NDArray[_Scalar]) -> NDArray[_Scalar]:
        """Exact inverse of ``to_upright``."""
        turned = self.row in _ALONG
        row, column = (self.column, self.row) if turned else (self.row, self.column)
        out = array
        if column == "H":
            out = out[::-1]
        if row == "R":
            out = out[:, ::-1]
        return np.ascontiguousarray(out.swapaxes(0, 1) if turned else out)
