"""Baselines over a whole pack, each in two fits: on all training films, and on the film's own source alone.

The second is the stronger floor inside a source (pneumonia on adult NIH films, folds 7-8: a probe on an untrained
encoder has AUROC 0.64 fitted on all sources and 0.78 fitted on NIH), so inside a source it is the one shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trainer.data.labels import LABELS
from trainer.data.pack import Pack
from trainer.evaluation.baselines import INNER_FOLDS, linear_probe, metadata_baseline, thumbnails

Indices = NDArray[np.int64]
Fit = Callable[[Indices, NDArray[np.int64], Indices], NDArray[np.float64]]  # train [T], labels [T], films [n] -> [n]


@dataclass(frozen=True, eq=False)
class Floor:
    """Scores [V, 3] of one baseline; nan where the training films (``own``: of the film's source) lack a class."""

    pooled: NDArray[np.float64]
    own: NDArray[np.float64]


def standard_floors(pack: Pack, train_idx: Indices, val_idx: Indices) -> dict[str, Floor]:
    """File facts and 8 x 8 thumbnails."""
    tiny = thumbnails(pack.films)
    return {
        "file facts": fit_floor(_facts(pack), pack, train_idx, val_idx),
        "8x8 thumbnail": fit_floor(_probe(tiny, pack), pack, train_idx, val_idx),
    }


def probe_floor(features: ArrayLike, pack: Pack, train_idx: Indices, val_idx: Indices) -> Floor:
    """Linear probe on features [M, F] of every film of the pack (``random_features``, or a pretrained encoder's)."""
    return fit_floor(_probe(np.asarray(features, np.float64), pack), pack, train_idx, val_idx)


def fit_floor(fit: Fit, pack: Pack, train_idx: Indices, val_idx: Indices) -> Floor:
    """Fit on everything, then source by source where the training films of a source allow it."""
    source, group = pack.column("source"), pack.column("group")
    pooled = np.full((len(val_idx), len(LABELS)), np.nan)
    own = pooled.copy()
    for column in range(len(LABELS)):
        y = pack.targets[:, column].astype(np.int64)
        if _enough(y[train_idx], group[train_idx]):
            pooled[:, column] = fit(train_idx, y[train_idx], val_idx)
        for name in np.unique(source[val_idx]):
            inside, here = train_idx[source[train_idx] == name], np.flatnonzero(source[val_idx] == name)
            if _enough(y[inside], group[inside]):
                own[here, column] = fit(inside, y[inside], val_idx[here])
    return Floor(pooled, own)


def _enough(y: NDArray[np.int64], group: NDArray[np.str_]) -> bool:
    """Whether both classes have the patients that the inner folds need."""
    return min(len(np.unique(group[y == value])) for value in (0, 1)) >= INNER_FOLDS


def _facts(pack: Pack) -> Fit:
    def fit(train: Indices, y: NDArray[np.int64], films: Indices) -> NDArray[np.float64]:
        return metadata_baseline([pack.rows[i] for i in train], y, [pack.rows[i] for i in films])

    return fit


def _probe(features: NDArray[np.float64], pack: Pack) -> Fit:
    group = pack.column("group")

    def fit(train: Indices, y: NDArray[np.int64], films: Indices) -> NDArray[np.float64]:
        return linear_probe(features[train], y, features[films], group[train])

    return fit
