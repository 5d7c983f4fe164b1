"""The brush that keeps to a grey: it stops at edges, does not leak, and paints nothing it is not joined to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing.rules import Rules
from spcxr_desktop.domain.editing.smart_brush import SmartBrush
from spcxr_desktop.domain.editing.spans import SQUARE, swept
from spcxr_desktop.domain.masks import LUNGS
from spcxr_desktop.domain.strokes import Stroke

SIDE = 80


def stroke() -> Stroke:
    return Stroke(ReviewDocument(SIDE, SIDE), LUNGS)


def halves(grain: float = 0.0) -> np.ndarray:
    """Dark left of column 40, bright from there."""
    greys = np.full((SIDE, SIDE), 1000.0)
    greys[:, 40:] = 3000
    return (greys + np.random.default_rng(0).normal(0, grain, greys.shape)).astype(np.uint16)


@pytest.mark.parametrize("grain", [0.0, 40.0])
def test_it_stops_at_an_edge(grain: float) -> None:
    painted = stroke()
    brush = SmartBrush(1, 20.0, halves(grain), 300.0)
    assert brush.dab(painted, 32.5, 40.5) is not None
    assert not painted.pixels[:, 40:].any()
    round_ = Stroke(ReviewDocument(SIDE, SIDE), LUNGS)
    runs = swept((32.5, 40.5, 20), (32.5, 40.5, 20), SQUARE, SIDE, SIDE)
    assert runs is not None
    round_.pixels[runs.rect.slices] = runs.member()
    dark = round_.pixels[:, :38] > 0
    assert (painted.pixels[:, :38] > 0)[dark].mean() > 0.98  # and fills what is on its own side up to the edge


def test_a_slow_ramp_ends_where_the_tolerance_does() -> None:
    greys = np.tile(np.arange(SIDE, dtype=np.uint16) * 10 + 500, (SIDE, 1))
    painted = stroke()
    SmartBrush(1, 30.0, greys, 100.0).dab(painted, 40.5, 40.5)
    columns = np.flatnonzero(painted.pixels[40])
    assert (columns[0], columns[-1]) == (30, 50)


def test_what_is_not_joined_is_left_out() -> None:
    greys = np.full((SIDE, SIDE), 1000, np.uint16)
    greys[:, 44:48] = 5000  # a wall; the far side has the same grey
    painted = stroke()
    SmartBrush(1, 20.0, greys, 300.0).dab(painted, 36.5, 40.5)
    assert painted.pixels[40, 38] and not painted.pixels[:, 44:].any()


def test_a_stroke_keeps_to_the_grey_it_began_on() -> None:
    greys = halves()
    brush, painted = SmartBrush(1, 8.0, greys, 300.0).started(20.5, 40.5), stroke()
    brush.dab(painted, 20.5, 40.5)
    brush.segment(painted, (20.5, 40.5), (70.5, 40.5))
    assert painted.pixels[40, 30] and not painted.pixels[:, 40:].any()
    free = stroke()
    SmartBrush(1, 8.0, greys, 300.0).segment(free, (20.5, 40.5), (70.5, 40.5))
    assert free.pixels[40, 65]  # without a start it follows the cursor


@settings(max_examples=40, deadline=None)
@given(x=st.floats(-5, SIDE + 5), y=st.floats(-5, SIDE + 5), radius=st.floats(0.3, 30), seed=st.integers(0, 5))
def test_it_paints_only_under_its_tip_and_within_the_rules(x: float, y: float, radius: float, seed: int) -> None:
    dice = np.random.default_rng(seed)
    fence = dice.integers(0, 2, (SIDE, SIDE), np.uint8)
    painted = stroke()
    greys = dice.integers(0, 4000, (SIDE, SIDE)).astype(np.uint16)
    rect = SmartBrush(1, radius, greys, 3000.0, Rules(only_inside=fence)).dab(painted, x, y)
    allowed = np.zeros((SIDE, SIDE), bool)
    runs = swept((x, y, radius), (x, y, radius), SQUARE, SIDE, SIDE)
    if runs is not None:
        allowed[runs.rect.slices] = runs.member()
    assert not painted.pixels[~allowed | (fence == 0)].any()
    assert (rect is None) == (not painted.pixels.any())
