"""From logits to probabilities: Platt's sigmoid, fitted on validation films. y: int [N], -1 unknown."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from spcxr_desktop.domain.errors import UserError
from trainer.evaluation.metrics import brier, calibration_line, checked, ece

CROSS_FIT_FOLDS = 5


def fit_platt(logits: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """(slope, intercept) with probability = sigmoid(slope * logit + intercept). Unknown labels (-1) are left out.

    Platt (1999): the targets are (N1 + 1) / (N1 + 2) and 1 / (N0 + 2) instead of 1 and 0, which keeps the fit
    finite for separable films. Raises UserError without both classes, or where a higher logit means less disease.
    """
    score, label = np.asarray(logits, np.float64), np.asarray(y)
    label, score = checked(label[label >= 0], score[label >= 0])
    n1, n0 = int(label.sum()), int((1 - label).sum())
    if not n1 or not n0:
        raise UserError(
            f"{n1} positive and {n0} negative films to calibrate on.", "Both classes among the validation films.",
            "Validate on more folds, or leave this label out of the package.",
        )  # fmt: skip
    target = np.where(label == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))
    middle, spread = float(score.mean()), float(score.std()) or 1.0
    unit = (score - middle) / spread  # the solver wants numbers near one
    # A soft target t is one film of class 1 with weight t and one of class 0 with weight 1 - t.
    fit = LogisticRegression(C=np.inf, max_iter=1000, tol=1e-8).fit(
        np.r_[unit, unit][:, None], np.r_[np.ones(len(unit)), np.zeros(len(unit))], np.r_[target, 1 - target]
    )
    slope = float(fit.coef_[0, 0]) / spread
    if slope <= 0:
        raise UserError(
            f"The fitted slope is {slope:.3g}: higher logits go with less disease.", "Logits that rise with disease.",
            "Train longer or look for swapped labels; do not export this label.",
        )  # fmt: skip
    return slope, float(fit.intercept_[0]) - slope * middle


def apply_platt(logits: ArrayLike, slope: float, intercept: float) -> NDArray[np.float64]:
    """Probabilities [N] of logits [N]."""
    return np.asarray(expit(slope * np.asarray(logits, np.float64) + intercept), np.float64)


def cross_fitted(logits: ArrayLike, y: ArrayLike, groups: ArrayLike) -> NDArray[np.float64]:
    """Probabilities [N] of films with known y [N], each calibrated on other patients' films.

    Figures of calibration on the very films that were fitted would flatter.
    """
    label, score = checked(y, logits)
    out = np.empty(len(score))
    splitter = StratifiedGroupKFold(CROSS_FIT_FOLDS, shuffle=True, random_state=0)
    for rest, held_out in splitter.split(score, label, np.asarray(groups)):
        out[held_out] = apply_platt(score[held_out], *fit_platt(score[rest], label[rest]))
    return out


def calibration_figures(y: ArrayLike, p: ArrayLike) -> dict[str, float]:
    """ECE (15 equal-mass bins), Brier score, Cox slope and intercept of probabilities p [N] against y [N] of 0/1."""
    slope, intercept = calibration_line(y, p)
    return {"ece": ece(y, p), "brier": brier(y, p), "slope": slope, "intercept": intercept}
