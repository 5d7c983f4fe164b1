"""How often the models flag, refuse, warn and agree with readers, by model version, device and month.

Counted are films: of several result sets that the same models made of one film (another operating point, another
run) the last counts. A refusal names no model, as none ran; it counts with the models of the run before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from spcxr_desktop.app.disagreements import agrees, by_hash, run_of
from spcxr_desktop.domain.findings import Interval
from spcxr_desktop.domain.predictive import wilson
from spcxr_desktop.store.judged import Opinion, Run

Dimension = Literal["model", "device", "month"]
Measure = Literal["flagged", "refused", "warned", "agreed"]
DIMENSIONS: tuple[Dimension, ...] = ("model", "device", "month")
MEASURES: tuple[Measure, ...] = ("flagged", "refused", "warned", "agreed")


@dataclass(frozen=True)
class Rate:
    """``count`` of ``of``."""

    count: int
    of: int

    @property
    def interval(self) -> Interval | None:
        """The share with its 95 % interval (Wilson); None of nothing."""
        return wilson(self.count, self.of) if self.of else None


@dataclass(frozen=True)
class Group:
    """Films of one model version, device and month, "" for what was not told apart.

    ``flagged`` and ``warned`` are of the analysed films, ``refused`` of all, ``agreed`` of the judgements that were
    not "uncertain". A film is flagged by a label that is not exploratory.
    """

    model: str
    device: str
    month: str
    films: int
    flagged: Rate
    refused: Rate
    warned: Rate
    agreed: Rate

    def rate(self, measure: Measure) -> Rate:
        """One of the four."""
        found: Rate = getattr(self, measure)
        return found


@dataclass(frozen=True)
class Film:
    """What counts of one film."""

    run: Run
    model: str
    judged: tuple[bool, ...] = ()  # agreement of each judgement that says yes or no

    def value(self, dimension: Dimension) -> str:
        """What it is told apart by."""
        if dimension == "month":
            return self.run.created[:7]
        return self.model if dimension == "model" else device(self.run)


def device(run: Run) -> str:
    """Maker and model of the machine as the header names them, else its station; "" where it says nothing."""
    maker, model = run.manufacturer.strip(), run.device.strip()
    named = model if maker and model.casefold().startswith(maker.casefold()) else f"{maker} {model}".strip()
    return named or run.station.strip()


def films(runs: Sequence[Run], opinions: Iterable[Opinion]) -> tuple[Film, ...]:
    """One per image and models, from the last of their runs; ``runs`` oldest first."""
    known, judged = by_hash(runs), dict[tuple[int, str], list[bool]]()
    models = _models(runs)
    for opinion in opinions:
        run = run_of(opinion, known)
        said = run.of(opinion.judgement.label) if run is not None else None
        verdict = agrees(said, opinion.judgement) if said is not None else None
        if run is not None and verdict is not None and not (said is not None and said.exploratory):
            judged.setdefault((run.image, models[run.id]), []).append(verdict)
    last = {(run.image, models[run.id]): run for run in runs}
    return tuple(Film(run, key[1], tuple(judged.get(key, ()))) for key, run in last.items())


def groups(found: Sequence[Film], told_apart: Sequence[Dimension]) -> tuple[Group, ...]:
    """Films counted by what they are told apart by, in order of it."""
    apart: dict[tuple[str, ...], list[Film]] = {}
    for film in found:
        key = tuple(film.value(dimension) if dimension in told_apart else "" for dimension in DIMENSIONS)
        apart.setdefault(key, []).append(film)
    return tuple(_group(key, members) for key, members in sorted(apart.items()))


def as_csv(found: Sequence[Group]) -> bytes:
    """A table for a spreadsheet. No patient data: counts, rates, model versions, devices and months alone."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    heads = [f"{measure}_{part}" for measure in MEASURES for part in ("count", "of", "rate", "low", "high")]
    table.writerow(["model", "device", "month", "films", *heads])
    for group in found:
        cells: list[str] = []
        for measure in MEASURES:
            rate = group.rate(measure)
            shares = [f"{share:.4f}" for share in rate.interval] if rate.interval is not None else ["", "", ""]
            cells += [str(rate.count), str(rate.of), *shares]
        table.writerow([_inert(group.model), _inert(group.device), group.month, group.films, *cells])
    return out.getvalue().encode("utf-8")


def _group(key: tuple[str, ...], members: Sequence[Film]) -> Group:
    runs = [film.run for film in members]
    analysed = [run for run in runs if run.status == "analysed"]
    judged = [verdict for film in members for verdict in film.judged]
    flagged = sum(any(said.flagged and not said.exploratory for said in run.said) for run in analysed)
    warned = sum(any(severity == "warn" for _, severity in run.gates) for run in analysed)
    refused = sum(run.status == "refused" for run in runs)
    model, device_name, month = key
    return Group(
        model, device_name, month, len(runs), Rate(flagged, len(analysed)), Rate(refused, len(runs)),
        Rate(warned, len(analysed)), Rate(sum(judged), len(judged)),
    )  # fmt: skip


def _models(runs: Sequence[Run]) -> dict[int, str]:
    """Run id -> its models; of one that names none, those of the run before it, else of the first that names any."""
    named = [" + ".join(run.models) for run in runs]
    before = next((name for name in named if name), "")
    out = {}
    for run, name in zip(runs, named, strict=True):
        before = name or before
        out[run.id] = before
    return out


def _inert(text: str) -> str:
    """A header's text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
