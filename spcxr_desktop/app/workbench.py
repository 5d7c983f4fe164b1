"""The application as the window sees it: verbs that change the session at once or set work going."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Unpack, cast

from spcxr_desktop.app.analysis_queue import AnalysisQueue
from spcxr_desktop.app.assessing import Assessing
from spcxr_desktop.app.cases import Cases
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.derived import DerivedShelf
from spcxr_desktop.app.display import MASKING, Tool
from spcxr_desktop.app.entry import EntryFields, Fault, Notice, Overlay
from spcxr_desktop.app.evidence import chosen_evidence
from spcxr_desktop.app.judging import Judging
from spcxr_desktop.app.layouts import Layouts
from spcxr_desktop.app.mask_desk import MaskDesk
from spcxr_desktop.app.mask_refine import Refiner
from spcxr_desktop.app.network.desk import Network
from spcxr_desktop.app.panes import Layout
from spcxr_desktop.app.parts import Part
from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.privacy import SCREEN
from spcxr_desktop.app.record import Record
from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.schedule import Progress, Schedule, Services
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.signing import Signing
from spcxr_desktop.app.signing_export import Exporting
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import Voi, value_range, window_between
from spcxr_desktop.domain.turn import Turn

__all__ = ["Progress", "Services", "Workbench"]


class Workbench:
    """Session, schedule and verbs. ``publish`` is called from any thread and must only queue."""

    def __init__(
        self, services: Services, publish: Callable[[Changes], None], preferences: Preferences | None = None
    ) -> None:
        self.session = Session()
        self.preferences = preferences or Preferences()
        self.parts: tuple[Part, ...] = ()
        self._services = services
        self._schedule = Schedule(self.session, services, publish)
        self.queue = AnalysisQueue(self.session, self._schedule)
        self.layouts = Layouts(self.session, self._schedule.shown)
        self.cases = Cases(self.session, self.record, self._schedule.open, self.select, self._schedule.go)
        self.layouts.find_priors = self.cases.open_priors
        self.review = ReviewDesk(self.session, self.record.open_review, self.record.close_review)
        self.masks = MaskDesk(self.session, self.review)
        self.refiner = Refiner(
            self.session, self.masks, lambda: self.review.history, services.lung_maps,
            lambda: self._schedule.packages or services.load_packages(),
            lambda work: self.tasks.start("infer", "refine", work, self._schedule.go) is not None,
        )  # fmt: skip
        self.assessing = Assessing(self.session, self.review, self._schedule, self.preferences)
        self.signing = Signing(self.session, self.review, self.record, self.judging, self.preferences)
        self.exporting = Exporting(self.session, self._schedule, services, lambda: self.signing.reader.id)
        self.network = Network(services, self._schedule, self.exporting, publish, lambda: self.signing.reader.id)
        self.record.then = self.network.start
        self._follow_settings()
        if self.preferences.settings.default_layout != self.session.panes.layout:
            self.layouts.arrange(cast(Layout, self.preferences.settings.default_layout))
        self.preferences.attach(self.tasks, partial(_tell_unsaved, self.session, publish))
        if self.preferences.notes:
            told = " ".join(f"{note.found} {note.remedy}" for note in self.preferences.notes)
            self.session.notice = Notice(told, nameless=True)

    @property
    def record(self) -> Record:
        """What is kept."""
        return self._schedule.record

    @property
    def derived(self) -> DerivedShelf:
        """What other systems say of what is open."""
        return self._schedule.derived

    @property
    def judging(self) -> Judging:
        """What the reader says of findings."""
        return self.assessing.judging

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
        return self._schedule.open(lambda: wanted) | self.preferences.remember(wanted)

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

    def open_study(self, study: int) -> Changes:
        """Show a study of the worklist; its files are opened where they are not."""
        self.session.worklist_page = False
        return self.cases.open(study) | Changes(view=True)

    def show_worklist(self, shown: bool) -> Changes:
        """The worklist over the whole window, or the picture; another window may have changed the record meanwhile."""
        self.session.worklist_page = shown
        if shown:
            self.record.worklist.reload()
        return Changes(view=True, record=True)

    def show_side(self, worklist: bool) -> Changes:
        """The worklist in the side, or what is open."""
        self.session.worklist_side = worklist
        if worklist:
            self.record.worklist.reload()
        return Changes(view=True, record=True)

    def step_study(self, by: int) -> Changes:
        """Show the next (+1) or previous (-1) study; stays at the ends."""
        return self.cases.step(by)

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

    def dismiss_record(self) -> Changes:
        """Forget the notice about what is kept."""
        return self.record.lane.dismiss()

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
        self.review.settle()
        self.network.stop()
        self._schedule.close()
        self.network.close()
        self.preferences.close()

    # ---- settings ----------------------------------------------------------------------------------------

    def change_settings(self, **values: object) -> Changes:
        """Change settings and what follows from them. Raises ValueError on a value that is none."""
        return self._followed(self.preferences.change(**values))

    def reset_settings(self) -> Changes:
        """Back to the first values of everything but the window's place and the recent cases."""
        return self._followed(self.preferences.reset())

    def load_parts(self) -> Changes:
        """Find out what the program is made of, for the page about it; ``parts`` has it when it is published."""
        if not self.parts:
            self.preferences.aside(self._load_parts)
        return Changes()

    def write_file(self, path: Path, data: bytes) -> Changes:
        """Write a small file off the GUI thread; where it cannot be, a notice says so."""
        self.preferences.aside(partial(_write, path, data))
        return Changes()

    def open_recent(self, number: int) -> Changes:
        """Open what was opened as the ``number``-th last, from 0."""
        recent = self.preferences.settings.recent
        return self.open([Path(recent[number])]) if number < len(recent) else Changes()

    def _load_parts(self) -> Changes:
        from spcxr_desktop.app.parts import program_parts  # reads dozens of files

        self.parts = program_parts()
        return Changes(settings=True)

    def _followed(self, changes: Changes) -> Changes:
        if not changes:
            return changes
        self._follow_settings()
        return changes | Changes(entries=True, current=True, results=True, view=True)

    def _follow_settings(self) -> None:
        settings = self.preferences.settings
        self.session.overlay = Overlay(settings.show_lungs, settings.lung_opacity, settings.evidence_opacity)
        self.session.analyse_on_open = settings.analyse_on_open
        self.record.lane.watch(settings.record_quota_gib, settings.daily_backup)
        SCREEN.on = settings.privacy
        self.assessing.follow_settings()
        self.network.follow(settings)

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
        """Back to the file's own window and polarity, and upright."""
        return self._view(voi=None, invert=False, turn=Turn())

    def turn(self, step: Turn) -> Changes:
        """Turn or flip what is shown. Nothing but the view changes."""
        current = self.session.current
        return self._view(turn=current.turn.then(step)) if current is not None else Changes()

    def set_tool(self, tool: Tool) -> Changes:
        """Take up a tool; the one at hand once more goes back to the window."""
        now = self.session.display.tool
        self.review.settle()
        self.session.display = replace(self.session.display, tool="window" if tool == now else tool)
        if tool in MASKING:
            self.masks.ready()
            self.session.overlay = replace(self.session.overlay, visible=True)  # nobody paints blindly
        return Changes(view=True)

    def put_down(self) -> Changes:
        """Put the tool down, or let go of what is selected; no changes where there is neither."""
        display = self.session.display
        if display.tool != "window":
            self.session.display = replace(display, tool="window")
            return Changes(view=True)
        return self.review.select(None)

    def toggle_overlay(self) -> Changes:
        """Hide the lungs and the evidence, or show again what of them was hidden."""
        session = self.session
        shown = session.overlay.visible, session.display.evidence
        if shown != (False, None):
            session.put_away, shown = shown, (False, None)
        else:
            shown = session.put_away
        session.overlay = replace(session.overlay, visible=shown[0])
        session.display = replace(session.display, evidence=shown[1])
        return Changes(view=True) | self.preferences.change(show_lungs=shown[0])

    def show_evidence(self, label: str | None) -> Changes:
        """Draw the evidence for a finding; "" for the first that is flagged, None draws none."""
        self.session.display = replace(self.session.display, evidence=label)
        self.session.put_away = (True, None)
        return Changes(view=True)

    def toggle_evidence(self) -> Changes:
        """Show the evidence for the first flagged finding, or none."""
        return self.show_evidence("" if self.session.display.evidence is None else None)

    def next_evidence(self) -> Changes:
        """The evidence for the next finding that has any, flagged or not; after the last the first."""
        current = self.session.current
        labels = [evidence.label for evidence in current.evidence] if current is not None else []
        if current is None or not labels:
            return Changes()
        shown = chosen_evidence(current.evidence, current.results, self.session.display.evidence)
        place = labels.index(shown.label) + 1 if shown is not None else 0
        return self.show_evidence(labels[place % len(labels)])

    def set_evidence_opacity(self, opacity: float) -> Changes:
        """How strongly the evidence is drawn, 0..1."""
        opacity = min(max(opacity, 0.0), 1.0)
        self.session.overlay = replace(self.session.overlay, evidence=opacity)
        return Changes(view=True) | self.preferences.change(evidence_opacity=opacity)

    def set_opacity(self, opacity: float) -> Changes:
        """How strongly the lungs are drawn, 0..1."""
        opacity = min(max(opacity, 0.0), 1.0)
        self.session.overlay = replace(self.session.overlay, opacity=opacity)
        return Changes(view=True) | self.preferences.change(lung_opacity=opacity)

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
        self.layouts.spread(fields)
        return Changes(view=True)


def _write(path: Path, data: bytes) -> Changes:
    """Raises UserError."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UserError(
            f"The file cannot be written ({error.strerror}).", "A folder you may write to.", "Choose another folder."
        ) from error
    return Changes()


def _tell_unsaved(session: Session, publish: Callable[[Changes], None], error: UserError) -> None:
    """The settings could not be saved: say so once, where files that could not be opened are told as well."""
    session.notice = Notice(f"{error.found} {error.remedy}", nameless=True)
    publish(Changes(entries=True))
