"""Operating points: which of a model's thresholds a site uses, and what that makes of a result set.

A flag is a score beside a threshold, so another point needs no other run of the model: ``at_points`` makes a new result
set from an old one. It is a result set of its own, with its own time and hash, kept beside the old; what a reader said
of the old stays with the old.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from spcxr_desktop.domain.findings import ModelStamp, OperatingPoint, ResultSet, Score
from spcxr_desktop.domain.predictive import Predictive, predictive

if TYPE_CHECKING:
    from spcxr_desktop.inference.labels import ClassLabel
    from spcxr_desktop.inference.package import ModelPackage
    from spcxr_desktop.store.settings import Settings

RULE_OUT, BALANCED, RULE_IN = POINTS = ("rule_out", "balanced", "rule_in")


@dataclass(frozen=True)
class Assessed:
    """A label that a loaded package scores."""

    model: tuple[str, str]  # id and sha256 of the package
    label: ClassLabel


def assessed(packages: Sequence[ModelPackage]) -> dict[str, Assessed]:
    """Every label of these packages by its id, in their order."""
    return {
        label.id: Assessed((package.manifest.id, package.manifest.sha256), label)
        for package in packages
        for task in package.classification
        for label in task.labels
    }


def chosen_points(settings: Settings, labels: Sequence[str]) -> dict[str, str]:
    """Label -> id of the operating point that the site chose; labels left to the model's own choice are left out."""
    wanted = {label: settings.label_points.get(label) or settings.operating_point for label in labels}
    return {label: point for label, point in wanted.items() if point}


def at_points(results: ResultSet, packages: Sequence[ModelPackage], settings: Settings) -> ResultSet | None:
    """The same scores beside the thresholds that the site chose; None where they are those already.

    Scores of a model version that is not loaded stay as they are: its thresholds are not known.
    """
    known = assessed(packages)
    points = chosen_points(settings, tuple(known))
    scores = tuple(_at_point(score, results.models, known.get(score.label), points) for score in results.scores)
    if scores == results.scores:
        return None
    return replace(results, scores=scores, created=datetime.now(UTC).isoformat(timespec="milliseconds"))


def point_of(score: Score, packages: Sequence[ModelPackage], models: Sequence[ModelStamp]) -> OperatingPoint | None:
    """The operating point that a score was held against, with what it measured; None where it is not known."""
    known = assessed(packages).get(score.label)
    if known is None or not _said_by(known, models):
        return None
    points = known.label.operating_points
    fitting = (point for point in points if point.threshold == score.threshold)
    return next((point for point in fitting if score.point in (point.id, "")), None)


def predicted(score: Score, point: OperatingPoint | None, settings: Settings) -> Predictive | None:
    """PPV and NPV at the prevalence that the site set for this label; None where it set none."""
    prevalence = settings.prevalences.get(score.label)
    return predictive(point, prevalence) if point is not None and prevalence else None


def _at_point(
    score: Score, models: Sequence[ModelStamp], known: Assessed | None, points: Mapping[str, str]
) -> Score:
    if known is None or not _said_by(known, models):
        return score
    point = known.label.at(points.get(score.label, ""))
    if point.threshold == score.threshold and score.point in (point.id, ""):  # "": an older version named none
        return score
    return replace(score, threshold=point.threshold, flagged=score.value >= point.threshold, point=point.id)


def _said_by(known: Assessed, models: Sequence[ModelStamp]) -> bool:
    return known.model in {(model.id, model.sha256) for model in models}
