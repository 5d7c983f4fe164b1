"""Balanced epochs: small cells get their say, and within a cell no film comes twice before all came once."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.data.sampling import balanced_order, occurrences

CELLS = np.array(["few"] * 10 + ["many"] * 1000)


def drawn(power: float, count: int = 4000, seed: int = 0) -> Counter[str]:
    return Counter(CELLS[balanced_order(CELLS, count, power, np.random.default_rng(seed))].tolist())


@pytest.mark.parametrize(("power", "share"), [(0.0, 1 / 2), (0.5, 1 / 11), (1.0, 1 / 101)])
def test_a_cells_share_is_its_size_to_the_power(power: float, share: float) -> None:
    assert drawn(power)["few"] / 4000 == pytest.approx(share, abs=0.02)
    if power == 1.0:
        assert drawn(power)["few"] > 0


@given(seed=st.integers(0, 1000), count=st.integers(1, 300), sizes=st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_films_of_a_cell_come_evenly(seed: int, count: int, sizes: list[int]) -> None:
    cells = np.repeat([f"cell {i}" for i in range(len(sizes))], sizes)
    order = balanced_order(cells, count, 0.5, np.random.default_rng(seed))
    assert len(order) == count
    times = np.bincount(order, minlength=len(cells))
    for cell in np.unique(cells):
        assert np.ptp(times[cells == cell]) <= 1


def test_the_order_is_the_generators_and_mixes_the_cells() -> None:
    first, again, other = (balanced_order(CELLS, 400, 0.0, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    halves = [np.mean(CELLS[half] == "few") for half in (first[:200], first[200:])]
    assert halves == pytest.approx([0.5, 0.5], abs=0.1)


@given(st.lists(st.integers(0, 6), max_size=40))
def test_occurrences_count_what_came_before(films: list[int]) -> None:
    assert occurrences(np.array(films, np.int64)).tolist() == [films[:i].count(film) for i, film in enumerate(films)]
