"""The pixels under a moving tip, beside the plainest computation: every centre against the discs between both ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.editing.spans import PixelSize, Tip, swept
from spcxr_desktop.domain.radiograph import Spacing

ROWS, COLUMNS = 30, 40
SIZES = st.tuples(st.floats(0.3, 2), st.floats(0.3, 2)).map(lambda pair: PixelSize(*pair))
TIPS = st.tuples(st.floats(-8, COLUMNS + 8), st.floats(-8, ROWS + 8), st.floats(0.1, 9))


def depth(start: Tip, end: Tip, size: PixelSize) -> np.ndarray:
    """By how much each centre lies inside the deepest of 4,000 discs between both ends; negative outside."""
    y, x = np.mgrid[:ROWS, :COLUMNS] + 0.5
    best = np.full((ROWS, COLUMNS), -np.inf)
    least = max(size) / 2
    for t in np.linspace(0, 1, 4000):
        column, row = ((1 - t) * a + t * b for a, b in zip(start[:2], end[:2], strict=True))
        radius = (1 - t) * max(start[2], least) + t * max(end[2], least)
        away = np.hypot((x - column) * size.width, (y - row) * size.height)
        np.maximum(best, radius - away, out=best)
    return best


def covered(start: Tip, end: Tip, size: PixelSize) -> np.ndarray:
    whole = np.zeros((ROWS, COLUMNS), bool)
    runs = swept(start, end, size, ROWS, COLUMNS)
    if runs is not None:
        assert runs.rect.inside(ROWS, COLUMNS)
        whole[runs.rect.slices] = runs.member()
    return whole


@settings(max_examples=60, deadline=None)
@given(start=TIPS, end=TIPS, size=SIZES)
def test_exactly_the_centres_under_the_tip_are_covered(start: Tip, end: Tip, size: PixelSize) -> None:
    found, inside = covered(start, end, size), depth(start, end, size)
    assert found[inside > 1e-6].all()
    extra = found & (inside < -2e-3)
    under = {(int(np.floor(y)), int(np.floor(x))) for x, y, _ in (start, end)}
    assert {(int(row), int(column)) for row, column in np.argwhere(extra)} <= under


@given(x=st.floats(0, COLUMNS - 1e-3), y=st.floats(0, ROWS - 1e-3), radius=st.floats(0.01, 0.5))
def test_the_smallest_tip_paints_the_pixel_under_it(x: float, y: float, radius: float) -> None:
    found = covered((x, y, radius), (x, y, radius), PixelSize())
    assert found[int(y), int(x)] and found.sum() <= 4  # more only where the point lies between centres


def test_half_a_pixel_in_the_middle_of_one_is_that_pixel() -> None:
    assert np.argwhere(covered((7.5, 3.5, 0.5), (7.5, 3.5, 0.5), PixelSize())).tolist() == [[3, 7]]


def test_a_circle_on_the_patient_is_an_ellipse_of_oblong_pixels() -> None:
    found = covered((20.5, 15.5, 6.0), (20.5, 15.5, 6.0), PixelSize(1.0, 0.5))
    assert (found.any(axis=1).sum(), found.any(axis=0).sum()) == (13, 25)


@pytest.mark.parametrize("at", [(-30.0, 5.0), (5.0, -30.0), (COLUMNS + 30.0, 5.0), (5.0, ROWS + 30.0)])
def test_outside_the_image_nothing_is_covered(at: tuple[float, float]) -> None:
    assert swept((*at, 4.0), (*at, 4.0), PixelSize(), ROWS, COLUMNS) is None


def test_pixel_sizes_come_from_the_spacing_or_the_aspect() -> None:
    assert PixelSize.of(Spacing(0.2, 0.1, "detector plane"), 9.0) == (0.2, 0.1)
    assert PixelSize.of(None, 1.25) == (1.25, 1.0)
