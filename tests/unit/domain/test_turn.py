"""The eight ways a picture can lie: arrays and points turn alike, and everything comes back."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.turn import FLIP_ACROSS, FLIP_DOWN, LEFT, RIGHT, Placement, Turn

TURNS = [Turn(quarters, mirrored) for quarters in range(4) for mirrored in (False, True)]
turns = st.sampled_from(TURNS)
ORIENTATIONS = [
    Orientation(row, column, False)
    for row, column in [*itertools.product("LR", "FH"), *itertools.product("FH", "LR")]
]
coordinate = st.floats(-50, 5000)


def numbered(rows: int, columns: int) -> np.ndarray:
    return np.arange(rows * columns, dtype=np.uint16).reshape(rows, columns)


@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_points_go_where_their_pixels_go(turn: Turn) -> None:
    picture = numbered(3, 5)
    turned = turn.array(picture)
    assert turn.size(5, 3) == turned.shape[::-1]
    for row, column in itertools.product(range(3), range(5)):
        x, y = turn.point((column + 0.5, row + 0.5), 5, 3)
        assert turned[int(y), int(x)] == picture[row, column]


@pytest.mark.parametrize("orientation", ORIENTATIONS, ids=str)
def test_upright_is_what_the_orientation_does(orientation: Orientation) -> None:
    picture = numbered(3, 5)
    np.testing.assert_array_equal(Turn.upright(orientation).array(picture), orientation.to_upright(picture))


def test_known_turns() -> None:
    picture = numbered(2, 3)
    np.testing.assert_array_equal(FLIP_ACROSS.array(picture), picture[:, ::-1])
    np.testing.assert_array_equal(FLIP_DOWN.array(picture), picture[::-1])
    np.testing.assert_array_equal(RIGHT.array(picture), np.rot90(picture, -1))
    np.testing.assert_array_equal(LEFT.array(picture), np.rot90(picture))


@given(turns, turns)
def test_one_after_the_other_is_one(first: Turn, second: Turn) -> None:
    picture = numbered(4, 7)
    np.testing.assert_array_equal(first.then(second).array(picture), second.array(first.array(picture)))
    assert first.then(first.inverse) == Turn()


@given(turns, turns, st.integers(1, 4000), st.integers(1, 4000), coordinate, coordinate)
def test_what_is_shown_leads_back_to_the_file(
    upright: Turn, reader: Turn, columns: int, rows: int, x: float, y: float
) -> None:
    placement = Placement(upright.then(reader), columns, rows)
    assert placement.to_file(placement.to_shown((x, y))) == pytest.approx((x, y), abs=1e-9)
    assert placement.to_shown(placement.to_file((x, y))) == pytest.approx((x, y), abs=1e-9)


@given(turns, coordinate, coordinate, coordinate, coordinate)
def test_no_turn_changes_a_distance(turn: Turn, ax: float, ay: float, bx: float, by: float) -> None:
    one, other = turn.point((ax, ay), 300, 200), turn.point((bx, by), 300, 200)
    steps = sorted((abs(one[0] - other[0]), abs(one[1] - other[1])))
    assert steps == pytest.approx(sorted((abs(ax - bx), abs(ay - by))), abs=1e-9)


def test_edges_follow() -> None:
    assert [RIGHT.edge(name) for name in ("top", "left")] == ["right", "top"]
    assert [FLIP_ACROSS.edge(name) for name in ("left", "right", "top")] == ["right", "left", "top"]
    assert [FLIP_DOWN.edge(name) for name in ("left", "top")] == ["left", "bottom"]


def test_colours_and_bits_turn_too() -> None:
    colour = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    np.testing.assert_array_equal(RIGHT.array(colour), np.rot90(colour, -1))
    bits = colour[..., 0] % 2 == 0
    assert RIGHT.array(bits).dtype == np.bool_
    np.testing.assert_array_equal(RIGHT.array(bits), np.rot90(bits, -1))


def test_what_does_not_turn_is_not_copied() -> None:
    picture = numbered(2, 2)
    assert Turn().array(picture) is picture


def test_five_quarters_are_refused() -> None:
    with pytest.raises(ValueError, match="quarters"):
        Turn(5)
