"""``spcxr-desktop analyze``: every file below the given paths, one after the other, without a window.

The next file is read while the models run on the one before: two radiographs in memory, and the order kept.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.overlay import draw_overlay
from spcxr_desktop.app.reading import log_fault
from spcxr_desktop.app.results import (
    DOCUMENT_FILE,
    LUNGS_FILE,
    OVERLAY_FILE,
    TABLE_FILE,
    Outcome,
    Table,
    table_row,
    write_folder,
)
from spcxr_desktop.dicom.door import Door, ReaderFault, Tell
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Gate, ResultSet
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage, bundled_packages, load_package
from spcxr_desktop.inference.run import analyse, not_assessed

logger = logging.getLogger(__name__)

Report = Callable[[Outcome, int, int], None]  # outcome, its number from 1, how many there are


def load_packages(resources: Path) -> list[ModelPackage]:
    """All bundled packages. Raises UserError, also where there are none."""
    packages = [load_package(folder) for folder in bundled_packages(resources)]
    if not packages:
        raise UserError(
            "No model package is installed.",
            f"At least one folder with a model.json in {resources / 'models'}.",
            "Install the program again, or make packages with spcxr-trainer.",
        )
    return packages


def analyse_paths(
    paths: Sequence[Path],
    out: Path,
    packages: Sequence[ModelPackage],
    *,
    report: Report | None = None,
    once_ms: dict[str, float] | None = None,
    door: Door | None = None,
    tell: Tell | None = None,
) -> dict[str, int]:
    """Analyse files and folders into ``out``; how many files were analysed, refused and failed.

    ``once_ms``: what the process did once before (import, load), repeated in every ``result.json``. ``door``: to read
    through, which stays open; without one, a new one. ``tell`` hears of archives that do not show all they hold.
    Raises UserError where a path does not exist, ``out`` cannot be written or nothing can be read at all; a bad file
    is a row, never an error.
    """
    if door is None:
        with closing(Door()) as own:
            return analyse_paths(paths, out, packages, report=report, once_ms=once_ms, door=own, tell=tell)
    files = list(input_files(paths, out, door, tell))
    if not files:
        raise UserError("There are no files below the given paths.", "Radiographs.", "Name a folder that has some.")
    counts = {"analysed": 0, "refused": 0, "failed": 0}
    try:
        out.mkdir(parents=True, exist_ok=True)
        with Table(out) as table, closing(_read_ahead(door, files)) as films:
            for number, film in enumerate(films, 1):
                outcome = analyse_film(film, packages, once_ms or {})
                folder, outcome = write_folder(out, outcome)
                table.add(table_row(outcome, folder))
                counts[outcome.status] += 1
                if report is not None:
                    report(outcome, number, len(files))
    except OSError as error:
        raise UserError(
            f"The results cannot be written to {out} ({error.strerror or type(error).__name__}).",
            "A folder that can be written, on a disk with room.",
            "Choose another folder with --out.",
        ) from error
    return counts


def input_files(paths: Sequence[Path], out: Path, door: Door, tell: Tell | None = None) -> Iterator[Path]:
    """Absolute paths of all files below ``paths``, without what a former run wrote into ``out``."""
    out = out.resolve()
    for batch in door.find([path.absolute() for path in paths], tell=tell, pictures_only=False):
        yield from (path for path in batch if not _is_own_output(path.resolve(), out))


@dataclass(frozen=True, eq=False)
class Film:
    """One input file, read or not. ``error``: why there is no ``radiograph``. ``ms``: for reading it."""

    path: Path
    ms: float
    radiograph: Radiograph | None = None
    error: Exception | None = None


def _read_ahead(door: Door, files: Sequence[Path]) -> Generator[Film, None, None]:
    """All files (one at least), in order, each read while whoever asked is still busy with the one before."""
    stop = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="spcxr-ahead") as executor:
        try:
            coming = executor.submit(_read, door, files[0], stop.is_set)
            for following in files[1:]:
                film = coming.result()
                coming = executor.submit(_read, door, following, stop.is_set)
                yield film
            yield coming.result()
        finally:
            stop.set()  # interrupted: the thread ends within some hundredths of a second


def _read(door: Door, path: Path, cancel: Callable[[], bool]) -> Film:
    start = time.perf_counter()
    radiograph, error = None, None
    try:
        radiograph = door.read(path, cancel=cancel)
    except Exception as caught:  # told where the row is made
        error = caught
    return Film(path, round((time.perf_counter() - start) * 1000, 1), radiograph, error)


def analyse_film(film: Film, packages: Sequence[ModelPackage], once_ms: dict[str, float]) -> Outcome:
    """Analyse one file. Never raises because of what it holds; raises UserError where nothing can be read at all."""
    timings = once_ms | {"decode": film.ms}
    try:
        if film.error is not None:
            raise film.error
        if film.radiograph is None:
            raise RuntimeError("neither a radiograph nor an error")
        return _analyse_readable(film.radiograph, packages, timings)
    except UserError as error:
        if error.code == "reader_unavailable":
            raise
        gate = Gate(error.code or "unreadable", "refuse", error.found)
        refused = _without_results(film.path, packages, timings, gate, str(error))
        return replace(refused, status="failed") if error.code.startswith("reader_") else refused
    except Exception as error:  # a bug, or a kind of damage nobody has seen: one row, and the run goes on
        _log(error)
        place = error if isinstance(error, ReaderFault) else f"{type(error).__name__} at {_place(error)}"
        text = f"Internal error: {place}. Please report it."
        gate = Gate("internal_error", "refuse", text)
        return replace(_without_results(film.path, packages, timings, gate, text), status="failed")


def _analyse_readable(radiograph: Radiograph, packages: Sequence[ModelPackage], timings: dict[str, float]) -> Outcome:
    results = analyse(radiograph, packages)
    timings |= {stage: ms for stage, ms in results.timings_ms.items() if stage != "load"}
    with _timed(timings, "write"):
        pictures = _pictures(radiograph, results)
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
    )


def _pictures(radiograph: Radiograph, results: ResultSet) -> dict[str, bytes]:
    if results.status != "analysed":
        return {}
    pictures = {OVERLAY_FILE: _png(draw_overlay(default_greys(radiograph), results))}
    if results.lungs is not None:
        pictures[LUNGS_FILE] = _png(results.lungs.labels)
    return pictures


def _without_results(
    path: Path, packages: Sequence[ModelPackage], timings: dict[str, float], gate: Gate, reason: str
) -> Outcome:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Outcome(path, "refused", (gate,), not_assessed(packages, refused=True), created, reason, timings_ms=timings)


def _is_own_output(path: Path, out: Path) -> bool:
    if path.parent == out:
        return path.name in (TABLE_FILE, f"{TABLE_FILE}.part")
    ours = path.name in (DOCUMENT_FILE, LUNGS_FILE, OVERLAY_FILE) and (path.parent / DOCUMENT_FILE).exists()
    return ours and path.parent.parent == out


def _uid(radiograph: Radiograph) -> str:
    """The header's UID where it is one (PS3.5 9.1): it goes into a table that spreadsheets open."""
    uid = radiograph.identity.sop_instance_uid
    return uid if re.fullmatch(r"[0-9.]{1,64}", uid) else ""


def _png(pixels: NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", pixels)
    if not done:
        raise RuntimeError("OpenCV did not encode a PNG")
    return bytes(data)


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
