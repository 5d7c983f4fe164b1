"""Fit and calibrate the distance that says "unlike the films this model was trained on".

Every source weighs the same, in the fit and in the limits, so that a small hospital is not called foreign for being
small. Shapes: N films, D embedding width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.inference.outliers import OutlierModel

Embeddings = NDArray[np.float32]
Sources = NDArray[np.str_] | Sequence[str]

WARN_QUANTILE = 0.99  # of validation films, every source weighing the same
FAR = 1.1  # times the farthest validation film: no score beyond
_FLOOR = 1e-6  # of the largest eigenvalue: directions without any spread must not make the distance infinite


@dataclass(frozen=True)
class Method:
    """Which part of the space is measured: the principal components that hold ``kept`` of the variance, the rest."""

    kept: float
    inside: bool = True
    outside: bool = True
    by_source: bool = False  # the nearest of the sources' centres, one covariance within sources


METHODS: Mapping[str, Method] = {
    "mahalanobis 0.95": Method(0.95, outside=False),
    "mahalanobis 0.995": Method(0.995, outside=False),
    "residual 0.95": Method(0.95, inside=False),
    "residual 0.995": Method(0.995, inside=False),
    "mahalanobis and residual 0.95": Method(0.95),
    "mahalanobis and residual 0.995": Method(0.995),
    "mahalanobis and residual 0.995 by source": Method(0.995, by_source=True),
}
CHOSEN = "mahalanobis and residual 0.995 by source"  # docs/gates.md: the rule and the figures


@dataclass(frozen=True)
class Limits:
    """``warn_above`` and ``refuse_above`` of the manifest's ``outliers``."""

    warn_above: float
    refuse_above: float | None


def fit(embeddings: Embeddings, groups: Sources, method: str = CHOSEN) -> dict[str, NDArray[Any]]:
    """Arrays for ``outliers.npz``. ``embeddings`` [N, D] of training films, ``groups`` [N] their sources.

    Raises ValueError on another method, or where there are no more films than numbers in an embedding.
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}; choose one of {', '.join(METHODS)}")
    x, sources, chosen = np.asarray(embeddings, np.float64), np.asarray(groups), METHODS[method]
    if len(x) <= x.shape[1]:
        raise ValueError(f"{len(x)} films are too few for embeddings of {x.shape[1]} numbers")
    weights = balanced(sources)
    member = sources if chosen.by_source else np.full(len(x), "all")
    names, which = np.unique(member, return_inverse=True)
    centres = np.stack(
        [np.average(x[which == k], axis=0, weights=weights[which == k]) for k in range(len(names))]
    )  # [K, D]
    rest = x - centres[which]
    whitener = _whitener((rest * weights[:, None]).T @ rest, chosen)
    return OutlierModel(method, centres.astype(np.float32), whitener.astype(np.float32)).arrays()


def calibrate(arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings, groups: Sources) -> Limits:
    """Limits for the manifest from validation films: ``embeddings`` [N, D], ``groups`` [N] their sources.

    Warned: beyond the 99 % quantile, sources weighing the same. Refused: beyond 1.1 times the farthest film, so that
    no validation film is (of 2,060: fewer than 0.15 % with 95 % confidence).
    """
    distances = OutlierModel.load(arrays).distances(embeddings)
    return Limits(weighted_quantile(distances, balanced(groups), WARN_QUANTILE), FAR * float(distances.max()))


def balanced(groups: Sources) -> NDArray[np.float64]:
    """Weights [N] that sum to one and give every group the same share."""
    _, inverse, counts = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    return np.asarray(1.0 / (counts[inverse] * len(counts)), np.float64)


def weighted_quantile(values: NDArray[np.float64], weights: NDArray[np.float64], quantile: float) -> float:
    """The smallest value with at least ``quantile`` of the weight at or below it."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][min(int(np.searchsorted(reached, quantile - 1e-12)), len(order) - 1)])


def _whitener(covariance: NDArray[np.float64], method: Method) -> NDArray[np.float64]:
    """Rows that turn a difference into the vector whose length is the distance.

    Components inside are divided by their own spread, all outside by one common spread.
    """
    spread, axes = np.linalg.eigh(covariance)
    spread, axes = np.maximum(spread[::-1], spread[-1] * _FLOOR), axes[:, ::-1].T  # rows, widest first
    kept = min(int(np.searchsorted(np.cumsum(spread) / spread.sum(), method.kept)) + 1, len(spread) - 1)
    inside = axes[:kept] / np.sqrt(spread[:kept, None])
    outside = axes[kept:] / np.sqrt(spread[kept:].mean())
    return np.concatenate([*([inside] if method.inside else []), *([outside] if method.outside else [])])
