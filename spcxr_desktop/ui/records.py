"""The window's parts that show the record: both lists, the wide page, its notice, and what was looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.app.worklist_rows import Filters
from spcxr_desktop.ui.panels.side import Side
from spcxr_desktop.ui.panels.strips import NoticeBar
from spcxr_desktop.ui.panels.studies import StudiesPanel
from spcxr_desktop.ui.panels.worklist import WorklistPage, WorklistView

READ_MS = 1000  # a radiograph in view for so long was looked at


class RecordParts(QObject):
    """Makes the parts; ``draw`` follows what changed. ``pages``: the reading room, and the worklist over all of it.

    ``reading``: the reader came back to the picture.
    """

    reading = Signal()

    def __init__(self, bench: Workbench, studies: StudiesPanel, publish: Callable[[Changes], None]) -> None:
        super().__init__()
        self._bench, self._publish = bench, publish
        record = bench.record
        self.list = WorklistView(record.worklist, record.lane, wide=False)
        self.page = WorklistPage(record.worklist, record.lane)
        self.side = Side(studies, self.list)
        self.notice = NoticeBar("What is kept")
        self.pages = QStackedWidget()
        self._looking: int | None = None
        self._stopped = False
        self._worked: tuple[int | None, bool] = (None, False)  # what is shown, and whether its review holds anything
        self._looked = QTimer(self, singleShot=True, interval=READ_MS)
        self._looked.timeout.connect(self._read)
        for view in (self.list, self.page.view):
            view.opened.connect(lambda study: publish(bench.open_study(study)))
            view.chosen.connect(record.worklist.choose)
            view.in_view.connect(record.worklist.show_rows)
            view.asked.connect(self._ask)
        self.side.asked.connect(lambda shown: publish(bench.show_side(shown)))
        self.notice.dismissed.connect(lambda: publish(bench.dismiss_record()))
        self.notice.acted.connect(lambda: publish(bench.cases.open_unfinished()))
        QTimer.singleShot(0, self, record.start)  # the window is shown first

    def add_reading(self, reading: QWidget) -> QStackedWidget:
        """Put the reading room in; returns both pages."""
        self.pages.addWidget(reading)
        self.pages.addWidget(self.page)
        return self.pages

    def draw(self, changes: Changes) -> None:
        """Follow the session and the record."""
        session = self._bench.session
        if changes.view or changes.record or changes.current:
            self._turn_to(session.worklist_page)
            self.side.show_worklist(session.worklist_side)
        if changes.record or changes.settings:
            self.list.refresh()
            self.page.refresh()
            self.side.count_unread(self._bench.record.worklist.listing.unread)
            self.notice.show_notice(self._bench.record.lane.notice)
        if changes.current or changes.view or changes.record:
            self._watch()
        if changes.current or changes.review:
            self._follow_review()

    def stop(self) -> None:
        """The window closes: nothing more is told."""
        self._stopped = True
        self._looked.stop()

    def search(self) -> None:
        """Type into the search field of the worklist that is shown."""
        (self.page.view if self._bench.session.worklist_page else self.list).bar.focus_search()

    def _turn_to(self, worklist: bool) -> None:
        """The keyboard goes with the page."""
        if self.pages.currentIndex() == int(worklist):
            return
        self.pages.setCurrentIndex(int(worklist))
        if worklist:
            self.page.view.focus_rows()
        else:
            self.reading.emit()

    def _ask(self, filters: Filters) -> None:
        self._bench.record.worklist.ask(filters)
        self._publish(Changes(record=True))

    def _follow_review(self) -> None:
        """The worklist says "in review" with the first step, and no longer once all are taken back."""
        current, history = self._bench.session.current, self._bench.review.history
        worked = history is not None and (history.can_undo or history.can_redo)
        now = (current.id if current is not None else None, worked)
        if now != self._worked:
            self._worked = now
            study = self._bench.record.images.study(current.id) if current is not None else None
            if study is not None:
                self._bench.record.worklist.touch(study)

    def _watch(self) -> None:
        """Start the clock for what is in view now."""
        session = self._bench.session
        current = session.current
        seen = current is not None and current.upright is not None and not current.read and not session.worklist_page
        looking = current.id if current is not None and seen else None
        if looking == self._looking or self._stopped:  # changes may still come after the window was closed
            return
        self._looking = looking
        if looking is None:
            self._looked.stop()
        else:
            self._looked.start()

    def _read(self) -> None:
        looking, self._looking = self._looking, None
        if looking is not None:
            self._publish(self._bench.record.looked_at(looking))
