"""What a flag and its absence are worth where the finding is as common as a site says (Bayes' rule).

No prevalence, no value: a test's predictive values do not belong to the test alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from spcxr_desktop.domain.findings import Interval, OperatingPoint


@dataclass(frozen=True)
class Predictive:
    """Each (value, low, high), 0..1; None where no flag, or no absence of one, can occur."""

    prevalence: float
    ppv: Interval | None
    npv: Interval | None


def predictive(point: OperatingPoint, prevalence: float) -> Predictive | None:
    """PPV and NPV of an operating point; None where its sensitivity or specificity was not measured.

    Both grow with sensitivity and with specificity, so their limits are those at both lower and both upper limits:
    an interval that is wider than 95 %, never narrower. Raises ValueError for a prevalence that is not within 0..1.
    """
    if not 0.0 <= prevalence <= 1.0:
        raise ValueError("a prevalence lies from 0 to 1")
    if point.sensitivity is None or point.specificity is None:
        return None
    pairs = tuple(zip(point.sensitivity, point.specificity, strict=True))
    ppv = tuple(_share(se * prevalence, (1 - sp) * (1 - prevalence)) for se, sp in pairs)
    npv = tuple(_share(sp * (1 - prevalence), (1 - se) * prevalence) for se, sp in pairs)
    return Predictive(prevalence, _whole(ppv), _whole(npv))


def wilson(k: int, n: int) -> Interval:
    """Share ``k`` of ``n`` with its 95 % interval by Wilson's score. Raises ValueError for n < 1 or k outside 0..n."""
    if not 0 <= k <= n or n < 1:
        raise ValueError("a share is of at least one")
    z = 1.959963984540054
    p, zz = k / n, z * z / n
    middle, half = (p + zz / 2) / (1 + zz), z * math.sqrt(p * (1 - p) / n + zz / (4 * n)) / (1 + zz)
    return p, max(middle - half, 0.0) if k else 0.0, min(middle + half, 1.0) if k < n else 1.0


def _share(right: float, wrong: float) -> float | None:
    return right / (right + wrong) if right + wrong > 0 else None


def _whole(values: tuple[float | None, ...]) -> Interval | None:
    kept = tuple(value for value in values if value is not None)
    return kept if len(kept) == len(values) else None
