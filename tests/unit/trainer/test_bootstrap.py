"""Intervals: patients are the unit, classes never vanish, the fast path equals the plain one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.evaluation import bootstrap
from trainer.evaluation.metrics import auroc


def cohort(films: int = 120, patients: int = 40, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels, scores rounded so that ties occur, patients (some with films of both classes)."""
    rng = np.random.default_rng(seed)
    y = (rng.random(films) < 0.4).astype(int)
    return y, np.round(rng.normal(y, 1.0), 1), np.array([f"p{i}" for i in rng.integers(0, patients, films)])


def test_resamples_draw_whole_patients_within_their_stratum() -> None:
    y, _, groups = cohort()
    counts = np.concatenate(list(bootstrap.resample_counts(groups, 300, 0, strata=y)))
    assert counts.shape == (300, 120)
    for patient in np.unique(groups):
        own = counts[:, groups == patient]
        assert (own == own[:, :1]).all()
    only_sick = [p for p in np.unique(groups) if y[groups == p].min() == 1]
    drawn = np.stack([counts[:, groups == p][:, 0] for p in only_sick])
    assert (drawn.sum(axis=0) == len(only_sick)).all()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_no_resample_loses_a_class(seed: int) -> None:
    y, groups = np.array([0, 0, 0, 0, 1, 0]), np.array(["a", "b", "c", "d", "e", "e"])
    counts = next(bootstrap.resample_counts(groups, 20, seed, strata=y))
    assert (counts[:, y == 1].sum(axis=1) > 0).all()
    assert (counts[:, y == 0].sum(axis=1) > 0).all()


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 500))
def test_weighted_auroc_is_the_auroc_of_the_repeated_films(seed: int) -> None:
    y, s, groups = cohort(40, 15, seed)
    counts = next(bootstrap.resample_counts(groups, 5, seed, strata=y))
    plain = [auroc(np.repeat(y, c), np.repeat(s, c)) for c in counts]
    np.testing.assert_allclose(bootstrap.weighted_auroc(y, s, counts), plain)


def test_fast_interval_equals_the_general_one() -> None:
    y, s, groups = cohort()
    fast = bootstrap.auroc_interval(y, s, groups, n=200, seed=3)
    slow = bootstrap.patient_bootstrap(groups, lambda i: auroc(y[i], s[i]), n=200, seed=3, strata=y)
    assert fast == pytest.approx(slow)
    assert fast[1] < fast[0] < fast[2]


def test_fast_difference_equals_the_general_one_and_is_paired() -> None:
    y, s, groups = cohort()
    worse = s + np.random.default_rng(5).normal(0, 0.3, len(s))
    fast = bootstrap.auroc_difference(y, s, worse, groups, n=200, seed=3)
    slow = bootstrap.patient_bootstrap_difference(
        groups, lambda i: auroc(y[i], s[i]), lambda i: auroc(y[i], worse[i]), n=200, seed=3, strata=y
    )
    assert fast == pytest.approx(slow)
    alone = bootstrap.auroc_interval(y, s, groups, n=200, seed=3)
    assert fast[2] - fast[1] < alone[2] - alone[1]  # the resamples' common noise cancels
    assert bootstrap.auroc_difference(y, s, s, groups, n=50) == (0.0, 0.0, 0.0)


def test_repeated_films_of_a_patient_add_no_certainty() -> None:
    y, s, groups = cohort(60, 60)
    once = bootstrap.auroc_interval(y, s, groups, n=500)
    four_times = bootstrap.auroc_interval(np.tile(y, 4), np.tile(s, 4), np.tile(groups, 4), n=500)
    as_if_independent = bootstrap.auroc_interval(np.tile(y, 4), np.tile(s, 4), np.arange(240).astype(str), n=500)
    width = [high - low for _, low, high in (once, four_times, as_if_independent)]
    assert width[1] == pytest.approx(width[0])
    assert width[2] < 0.7 * width[0]


def test_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    true_auroc = 0.7602  # two normals one standard deviation apart: Phi(1 / sqrt 2)
    hits = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        y = np.r_[np.zeros(60, int), np.ones(60, int)]
        _, low, high = bootstrap.auroc_interval(y, rng.normal(y, 1.0), np.arange(120).astype(str), n=200)
        hits += low <= true_auroc <= high
    assert hits >= 87


def test_same_seed_same_interval() -> None:
    y, s, groups = cohort()
    assert bootstrap.auroc_interval(y, s, groups, seed=1) == bootstrap.auroc_interval(y, s, groups, seed=1)
    assert bootstrap.auroc_interval(y, s, groups, seed=1) != bootstrap.auroc_interval(y, s, groups, seed=2)


def test_a_figure_that_fails_on_a_resample_is_not_hidden() -> None:
    y = np.array([0, 0, 0, 1])
    with pytest.raises(ValueError, match="stratify"):
        bootstrap.patient_bootstrap(list("abcd"), lambda i: 1.0 if y[i].any() else np.nan, n=50)
