"""The round brush and the eraser under rules."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing.brush import Brush
from spcxr_desktop.domain.editing.rules import EVERY, Rules, locked_labels
from spcxr_desktop.domain.masks import LUNGS, Label, label_key
from spcxr_desktop.domain.strokes import Stroke

SIDE = 60


def noise(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 4, (SIDE, SIDE), np.uint8)


def stroke_on(mask: np.ndarray | None = None) -> Stroke:
    masks = {} if mask is None else {LUNGS: mask}
    return Stroke(ReviewDocument(SIDE, SIDE, masks), LUNGS)


def test_a_fast_hand_leaves_no_gaps() -> None:
    stroke = stroke_on()
    Brush(1, 0.5).segment(stroke, (3.2, 4.7), (55.1, 38.9))
    assert cv2.connectedComponents(stroke.pixels, connectivity=8)[0] == 2
    assert stroke.pixels[4, 3] and stroke.pixels[38, 55]


def test_what_is_to_be_repainted_holds_every_change() -> None:
    stroke = stroke_on()
    rect = Brush(1, 6.0).segment(stroke, (20, 20), (33, 41))
    assert rect is not None
    outside = stroke.pixels.copy()
    outside[rect.slices] = 0
    assert stroke.pixels.any() and not outside.any()


def test_pressure_scales_the_radius() -> None:
    sizes = []
    for pressure in (0.25, 0.5, 1.0):
        stroke = stroke_on()
        Brush(1, 20.0).dab(stroke, 30.5, 30.5, pressure)
        sizes.append(int(stroke.pixels.any(axis=0).sum()))
    assert sizes == [11, 21, 41]


def test_pressure_that_changes_makes_a_cone() -> None:
    stroke = stroke_on()
    Brush(1, 12.0).segment(stroke, (12, 30), (48, 30), (0.2, 1.0))
    assert stroke.pixels[:, 12].sum() < stroke.pixels[:, 30].sum() < stroke.pixels[:, 45].sum()


@settings(max_examples=80, deadline=None)
@given(
    value=st.integers(0, 4), over=st.frozensets(st.integers(1, 4)), locked=st.frozensets(st.integers(1, 4)),
    fenced=st.booleans(), seed=st.integers(0, 9),
)  # fmt: skip
def test_rules_hold_pixel_by_pixel(
    value: int, over: frozenset[int], locked: frozenset[int], fenced: bool, seed: int
) -> None:
    before = noise(seed)
    fence = np.random.default_rng(seed + 100).integers(0, 2, before.shape, np.uint8) if fenced else None
    stroke = stroke_on(before)
    Brush(value, 200.0, Rules(over, locked, fence)).dab(stroke, 30, 30)
    wanted = before.copy()
    for at in np.ndindex(before.shape):
        old = int(before[at])
        may = (old == 0 or old in over) and old not in locked and value not in locked
        if may and (fence is None or fence[at]):
            wanted[at] = value
    assert np.array_equal(stroke.pixels, wanted)


def test_by_default_other_labels_stay() -> None:
    before = noise()
    stroke = stroke_on(before)
    Brush(9, 100.0).dab(stroke, 30, 30)
    assert np.array_equal(stroke.pixels[before > 0], before[before > 0]) and (stroke.pixels[before == 0] == 9).all()


def test_an_eraser_takes_what_it_is_told_to() -> None:
    before = noise()
    stroke = stroke_on(before)
    Brush(0, 100.0, Rules(frozenset({2}))).dab(stroke, 30, 30)
    assert not (stroke.pixels == 2).any() and np.array_equal(stroke.pixels == 3, before == 3)


def test_painting_what_is_there_already_is_no_step() -> None:
    stroke = stroke_on(np.full((SIDE, SIDE), 1, np.uint8))
    assert Brush(1, 9.0, Rules(EVERY)).dab(stroke, 20, 20) is None
    assert Brush(1, 9.0, Rules(EVERY)).dab(stroke, -40, 20) is None
    assert stroke.finish("Brush") is None


def test_locked_labels_are_read_from_the_document() -> None:
    labels = {
        label_key(LUNGS, 1): Label("Right", (1, 2, 3), locked=True), label_key(LUNGS, 2): Label("Left", (1, 2, 3)),
        label_key("other", 2): Label("Else", (1, 2, 3), locked=True),
    }  # fmt: skip
    assert locked_labels(labels, LUNGS) == {1}


@pytest.mark.parametrize("radius", [0.0, -1.0, float("nan")])
def test_a_brush_needs_a_radius(radius: float) -> None:
    with pytest.raises(ValueError, match="radius"):
        Brush(1, radius)
