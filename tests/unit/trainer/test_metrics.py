"""Figures of merit against their definitions, and operating points against their promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.evaluation import metrics, operating_points

BOTH = st.lists(st.tuples(st.integers(0, 1), st.floats(0, 1)), min_size=2, max_size=60).filter(
    lambda films: len({label for label, _ in films}) == 2
)


@settings(deadline=None)
@given(BOTH)
def test_auroc_is_the_share_of_pairs_in_order(films: list[tuple[int, float]]) -> None:
    y, s = np.array([f[0] for f in films]), np.array([f[1] for f in films])
    sick, well = s[y == 1][:, None], s[y == 0][None, :]
    assert metrics.auroc(y, s) == pytest.approx(np.mean((sick > well) + 0.5 * (sick == well)))


def test_average_precision_by_hand() -> None:
    # Ranked: sick, well, sick. Precision at the two hits: 1/1 and 2/3.
    assert metrics.average_precision([1, 0, 1], [0.9, 0.8, 0.7]) == pytest.approx((1 + 2 / 3) / 2)


def test_brier_by_hand() -> None:
    assert metrics.brier([1, 0], [0.8, 0.4]) == pytest.approx((0.2**2 + 0.4**2) / 2)


def test_ece_by_hand_with_two_bins_of_equal_mass() -> None:
    y, p = [0, 1, 1, 1], [0.1, 0.2, 0.6, 0.8]
    # Lower half: observed 0.5, mean 0.15. Upper half: observed 1.0, mean 0.7.
    assert metrics.ece(y, p, bins=2) == pytest.approx((0.35 + 0.3) / 2)


def test_reliability_keeps_every_film() -> None:
    p = np.random.default_rng(0).random(101)
    table = metrics.reliability(p > 0.5, p)
    assert table[:, 2].sum() == 101
    assert table[:, 2].max() - table[:, 2].min() <= 1


def test_calibration_line_finds_overconfidence() -> None:
    rng = np.random.default_rng(1)
    true_logit = rng.normal(0.3, 1, 40_000)
    y = rng.random(40_000) < 1 / (1 + np.exp(-true_logit))
    told = 1 / (1 + np.exp(-2 * true_logit))  # twice as sure as it may be
    slope, intercept = metrics.calibration_line(y, told)
    assert slope == pytest.approx(0.5, abs=0.02)
    assert intercept == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("figure", [metrics.auroc, metrics.average_precision, metrics.calibration_line])
def test_one_class_is_refused(figure: object) -> None:
    assert callable(figure)
    with pytest.raises(ValueError, match="both classes"):
        figure([1, 1], [0.2, 0.3])


def test_unknown_labels_and_nan_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="leave out unknown"):
        metrics.auroc([1, 0, -1], [0.1, 0.2, 0.3])
    with pytest.raises(ValueError, match="1 of 2 scores are not finite"):
        metrics.auroc([1, 0], [np.nan, 0.2])


@settings(deadline=None)
@given(BOTH)
def test_operating_points_keep_their_promises(films: list[tuple[int, float]]) -> None:
    y, p = np.array([f[0] for f in films]), np.array([f[1] for f in films])
    points = {point["id"]: point for point in operating_points.choose(y, p)}
    assert points["rule_out"]["sensitivity"][0] >= operating_points.TARGET
    assert points["rule_in"]["specificity"][0] >= operating_points.TARGET
    youden = points["balanced"]["sensitivity"][0] + points["balanced"]["specificity"][0]
    for cut in p:
        assert youden >= (p[y == 1] >= cut).mean() + (p[y == 0] < cut).mean() - 1e-12
    for point in points.values():
        flagged = p >= point["threshold"]
        assert point["sensitivity"][0] == pytest.approx(flagged[y == 1].mean())
        assert point["specificity"][0] == pytest.approx(1 - flagged[y == 0].mean())


def test_thresholds_lie_between_films() -> None:
    points = {point["id"]: point["threshold"] for point in operating_points.choose([0, 0, 1, 1], [0.1, 0.3, 0.5, 0.9])}
    assert points["balanced"] == pytest.approx(0.4)
    assert points["rule_in"] == pytest.approx(0.4)


def test_wilson_against_the_closed_formula() -> None:
    share, low, high = operating_points.wilson(390, 400)
    z, n = 1.959964, 400
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    assert (low, high) == (pytest.approx(middle - half, abs=1e-6), pytest.approx(middle + half, abs=1e-6))


def test_predictive_values_by_bayes() -> None:
    ppv, npv = operating_points.predictive_values(0.9, 0.8, 0.1)
    assert ppv == pytest.approx(0.09 / (0.09 + 0.18))
    assert npv == pytest.approx(0.72 / (0.72 + 0.01))
    assert operating_points.predictive_values(0.0, 1.0, 0.1)[0] is None
