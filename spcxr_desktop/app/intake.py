"""Opening files, folders and archives: rows appear while the search goes on, headers before pixels.

What the user named gets a row whatever it is, with the reason if it cannot be read. What merely lay in a folder
gets a row if its header reads; the rest is counted, by reason, in one notice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.derived_intake import DerivedIntake
from spcxr_desktop.app.entry import EntryFields, Fault, Notice
from spcxr_desktop.app.operations import Finder, HeaderReader, entry_changes
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Cancelled, Task
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.domain.errors import UserError

AUTOMATIC = 200  # files of one opening that are analysed unasked; the others when looked at, or by "Analyse all"
_BATCH_ROWS, _BATCH_S = 100, 0.06  # rows are shown when so many have come, or so long after the last ones
_NAMES = 3  # files named per reason in the notice

Arrived = Callable[[Changes], None]
Compare = Callable[[Sequence[int]], bool]  # ids -> whether any entry has other hints now


class Intake:
    """One opening. ``arrived`` is called whenever rows came, ``compare`` with the ids whose identity is known."""

    def __init__(
        self,
        session: Session,
        find: Finder,
        headers: HeaderReader,
        arrived: Arrived,
        compare: Compare,
        show: bool = True,
    ) -> None:
        """``show``: the first one that is found is shown, and notices of former openings go."""
        self._session, self._find, self._headers = session, find, headers
        self._arrived, self._compare, self._show = arrived, compare, show
        self._named: set[Path] = set()
        self._pending: dict[Path, EntryFields] = {}
        self._flushed = 0.0
        self._opened = 0  # rows in line for analysis, or beyond those that are
        self._selected = False
        self._refused: dict[str, list[str]] = {}  # reason -> names of files
        self._told: list[str] = []  # what is to know of archives and indexes
        self.derived: DerivedIntake | None = None
        self.found = 0

    def run(self, paths: Sequence[Path], task: Task) -> Changes:
        """Search, read headers, open. Returns what is still to be drawn."""
        if self._show:
            self._session.notice = None
        self._named = set(paths)
        try:
            for batch in self._find(paths, task.token, self._tell):
                task.token.check()
                self._take(batch, task)
            self._flush()
        except UserError as error:
            self._flush()
            self._session.notice = Notice(f"{error.found} {error.expected} {error.remedy}")
        except Cancelled:
            self._flush()
            raise
        else:
            waiting = self.derived.notice() if self.derived is not None else None
            if self._show or waiting is not None:
                self._session.notice = self._notice(waiting)
        return Changes(entries=True)

    def _take(self, batch: Sequence[Path], task: Task) -> None:
        """Rows for what was named at once, for the rest once its header is read."""
        self.found += len(batch)
        likely = self.derived.likely if self.derived is not None else _never
        self._add({path: {} for path in batch if path in self._named and not likely(path)})
        for path, header in self._headers(batch, task.token):
            task.token.check()
            if isinstance(header, UserError):
                self._refuse(path, header)
            elif self.derived is not None and self.derived.takes(header):
                self._arrived(self.derived.take(path, task, self._count, path in self._named))
            elif header.dicom and not (header.rows and header.columns) and path not in self._named:
                self._count("They hold no picture: reports, plans and the like.", path)
            else:
                self._accept(path, header)
            if self._due():
                self._flush()

    def _accept(self, path: Path, header: Header) -> None:
        fields = EntryFields(identity=header.identity, dicom=header.dicom, frames=max(header.frames, 1))
        self._pending[path] = fields

    def _refuse(self, path: Path, error: UserError) -> None:
        if path not in self._named:
            self._count(error.found, path)
            return
        (entry_id,) = self._session.add([path])
        entry = self._session.entry(entry_id)
        if entry is not None and entry.state == "waiting":
            self._session.update(entry_id, state="unreadable", fault=Fault.of(error))
            self._arrived(entry_changes(self._session, entry_id))

    def _tell(self, path: Path, text: str) -> None:
        self._told.append(f"{path.name}: {text}")

    def _count(self, reason: str, path: Path) -> None:
        self._refused.setdefault(reason, []).append(path.name)

    def _due(self) -> bool:
        """The first row at once, so that its picture is decoded; then in batches, so that the window keeps up."""
        waited = time.monotonic() - self._flushed
        return bool(self._pending) and (len(self._pending) >= _BATCH_ROWS or waited >= _BATCH_S)

    def _flush(self) -> None:
        """Rows for the headers that were read since the last time."""
        pending, self._pending = self._pending, {}
        self._add(pending)
        if pending:
            self._flushed = time.monotonic()

    def _add(self, rows: dict[Path, EntryFields]) -> None:
        if not rows:
            return
        session, last = self._session, self._session.id_at(len(self._session) - 1) or 0
        ids = session.add(list(rows), rows)
        for entry_id, fields in zip(ids, rows.values(), strict=True):
            entry = session.entry(entry_id)
            if fields and entry is not None and entry.identity != fields["identity"]:
                session.update(entry_id, **fields)  # it had its row before its header
        self._line_up([entry_id for entry_id in ids if entry_id > last])
        changes = Changes(entries=True)
        if not self._selected:
            self._selected = True
            if self._show or session.current is None:
                session.select(ids[0])
                changes = Changes(entries=True, current=True, results=True)
        self._arrived(changes)
        known = [entry_id for entry_id, fields in zip(ids, rows.values(), strict=True) if fields]
        if known and self._compare(known):
            self._arrived(Changes(entries=True))

    def _line_up(self, ids: Sequence[int]) -> None:
        """The first AUTOMATIC of an opening are analysed unasked, where the user wants any to be."""
        if not self._session.analyse_on_open:
            return
        room = max(AUTOMATIC - self._opened, 0)
        self._session.want(ids[:room])
        self._session.want(ids[room:], when_shown=True)
        self._opened += len(ids)

    def _notice(self, waiting: Notice | None) -> Notice | None:
        """``waiting``: objects whose images are not open."""
        if waiting is not None:
            return replace(waiting, details=(*waiting.details, *self._details()))
        refused = sum(len(names) for names in self._refused.values())
        if not self.found or (refused == self.found and not self._selected):
            text = "There is nothing here that could be a radiograph. Choose DICOM files, folders or ZIP archives of "
            return Notice(text + "them, PNG or JPEG.", self._details(), nameless=True)
        if not refused:
            text = "Not everything in here could be opened."
            return Notice(text, self._details(), nameless=True) if self._told else None
        rest = "is no radiograph and was left out" if refused == 1 else "are not radiographs and were left out"
        return Notice(f"{refused:,} of {self.found:,} files {rest}.", self._details(), nameless=True)

    def _details(self) -> tuple[str, ...]:
        """One line per reason: how many, why, the first few names."""
        lines = []
        for reason, names in sorted(self._refused.items(), key=lambda item: -len(item[1])):
            more = f" and {len(names) - _NAMES:,} more" if len(names) > _NAMES else ""
            lines.append(f"{len(names):,} ×  {reason}  ({', '.join(names[:_NAMES])}{more})")
        return (*lines, *self._told)


def _never(path: Path) -> bool:
    return False
