"""Checkpoint -> ONNX -> parity from file to probability -> model package (docs/model-package.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime as ort
import torch
from numpy.typing import NDArray
from torch import nn

from spcxr_desktop.domain.preparation import prepare
from spcxr_desktop.inference.package import (
    ClassificationTask,
    InputContract,
    Manifest,
    SegmentationTask,
    SelfTest,
    write_manifest,
    write_self_test,
)
from trainer import package_texts as texts
from trainer.checkpoint import load_model
from trainer.data.pack import read_grey
from trainer.onnx_graph import Exported, export_graph
from trainer.screening_task import screening_task

PARITY_TOLERANCE = 0.02  # largest change of a probability (or share of mask pixels) that int8 weights may cause
_MASK_PARITY_FILMS = 128
_OF_OTHER_THRESHOLDS = (
    "calibration", "calibration_figures", "reliability", "operating_points", "predictive_values", "balanced_by_source",
)  # fmt: skip
_RECORDED = ("recipe", "config", "films", "sources", "init_from", "pack_sha256", "revision", "started")


def export_package(
    run: Path, root: Path, rows: list[dict[str, str]], out: Path, *, package_id: str, version: str, report: Path | None
) -> dict[str, Any]:
    """Write a package folder from ``run``/model.pt; calibrate and check parity on the validation films of ``rows``.

    ``rows`` is the manifest of ``root``; only folds 7-8 are read. Raises ValueError when parity fails.
    """
    model, kind, image_size = load_model(run / "model.pt")
    out.mkdir(parents=True, exist_ok=True)
    output = {"screening": "logits", "lungs": "lungs"}[kind]
    export_graph(model, image_size, output, out / "model.onnx")
    session = cpu_session(out / "model.onnx")
    validation = [row for row in rows if row["fold"] in ("7", "8")]
    if kind == "lungs":  # nothing to calibrate: parity on every n-th film, so that every source is among them
        validation = validation[:: max(1, len(validation) // _MASK_PARITY_FILMS)]
    if not validation:
        raise ValueError(f"no film of folds 7-8 in {root}; a package is calibrated and checked on them")
    films = prepared_films(validation, root, image_size)
    outputs = run_graph(session, films, kind)
    task: ClassificationTask | SegmentationTask
    measured: dict[str, Any]
    if kind == "screening":
        task, measured = screening_task(outputs, reference(model, films), validation, version)
    else:
        task, measured = SegmentationTask(output, texts.REGIONS), {"parity": mask_parity(model, films, outputs)}
    worst = measured["parity"]["worst"]
    if worst > PARITY_TOLERANCE:
        raise ValueError(f"the graph differs from the checkpoint by {worst:.4f}; allowed {PARITY_TOLERANCE}")
    film = _made_film(image_size)
    write_self_test(out, film, {output: session.run(None, {"film": film})[0]})
    if report is not None:
        measured["report"] = report_figures(report)
    write_manifest(out, _manifest(run, kind, package_id, version, image_size, task, measured))
    return {"package": str(out), "megabytes": (out / "model.onnx").stat().st_size / 1e6, **measured["parity"]}


def report_figures(report: Path) -> dict[str, Any]:
    """The report of ``evaluate`` without what belongs to thresholds and calibration other than the shipped ones."""
    figures: dict[str, Any] = json.loads(report.read_text())
    for label in figures.get("labels", {}).values():
        for name in _OF_OTHER_THRESHOLDS:
            label.pop(name, None)
    return figures


def prepared_films(rows: list[dict[str, str]], root: Path, size: int) -> NDArray[np.float32]:
    """Films straight from their files, as the viewer prepares them: float32 [M, 1, S, S]. Raises ValueError."""
    films = np.empty((len(rows), 1, size, size), np.float32)
    for i, row in enumerate(rows):
        films[i, 0] = prepare(read_grey(root / row["path"]), size).film
    return films


def cpu_session(path: Path) -> ort.InferenceSession:
    """The reference provider."""
    return ort.InferenceSession(path, providers=["CPUExecutionProvider"])


def run_graph(session: ort.InferenceSession, films: NDArray[np.float32], kind: str) -> NDArray[Any]:
    """Graph outputs, 32 films at a time: logits [M, 3], or for lungs the label map uint8 [M, S, S]."""
    parts = []
    for start in range(0, len(films), 32):
        part = session.run(None, {"film": films[start : start + 32]})[0]
        parts.append(part if kind == "screening" else part.argmax(1).astype(np.uint8))
    return np.concatenate(parts)


@torch.no_grad()
def reference(model: nn.Module, films: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the checkpoint itself says, float32."""
    graph = Exported(model).eval()
    parts = [graph(torch.from_numpy(films[start : start + 32])).numpy() for start in range(0, len(films), 32)]
    return np.concatenate(parts)


def mask_parity(model: nn.Module, films: NDArray[np.float32], maps: NDArray[np.uint8]) -> dict[str, float]:
    """Share of pixels whose lung label the shrunk graph changes, per film."""
    changed = (reference(model, films).argmax(1) != maps).mean((1, 2))
    return {"films": len(films), "worst": float(changed.max()), "mean": float(changed.mean())}


def _made_film(size: int) -> NDArray[np.float32]:
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
    task: ClassificationTask | SegmentationTask,
    measured: dict[str, Any],
) -> Manifest:
    record = json.loads((run / "run.json").read_text())
    return Manifest(
        id=package_id, version=version, title={"screening": "Screening", "lungs": "Lungs"}[kind],
        licence=texts.LICENCE, intended_use=texts.INTENDED_USE, input=InputContract(size=size), tasks=(task,),
        not_assessed=texts.NOT_ASSESSED if kind == "screening" else (),
        limits=texts.SCREENING_LIMITS if kind == "screening" else texts.LUNG_LIMITS,
        training={key: record[key] for key in _RECORDED},
        measured=measured,
        self_test=SelfTest(tolerance=5e-3),
    )  # fmt: skip
