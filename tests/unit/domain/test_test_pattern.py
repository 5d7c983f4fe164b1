"""The display test pattern holds what its words promise."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.domain.grayscale import grey_table, render
from spcxr_desktop.domain.test_pattern import PATTERN_RULE, STEPS, display_pattern, value


def greys(rows: int = 960, columns: int = 1280) -> np.ndarray:
    return render(display_pattern(rows, columns), grey_table(PATTERN_RULE))


@pytest.mark.parametrize(("percent", "grey"), [(0, 0), (5, 13), (50, 128), (95, 242), (100, 255)])
def test_per_cent_become_the_nearest_grey(percent: float, grey: int) -> None:
    assert grey_table(PATTERN_RULE)[value(percent)] == grey


def test_all_values_are_exact_greys() -> None:
    assert not (display_pattern(600, 700) % 257).any()


@pytest.mark.parametrize(("outer", "inner"), [(0, 13), (255, 242)])
def test_a_square_of_five_per_cent_difference_lies_in_each_patch(outer: int, inner: int) -> None:
    shown, unit = greys(), 960 // 24
    x = 640 - 5 * unit if outer == 0 else 640 + 5 * unit
    assert (shown[480 - 5 : 480 + 5, x - 5 : x + 5] == inner).all()
    assert shown[480, x - 2 * unit + 3] == outer and shown[480 - 2 * unit + 3, x] == outer


def test_eighteen_even_steps_in_two_rows() -> None:
    shown, unit = greys(), 960 // 24
    size = unit * 3 // 2
    places = [640 - 9 * size // 2 + size // 2 + i * size for i in range(9)]
    upper = [int(shown[480 - 5 * unit - size // 2, x]) for x in places]
    lower = [int(shown[480 - 5 * unit + size // 2, x]) for x in reversed(places)]
    assert upper + lower == [15 * step for step in range(STEPS)]


def test_the_ramp_holds_every_grey_in_order() -> None:
    shown, unit = greys(), 960 // 24
    ramp = shown[480 + 5 * unit, 640 - 7 * unit : 640 + 7 * unit].astype(int)
    assert set(ramp) == set(range(256)) and (np.diff(ramp) >= 0).all()


def test_lines_of_one_pixel_in_the_middle_and_in_every_corner() -> None:
    shown, unit = greys(), 960 // 24
    inset = 5 * unit // 2
    for y, x in ((480, 640), *((y, x) for y in (inset, 960 - inset) for x in (inset, 1280 - inset))):
        group = shown[y - 36 : y + 36, x - 72 : x + 72].astype(int)
        assert (np.abs(np.diff(group, axis=1)) == 255).sum() > 10 * 20, "upright black and white lines"
        assert (np.abs(np.diff(group, axis=0)) == 255).sum() > 10 * 20, "lying ones"
        assert (np.abs(np.diff(group, axis=1)) == value(55) // 257 - value(45) // 257).sum() > 10 * 20, "faint ones"


@pytest.mark.parametrize("shape", [(240, 240), (240, 900), (700, 300), (2160, 3840)])
def test_the_frame_is_complete_at_any_size(shape: tuple[int, int]) -> None:
    shown = greys(*shape)
    for edge in (shown[0], shown[-1], shown[:, 0], shown[:, -1]):
        assert (edge >= 150).all()


def test_a_pattern_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        display_pattern(100, 500)
