"""The table: strata, baselines beside the model, and nothing claimed where nothing can be."""

from __future__ import annotations

import json

import numpy as np
import pytest

from trainer.evaluation import report


def film(source: str, **changes: str) -> dict[str, str]:
    """One manifest row."""
    return {"source": source, "view": "PA", "age": "50", "ship": "1", "orig_width": "2000"} | changes


def table(
    scores: dict[str, np.ndarray], y: np.ndarray, masks: dict[str, np.ndarray], own: dict[str, np.ndarray] | None = None
) -> list[report.Row]:
    groups = np.array([f"p{i}" for i in range(len(y))])
    return report.per_source_table("pneumonia", scores, y, masks, groups, own=own, resamples=200)


def test_children_and_adults_of_one_source_are_two_sources() -> None:
    rows = [film("nih"), film("nih", age="7"), film("nih", age=""), film("kermany", view="AP(paed)", age="")]
    assert report.source_names(rows).tolist() == ["nih", "nih, under 18", "nih", "kermany"]


def test_strata_split_what_is_not_alike() -> None:
    rows = [
        film("kermany", view="AP(paed)", orig_width="224"), film("kermany", view="AP(paed)"),
        film("nih", view="AP"), film("nih"), film("openist", ship="0"),
    ]  # fmt: skip
    masks = {name: np.flatnonzero(mask).tolist() for name, mask in report.strata(rows).items()}
    assert masks == {
        report.POOLED: [0, 1, 2, 3, 4], report.POOLED_SHIPPED: [0, 1, 2, 3],
        "kermany": [0, 1], "kermany, 224 px files": [0], "kermany, other files": [1],
        "nih": [2, 3], "nih, AP": [2], "nih, PA": [3], "openist": [4],
    }  # fmt: skip
    assert list(masks)[:2] == [report.POOLED, report.POOLED_SHIPPED]


def test_a_source_with_one_class_has_no_figure() -> None:
    y = np.array([1, 1, 0, 1, -1])
    rows = table({"model": np.linspace(0, 1, 5)}, y, {"a": np.array([1, 1, 0, 0, 1], bool)})
    assert (rows[0].positive, rows[0].negative, rows[0].auroc, rows[0].note) == (2, 0, None, report.ONE_CLASS)
    assert rows[0].apart is None
    assert "not evaluable" in report.to_markdown(rows)


def test_unknown_films_are_not_counted() -> None:
    y = np.array([1, 0, -1, 1, 0])
    (row,) = table({"model": np.array([0.9, 0.1, 0.0, 0.8, 0.2])}, y, {"a": np.ones(5, bool)})
    assert (row.positive, row.negative) == (2, 2)
    assert row.auroc == (1.0, 1.0, 1.0)
    assert "2 patients" in row.note


def test_model_is_above_the_baselines_only_with_intervals_apart() -> None:
    rng = np.random.default_rng(0)
    y = np.arange(300) % 2
    strong, weak, close = rng.normal(3 * y), rng.normal(0.3 * y), rng.normal(2.8 * y)
    everything = {"a": np.ones(300, bool)}
    (row,) = table({"model": strong, "weak": weak}, y, everything)
    assert row.apart is True
    assert row.rivals[0].difference[1] > 0
    (row,) = table({"model": strong, "weak": weak, "close": close}, y, everything)
    assert row.apart is False


def test_baseline_of_the_own_source_stands_in_inside_a_source_only() -> None:
    y = np.arange(100) % 2
    masks = {report.POOLED: np.ones(100, bool), "a": np.arange(100) < 60, "b": np.arange(100) >= 60}
    own = np.where(masks["a"], y, np.nan)
    rows = table({"model": y * 1.0, "facts": 1.0 - y}, y, masks, {"facts": own})
    assert {row.stratum: row.rivals[0].auroc[0] for row in rows} == {report.POOLED: 0.0, "a": 1.0, "b": 0.0}


def test_a_baseline_without_scores_is_left_out_of_the_row() -> None:
    y = np.arange(40) % 2
    scores = {"model": y * 1.0, "facts": np.full(40, np.nan), "thumbnail": 1.0 - y}
    (row,) = table(scores, y, {"a": np.ones(40, bool)})
    assert [rival.name for rival in row.rivals] == ["thumbnail"]
    assert "facts" not in report.to_markdown([row])


def test_json_and_back() -> None:
    y = np.arange(40) % 2
    rng = np.random.default_rng(0)
    masks = {"a": np.ones(40, bool), "b": y == 1}
    rows = table({"model": rng.normal(y), "facts": rng.normal(y)}, y, masks)
    back = report.from_json(json.loads(json.dumps(report.to_json(rows))))
    assert report.to_markdown(back) == report.to_markdown(rows)
    assert [row.apart for row in back] == [row.apart for row in rows]


def test_markdown_is_a_table() -> None:
    y = np.arange(40) % 2
    rng = np.random.default_rng(0)
    rows = table({"model": rng.normal(y), "facts": rng.normal(y)}, y, {"a": np.ones(40, bool), "b": y >= 0})
    lines = report.to_markdown(rows).splitlines()
    assert len(lines) == 4
    assert len({line.count("|") for line in lines}) == 1
    assert report.show((0.5, 0.25, 0.75)) == "0.500 [0.250, 0.750]"
    assert report.show(None) == "–"


def test_scores_of_another_length_are_refused() -> None:
    with pytest.raises((ValueError, IndexError)):
        table({"model": np.zeros(3)}, np.array([0, 1, 0, 1]), {"a": np.ones(4, bool)})
