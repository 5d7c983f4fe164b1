"""Exports from the window: what was signed, or what the models said and nobody signed, into a folder.

Everything is written beside its place first; files appear whole or not at all, under names without patient data.
What left, from which revision, and the head of the trail before it go into the audit trail before a file has its name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.export import FILES, KINDS, Exported, Source, export_objects, report_of
from spcxr_desktop.app.operating import point_of
from spcxr_desktop.app.results import program_version
from spcxr_desktop.app.schedule import Schedule, Services
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Cancelled, Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import OperatingPoint, ResultSet
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import Report, signed_report
from spcxr_desktop.domain.review import ImageRef, Revision, pixel_sha256
from spcxr_desktop.store import faults
from spcxr_desktop.store.library import Library


@dataclass(frozen=True)
class Plan:
    """What would be exported. ``revision``: the last that was signed, None where nobody has signed. ``amending``: an
    amendment of it is under way, which is no part of it."""

    entry: Entry
    revision: Revision | None
    amending: bool


@dataclass(frozen=True)
class ExportOrder:
    """``kinds``: of ``app.export.KINDS``. ``overwrite``: files of the same names may be replaced."""

    kinds: tuple[str, ...]
    folder: Path
    labelmap: bool = False
    overwrite: bool = False


@dataclass(frozen=True)
class Made:
    """What was written in memory. ``key``: of the image in the audit trail."""

    library: Library
    key: str
    report: Report
    exported: Exported


class ExportJob:
    """One export under way. ``done``: it has ended, with ``error``, ``cancelled``, or the files in ``written``.

    ``reasons``: kind -> why there is none of it. ``there``: names that exist already, so that nothing was written.
    """

    def __init__(self) -> None:
        self.done = self.cancelled = False
        self.error: UserError | None = None
        self.written: tuple[Path, ...] = ()
        self.reasons: Mapping[str, str] = {}
        self.there: tuple[str, ...] = ()
        self.task: Task | None = None

    @property
    def fraction(self) -> float:
        """How far it got, 0..1."""
        return self.task.fraction if self.task is not None else 0.0


class Exporting:
    """Asked from the GUI thread; the work is done on a lane of its own, one export at a time."""

    def __init__(
        self, session: Session, schedule: Schedule, services: Services, reader: Callable[[], str]
    ) -> None:
        """``reader``: id of who exports, for the audit trail."""
        self._session, self._schedule, self._services, self._reader = session, schedule, services, reader

    def plan(self) -> Plan | None:
        """Of the current radiograph; None where there is nothing to export, or it must not be shown yet."""
        entry, record = self._session.current, self._schedule.record
        if entry is None or not record.lane.available or record.images.image(entry.id) is None:
            return None
        if record.images.is_strange(entry.id) or not record.reviews.known(entry.id):
            return None
        chain = record.reviews.chain(entry.id)
        if chain:
            return Plan(entry, chain[-1], record.reviews.amending(entry.id))
        shown = entry.results is not None and not entry.veiled and entry.on_result_frame and entry.result_frame == 0
        return Plan(entry, None, False) if shown else None

    def start(self, plan: Plan, order: ExportOrder) -> ExportJob | None:
        """Begin; None while another export runs."""
        job = ExportJob()
        work = partial(self._work, plan, order, self._reader(), job)
        task = self._schedule.tasks.start("export", "export", work, lambda: None)
        if task is None:
            return None
        job.task = task
        return job

    def cancel(self) -> None:
        """Stop the export that runs; what it made so far is thrown away."""
        self._schedule.tasks.cancel("export")

    # ---- on the lane -------------------------------------------------------------------------------------

    def _work(self, plan: Plan, order: ExportOrder, reader: str, job: ExportJob, task: Task) -> Changes:
        try:
            self._export(plan, order, reader, job, task)
        except Cancelled:
            job.cancelled = True
        except UserError as error:
            job.error = error
        except Exception:
            job.error = UserError("The program made an error.", "An export.", "Please report it with the log.")
            raise
        finally:
            job.done = True
            task.publish(Changes(record=True))
        return Changes(record=True)

    def _export(self, plan: Plan, order: ExportOrder, reader: str, job: ExportJob, task: Task) -> None:
        made = self.make(plan, order.kinds, order.labelmap, task)
        report, exported, library = made.report, made.exported, made.library
        job.reasons = exported.reasons
        _told(task, 0.8)
        task.token.check()
        prefix = f"spcxr-{_short(report.image)}-"
        files = {f"{prefix}{name}": data for name, data in exported.files.items()}
        log = partial(_log, library, reader, made.key, report.revision, exported.files)
        _place(files, order, job, task, log)

    def make(self, plan: Plan, kinds: Sequence[str], labelmap: bool, task: Task) -> Made:
        """Write ``kinds`` of what ``plan`` names, in memory, on a lane. Raises UserError, Cancelled."""
        entry, lane = plan.entry, self._schedule.record.lane
        library, image = lane.library(task.token), self._schedule.record.images.image(entry.id)
        if library is None or image is None:
            raise UserError("Nothing is kept in this session.", "A record.", "See the notice on what is kept.")
        _still(plan, library, image)
        film = entry.radiograph if entry.radiograph is not None and not entry.radiograph.frame else None
        if film is None:
            film = self._services.read(entry.path, 0, task.token)
        _told(task, 0.1)
        header = self._services.source_header(entry.path, task.token) if entry.dicom else None
        _told(task, 0.2)
        results = _results(plan, library)
        report = _report(plan, film, results)
        task.token.check()
        source = Source(film, header, self._points(results))
        exported = export_objects(report, source, kinds, program_version(), labelmap=labelmap)
        return Made(library, library.images.get(image).key, report, exported)

    def _points(self, results: ResultSet | None) -> Mapping[str, OperatingPoint]:
        """Label -> the operating point that its score was held against, as far as the package is loaded."""
        scores = results.scores if results is not None else ()
        models = results.models if results is not None else ()
        found = ((score.label, point_of(score, self._schedule.packages, models)) for score in scores)
        return {label: point for label, point in found if point is not None}


def _told(task: Task, fraction: float) -> None:
    task.progress(fraction)
    task.publish(Changes(record=True))


def _still(plan: Plan, library: Library, image: int) -> None:
    """Raises UserError where something else is signed by now than the reader was told."""
    chain = library.reviews.revisions(image)
    if (chain[-1].sha256 if chain else "") != (plan.revision.sha256 if plan.revision is not None else ""):
        raise UserError(
            "Another window has signed this meanwhile.", "What this dialog names.", "Open the radiograph again.",
            code="amended_meanwhile",
        )  # fmt: skip


def _results(plan: Plan, library: Library) -> ResultSet | None:
    """The set that was signed, or that is in view. Raises UserError where the record no longer has it."""
    if plan.revision is not None:
        wanted = plan.revision.results.sha256 if plan.revision.results is not None else ""
    else:
        wanted = plan.entry.results_sha256
    stored = library.results.get(wanted) if wanted else None
    if wanted and stored is None:
        raise UserError(
            "The results are not in the record.", "Results as they were stored.", "Analyse this radiograph again."
        )
    return stored.results if stored is not None else None


def _report(plan: Plan, film: Radiograph, results: ResultSet | None) -> Report:
    if plan.revision is None:
        assert results is not None
        return report_of(film, results)
    if pixel_sha256(film.pixels, film.grayscale.bias, film.colour) != plan.revision.image.pixel_sha256:
        raise UserError(
            "The pixels of this file are not those that were signed.", "The file as it was read.",
            "Find the original file.", code="pixels_changed",
        )  # fmt: skip
    return signed_report(plan.revision, film.orientation, film.spacing, results)


def _short(image: ImageRef) -> str:
    """What names the files: of the image's UID, or of its pixels where it has none."""
    return hashlib.sha256((image.sop_instance_uid or image.pixel_sha256).encode()).hexdigest()[:12]


def _log(library: Library, reader: str, key: str, revision: str, files: Mapping[str, bytes]) -> None:
    """Which kinds left, and the head of the trail before that: an anchor, as signatures have one."""
    head = library.audit.head()
    kinds = {kind: True for kind in KINDS if any(name in files for name in FILES[kind])}
    facts: dict[str, bool | int | str] = {"revision": revision, "files": len(files), **kinds}
    facts |= {"head": head.head, "entries": head.entries}
    library.audit.log(reader, "export.written", key, **facts)


def _place(
    files: Mapping[str, bytes], order: ExportOrder, job: ExportJob, task: Task, log: Callable[[], None]
) -> None:
    """Stage all, then give each its name. Raises UserError, Cancelled: nothing has its name then."""
    try:
        there = tuple(name for name in files if (order.folder / name).exists())
        if there and not order.overwrite:
            job.there = there
            return
        if not files:
            return
        staged = Path(tempfile.mkdtemp(prefix=".spcxr-", dir=order.folder))
        try:
            for name, data in files.items():
                task.token.check()
                _write(staged / name, data)
            log()
            for name in files:
                (staged / name).replace(order.folder / name)
                job.written = (*job.written, order.folder / name)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        raise faults.of_system(error, order.folder) from error


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
