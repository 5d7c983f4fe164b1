"""Calibration and thresholds of the screening labels, and what they do in every source, for the package."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.figures import Figures
from spcxr_desktop.inference.package import Calibration, ClassificationTask, ClassLabel, OperatingPoint
from trainer import package_texts as texts
from trainer.data.labels import LABELS, UNKNOWN, row_targets
from trainer.evaluation import card
from trainer.evaluation.calibration import apply_platt, cross_fitted, fit_platt
from trainer.evaluation.metrics import auroc
from trainer.evaluation.operating_points import choose
from trainer.evaluation.report import child

DEFAULT_POINT = "balanced"
_MIN_NEGATIVES = 30
_ENOUGH = 10  # films of each class for an AUROC that says something

Rows = list[dict[str, str]]


def screening_task(
    logits: NDArray[np.float32], exact: NDArray[np.float32], rows: Rows, version: str, bias: NDArray[np.float32]
) -> tuple[ClassificationTask, Figures, dict[str, float]]:
    """The task of a screening package and its figures, from the graph's logits [M, 3] of validation films ``rows`` [M].

    ``exact``: the checkpoint's own logits; ``bias`` [3]: what the evidence adds to. The last part: how far a score
    moved from the checkpoint's, and the largest fall of an AUROC inside a source.
    """
    wanted = np.array([row_targets(row) for row in rows], np.int8)
    labels, figures, worst, fall = [], Figures(), 0.0, 0.0
    for column, name in enumerate(LABELS):
        truth, one = wanted[:, column], logits[:, column]
        if not _both_classes(truth):
            continue  # nothing to calibrate on: the package does not assess it
        chosen, films = calibration_rows(rows, truth)
        slope, intercept = fit_platt(one[chosen], truth[chosen])
        score = apply_platt(one, slope, intercept)
        worst = max(worst, float(np.abs(score - apply_platt(exact[:, column], slope, intercept)).max()))
        fall = max(fall, auroc_fall(rows, truth, exact[:, column], one))
        points = [_point(point, films) for point in choose(truth[chosen], score[chosen], _alike(rows, truth, chosen))]
        held_out = score.copy()
        held_out[chosen] = _judged(one[chosen], truth[chosen], [rows[i]["group"] for i in chosen], score[chosen])
        lines = card.calibration_figures(name, rows, truth, held_out)
        supported, why = card.support(lines, card.adult_sources(rows, truth))
        calibration = Calibration(slope, intercept, supported=supported, why=why)
        labels.append(_class_label(name, column, calibration, points, version))
        figures = replace(
            figures,
            screening=(*figures.screening, *card.screening_figures(name, rows, truth, score, points)),
            calibration=(*figures.calibration, *lines),
            reliability=(*figures.reliability, *card.reliability_figures(name, rows, truth, held_out)),
        )
    if not labels:
        raise ValueError("no label has films of both classes in folds 7-8; a package is calibrated on them")
    task = ClassificationTask(
        "logits", tuple(labels), evidence="evidence", evidence_bias=tuple(float(value) for value in bias)
    )
    return task, figures, {"films": len(rows), "worst": worst, "fall": fall}


def _both_classes(truth: NDArray[np.int8]) -> bool:
    return bool((truth == 1).any() and (truth == 0).any())


def _judged(
    logits: NDArray[np.float32], truth: NDArray[np.int8], groups: list[str], fitted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scores that calibration is judged on: of patients that it was not fitted on.

    Below 100 films of either class, of which nothing is called supported, the ``fitted`` ones do where a fold of so
    few films cannot be fitted.
    """
    try:
        return cross_fitted(logits, truth, groups)
    except (UserError, ValueError):  # ValueError: fewer films of a class than folds
        if min((truth == 1).sum(), (truth == 0).sum()) >= card.SUPPORT:
            raise
        return fitted


def auroc_fall(rows: Rows, truth: NDArray[np.int8], exact: NDArray[np.float32], found: NDArray[np.float32]) -> float:
    """Largest fall of the AUROC inside a stratum with ten films of each class; 0 where none falls."""
    strata, falls = card.bands(rows), [0.0]
    for stratum in np.unique(strata):
        here = (strata == stratum) & (truth != UNKNOWN)
        y = truth[here]
        if min((y == 1).sum(), (y == 0).sum()) >= _ENOUGH:
            falls.append(auroc(y, exact[here]) - auroc(y, found[here]))
    return float(max(falls))


def calibration_rows(rows: Rows, truth: NDArray[np.int8]) -> tuple[NDArray[np.int64], str]:
    """Films a threshold may be chosen on, and what they are in words.

    Adults, from sources with ten films of both classes: a threshold chosen across sources would separate the sources.
    Where such sources have fewer than 30 negatives, every adult film with a known label.
    """
    sources = np.array([row["source"] for row in rows])
    adult = (truth != UNKNOWN) & ~np.array([child(row) for row in rows])
    both = [
        name for name in np.unique(sources[adult])
        if min((truth[adult & (sources == name)] == value).sum() for value in (0, 1)) >= _ENOUGH
    ]  # fmt: skip
    inside = adult & np.isin(sources, both)
    if (truth[inside] == 0).sum() >= _MIN_NEGATIVES:
        words = f"adult films of folds 7-8 from {', '.join(both)}, which hold both classes"
        return np.flatnonzero(inside), words + (", weighing the same" if len(both) > 1 else "")
    return np.flatnonzero(adult), "adult films of folds 7-8 from all sources, so that source and label are one"


def _alike(rows: Rows, truth: NDArray[np.int8], chosen: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """Weights by which every source of both classes has the same say in sensitivity and in specificity.

    Otherwise the largest source would choose for all. None where a source holds one class only.
    """
    cells = np.array([f"{rows[i]['source']} {truth[i]}" for i in chosen])
    if len(np.unique(cells)) != 2 * len({rows[i]["source"] for i in chosen}):
        return None
    _, inverse, counts = np.unique(cells, return_inverse=True, return_counts=True)
    return np.asarray(1 / counts[inverse], np.float64)


def _class_label(
    name: str, column: int, calibration: Calibration, points: list[OperatingPoint], version: str
) -> ClassLabel:
    return ClassLabel(
        id=name,
        title=texts.TITLES[name],
        column=column,
        calibration=calibration,
        threshold_set=f"{name}-{version}",
        default_point=DEFAULT_POINT,
        code=texts.CODES.get(name),
        operating_points=tuple(points),
        exploratory=name in texts.EXPLORATORY,
    )


def _point(point: dict[str, Any], films: str) -> OperatingPoint:
    rule = f"{point['rule']}: {films}"
    sensitivity, specificity = tuple(point["sensitivity"]), tuple(point["specificity"])
    return OperatingPoint(point["id"], min(float(point["threshold"]), 1.0), rule, sensitivity, specificity)
