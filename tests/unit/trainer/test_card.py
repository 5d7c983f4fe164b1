"""The model card's figures: who is in which stratum, what a calibration line is, when a score may be a probability."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import OperatingPoint
from trainer.evaluation import card
from trainer.evaluation.metrics import calibration_line, logit


def films(source: str, count: int, age: str = "50") -> list[dict[str, str]]:
    return [
        {"source": source, "age": age, "view": "PA", "group": f"{source} {age} {i}", "mask_kind": "drawn"}
        for i in range(count)
    ]


def honest(count: int, seed: int, slope: float = 1.0) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Truth and scores whose odds are right where ``slope`` is 1, too sure below it."""
    rng = np.random.default_rng(seed)
    z = rng.normal(0, 1.5, count)
    truth = (rng.random(count) < 1 / (1 + np.exp(-slope * z))).astype(np.int8)
    return truth, 1 / (1 + np.exp(-z))


def test_children_stand_apart_and_an_unknown_age_is_an_adult() -> None:
    rows = [*films("nih", 1), *films("nih", 1, "7"), *films("nih", 1, "")]
    assert card.bands(rows).tolist() == ["nih, adults", "nih, children", "nih, adults"]


def test_every_stratum_at_every_point() -> None:
    rows = [*films("nih", 4), *films("nih", 2, "7"), *films("well", 2)]
    truth = np.array([1, 1, 0, 0, 1, -1, 0, 0], np.int8)
    score = np.array([0.9, 0.2, 0.1, 0.3, 0.8, 0.5, 0.6, 0.1])
    points = [OperatingPoint("balanced", 0.5, "rule"), OperatingPoint("rule_out", 0.15, "rule")]
    found = card.screening_figures("pneumonia", rows, truth, score, points, resamples=50)
    assert [(row.stratum, row.point) for row in found] == [
        (stratum, point) for stratum in ("nih, adults", "nih, children", "well, adults")
        for point in ("balanced", "rule_out")
    ]  # fmt: skip
    adults, adults_low, children, _, well, _ = found
    assert (adults.positive, adults.negative) == (2, 2)
    assert adults.auroc is not None and adults.auroc[0] == 0.75
    assert adults.sensitivity is not None and adults.sensitivity[0] == 0.5
    assert adults.specificity is not None and adults.specificity[0] == 1.0
    assert adults_low.sensitivity is not None and adults_low.sensitivity[0] == 1.0
    assert (children.auroc, children.specificity) == (None, None)  # one positive film, one unknown
    assert (well.auroc, well.sensitivity) == (None, None)
    assert well.specificity is not None and well.specificity[0] == 0.5


def test_lines_of_all_resamples_at_once_are_those_of_one_by_one() -> None:
    truth, score = honest(80, 1)
    counts = np.random.default_rng(0).multinomial(80, np.full(80, 1 / 80), size=5)
    found = card.calibration_lines(truth.astype(np.int64), logit(score), counts)
    for line, count in zip(found, counts, strict=True):
        drawn = np.repeat(np.arange(80), count)
        assert line == pytest.approx(calibration_line(truth[drawn], score[drawn]), abs=0.01)


def test_separable_films_have_a_finite_line() -> None:
    y, z = np.array([0, 0, 1, 1]), np.array([-2.0, -1.0, 1.0, 2.0])
    assert np.isfinite(card.calibration_lines(y, z, np.ones((1, 4), np.int64))).all()


def test_a_score_is_a_probability_only_where_every_adult_source_says_so() -> None:
    rows = [*films("one", 400), *films("two", 400), *films("small", 30), *films("ward", 400, "5")]
    good, bad = honest(400, 2), honest(400, 3, slope=0.3)
    small, ward = honest(30, 4), honest(400, 5, slope=0.3)

    def of(parts: list[tuple[NDArray[np.int8], NDArray[np.float64]]], keep: list[int]) -> tuple[bool, str]:
        names = [name for name in np.split(np.arange(len(rows)), [400, 800, 830])]
        chosen = [rows[i] for k in keep for i in names[k]]
        truth, score = (np.concatenate([parts[k][j] for k in keep]) for j in (0, 1))
        figures = card.calibration_figures("pneumonia", chosen, truth, score, resamples=200)
        return card.support(figures, card.adult_sources(chosen, truth))

    assert of([good, bad, small, ward], [0, 3])[0]  # what children are like does not matter to adults
    supported, why = of([good, bad, small, ward], [0, 1])
    assert not supported and "two, adults (400 films): slope" in why and "one, adults" not in why
    supported, why = of([good, bad, small, ward], [0, 2])
    assert not supported and "small, adults" in why  # fewer than 100 of each class
    supported, why = of([good, bad, small, ward], [3])
    assert not supported and "No adult source" in why


def test_reliability_bins_hold_every_film_once() -> None:
    truth, score = honest(200, 6)
    (figure,) = card.reliability_figures("pneumonia", films("one", 200), truth, score)
    assert sum(item.films for item in figure.bins) == 200
    means = [item.score for item in figure.bins]
    assert means == sorted(means)
    assert all(item.observed[1] <= item.observed[0] <= item.observed[2] for item in figure.bins)


def test_dice_by_source_age_and_kind_of_mask() -> None:
    rows = [*films("one", 2), *films("one", 1, "4")]
    masks = np.zeros((3, 8, 8), np.uint8)
    masks[:, 2:6, 1:3], masks[:, 2:6, 5:7] = 1, 2
    predicted = masks.copy()
    predicted[1] = 0
    adults, children = card.segmentation_figures(rows, predicted, masks, resamples=50)
    assert (adults.stratum, adults.films, children.stratum) == ("one, adults (drawn)", 2, "one, children (drawn)")
    assert adults.dice[0] == 0.5 and adults.worst_5_percent == 0.0
    assert children.dice == (1.0, 1.0, 1.0)
