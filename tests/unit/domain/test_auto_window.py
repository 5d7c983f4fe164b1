"""The window that is found where the header has none that works."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain.auto_window import auto_window, complete
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow, grey_table, render


@pytest.fixture
def film() -> NDArray[np.uint16]:
    """A 12-bit gradient from 1000 to 3000 inside a bare border of 4095, with a few dead pixels."""
    pixels = np.full((600, 500), 4095, np.uint16)
    pixels[60:540, 50:450] = np.linspace(1000, 3000, 480).astype(np.uint16)[:, None]
    pixels[300, 100:105] = 0
    return pixels


def test_the_exposed_field_rules_not_the_border_nor_dead_pixels(film: NDArray[np.uint16]) -> None:
    window = auto_window(GrayscaleRule(), film)
    low, high = window.center - window.width / 2, window.center + window.width / 2
    assert low == pytest.approx(1000, abs=100)
    assert high == pytest.approx(3000, abs=100)


def test_a_working_window_of_the_header_is_kept(film: NDArray[np.uint16]) -> None:
    rule, notes = complete(GrayscaleRule(voi=(VoiWindow(2000, 2000, "CHEST"),)), film)
    assert rule.voi == (VoiWindow(2000, 2000, "CHEST"),)
    assert not rule.voi_auto
    assert notes == ()
    assert (rule.stored_min, rule.stored_max) == (0, 4095)


@pytest.mark.parametrize("center", [-1e6, 1e6])
def test_a_window_beside_the_values_is_replaced(film: NDArray[np.uint16], center: float) -> None:
    rule, notes = complete(GrayscaleRule(voi=(VoiWindow(center, 100),)), film)
    assert rule.voi_auto
    assert any("window: auto" in note for note in notes)
    greys = render(film, grey_table(rule))[60:540, 50:450]
    assert int(np.ptp(greys)) > 240


def test_only_the_windows_that_show_something_stay(film: NDArray[np.uint16]) -> None:
    good, bad = VoiWindow(2000, 2000), VoiWindow(1e6, 10)
    rule, notes = complete(GrayscaleRule(voi=(bad, good)), film)
    assert rule.voi == (good,)
    assert not rule.voi_auto
    assert notes


def test_padding_plays_no_part(film: NDArray[np.uint16]) -> None:
    rule, _ = complete(GrayscaleRule(padding=(4095, 4095)), film)
    assert (rule.stored_min, rule.stored_max) == (0, 3000)
    assert int(grey_table(rule)[4095]) == 0


def test_what_a_shutter_covers_plays_no_part(film: NDArray[np.uint16]) -> None:
    covered = np.zeros(film.shape, np.bool_)
    covered[:, :250] = True
    bright = film.copy()
    bright[:, :250] = 60000
    assert auto_window(GrayscaleRule(), bright, covered=covered).width < 2500
    assert auto_window(GrayscaleRule(), bright).width > 50000


def test_a_shutter_over_everything_does_not_count(film: NDArray[np.uint16]) -> None:
    covered = np.ones(film.shape, np.bool_)
    assert auto_window(GrayscaleRule(), film, covered=covered) == auto_window(GrayscaleRule(), film)


def test_padding_over_everything_is_a_mistake(film: NDArray[np.uint16]) -> None:
    rule, notes = complete(GrayscaleRule(padding=(0, 65535)), film)
    assert rule.padding is None
    assert any("padding" in note for note in notes)


def test_8_bit_films_are_shown_as_written() -> None:
    pixels = np.tile(np.linspace(20, 180, 256).astype(np.uint16), (256, 1))
    rule, _ = complete(GrayscaleRule(), pixels, eight_bit=True)
    assert grey_table(rule)[:256].tolist() == list(range(256))


def test_dim_8_bit_films_are_stretched() -> None:
    pixels = np.tile(np.linspace(20, 60, 256).astype(np.uint16), (256, 1))
    rule, _ = complete(GrayscaleRule(), pixels, eight_bit=True)
    assert int(np.ptp(render(pixels, grey_table(rule)))) > 240


@pytest.mark.parametrize("shape", [(1, 1), (4, 300), (64, 64)])
def test_a_flat_picture_of_any_size_gets_some_window(shape: tuple[int, int]) -> None:
    rule, _ = complete(GrayscaleRule(), np.full(shape, 7, np.uint16))
    assert rule.voi_auto
    assert grey_table(rule).shape == (65536,)


def test_negative_slope_and_bias_are_respected(film: NDArray[np.uint16]) -> None:
    rule, _ = complete(GrayscaleRule(bias=-32768, slope=-10, intercept=5), film)
    greys = render(film, grey_table(rule))
    assert int(greys[70, 250]) > 240
    assert int(greys[530, 250]) < 40
