"""The grey table against numbers worked out from PS3.3 C.11, and its properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.grayscale import (
    TABLE_SIZE,
    GrayscaleRule,
    Lut,
    Voi,
    VoiLut,
    VoiWindow,
    grey_table,
    render,
    value_range,
    voi_unit,
    window_between,
)


def grey(rule: GrayscaleRule, stored: int, voi: Voi | None = None, invert: bool = False) -> int:
    """The grey of one stored value."""
    return int(grey_table(rule, voi, invert)[stored - rule.bias])


def ramp_lut(first: int, count: int, bits: int) -> Lut:
    """A table that rises evenly over its whole output range."""
    return Lut(first, np.rint(np.linspace(0, 2**bits - 1, count)).astype(np.uint16), bits)


@pytest.mark.parametrize(
    ("center", "width", "value", "expected"),
    [
        # the four examples of PS3.3 C.11.2.1.2.1
        (2048, 4096, 0, 0.0),
        (2048, 4096, 4095, 1.0),
        (2048, 4096, 1000, 1000 / 4095),
        (2048, 1, 2047, 0.0),
        (2048, 1, 2048, 1.0),
        (0, 100, -50, 0.0),
        (0, 100, 49, 1.0),
        (0, 100, 10, 10.5 / 99 + 0.5),
        (0, 1, -1, 0.0),
        (0, 1, 0, 1.0),
    ],
)
def test_linear_follows_the_examples_of_the_standard(
    center: float, width: float, value: float, expected: float
) -> None:
    unit = voi_unit(VoiWindow(center, width), np.asarray([float(value)]))
    assert unit[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("center", "width", "value", "expected"),
    [
        # PS3.3 C.11.2.1.3.2
        (2048, 4096, 0, 0.0),
        (2048, 4096, 4096, 1.0),
        (2048, 4096, 1024, 0.25),
        (2048, 1, 2047.5, 0.0),
        (2048, 1, 2048.5, 1.0),
        (0, 100, -50, 0.0),
        (0, 100, 50, 1.0),
        (0, 100, 10, 0.6),
    ],
)
def test_linear_exact_follows_the_examples_of_the_standard(
    center: float, width: float, value: float, expected: float
) -> None:
    unit = voi_unit(VoiWindow(center, width, "", "LINEAR_EXACT"), np.asarray([float(value)]))
    assert unit[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("value", "expected"),
    # PS3.3 C.11.2.1.3.1: 1 / (1 + exp(-4 (x - c) / w)) with c = 2048, w = 1024
    [(2048, 0.5), (2048 + 256, 1 / (1 + np.exp(-1))), (2048 - 512, 1 / (1 + np.exp(2))), (-1e9, 0.0), (1e9, 1.0)],
)
def test_sigmoid_follows_the_standard(value: float, expected: float) -> None:
    unit = voi_unit(VoiWindow(2048, 1024, "", "SIGMOID"), np.asarray([value]))
    assert unit[0] == pytest.approx(expected, abs=1e-12)


def test_linear_greys_of_a_ct_window() -> None:
    """C 40, W 400, slope 1, intercept -1024; ((x - 39.5) / 399 + 0.5) * 255 worked out by hand, rounded."""
    rule = GrayscaleRule(slope=1, intercept=-1024, voi=(VoiWindow(40, 400),))
    assert [grey(rule, hu + 1024) for hu in (-160, -129, 40, 65, 193, 239, 240)] == [0, 20, 128, 144, 226, 255, 255]


@pytest.mark.parametrize(
    ("invert", "user", "dark", "bright"), [(0, 0, 0, 255), (1, 0, 255, 0), (0, 1, 255, 0), (1, 1, 0, 255)]
)
def test_polarity_and_the_readers_inversion_each_count_once(invert: int, user: int, dark: int, bright: int) -> None:
    rule = GrayscaleRule(voi=(VoiWindow(128, 256),), invert=bool(invert))
    assert (grey(rule, 0, invert=bool(user)), grey(rule, 255, invert=bool(user))) == (dark, bright)


def test_negative_slope_turns_the_picture_round() -> None:
    """Agfa CR: slope -10, intercept 10000; the window is in modality units."""
    rule = GrayscaleRule(slope=-10, intercept=10000, voi=(window_between(0, 10000),), stored_min=0, stored_max=1000)
    assert value_range(rule) == (0.0, 10000.0)
    assert (grey(rule, 0), grey(rule, 500), grey(rule, 1000)) == (255, 128, 0)


def test_signed_pixels_index_the_table_through_the_bias() -> None:
    rule = GrayscaleRule(bias=-32768, voi=(VoiWindow(0, 65536),))
    assert (grey(rule, -32768), grey(rule, 0), grey(rule, 32767)) == (0, 128, 255)


def test_padding_is_black_whatever_the_polarity() -> None:
    rule = GrayscaleRule(bias=-32768, voi=(VoiWindow(0, 4000),), invert=True, padding=(-2000, -1990))
    assert [grey(rule, v) for v in (-2000, -1995, -1990)] == [0, 0, 0]
    assert grey(rule, -1989) == 254
    assert grey(rule, -2001) == 255


def test_padding_beyond_the_table_touches_nothing() -> None:
    rule = GrayscaleRule(voi=(VoiWindow(32768, 65536),), padding=(70000, 80000))
    assert int(grey_table(rule)[-1]) == 255


def test_without_any_voi_the_values_fill_the_range() -> None:
    rule = GrayscaleRule(stored_min=100, stored_max=900)
    assert (grey(rule, 100), grey(rule, 500), grey(rule, 900)) == (0, 128, 255)


@pytest.mark.parametrize(("bits", "count"), [(8, 256), (12, 256), (16, 65536), (16, 1000)])
def test_voi_lut_of_any_depth_spans_the_greys(bits: int, count: int) -> None:
    rule = GrayscaleRule(voi=(VoiLut(ramp_lut(0, count, bits)),))
    assert (grey(rule, 0), grey(rule, count - 1), grey(rule, count // 2)) == (0, 255, 128)


def test_values_beyond_a_lut_take_its_ends() -> None:
    lut = Lut(100, np.asarray([10, 20, 30], np.uint16), 8)
    assert lut.lookup(np.asarray([0.0, 100.0, 101.4, 102.0, 999.0])).tolist() == [10, 10, 20, 30, 30]


def test_modality_lut_comes_before_the_window() -> None:
    table = Lut(0, np.asarray([300, 200, 100, 0], np.uint16), 16)
    rule = GrayscaleRule(modality_lut=table, slope=7, voi=(window_between(0, 300),), stored_max=3)
    assert value_range(rule) == (0.0, 300.0)
    assert [grey(rule, v) for v in (0, 1, 2, 3)] == [255, 170, 85, 0]


def test_presentation_lut_comes_last_and_takes_the_whole_voi_range() -> None:
    squares = Lut(0, (np.arange(256, dtype=np.uint32) ** 2 // 255).astype(np.uint16), 8)
    rule = GrayscaleRule(voi=(VoiWindow(128, 256),), presentation_lut=squares)
    assert [grey(rule, v) for v in (0, 100, 255)] == [0, 39, 255]


@given(st.integers(0, 2**32 - 1))
def test_render_is_the_table_at_each_pixel(seed: int) -> None:
    draw = np.random.default_rng(seed)
    pixels = draw.integers(0, TABLE_SIZE, (7, 5), dtype=np.uint16)
    table = draw.integers(0, 256, TABLE_SIZE).astype(np.uint8)
    assert np.array_equal(render(pixels, table), table[pixels])


@given(
    st.floats(-1e5, 1e5),
    st.floats(1, 1e5),
    st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
)
def test_every_window_rises(center: float, width: float, function: str) -> None:
    rule = GrayscaleRule(voi=(VoiWindow(center, width, "", function),))  # type: ignore[arg-type]
    assert np.all(np.diff(grey_table(rule).astype(int)) >= 0)
