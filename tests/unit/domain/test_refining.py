"""A corrected lung and the model's map: the threshold follows the reader, nearby and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.domain.editing.rules import Rules
from spcxr_desktop.domain.editing.spans import SQUARE
from spcxr_desktop.domain.masks import MaskArray, Rect
from spcxr_desktop.domain.refining import refined, threshold

SIZE = 100


def world() -> tuple[MaskArray, dict[int, MaskArray]]:
    """A lung of 255 with a fainter part at its right (80), and far away another faint piece."""
    scores = np.zeros((SIZE, SIZE), np.uint8)
    scores[20:80, 20:50] = 255
    scores[20:80, 50:60] = 80
    model = (scores > 128).astype(np.uint8)
    return model, {1: scores, 2: np.zeros_like(scores)}


def test_one_stroke_brings_the_rest_of_what_the_model_half_saw() -> None:
    model, maps = world()
    mask = model.copy()
    mask[40:50, 50:60] = 1
    found = refined(mask, model, maps, Rect(40, 50, 50, 60), 15, Rules(), SQUARE)
    assert found[30:60, 50:60].all() and not found[:24, 50:60].any(), "no farther than it reaches"
    np.testing.assert_array_equal(found[:, :50], model[:, :50])
    assert not found[:, 60:].any()


def test_what_the_reader_took_away_raises_the_threshold_and_stays_away() -> None:
    model, maps = world()
    maps[1][20:80, 45:50] = 160
    mask = model.copy()
    mask[40:50, 45:50] = 0
    found = refined(mask, model, maps, Rect(40, 45, 50, 50), 12, Rules(), SQUARE)
    assert not found[30:60, 45:50].any() and found[30:60, 20:45].all() and found[21:26, 45:50].all()


def test_what_the_reader_painted_stays_whatever_the_map_says() -> None:
    model, maps = world()
    mask = model.copy()
    mask[5:15, 5:15] = 1
    found = refined(mask, model, maps, Rect(5, 5, 15, 15), 10, Rules(), SQUARE)
    assert found[5:15, 5:15].all()


def test_a_locked_label_and_a_mask_without_corrections_stay() -> None:
    model, maps = world()
    np.testing.assert_array_equal(refined(model, model, maps, Rect(0, 0, 9, 9), 30, Rules(), SQUARE), model)
    mask = model.copy()
    mask[40:50, 50:60] = 1
    found = refined(mask, model, maps, Rect(40, 50, 50, 60), 15, Rules(locked=frozenset({1})), SQUARE)
    np.testing.assert_array_equal(found, mask)


@pytest.mark.parametrize(
    ("given", "taken", "expected"), [([100] * 9, [], 99), ([3], [], 13), ([], [200] * 5, 200), ([60], [40], 59)]
)
def test_the_threshold_agrees_with_both_sides(given: list[int], taken: list[int], expected: int) -> None:
    assert threshold(np.array(given, np.uint8), np.array(taken, np.uint8)) == expected
