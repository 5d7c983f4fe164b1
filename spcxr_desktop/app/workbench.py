"""The application as the window sees it: verbs that change the session at once or set work going.

Work is pulled, not queued: when a lane falls idle, whatever is most urgent *then* goes next (the shown
radiograph first, its neighbours, the rest in order), so nothing in a folder of hundreds delays the one shown.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Unpack

from spcxr_desktop.app import operations
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.session import Entry, EntryFields, Fault, Session, State
from spcxr_desktop.app.tasks import Task, Tasks
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import Voi, value_range, window_between
from spcxr_desktop.inference.package import ModelPackage


@dataclass(frozen=True)
class Services:
    """The rooms below, as functions: what finds, reads and analyses, and what loads the model packages."""

    find: operations.Finder
    read: operations.Reader
    analyse: operations.Analyser
    load_packages: Callable[[], Sequence[ModelPackage]]
    make_sample: Callable[[], Sequence[Path]]


@dataclass(frozen=True)
class Progress:
    """What runs now. ``fraction`` 0..1, or None where it cannot be known."""

    verb: str
    done: int
    total: int
    fraction: float | None


class Workbench:
    """Session, executors and verbs. ``publish`` is called from any thread and must only queue."""

    def __init__(self, services: Services, publish: Callable[[Changes], None]) -> None:
        self.session = Session()
        self.tasks = Tasks(publish)
        self._services = services
        self._publish = publish
        self._lock = threading.RLock()
        self._scans: deque[Callable[[Task], Changes]] = deque()
        self._packages: Sequence[ModelPackage] | None = None
        self.package_fault: Fault | None = None
        self._analysed_in_batch = 0

    # ---- verbs -------------------------------------------------------------------------------------------

    def open(self, paths: Sequence[Path]) -> Changes:
        """Open files and folders."""
        self._scans.append(partial(self._scan, [path.expanduser().absolute() for path in paths]))
        return self._go()

    def open_sample(self) -> Changes:
        """Open the phantom that the program makes itself."""
        self._scans.append(self._sample)
        return self._go()

    def close_current(self) -> Changes:
        """Forget the shown radiograph; nothing on disk is touched."""
        current = self.session.current
        if current is None:
            return Changes()
        self.session.close(current.id)
        self._go()
        return Changes(entries=True, current=True, results=True)

    def select(self, entry_id: int) -> Changes:
        """Show an entry."""
        if not self.session.select(entry_id):
            return Changes()
        self._go()
        return Changes(entries=True, current=True, results=True)

    def step(self, by: int) -> Changes:
        """Show the next (+1) or previous (-1) radiograph; stays at the ends."""
        entries, index = self.session.entries, self.session.index
        target = min(max(index + by, 0), len(entries) - 1)
        return self.select(entries[target].id) if entries else Changes()

    def analyse_current(self) -> Changes:
        """Queue the shown radiograph for analysis, also if it was analysed before."""
        return self._want([entry for entry in [self.session.current] if entry is not None])

    def analyse_all(self) -> Changes:
        """Queue whatever has no result set yet."""
        return self._want([entry for entry in self.session.entries if entry.results is None])

    def cancel(self) -> Changes:
        """Stop the analysis that runs and forget those that wait. What is done stays done."""
        for entry in self.session.entries:
            if entry.wanted:
                self.session.update(entry.id, wanted=False)
        with self._lock:
            self._scans.clear()
        self.tasks.cancel("infer")
        return Changes(entries=True, results=True, work=True)

    def set_voi(self, voi: Voi | None) -> Changes:
        """Show the current radiograph with this window or VOI LUT; None is the file's default."""
        return self._view(voi=voi)

    def set_preset(self, number: int) -> Changes:
        """Use the file's own window or VOI LUT number 0, 1, ...; nothing happens where there is none."""
        radiograph = self.session.current.radiograph if self.session.current else None
        if radiograph is None or number >= len(radiograph.grayscale.voi):
            return Changes()
        return self._view(voi=radiograph.grayscale.voi[number] if number else None)

    def full_range(self) -> Changes:
        """Show every value of the image."""
        radiograph = self.session.current.radiograph if self.session.current else None
        if radiograph is None:
            return Changes()
        return self._view(voi=window_between(*value_range(radiograph.grayscale)))

    def toggle_invert(self) -> Changes:
        """Swap black and white."""
        return self._view(invert=not self.session.current.invert) if self.session.current else Changes()

    def reset_grey(self) -> Changes:
        """Back to the file's own window and polarity."""
        return self._view(voi=None, invert=False)

    def toggle_overlay(self) -> Changes:
        """Show or hide the lungs."""
        self.session.overlay = replace(self.session.overlay, visible=not self.session.overlay.visible)
        return Changes(view=True)

    def set_opacity(self, opacity: float) -> Changes:
        """How strongly the lungs are drawn, 0..1."""
        self.session.overlay = replace(self.session.overlay, opacity=min(max(opacity, 0.0), 1.0))
        return Changes(view=True)

    def toggle_scores(self) -> Changes:
        """Show or hide the scores behind the flags."""
        self.session.show_scores = not self.session.show_scores
        return Changes(view=True)

    def progress(self) -> Progress | None:
        """What runs now, for the status strip. Reading comes first: analysis waits for it."""
        entries = self.session.entries
        infer = self.tasks.running("infer")
        if infer is not None and infer.name == "analyse":
            waiting = sum(entry.wanted for entry in entries)
            total = self._analysed_in_batch + 1 + waiting
            return Progress(
                "Analysing", self._analysed_in_batch + 1, total, (self._analysed_in_batch + infer.fraction) / total
            )
        read = self.tasks.running("read")
        if read is not None and read.name != "read":
            return Progress("Searching", 0, 0, None)
        if read is not None:
            done = sum(entry.state != "waiting" for entry in entries)
            return Progress("Reading", done, len(entries), done / max(len(entries), 1))
        return Progress("Loading models", 0, 0, None) if infer is not None else None

    def dismiss_notice(self) -> Changes:
        """Forget the notice about what could not be opened."""
        self.session.notice = None
        return Changes(entries=True)

    def close(self) -> None:
        """Stop all work and wait for its threads."""
        self.tasks.close()

    # ---- scheduling --------------------------------------------------------------------------------------

    def _go(self) -> Changes:
        """Give idle lanes work; called after every verb and whenever a lane falls idle."""
        with self._lock:
            if self.tasks.running("read") is None:
                self._next_read()
            if self.tasks.running("infer") is None:
                self._next_analysis()
        return Changes(work=True)

    def _scan(self, paths: Sequence[Path], task: Task) -> Changes:
        return operations.add_paths(self.session, paths, self._services.find, task)

    def _sample(self, task: Task) -> Changes:
        return operations.add_paths(self.session, self._services.make_sample(), list, task)

    def _next_read(self) -> None:
        if self._scans:
            self.tasks.start("read", "search", self._scans.popleft(), self._go)
            return
        near = [e for e in self.session.near() if e.radiograph is None and e.state != "unreadable"]
        entry = next(iter([*near, *(e for e in self.session.entries if e.state == "waiting")]), None)
        if entry is not None:
            work = partial(operations.read_entry, self.session, entry.id, self._services.read)
            self.tasks.start("read", "read", work, partial(self._read_done, entry.id))

    def _next_analysis(self) -> None:
        ready = [e for e in self.session.entries if e.wanted and e.state not in ("waiting", "reading")]
        if not ready:
            self._analysed_in_batch = 0
            return
        if self._packages is None:
            self.tasks.start("infer", "load models", self._load_packages, self._go)
            return
        if not self._packages:
            for entry in ready:
                self.session.update(entry.id, wanted=False)
            self._publish(Changes(entries=True, results=True))
            return
        current = self.session.current
        entry = next((e for e in ready if current is not None and e.id == current.id), ready[0])
        work = partial(
            operations.analyse_entry,
            self.session,
            entry.id,
            self._packages,
            self._services.read,
            self._services.analyse,
        )
        self.tasks.start("infer", "analyse", work, partial(self._analysis_done, entry.id))

    def _load_packages(self, task: Task) -> Changes:
        try:
            packages = self._services.load_packages()
        except UserError as error:
            self.package_fault = Fault.of(error)
            packages = ()
        self.session.models = len(packages)
        self._packages = packages
        return Changes(results=True)

    def _read_done(self, entry_id: int) -> None:
        self._bury(entry_id, "reading", "unreadable")
        self._go()

    def _analysis_done(self, entry_id: int) -> None:
        self._analysed_in_batch += 1
        self._bury(entry_id, "analysing", "failed")
        self._go()

    def _bury(self, entry_id: int, unfinished: State, state: State) -> None:
        """An entry whose work died of a bug must not look as if it were still at it, nor be tried for ever."""
        entry = self.session.entry(entry_id)
        if entry is not None and entry.state == unfinished:
            fault = Fault(
                "The program made an error on this file.", "A file it can handle.", "Please report it with the log."
            )
            self.session.update(entry_id, state=state, fault=fault, wanted=False)
            self._publish(Changes(entries=True, current=True, results=True))

    def _want(self, entries: list[Entry]) -> Changes:
        for entry in entries:
            if entry.state not in ("unreadable", "analysing"):
                self.session.update(entry.id, wanted=True)
        return Changes(entries=True, results=True) | self._go()

    def _view(self, **fields: Unpack[EntryFields]) -> Changes:
        current = self.session.current
        if current is None:
            return Changes()
        self.session.update(current.id, **fields)
        return Changes(view=True)
