"""Result sets as earlier versions wrote them, brought to today's fields. What was hashed is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def todays_results(plain: Mapping[str, Any]) -> dict[str, Any]:
    """JSON values of a result set, or of the signed part of one, as today's version reads them.

    Up to 0.1 a score's value was called "probability", and neither its operating point nor a model's note was kept.
    """
    out = dict(plain)
    out["scores"] = [_score(score) for score in plain["scores"]]
    out["models"] = [{"note": "", **stamp} for stamp in plain["models"]]
    return out


def _score(plain: Mapping[str, Any]) -> dict[str, Any]:
    score: dict[str, Any] = {"point": "", "calibrated": False, **plain}
    if "probability" in score:
        score["value"] = score.pop("probability")
    return score
