"""Dragging the window: finite whatever the image and whatever the mouse."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, VoiLut, VoiWindow, as_window, drag, grey_table

anything = st.floats(allow_nan=True, allow_infinity=True)


@given(anything, anything, st.lists(st.tuples(anything, anything), max_size=20), anything)
def test_any_drag_keeps_the_window_finite(
    center: float, width: float, moves: list[tuple[float, float]], span: float
) -> None:
    window = VoiWindow(center, width)
    for dx, dy in moves or [(0.0, 0.0)]:
        window = drag(window, dx, dy, span)
        assert math.isfinite(window.center)
        assert math.isfinite(window.width)
        assert window.width >= 1
        assert window.function == "LINEAR"


def test_right_widens_and_down_raises_by_the_share_of_the_span() -> None:
    moved = drag(VoiWindow(500, 1000), dx=512, dy=-256, span=4096)
    assert (moved.center, moved.width) == (500 - 1024, 1000 + 2048)


def test_a_sigmoid_becomes_the_linear_window_of_the_same_slope() -> None:
    sigmoid = VoiWindow(2000, 800, "skin line", "SIGMOID")
    rule = GrayscaleRule(voi=(sigmoid,))
    window = as_window(rule)
    assert (window.center, window.width, window.function) == (2000, 800, "LINEAR")
    curved, straight = grey_table(rule).astype(int), grey_table(rule, window).astype(int)
    assert np.abs(curved - straight)[1950:2050].max() <= 2


def test_a_lut_becomes_the_window_over_its_ramp() -> None:
    entries = np.concatenate([np.zeros(100), np.linspace(0, 4095, 301), np.full(200, 4095)]).astype(np.uint16)
    rule = GrayscaleRule(voi=(VoiLut(Lut(1000, entries, 12)),), stored_min=1000, stored_max=1600)
    window = as_window(rule)
    curved, straight = grey_table(rule).astype(int), grey_table(rule, window).astype(int)
    assert np.abs(curved - straight)[1000:1601].max() <= 5


@given(st.lists(st.integers(0, 65535), min_size=2, max_size=50), st.integers(-32768, 32767))
def test_any_lut_gives_a_usable_window(entries: list[int], first: int) -> None:
    rule = GrayscaleRule(voi=(VoiLut(Lut(first, np.asarray(entries, np.uint16), 16)),))
    window = as_window(rule)
    assert math.isfinite(window.center)
    assert window.width >= 1
