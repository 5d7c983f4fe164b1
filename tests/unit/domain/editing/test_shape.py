"""Smoothing, growing and shrinking, beside distances taken one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.editing.rules import EVERY, Rules
from spcxr_desktop.domain.editing.shape import _boxes, grow_shrink, near, smooth
from spcxr_desktop.domain.editing.spans import PixelSize

ROWS, COLUMNS = 15, 18
SIZES = st.sampled_from([PixelSize(), PixelSize(0.5, 0.5), PixelSize(1.0, 0.6), PixelSize(0.35, 1.2)])
FREE = Rules(EVERY)


def spots(seed: int) -> np.ndarray:
    dice = np.random.default_rng(seed)
    return (dice.uniform(size=(ROWS, COLUMNS)) < 0.04) * dice.integers(1, 3, (ROWS, COLUMNS)).astype(np.uint8)


def nearest(member: np.ndarray, size: PixelSize) -> np.ndarray:
    """Distance from each centre to the nearest of a member; infinite where there is none."""
    best = np.full(member.shape, np.inf)
    for row, column in np.argwhere(member):
        y, x = np.mgrid[:ROWS, :COLUMNS]
        best = np.minimum(best, np.hypot((y - row) * size.height, (x - column) * size.width))
    return best


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 5000), reach=st.floats(0.1, 12), size=SIZES)
def test_near_is_no_farther_than(seed: int, reach: float, size: PixelSize) -> None:
    member, away = spots(seed) == 1, nearest(spots(seed) == 1, size)
    clear = np.abs(away - reach) > 1e-4  # on the circle itself either is right
    assert np.array_equal(near(member, reach, size)[clear], (away <= reach)[clear])


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 5000), reach=st.sampled_from([0.75, 1.3, 2.6, 4.1]), size=SIZES)
def test_growing_spares_others_and_shrinking_takes_only_its_own(seed: int, reach: float, size: PixelSize) -> None:
    mask = spots(seed)
    grown = grow_shrink(mask, 1, reach, size=size)
    within = nearest(mask == 1, size) <= reach
    assert np.array_equal(grown, np.where(within & (mask == 0), 1, mask))
    over = grow_shrink(mask, 1, reach, FREE, size)
    assert np.array_equal(over, np.where(within, 1, mask))
    fat = over
    shrunk = grow_shrink(fat, 1, -reach, size=size)
    gone = nearest(fat != 1, size) <= reach
    assert np.array_equal(shrunk, np.where((fat == 1) & gone, 0, fat))


def test_millimetres_are_millimetres_both_ways() -> None:
    mask = np.zeros((101, 101), np.uint8)
    mask[50, 50] = 1
    grown = grow_shrink(mask, 1, 6.0, size=PixelSize(0.2, 0.3)) == 1
    assert (grown.any(axis=1).sum(), grown.any(axis=0).sum()) == (61, 41)


def test_the_border_of_the_image_takes_nothing_away() -> None:
    mask = np.ones((20, 20), np.uint8)
    assert np.array_equal(grow_shrink(mask, 1, -5.0), mask)
    mask[:, 12:] = 0
    assert (grow_shrink(mask, 1, -5.0) == 1).sum() == 20 * 7  # columns 7 to 11 are within 5 px of column 12


def test_locked_and_fenced_labels_hold_still() -> None:
    mask, fence = spots(7), np.zeros((ROWS, COLUMNS), np.uint8)
    assert np.array_equal(grow_shrink(mask, 1, 3.0, Rules(EVERY, frozenset({1}))), mask)
    assert np.array_equal(grow_shrink(mask, 1, 3.0, Rules(EVERY, only_inside=fence)), mask)
    locked = grow_shrink(mask, 1, 3.0, Rules(EVERY, frozenset({2})))
    assert np.array_equal(locked == 2, mask == 2)


def rough_disc(seed: int = 0) -> np.ndarray:
    y, x = np.mgrid[:200, :200] + 0.5
    angle = np.arctan2(y - 100, x - 100)
    return (np.hypot(y - 100, x - 100) < 60 + 4 * np.sin(23 * angle)).astype(np.uint8)


@pytest.mark.parametrize("sigma", [3.0, 4.0, 6.0])
def test_smoothing_takes_the_teeth_and_keeps_the_shape(sigma: float) -> None:
    rough = rough_disc()
    fine = smooth(rough, 1, sigma, FREE)
    y, x = np.argwhere(fine ^ np.roll(fine, 1, axis=1) > 0).T if fine.any() else ([], [])
    away = np.abs(np.hypot(np.asarray(y) + 0.5 - 100, np.asarray(x) - 100) - 60)
    assert away.max() < 3.0
    assert abs(int(fine.sum()) - int(rough.sum())) < 0.02 * rough.sum()


@pytest.mark.parametrize("sigma", [1.5, 3.5, 4.5, 9.0, 25.0])
def test_boxes_give_the_outline_of_the_gaussian(sigma: float) -> None:
    rough = rough_disc().astype(np.float64)
    line = np.exp(-0.5 * (np.arange(-150, 151) / sigma) ** 2)
    line /= line.sum()
    padded = np.pad(rough, 150, mode="edge")
    for axis in (0, 1):
        padded = np.apply_along_axis(np.convolve, axis, padded, line, "valid")
    exact = padded > 0.5
    found = smooth(rough.astype(np.uint8), 1, sigma, FREE) == 1
    rim = int(np.abs(np.diff(exact.astype(np.int8), axis=1)).sum())
    assert (found ^ exact).sum() <= 0.25 * rim  # a quarter of a pixel along the outline


@given(sigma=st.floats(4, 60))
def test_boxes_have_the_variance_of_the_gaussian(sigma: float) -> None:
    widths = _boxes(sigma)
    assert all(width % 2 for width in widths)
    assert sum((width**2 - 1) / 12 for width in widths) == pytest.approx(sigma**2, rel=0.12)


def test_smoothing_spares_other_labels() -> None:
    mask = rough_disc()
    mask[(mask == 0) & (np.indices(mask.shape)[0] > 100)] = 2
    after = smooth(mask, 1, 4.0)
    assert np.array_equal(after[mask == 2], mask[mask == 2])


def test_nothing_to_do_is_an_equal_copy() -> None:
    mask = spots(1)
    for after in (smooth(mask, 9, 2.0), smooth(mask, 1, 0.0), grow_shrink(mask, 9, 2.0), grow_shrink(mask, 1, 0.0)):
        assert np.array_equal(after, mask) and after is not mask
