"""Counts of values where the film was exposed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut
from spcxr_desktop.domain.histogram import exposed_histogram
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Shutter

RNG = np.random.default_rng(0)


def film(pixels: np.ndarray, **rule: object) -> Radiograph:
    low, high = int(pixels.min()), int(pixels.max())
    made = replace(GrayscaleRule(stored_min=low, stored_max=high), **rule)  # type: ignore[arg-type]
    return Radiograph(pixels.astype(np.uint16), made, Orientation(), None, Identity(), Path())


def test_a_border_is_not_counted() -> None:
    pixels = np.full((400, 300), 60, np.uint16)
    pixels[60:340, 40:260] = RNG.integers(2000, 4000, (280, 220))
    found = exposed_histogram(film(pixels))
    inside = found.counts[found.edges[:-1] >= 1900].sum()
    assert inside > 0.9 * 280 * 220
    assert found.counts.sum() - inside < 0.05 * inside


def test_padding_and_what_is_covered_are_not_counted() -> None:
    pixels = RNG.integers(100, 4096, (200, 200)).astype(np.uint16)
    pixels[:, :50] = 0
    covered = np.zeros((200, 200), bool)
    covered[:, 150:] = True
    bright = pixels.copy()
    bright[:, 150:] = 4095
    made = replace(film(bright, padding=(0, 0), stored_min=100), shutter=Shutter(covered, 0))
    found = exposed_histogram(made)
    assert found.edges[0] >= 99
    assert 0.7 * 200 * 100 < found.counts.sum() <= 200 * 100
    assert found.counts[-1] < 0.05 * found.counts.sum(), "the covered part is all 4095"


def test_a_picture_that_is_covered_whole_has_an_empty_histogram() -> None:
    made = film(RNG.integers(0, 4096, (64, 64)))
    found = exposed_histogram(replace(made, shutter=Shutter(np.ones((64, 64), bool), 0)))
    assert found.counts.sum() == 0 and found.edges.size == found.counts.size + 1


@pytest.mark.parametrize(("slope", "intercept"), [(1.0, 0.0), (2.5, -1000.0), (-10.0, 4000.0)])
def test_values_are_in_modality_units_and_ascend(slope: float, intercept: float) -> None:
    pixels = RNG.integers(0, 1000, (200, 200))
    pixels[:, :100] //= 4  # most values are low ones
    found = exposed_histogram(film(pixels, slope=slope, intercept=intercept, bias=0))
    assert (np.diff(found.edges) > 0).all()
    middle = (found.edges[:-1] + found.edges[1:]) / 2
    mean = (middle * found.counts).sum() / found.counts.sum()
    stored = (mean - intercept) / slope
    assert stored == pytest.approx(pixels.mean(), rel=0.05)


def test_signed_values() -> None:
    pixels = RNG.integers(32000, 33000, (100, 100))
    found = exposed_histogram(film(pixels, bias=-32768, stored_min=-768, stored_max=231))
    assert -770 < found.edges[0] < -700 and 200 < found.edges[-1] < 260


def test_a_modality_table() -> None:
    table = Lut(0, (np.arange(1000) ** 2 // 20).astype(np.uint16), 16)
    found = exposed_histogram(film(RNG.integers(0, 1000, (200, 200)), modality_lut=table))
    assert found.edges[-1] == pytest.approx(999**2 // 20) and found.counts[0] > 4 * found.counts[-1]


@given(st.integers(2, 3000))
def test_even_values_give_an_even_histogram(values: int) -> None:
    """No comb: every bin holds the same number of values, but for the last."""
    ramp = np.resize(np.arange(values), (240, 240))
    found = exposed_histogram(film(ramp))
    assert found.counts.size <= 256
    bins = found.counts[:-1]
    if bins.size and values <= 1000:
        assert bins.min() > 0.6 * bins.max()
