"""Pictures of a screening package: its reliability diagrams, and its mean evidence over validation films."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from spcxr_desktop.inference.package import MODEL_FILE, ModelPackage, load_package
from trainer.data.manifest import open_folds, read_manifest
from trainer.evaluation.evidence import graph_model
from trainer.evaluation.pictures import Picture, evidence_picture, reliability_picture
from trainer.packaging import cpu_session, prepared_films

_FILMS = 200


def draw(folder: Path, out: Path, root: Path | None = None) -> list[Path]:
    """Write ``reliability.png``, and with the films below ``root`` ``evidence.png``; what was written.

    Raises UserError (no sound package), ValueError (no film of folds 7-8, nothing to draw).
    """
    package = load_package(folder)
    out.mkdir(parents=True, exist_ok=True)
    pictures = {"reliability.png": reliability_picture(package.manifest.figures.reliability)}
    if root is not None:
        pictures["evidence.png"] = _mean_evidence(package, root)
    for name, picture in pictures.items():
        cv2.imwrite(str(out / name), picture)
    return [out / name for name in pictures]


def _mean_evidence(package: ModelPackage, root: Path) -> Picture:
    """Over films of folds 7-8 at equal distances: all sources are in it. No film can be seen in a mean of 200 maps."""
    rows = [row for row in open_folds(read_manifest(root)) if row["fold"] in ("7", "8")]
    chosen = rows[:: max(1, len(rows) // _FILMS)]
    films = prepared_films(chosen, root, package.manifest.input.size)
    (task,) = package.classification
    if task.evidence is None:
        raise ValueError(f"{package.manifest.id} gives no evidence")
    run = graph_model(cpu_session(package.folder / MODEL_FILE), task.output, task.evidence)
    mean = np.mean([run(film[None])[1][0] for film in films], axis=0)
    return evidence_picture({label.id: mean[label.column] for label in task.labels})

