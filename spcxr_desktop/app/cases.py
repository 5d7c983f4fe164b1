"""Going from study to study: along the worklist where the reading began there, else along what is open.

The next two are opened and decoded before they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.record import Record
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.rows import StudyRow

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library

_AHEAD = 2  # studies of the worklist that are opened before they are asked for
_PRIORS = 3  # earlier studies that are opened to compare with: as many as panes can show


class Opener(Protocol):
    """Opens files off the GUI thread; ``show``: the first one is shown."""

    def __call__(self, paths: Callable[[], Sequence[Path]], show: bool = True) -> Changes: ...


class Cases:
    """``select`` shows an entry; ``go`` has what is expected next read."""

    def __init__(
        self,
        session: Session,
        record: Record,
        open_files: Opener,
        select: Callable[[int], Changes],
        go: Callable[[], object],
    ) -> None:
        self._session, self._record = session, record
        self._open_files, self._select, self._go = open_files, select, go
        self._walk: tuple[int, ...] = ()  # studies in the order in which the worklist had them when one was opened
        self._places: dict[int, int] = {}
        self._study: int | None = None  # the last one that was opened of them
        self._ahead: tuple[int, ...] = ()  # studies that will be asked for next
        record.images.registered = self._expect

    def open(self, study: int) -> Changes:
        """Show a study of the worklist; from here on the next one is the next of its rows.

        They are remembered: a study that was read must not lose its place in a list of what is unread.
        """
        self._walk = tuple(row.id for row in self._record.worklist.listing.rows)
        self._places = {other: place for place, other in enumerate(self._walk)}
        return self._show(study)

    def _show(self, study: int) -> Changes:
        """Show it, and get the next two ready."""
        self._study = study
        ids = self._record.images.entries_of_study(study)
        if ids:
            changes = self._select(ids[0])
        else:
            self._record.worklist.files(study, partial(self._open_found, True))
            changes = Changes(work=True)
        self._look_ahead(study)
        return changes

    def step(self, by: int) -> Changes:
        """The next (+1) or previous (-1) study; stays at the ends."""
        if self._walking():
            study = self._beside(by)
            return self._show(study) if study is not None else Changes()
        target = self._session.case_beside(by)
        return self._select(target) if target is not None else Changes()

    def can_step(self, by: int) -> bool:
        """Whether there is a study to go to."""
        return (self._beside(by) if self._walking() else self._session.case_beside(by)) is not None

    def open_unfinished(self) -> Changes:
        """Open what a crash cut short."""
        lane = self._record.lane
        images, lane.unfinished = lane.unfinished, ()
        if images:
            self._record.worklist.paths_of(images, lambda paths: self._open_paths(paths, True))
        return lane.dismiss()

    def open_priors(self, entry_id: int) -> None:
        """Open the latest earlier studies of the same patient that the record knows of; nothing else is shown."""

        def find(library: Library) -> Changes:
            study = self._record.images.study(entry_id)
            for row in library.worklist.priors(study)[:_PRIORS] if study is not None else ():
                if not self._record.images.entries_of_study(row.id):
                    self._record.worklist.files(row.id, partial(self._open_found, False))
            return Changes()

        self._record.lane.do(find, urgent=True, kept=False)

    def _walking(self) -> bool:
        """Whether what is shown was opened from the worklist."""
        current = self._session.current
        return current is not None and self._study is not None and (
            self._record.images.study(current.id) == self._study
        )

    def _beside(self, by: int) -> int | None:
        """The study so many places on, None beyond the ends."""
        place = self._places.get(self._study, -1) if self._study is not None else -1
        return self._walk[place + by] if place >= 0 and 0 <= place + by < len(self._walk) else None

    # ---- on the record's lane ----------------------------------------------------------------------------

    def _open_found(self, show: bool, row: StudyRow, there: Sequence[Path], missing: Sequence[Path]) -> None:
        if missing:
            count = "An original" if len(missing) == 1 else f"{len(missing):,} originals"
            self._record.lane.tell(
                UserError(
                    f"{count} of this study cannot be found where it was opened from.",
                    "The file itself: the record never copies it.",
                    "Connect its disk or bring it back, or open it from its new place; what was kept is found again.",
                ),
                tuple(str(path) for path in missing),
            )
        self._open_paths(there, show)

    def _open_paths(self, paths: Sequence[Path], show: bool) -> None:
        if paths:
            self._open_files(lambda: paths, show)

    def _look_ahead(self, study: int) -> None:
        place = self._places.get(study, -1)
        self._ahead = self._walk[place + 1 : place + 1 + _AHEAD] if place >= 0 else ()
        for other in self._ahead:
            if not self._record.images.entries_of_study(other):
                self._record.worklist.files(other, partial(self._open_ahead, other))
        self._expect()

    def _open_ahead(self, study: int, row: StudyRow, there: Sequence[Path], missing: Sequence[Path]) -> None:
        """Missing originals are told once they are asked for."""
        if study in self._ahead and not self._record.images.entries_of_study(study):
            self._open_paths(there, False)

    def _expect(self) -> None:
        """The first radiograph of each study that comes next, as far as they are open by now."""
        firsts = (self._record.images.entries_of_study(study)[:1] for study in self._ahead)
        self._session.expect([entry_id for ids in firsts for entry_id in ids])
        self._go()
