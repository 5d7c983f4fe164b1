"""The line for analysis as the reader steers it: one out of it, one in once more, all of it held."""

from __future__ import annotations

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.schedule import Schedule
from spcxr_desktop.app.session import Session

_TOUCHED = Changes(entries=True, results=True, work=True)


class AnalysisQueue:
    """Verbs on what waits for the models; the bench has one."""

    def __init__(self, session: Session, schedule: Schedule) -> None:
        self._session, self._schedule = session, schedule

    @property
    def paused(self) -> bool:
        """Whether nothing new is begun."""
        return self._schedule.paused

    def pause(self, paused: bool) -> Changes:
        """Begin no further analysis, or go on. What runs is brought to its end; what waits keeps its place."""
        self._schedule.paused = paused
        return _TOUCHED | self._schedule.go()

    def can_leave(self, entry: Entry) -> bool:
        """Whether an entry waits for analysis, or is in the middle of it."""
        return entry.state == "analysing" or self._session.is_wanted(entry.id)

    def leave(self, entry: Entry) -> Changes:
        """Take one entry out of the line, or stop its analysis; the others go on."""
        self._schedule.leave(entry.id)
        return _TOUCHED

    def can_retry(self, entry: Entry) -> bool:
        """Whether reading or analysing it ended in an error, and nobody asked for it again."""
        return entry.id in self._session.faulty and not self._session.is_wanted(entry.id)

    def retry(self, entry: Entry) -> Changes:
        """Read and analyse once more what ended in an error: the file, the disk or the computer may be better now."""
        return self._retry((entry.id,))

    def retry_all(self) -> Changes:
        """All that ended in an error."""
        return self._retry(tuple(sorted(self._session.faulty)))

    def _retry(self, ids: tuple[int, ...]) -> Changes:
        for entry_id in ids:
            self._session.update_if(entry_id, ("unreadable",), state="waiting", fault=None)
        self._session.want(ids)
        return _TOUCHED | Changes(current=True) | self._schedule.go()
