"""Dragging the window: finite whatever the image and whatever the mouse."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.grayscale import (
    GrayscaleRule,
    Lut,
    Voi,
    VoiLut,
    VoiWindow,
    as_window,
    drag,
    grey_table,
    value_range,
)

anything = st.floats(allow_nan=True, allow_infinity=True)
moves = st.lists(st.tuples(anything, anything), max_size=8)
functions = st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"])
windows = st.builds(VoiWindow, anything, anything, st.just(""), functions, st.booleans())
entries = st.lists(st.integers(0, 65535), min_size=2, max_size=80).map(lambda v: np.asarray(v, np.uint16))
luts = st.builds(Lut, st.integers(-32768, 65535), entries, st.just(16))
vois = windows | st.builds(VoiLut, luts)


@st.composite
def rules(draw: st.DrawFn) -> GrayscaleRule:
    """Any rule without Modality LUT and Presentation LUT, which may turn the order of values round and round."""
    bias = draw(st.sampled_from([0, -32768]))
    low, high = sorted(draw(st.tuples(st.integers(0, 65535), st.integers(0, 65535))))
    return GrayscaleRule(
        bias=bias,
        slope=draw(st.floats(0.001, 1000) | st.floats(-1000, -0.001)),
        intercept=draw(st.floats(-1e6, 1e6)),
        voi=(draw(vois),),
        invert=draw(st.booleans()),
        stored_min=low + bias,
        stored_max=high + bias,
    )


def falls(voi: Voi, rule: GrayscaleRule) -> bool:
    """Whether low stored values come out bright."""
    return (as_window(rule, voi).falling != rule.invert) != (rule.slope < 0)


@given(rules(), moves)
def test_any_drag_on_any_rule_is_finite_and_keeps_its_direction(
    rule: GrayscaleRule, steps: list[tuple[float, float]]
) -> None:
    low, high = value_range(rule)
    window = as_window(rule)
    for dx, dy in [(0.0, 0.0), *steps]:
        window = drag(window, dx, dy, high - low)
        assert math.isfinite(window.center)
        assert math.isfinite(window.width)
        assert window.width >= 1
        rise = np.diff(grey_table(rule, window).astype(int))
        assert np.all(rise <= 0) if falls(rule.voi[0], rule) else np.all(rise >= 0)


@given(luts, st.booleans(), st.booleans())
def test_what_rises_goes_on_rising_and_what_falls_goes_on_falling(lut: Lut, fall: bool, invert: bool) -> None:
    """A VOI LUT in order, the picture spread over it: its drag keeps dark what was dark."""
    ordered = np.sort(lut.entries)[:: -1 if fall else 1]
    first, last = lut.first, lut.first + len(ordered) - 1
    bias = -32768 if first < 0 else 0
    last = min(last, bias + 65535)
    if last - first < 1:
        return
    rule = GrayscaleRule(
        bias=bias, voi=(VoiLut(Lut(first, ordered, 16)),), invert=invert, stored_min=first, stored_max=last
    )
    before = grey_table(rule).astype(int)
    after = grey_table(rule, drag(as_window(rule), 0, 0, last - first)).astype(int)
    ends = first - bias, last - bias
    if ordered[0] != ordered[last - first]:
        assert np.sign(after[ends[1]] - after[ends[0]]) == (-1 if fall != invert else 1)
        assert (after[ends[1]] - after[ends[0]]) * (before[ends[1]] - before[ends[0]]) >= 0


@pytest.mark.parametrize("invert", [False, True])
def test_a_falling_lut_keeps_its_polarity_when_dragged(invert: bool) -> None:
    ramp = np.concatenate([np.full(100, 4095), np.linspace(4095, 0, 301), np.zeros(200)]).astype(np.uint16)
    voi = VoiLut(Lut(1000, ramp, 12))
    rule = GrayscaleRule(voi=(voi,), invert=invert, stored_min=1000, stored_max=1600)
    window = as_window(rule)
    assert window.falling
    curved, straight = grey_table(rule).astype(int), grey_table(rule, window).astype(int)
    assert np.abs(curved - straight)[1000:1601].max() <= 5


def test_the_direction_is_that_over_the_pictures_own_values() -> None:
    """A LUT that falls where there is no picture and rises where there is."""
    ramp = np.concatenate([np.linspace(60000, 0, 5000), np.linspace(0, 30000, 1000)]).astype(np.uint16)
    rule = GrayscaleRule(voi=(VoiLut(Lut(0, ramp, 16)),), stored_min=5000, stored_max=5999)
    assert not as_window(rule).falling


def test_a_narrow_linear_exact_window_shows_the_same_when_dragged() -> None:
    rule = GrayscaleRule(slope=1 / 65535, voi=(VoiWindow(0.5, 1.0, "", "LINEAR_EXACT"),))
    assert np.array_equal(grey_table(rule), grey_table(rule, as_window(rule)))


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
