"""One radiograph through all model packages: gates, preparation, ONNX Runtime, calibration, lung mask.

The reader's window cannot change a score: there is no way to hand one in, and the greys are the file's own.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Gate, LungMask, ModelStamp, ResultSet, Score, Status
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.preparation import Prepared, prepare
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.gates import header_gates, pixel_gates
from spcxr_desktop.inference.lung_gates import lung_gates
from spcxr_desktop.inference.lungs import lung_labels
from spcxr_desktop.inference.package import ClassLabel, ModelPackage
from spcxr_desktop.inference.session import Session, open_session

Progress = Callable[[float, str], None]  # done 0..1, the step that begins
CancelCheck = Callable[[], bool]


class Cancelled(Exception):
    """The caller's cancel check said stop. Not an error: nothing is shown and nothing is logged."""


def analyse(
    radiograph: Radiograph,
    packages: Sequence[ModelPackage],
    *,
    progress: Progress | None = None,
    cancel: CancelCheck | None = None,
) -> ResultSet:
    """Run every task of every package on one radiograph.

    Status "refused" (no scores, no mask) where a gate refuses. Raises UserError (a package cannot run),
    Cancelled, ValueError (no packages).
    """
    if not packages:
        raise ValueError("no model packages to run")
    return _Run(radiograph, packages, progress or (lambda _done, _step: None), cancel or (lambda: False)).result()


class _Run:
    """State of one call of ``analyse``; lives no longer than that."""

    def __init__(
        self, radiograph: Radiograph, packages: Sequence[ModelPackage], progress: Progress, cancel: CancelCheck
    ) -> None:
        self.radiograph, self.packages = radiograph, packages
        self.progress, self.cancel = progress, cancel
        self.timings: dict[str, float] = {"load": 0.0, "prepare": 0.0, "run": 0.0, "restore": 0.0}
        self.gates: list[Gate] = []
        self.scores: list[Score] = []
        self.stamps: list[ModelStamp] = []
        self.labels: NDArray[np.uint8] | None = None  # upright
        self.prepared: dict[int, Prepared] = {}

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
        if self.labels is not None:
            with self._timed("restore"):
                self.gates += self._lung_gates(upright)
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
            self.scores += [_score(package, label, logits) for label in task.labels]
        for region in package.segmentation:
            with self._timed("restore"):
                self.labels = lung_labels(outputs[region.output][0], self.prepared[size])

    def _lung_gates(self, upright: NDArray[np.uint8]) -> tuple[Gate, ...]:
        box = next(iter(self.prepared.values())).box  # the same for every size: found on the film itself
        assert self.labels is not None
        cut = slice(box.top, box.bottom), slice(box.left, box.right)
        return lung_gates(self.labels[cut], upright[cut])

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


def _score(package: ModelPackage, label: ClassLabel, logits: NDArray[np.float32]) -> Score:
    logit = float(logits[label.column]) if label.column < len(logits) else math.nan
    if not math.isfinite(logit):
        raise UserError(
            f"The model package '{package.manifest.id}' gave no number for '{label.id}'.",
            "One finite logit per label.",
            "Install the package again.",
        )
    value, point = label.calibration.score(logit), label.point
    return Score(
        label.id, label.title, value, point.threshold, value >= point.threshold, label.exploratory, label.code, point.id
    )


def _stamp(session: Session) -> ModelStamp:
    manifest = session.package.manifest
    sets = {label.threshold_set: None for task in session.package.classification for label in task.labels}
    return ModelStamp(manifest.id, manifest.version, manifest.sha256, "+".join(sets), session.provider, session.note)
