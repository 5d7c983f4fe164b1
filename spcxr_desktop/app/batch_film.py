"""One file of a batch: from what the reader gave of it to what is written of it."""

from __future__ import annotations

import logging
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from spcxr_desktop.app.batch_journal import Source
from spcxr_desktop.app.evidence import Evidence, flagged_evidence
from spcxr_desktop.app.overlay import draw_overlay
from spcxr_desktop.app.png import encode_png
from spcxr_desktop.app.reading import log_fault
from spcxr_desktop.app.results import LUNGS_FILE, OVERLAY_FILE, Outcome
from spcxr_desktop.dicom.door import Cancelled, ReaderFault
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Gate, ResultSet
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference import run
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.run import analyse, not_assessed

logger = logging.getLogger(__name__)

Cancel = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Film:
    """One input file, read or not. ``source``: what it was like just before. ``error``: why there is no
    ``radiograph``. ``ms``: for reading it."""

    path: Path
    source: Source | None
    ms: float
    radiograph: Radiograph | None = None
    error: Exception | None = None


def analyse_film(film: Film, packages: Sequence[ModelPackage], once_ms: Mapping[str, float], cancel: Cancel) -> Outcome:
    """Analyse one file. Never raises because of what it holds; raises UserError where nothing can be read at all, and
    ``dicom.door.Cancelled``."""
    timings = {**once_ms, "decode": film.ms}
    try:
        if film.error is not None:
            raise film.error
        if film.radiograph is None:
            raise RuntimeError("neither a radiograph nor an error")
        return _analyse_readable(film.radiograph, packages, timings, cancel)
    except (run.Cancelled, Cancelled) as stopped:
        raise Cancelled from stopped
    except UserError as error:
        if error.code == "reader_unavailable":
            raise
        gate = Gate(error.code or "unreadable", "refuse", error.found)
        refused = _without_results(film.path, packages, timings, gate, str(error))
        return replace(refused, status="failed") if error.code.startswith("reader_") else refused
    except Exception as error:  # a bug, or a kind of damage nobody has seen: one row, and the run goes on
        text = internal_error(error)
        gate = Gate("internal_error", "refuse", text)
        return replace(_without_results(film.path, packages, timings, gate, text), status="failed")


def _analyse_readable(
    radiograph: Radiograph, packages: Sequence[ModelPackage], timings: dict[str, float], cancel: Cancel
) -> Outcome:
    results = analyse(radiograph, packages, cancel=cancel)
    timings |= {stage: ms for stage, ms in results.timings_ms.items() if stage != "load"}
    with _timed(timings, "write"):
        evidence = flagged_evidence(results, radiograph.orientation)
        pictures = _pictures(radiograph, results, evidence)
    refusals = [gate.text for gate in results.gates if gate.severity == "refuse"]
    return Outcome(
        path=radiograph.path,
        status=results.status,
        gates=results.gates,
        not_assessed=results.not_assessed,
        created=results.created,
        reason=" ".join(refusals),
        sop_instance_uid=_uid(radiograph),
        results=results,
        spacing=radiograph.spacing,
        sides="assumed" if radiograph.orientation.assumed else "PatientOrientation",
        timings_ms=timings,
        pictures=pictures,
        evidence=evidence,
    )


def _pictures(radiograph: Radiograph, results: ResultSet, evidence: Sequence[Evidence]) -> dict[str, bytes]:
    if results.status != "analysed":
        return {}
    pictures = {OVERLAY_FILE: encode_png(draw_overlay(default_greys(radiograph), results, evidence))}
    if results.lungs is not None:
        pictures[LUNGS_FILE] = encode_png(results.lungs.labels)
    return pictures


def _without_results(
    path: Path, packages: Sequence[ModelPackage], timings: dict[str, float], gate: Gate, reason: str
) -> Outcome:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Outcome(path, "refused", (gate,), not_assessed(packages, refused=True), created, reason, timings_ms=timings)


def _uid(radiograph: Radiograph) -> str:
    """The header's UID where it is one (PS3.5 9.1): it goes into a table that spreadsheets open."""
    uid = radiograph.identity.sop_instance_uid
    return uid if re.fullmatch(r"[0-9.]{1,64}", uid) else ""


def internal_error(error: Exception) -> str:
    """What a row says of a bug, which goes to the log."""
    _log(error)
    place = error if isinstance(error, ReaderFault) else f"{type(error).__name__} at {_place(error)}"
    return f"Internal error: {place}. Please report it."


def _place(error: BaseException) -> str:
    """Module and line where it happened; the message may quote a header and stays out."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "unknown" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def _log(error: Exception) -> None:
    from spcxr_desktop.store.logs import log_failure, start_log

    try:
        start_log()
        log_failure(logger, "analyze.failed", error)
        if isinstance(error, ReaderFault):
            log_fault(error)
    except UserError as no_log:
        print(no_log, file=sys.stderr)


@contextmanager
def _timed(timings: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    timings[stage] = round((time.perf_counter() - start) * 1000, 1)
