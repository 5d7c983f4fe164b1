"""The table that matters: AUROC per source with baselines beside it, as dataclasses, JSON and Markdown.

Shapes: N films; scores float [N], y int [N] with -1 unknown, groups str [N], masks bool [N].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trainer.evaluation.bootstrap import RESAMPLES, Interval, auroc_difference, auroc_interval

POOLED = "pooled (mixes sources and ages; not a generalisation figure)"
POOLED_SHIPPED = "pooled, licence allows shipping (mixes sources and ages; not a generalisation figure)"
ONE_CLASS = "one class only: not evaluable"
CHILDREN = ", under 18"
FEW = 10  # patients of one class below which an interval says little
ADULT_AGE = 18

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Rival:
    """One baseline on the same films. ``difference``: AUROC of the model minus this one's, paired."""

    name: str
    auroc: Interval
    difference: Interval


@dataclass(frozen=True)
class Row:
    """One label in one stratum. ``auroc`` is None where the stratum has one class only."""

    label: str
    stratum: str
    positive: int
    negative: int
    patients_positive: int
    patients_negative: int
    model: str
    auroc: Interval | None
    rivals: tuple[Rival, ...]
    note: str

    @property
    def apart(self) -> bool | None:
        """True where the model's interval lies above every baseline's; None without a figure or a baseline."""
        if self.auroc is None or not self.rivals:
            return None
        return all(self.auroc[1] > rival.auroc[2] for rival in self.rivals)


def child(row: Mapping[str, str]) -> bool:
    """Whether a manifest row is known to be of somebody under 18; an unknown age counts as adult."""
    return row["view"] == "AP(paed)" or (row["age"].isdigit() and int(row["age"]) < ADULT_AGE)


def source_names(rows: list[dict[str, str]]) -> NDArray[np.str_]:
    """Source of each film [N]; children in a source that also holds adults get a name of their own."""
    adult_sources = {row["source"] for row in rows if not child(row)}
    return np.array(
        [r["source"] + CHILDREN if child(r) and r["source"] in adult_sources else r["source"] for r in rows]
    )


def strata(rows: list[dict[str, str]]) -> dict[str, Mask]:
    """Name -> films: pooled, then every source, then the parts of a source whose films are not alike."""
    out = {POOLED: np.ones(len(rows), np.bool_), POOLED_SHIPPED: np.array([row["ship"] == "1" for row in rows])}
    sources = source_names(rows)
    for source in np.unique(sources):
        out[str(source)] = sources == source
    small = np.array([row["orig_width"] == "224" for row in rows])  # squashed to a square before publication
    if "kermany" in out:
        out["kermany, 224 px files"] = (sources == "kermany") & small
        out["kermany, other files"] = (sources == "kermany") & ~small
    view = np.array([row["view"] for row in rows])
    if "nih" in out:
        out |= {f"nih, {position}": (sources == "nih") & (view == position) for position in ("AP", "PA")}
    return dict(sorted(out.items(), key=lambda item: (not item[0].startswith("pooled"), item[0])))


def per_source_table(
    label: str,
    scores: Mapping[str, ArrayLike],
    y: ArrayLike,
    masks: Mapping[str, Mask],
    groups: ArrayLike,
    *,
    own: Mapping[str, ArrayLike] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> list[Row]:
    """One row per stratum of ``masks``. The first of ``scores`` is the model, the others its baselines.

    A baseline with a score that is nan in a stratum is left out there.

    ``own``: baselines fitted on each film's own source, nan where that was impossible; they stand in for the pooled
    fit in every stratum that they cover and that lies inside one source.
    """
    truth, patients = np.asarray(y), np.asarray(groups)
    columns = {name: np.asarray(score, np.float64) for name, score in scores.items()}
    inside = {name: np.asarray(score, np.float64) for name, score in (own or {}).items()}
    rows = []
    for stratum, mask in masks.items():
        at = np.flatnonzero(mask & (truth >= 0))
        if len(at):
            part = {name: score[at] for name, score in columns.items()}
            if not stratum.startswith("pooled"):
                part |= {name: s[at] for name, s in inside.items() if np.isfinite(s[at]).all()}
            rows.append(_row(label, stratum, part, truth[at], patients[at], resamples, seed))
    return rows


def _row(
    label: str,
    stratum: str,
    scores: dict[str, NDArray[np.float64]],
    y: NDArray[np.int64],
    groups: NDArray[np.str_],
    resamples: int,
    seed: int,
) -> Row:
    name, *others = scores
    positive, negative = int(y.sum()), int((1 - y).sum())
    sick, well = len(np.unique(groups[y == 1])), len(np.unique(groups[y == 0]))
    if not positive or not negative:
        return Row(label, stratum, positive, negative, sick, well, name, None, (), ONE_CLASS)
    model = auroc_interval(y, scores[name], groups, resamples, seed)
    rivals = tuple(
        Rival(
            other,
            auroc_interval(y, scores[other], groups, resamples, seed),
            auroc_difference(y, scores[name], scores[other], groups, resamples, seed),
        )
        for other in others
        if np.isfinite(scores[other]).all()
    )
    return Row(label, stratum, positive, negative, sick, well, name, model, rivals, _note(model, min(sick, well)))


def _note(auroc: Interval, fewest: int) -> str:
    if fewest < FEW:
        return f"{fewest} patients in the smaller class: says little"
    return "no pair out of order: the bootstrap cannot show the uncertainty" if auroc[0] == 1.0 else ""


def to_json(rows: list[Row]) -> list[dict[str, Any]]:
    """Rows as plain dictionaries; intervals become [point, low, high]."""
    return [{**asdict(row), "apart": row.apart} for row in rows]


def from_json(rows: list[dict[str, Any]]) -> list[Row]:
    """Rows as ``to_json`` wrote them (through a file or not)."""
    plain = [{key: value for key, value in row.items() if key != "apart"} for row in rows]
    return [Row(**{**row, "rivals": tuple(Rival(**rival) for rival in row["rivals"])}) for row in plain]


def to_markdown(rows: list[Row]) -> str:
    """Rows of one label as a Markdown table; strata with one class are named in a line below it."""
    both = [row for row in rows if row.auroc is not None]
    single = [f"{row.stratum} ({row.positive} / {row.negative})" for row in rows if row.auroc is None]
    below = f"\n{ONE_CLASS.capitalize()} (positive / negative films): {'; '.join(single)}.\n" if single else ""
    if not both:
        return below
    rivals = list(dict.fromkeys(rival.name for row in both for rival in row.rivals))
    head = ["stratum", "films pos / neg", "patients", both[0].model, *rivals, "above every baseline", "note"]
    table = [head, ["---"] * len(head)]
    for row in both:
        films, patients = f"{row.positive} / {row.negative}", f"{row.patients_positive} / {row.patients_negative}"
        found = {r.name: f"{show(r.auroc)}; Δ {show(r.difference, '+.3f')}" for r in row.rivals}
        cells = [found.get(name, "–") for name in rivals]
        apart = {True: "yes", False: "no", None: "–"}[row.apart]
        table.append([row.stratum, films, patients, show(row.auroc), *cells, apart, row.note])
    return lines(table) + below


def lines(table: list[list[str]]) -> str:
    """Cells as Markdown lines; the second row is the rule under the head."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in table) + "\n"


def show(figure: Sequence[float] | None, form: str = ".3f") -> str:
    """``0.912 [0.890, 0.931]``, or a dash."""
    if figure is None:
        return "–"
    point, low, high = (format(value, form) for value in figure)
    return f"{point} [{low}, {high}]"
