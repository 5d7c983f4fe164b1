"""Intervals by resampling patients, not films: films of one patient are no independent evidence.

Patients are drawn with replacement inside strata made of the classes they hold (only 0, only 1, both), so every
resample keeps both classes. A resample is a row of counts: how often each film is in it. Shapes: N films,
R resamples. Intervals are percentile intervals (Efron and Tibshirani 1993), 95 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trainer.evaluation.metrics import auroc, checked

RESAMPLES = 2000
Interval = tuple[float, float, float]  # point, low, high
Statistic = Callable[[NDArray[np.int64]], float]  # film indices [n] (repeats allowed) -> figure

_CHUNK = 250  # resamples held in memory at once


def resample_counts(
    groups: ArrayLike, n: int, seed: int, strata: ArrayLike | None = None
) -> Iterator[NDArray[np.int64]]:
    """Counts int [<= 250, N], ``n`` rows in all. ``strata``: labels [N] that patients are kept apart by."""
    names, patient = np.unique(np.asarray(groups), return_inverse=True)  # patient: [N] -> 0..G-1
    kinds = np.zeros(len(patient)) if strata is None else np.asarray(strata)
    labels = np.unique(kinds, return_inverse=True)[1]  # [N] -> 0..K-1
    held = np.zeros((len(names), int(labels.max()) + 1), np.bool_)
    held[patient, labels] = True  # which classes a patient holds
    stratum = np.unique(held, axis=0, return_inverse=True)[1].ravel()  # [G]
    members = [np.flatnonzero(stratum == number) for number in range(int(stratum.max()) + 1)]
    rng = np.random.default_rng(seed)
    for start in range(0, n, _CHUNK):
        rows = min(_CHUNK, n - start)
        times = np.zeros((rows, len(names)), np.int64)
        for member in members:
            times[:, member] = rng.multinomial(len(member), np.full(len(member), 1 / len(member)), size=rows)
        yield times[:, patient]


def patient_bootstrap(
    groups: ArrayLike, statistic: Statistic, n: int = RESAMPLES, seed: int = 0, strata: ArrayLike | None = None
) -> Interval:
    """(point, low, high) of any figure of films. ``groups`` [N]: who each film belongs to.

    Raises ValueError when a resample has no figure (nan): pass the labels as ``strata``.
    """
    films = np.arange(len(np.asarray(groups)))
    drawn = [statistic(np.repeat(films, c)) for counts in resample_counts(groups, n, seed, strata) for c in counts]
    return interval(statistic(films), np.array(drawn))


def patient_bootstrap_difference(
    groups: ArrayLike, a: Statistic, b: Statistic, n: int = RESAMPLES, seed: int = 0, strata: ArrayLike | None = None
) -> Interval:
    """(a - b, low, high), both figures taken on the same resamples."""
    return patient_bootstrap(groups, lambda films: a(films) - b(films), n, seed, strata)


def auroc_interval(y: ArrayLike, s: ArrayLike, groups: ArrayLike, n: int = RESAMPLES, seed: int = 0) -> Interval:
    """(point, low, high) of the AUROC; same numbers as ``patient_bootstrap``, some hundred times as fast."""
    truth, score = checked(y, s)
    return interval(auroc(truth, score), _resampled_auroc(truth, [score], groups, n, seed)[0])


def auroc_difference(
    y: ArrayLike, a: ArrayLike, b: ArrayLike, groups: ArrayLike, n: int = RESAMPLES, seed: int = 0
) -> Interval:
    """(AUROC of a - AUROC of b, low, high), paired: both on the same resamples."""
    truth, first = checked(y, a)
    _, second = checked(y, b)
    drawn = _resampled_auroc(truth, [first, second], groups, n, seed)
    return interval(auroc(truth, first) - auroc(truth, second), drawn[0] - drawn[1])


def interval(point: float, drawn: NDArray[np.float64]) -> Interval:
    """Percentile interval of resampled figures [R]. Raises ValueError when any of them is not finite."""
    if not np.isfinite(drawn).all():
        raise ValueError(
            f"{np.count_nonzero(~np.isfinite(drawn))} of {len(drawn)} resamples have no figure; stratify by the label"
        )
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(point), float(low), float(high)


def _resampled_auroc(
    y: NDArray[np.int64], scores: list[NDArray[np.float64]], groups: ArrayLike, n: int, seed: int
) -> NDArray[np.float64]:
    """AUROC of each score on each resample, [len(scores), R]."""
    chunks = resample_counts(groups, n, seed, strata=y)
    return np.concatenate([np.stack([weighted_auroc(y, s, c) for s in scores]) for c in chunks], axis=1)


def weighted_auroc(y: NDArray[np.int64], s: NDArray[np.float64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """AUROC [R] of films counted ``counts`` [R, N] times (Mann-Whitney: pairs in order, ties one half)."""
    order = np.argsort(s, kind="stable")
    positive = counts[:, order] * y[order]  # [R, N], lowest score first
    negative = counts[:, order] * (1 - y[order])
    starts = np.flatnonzero(np.r_[True, np.diff(s[order]) > 0])  # where each distinct score begins
    positive, negative = np.add.reduceat(positive, starts, axis=1), np.add.reduceat(negative, starts, axis=1)
    below = np.cumsum(negative, axis=1) - negative  # negatives with a strictly lower score
    pairs = (positive * (below + 0.5 * negative)).sum(axis=1)
    return np.asarray(pairs / (positive.sum(axis=1) * negative.sum(axis=1)), np.float64)
