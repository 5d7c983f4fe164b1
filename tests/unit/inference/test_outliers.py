"""The distance against its formulas, its limits, and what a damaged file leads to."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.outliers import OUTLYING, OutlierModel

PLAIN = OutlierModel(
    "test", np.array([[0, 0, 0], [10, 0, 0]], np.float32), np.diag([1, 0.5, 0]).astype(np.float32), 2.0, 5.0
)


@pytest.mark.parametrize(
    ("embedding", "distance"),
    [((0, 0, 0), 0), ((3, 0, 0), 3), ((3, 8, 99), 5), ((9, 0, 0), 1), ((10, 2, 0), 1), ((math.nan, 0, 0), math.inf)],
)
def test_the_nearest_centre_in_whitened_units(embedding: tuple[float, ...], distance: float) -> None:
    assert PLAIN.distance(np.array(embedding, np.float32)) == pytest.approx(distance)


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    many = np.random.default_rng(0).normal(0, 5, (20, 3)).astype(np.float32)
    np.testing.assert_allclose(PLAIN.distances(many), [PLAIN.distance(one) for one in many], rtol=1e-6)


@pytest.mark.parametrize(
    ("along", "severity"), [(1.9, None), (2.1, "warn"), (4.9, "warn"), (-5.1, "refuse"), (math.nan, "refuse")]
)
def test_near_passes_far_warns_farther_withholds(along: float, severity: str | None) -> None:
    outlier, gate = PLAIN.judge(np.array([along if along < 3 else -along, 0, 0], np.float32))
    assert (gate.severity if gate else None) == severity
    assert gate is None or gate.id == OUTLYING
    assert outlier.unusual == (severity is not None)
    assert math.isfinite(outlier.distance)


def test_without_a_far_limit_nothing_is_withheld() -> None:
    model = OutlierModel.load(PLAIN.arrays(), 2.0)
    gate = model.judge(np.full(3, -1e6, np.float32))[1]
    assert gate is not None
    assert gate.severity == "warn"


def test_arrays_come_back_as_they_were() -> None:
    again = OutlierModel.load(PLAIN.arrays(), 2.0, 5.0)
    assert again.method == "test"
    assert (again.warn_above, again.refuse_above) == (2.0, 5.0)
    assert again.distance(np.array([3, 8, 99], np.float32)) == pytest.approx(5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", np.array(2)), ("centres", np.zeros((2, 4))), ("whitener", np.zeros((0, 3))), ("centres", None),
        ("centres", np.full((1, 3), np.nan)), ("centres", np.array(["a"])),
    ],
)  # fmt: skip
def test_damaged_arrays_are_a_users_error(name: str, value: np.ndarray | None) -> None:
    arrays = {**PLAIN.arrays(), name: value}
    if value is None:
        del arrays[name]
    with pytest.raises(UserError, match="outlier model"):
        OutlierModel.load(arrays, 2.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("limits", [(0.0, 1.0), (3.0, 2.0), (math.nan, 2.0)])
def test_limits_must_be_in_order(limits: tuple[float, float]) -> None:
    with pytest.raises(UserError, match="limits"):
        OutlierModel.load(PLAIN.arrays(), *limits)


def test_an_embedding_of_another_width_is_a_bug() -> None:
    with pytest.raises(ValueError, match="3 numbers"):
        replace(PLAIN).distances(np.zeros((1, 4), np.float32))
