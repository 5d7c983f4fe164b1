"""Whether an evidence map points at what the score hangs on: share inside the lungs, deletion and insertion curves.

Deletion takes patches out of a film from the hottest on, insertion puts them into an emptied one (Petsiuk et al.,
RISE, 2018; the area over the deletion curve is AOPC, Samek et al. 2017). "Taken out" is a heavy blur: it keeps the
film's brightness and shape, so that the network is not answered for a black hole. Beside the evidence map stand a
random order, and occlusion: the map one gets without looking inside, by taking out one place after the other.

Shapes: N films, K labels, S pixels a side, n patches a side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from spcxr_desktop.domain.evidence import Heat
from spcxr_desktop.domain.findings import EvidenceMap
from spcxr_desktop.domain.zones import site_of, zone_map
from trainer.evaluation.bootstrap import Interval, patient_bootstrap, patient_bootstrap_difference

Films = NDArray[np.float32]
Model = Callable[[Films], tuple[NDArray[np.float32], NDArray[np.float32]]]
"""Films [B, 1, S, S] -> (logits [B, K], evidence [B, K, n, n])."""

MOST_FILMS = 40  # per label: some 170 passes a film
ORDERS = ("evidence", "random", "occlusion")
_STEPS = 10  # points of a curve beside its first
_PLACES = 10  # occluders a side, at most
_BLUR = 8  # of the film's side: one sigma of what stands for "taken out"
_BATCH = 16


class GraphSession(Protocol):
    """The part of ``onnxruntime.InferenceSession`` used here."""

    def run(self, outputs: Sequence[str], feed: dict[str, Films]) -> list[NDArray[np.float32]]: ...


@dataclass(frozen=True, eq=False)
class Curves:
    """One label's figures, one row per film. ``deletion`` and ``insertion``: order -> area under the curve [M].

    ``inside``: share of what raises the score within the lungs [M], NaN where the film has no mask.
    """

    label: str
    films: NDArray[np.intp]
    inside: NDArray[np.float64]
    deletion: Mapping[str, NDArray[np.float64]]
    insertion: Mapping[str, NDArray[np.float64]]


def graph_model(session: GraphSession, logits: str = "logits", evidence: str = "evidence", film: str = "film") -> Model:
    """A model package's graph, by the names of its outputs and its input."""

    def run(films: Films) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        found = session.run([logits, evidence], {film: films})
        return found[0], found[1]

    return run


def evidence_figures(
    model: Model,
    films: Films,
    masks: NDArray[np.uint8],
    labels: Mapping[str, ArrayLike],
    groups: ArrayLike | None = None,
    *,
    most: int = MOST_FILMS,
    seed: int = 0,
) -> list[dict[str, Any]]:
    """The rows of ``figures.evidence`` of a model package (docs/model-package.md), one per label with films to tell.

    ``films`` [N, S, S] prepared, 0..1. ``masks`` uint8 [N, S, S]: 1 right, 2 left lung, an expert's where there is
    one, else the lung model's; a film without any (all 0) is left out of the share inside the lungs. ``labels``: name
    -> which films have the finding, bool [N], in the order of the graph's columns. ``groups`` [N]: patients.
    """
    found = evidence_curves(model, films, masks, labels, most=most, seed=seed)
    patients = np.arange(len(films)) if groups is None else np.asarray(groups)
    return [_figure(curves, patients) for curves in found if np.isfinite(curves.inside).any()]


def evidence_curves(
    model: Model,
    films: Films,
    masks: NDArray[np.uint8],
    labels: Mapping[str, ArrayLike],
    *,
    most: int = MOST_FILMS,
    seed: int = 0,
) -> list[Curves]:
    """What ``evidence_figures`` condenses; of every label at most ``most`` of its films, drawn by ``seed``."""
    if films.ndim != 3 or films.shape != masks.shape:
        raise ValueError(f"expected films and masks [N, S, S] of one shape, got {films.shape} and {masks.shape}")
    out, occluded = [], _Occlusions(model, films)
    for column, (label, truth) in enumerate(labels.items()):
        having = np.flatnonzero(np.asarray(truth, np.bool_))
        rng = np.random.default_rng((seed, column))
        chosen = np.sort(rng.permutation(having)[:most])
        if len(chosen):
            out.append(_curves(model, films, masks, label, column, chosen, occluded, rng))
    return out


def differences(curves: Curves, groups: ArrayLike) -> dict[str, Interval]:
    """How much better the evidence map is than the others: area difference with its interval, positive is better."""
    patients = np.asarray(groups)[curves.films]
    out = {}
    for other in ORDERS[1:]:
        for name, areas, sign in (("deletion", curves.deletion, -1.0), ("insertion", curves.insertion, 1.0)):
            mine, theirs = sign * areas["evidence"], sign * areas[other]
            out[f"{name} against {other}"] = patient_bootstrap_difference(patients, _mean(mine), _mean(theirs))
    return out


class _Occlusions:
    """Film -> how much each place matters to each logit [K, n, n]; made once per film, for all labels."""

    def __init__(self, model: Model, films: Films) -> None:
        self._model, self._films = model, films
        self._maps: dict[int, NDArray[np.float32]] = {}

    def of(self, film: int, patches: int) -> NDArray[np.float32]:
        if film not in self._maps:
            self._maps[film] = occlusion(self._model, self._films[film], patches)
        return self._maps[film]


def occlusion(model: Model, film: Films, patches: int) -> NDArray[np.float32]:
    """Fall of every logit when one place of ``film`` [S, S] is taken out, [K, n, n]; a place is at most 10 a side."""
    wide = max(1, round(patches / _PLACES))
    place = np.arange(patches) // wide
    count = int(place[-1]) + 1
    index = place[:, None] * count + place[None, :]  # patch -> its place
    whole = _logits(model, film[None])[0]
    gone = _mixed(film, [index != number for number in range(count * count)])
    falls = whole[None] - _logits(model, gone)  # [places, K]
    return np.asarray(falls.T[:, index], np.float32)


def _curves(
    model: Model,
    films: Films,
    masks: NDArray[np.uint8],
    label: str,
    column: int,
    chosen: NDArray[np.intp],
    occluded: _Occlusions,
    rng: np.random.Generator,
) -> Curves:
    inside = np.full(len(chosen), np.nan)
    areas = {name: {order: np.empty(len(chosen)) for order in ORDERS} for name in ("deletion", "insertion")}
    for row, film in enumerate(chosen):
        values = model(films[film][None, None])[1][0, column]
        evidence = _map(label, values, films.shape[1])
        found = site_of(Heat.of(evidence), zone_map(masks[film] * (masks[film] <= 2), evidence)).inside
        inside[row] = np.nan if found is None else found
        maps = {
            "evidence": values,
            "random": rng.random(values.shape),
            "occlusion": occluded.of(int(film), values.shape[0])[column],
        }
        for order, importance in maps.items():
            areas["deletion"][order][row], areas["insertion"][order][row] = curve_areas(
                model, films[film], importance, column
            )
    return Curves(label, chosen, inside, areas["deletion"], areas["insertion"])


def curve_areas(model: Model, film: Films, importance: NDArray[Any], column: int) -> tuple[float, float]:
    """Areas under deletion and insertion, 0..1: sigmoid of the logit against the share of patches, most important
    first. ``film`` [S, S], ``importance`` [n, n]."""
    place = np.empty(importance.size, np.int64)
    place[np.argsort(-importance, axis=None, kind="stable")] = np.arange(importance.size)
    rank = place.reshape(importance.shape)
    taken = [round(step * importance.size / _STEPS) for step in range(_STEPS + 1)]
    steps = [rank >= number for number in taken] + [rank < number for number in taken]
    scores = 1 / (1 + np.exp(-_logits(model, _mixed(film, steps))[:, column].astype(np.float64)))
    deletion, insertion = scores[: _STEPS + 1], scores[_STEPS + 1 :]
    return float(np.trapezoid(deletion, dx=1 / _STEPS)), float(np.trapezoid(insertion, dx=1 / _STEPS))


def _mixed(film: Films, kept: Sequence[NDArray[np.bool_]]) -> Films:
    """The film where patches are kept, its blur elsewhere: [len(kept), S, S]. ``kept``: bool [n, n] each."""
    side, patches = film.shape[0], kept[0].shape[0]
    blurred = np.asarray(cv2.GaussianBlur(film, (0, 0), side / _BLUR), np.float32)
    patch = np.arange(side) * patches // side
    return np.stack([np.where(keep[patch][:, patch], film, blurred) for keep in kept]).astype(np.float32)


def _logits(model: Model, films: Films) -> NDArray[np.float32]:
    """Logits [M, K] of films [M, S, S]."""
    parts = [model(films[start : start + _BATCH, None])[0] for start in range(0, len(films), _BATCH)]
    return np.concatenate(parts)


def _map(label: str, values: NDArray[np.float32], side: int) -> EvidenceMap:
    return EvidenceMap(label, values, 0.0, (0, 0, side, side), (side, side))


def _figure(curves: Curves, groups: NDArray[Any]) -> dict[str, Any]:
    told = np.isfinite(curves.inside)
    inside = patient_bootstrap(groups[curves.films][told], _mean(curves.inside[told]))
    row: dict[str, Any] = {"label": curves.label, "films": len(curves.films), "inside_lungs": _rounded(inside)}
    for order in ORDERS:
        prefix = "" if order == "evidence" else f"{order}_"
        row[f"{prefix}deletion"] = round(float(curves.deletion[order].mean()), 4)
        row[f"{prefix}insertion"] = round(float(curves.insertion[order].mean()), 4)
    return row


def _mean(values: NDArray[np.float64]) -> Callable[[NDArray[np.int64]], float]:
    return lambda films: float(values[films].mean())


def _rounded(interval: Interval) -> list[float]:
    return [round(number, 4) for number in interval]
