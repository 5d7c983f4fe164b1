"""Named thresholds: chosen on validation films, then frozen. A film is flagged when p >= threshold."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binomtest
from sklearn.metrics import roc_curve

from trainer.evaluation.bootstrap import Interval
from trainer.evaluation.metrics import checked

TARGET = 0.95
PREVALENCES = (0.01, 0.05, 0.10)

_RULES = {
    "balanced": "Youden on validation",
    "rule_out": f"sensitivity >= {TARGET} on validation",
    "rule_in": f"specificity >= {TARGET} on validation",
}


def choose(y: ArrayLike, p: ArrayLike, weights: ArrayLike | None = None) -> list[dict[str, Any]]:
    """Operating points as docs/model-package.md has them, from y [N] of 0/1 and probabilities p [N].

    ``balanced`` maximises sensitivity + specificity; ``rule_out`` is the highest threshold with sensitivity >= 0.95,
    ``rule_in`` the lowest with specificity >= 0.95. Thresholds lie midway between two films' probabilities, so that
    rounding moves no film. ``weights`` [N]: what each film counts in the choice (not in what is measured).
    Intervals are Wilson's, which count films as independent.
    Raises ValueError without both classes.
    """
    truth, probability = checked(y, p)
    if truth.min() == truth.max():
        raise ValueError("operating points need both classes")
    fpr, tpr, cuts = roc_curve(truth, probability, sample_weight=weights, drop_intermediate=False)
    fpr, tpr, thresholds = fpr[1:], tpr[1:], _between(cuts[1:])  # the first point flags nothing
    picks = {"balanced": int(np.argmax(tpr - fpr)), "rule_out": int(np.argmax(tpr >= TARGET))}
    specific = np.flatnonzero(1 - fpr >= TARGET)
    top = float(probability.max())
    thresholds = np.append(thresholds, max((1 + top) / 2, np.nextafter(top, 2.0)))  # flags nothing: if no cut will do
    picks["rule_in"] = int(specific[-1]) if len(specific) else len(thresholds) - 1
    points = [{"id": id_, "threshold": float(thresholds[pick]), "rule": _RULES[id_]} for id_, pick in picks.items()]
    return measure(truth, probability, points)


def measure(y: ArrayLike, p: ArrayLike, points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same points with sensitivity and specificity (Wilson intervals) measured on these films."""
    truth, probability = checked(y, p)
    out = []
    for point in points:
        flagged = probability >= point["threshold"]
        hits, alarms = int(flagged[truth == 1].sum()), int(flagged[truth == 0].sum())
        n1, n0 = int(truth.sum()), int((1 - truth).sum())
        out.append({**point, "sensitivity": list(wilson(hits, n1)), "specificity": list(wilson(n0 - alarms, n0))})
    return out


def wilson(successes: int, n: int) -> Interval:
    """(share, low, high): Wilson's 95 % interval for a proportion. Raises ValueError for n = 0."""
    if n == 0:
        raise ValueError("a proportion of no films has no interval")
    bounds = binomtest(successes, n).proportion_ci(0.95, method="wilson")
    return successes / n, float(bounds.low), float(bounds.high)


def predictive_values(sensitivity: float, specificity: float, prevalence: float) -> tuple[float | None, float]:
    """(PPV, NPV) by Bayes at a stated prevalence; PPV is None where nothing is ever flagged."""
    hits, alarms = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
    misses, cleared = (1 - sensitivity) * prevalence, specificity * (1 - prevalence)
    ppv = hits / (hits + alarms) if hits + alarms else None
    return ppv, (cleared / (cleared + misses) if cleared + misses else 1.0)


def _between(cuts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Falling distinct probabilities -> thresholds midway to the next lower one (the last: midway to zero)."""
    lower = np.append(cuts[1:], 0.0)
    middle = (cuts + lower) / 2
    return np.asarray(np.where(middle > lower, middle, cuts))  # neighbours in floating point have no middle
