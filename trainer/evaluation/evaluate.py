"""Everything that is said about a trained model, from its logits: one call, one dictionary, JSON and Markdown.

Calibration and thresholds are chosen on the validation films (folds 7-8). The locked fold is for one final table,
with calibration and thresholds already frozen: ``open_locked=True`` and ``frozen=<labels of the earlier report>``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spcxr_desktop.domain.errors import UserError
from trainer.data.labels import LABELS
from trainer.data.pack import Pack
from trainer.evaluation import report, segmentation
from trainer.evaluation.bootstrap import RESAMPLES
from trainer.evaluation.floors import Floor, standard_floors
from trainer.evaluation.pages import page
from trainer.evaluation.screening import MODEL, label_figures

LOCKED_FOLD = "9"

Indices = NDArray[np.int64]


def evaluate_screening(
    logits: ArrayLike,
    pack: Pack,
    train_idx: Indices,
    val_idx: Indices,
    extra: Mapping[str, ArrayLike | Floor] | None = None,
    *,
    frozen: Mapping[str, Any] | None = None,
    open_locked: bool = False,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[str, Any]:
    """Evaluate the screening logits [V, 3] of the films ``val_idx`` [V]; columns as ``trainer.data.labels.LABELS``.

    ``train_idx``: the films the model was trained on; the baselines are fitted on the same ones. ``extra``: what else
    is to stand beside the model, by name: scores [V, 3] ("trained from scratch") or a Floor ("untrained probe").
    ``frozen``: the ``labels`` part of an earlier report, whose calibration and thresholds are then used and not
    chosen again.

    Raises UserError: a patient on both sides, the locked fold without ``open_locked`` or without ``frozen``.
    ValueError: shapes.
    """
    check_split(pack, train_idx, val_idx, open_locked=open_locked, frozen=frozen is not None)
    given: dict[str, ArrayLike | Floor] = {MODEL: logits, **(extra or {})}
    columns = {name: _scores(score, len(val_idx), name) for name, score in given.items()}  # refuse before fitting
    rivals = given | standard_floors(pack, train_idx, val_idx)
    columns |= {name: _scores(score, len(val_idx), name) for name, score in rivals.items()}
    within = {name: rival.own for name, rival in rivals.items() if isinstance(rival, Floor)}
    rows = [pack.rows[i] for i in val_idx]
    trained = {pack.rows[i]["source"] for i in train_idx}
    labels = {}
    for column, label in enumerate(LABELS):
        scores = {name: score[:, column] for name, score in columns.items()}
        own = {name: score[:, column] for name, score in within.items()}
        earlier = frozen.get(label, {"calibration": None}) if frozen is not None else None
        labels[label] = label_figures(
            label, scores, own, pack.targets[val_idx, column], rows, trained, earlier, resamples=resamples, seed=seed
        )
    return {
        **_facts("screening", pack, train_idx, val_idx), "resamples": resamples, "seed": seed,
        "locked_fold_opened": open_locked, "calibration_frozen": frozen is not None, "labels": labels,
    }  # fmt: skip


def evaluate_segmentation(
    predicted: NDArray[np.uint8], pack: Pack, train_idx: Indices, val_idx: Indices, *, open_locked: bool = False
) -> dict[str, Any]:
    """Lung figures per source, beside the mean mask of the training films (one mask for every film).

    ``predicted`` uint8 [V, P, P] at the pack's side (0, 1 right, 2 left); every film of both lists has a mask.
    """
    check_split(pack, train_idx, val_idx, open_locked=open_locked, frozen=True)
    if (pack.mask_row[np.r_[train_idx, val_idx]] < 0).any():
        raise ValueError("every film needs a mask; use pack.select(..., with_mask=True)")
    rows = [pack.rows[i] for i in val_idx]
    kinds = [f"{source} ({row['mask_kind']})" for source, row in zip(report.source_names(rows), rows, strict=True)]
    truth, names = pack.masks[pack.mask_row[val_idx]], np.array(kinds)
    table = segmentation.source_table(predicted, truth, names, [row["group"] for row in rows])
    mean = segmentation.mean_mask(pack.masks[pack.mask_row[train_idx]])
    floor = np.array([segmentation.dice(mean, true)["both"] for true in truth])
    return {
        **_facts("segmentation", pack, train_idx, val_idx),
        "table": [{**asdict(r), "mean_mask_dice": float(floor[names == r.source].mean())} for r in table],
    }  # fmt: skip


def check_split(pack: Pack, train_idx: Indices, val_idx: Indices, *, open_locked: bool, frozen: bool) -> None:
    """No patient on both sides; the locked fold is never trained on, and evaluated only when asked for and frozen."""
    train, val = [pack.rows[i] for i in train_idx], [pack.rows[i] for i in val_idx]
    shared = {row["group"] for row in train} & {row["group"] for row in val}
    if shared:
        raise UserError(
            f"{len(shared)} patients are among the training and the evaluated films.", "Each patient on one side.",
            "Split by the `fold` column, never by film.",
        )  # fmt: skip
    locked = LOCKED_FOLD in {row["fold"] for row in val}
    if LOCKED_FOLD in {row["fold"] for row in train} or (locked and not open_locked):
        raise UserError(
            f"Films of the locked fold {LOCKED_FOLD}.", "Folds 0-6 to train on, 7-8 to validate on.",
            "Leave that fold out; for the one final table evaluate it with open_locked.",
        )  # fmt: skip
    if locked and not frozen:
        raise UserError(
            "The locked fold would choose its own thresholds.", "Calibration and thresholds of a validation report.",
            "Evaluate folds 7-8 first and pass that report's labels as `frozen`.",
        )  # fmt: skip


def write(result: dict[str, Any], folder: Path, name: str = "evaluation") -> None:
    """``name``.json and ``name``.md in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=2, allow_nan=False))
    (folder / f"{name}.md").write_text(page(result))


def _scores(score: ArrayLike | Floor, films: int, name: str) -> NDArray[np.float64]:
    """Scores [V, 3]. Only a Floor may hold nan (a label that the training films cannot fit)."""
    array = np.asarray(score.pooled if isinstance(score, Floor) else score, np.float64)
    if array.shape != (films, len(LABELS)):
        raise ValueError(f"{name}: expected scores [{films}, {len(LABELS)}], got {array.shape}")
    if not isinstance(score, Floor) and not np.isfinite(array).all():
        raise ValueError(f"{name}: {np.count_nonzero(~np.isfinite(array))} scores are not finite")
    return array


def _facts(kind: str, pack: Pack, train_idx: Indices, val_idx: Indices) -> dict[str, Any]:
    """What was evaluated on what."""
    sides = {"train": train_idx, "evaluated": val_idx}
    return {
        "format": 1, "kind": kind, "pack_sha256": pack.sha256, "size": pack.size,
        "folds": {name: sorted({int(pack.rows[i]["fold"]) for i in films}) for name, films in sides.items()},
        "films": {name: len(films) for name, films in sides.items()},
        "sources_trained_on": dict(sorted(Counter(pack.rows[i]["source"] for i in train_idx).items())),
    }  # fmt: skip
