"""The comparison of a candidate with what the reader had: case by case, and differences with 95 % intervals."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from spcxr_desktop.domain.findings import Interval, Score
from spcxr_desktop.domain.paired import bootstrap, dice, mcnemar
from spcxr_desktop.store.library import Library

ENOUGH = 100  # films of either class; below, no figure here is evidence
Truth = Mapping[str, bool]  # label -> whether a signed review says that it is there


@dataclass(frozen=True)
class Pair:
    """One label of one film. ``truth``: None where no signed review judged it."""

    image: int
    patient: int
    label: str
    active: Score
    candidate: Score
    truth: bool | None


@dataclass(frozen=True)
class Comparison:
    """One label. Differences are candidate less active; each (value, low, high), NaN where it cannot be told."""

    label: str
    films: int
    patients: int
    score: Interval
    gained: int
    lost: int
    p: float
    positive: int
    negative: int
    sensitivity: Interval
    specificity: Interval

    @property
    def enough(self) -> bool:
        """Whether there are so many judged films that the figures say something."""
        return min(self.positive, self.negative) >= ENOUGH


@dataclass(frozen=True)
class Report:
    """``refused``: films that one analysed and the other did not. ``lungs``: Dice of both masks, and of how many."""

    pairs: tuple[Pair, ...]
    comparisons: tuple[Comparison, ...]
    films: int
    refused: int
    lungs: Interval
    masks: int


def report(library: Library) -> Report:
    """Of everything that is kept. Raises UserError."""
    pairs: list[Pair] = []
    overlaps: list[float] = []
    patients: list[int] = []
    films = refused = 0
    for case in library.shadow.cases():
        beside = library.results.get(case.beside)
        if beside is None:
            continue
        films += 1
        refused += beside.results.status != case.results.status
        scores, truth = {score.label: score for score in case.results.scores}, _truth(library, case.image)
        pairs += [
            Pair(case.image, case.patient, score.label, score, scores[score.label], truth.get(score.label))
            for score in beside.results.scores if score.label in scores
        ]  # fmt: skip
        if beside.results.lungs is not None and case.results.lungs is not None:
            overlaps.append(dice(beside.results.lungs.labels, case.results.lungs.labels))
            patients.append(case.patient)
    values = np.array(overlaps)
    mean = bootstrap(np.array(patients), lambda rows: float(values[rows].mean())) if overlaps else (math.nan,) * 3
    names = dict.fromkeys(pair.label for pair in pairs)
    compared = tuple(_compare(name, [pair for pair in pairs if pair.label == name]) for name in names)
    return Report(tuple(pairs), compared, films, refused, mean, len(overlaps))


def _truth(library: Library, image: int) -> Truth:
    """From the last signed revision; a reader who was not sure says nothing."""
    revisions = library.reviews.revisions(image)
    if not revisions:
        return {}
    named = revisions[-1].results.sha256 if revisions[-1].results is not None else ""
    said = sorted(revisions[-1].document.judgements.values(), key=lambda one: one.results != "")  # with results last
    return {
        one.label: one.verdict != "reject" for one in said
        if one.verdict != "uncertain" and one.results in ("", named)
    }  # fmt: skip


def _compare(label: str, pairs: list[Pair]) -> Comparison:
    patients = np.array([pair.patient for pair in pairs])
    moved = np.array([pair.candidate.value - pair.active.value for pair in pairs])
    change = np.array([int(pair.candidate.flagged) - int(pair.active.flagged) for pair in pairs])
    truth = np.array([math.nan if pair.truth is None else float(pair.truth) for pair in pairs])
    gained, lost = int((change > 0).sum()), int((change < 0).sum())

    def of_class(value: float, sign: int) -> Interval:
        def difference(rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
            here = rows[truth[rows] == value]
            return float(sign * change[here].mean()) if len(here) else math.nan

        return bootstrap(patients, difference)

    return Comparison(
        label, len(pairs), len(set(patients.tolist())), bootstrap(patients, lambda rows: float(moved[rows].mean())),
        gained, lost, mcnemar(gained, lost), int((truth == 1).sum()), int((truth == 0).sum()),
        of_class(1.0, 1), of_class(0.0, -1),
    )  # fmt: skip


def as_text(found: Report, names: str) -> Iterable[str]:
    """The report's lines."""
    yield f"{names}: {found.films} films; {found.refused} analysed by one and not by the other."
    for one in found.comparisons:
        yield f"{one.label}: {one.films} films of {one.patients} patients"
        yield f"  score, candidate less active      {_interval(one.score)}"
        same = one.films - one.gained - one.lost
        yield f"  flags gained {one.gained}, lost {one.lost}, as before {same} (McNemar, exact: p = {one.p:.2g})"
        yield f"  judged in signed reviews: {one.positive} there, {one.negative} not there"
        yield f"  sensitivity, candidate less active {_interval(one.sensitivity)}"
        yield f"  specificity, candidate less active {_interval(one.specificity)}"
        if not one.enough:
            yield f"  NOT ENOUGH to decide: fewer than {ENOUGH} judged films of each kind."
    if found.masks:
        yield f"Lungs: mean Dice between both masks {_interval(found.lungs)} on {found.masks} films"
    yield (
        "Intervals: 95 %, patients drawn with replacement. Readers who saw the active model's results judge in its "
        "favour, and a candidate knows the films it was trained on. Nothing changes by itself: "
        "spcxr-desktop models activate ID VERSION"
    )


def as_csv(found: Report) -> str:
    """A row per film and label, by the record's own number of the image: no identity."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("image", "label", "active", "candidate", "active_flag", "candidate_flag", "judged"))
    for pair in found.pairs:
        judged = "" if pair.truth is None else int(pair.truth)
        flags = int(pair.active.flagged), int(pair.candidate.flagged)
        values = f"{pair.active.value:.4f}", f"{pair.candidate.value:.4f}"
        writer.writerow((pair.image, pair.label, *values, *flags, judged))
    return out.getvalue()


def _interval(interval: Interval) -> str:
    value, low, high = interval
    if math.isnan(value):
        return "cannot be told"
    limits = "no interval" if math.isnan(low) else f"{low:+.3f} to {high:+.3f}"
    return f"{value:+.3f} ({limits})"
