"""Bucket, holes, islands: beside a flood that goes from pixel to pixel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.editing.islands import fill_holes, flood, keep_largest, label_rect, remove_islands
from spcxr_desktop.domain.editing.rules import EVERY, Rules
from spcxr_desktop.domain.editing.spans import PixelSize
from spcxr_desktop.domain.masks import Rect

ROWS, COLUMNS = 14, 17
FREE = Rules(EVERY)
SIDES = ((0, 1), (1, 0), (0, -1), (-1, 0))
PLACES = st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1))
CORNERS = (*SIDES, (1, 1), (1, -1), (-1, 1), (-1, -1))


def noise(seed: int) -> np.ndarray:
    dice = np.random.default_rng(seed)
    return (dice.integers(0, 3, (ROWS, COLUMNS)) * dice.integers(0, 2, (ROWS, COLUMNS))).astype(np.uint8)


def joined(member: np.ndarray, seed: tuple[int, int], steps: tuple[tuple[int, int], ...]) -> np.ndarray:
    """What can be reached from the seed through members."""
    found, left = np.zeros_like(member), [seed] if member[seed] else []
    while left:
        row, column = left.pop()
        if found[row, column]:
            continue
        found[row, column] = True
        for down, across in steps:
            r, c = row + down, column + across
            if 0 <= r < member.shape[0] and 0 <= c < member.shape[1] and member[r, c]:
                left.append((r, c))
    return found


def pieces(member: np.ndarray, steps: tuple[tuple[int, int], ...]) -> list[np.ndarray]:
    rest, found = member.copy(), []
    while rest.any():
        row, column = np.argwhere(rest)[0].tolist()
        found.append(joined(rest, (row, column), steps))
        rest &= ~found[-1]
    return found


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 5000), at=PLACES, fenced=st.booleans())
def test_a_bucket_fills_what_is_joined_by_sides(seed: int, at: tuple[int, int], fenced: bool) -> None:
    mask, (row, column) = noise(seed), at
    fence = np.random.default_rng(seed + 1).integers(0, 3, mask.shape, np.uint8) if fenced else None
    after = flood(mask, column + 0.5, row + 0.5, 7, Rules(EVERY, only_inside=fence))
    member = mask == mask[row, column]
    if fence is not None:
        member &= fence != 0
    wanted = np.where(joined(member, (row, column), SIDES), 7, mask)
    assert np.array_equal(after, wanted)


def test_a_bucket_keeps_to_the_rules() -> None:
    mask = np.ones((ROWS, COLUMNS), np.uint8)
    for rules in (Rules(), Rules(EVERY, frozenset({1})), Rules(EVERY, frozenset({5}))):
        assert np.array_equal(flood(mask, 3, 3, 5, rules), mask)
    assert np.array_equal(flood(mask, -1, 3, 5, FREE), mask)
    assert not flood(mask, 3, 3, 0, FREE).any()


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 5000))
def test_holes_are_what_cannot_be_left_through_sides(seed: int) -> None:
    mask = noise(seed)
    open_ = np.pad(mask != 1, 1, constant_values=True)
    holes = ~joined(open_, (0, 0), SIDES)[1:-1, 1:-1]
    assert np.array_equal(fill_holes(mask, 1, FREE), np.where(holes, 1, mask))
    assert np.array_equal(fill_holes(mask, 1), np.where(holes & (mask == 0), 1, mask))


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 5000), below=st.integers(0, 12))
def test_islands_are_pieces_joined_by_corners_too(seed: int, below: int) -> None:
    mask = noise(seed)
    found = pieces(mask == 1, CORNERS)
    wanted = mask.copy()
    for piece in found:
        if piece.sum() * 0.5 < below:
            wanted[piece] = 0
    assert np.array_equal(remove_islands(mask, 1, below, size=PixelSize(1.0, 0.5)), wanted)
    largest = keep_largest(mask, 1)
    sizes = [int(piece.sum()) for piece in found]
    assert (largest == 1).sum() == max(sizes, default=0)
    assert len(pieces(largest == 1, CORNERS)) == min(len(found), 1)
    assert np.array_equal(np.where(largest == 1, 0, largest), np.where(mask == 1, 0, mask))


def test_many_islands_go_at_once() -> None:
    mask = np.zeros((60, 60), np.uint8)
    mask[::3, ::3] = 1
    mask[0:2, 0:2] = 1
    after = remove_islands(mask, 1, 4)
    assert (after == 1).sum() == 4 and after[:2, :2].all()


@pytest.mark.parametrize("operation", [fill_holes, keep_largest])
def test_a_locked_label_stays(operation: object) -> None:
    mask = noise(3)
    assert np.array_equal(operation(mask, 1, Rules(EVERY, frozenset({1}))), mask)  # type: ignore[operator]


def test_a_label_without_pixels_stays_without() -> None:
    mask = np.zeros((ROWS, COLUMNS), np.uint8)
    assert label_rect(mask, 3) is None
    for after in (fill_holes(mask, 3), keep_largest(mask, 3), remove_islands(mask, 3, 9)):
        assert np.array_equal(after, mask) and after is not mask


def test_the_rectangle_around_a_label() -> None:
    mask = np.zeros((ROWS, COLUMNS), np.uint8)
    mask[3, 5] = mask[9, 2] = 4
    assert label_rect(mask, 4) == Rect(3, 2, 10, 6)
