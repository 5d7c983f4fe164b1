"""One radiograph through all model packages: gates, preparation, ONNX Runtime, calibration, lung mask.

The reader's window cannot change a score: there is no way to hand one in, and the greys are the file's own.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import EvidenceMap, Gate, LungMask, ModelStamp, Outlier, ResultSet, Score, Status
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.preparation import Prepared, prepare
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.evidence import evidence_maps
from spcxr_desktop.inference.gates import header_gates, pixel_gates
from spcxr_desktop.inference.lung_gates import lung_gates
from spcxr_desktop.inference.lungs import lung_labels
from spcxr_desktop.inference.outliers import outlier_model
from spcxr_desktop.inference.package import ClassLabel, ModelPackage
from spcxr_desktop.inference.picture_gates import picture_gates
from spcxr_desktop.inference.session import Session, open_session

Progress = Callable[[float, str], None]  # done 0..1, the step that begins
CancelCheck = Callable[[], bool]
_NO_POINTS: Mapping[str, str] = {}


class Cancelled(Exception):
    """The caller's cancel check said stop. Not an error: nothing is shown and nothing is logged."""


def analyse(
    radiograph: Radiograph,
    packages: Sequence[ModelPackage],
    *,
    points: Mapping[str, str] = _NO_POINTS,
    progress: Progress | None = None,
    cancel: CancelCheck | None = None,
) -> ResultSet:
    """Run every task of every package on one radiograph.

    ``points``: label -> id of the operating point to hold its score against; the model's own choice for the others.
    Status "refused" (no scores, no mask) where a gate refuses. Raises UserError (a package cannot run),
    Cancelled, ValueError (no packages).
    """
    if not packages:
        raise ValueError("no model packages to run")
    run = _Run(radiograph, packages, points, progress or (lambda _done, _step: None), cancel or (lambda: False))
    return run.result()


class _Run:
    """State of one call of ``analyse``; lives no longer than that."""

    def __init__(
        self,
        radiograph: Radiograph,
        packages: Sequence[ModelPackage],
        points: Mapping[str, str],
        progress: Progress,
        cancel: CancelCheck,
    ) -> None:
        self.radiograph, self.packages, self.points = radiograph, packages, points
        self.progress, self.cancel = progress, cancel
        self.timings: dict[str, float] = {"load": 0.0, "prepare": 0.0, "run": 0.0, "restore": 0.0}
        self.gates: list[Gate] = []
        self.scores: list[Score] = []
        self.evidence: list[EvidenceMap] = []
        self.stamps: list[ModelStamp] = []
        self.labels: NDArray[np.uint8] | None = None  # upright
        self.prepared: dict[int, Prepared] = {}
        self.outlier: Outlier | None = None
        self.far: list[Gate] = []  # of the packages' outlier models

    def result(self) -> ResultSet:
        with self._timed("prepare"):
            greys = default_greys(self.radiograph)
            self.gates += [*header_gates(self.radiograph, _ages(self.packages)), *pixel_gates(greys)]
        refusals = [gate for gate in self.gates if gate.severity == "refuse"]
        if refusals:
            self.gates = refusals  # warnings are about scores, and there will be none
            return self._finished("refused")
        with self._timed("prepare"):
            upright = self.radiograph.orientation.to_upright(greys)
        for index, package in enumerate(self.packages):
            self._step((index + 0.1) / (len(self.packages) + 0.2), package.manifest.title)
            self._run_package(package, upright)
        refusals = [gate for gate in self.far if gate.severity == "refuse"]
        if refusals:
            self.gates, self.scores, self.evidence, self.labels = refusals[:1], [], [], None
            return self._finished("refused")
        with self._timed("restore"):
            self.gates = [*self.far[:1], *self.gates, *self._picture_gates(upright)]
        self._step(1.0, "done")
        return self._finished("analysed")

    def _run_package(self, package: ModelPackage, upright: NDArray[np.uint8]) -> None:
        size = package.manifest.input.size
        with self._timed("prepare"):
            if size not in self.prepared:
                self.prepared[size] = prepare(upright, size)
        with self._timed("load"):
            session = open_session(package)
        with self._timed("run"):
            outputs = session.run(self.prepared[size].film[None, None])
        self.stamps.append(_stamp(session))
        for task in package.classification:
            logits = outputs[task.output][0]
            self.scores += [_score(package, label, logits, self.points) for label in task.labels]
            self.evidence += evidence_maps(package.manifest, task, outputs, self.prepared[size])
        self._judge_outlier(package, outputs)
        for region in package.segmentation:
            with self._timed("restore"):
                self.labels = lung_labels(outputs[region.output][0], self.prepared[size])

    def _picture_gates(self, upright: NDArray[np.uint8]) -> tuple[Gate, ...]:
        prepared = next(iter(self.prepared.values()))
        box = prepared.box  # the same for every size: found on the film itself
        cut = slice(box.top, box.bottom), slice(box.left, box.right)
        lungs = lung_gates(self.labels[cut]) if self.labels is not None else ()
        return (*picture_gates(upright[cut], prepared.film), *lungs)

    def _judge_outlier(self, package: ModelPackage, outputs: Mapping[str, NDArray[np.float32]]) -> None:
        """The farthest of the packages' distances, each in units of its own limit, goes into the result set."""
        model, entry = outlier_model(package), package.manifest.outliers
        if model is None or entry is None:
            return
        outlier, gate = model.judge(outputs[entry.output][0])
        if gate is not None:
            self.far.append(gate)
        known = [outlier] if self.outlier is None else [self.outlier, outlier]
        self.outlier = max(known, key=lambda one: one.distance / one.warn_above)

    def _finished(self, status: Status) -> ResultSet:
        lungs = None
        if self.labels is not None:
            orientation = self.radiograph.orientation
            with self._timed("restore"):
                lungs = LungMask(orientation.from_upright(self.labels), orientation.assumed)
            lungs.labels.setflags(write=False)
        return ResultSet(
            status=status,
            gates=tuple(self.gates),
            scores=tuple(self.scores),
            lungs=lungs,
            not_assessed=not_assessed(self.packages, refused=status == "refused"),
            models=tuple(self.stamps),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            timings_ms={name: round(value, 1) for name, value in self.timings.items()},
            evidence=tuple(self.evidence),
            outlier=self.outlier,
        )

    def _step(self, fraction: float, name: str) -> None:
        if self.cancel():
            raise Cancelled
        self.progress(fraction, name)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.timings[stage] += (time.perf_counter() - start) * 1000


def not_assessed(packages: Sequence[ModelPackage], *, refused: bool = False) -> tuple[str, ...]:
    """What nothing here looked for: every package's list, less what another package does assess.

    Of a refused radiograph, nothing was assessed: the packages' own labels come first.
    """
    labels = [label for package in packages for task in package.classification for label in task.labels]
    own = {name.casefold() for label in labels for name in (label.id, label.title)}
    listed = [item for package in packages for item in package.manifest.not_assessed if item.casefold() not in own]
    return tuple(dict.fromkeys([*(label.title for label in labels if refused), *listed]))


def _ages(packages: Sequence[ModelPackage]) -> tuple[float, ...] | None:
    """The ages all packages allow, None where none says anything."""
    limits = [package.manifest.input.age_years for package in packages if package.manifest.input.age_years]
    return (max(low for low, _ in limits), min(high for _, high in limits)) if limits else None


def _score(
    package: ModelPackage, label: ClassLabel, logits: NDArray[np.float32], points: Mapping[str, str]
) -> Score:
    logit = float(logits[label.column]) if label.column < len(logits) else math.nan
    if not math.isfinite(logit):
        raise UserError(
            f"The model package '{package.manifest.id}' gave no number for '{label.id}'.",
            "One finite logit per label.",
            "Install the package again.",
        )
    value, point = label.calibration.score(logit), label.at(points.get(label.id, ""))
    return Score(
        label.id, label.title, value, point.threshold, value >= point.threshold, label.exploratory, label.code,
        point.id, label.calibration.supported,
    )  # fmt: skip


def _stamp(session: Session) -> ModelStamp:
    manifest = session.package.manifest
    sets = {label.threshold_set: None for task in session.package.classification for label in task.labels}
    return ModelStamp(manifest.id, manifest.version, manifest.sha256, "+".join(sets), session.provider, session.note)
