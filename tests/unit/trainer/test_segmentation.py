"""Mask figures by hand and by property."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trainer.evaluation import segmentation

MASKS = arrays(np.uint8, (12, 12), elements=st.sampled_from([0, 1, 2]))


def lungs(shift: int = 0) -> np.ndarray:
    """Two lungs of 20 x 10 px in a 40 x 40 film, moved down by ``shift``."""
    mask = np.zeros((40, 40), np.uint8)
    mask[8 + shift : 28 + shift, 5:15] = 1
    mask[8 + shift : 28 + shift, 25:35] = 2
    return mask


def test_dice_by_hand() -> None:
    # Moved by 5 of 20 rows: 15 rows overlap, so 2 * 15 / 40.
    assert segmentation.dice(lungs(5), lungs()) == pytest.approx({"right": 0.75, "left": 0.75, "both": 0.75})


def test_swapped_sides_cost_the_lungs_not_their_union() -> None:
    swapped = np.array([0, 2, 1], np.uint8)[lungs()]
    assert segmentation.dice(swapped, lungs()) == {"right": 0.0, "left": 0.0, "both": 1.0}
    assert segmentation.sides_swapped(swapped, lungs())
    assert not segmentation.sides_swapped(lungs(3), lungs())


@settings(deadline=None)
@given(MASKS, MASKS)
def test_figures_are_symmetric_and_bounded(a: np.ndarray, b: np.ndarray) -> None:
    assert segmentation.dice(a, b) == segmentation.dice(b, a)
    assert all(0 <= value <= 1 for value in segmentation.dice(a, b).values())
    hd95, assd = segmentation.surface_distances(a, b)
    assert (hd95, assd) == pytest.approx(segmentation.surface_distances(b, a))
    assert 0 <= assd <= math.hypot(12, 12)
    assert segmentation.surface_distances(a, a) == (0.0, 0.0)


@settings(deadline=None)
@given(MASKS, MASKS, arrays(np.bool_, (12, 12)))
def test_what_lies_under_ignored_pixels_does_not_matter(a: np.ndarray, b: np.ndarray, hidden: np.ndarray) -> None:
    true = np.where(hidden, 255, b).astype(np.uint8)
    other = np.where(hidden, 2 - a, a).astype(np.uint8)
    assert segmentation.dice(a, true) == segmentation.dice(other, true)
    assert segmentation.surface_distances(a, true) == segmentation.surface_distances(other, true)


def test_surface_distance_of_two_flat_edges() -> None:
    true, pred = np.zeros((30, 200), np.uint8), np.zeros((30, 200), np.uint8)
    true[10:15], pred[13:15] = 1, 1
    # Bands as wide as the film. Edges: 13 -> 14 is 1 px from row 14, 10 is 3 px from row 13; the ends add a little.
    hd95, assd = segmentation.surface_distances(pred, true, values=(1,))
    assert hd95 == 3.0
    assert 0.5 < assd < 1.5


def test_an_outline_along_ignored_pixels_is_not_measured() -> None:
    true = lungs()
    true[:, 15:25] = 255  # nobody drew the medial border
    pred = lungs()
    pred[8:28, 15:25] = 1  # fills the ignored strip
    assert segmentation.surface_distances(pred, true) == (0.0, 0.0)
    assert segmentation.dice(pred, true)["both"] == 1.0


def test_empty_masks() -> None:
    nothing = np.zeros((40, 40), np.uint8)
    assert segmentation.dice(nothing, nothing)["both"] == 1.0
    assert segmentation.surface_distances(nothing, nothing) == (0.0, 0.0)
    assert segmentation.dice(nothing, lungs())["both"] == 0.0
    assert segmentation.surface_distances(nothing, lungs()) == (math.hypot(40, 40),) * 2


def test_worst_5_percent_is_the_mean_of_the_worst_and_at_least_one_film() -> None:
    assert segmentation.worst_5_percent(np.arange(40.0)) == 0.5
    assert segmentation.worst_5_percent(np.arange(40.0), higher_is_better=False) == 38.5
    assert segmentation.worst_5_percent([0.7, 0.9]) == 0.7


def test_mean_mask_is_the_majority() -> None:
    masks = np.array([[[1, 0, 255]], [[1, 2, 2]], [[0, 2, 2]]], np.uint8)
    assert segmentation.mean_mask(masks).tolist() == [[1, 2, 2]]


def test_table_keeps_sources_apart() -> None:
    preds = np.stack([lungs(), lungs(5), lungs(5)])
    table = segmentation.source_table(
        preds, np.stack([lungs()] * 3), ["good", "bad", "bad"], ["a", "b", "c"], resamples=50
    )
    assert [(row.source, row.films, row.patients) for row in table] == [("bad", 2, 2), ("good", 1, 1)]
    assert table[0].dice == pytest.approx((0.75, 0.75, 0.75))
    assert table[1].hd95 == 0.0
    with pytest.raises(ValueError, match="one shape"):
        segmentation.dice(np.zeros((3, 3), np.uint8), np.zeros((4, 4), np.uint8))
