"""What a screening package says beyond its scores: where the evidence lies, and which films it knows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import normalise, prepare
from spcxr_desktop.inference.figures import EvidenceFigure, Figures, OutlierFigure
from spcxr_desktop.inference.outliers import OutlierModel
from spcxr_desktop.inference.package import OutlierEntry
from trainer.data.labels import LABELS, row_targets
from trainer.data.pack import Pack, read_grey
from trainer.evaluation import outliers
from trainer.evaluation.bootstrap import auroc_interval
from trainer.evaluation.evidence import evidence_figures, graph_model
from trainer.evaluation.operating_points import wilson

OUTLIERS_FILE = "outliers.npz"
RECALL = 0.95
_FILMS_PER_NUMBER = 10
_EVERY = 8  # of the validation films, made unusual
_EVIDENCE_FILMS = 12  # a label: some 170 passes each

Rows = list[dict[str, str]]
Films = NDArray[np.float32]
Embed = Callable[[Films], NDArray[np.float32]]  # films [N, S, S] -> [N, D]


def fit_outliers(
    train: NDArray[np.float32], train_rows: Rows, validation: NDArray[np.float32], validation_rows: Rows
) -> tuple[dict[str, NDArray[Any]], OutlierEntry] | None:
    """Arrays and manifest entry of the outlier model; None below ten films for each number of an embedding."""
    if len(train) < _FILMS_PER_NUMBER * train.shape[1]:
        return None  # so few films say little about how such numbers vary together
    arrays = outliers.fit(train, [row["source"] for row in train_rows])
    limits = outliers.calibrate(arrays, validation, [row["source"] for row in validation_rows])
    method = str(arrays["method"])
    return arrays, OutlierEntry("embedding", OUTLIERS_FILE, method, limits.warn_above, limits.refuse_above)


def outlier_figures(
    arrays: Mapping[str, NDArray[Any]], embed: Embed, films: Films, rows: Rows, others: Mapping[str, Films]
) -> list[OutlierFigure]:
    """How well the distance tells each set of ``others`` from the validation films [N, S, S]."""
    model = OutlierModel.load(arrays)
    known = model.distances(embed(films))
    patients = [row["group"] for row in rows]
    out = []
    for name, unusual in (_made_unusual(films) | dict(others)).items():
        distance = model.distances(embed(unusual))
        y = np.r_[np.zeros(len(known), np.int64), np.ones(len(distance), np.int64)]
        groups = np.array([*patients, *(f"{name} {i}" for i in range(len(distance)))])
        limit = np.quantile(distance, 1 - RECALL, method="lower")
        refused = wilson(int((known >= limit).sum()), len(known))
        out.append(OutlierFigure(name, len(distance), auroc_interval(y, np.r_[known, distance], groups), refused))
    return out


def _made_unusual(films: Films) -> dict[str, Films]:
    some = films[::_EVERY]
    side = films.shape[1]
    small = [cv2.resize(film, (side // 5, side // 5), interpolation=cv2.INTER_AREA) for film in some]
    return {
        "validation films lying on their side": np.ascontiguousarray(np.rot90(some, 1, (1, 2))),
        "validation films upside down": np.ascontiguousarray(some[:, ::-1]),
        "validation films with greys inverted": np.stack([normalise((1 - film) * 255) for film in some]),
        f"validation films of {side // 5} px": np.stack([cv2.resize(film, (side, side)) for film in small]),
    }


def other_films(root: Path, size: int) -> dict[str, Films]:
    """Films of a folder with index.csv (path, kind), prepared, by kind: what no chest radiograph is."""
    found: dict[str, list[Films]] = {}
    with (root / "index.csv").open(newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["kind"], []).append(prepare(read_grey(root / row["path"]), size).film)
    return {kind: np.stack(films) for kind, films in sorted(found.items())}


def evidence_of(session: ort.InferenceSession, films: Films, rows: Rows, pack: Pack) -> list[EvidenceFigure]:
    """Evidence figures over validation films [N, S, S] that have an expert's mask in ``pack``, found by their path."""
    place = {row["path"]: i for i, row in enumerate(pack.rows)}
    masks, kept = [], []
    for i, row in enumerate(rows):
        number = place.get(row["path"])
        if number is not None and pack.mask_row[number] >= 0:
            mask = pack.masks[pack.mask_row[number]]
            masks.append(cv2.resize(mask, films.shape[1:], interpolation=cv2.INTER_NEAREST))
            kept.append(i)
    if not kept:
        return []
    wanted = np.array([row_targets(rows[i]) for i in kept])
    found = evidence_figures(
        graph_model(session), films[kept], np.asarray(masks, np.uint8),
        {label: wanted[:, column] == 1 for column, label in enumerate(LABELS)},
        [rows[i]["group"] for i in kept], most=_EVIDENCE_FILMS,
    )  # fmt: skip
    return [EvidenceFigure(**{**row, "inside_lungs": tuple(row["inside_lungs"])}) for row in found]


def with_extras(
    figures: Figures,
    session: ort.InferenceSession,
    films: Films,
    rows: Rows,
    pack: Pack,
    arrays: Mapping[str, NDArray[Any]] | None,
    others: Mapping[str, Films],
) -> Figures:
    """``figures`` with those of evidence and outliers."""

    def embed(batch: Films) -> NDArray[np.float32]:
        parts = [session.run(["embedding"], {"film": batch[i : i + 32, None]})[0] for i in range(0, len(batch), 32)]
        return np.concatenate(parts)

    unusual = outlier_figures(arrays, embed, films, rows, others) if arrays is not None else []
    evidence = evidence_of(session, films, rows, pack)
    return replace(figures, evidence=tuple(evidence), outliers=tuple(unusual))
