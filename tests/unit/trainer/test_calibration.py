"""Platt's sigmoid: finds the truth, survives separable films, never turns a score round."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.domain.errors import UserError
from trainer.evaluation import calibration


def drawn(n: int, slope: float, intercept: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits and labels with P(y = 1) = sigmoid(slope * logit + intercept)."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, n)
    return logits, (rng.random(n) < calibration.apply_platt(logits, slope, intercept)).astype(int)


def test_finds_the_sigmoid_the_labels_came_from() -> None:
    slope, intercept = calibration.fit_platt(*drawn(50_000, 0.6, -1.0))
    assert slope == pytest.approx(0.6, abs=0.02)
    assert intercept == pytest.approx(-1.0, abs=0.04)


def test_unknown_labels_change_nothing() -> None:
    logits, y = drawn(500, 1.0, 0.0)
    more = calibration.fit_platt(np.r_[logits, [50.0, -50.0]], np.r_[y, [-1, -1]])
    assert more == pytest.approx(calibration.fit_platt(logits, y))


def test_shift_and_scale_of_the_logits_do_not_matter() -> None:
    logits, y = drawn(500, 1.0, 0.0)
    moved = 1000 * logits + 7000
    np.testing.assert_allclose(
        calibration.apply_platt(moved, *calibration.fit_platt(moved, y)),
        calibration.apply_platt(logits, *calibration.fit_platt(logits, y)),
        atol=1e-6,
    )


def test_separable_films_stay_finite_and_below_certainty() -> None:
    logits, y = np.array([-3.0, -2.0, 2.0, 3.0]), np.array([0, 0, 1, 1])
    p = calibration.apply_platt(logits, *calibration.fit_platt(logits, y))
    # With two films a class Platt's targets are 3/4 and 1/4.
    assert p[y == 1].mean() == pytest.approx(0.75, abs=0.01)
    assert p[y == 0].mean() == pytest.approx(0.25, abs=0.01)


def test_reversed_or_constant_scores_are_refused() -> None:
    logits, y = drawn(400, 1.0, 0.0)
    with pytest.raises(UserError, match="do not export"):
        calibration.fit_platt(-logits, y)
    with pytest.raises(UserError, match="1 positive and 0 negative"):
        calibration.fit_platt([0.3, 0.4], [1, -1])


def test_cross_fitted_probabilities_never_saw_their_patient() -> None:
    logits, y = drawn(300, 1.0, 0.0)
    groups = np.array([f"p{i // 3}" for i in range(300)])
    before = calibration.cross_fitted(logits, y, groups)
    flipped = y.copy()
    flipped[:3] = 1 - flipped[:3]  # one patient's labels
    same_folds = calibration.cross_fitted(logits, y, groups)
    np.testing.assert_array_equal(before, same_folds)
    assert np.isfinite(before).all()
    overall = calibration.apply_platt(logits, *calibration.fit_platt(logits, y))
    assert np.abs(before - overall).max() < 0.1
    assert not np.allclose(before, overall)


def test_figures_of_calibrated_films_are_near_ideal() -> None:
    logits, y = drawn(30_000, 1.0, 0.5)
    figures = calibration.calibration_figures(y, calibration.apply_platt(logits, 1.0, 0.5))
    assert figures["ece"] < 0.02
    assert figures["slope"] == pytest.approx(1.0, abs=0.05)
    assert figures["intercept"] == pytest.approx(0.0, abs=0.05)
