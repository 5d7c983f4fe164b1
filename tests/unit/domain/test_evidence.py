"""Evidence maps: nothing is shown that is not in the sum, and turning the film turns the map."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from spcxr_desktop.domain import evidence as ev
from spcxr_desktop.domain.findings import LUNG_COLOURS, EvidenceMap
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.turn import Turn
from tests.ui.colour_blind import MATRICES, difference, seen

SHAPE, BOX = (400, 360), (8, 12, 392, 348)
TURNS = st.builds(Turn, st.integers(0, 3), st.booleans())


def evidence_map(values: NDArray[np.float32], label: str = "pneumonia") -> EvidenceMap:
    return EvidenceMap(label, values.astype(np.float32), -2.0, BOX, SHAPE)


def spot(row: float, column: float, n: int = 10, height: float = 0.4, wide: float = 1.3) -> NDArray[np.float32]:
    """A bump of patches around a place (fractions of the square)."""
    y, x = np.mgrid[:n, :n] + 0.5
    away = (y - row * n) ** 2 + (x - column * n) ** 2
    return np.asarray(height * np.exp(-away / (2 * wide**2)) - 0.01, np.float32)


def outlined(evidence: EvidenceMap) -> tuple[ev.Polygon, ...]:
    return ev.outline(ev.Heat.of(evidence))


MAPS = st.builds(
    lambda seed, n: np.random.default_rng(seed).normal(0, 0.2, (n, n)).astype(np.float32),
    st.integers(0, 2**32 - 1), st.integers(2, 24),
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(MAPS)
def test_heat_is_the_positive_part_and_keeps_its_sum(values: NDArray[np.float32]) -> None:
    heat = ev.Heat.of(evidence_map(values)).fine
    positive = np.maximum(values, 0).sum()
    assert heat.mean() * 100 == pytest.approx(positive, rel=1e-4, abs=1e-5)  # heat is logit per hundredth
    assert heat.min() >= 0
    assert heat.max() <= np.maximum(values, 0).max() * values.size / 100 + 1e-5  # smooth, but never hotter than a patch


def test_a_patch_has_its_own_value_at_its_centre_and_nothing_between_leaves_its_neighbours() -> None:
    grid = np.random.default_rng(5).random((6, 6), np.float32)
    centres = (np.arange(6) + 0.5) / 6
    np.testing.assert_allclose(ev.sample(grid, centres, centres), grid, atol=1e-6)
    fine = ev.sample(grid, np.linspace(0, 1, 101), np.array([centres[2]]))[:, 0]
    assert fine[0] == pytest.approx(grid[0, 2]) and fine[-1] == pytest.approx(grid[-1, 2])  # held to the edge
    assert np.all(np.diff(fine[26:41]) * np.sign(grid[2, 2] - grid[1, 2]) >= -1e-6)


@settings(deadline=None, max_examples=20)
@given(MAPS)
def test_the_fine_grid_is_sampled_alike(values: NDArray[np.float32]) -> None:
    evidence = evidence_map(values)
    rows, columns = ((np.arange(side) + 0.5) / side for side in ev.fine_shape(evidence))
    np.testing.assert_allclose(ev.Heat.of(evidence).fine, ev.sample(ev.heat_grid(evidence), rows, columns), atol=1e-3)


def test_weak_noise_is_never_stretched_to_look_hot() -> None:
    noise = evidence_map(np.random.default_rng(1).normal(0, 0.004, (10, 10)).astype(np.float32))
    assert ev.heat_grid(noise).max() < 0.05 * ev.FULL_HEAT
    assert outlined(noise) == () and ev.Heat.of(noise).level is None
    assert outlined(evidence_map(np.full((10, 10), -0.3, np.float32))) == ()


@pytest.mark.parametrize("n", [7, 10, 20])
def test_the_outline_holds_half_of_what_raises_the_score(n: int) -> None:
    evidence = evidence_map(spot(0.7, 0.7, n, wide=0.13 * n))
    region = np.zeros(SHAPE, np.uint8)
    for polygon in outlined(evidence):
        cv2.fillPoly(region, [np.round(polygon - 0.5).astype(np.int32)], 1)
    rows = (np.arange(BOX[0], BOX[2]) + 0.5 - BOX[0]) / (BOX[2] - BOX[0])
    columns = (np.arange(BOX[1], BOX[3]) + 0.5 - BOX[1]) / (BOX[3] - BOX[1])
    heat = ev.sample(ev.heat_grid(evidence), rows, columns)
    held = heat[region[BOX[0] : BOX[2], BOX[1] : BOX[3]] > 0].sum() / heat.sum()
    assert held == pytest.approx(ev.OUTLINED, abs=0.03)
    hottest = np.unravel_index(heat.argmax(), heat.shape)
    assert region[hottest[0] + BOX[0], hottest[1] + BOX[1]] == 1


@settings(deadline=None, max_examples=60)
@given(TURNS, TURNS, st.integers(0, 2**31))
def test_turning_the_film_turns_the_map(one: Turn, two: Turn, seed: int) -> None:
    rng = np.random.default_rng(seed)
    evidence = evidence_map(spot(rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9)))
    turned = ev.turned(ev.turned(evidence, one), two)
    once = ev.turned(evidence, one.then(two))
    assert (turned.box, turned.shape) == (once.box, once.shape)
    np.testing.assert_array_equal(turned.values, once.values)
    assert turned.shape == one.then(two).size(*SHAPE[::-1])[::-1]

    painted = np.zeros(SHAPE, np.uint8)  # the hottest patch on the film, turned with it
    top, left, bottom, right = _patch(evidence)
    painted[top:bottom, left:right] = 1
    moved = one.then(two).array(painted)
    top, left, bottom, right = _patch(turned)
    assert moved[top + 2 : bottom - 2, left + 2 : right - 2].all()


def _patch(evidence: EvidenceMap) -> tuple[int, int, int, int]:
    """The hottest patch's rectangle on the film."""
    row, column = np.unravel_index(evidence.values.argmax(), evidence.values.shape)
    top, left, bottom, right = evidence.box
    height, width = (bottom - top) / evidence.values.shape[0], (right - left) / evidence.values.shape[1]
    return (
        round(top + row * height), round(left + column * width),
        round(top + (row + 1) * height), round(left + (column + 1) * width),
    )  # fmt: skip


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(["LF", "RF", "LH", "RH", "FL", "FR", "HL", "HR"]), st.integers(0, 1000))
def test_outlines_in_the_file_lie_where_the_film_shows_them(codes: str, seed: int) -> None:
    orientation = Orientation(codes[0], codes[1], assumed=False)
    rng = np.random.default_rng(seed)
    evidence = evidence_map(spot(rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.8), wide=0.8))
    polygons = outlined(evidence)
    upright = _filled(polygons, SHAPE)
    in_file = ev.in_file(polygons, evidence, orientation)
    turned = orientation.from_upright(upright)
    drawn = _filled(in_file, (turned.shape[0], turned.shape[1]))
    assert np.count_nonzero(drawn != turned) < 0.05 * np.count_nonzero(turned)


def _filled(polygons: tuple[ev.Polygon, ...], shape: tuple[int, int]) -> NDArray[np.uint8]:
    out = np.zeros(shape, np.uint8)
    for polygon in polygons:
        cv2.fillPoly(out, [np.round(polygon - 0.5).astype(np.int32)], 1)
    return out


def test_a_turned_outline_is_the_outline_of_the_turned_map() -> None:
    evidence = evidence_map(spot(0.3, 0.65))
    for turn in (Turn(1), Turn(2, True), Turn(3)):
        mine = ev.turned_outline(outlined(evidence), turn, SHAPE[1], SHAPE[0])
        theirs = outlined(ev.turned(evidence, turn))
        shape = ev.turned(evidence, turn).shape
        assert np.count_nonzero(_filled(mine, shape) != _filled(theirs, shape)) < 0.05 * _filled(mine, shape).sum()


def test_heat_colours_rise_evenly_in_lightness_and_are_no_lungs_colour() -> None:
    colours = ["#%02x%02x%02x" % colour for colour in ev.HEAT_COLOURS]  # noqa: UP031
    lungs = ["#%02x%02x%02x" % colour for colour in LUNG_COLOURS.values()]  # noqa: UP031
    lightness = [_lightness(colour) for colour in colours]
    np.testing.assert_allclose(np.diff(lightness), np.ptp(lightness) / (len(colours) - 1), atol=0.5)
    for kind in (None, *MATRICES):
        apart = min(difference(seen(heat, kind), seen(lung, kind)) for heat in colours for lung in lungs)
        assert apart > 15, (kind, apart)


def _lightness(colour: str) -> float:
    """CIELAB L* of "#rrggbb"."""
    from tests.ui.colour_blind import luminance

    y = luminance(colour)
    return float(116 * np.cbrt(y) - 16)


def test_the_map_itself_is_never_touched() -> None:
    evidence = evidence_map(spot(0.5, 0.5))
    before = evidence.values.copy()
    outlined(evidence), ev.turned(evidence, Turn(1))
    np.testing.assert_array_equal(evidence.values, before)
    assert replace(evidence).label == "pneumonia"
