"""The figures of one screening label: table, calibration, operating points, and what may be concluded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from trainer.evaluation import calibration, operating_points, report
from trainer.evaluation.bootstrap import RESAMPLES, patient_bootstrap
from trainer.evaluation.metrics import average_precision, reliability

MODEL = "model"
Columns = dict[str, NDArray[np.float64]]
SOURCE_EFFECT = 0.05  # pooled AUROC this far above the mean within sources is called a source effect


def label_figures(
    label: str,
    scores: Columns,
    own: Columns,
    y: NDArray[np.int8],
    rows: list[dict[str, str]],
    trained: set[str],
    earlier: Mapping[str, Any] | None = None,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[str, Any]:
    """All figures of one label. ``scores``: name -> [V], logits under ``MODEL`` first; y int [V], -1 unknown.

    ``own``: baselines fitted on each film's own source, nan where there is none. ``rows``: the films' manifest rows;
    ``trained``: the sources trained on; ``earlier``: this label's part of an earlier report, whose calibration and
    thresholds are measured here instead of new ones being chosen.
    """
    groups = np.array([row["group"] for row in rows])
    masks = report.strata(rows)
    names = {str(name) for name in report.source_names(rows)}
    table = report.per_source_table(label, scores, y, masks, groups, own=own, resamples=resamples, seed=seed)
    known = np.flatnonzero(y >= 0)
    truth, logits, patients = y[known].astype(np.int64), scores[MODEL][known], groups[known]
    out: dict[str, Any] = {"table": report.to_json(table), **_within_sources(table, names, trained)}
    out["average_precision"] = None
    try:
        out |= _calibrated(logits, truth, patients, earlier)
    except UserError as error:
        return out | {"calibration": None, "operating_points": [], "not_calibrated": str(error)}
    out["average_precision"] = patient_bootstrap(
        patients, lambda films: average_precision(truth[films], logits[films]), resamples, seed, strata=truth
    )
    p = calibration.apply_platt(scores[MODEL], out["calibration"]["slope"], out["calibration"]["intercept"])
    return out | {"balanced_by_source": _at_point(out["operating_points"][0], p, y, masks)}


def _calibrated(
    logits: NDArray[np.float64], y: NDArray[np.int64], groups: NDArray[np.str_], earlier: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Calibration, its figures and the operating points of known films: chosen here, or carried over and measured."""
    if y.min(initial=1) == y.max(initial=0) or (earlier is not None and earlier["calibration"] is None):
        raise UserError(
            "One class only, or no calibration to take over.", "Films of both classes, or a calibrated label.",
            "Evaluate films of both classes; do not export this label.",
        )  # fmt: skip
    if earlier is None:
        slope, intercept = calibration.fit_platt(logits, y)
        fitted = calibration.apply_platt(logits, slope, intercept)
        points = operating_points.choose(y, fitted)
        honest, how = calibration.cross_fitted(logits, y, groups), "cross-fitted over patients"
    else:
        slope, intercept = earlier["calibration"]["slope"], earlier["calibration"]["intercept"]
        honest, how = calibration.apply_platt(logits, slope, intercept), "frozen before"
        points = operating_points.measure(y, honest, earlier["operating_points"])
    values = {
        point["id"]: [
            {"prevalence": share, **dict(zip(("ppv", "npv"), values, strict=True))}
            for share in operating_points.PREVALENCES
            for values in [operating_points.predictive_values(point["sensitivity"][0], point["specificity"][0], share)]
        ]
        for point in points
    }
    return {
        "calibration": {"method": "platt", "slope": slope, "intercept": intercept},
        "calibration_figures": {"how": how, **calibration.calibration_figures(y, honest)},
        "reliability": reliability(y, honest).tolist(),
        "operating_points": points, "predictive_values": values,
    }  # fmt: skip


def _within_sources(table: list[report.Row], names: set[str], trained: set[str]) -> dict[str, Any]:
    """Mean and worst AUROC over whole sources with enough patients of both classes, and what may be concluded."""
    sources = [
        row for row in table
        if row.auroc and row.stratum in names and min(row.patients_positive, row.patients_negative) >= report.FEW
    ]  # fmt: skip
    points = [row.auroc[0] for row in sources if row.auroc]
    pooled = table[0].auroc[0] if table and table[0].auroc else None
    unseen = [row.stratum for row in sources if row.stratum.removesuffix(report.CHILDREN) not in trained]
    said = []
    if len(unseen) == 0:
        said.append("not evaluable for generalisation: no source with both classes was left out of training")
    if len(points) < 2:
        said.append(f"{len(points)} source(s) with at least {report.FEW} patients of each class")
    mean = float(np.mean(points)) if points else None
    if pooled is not None and mean is not None and pooled - mean > SOURCE_EFFECT:
        said.append(f"source effect: pooled AUROC {pooled:.3f}, mean within sources {mean:.3f}")
    return {
        "within_sources": {"mean": mean, "worst": min(points, default=None), "sources": [r.stratum for r in sources]},
        "generalisation": "; ".join(said) or f"measured on sources left out of training: {', '.join(unseen)}",
    }


def _at_point(
    point: dict[str, Any], p: NDArray[np.float64], y: NDArray[np.int8], masks: dict[str, report.Mask]
) -> list[dict[str, Any]]:
    """Sensitivity and specificity at one frozen threshold per stratum; also where only one class exists."""
    out = []
    for stratum, mask in masks.items():
        sick, well = p[mask & (y == 1)] >= point["threshold"], p[mask & (y == 0)] < point["threshold"]
        if len(sick) or len(well):
            shares = [list(operating_points.wilson(int(s.sum()), len(s))) if len(s) else None for s in (sick, well)]
            out.append({"stratum": stratum, "sensitivity": shares[0], "specificity": shares[1]})
    return out
