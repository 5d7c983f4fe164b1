"""Calibration and thresholds of the screening labels, and what they do in every source, for the package."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.inference.package import Calibration, ClassificationTask, ClassLabel, OperatingPoint
from trainer import package_texts as texts
from trainer.data.labels import LABELS, UNKNOWN, targets
from trainer.evaluation.calibration import apply_platt, fit_platt
from trainer.evaluation.operating_points import choose, wilson
from trainer.evaluation.report import child, source_names

DEFAULT_POINT = "balanced"
_MIN_NEGATIVES = 30

Rows = list[dict[str, str]]


def screening_task(
    logits: NDArray[np.float32], exact: NDArray[np.float32], rows: Rows, version: str
) -> tuple[ClassificationTask, dict[str, Any]]:
    """The task of a screening package, from the graph's logits [M, 3] of the validation films ``rows`` [M].

    ``exact``: the checkpoint's own logits. The second part is measured figures: parity, and sensitivity and
    specificity of every source at the shipped threshold.
    """
    wanted = np.array([targets(row["label"], row["sublabel"]) for row in rows], np.int8)
    labels, worst, by_source = [], 0.0, {}
    for column, name in enumerate(LABELS):
        chosen, films = calibration_rows(rows, wanted[:, column])
        slope, intercept = fit_platt(logits[chosen, column], wanted[chosen, column])
        probability = apply_platt(logits[:, column], slope, intercept)
        worst = max(worst, float(np.abs(probability - apply_platt(exact[:, column], slope, intercept)).max()))
        points = [_point(point, films) for point in choose(wanted[chosen, column], probability[chosen])]
        label = _class_label(name, column, Calibration(slope, intercept), points, version)
        by_source[name] = at_threshold(rows, wanted[:, column], probability >= label.point.threshold)
        labels.append(label)
    parity = {"films": len(rows), "worst": worst}
    return ClassificationTask("logits", tuple(labels)), {"parity": parity, "at_shipped_threshold": by_source}


def calibration_rows(rows: Rows, truth: NDArray[np.int8]) -> tuple[NDArray[np.int64], str]:
    """Films a threshold may be chosen on, and what they are in words.

    Adults, from sources that hold both classes: a threshold chosen across sources would separate the sources.
    Where such sources have fewer than 30 negatives, every adult film with a known label.
    """
    sources = np.array([row["source"] for row in rows])
    adult = (truth != UNKNOWN) & ~np.array([child(row) for row in rows])
    both = [s for s in np.unique(sources[adult]) if len(np.unique(truth[adult & (sources == s)])) == 2]
    inside = adult & np.isin(sources, both)
    if (truth[inside] == 0).sum() >= _MIN_NEGATIVES:
        return np.flatnonzero(inside), f"adult films of folds 7-8 from {', '.join(both)}, which hold both classes"
    return np.flatnonzero(adult), "adult films of folds 7-8 from all sources, so that source and label are one"


def at_threshold(rows: Rows, truth: NDArray[np.int8], flagged: NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Films, sensitivity and specificity of every source (Wilson intervals); a class without films is left out.

    Children in a source that also holds adults stand apart.
    """
    sources, out = source_names(rows), []
    for source in np.unique(sources[truth != UNKNOWN]):
        ill, well = ((sources == source) & (truth == value) for value in (1, 0))
        row: dict[str, Any] = {"source": str(source), "positive": int(ill.sum()), "negative": int(well.sum())}
        if ill.any():
            row["sensitivity"] = list(wilson(int(flagged[ill].sum()), int(ill.sum())))
        if well.any():
            row["specificity"] = list(wilson(int((~flagged[well]).sum()), int(well.sum())))
        out.append(row)
    return out


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
