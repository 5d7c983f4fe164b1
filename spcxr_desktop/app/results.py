"""What ``analyze`` writes of one file: a folder and a row (docs/results.md, docs/result.schema.json)."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from spcxr_desktop.app.evidence import Evidence
from spcxr_desktop.app.export import FILES, Exported
from spcxr_desktop.app.overlay import RESEARCH_USE
from spcxr_desktop.domain.findings import Gate, LungMask, ModelStamp, Outlier, ResultSet, Score, Status
from spcxr_desktop.domain.radiograph import Spacing

SCHEMA = 1
DOCUMENT_FILE, LUNGS_FILE, OVERLAY_FILE = "result.json", "lungs.png", "overlay.png"
_AREA_NOTES = {
    "patient plane": "mm2 from the pixel spacing that the header gives for the patient",
    "detector plane": "mm2 on the detector; the lungs are smaller by an unknown magnification",
    "magnification corrected": "mm2 from the detector's pixel spacing and the magnification that the header states",
    "calibrated": "mm2 by the calibration that the header states",
    "unknown plane": "mm2 from a pixel spacing; the header does not say whether it holds on the detector",
}
NOT_ASSESSED = "not assessed"  # in the column of flags: where nothing was scored, an empty cell would look negative
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
    evidence: tuple[Evidence, ...] = ()  # of the flagged findings, lying as the file does
    asked: tuple[str, ...] = ()  # kinds of exports that were asked for
    exported: Exported = field(default_factory=Exported)

    @property
    def scores(self) -> tuple[Score, ...]:
        """Scores, none unless analysed."""
        return self.results.scores if self.results is not None else ()

    @property
    def files(self) -> dict[str, bytes]:
        """Whatever lies in the folder beside ``result.json``: file name -> bytes."""
        return {**self.pictures, **self.exported.files}

    @property
    def ms_total(self) -> int:
        """Whole milliseconds spent on this file; what the process does once (import, load) is left out."""
        return round(sum(ms for stage, ms in self.timings_ms.items() if stage not in ("import", "load")))


@dataclass(frozen=True)
class Written:
    """The files of one outcome as they lie on the disk: their sizes in bytes, and the sha256 of ``result.json``."""

    folder: Path
    sizes: Mapping[str, int]
    digest: str


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
        "scores": [_score(score, outcome.evidence) for score in outcome.scores],
        "outlier": _outlier(results.outlier) if results is not None else None,
        "lungs": _lungs(results.lungs, outcome.spacing) if results is not None and results.lungs is not None else None,
        "sides": outcome.sides,
        "not_assessed": list(outcome.not_assessed),
        "models": [asdict(stamp) for stamp in results.models] if results is not None else [],
        "timings_ms": dict(outcome.timings_ms),
    } | ({"exports": _exports(outcome)} if outcome.asked else {})


def columns(labels: Sequence[str]) -> tuple[str, ...]:
    """Of ``results.csv``, for models that score ``labels``."""
    return (
        "file", "result_dir", "sop_instance_uid", "status", "gates", *labels, "flags", "outlier_distance",
        "right_lung_px", "left_lung_px", "models", "ms_total",
    )  # fmt: skip


def table_row(outcome: Outcome) -> dict[str, object]:
    """One row of ``results.csv``, save for the folder; what was not measured is not there."""
    results = outcome.results
    row: dict[str, object] = {score.label: f"{score.value:.4f}" for score in outcome.scores}
    if results is not None and results.lungs is not None:
        row |= {"right_lung_px": results.lungs.right_px, "left_lung_px": results.lungs.left_px}
    if results is not None and results.outlier is not None:
        row["outlier_distance"] = f"{results.outlier.distance:.4g}"
    return row | {
        "file": os.fsencode(outcome.path).decode("utf-8", "backslashreplace"),
        "sop_instance_uid": outcome.sop_instance_uid,
        "status": outcome.status,
        "gates": ";".join(gate.id for gate in outcome.gates),
        "flags": ";".join(s.label for s in results.flagged) if results is not None and results.scores else NOT_ASSESSED,
        "models": ";".join(map(model_name, results.models)) if results is not None else "",
        "ms_total": outcome.ms_total,
    }


def model_name(model: ModelStamp) -> str:
    """Id and version, as the table has them."""
    return f"{model.id} {model.version}"


def write_folder(out: Path, outcome: Outcome) -> tuple[Written, Outcome]:
    """Write the files of one outcome: all of them or none. A former result of the same file is replaced.

    Returns what was written, and the outcome with the time for the pictures added to "write". Raises OSError.
    """
    start = time.perf_counter()
    final = out / folder_name(outcome.path)
    part, former = out / f".{final.name}.part", out / f".{final.name}.old"
    for leftover in (part, former):
        if leftover.exists():
            shutil.rmtree(leftover, ignore_errors=True)
    part.mkdir(parents=True)
    for name, data in outcome.files.items():
        (part / name).write_bytes(data)
    spent = outcome.timings_ms.get("write", 0.0) + (time.perf_counter() - start) * 1000
    outcome = replace(outcome, timings_ms={**outcome.timings_ms, "write": round(spent, 1)})
    text = as_text(document(outcome)).encode()
    (part / DOCUMENT_FILE).write_bytes(text)
    if final.exists():
        final.rename(former)
    part.rename(final)
    if former.exists():
        shutil.rmtree(former, ignore_errors=True)
    sizes = {name: len(data) for name, data in outcome.files.items()} | {DOCUMENT_FILE: len(text)}
    return Written(final, sizes, hashlib.sha256(text).hexdigest()), outcome


def as_text(values: Mapping[str, object]) -> str:
    """JSON with a line for every value, and for every object of a list: indenting all of it takes ten times as long."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            items = ",\n    ".join(json.dumps(item, ensure_ascii=False) for item in value)
            lines.append(f"  {json.dumps(key)}: [\n    {items}\n  ]")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def program_version() -> str:
    """Version of the installed distribution; "source" where the program runs from a folder."""
    try:
        return importlib.metadata.version("spcxr")
    except importlib.metadata.PackageNotFoundError:
        return "source"


def _score(score: Score, every: Sequence[Evidence]) -> dict[str, object]:
    evidence = next((evidence for evidence in every if evidence.label == score.label), None)
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
        "evidence": None if evidence is None else _evidence(evidence),
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    inside = evidence.site.inside
    return {
        "tells_place": evidence.map.tells_place,
        "zone": evidence.where or None,
        "inside_lungs": None if inside is None else round(inside, 3),
        "mostly_outside": evidence.site.mostly_outside,
        "outline": [[[round(float(x), 1), round(float(y), 1)] for x, y in polygon] for polygon in evidence.outline],
    }


def _exports(outcome: Outcome) -> list[dict[str, object]]:
    done, reasons = outcome.exported.files, outcome.exported.reasons
    return [
        {"kind": kind, "files": [name for name in FILES[kind] if name in done], "reason": reasons.get(kind)}
        for kind in outcome.asked
    ]


def _outlier(outlier: Outlier | None) -> dict[str, object] | None:
    return None if outlier is None else asdict(outlier) | {"unusual": outlier.unusual}


def _lungs(lungs: LungMask, spacing: Spacing | None) -> dict[str, object]:
    pixel = None if spacing is None else spacing.row_mm * spacing.column_mm
    areas = {
        side: {"px": px, "mm2": None if pixel is None else round(px * pixel, 1)}
        for side, px in (("right", lungs.right_px), ("left", lungs.left_px))
    }
    return {**areas, "area_note": _NO_SPACING if spacing is None else _AREA_NOTES[spacing.origin], "file": LUNGS_FILE}
