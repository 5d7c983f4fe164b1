"""Who works on what next. Three lanes: the search, decoding for the eye, and the models.

Work is pulled, not queued: when a lane falls idle, whatever is most urgent *then* goes next (the shown
radiograph first, its neighbours, the rows in view, then what is in line for analysis), so nothing in a folder of
thousands delays the one shown. The same makes the last request win while a key is held.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spcxr_desktop.app import operations
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.derived import DerivedShelf
from spcxr_desktop.app.derived_intake import DerivedIntake
from spcxr_desktop.app.entry import Entry, Fault, State
from spcxr_desktop.app.hints import Hints
from spcxr_desktop.app.intake import Intake
from spcxr_desktop.app.mask_refine import LungMapper
from spcxr_desktop.app.network.wire import Wire, real_wire
from spcxr_desktop.app.record import Record
from spcxr_desktop.app.record_images import SameModels
from spcxr_desktop.app.record_lane import OpenLibrary
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import LANES, Cancelled, Lane, Task, Tasks, Work
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.store.library import Library

_LOOK_AHEAD = 200  # of those in line for analysis, how many are asked whether they are decoded already


@dataclass(frozen=True)
class Services:
    """The rooms below, as functions: what finds, reads and analyses, and what loads the model packages.

    ``digest``: of all bytes of a file, or of a member of an archive; raises OSError and UserError. ``close`` ends what
    ``find``, ``headers`` and ``read`` keep running; it is called once, when no lane works. ``open_record`` None:
    nothing is kept. ``same_models``: whether these packages would say this again of the same pixels. ``analyse_at``:
    ``analyse`` at operating points by label. ``lung_maps``: the scores behind the lung mask.
    ``shadow``: let a candidate package see one film of the record; whether there may be more.
    ``source_header``: what objects made of a file repeat of it.
    """

    find: operations.Finder
    headers: operations.HeaderReader
    read: operations.Reader
    digest: Callable[[Path], str]
    analyse: operations.Analyser
    load_packages: Callable[[], Sequence[ModelPackage]]
    make_sample: Callable[[], Sequence[Path]]
    open_record: OpenLibrary | None = None
    same_models: SameModels = lambda results, packages: False
    analyse_at: Callable[[Mapping[str, str]], operations.Analyser] | None = None
    lung_maps: LungMapper = lambda radiograph, packages: {}
    source_header: operations.SourceReader = operations.no_source
    shadow: Callable[[Library, Callable[[], bool]], bool] | None = None
    close: Callable[[], None] = lambda: None
    derived: operations.DerivedReader | None = None  # None: segmentations, reports and states are left out
    network_folder: Callable[[], Path] | None = None  # the user's data folder, may raise UserError; None: no network
    wire: Callable[[], Wire] = real_wire


@dataclass(frozen=True)
class Progress:
    """What runs now: ``done`` of ``total``, 0 where that is not known. ``fraction`` 0..1, None where not known."""

    verb: str
    done: int
    total: int
    fraction: float | None


class Schedule:
    """Gives idle lanes their next piece of work. ``publish`` is called from any thread and must only queue."""

    def __init__(self, session: Session, services: Services, publish: Callable[[Changes], None]) -> None:
        self.tasks = Tasks(publish)
        self.package_fault: Fault | None = None
        self._session, self._services, self._publish = session, services, publish
        self.record = Record(services.open_record, services.same_models, session, self.tasks, publish)
        self.derived = DerivedShelf(session)
        self._hints = Hints(session, services.digest, services.read)
        self._lock = threading.RLock()
        self._searches: deque[Work] = deque()
        self._found: Callable[[], int] = lambda: 0  # how many files the search that runs has met
        self._rows: tuple[int, ...] = ()  # ids of the rows in view
        self._reading: int | None = None  # id the read lane works on
        self._packages: Sequence[ModelPackage] | None = None
        self._analysing: int | None = None  # id the infer lane works on
        self.paused = False  # no further analysis is begun
        self._unseen = False  # a candidate package may have films to see
        self._analysed_in_batch = 0
        self.points: Mapping[str, str] = {}  # label -> operating point that the site chose
        self.packages_known: Callable[[], None] = lambda: None  # called on the lane once they are loaded

    @property
    def packages(self) -> Sequence[ModelPackage]:
        """The loaded model packages; none until they were looked for."""
        return self._packages or ()

    # ---- what is asked of it -----------------------------------------------------------------------------

    def open(
        self, paths: Callable[[], Sequence[Path]], show: bool = True, done: Callable[[], None] | None = None
    ) -> Changes:
        """Search what ``paths`` gives; it is called on the lane. ``show``: the first that is found is shown.

        ``done`` is called on the lane once all have their rows; not where the search was cancelled.
        """
        self._searches.append(partial(self._search, paths, show, done))
        return self.go()

    def closed(self, entry: Entry) -> Changes:
        """An entry was closed: what it did not agree with may be at one again."""
        if entry.hints:
            self._searches.append(lambda task: Changes(entries=self._hints.forget_closed()))
        return self.go()

    def show_rows(self, ids: Sequence[int]) -> None:
        """The rows in view get their thumbnails before others are analysed."""
        self._rows = tuple(ids)
        self._session.use_thumbnails(ids)
        self.go()

    def cancel(self) -> None:
        """Stop the search and the analysis, and forget what waits for them."""
        self._session.unwant()
        with self._lock:
            self._searches.clear()
        self.tasks.cancel("scan")
        self.tasks.cancel("infer")

    def leave(self, entry_id: int) -> None:
        """Take one entry out of the line for analysis; where it is being analysed, stop that."""
        with self._lock:
            self._session.unwant(entry_id)
            if self._analysing == entry_id:
                self.tasks.cancel("infer")

    def progress(self) -> Progress | None:
        """What runs now, for the status strip: the slowest first."""
        if self.tasks.running("scan") is not None:
            return Progress("Searching", self._found(), 0, None)
        infer = self.tasks.running("infer")
        if infer is not None and infer.name == "analyse":
            done = self._analysed_in_batch
            total = done + 1 + len(self._session.wanted)
            return Progress("Analysing", done + 1, total, (done + infer.fraction) / total)
        if self.tasks.running("read") is not None:
            return Progress("Reading files", 0, 0, None)
        if self.paused and self._session.wanted:
            done, total = self._analysed_in_batch, self._analysed_in_batch + len(self._session.wanted)
            return Progress("Analysis held:", done, total, done / total)
        if infer is None or infer.name == "unseen":
            return None
        return Progress("Refining the lungs" if infer.name == "refine" else "Loading models", 0, 0, None)

    def idle(self) -> bool:
        """Whether nothing runs and nothing waits."""
        with self._lock:
            running = any(self.tasks.running(lane) is not None for lane in LANES)
            waiting = self._searches or (self._session.wanted and not self.paused) or not self.record.idle()
            return not running and not waiting and self._to_read() is None

    def close(self) -> None:
        """Stop all work, wait for its threads, end what the services keep running."""
        self.tasks.close()
        self.record.close()
        self._services.close()

    # ---- pulling -----------------------------------------------------------------------------------------

    def shown(self) -> Changes:
        """Another entry is shown: what is being decoded for the list alone gives way to it."""
        with self._lock:
            near, current = {entry.id for entry in self._session.near()}, self._session.current
            if current is not None and not current.decoded and self._reading not in near:
                self.tasks.cancel("read")
        return self.go()

    def go(self) -> Changes:
        """Give idle lanes work; called after every verb and whenever a lane falls idle."""
        with self._lock:
            starts: dict[Lane, Callable[[], None]] = {"scan": self._scan, "read": self._read, "infer": self._analyse}
            for lane, start in starts.items():
                if self.tasks.running(lane) is None:
                    start()
        return Changes(work=True)

    def _arrived(self, changes: Changes) -> None:
        self._publish(changes)
        self.go()

    def _scan(self) -> None:
        if self._searches:
            self.tasks.start("scan", "search", self._searches.popleft(), self.go)

    def _search(
        self, paths: Callable[[], Sequence[Path]], show: bool, done: Callable[[], None] | None, task: Task
    ) -> Changes:
        """Open what ``paths`` gives, then compare with what was open before."""
        services = self._services
        intake = Intake(self._session, services.find, services.headers, self._arrived, self._headers_read, show)
        if services.derived is not None:
            intake.derived = DerivedIntake(self.derived, self._session, services.derived)
        self._found = lambda: intake.found
        changes = intake.run(paths(), task)
        if done is not None:
            done()
        self._publish(changes)
        return changes | Changes(entries=self._hints.finish(task.token))

    def _headers_read(self, ids: Sequence[int]) -> bool:
        self.record.known(ids)
        return self._hints.compare(ids)

    def _read(self) -> None:
        entry = self._to_read()
        if entry is None:
            return
        self._reading = entry.id
        work = partial(operations.read_entry, self._session, entry.id, self._services.read)
        done = partial(self._read_done, entry.id)
        self.tasks.start("read", "read", self._guarded(entry.id, work, "unreadable"), done)

    def _to_read(self) -> Entry | None:
        """What the eye needs next: pixels of the shown one and its neighbours, then thumbnails of the rows in view."""
        for entry in self._session.near():
            if not entry.decoded and entry.state != "unreadable":
                return entry
        for entry_id in self._rows:
            row = self._session.entry(entry_id)
            if row is not None and row.thumbnail is None and row.state not in ("unreadable", "analysing"):
                return row
        return None

    def _read_done(self, entry_id: int) -> None:
        self._reading = None
        self.record.decoded(entry_id)
        self.go()

    def _analyse(self) -> None:
        if not self._session.wanted:
            self._analysed_in_batch = 0
            self._look_unseen()
            return
        if self.paused:
            return
        if self._packages is None:
            self.tasks.start("infer", "load models", self._load_packages, self.go)
            return
        if not self._packages:
            self._session.unwant()
            self._publish(Changes(entries=True, results=True))
            return
        entry_id = self._to_analyse()
        if entry_id is None:
            return  # the read lane is at what is needed, and will ask again
        services = self._services
        self._analysing = entry_id
        work = partial(
            operations.analyse_entry, self._session, entry_id, self._packages, services.read,
            self.record.analyser(entry_id, self._analyser()),
        )  # fmt: skip
        self.tasks.start("infer", "analyse", self._guarded(entry_id, work, "failed"), self._analysis_done)

    def _analyser(self) -> operations.Analyser:
        services = self._services
        return services.analyse_at(self.points) if services.analyse_at is not None and self.points else services.analyse

    def _look_unseen(self) -> None:
        """Nobody waits for the models: a candidate package sees one more film, where one runs beside the active one."""
        look, record = self._services.shadow, self.record.lane
        if look is None or not self._unseen or self.paused or not record.settled:
            return

        def one(task: Task) -> Changes:
            library = record.library(task.token)
            try:
                self._unseen = library is not None and look(library, task.token)
            except UserError as error:
                self._unseen = False
                record.tell(error)
            return Changes()

        self.tasks.start("infer", "unseen", one, self.go)

    def _to_analyse(self) -> int | None:
        """The shown one, else the first in line that was read; one not read yet only if nobody is reading."""
        wanted, current = self._session.wanted, self._session.current
        first = [current.id] if current is not None and self._session.is_wanted(current.id) else []
        if first == [self._reading]:
            return None  # a moment, and it is there
        unread = None
        for entry_id in (*first, *wanted[:_LOOK_AHEAD]):
            entry = self._session.entry(entry_id)
            if entry is not None and entry_id != self._reading:
                if entry.state not in ("waiting", "reading"):
                    return entry_id
                unread = entry_id if unread is None else unread
        return unread if self.tasks.running("read") is None else None

    def _analysis_done(self) -> None:
        self._analysing = None
        self._analysed_in_batch += 1
        self._unseen = True
        self.go()

    def _load_packages(self, task: Task) -> Changes:
        try:
            packages = self._services.load_packages()
        except UserError as error:
            self.package_fault = Fault.of(error)
            packages = ()
        self._session.models = len(packages)
        self._packages = packages
        self.packages_known()
        self.record.models_known(packages)
        return Changes(results=True)

    def _guarded(self, entry_id: int, work: Work, state: State) -> Work:
        """An entry whose work dies of a bug must not look as if it were still at it, nor be tried for ever."""

        def run(task: Task) -> Changes:
            try:
                return work(task)
            except Cancelled:
                raise
            except Exception:
                found = "The program made an error on this file."
                fault = Fault(found, "A file it can handle.", "Please report it with the log.")
                self._session.unwant(entry_id)
                self._session.update(entry_id, state=state, fault=fault)
                self._publish(Changes(entries=True, current=True, results=True))
                raise

        return run
