"""Standing films upright, and back again without losing a pixel."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.domain.orientation import Orientation

EIGHT = [(r, c) for r in "LR" for c in "FH"] + [(r, c) for r in "FH" for c in "LR"]
# a film as it should be read: patient's right is image left, head up; 2 rows x 3 columns
UPRIGHT = np.asarray([[11, 12, 13], [21, 22, 23]], np.uint16)


@pytest.mark.parametrize(
    ("row", "column", "stored"),
    [
        ("L", "F", [[11, 12, 13], [21, 22, 23]]),
        ("R", "F", [[13, 12, 11], [23, 22, 21]]),
        ("L", "H", [[21, 22, 23], [11, 12, 13]]),
        ("R", "H", [[23, 22, 21], [13, 12, 11]]),
        ("F", "L", [[11, 21], [12, 22], [13, 23]]),
        ("F", "R", [[13, 23], [12, 22], [11, 21]]),
        ("H", "L", [[21, 11], [22, 12], [23, 13]]),
        ("H", "R", [[23, 13], [22, 12], [21, 11]]),
    ],
)
def test_each_of_the_eight_comes_upright(row: str, column: str, stored: list[list[int]]) -> None:
    film = np.asarray(stored, np.uint16)
    assert np.array_equal(Orientation(row, column).to_upright(film), UPRIGHT)


@pytest.mark.parametrize(("row", "column"), EIGHT)
@pytest.mark.parametrize("shape", [(5, 7), (6, 6), (3, 4, 2)])
def test_there_and_back_is_the_same_film(row: str, column: str, shape: tuple[int, ...]) -> None:
    film = np.random.default_rng(0).integers(0, 65536, shape).astype(np.uint16)
    orientation = Orientation(row, column)
    there = orientation.to_upright(film)
    assert there.flags.c_contiguous
    assert np.array_equal(orientation.from_upright(there), film)
    assert np.array_equal(orientation.to_upright(orientation.from_upright(film)), film)


@pytest.mark.parametrize(
    ("values", "row", "column", "assumed"),
    [
        (("L", "F"), "L", "F", False),
        (("R", "F"), "R", "F", False),
        (("H", "L"), "H", "L", False),
        (("LF", "FR"), "L", "F", False),
        ((" l ", "f"), "L", "F", False),
        (("A", "F"), "L", "F", True),
        (("P", "F"), "L", "F", True),
        (("AL", "F"), "L", "F", True),
        (("L", "R"), "L", "F", True),
        (("LE", "CD"), "L", "F", True),
        (("", ""), "L", "F", True),
        (("L",), "L", "F", True),
        ((), "L", "F", True),
    ],
)
def test_header_values(values: tuple[str, ...], row: str, column: str, assumed: bool) -> None:
    assert Orientation.from_header(values) == Orientation(row, column, assumed)


def test_upright_is_known_as_such() -> None:
    assert Orientation("L", "F").is_upright
    assert not Orientation("R", "F").is_upright


@pytest.mark.parametrize(("row", "column"), [("L", "R"), ("F", "H"), ("A", "F"), ("", "")])
def test_directions_that_span_no_plane_are_refused(row: str, column: str) -> None:
    with pytest.raises(ValueError, match="row and column"):
        Orientation(row, column)
