"""Outlines, beside counting how often they wind around each centre."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing.polygon import enclosed, fill_polygon
from spcxr_desktop.domain.editing.rules import EVERY, Rules
from spcxr_desktop.domain.masks import LUNGS
from spcxr_desktop.domain.strokes import Stroke

ROWS, COLUMNS = 24, 30
POINTS = st.lists(st.tuples(st.floats(-9, COLUMNS + 9), st.floats(-9, ROWS + 9)), min_size=3, max_size=9)


def whole(points: list[tuple[float, float]]) -> np.ndarray:
    out = np.zeros((ROWS, COLUMNS), bool)
    found = enclosed(points, ROWS, COLUMNS)
    if found is not None:
        out[found[0].slices] = found[1]
    return out


@settings(max_examples=150, deadline=None)
@given(points=POINTS)
def test_a_centre_is_inside_where_the_line_winds_around_it(points: list[tuple[float, float]]) -> None:
    found = whole(points)
    for row, column in np.ndindex(ROWS, COLUMNS):
        x, y = column + 0.5, row + 0.5
        turned, near = 0.0, math.inf
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
            turned += math.atan2((ax - x) * (by - y) - (ay - y) * (bx - x), (ax - x) * (bx - x) + (ay - y) * (by - y))
            along = (x - ax) * (bx - ax) + (y - ay) * (by - ay)
            t = min(max(along / max((bx - ax) ** 2 + (by - ay) ** 2, 1e-12), 0), 1)
            near = min(near, math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y))
        if near > 1e-6:  # on the line itself either is right
            assert found[row, column] == (round(turned / math.tau) != 0)


@settings(max_examples=100, deadline=None)
@given(middle=st.tuples(st.floats(0, COLUMNS), st.floats(0, ROWS)))
def test_pieces_of_a_whole_neither_overlap_nor_leave_gaps(middle: tuple[float, float]) -> None:
    corners = [(0.0, 0.0), (float(COLUMNS), 0.0), (float(COLUMNS), float(ROWS)), (0.0, float(ROWS))]
    count = np.zeros((ROWS, COLUMNS), int)
    for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
        count += whole([a, b, middle])
    assert (count == 1).all()


def test_both_loops_of_a_crossing_line_are_filled() -> None:
    eight = [(2.0, 2.0), (20.0, 20.0), (20.0, 2.0), (2.0, 20.0)]
    found = whole(eight)
    assert found[11, 4] and found[11, 18] and not found[3, 11]


def test_add_and_subtract() -> None:
    stroke = Stroke(ReviewDocument(ROWS, COLUMNS), LUNGS)
    assert fill_polygon(stroke, [(2, 2), (20, 2), (20, 20), (2, 20)], 1) is not None
    assert (stroke.pixels == 1).sum() == 18 * 18
    assert fill_polygon(stroke, [(5, 5), (9, 5), (9, 9), (5, 9)], 0) is None  # by default nothing is taken away
    assert fill_polygon(stroke, [(5, 5), (9, 5), (9, 9), (5, 9)], 0, Rules(EVERY)) is not None
    assert (stroke.pixels == 1).sum() == 18 * 18 - 16


def test_too_few_points_and_points_far_away_are_nothing() -> None:
    assert enclosed([(1, 1), (5, 5)], ROWS, COLUMNS) is None
    assert enclosed([(100, 1), (150, 5), (120, 9)], ROWS, COLUMNS) is None
    assert enclosed([(1.6, 1.6), (2.4, 1.6), (2.0, 2.3)], ROWS, COLUMNS) is None  # between the centres
