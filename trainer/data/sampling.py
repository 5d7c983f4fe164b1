"""Which films an epoch sees: every (source, label) cell gets its say, whatever its size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def balanced_order(cells: NDArray[np.str_], count: int, power: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw ``count`` positions with probability per cell proportional to its size**power (0 even, 1 natural).

    ``cells`` [M] names each film's cell. Within a cell films come without repetition until it is used up.
    """
    names, inverse, sizes = np.unique(cells, return_inverse=True, return_counts=True)
    weights = sizes.astype(float) ** power
    quota = rng.multinomial(count, weights / weights.sum())
    drawn = [_cycle(np.flatnonzero(inverse == cell), int(quota[cell]), rng) for cell in range(len(names))]
    order = np.concatenate(drawn)
    return rng.permutation(order).astype(np.int64)


def occurrences(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """How often each film of ``order`` [M] came before: 0 the first time, so that its second view can differ."""
    by_film = np.argsort(order, kind="stable")
    films = order[by_film]
    times = np.empty_like(order)
    times[by_film] = np.arange(len(order)) - np.searchsorted(films, films)
    return times


def _cycle(members: NDArray[np.int64], count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    rounds = -(-count // len(members))
    return np.concatenate([rng.permutation(members) for _ in range(rounds)] or [members[:0]])[:count]
