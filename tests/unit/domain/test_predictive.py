"""PPV and NPV at a prevalence, and Wilson's interval: against Bayes' rule counted out, and by their properties."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from spcxr_desktop.domain.findings import OperatingPoint
from spcxr_desktop.domain.predictive import predictive, wilson

SHARES = st.floats(0.01, 0.99)


def point(sensitivity: tuple[float, ...], specificity: tuple[float, ...]) -> OperatingPoint:
    return OperatingPoint("balanced", 0.5, "Youden", sensitivity, specificity)


def test_counted_out_on_ten_thousand_films() -> None:
    """1,000 of 10,000 have it: 850 are flagged rightly, 1,800 of the other 9,000 wrongly."""
    found = predictive(point((0.85, 0.8, 0.9), (0.8, 0.76, 0.84)), 0.1)
    assert found is not None and found.ppv is not None and found.npv is not None
    assert found.ppv[0] == pytest.approx(850 / (850 + 1800))
    assert found.npv[0] == pytest.approx(7200 / (7200 + 150))


@given(SHARES, SHARES, st.floats(0, 0.2), st.floats(0, 0.2), SHARES)
def test_intervals_hold_the_value_and_follow_their_ends(
    se: float, sp: float, less: float, more: float, prevalence: float
) -> None:
    low, high = (max(se - less, 0.0), max(sp - less, 0.0)), (min(se + more, 1.0), min(sp + more, 1.0))
    found = predictive(point((se, low[0], high[0]), (sp, low[1], high[1])), prevalence)
    assert found is not None
    for value in (found.ppv, found.npv):
        if value is not None:
            assert -1e-12 <= value[1] - 1e-12 <= value[0] <= value[2] + 1e-12 <= 1 + 2e-12


@given(SHARES, SHARES, SHARES, SHARES)
def test_what_is_commoner_is_likelier_when_flagged(se: float, sp: float, one: float, other: float) -> None:
    rare, common = sorted((one, other))
    first, second = (predictive(point((se,) * 3, (sp,) * 3), share) for share in (rare, common))
    assert first is not None and second is not None
    assert first.ppv is not None and second.ppv is not None and first.npv is not None and second.npv is not None
    assert first.ppv[0] <= second.ppv[0] + 1e-12 and first.npv[0] >= second.npv[0] - 1e-12


@given(SHARES)
def test_a_coin_says_nothing(prevalence: float) -> None:
    found = predictive(point((0.5,) * 3, (0.5,) * 3), prevalence)
    assert found is not None and found.ppv is not None and found.npv is not None
    assert found.ppv[0] == pytest.approx(prevalence) and found.npv[0] == pytest.approx(1 - prevalence)


def test_no_value_where_nothing_was_measured_or_no_flag_can_occur() -> None:
    assert predictive(OperatingPoint("balanced", 0.5, "Youden"), 0.1) is None
    found = predictive(point((0.0,) * 3, (1.0,) * 3), 0.1)
    assert found is not None and found.ppv is None and found.npv == pytest.approx((0.9, 0.9, 0.9))


@pytest.mark.parametrize("prevalence", [-0.1, 1.1, math.nan])
def test_a_prevalence_lies_from_0_to_1(prevalence: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        predictive(point((0.5,) * 3, (0.5,) * 3), prevalence)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_scipys(counts: tuple[int, int]) -> None:
    k, n = counts
    expected = binomtest(k, n).proportion_ci(0.95, "wilson")
    assert wilson(k, n) == pytest.approx((k / n, expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_a_share_is_of_something(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        wilson(k, n)
