"""The chest phantom: simple bodies against their formulas, exact masks, the same pixels for the same seed."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain import phantom as ph
from spcxr_desktop.domain.phantom_anatomy import Anatomy, grow, load_anatomy
from spcxr_desktop.domain.phantom_bodies import Ellipsoid, Grid, Loft, Slab, Tube, closed_spline
from spcxr_desktop.domain.phantom_film import WHITE, expose, mark, present

CHEST = Path(__file__).resolve().parents[3] / "resources" / "phantom" / "chest.json"
SCALE = 0.2


@pytest.fixture(scope="module")
def chest() -> Anatomy:
    return load_anatomy(CHEST)


@pytest.fixture(scope="module")
def plain(chest: Anatomy) -> ph.Phantom:
    return ph.render(chest, opacity=False, seed=3, scale=SCALE)


@pytest.fixture(scope="module")
def dense(chest: Anatomy) -> ph.Phantom:
    return ph.render(chest, opacity=True, seed=3, scale=SCALE)


def test_full_size_is_that_of_a_clinical_detector(chest: Anatomy) -> None:
    assert (chest.grid.rows, chest.grid.columns, chest.grid.pitch_mm) == (2500, 2100, 0.168)


def test_same_seed_same_pixels_other_seed_others(chest: Anatomy, plain: ph.Phantom) -> None:
    again = ph.render(chest, opacity=False, seed=3, scale=SCALE)
    other = ph.render(chest, opacity=False, seed=4, scale=SCALE)
    assert np.array_equal(again.pixels, plain.pixels)
    assert not np.array_equal(other.pixels, plain.pixels)
    assert np.array_equal(other.lungs, plain.lungs)


def test_pixels_are_14_bits_dark_in_air_and_lung_bright_in_abdomen(plain: ph.Phantom) -> None:
    assert plain.pixels.dtype == np.uint16 and plain.pixels.shape == plain.lungs.shape == (500, 420)
    assert plain.pixels.max() <= WHITE == 16383
    air = np.median(plain.pixels[30:45, 5:60])
    lung = np.median(plain.pixels[plain.lungs > 0])
    abdomen = np.median(plain.pixels[440:490, 150:270])
    assert air < 0.1 * WHITE < 0.25 * WHITE < lung < 0.55 * WHITE < 0.8 * WHITE < abdomen


def test_right_lung_is_on_the_image_left_larger_and_apart_from_the_left(plain: ph.Phantom) -> None:
    right, left = plain.lungs == ph.RIGHT_LUNG, plain.lungs == ph.LEFT_LUNG
    assert set(np.unique(plain.lungs)) == {0, 1, 2}
    assert np.nonzero(right)[1].max() < plain.lungs.shape[1] / 2 < np.nonzero(left)[1].min()
    assert right.sum() > left.sum()
    assert cv2.connectedComponents(right.astype(np.uint8))[0] == cv2.connectedComponents(left.astype(np.uint8))[0] == 2


def test_mask_is_the_outline_to_within_a_pixel(chest: Anatomy, plain: ph.Phantom) -> None:
    grid = Grid(500, 420, chest.grid.pitch_mm / SCALE)
    for lung, label in ((chest.right_lung, ph.RIGHT_LUNG), (chest.left_lung, ph.LEFT_LUNG)):
        outline = grid.pixels(closed_spline(lung.outline)).astype(np.float32)[:, None, :]
        mask = plain.lungs == label
        assert mask.sum() == pytest.approx(cv2.contourArea(outline), rel=0.02)
        for row, column in np.ndindex(100, 84):
            distance = cv2.pointPolygonTest(outline, (5.0 * column, 5.0 * row), True)
            if abs(distance) > 1.0:
                assert mask[5 * row, 5 * column] == (distance > 0)


def test_there_is_air_exactly_where_the_mask_says_lung(chest: Anatomy, plain: ph.Phantom) -> None:
    grid = Grid(500, 420, chest.grid.pitch_mm / SCALE)
    air, blood = ph._lungs(chest, grid, 3)
    assert np.array_equal(air > 0, plain.lungs > 0)
    assert (blood <= air).all() and blood.max() > 2.0


def test_whole_lung_includes_the_part_behind_the_heart(chest: Anatomy, plain: ph.Phantom) -> None:
    heart = next(part.body for part in chest.displacing if part.name == "heart")
    assert isinstance(heart, Slab)
    shadow = heart.mask(Grid(500, 420, chest.grid.pitch_mm / SCALE))
    assert (shadow & (plain.lungs == ph.LEFT_LUNG)).sum() > 0.3 * shadow.sum()


def test_opacity_brightens_the_right_lower_lung_and_nothing_far_from_it(plain: ph.Phantom, dense: ph.Phantom) -> None:
    assert not plain.opacity.any() and dense.opacity.any()
    assert (dense.lungs[dense.opacity] == ph.RIGHT_LUNG).all()
    rows = np.nonzero(dense.lungs == ph.RIGHT_LUNG)[0]
    assert np.nonzero(dense.opacity)[0].mean() > (rows.min() + rows.max()) / 2
    change = dense.pixels.astype(int) - plain.pixels
    assert change[dense.opacity].mean() > 0.03 * WHITE
    left = dense.lungs == ph.LEFT_LUNG
    assert abs(change[left].mean()) < 0.002 * WHITE


def test_the_film_says_that_it_is_a_phantom_and_where_left_is(plain: ph.Phantom) -> None:
    half = plain.marked.shape[1] // 2
    text, letter = np.nonzero(plain.marked[:, :half]), np.nonzero(plain.marked[:, half:])
    assert text[0].size > 100 and text[0].max() < 20
    assert np.median(plain.pixels[:, :half][text]) > 3 * np.median(plain.pixels[25:35, 5:60])
    assert letter[0].size > 50 and letter[1].min() > half * 0.8
    assert np.median(plain.pixels[:, half:][letter]) == WHITE


def test_marks_are_white_and_legible_at_full_size(chest: Anatomy) -> None:
    pixels = np.zeros((chest.grid.rows, chest.grid.columns), np.uint16)
    touched = mark(pixels, chest.grid)
    assert np.array_equal(touched, pixels > 0)
    rows, columns = np.nonzero(pixels[:, :1050] == WHITE)
    assert 3.0 < np.ptp(rows) * chest.grid.pitch_mm < 8.0  # height of the letters in mm
    assert 40.0 < np.ptp(columns) * chest.grid.pitch_mm < 120.0


@pytest.mark.parametrize("scale", [0.0, -1.0, 1.5])
def test_senseless_scale_is_refused(chest: Anatomy, scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        ph.render(chest, opacity=False, seed=0, scale=scale)


@pytest.mark.parametrize(
    ("change", "error"),
    [({"format": 99}, "format 99|not a phantom"), ({"opacities": [{"name": "x", "kind": "cone"}]}, "unknown kind")],
)
def test_anatomy_of_another_kind_is_refused(tmp_path: Path, change: dict[str, object], error: str) -> None:
    description = json.loads(CHEST.read_text(encoding="utf-8")) | change
    for entry in description["opacities"]:
        entry.setdefault("material", "soft")
        entry.setdefault("in", "lung")
    (tmp_path / "x.json").write_text(json.dumps(description), encoding="utf-8")
    with pytest.raises(ValueError, match=error):
        load_anatomy(tmp_path / "x.json")


@settings(max_examples=30, deadline=None)
@given(st.floats(8, 20), st.floats(8, 20), st.floats(2, 30), st.floats(-90, 90), st.floats(-10, 10))
def test_ellipsoid_chords_add_up_to_its_volume(a: float, b: float, c: float, angle: float, x: float) -> None:
    chord = Ellipsoid((x, 40.0, 0.0), (a, b, c), angle).chord(Grid(160, 160, 0.5))
    assert chord is not None
    assert chord.length.sum() * 0.25 == pytest.approx(4 / 3 * np.pi * a * b * c, rel=0.01)
    assert chord.length.max() <= 2 * c * (1 + 1e-6)


@settings(max_examples=30, deadline=None)
@given(st.floats(2, 6), st.floats(0, 60), st.floats(-np.pi, np.pi))
def test_tube_cross_section_is_a_disc_and_tilt_lengthens_the_chord(radius: float, tilt: float, angle: float) -> None:
    reach, rise = 20.0, 40.0 * np.tan(np.radians(tilt))
    step = reach * np.array([np.cos(angle), np.sin(angle)])
    start, end = np.array([0.0, 40.0]) - step, np.array([0.0, 40.0]) + step
    tube = Tube(np.array([[*start, 0.0, radius, 1.0], [*end, rise, radius, 1.0]]))
    chord = tube.chord(Grid(320, 320, 0.25))
    assert chord is not None
    assert chord.length.max() == pytest.approx(2 * radius / np.cos(np.radians(tilt)), rel=0.01)


def test_shell_and_core_share_the_tube() -> None:
    tube = Tube(np.array([[-20.0, 40.0, 0.0, 5.0, 0.6], [20.0, 40.0, 0.0, 5.0, 0.6]]), shell_mm=1.0)
    grid = Grid(320, 320, 0.25)
    outer, inner = tube.chord(grid), tube.core().chord(grid)
    assert outer is not None and inner is not None
    assert outer.length.max() == pytest.approx(6.0, rel=0.01)  # 2 * 5 * 0.6
    assert inner.length.max() == pytest.approx(4.0, rel=0.01)  # 1 mm of wall on both sides


def test_loft_is_an_ellipse_at_each_level() -> None:
    grid = Grid(40, 400, 0.5)
    chord = Loft(np.array([[-5.0, 0.0, 60.0, 80.0], [25.0, 0.0, 60.0, 80.0]])).chord(grid)
    x = grid.x_mm(slice(0, 400))
    expected = 80.0 * np.sqrt(np.clip(1 - (x / 60.0) ** 2, 0, 1))
    assert np.allclose(chord.length, expected[None, :], atol=1e-3) if chord is not None else False


def test_bodies_off_the_film_have_no_chord() -> None:
    grid = Grid(100, 100, 1.0)
    square = np.array([[200.0, 10.0], [220.0, 10.0], [220.0, 30.0], [200.0, 30.0]])
    assert Ellipsoid((200.0, 50.0, 0.0), (5.0, 5.0, 5.0)).chord(grid) is None
    assert Slab(square, 10.0, 2.0).chord(grid) is None
    assert Tube(np.array([[200.0, 10.0, 0.0, 2.0, 1.0], [220.0, 10.0, 0.0, 2.0, 1.0]])).chord(grid) is None


def test_vessels_stay_inside_their_lung_and_get_thinner(chest: Anatomy) -> None:
    tree = next(tree for tree in chest.trees if tree.side == "left")
    outline = closed_spline(chest.left_lung.outline).astype(np.float32)[:, None, :]
    branches = list(grow(tree, tree.directions_deg[0], chest.left_lung, np.random.default_rng(0)))
    assert len(branches) > 20
    for branch in branches:
        assert (np.diff(branch.nodes[:, 3]) < 0).all()
        for x, y in branch.nodes[1:, :2]:
            assert cv2.pointPolygonTest(outline, (float(x), float(y)), False) > 0


def test_beer_lambert_and_quantum_noise() -> None:
    """Uniform slab: the mean falls by exp(-line integral), the noise by the square root of the mean."""
    grid = Grid(400, 400, 0.168)
    thin, thick = (
        expose(np.full((400, 400), depth, np.float32), grid, np.random.default_rng(0))[190:210] for depth in (1.0, 3.0)
    )
    assert thin.mean() / thick.mean() == pytest.approx(np.exp(2.0), rel=0.01)
    assert thin.std() / thick.std() == pytest.approx(np.exp(1.0), rel=0.05)


def test_presentation_keeps_order_more_matter_is_brighter() -> None:
    grid = Grid(64, 64, 1.0)
    greys = [
        int(np.median(present(expose(np.full((64, 64), d, np.float32), grid, np.random.default_rng(0)), grid)))
        for d in (0.0, 1.0, 2.0, 3.0, 4.0)
    ]
    assert greys == sorted(greys) and greys[0] < greys[-1]
