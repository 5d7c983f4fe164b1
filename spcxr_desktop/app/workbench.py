"""The application as the window sees it: verbs that change the session at once or set work going."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import EntryFields, Fault
from spcxr_desktop.app.schedule import Progress, Schedule, Services
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.domain.grayscale import Voi, value_range, window_between

__all__ = ["Progress", "Services", "Workbench"]


class Workbench:
    """Session, schedule and verbs. ``publish`` is called from any thread and must only queue."""

    def __init__(self, services: Services, publish: Callable[[Changes], None]) -> None:
        self.session = Session()
        self._services = services
        self._schedule = Schedule(self.session, services, publish)

    @property
    def tasks(self) -> Tasks:
        """The executors."""
        return self._schedule.tasks

    @property
    def package_fault(self) -> Fault | None:
        """Why the model packages could not be loaded."""
        return self._schedule.package_fault

    # ---- opening and moving about ------------------------------------------------------------------------

    def open(self, paths: Sequence[Path]) -> Changes:
        """Open files, folders and archives."""
        wanted = [path.expanduser().absolute() for path in paths]
        return self._schedule.open(lambda: wanted)

    def open_sample(self) -> Changes:
        """Open the phantom that the program makes itself."""
        return self._schedule.open(self._services.make_sample)

    def close_current(self) -> Changes:
        """Forget the shown radiograph; nothing on disk is touched."""
        current = self.session.current
        if current is None:
            return Changes()
        self.session.close(current.id)
        self._schedule.closed(current)
        return Changes(entries=True, current=True, results=True)

    def select(self, entry_id: int) -> Changes:
        """Show an entry."""
        if not self.session.select(entry_id):
            return Changes()
        self._schedule.shown()
        return Changes(entries=True, current=True, results=True)

    def step(self, by: int) -> Changes:
        """Show the next (+1) or previous (-1) radiograph; stays at the ends."""
        target = self.session.id_at(min(max(self.session.index + by, 0), len(self.session) - 1))
        return self.select(target) if target is not None else Changes()

    def step_frame(self, by: int) -> Changes:
        """Show the next (+1) or previous (-1) frame of the file; stays at the ends."""
        current = self.session.current
        if current is None:
            return Changes()
        target = min(max(current.frame + by, 0), current.frames - 1)
        if target == current.frame:
            return Changes()
        self.session.update(current.id, frame=target)
        self._schedule.go()
        return Changes(entries=True, work=True)

    def show_rows(self, ids: Sequence[int]) -> None:
        """These rows are in view: get their thumbnails."""
        self._schedule.show_rows(ids)

    def dismiss_notice(self) -> Changes:
        """Forget the notice about what could not be opened."""
        self.session.notice = None
        return Changes(entries=True)

    def dismiss_hints(self) -> Changes:
        """Forget the notice about files that do not agree; their rows stay marked."""
        self.session.hint_notice = None
        return Changes(entries=True)

    # ---- analysis ----------------------------------------------------------------------------------------

    def analyse_current(self) -> Changes:
        """Queue the shown radiograph for analysis, also if it was analysed before."""
        current = self.session.current
        return self._want([current.id] if current is not None else [])

    def analyse_all(self) -> Changes:
        """Queue whatever has no result set yet."""
        return self._want(self.session.unanalysed)

    def cancel(self) -> Changes:
        """Stop the search and the analysis that run, forget those that wait. What is done stays done."""
        self._schedule.cancel()
        return Changes(entries=True, results=True, work=True)

    def progress(self) -> Progress | None:
        """What runs now, for the status strip."""
        return self._schedule.progress()

    def idle(self) -> bool:
        """Whether nothing runs and nothing waits."""
        return self._schedule.idle()

    def close(self) -> None:
        """Stop all work and wait for its threads."""
        self._schedule.close()

    # ---- looking -----------------------------------------------------------------------------------------

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

    def _want(self, ids: Sequence[int]) -> Changes:
        self.session.want(ids)
        return Changes(entries=True, results=True) | self._schedule.go()

    def _view(self, **fields: Unpack[EntryFields]) -> Changes:
        current = self.session.current
        if current is None:
            return Changes()
        self.session.update(current.id, **fields)
        return Changes(view=True)
