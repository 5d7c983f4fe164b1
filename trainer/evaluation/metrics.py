"""Figures of merit for one label. Shapes: y int [N] of 0/1 (unknown films already left out), s or p float [N]."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

ECE_BINS = 15
_EDGE = 1e-6  # probabilities are kept this far from 0 and 1 before the logit


def auroc(y: ArrayLike, s: ArrayLike) -> float:
    """Area under the ROC curve; a tie counts one half. Raises ValueError without both classes."""
    truth, score = checked(y, s)
    _need_both_classes(truth)
    return float(roc_auc_score(truth, score))


def average_precision(y: ArrayLike, s: ArrayLike) -> float:
    """Mean precision over recall; chance level is the prevalence. Raises ValueError without both classes."""
    truth, score = checked(y, s)
    _need_both_classes(truth)
    return float(average_precision_score(truth, score))


def brier(y: ArrayLike, p: ArrayLike) -> float:
    """Mean squared error of the probabilities; 0 is perfect, prevalence * (1 - prevalence) knows nothing."""
    truth, probability = checked(y, p)
    return float(brier_score_loss(truth, probability, pos_label=1))


def ece(y: ArrayLike, p: ArrayLike, bins: int = ECE_BINS) -> float:
    """Expected calibration error over equal-mass bins: film-weighted mean of |observed share - mean probability|.

    Equal mass, not equal width: otherwise a few crowded bins decide the figure.
    """
    table = reliability(y, p, bins)  # [bins, 3]
    return float(np.average(np.abs(table[:, 0] - table[:, 1]), weights=table[:, 2]))


def reliability(y: ArrayLike, p: ArrayLike, bins: int = ECE_BINS) -> NDArray[np.float64]:
    """Reliability diagram: one row (mean probability, observed share, films) per equal-mass bin, [<= bins, 3]."""
    truth, probability = checked(y, p)
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return np.array([(probability[part].mean(), truth[part].mean(), len(part)) for part in parts])


def calibration_line(y: ArrayLike, p: ArrayLike) -> tuple[float, float]:
    """Cox's slope and intercept: logit P(y = 1) = intercept + slope * logit(p); 1 and 0 are ideal.

    A slope below 1 means overconfident. A whiff of ridge (C = 1e4) keeps separable films finite.
    Raises ValueError without both classes.
    """
    truth, probability = checked(y, p)
    _need_both_classes(truth)
    fit = LogisticRegression(C=1e4, max_iter=1000).fit(logit(probability)[:, None], truth)
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])


def logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """log(p / (1 - p)), finite at 0 and 1."""
    inner = np.clip(p, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(inner) - np.log1p(-inner), np.float64)


def checked(y: ArrayLike, s: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Both as one-dimensional arrays of one length. Raises ValueError on anything a figure must not be made of."""
    truth, score = np.asarray(y), np.asarray(s, np.float64)
    if truth.shape != score.shape or truth.ndim != 1 or not len(truth):
        raise ValueError(f"expected two one-dimensional arrays of one length, got {truth.shape} and {score.shape}")
    if not np.isin(truth, (0, 1)).all():
        raise ValueError(f"labels must be 0 or 1, got {np.unique(truth).tolist()}; leave out unknown (-1) films first")
    if not np.isfinite(score).all():
        raise ValueError(f"{np.count_nonzero(~np.isfinite(score))} of {len(score)} scores are not finite")
    return truth.astype(np.int64), score


def _need_both_classes(truth: NDArray[np.int64]) -> None:
    if truth.min() == truth.max():
        raise ValueError(f"all {len(truth)} films have label {truth[0]}; both classes are needed")
