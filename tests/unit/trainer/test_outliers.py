"""Fitting and calibrating the distance: against formulas, and that no source is foreign for being small."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.inference.outliers import OutlierModel
from trainer.evaluation.outliers import METHODS, balanced, calibrate, fit, weighted_quantile

RNG = np.random.default_rng(0)
WIDTH = 12
SPREAD = np.linspace(3, 0.3, WIDTH)


def films(count: int, shift: float = 0.0) -> np.ndarray:
    return (RNG.normal(0, SPREAD, (count, WIDTH)) + shift).astype(np.float32)


def test_every_group_weighs_the_same() -> None:
    weights = balanced(["a", "a", "a", "b"])
    assert weights[:3].sum() == pytest.approx(weights[3]) == pytest.approx(0.5)


def test_the_quantile_counts_weight() -> None:
    values, weights = np.arange(10.0), np.r_[np.full(9, 0.05), 0.55]
    assert weighted_quantile(values, weights, 0.45) == 8
    assert weighted_quantile(values, weights, 0.46) == 9
    assert weighted_quantile(values, np.ones(10), 1.0) == 9


@pytest.mark.parametrize("method", METHODS)
def test_foreign_films_are_farther(method: str) -> None:
    x, sources = films(3000), np.repeat(["a", "b"], 1500)
    arrays = fit(x, sources, method)
    limits = calibrate(arrays, films(2000), np.repeat(["a", "b"], 1000))
    model = OutlierModel.load(arrays, limits.warn_above, limits.refuse_above)
    assert (model.distances(films(2000)) > limits.warn_above).mean() == pytest.approx(0.01, abs=0.008)
    assert (model.distances(films(200, shift=9)) > limits.warn_above).mean() > 0.99
    assert limits.refuse_above is not None
    assert limits.refuse_above > limits.warn_above


def test_inside_components_whiten() -> None:
    x = films(20_000)
    model = OutlierModel.load(fit(x, ["a"] * len(x), "mahalanobis 0.995"))
    one = np.zeros(WIDTH, np.float32)
    one[0] = SPREAD[0]  # one standard deviation along the widest component
    assert model.distance(one + x.mean(0)) == pytest.approx(1, abs=0.05)


def test_a_small_source_counts_in_the_limit() -> None:
    arrays = fit(films(1000), ["a"] * 1000, "mahalanobis and residual 0.995")
    far = np.concatenate([films(1000), films(20, shift=4)])
    unbalanced = calibrate(arrays, far, ["a"] * 1020).warn_above
    assert calibrate(arrays, far, ["a"] * 1000 + ["b"] * 20).warn_above > unbalanced


def test_a_source_far_off_is_near_by_its_own_centre() -> None:
    x = np.concatenate([films(500), films(500, shift=20)])
    sources = ["a"] * 500 + ["b"] * 500
    by_source = OutlierModel.load(fit(x, sources, "mahalanobis and residual 0.995 by source"))
    assert by_source.centres.shape == (2, WIDTH)
    between = np.full((1, WIDTH), 10, np.float32)
    assert by_source.distances(between)[0] > 3 * by_source.distances(x).max()


def test_what_cannot_be_fitted_says_so() -> None:
    with pytest.raises(ValueError, match="too few"):
        fit(films(WIDTH), ["a"] * WIDTH)
    with pytest.raises(ValueError, match="unknown method"):
        fit(films(100), ["a"] * 100, "hope")
