"""Differences of two models: intervals that hold, and know whose films they are."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.paired import bootstrap, dice, mcnemar


def test_the_interval_of_a_mean_is_about_what_theory_says() -> None:
    values = np.random.default_rng(3).normal(0.2, 1.0, 400)
    value, low, high = bootstrap(np.arange(400), lambda rows: float(values[rows].mean()))
    half = 1.96 * values.std() / math.sqrt(400)
    assert value == pytest.approx(values.mean())
    assert (value - low, high - value) == pytest.approx((half, half), rel=0.15)


def test_films_of_one_patient_count_once() -> None:
    values = np.repeat(np.random.default_rng(3).normal(0.0, 1.0, 30), 10)
    groups = np.repeat(np.arange(30), 10)
    _, low, high = bootstrap(groups, lambda rows: float(values[rows].mean()))
    _, low_alone, high_alone = bootstrap(np.arange(300), lambda rows: float(values[rows].mean()))
    assert high - low > 2 * (high_alone - low_alone)


def test_one_patient_gives_no_interval() -> None:
    value, low, high = bootstrap(np.zeros(5, np.int64), lambda rows: 1.0)
    assert value == 1.0 and math.isnan(low) and math.isnan(high)


@pytest.mark.parametrize(("gained", "lost", "p"), [(0, 0, 1.0), (5, 5, 1.0), (1, 9, 0.021484375), (0, 10, 2 / 1024)])
def test_mcnemar_is_the_exact_binomial(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p) == mcnemar(lost, gained)


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_a_probability(gained: int, lost: int) -> None:
    assert 0 < mcnemar(gained, lost) <= 1


def test_dice_tells_sides_apart() -> None:
    right, left = np.zeros((4, 4), np.uint8), np.zeros((4, 4), np.uint8)
    right[:2], left[:2] = 1, 2
    assert dice(right, right) == 1 and dice(right, left) == 0 and dice(right * 0, right * 0) == 1
