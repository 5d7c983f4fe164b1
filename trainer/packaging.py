"""Checkpoint -> ONNX -> parity from file to score -> figures -> model package (docs/model-package.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import cv2
import numpy as np
import onnxruntime as ort
import torch
from numpy.typing import NDArray
from torch import nn

from spcxr_desktop.domain.preparation import prepare
from spcxr_desktop.inference.figures import Figures
from spcxr_desktop.inference.package import (
    ClassificationTask,
    InputContract,
    Manifest,
    OutlierEntry,
    SegmentationTask,
    SelfTest,
    write_arrays,
    write_manifest,
    write_self_test,
)
from trainer import package_texts as texts
from trainer.checkpoint import load_model
from trainer.data.pack import Pack, read_grey
from trainer.evaluation import card
from trainer.onnx_graph import Exported, Weights, export_graph
from trainer.screening_figures import fit_outliers, other_films, with_extras
from trainer.screening_task import screening_task

PARITY_TOLERANCE = 0.02  # largest change of a score (or share of mask pixels) that shrunk weights may cause
FALL_TOLERANCE = 0.002  # largest fall of an AUROC inside a source, or of the mean Dice of one
OUTPUTS = {"screening": ("logits", "evidence", "embedding"), "lungs": ("lungs",)}
_RECORDED = ("recipe", "config", "films", "sources", "init_from", "pack_sha256", "revision", "started")
_BATCH = 32

Rows = list[dict[str, str]]
Floats = NDArray[np.float32]
Task = ClassificationTask | SegmentationTask


@dataclass(frozen=True, eq=False)
class Source:
    """What figures are measured on.

    ``rows`` is the manifest of ``root``: scores are measured from those files on, of folds 7-8, and the outlier model
    is fitted on the files trained on. ``pack``: the same films with their masks. ``unusual``: a folder with index.csv
    (path, kind) of images that are no chest radiographs, or None.
    """

    root: Path
    rows: Rows
    pack: Pack
    unusual: Path | None = None


def export_package(run: Path, source: Source, out: Path, *, package_id: str, version: str) -> dict[str, Any]:
    """Write a package folder from ``run``/model.pt, with figures measured on the validation films.

    Weights are int8 where that costs no more than ``FALL_TOLERANCE``, else float16, else float32. Raises ValueError
    where even these fail.
    """
    model, kind, size = load_model(run / "model.pt")
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.npz"):
        old.unlink()
    export = _Screening if kind == "screening" else _Lungs
    maker = export(model, size, source, version)
    tried: dict[str, dict[str, float]] = {}
    for weights in get_args(Weights):
        export_graph(model, size, OUTPUTS[kind], out / "model.onnx", weights=weights)
        session = cpu_session(out / "model.onnx")
        task, figures, parity = maker.measure(session)
        tried[weights] = parity
        if parity["worst"] <= PARITY_TOLERANCE and parity["fall"] <= FALL_TOLERANCE:
            break
    else:
        raise ValueError(f"the graph differs from the checkpoint whatever its weights: {tried}")
    film = _made_film(size)
    found = dict(zip(OUTPUTS[kind], session.run(None, {"film": film}), strict=True))
    write_self_test(out, film, found)
    figures, outliers = maker.extras(session, figures, out)
    measured = {"weights": weights, "parity": tried}
    write_manifest(out, _manifest(run, kind, package_id, version, size, task, figures, outliers, measured))
    return {"package": str(out), "megabytes": (out / "model.onnx").stat().st_size / 1e6, **measured}


class _Screening:
    """What a screening package says, from the graph's outputs on validation films read from their files."""

    def __init__(self, model: nn.Module, size: int, source: Source, version: str) -> None:
        self.model, self.size, self.version = model, size, version
        self.root, self.rows, self.pack, self.unusual = source.root, source.rows, source.pack, source.unusual
        root, rows = source.root, source.rows
        self.validation = _validation(rows, root)
        self.films = prepared_films(self.validation, root, size)
        self.exact = reference(model, self.films)[0]

    def measure(self, session: ort.InferenceSession) -> tuple[Task, Figures, dict[str, float]]:
        logits, evidence, self.embedding = run_graph(session, self.films)
        bias = self.model.get_parameter("head.bias").detach().numpy()
        task, figures, parity = screening_task(logits, self.exact, self.validation, self.version, bias)
        gap = np.abs(bias + evidence.sum((2, 3)) - logits).max()
        return task, figures, {**parity, "evidence_sum_gap": float(gap)}

    def extras(self, session: ort.InferenceSession, figures: Figures, out: Path) -> tuple[Figures, OutlierEntry | None]:
        train = [row for row in self.rows if row["fold"] in "0123456" and row["ship"] == "1"]
        embedding = run_graph(session, prepared_films(train, self.root, self.size))[2] if train else self.embedding[:0]
        fitted = fit_outliers(embedding, train, self.embedding, self.validation)
        if fitted is not None:
            write_arrays(out / fitted[1].file, fitted[0])
        others = other_films(self.unusual, self.size) if self.unusual else {}
        arrays, entry = fitted or (None, None)
        films = self.films[:, 0]
        return with_extras(figures, session, films, self.validation, self.pack, arrays, others), entry


class _Lungs:
    """What a lung package says, from the graph's outputs on the pack's validation films that have a mask."""

    def __init__(self, model: nn.Module, size: int, source: Source, version: str) -> None:
        pack = source.pack
        chosen = pack.select(folds=(7, 8), ship_only=False, with_mask=True)
        if not len(chosen):
            raise ValueError("no film of folds 7-8 has a mask; a lung package is measured on them")
        self.rows, self.masks = [pack.rows[i] for i in chosen], pack.masks[pack.mask_row[chosen]]
        small = [cv2.resize(pack.films[i], (size, size), interpolation=cv2.INTER_AREA) for i in chosen]
        self.films = (np.asarray(small, np.float32)[:, None] / 255).astype(np.float32)
        self.exact = lung_maps(lambda films: reference(model, films)[0], self.films, self.masks.shape[1])

    def measure(self, session: ort.InferenceSession) -> tuple[Task, Figures, dict[str, float]]:
        maps = lung_maps(lambda films: run_graph(session, films)[0], self.films, self.masks.shape[1])
        figures = card.segmentation_figures(self.rows, maps, self.masks)
        before = card.segmentation_figures(self.rows, self.exact, self.masks, resamples=1)
        changed = (maps != self.exact).mean((1, 2))
        fall = max(old.dice[0] - new.dice[0] for old, new in zip(before, figures, strict=True))
        parity = {"films": len(maps), "worst": float(changed.max()), "mean": float(changed.mean()), "fall": float(fall)}
        return SegmentationTask("lungs", texts.REGIONS), Figures(segmentation=tuple(figures)), parity

    def extras(self, session: ort.InferenceSession, figures: Figures, out: Path) -> tuple[Figures, OutlierEntry | None]:
        return figures, None


def _validation(rows: Rows, root: Path) -> Rows:
    found = [row for row in rows if row["fold"] in ("7", "8")]
    if not found:
        raise ValueError(f"no film of folds 7-8 in {root}; a package is calibrated and checked on them")
    return found


def prepared_films(rows: Rows, root: Path, size: int) -> Floats:
    """Films straight from their files, as the viewer prepares them: float32 [M, 1, S, S]. Raises ValueError."""
    films = np.empty((len(rows), 1, size, size), np.float32)
    for i, row in enumerate(rows):
        films[i, 0] = prepare(read_grey(root / row["path"]), size).film
    return films


def cpu_session(path: Path) -> ort.InferenceSession:
    """The reference provider, whose idle threads leave the cores to others."""
    options = ort.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def run_graph(session: ort.InferenceSession, films: Floats) -> list[Floats]:
    """Every graph output [M, ...] of films [M, 1, S, S]."""
    parts = [session.run(None, {"film": films[start : start + _BATCH]}) for start in range(0, len(films), _BATCH)]
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


@torch.no_grad()
def reference(model: nn.Module, films: Floats) -> list[Floats]:
    """What the checkpoint itself says, float32."""
    graph = Exported(model).eval()
    parts = [graph(torch.from_numpy(films[start : start + _BATCH])) for start in range(0, len(films), _BATCH)]
    return [torch.cat(part).numpy() for part in zip(*parts, strict=True)]


def lung_maps(logits_of: Any, films: Floats, side: int) -> NDArray[np.uint8]:  # noqa: ANN401
    """Lung labels uint8 [M, side, side] of films [M, 1, S, S], 32 at a time; ``logits_of`` gives [B, 3, S, S]."""
    maps = []
    for start in range(0, len(films), _BATCH):
        logits = torch.from_numpy(logits_of(films[start : start + _BATCH]))
        large = nn.functional.interpolate(logits, size=(side, side), mode="bilinear", align_corners=False)
        maps.append(large.argmax(1).to(torch.uint8).numpy())
    return np.concatenate(maps)


def _made_film(size: int) -> Floats:
    """A film for the self-test that is no patient's: a blurred random field, [1, 1, S, S] in 0..1."""
    field = np.random.default_rng(0).random((size, size), np.float32)
    blurred = np.asarray(cv2.GaussianBlur(field, (0, 0), size / 20), np.float32)
    return ((blurred - blurred.min()) / np.ptp(blurred))[None, None]


def _manifest(
    run: Path,
    kind: str,
    package_id: str,
    version: str,
    size: int,
    task: Task,
    figures: Figures,
    outliers: OutlierEntry | None,
    measured: dict[str, Any],
) -> Manifest:
    record = json.loads((run / "run.json").read_text())
    screening = kind == "screening"
    return Manifest(
        id=package_id, version=version, title={"screening": "Screening", "lungs": "Lungs"}[kind],
        licence=texts.LICENCE, intended_use=texts.INTENDED_USE, input=InputContract(size=size), tasks=(task,),
        not_assessed=texts.NOT_ASSESSED if screening else (),
        limits=texts.SCREENING_LIMITS if screening else texts.LUNG_LIMITS,
        known_failures=texts.SCREENING_FAILURES if screening else texts.LUNG_FAILURES,
        not_evaluable=texts.NOT_EVALUABLE if screening else texts.LUNGS_NOT_EVALUABLE,
        training={key: record[key] for key in _RECORDED}, outliers=outliers, figures=figures,
        measured=measured, self_test=SelfTest(tolerance=5e-3),
    )  # fmt: skip
