"""The figures of a model card: per label, source and age band, from the scores that the package itself gives.

Shapes: N films, R resamples; truth int [N] (-1 unknown), score float [N] in 0..1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import OperatingPoint
from spcxr_desktop.inference.figures import (
    CalibrationFigure,
    ReliabilityBin,
    ReliabilityFigure,
    ScreeningFigure,
    SegmentationFigure,
)
from trainer.evaluation import segmentation
from trainer.evaluation.bootstrap import Interval, auroc_interval, interval, patient_bootstrap, resample_counts
from trainer.evaluation.metrics import logit, reliability
from trainer.evaluation.operating_points import wilson
from trainer.evaluation.report import child

RESAMPLES = 2000
SUPPORT = 100  # films of each class below which no calibration is called supported
_FEWEST = 10  # films of each class below which no calibration line is drawn
_BINS, _PER_BIN = 10, 15
_RIDGE = 1e-4  # keeps resamples that separate the classes finite
_NEWTON = 12

Rows = list[dict[str, str]]
Truth = NDArray[np.int8]
Scores = NDArray[np.float64]


def bands(rows: Rows) -> NDArray[np.str_]:
    """ "source, adults" or "source, children" of each film [N]; an unknown age counts as adult."""
    return np.array([f"{row['source']}, {'children' if child(row) else 'adults'}" for row in rows])


def screening_figures(
    label: str, rows: Rows, truth: Truth, score: Scores, points: Sequence[OperatingPoint], resamples: int = RESAMPLES
) -> list[ScreeningFigure]:
    """One row per stratum and operating point; sensitivity and specificity with Wilson's interval."""
    strata, groups, out = bands(rows), np.array([row["group"] for row in rows]), []
    for stratum in np.unique(strata[truth >= 0]):
        here = (strata == stratum) & (truth >= 0)
        y, s = truth[here].astype(np.int64), score[here]
        both = 0 < y.sum() < len(y)
        auroc = auroc_interval(y, s, groups[here], resamples) if both else None
        for point in points:
            flagged = s >= point.threshold
            found = [
                wilson(int(hit.sum()), len(hit)) if len(hit) else None for hit in (flagged[y == 1], ~flagged[y == 0])
            ]
            positive, negative = int(y.sum()), int((1 - y).sum())
            out.append(ScreeningFigure(label, str(stratum), positive, negative, auroc, point.id, found[0], found[1]))
    return out


def calibration_figures(
    label: str, rows: Rows, truth: Truth, score: Scores, resamples: int = RESAMPLES
) -> list[CalibrationFigure]:
    """Cox's slope and intercept of the score in every stratum with ten films of each class, patient bootstrap.

    Supported: both intervals cover the ideal (1 and 0), on at least 100 films of each class.
    """
    groups, out = np.array([row["group"] for row in rows]), []
    for stratum, here in _with_both_classes(rows, truth):
        y, z = truth[here].astype(np.int64), logit(score[here])
        point = calibration_lines(y, z, np.ones((1, len(y)), np.int64))[0]
        counts = np.concatenate(list(resample_counts(groups[here], resamples, 0, strata=y)))
        drawn = calibration_lines(y, z, counts)
        slope, intercept = (interval(float(point[i]), drawn[:, i]) for i in (0, 1))
        enough = min(int(y.sum()), int((1 - y).sum())) >= SUPPORT
        holds = slope[1] <= 1 <= slope[2] and intercept[1] <= 0 <= intercept[2]
        out.append(CalibrationFigure(label, stratum, len(y), slope, intercept, enough and holds))
    return out


def calibration_lines(y: NDArray[np.int64], z: Scores, counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Slope and intercept [R, 2] of P(y = 1) = sigmoid(intercept + slope * z), film n counted ``counts[r, n]`` times.

    Newton's method on all resamples at once, with a whiff of ridge; z [N] is standardised inside for the solver.
    """
    middle, spread = float(z.mean()), float(z.std()) or 1.0
    x = np.stack([(z - middle) / spread, np.ones(len(z))], 1)  # [N, 2]
    beta = np.zeros((len(counts), 2))
    for _ in range(_NEWTON):
        p = 1 / (1 + np.exp(-np.clip(beta @ x.T, -30, 30)))  # [R, N]
        gradient = (counts * (y - p)) @ x - _RIDGE * beta
        hessian = np.einsum("rn,ni,nj->rij", counts * p * (1 - p), x, x) + _RIDGE * np.eye(2)
        beta += np.clip(np.linalg.solve(hessian, gradient[..., None])[..., 0], -4, 4)
    slope = beta[:, 0] / spread
    return np.stack([slope, beta[:, 1] - slope * middle], 1)


def support(figures: Sequence[CalibrationFigure], needed: Sequence[str]) -> tuple[bool, str]:
    """Whether a label's score may be called a probability in adults, and why. ``needed``: the adult strata."""
    adults = [figure for figure in figures if figure.stratum.endswith(", adults")]
    missing = sorted(set(needed) - {figure.stratum for figure in adults})
    if adults and not missing and all(figure.supported for figure in adults):
        return True, f"Slope and intercept hold in {', '.join(figure.stratum for figure in adults)}."
    said = [
        f"{f.stratum} ({f.films} films): slope {_show(f.slope)}, intercept {_show(f.intercept)}"
        for f in adults if not f.supported
    ]  # fmt: skip
    if missing:
        said.append(f"{', '.join(missing)}: too few films of one class to tell")
    rule = f"Intervals must cover slope 1 and intercept 0 in every adult source, on {SUPPORT} films of each class."
    return False, f"{rule} {'; '.join(said) or 'No adult source has films of both classes'}."


def reliability_figures(label: str, rows: Rows, truth: Truth, score: Scores) -> list[ReliabilityFigure]:
    """Equal-mass bins of every stratum with ten films of each class; observed shares with Wilson's interval."""
    out = []
    for stratum, here in _with_both_classes(rows, truth):
        y, s = truth[here].astype(np.int64), score[here]
        table = reliability(y, s, max(2, min(_BINS, len(y) // _PER_BIN)))
        bins = [
            ReliabilityBin(float(mean), wilson(round(share * films), int(films)), int(films))
            for mean, share, films in table
        ]
        out.append(ReliabilityFigure(label, stratum, tuple(bins)))
    return out


def segmentation_figures(
    rows: Rows, predicted: NDArray[np.uint8], masks: NDArray[np.uint8], resamples: int = RESAMPLES
) -> list[SegmentationFigure]:
    """Dice of both lungs per source, age band and kind of mask; predicted and masks uint8 [N, S, S]."""
    dice = np.array([segmentation.dice(p, t)["both"] for p, t in zip(predicted, masks, strict=True)])
    groups = np.array([row["group"] for row in rows])
    named = zip(bands(rows), rows, strict=True)
    strata = np.array([f"{band} ({row['mask_kind']})" if row["mask_kind"] else str(band) for band, row in named])
    out = []
    for stratum in np.unique(strata):
        here = dice[strata == stratum]
        found: Interval = patient_bootstrap(groups[strata == stratum], _mean_of(here), resamples)
        out.append(SegmentationFigure(str(stratum), len(here), found, segmentation.worst_5_percent(here)))
    return out


def adult_sources(rows: Rows, truth: Truth) -> list[str]:
    """Adult strata that hold both classes."""
    strata = bands(rows)
    adult = [str(name) for name in np.unique(strata) if name.endswith(", adults")]
    return [name for name in adult if {0, 1} <= set(truth[strata == name].tolist())]


def _with_both_classes(rows: Rows, truth: Truth) -> list[tuple[str, NDArray[np.bool_]]]:
    strata, out = bands(rows), []
    for stratum in np.unique(strata):
        here = (strata == stratum) & (truth >= 0)
        if min((truth[here] == 1).sum(), (truth[here] == 0).sum()) >= _FEWEST:
            out.append((str(stratum), here))
    return out


def _mean_of(values: NDArray[np.float64]) -> Callable[[NDArray[np.int64]], float]:
    return lambda films: float(values[films].mean())


def _show(figure: Sequence[float]) -> str:
    return "{:.2f} [{:.2f}, {:.2f}]".format(*figure)
