"""Ways along edges, beside a search that looks at everything."""

from __future__ import annotations

import heapq
import math
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.editing.livewire import Livewire, averaged, costs, scissors


def dijkstra(cost: np.ndarray, start: tuple[int, int]) -> np.ndarray:
    """Price of the cheapest way to every cell; a step costs what it leads to, times its length."""
    rows, columns = cost.shape
    price = np.full(cost.shape, np.inf)
    price[start[1], start[0]] = 0
    queue = [(0.0, start)]
    while queue:
        paid, (x, y) = heapq.heappop(queue)
        if paid > price[y, x]:
            continue
        for dx, dy in [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b]:
            if 0 <= x + dx < columns and 0 <= y + dy < rows:
                now = paid + float(cost[y + dy, x + dx]) * math.hypot(dx, dy)
                if now < price[y + dy, x + dx]:
                    price[y + dy, x + dx] = now
                    heapq.heappush(queue, (now, (x + dx, y + dy)))
    return price


def priced(path: list[list[int]], cost: np.ndarray) -> float:
    return sum(float(cost[y, x]) * math.hypot(x - a, y - b) for (a, b), (x, y) in pairwise(path))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), rows=st.integers(5, 40), columns=st.integers(5, 40))
def test_no_way_is_cheaper(seed: int, rows: int, columns: int) -> None:
    dice = np.random.default_rng(seed)
    greys = cv2.GaussianBlur(dice.uniform(0, 4000, (rows, columns)).astype(np.float32), (0, 0), 1.5)
    cost = costs(np.asarray(greys, np.float32))
    start = int(dice.integers(columns)), int(dice.integers(rows))
    search = scissors(cost)
    search.buildMap(start)
    price = dijkstra(cost, start)
    for x, y in np.ndindex(columns, rows):
        path = search.getContour((x, y)).reshape(-1, 2).tolist()
        if (x, y) != start:
            assert path[0] == list(start) and path[-1] == [x, y]
            assert priced(path, cost) == pytest.approx(price[y, x], rel=1e-4)


def disc(side: int, radius: float) -> np.ndarray:
    y, x = np.mgrid[:side, :side] + 0.5
    greys = np.where(np.hypot(x - side / 2, y - side / 2) < radius, 1000.0, 3000.0)
    return (greys + np.random.default_rng(1).normal(0, 60, greys.shape)).astype(np.uint16)


@pytest.mark.parametrize(("side", "radius", "cell"), [(400, 120, 1), (2400, 200, 2), (2400, 400, 4), (2400, 1000, 8)])
def test_it_clings_to_a_round_edge(side: int, radius: int, cell: int) -> None:
    wire = Livewire(disc(side, radius))
    wire.anchor(side / 2 + radius, side / 2)
    path = wire.path(side / 2, side / 2 + radius)
    away = [abs(math.hypot(x - side / 2, y - side / 2) - radius) for x, y in path]
    assert max(away) <= 2 * cell
    assert path[0] == (side / 2 + radius, side / 2) and path[-1] == (side / 2, side / 2 + radius)


def test_steps_are_short_and_stay_in_the_picture() -> None:
    greys = np.random.default_rng(0).integers(0, 4000, (300, 180)).astype(np.uint16)
    wire = Livewire(greys)
    wire.anchor(2.0, 2.0)
    for end in ((3.0, 2.5), (179.9, 299.9), (90.0, 10.0), (2.0, 2.0)):
        path = np.array(wire.path(*end))
        assert (path >= 0).all() and (path <= [180, 300]).all()
        assert np.abs(np.diff(path, axis=0)).max() <= 6


def test_a_pointer_outside_the_picture_is_met_at_the_end_alone() -> None:
    wire = Livewire(disc(200, 50))
    wire.anchor(100, 100)
    path = wire.path(-20.0, 500.0)
    assert path[-1] == (-20.0, 500.0)
    assert all(0 <= x <= 200 and 0 <= y <= 200 for x, y in path[:-1])


def test_where_nothing_changes_the_way_is_straight() -> None:
    wire = Livewire(np.full((100, 100), 7, np.uint16))
    wire.anchor(10.5, 50.5)
    assert {y for _, y in wire.path(80.5, 50.5)} == {50.5}


def test_without_an_anchor_there_is_no_way() -> None:
    with pytest.raises(ValueError, match="anchor"):
        Livewire(disc(100, 20)).path(1, 1)


def test_cells_are_means() -> None:
    greys = np.arange(35, dtype=np.uint16).reshape(5, 7)
    found = averaged(greys, 2)
    assert found.shape == (3, 4)
    assert found[0, 0] == greys[:2, :2].mean() and found[2, 3] == greys[4, 6]
