"""The whole evaluation on a small made-up pack, and the rules of the split."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.domain.errors import UserError
from trainer.data.labels import LABELS, targets
from trainer.data.pack import Pack
from trainer.evaluation import evaluate, floors
from trainer.evaluation.random_features import random_features
from trainer.evaluation.screening import MODEL, label_figures
from trainer.vit import ViTConfig

SIDE = 32


def small_pack(films: int = 500, seed: int = 0) -> Pack:
    """Films of noise in which disease is a bright right half; sources "a" (adults) and "b" (one class)."""
    rng = np.random.default_rng(seed)
    sick = rng.random(films) < 0.5
    source = np.where(np.arange(films) % 5 == 0, "b", "a")
    sick[source == "b"] = False
    label = np.where(~sick, "normal", np.where(rng.random(films) < 0.5, "pneumonia", "covid"))
    pixels = rng.integers(60, 160, (films, SIDE, SIDE)).astype(np.uint8)
    pixels[sick, :, SIDE // 2 :] += 12
    masks = np.zeros((films, SIDE, SIDE), np.uint8)
    masks[:, 8:24, 4:14], masks[:, 8:24, 18:28] = 1, 2
    rows = [
        {
            "source": str(source[i]), "label": str(label[i]), "sublabel": "", "group": f"p{i // 2}", "view": "PA",
            "age": "50", "ship": "1", "fold": str(i // 2 % 9), "orig_width": "2000", "orig_height": "1800",
            "width": "426", "height": "384", "mean_grey": "110.0", "mask_kind": "exact",
        }
        for i in range(films)
    ]  # fmt: skip
    return Pack(
        films=pixels, masks=masks, mask_row=np.arange(films), rows=rows, sha256="0" * 64,
        targets=np.array([targets(row["label"], "") for row in rows], np.int8),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    return small_pack()


@pytest.fixture(scope="module")
def split(pack: Pack) -> tuple[np.ndarray, np.ndarray]:
    return pack.select(folds=range(7), ship_only=True), pack.select(folds=[7, 8], ship_only=False)


@pytest.fixture(scope="module")
def logits(pack: Pack, split: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """[V, 3] of a model that half knows the answer."""
    truth = pack.targets[split[1]].astype(float)
    return np.random.default_rng(1).normal(3 * (truth > 0) - 1, 1.0)


@pytest.fixture(scope="module")
def result(pack: Pack, split: tuple[np.ndarray, np.ndarray], logits: np.ndarray) -> dict[str, object]:
    return evaluate.evaluate_screening(logits, pack, *split, {"scratch": logits / 2}, resamples=100)


def test_everything_is_there_and_survives_json(result: dict, tmp_path: Path) -> None:
    evaluate.write(result, tmp_path)
    back = json.loads((tmp_path / "evaluation.json").read_text())
    assert list(back["labels"]) == list(LABELS)
    assert back["folds"] == {"train": [0, 1, 2, 3, 4, 5, 6], "evaluated": [7, 8]}
    abnormal = back["labels"]["abnormal"]
    assert [rival["name"] for rival in abnormal["table"][0]["rivals"]] == ["scratch", "file facts", "8x8 thumbnail"]
    assert {point["id"] for point in abnormal["operating_points"]} == {"balanced", "rule_out", "rule_in"}
    assert abnormal["calibration"]["slope"] > 0
    assert abnormal["generalisation"].startswith("not evaluable for generalisation")
    text = (tmp_path / "evaluation.md").read_text()
    assert text.count("\n## ") == 3
    assert "not a generalisation figure" in text


def test_baselines_find_what_is_there(result: dict) -> None:
    pooled = {rival["name"]: rival["auroc"][0] for rival in result["labels"]["abnormal"]["table"][0]["rivals"]}
    assert pooled["8x8 thumbnail"] > 0.9  # the bright half
    assert abs(pooled["file facts"] - 0.5) < 0.1  # every file has the same facts


def test_a_source_with_one_class_still_shows_its_specificity(result: dict) -> None:
    rows = {row["stratum"]: row for row in result["labels"]["abnormal"]["balanced_by_source"]}
    assert rows["b"]["sensitivity"] is None
    assert 0 <= rows["b"]["specificity"][1] < rows["b"]["specificity"][2] <= 1


def test_a_score_turned_round_is_reported_but_not_calibrated(pack: Pack, split: tuple, logits: np.ndarray) -> None:
    rows, y = [pack.rows[i] for i in split[1]], pack.targets[split[1], 0]
    worse = label_figures("abnormal", {MODEL: -logits[:, 0]}, {}, y, rows, {"a"}, resamples=20)
    assert worse["calibration"] is None
    assert worse["table"][0]["auroc"][0] < 0.1
    assert "do not export" in worse["not_calibrated"]


def test_a_patient_on_both_sides_is_refused(pack: Pack, split: tuple, logits: np.ndarray) -> None:
    with pytest.raises(UserError, match="patients are among the training and the evaluated"):
        evaluate.evaluate_screening(logits, pack, np.r_[split[0], split[1][:1]], split[1])


def test_diverged_scores_are_refused(pack: Pack, split: tuple, logits: np.ndarray) -> None:
    diverged = logits.copy()
    diverged[0] = np.nan
    with pytest.raises(ValueError, match="scratch: 3 scores are not finite"):
        evaluate.evaluate_screening(logits, pack, *split, {"scratch": diverged})


def test_the_locked_fold_stays_shut(split: tuple, logits: np.ndarray, result: dict) -> None:
    pack = small_pack()
    pack.rows[:] = [{**row, "fold": "9" if row["fold"] == "8" else row["fold"]} for row in pack.rows]
    locked = pack.select(folds=[7, 9], ship_only=False)
    with pytest.raises(UserError, match="locked fold"):
        evaluate.evaluate_screening(logits, pack, split[0], locked)
    with pytest.raises(UserError, match="choose its own thresholds"):
        evaluate.evaluate_screening(logits, pack, split[0], locked, open_locked=True)
    with pytest.raises(UserError, match="locked fold"):
        evaluate.check_split(pack, locked, split[0], open_locked=True, frozen=True)
    opened = evaluate.evaluate_screening(
        logits, pack, split[0], locked, open_locked=True, frozen=result["labels"], resamples=20
    )
    for label in LABELS:
        before, after = result["labels"][label], opened["labels"][label]
        assert after["calibration"] == before["calibration"]
        assert [p["threshold"] for p in after["operating_points"]] == [
            p["threshold"] for p in before["operating_points"]
        ]
        assert after["calibration_figures"]["how"] == "frozen before"


def test_segmentation_per_source_and_mask_kind(pack: Pack, split: tuple, tmp_path: Path) -> None:
    train, val = split
    predicted = np.roll(pack.masks[pack.mask_row[val]], 2, axis=1)
    result = evaluate.evaluate_segmentation(predicted, pack, train, val)
    assert [row["source"] for row in result["table"]] == ["a (exact)", "b (exact)"]
    assert result["table"][0]["dice"][0] == pytest.approx(14 / 16)
    assert result["table"][0]["mean_mask_dice"] == 1.0  # every mask of this pack is the same
    evaluate.write(result, tmp_path, "lungs")
    assert "a (exact)" in (tmp_path / "lungs.md").read_text()
    with pytest.raises(ValueError, match="needs a mask"):
        evaluate.evaluate_segmentation(predicted, replace(pack, mask_row=np.full(len(pack.rows), -1)), train, val)


def test_untrained_features_are_the_seed_s_own_and_probe_like_any_other(pack: Pack, split: tuple) -> None:
    tiny = ViTConfig(image_size=32, dim=48, depth=2, heads=3)
    features = random_features(pack.films, seed=3, config=tiny)
    assert features.shape == (500, 96)
    np.testing.assert_array_equal(features, random_features(pack.films, seed=3, config=tiny))
    assert not np.allclose(features, random_features(pack.films, seed=4, config=tiny))
    floor = floors.probe_floor(features, pack, *split)
    assert floor.pooled.shape == (len(split[1]), 3)
    assert np.isfinite(floor.pooled).all()


def test_figures_need_no_torch() -> None:
    code = "import trainer.evaluation.evaluate, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
