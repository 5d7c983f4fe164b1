"""What ``analyze`` writes: one folder per file and one table of all (docs/results.md, docs/result.schema.json)."""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import TextIO

from spcxr_desktop.app.overlay import RESEARCH_USE
from spcxr_desktop.domain.findings import Gate, LungMask, ResultSet, Score, Status
from spcxr_desktop.domain.radiograph import Spacing

SCHEMA = 1
TABLE_FILE, DOCUMENT_FILE, LUNGS_FILE, OVERLAY_FILE = "results.csv", "result.json", "lungs.png", "overlay.png"
LABELS = ("abnormal", "pneumonia", "covid19")
COLUMNS = (
    "file", "result_dir", "sop_instance_uid", "status", "gates", *LABELS, "flags", "right_lung_px", "left_lung_px",
    "ms_total",
)  # fmt: skip
_AREA_NOTES = {
    "patient plane": "mm2 from the pixel spacing that the header gives for the patient",
    "detector plane": "mm2 on the detector; the lungs are smaller by an unknown magnification",
    "magnification corrected": "mm2 from the detector's pixel spacing and the magnification that the header states",
    "calibrated": "mm2 by the calibration that the header states",
    "unknown plane": "mm2 from a pixel spacing; the header does not say whether it holds on the detector",
}
_NO_SPACING = "pixels only: the header gives no usable pixel spacing"


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one input file. ``results`` is None where it could not be read or something broke."""

    path: Path
    status: Status
    gates: tuple[Gate, ...]
    not_assessed: tuple[str, ...]
    created: str  # ISO 8601, UTC
    reason: str = ""
    sop_instance_uid: str = ""
    results: ResultSet | None = None
    spacing: Spacing | None = None
    sides: str | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # file name -> PNG

    @property
    def scores(self) -> tuple[Score, ...]:
        """Scores, none unless analysed."""
        return self.results.scores if self.results is not None else ()

    @property
    def ms_total(self) -> int:
        """Whole milliseconds spent on this file; what the process does once (import, load) is left out."""
        return round(sum(ms for stage, ms in self.timings_ms.items() if stage not in ("import", "load")))


def folder_name(path: Path) -> str:
    """Readable and unique: the file's stem and 64 bits of the sha256 of its absolute path."""
    slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40] or "file"
    return f"{slug}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"


def document(outcome: Outcome) -> dict[str, object]:
    """``result.json``."""
    results = outcome.results
    return {
        "schema": SCHEMA,
        "spcxr_version": program_version(),
        "research_use": RESEARCH_USE,
        "created": outcome.created,
        "file": os.fsencode(outcome.path).decode("utf-8", "backslashreplace"),
        "sop_instance_uid": outcome.sop_instance_uid,
        "status": outcome.status,
        "reason": outcome.reason or None,
        "gates": [{"id": gate.id, "severity": gate.severity, "text": gate.text} for gate in outcome.gates],
        "scores": [_score(score) for score in outcome.scores],
        "lungs": _lungs(results.lungs, outcome.spacing) if results is not None and results.lungs is not None else None,
        "sides": outcome.sides,
        "not_assessed": list(outcome.not_assessed),
        "models": [asdict(stamp) for stamp in results.models] if results is not None else [],
        "timings_ms": dict(outcome.timings_ms),
    }


def table_row(outcome: Outcome, folder: Path) -> dict[str, object]:
    """One row of ``results.csv``; what was not measured stays empty."""
    scores = {score.label: f"{score.value:.4f}" for score in outcome.scores}
    lungs = outcome.results.lungs if outcome.results is not None else None
    flagged = outcome.results.flagged if outcome.results is not None else ()
    return {
        "file": os.fsencode(outcome.path).decode("utf-8", "backslashreplace"),
        "result_dir": str(folder),
        "sop_instance_uid": outcome.sop_instance_uid,
        "status": outcome.status,
        "gates": ";".join(gate.id for gate in outcome.gates),
        **{label: scores.get(label, "") for label in LABELS},
        "flags": ";".join(score.label for score in flagged),
        "right_lung_px": "" if lungs is None else lungs.right_px,
        "left_lung_px": "" if lungs is None else lungs.left_px,
        "ms_total": outcome.ms_total,
    }


def write_folder(out: Path, outcome: Outcome) -> tuple[Path, Outcome]:
    """Write the files of one outcome: all of them or none. A former result of the same file is replaced.

    Returns the folder, and the outcome with the time for the pictures added to "write". Raises OSError.
    """
    start = time.perf_counter()
    final = out / folder_name(outcome.path)
    part, former = out / f".{final.name}.part", out / f".{final.name}.old"
    for leftover in (part, former):
        shutil.rmtree(leftover, ignore_errors=True)
    part.mkdir(parents=True)
    for name, data in outcome.pictures.items():
        (part / name).write_bytes(data)
    spent = outcome.timings_ms.get("write", 0.0) + (time.perf_counter() - start) * 1000
    outcome = replace(outcome, timings_ms={**outcome.timings_ms, "write": round(spent, 1)})
    text = json.dumps(document(outcome), indent=2, ensure_ascii=False)
    (part / DOCUMENT_FILE).write_text(text + "\n", encoding="utf-8")
    if final.exists():
        final.rename(former)
    part.rename(final)
    shutil.rmtree(former, ignore_errors=True)
    return final, outcome


class Table:
    """``results.csv``, row by row into ``results.csv.part``; it gets its name when the run is complete."""

    def __init__(self, out: Path) -> None:
        self.path = out / TABLE_FILE
        self.part = out / f"{TABLE_FILE}.part"
        self._file: TextIO | None = None

    def __enter__(self) -> Table:
        self._file = self.part.open("w", encoding="utf-8", newline="")
        self._writer = csv.DictWriter(self._file, COLUMNS)
        self._writer.writeheader()
        return self

    def add(self, row: Mapping[str, object]) -> None:
        """Append one row; on disk when this returns, save for a power cut."""
        self._writer.writerow(row)
        if self._file is not None:
            self._file.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        if kind is None:
            os.fsync(self._file.fileno())
        self._file.close()
        if kind is None:
            self.part.replace(self.path)


def program_version() -> str:
    """Version of the installed distribution; "source" where the program runs from a folder."""
    try:
        return importlib.metadata.version("spcxr")
    except importlib.metadata.PackageNotFoundError:
        return "source"


def _score(score: Score) -> dict[str, object]:
    return {
        "label": score.label,
        "title": score.title,
        "score": round(score.value, 6),
        "threshold": score.threshold,
        "flagged": score.flagged,
        "exploratory": score.exploratory,
        "code": None if score.code is None else asdict(score.code),
        "point": score.point,
        "calibrated": score.calibrated,
    }


def _lungs(lungs: LungMask, spacing: Spacing | None) -> dict[str, object]:
    pixel = None if spacing is None else spacing.row_mm * spacing.column_mm
    areas = {
        side: {"px": px, "mm2": None if pixel is None else round(px * pixel, 1)}
        for side, px in (("right", lungs.right_px), ("left", lungs.left_px))
    }
    return {**areas, "area_note": _NO_SPACING if spacing is None else _AREA_NOTES[spacing.origin], "file": LUNGS_FILE}
