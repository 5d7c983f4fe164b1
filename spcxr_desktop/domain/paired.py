"""Two models on the same films: differences with intervals that respect which films are of one patient."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import Interval

RESAMPLES = 2000
Statistic = Callable[[NDArray[np.int64]], float]


def bootstrap(groups: NDArray[np.int64], statistic: Statistic, seed: int = 0) -> Interval:
    """``statistic`` of the rows, with its 95 % percentile interval over patients drawn with replacement.

    ``groups`` [M]: whose each row is; ``statistic``: of row numbers, NaN where it cannot be told. (NaN, NaN, NaN)
    where all rows do not tell; the limits NaN where there are fewer than two patients or most draws do not tell.
    """
    value = statistic(np.arange(len(groups)))
    names = np.unique(groups)
    rows = [np.flatnonzero(groups == name) for name in names]
    if len(names) < 2 or math.isnan(value):
        return value, math.nan, math.nan
    rng = np.random.default_rng(seed)
    draws = np.array([
        statistic(np.concatenate([rows[i] for i in rng.integers(0, len(names), len(names))]))
        for _ in range(RESAMPLES)
    ])  # fmt: skip
    told = draws[~np.isnan(draws)]
    if len(told) < RESAMPLES / 2:
        return value, math.nan, math.nan
    low, high = np.percentile(told, (2.5, 97.5))
    return value, float(low), float(high)


def mcnemar(gained: int, lost: int) -> float:
    """Exact two-sided p that gains and losses are as frequent (binomial with 1/2); 1 where there are none.

    Takes films as independent of one another, which several films of a patient are not.
    """
    n, least = gained + lost, min(gained, lost)
    if not n:
        return 1.0
    tail = sum(math.comb(n, k) for k in range(least + 1)) / 2.0**n
    return min(1.0, 2 * tail)


def dice(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Overlap of two lung masks [rows, columns], both lungs taken together by side; 1 where both are empty."""
    total = int(np.count_nonzero(one)) + int(np.count_nonzero(other))
    return 2 * int(np.count_nonzero((one == other) & (one > 0))) / total if total else 1.0
