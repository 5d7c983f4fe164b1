"""What is open, what is shown, how it is shown. The one mutable root of the application.

Entries are immutable and replaced whole under a lock, so that a worker may publish one while the window draws
another, and no reader ever sees half a change. Nothing that is done per file, per frame or per key press may
cost more with 10,000 files open than with ten: hence the sets kept beside the entries.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Unpack

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry, EntryFields, Fault, Notice, Overlay, Plane, State
from spcxr_desktop.app.panes import Panes

__all__ = ["Entry", "EntryFields", "Fault", "Notice", "Overlay", "Plane", "Session", "State"]

KEEP_PIXELS = 6  # radiographs held decoded: the shown one, its neighbours, the last looked at (18 MB each at 9 Mpx)
KEEP_THUMBNAILS = 400  # 20 kB each; more than any list shows at once
_AHEAD, _BEHIND = 2, 1  # neighbours that are decoded before they are asked for
_CASES = 2  # studies after the shown one, likewise


@dataclass(frozen=True)
class Delta:
    """What happened to the list since a ``revision``. ``touched``: ids that are new or were replaced, latest first.
    ``closed``: something was taken out as well."""

    revision: int
    touched: tuple[int, ...]
    closed: bool


class Session:
    """Opened entries, which one is current, and the state of the view."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._entries: dict[int, Entry] = {}
        self._order: list[int] = []  # ids ascending: an entry's place is found by bisection
        self._ids: dict[Path, int] = {}
        self._snapshot: tuple[Entry, ...] | None = ()
        self._current: int | None = None  # entry id
        self._recent: list[int] = []  # ids, the last looked at at the end; as many as keep their pixels
        self._decoded: dict[int, None] = {}
        self._expected: tuple[int, ...] = ()  # entries that will be asked for next, whatever their place
        self._thumbnails: dict[int, None] = {}  # the last used at the end
        self._unanalysed: set[int] = set()
        self._faulty: set[int] = set()
        self._wanted: dict[int, None] = {}  # in line for analysis
        self._later: set[int] = set()  # in line as soon as they are looked at
        self._touched: dict[int, int] = {}  # id -> revision of its last change, the latest at the end
        self._revision = self._closed = 0
        self._next_id = 1
        self.overlay = Overlay()
        self.display = Display()
        self.panes = Panes()
        self.show_scores = False
        self.put_away: tuple[bool, str | None] = (True, None)  # lungs and evidence that come back when shown again
        self.reader_first = False  # see ``read_first``
        self.worklist_page = False  # the worklist over the whole window instead of the picture
        self.worklist_side = False  # the worklist in the side instead of what is open
        self.analyse_on_open = True
        self.notice: Notice | None = None  # what could not be opened
        self.hint_notice: Notice | None = None  # what does not agree between opened files
        self.models: int | None = None  # how many model packages are loaded; None: not yet looked for

    def __len__(self) -> int:
        return len(self._order)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """A snapshot, in the order of opening."""
        with self._lock:
            if self._snapshot is None:
                self._snapshot = tuple(self._entries.values())
            return self._snapshot

    @property
    def current(self) -> Entry | None:
        """The entry that is shown."""
        with self._lock:
            return None if self._current is None else self._entries[self._current]

    @property
    def index(self) -> int:
        """Position of the current entry, -1 without one."""
        with self._lock:
            return -1 if self._current is None else bisect_left(self._order, self._current)

    def entry(self, entry_id: int) -> Entry | None:
        """The present state of an entry; None once it was closed."""
        with self._lock:
            return self._entries.get(entry_id)

    def id_at(self, index: int) -> int | None:
        """The id at a position, None beyond the ends."""
        with self._lock:
            return self._order[index] if 0 <= index < len(self._order) else None

    def changes_since(self, revision: int) -> Delta:
        """What to redraw for a list that was up to date at ``revision``; 0 for an empty list."""
        with self._lock:
            touched = takewhile(lambda item: item[1] > revision, reversed(self._touched.items()))
            return Delta(self._revision, tuple(item[0] for item in touched), self._closed > revision)

    # ---- changing ----------------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path], fields: Mapping[Path, EntryFields] | None = None) -> tuple[int, ...]:
        """Open files as new entries, without those already open. Returns the ids, new and old, in order."""
        with self._lock:
            ids = []
            for path in paths:
                entry_id = self._ids.get(path)
                if entry_id is None:
                    entry_id = self._ids[path] = self._next_id
                    self._next_id += 1
                    self._order.append(entry_id)
                    self._put(Entry(entry_id, path, **(fields or {}).get(path, {})))
                ids.append(entry_id)
            return tuple(ids)

    def select(self, entry_id: int) -> bool:
        """Make an entry current. False when it already is, or is not open."""
        with self._lock:
            if entry_id == self._current or entry_id not in self._entries:
                return False
            self._current = entry_id
            asked = self.display.evidence and ""  # a label is chosen for one radiograph, and so is lifting the shutter
            self.display = replace(self.display, shutter=True, evidence=asked)
            self._recent = [*(i for i in self._recent if i != entry_id), entry_id][-KEEP_PIXELS:]
            if entry_id in self._later:
                self.want([entry_id])
            return True

    def select_none(self) -> None:
        """No entry is current: the active pane is empty."""
        with self._lock:
            self._current = None

    def update(self, entry_id: int, **fields: Unpack[EntryFields]) -> Entry | None:
        """Replace an entry by a copy with these fields; None when it was closed meanwhile."""
        with self._lock:
            entry = self._entries.get(entry_id)
            return None if entry is None else self._put(replace(entry, **fields))

    def update_if(self, entry_id: int, states: tuple[State, ...], **fields: Unpack[EntryFields]) -> Entry | None:
        """``update``, but only while the entry is in one of these states: several lanes publish into one entry."""
        with self._lock:
            entry = self._entries.get(entry_id)
            return self._put(replace(entry, **fields)) if entry is not None and entry.state in states else None

    def close(self, entry_id: int) -> None:
        """Forget an entry; its neighbour becomes current."""
        with self._lock:
            entry = self._entries.pop(entry_id, None)
            if entry is None:
                return
            index = bisect_left(self._order, entry_id)
            del self._order[index], self._ids[entry.path]
            for kept in (self._decoded, self._thumbnails, self._wanted, self._touched):
                kept.pop(entry_id, None)
            self._unanalysed.discard(entry_id)
            self._faulty.discard(entry_id)
            self._later.discard(entry_id)
            self._recent = [i for i in self._recent if i != entry_id]
            self._revision += 1
            self._closed, self._snapshot = self._revision, None
            if self._current == entry_id:
                self._current = None
                if self._order:
                    self.select(self._order[min(index, len(self._order) - 1)])

    def let_go(self) -> None:
        """Drop the pixels of all but the current entry, its neighbours and the last looked at."""
        with self._lock:
            near = [entry.id for entry in self.near()]
            keep = list(dict.fromkeys([*near, *reversed(self._recent)]))[:KEEP_PIXELS]
            for entry_id in [i for i in self._decoded if i not in keep]:
                self._put(self._entries[entry_id].without_pixels())

    def near(self) -> tuple[Entry, ...]:
        """What should be decoded first: the current entry, those in other panes, what is expected, the next one, the
        two studies after this, the neighbours.

        Never more than keep their pixels, or what is read would be let go and read again for ever.
        """
        with self._lock:
            index = self.index
            ahead = [index + i for i in range(1, _AHEAD + 1)]
            order = (ahead[0], *self._cases_ahead(index), *ahead[1:], *(index - i for i in range(1, _BEHIND + 1)))
            around = [self._order[i] for i in order if index >= 0 and 0 <= i < len(self._order)]
            asked = (self._current, *self.panes.ids, *self._expected)
            shown = [i for i in asked if i is not None and i in self._entries]
            return tuple(self._entries[i] for i in [*dict.fromkeys([*shown, *around])][:KEEP_PIXELS])

    def expect(self, ids: Sequence[int]) -> None:
        """These entries will be asked for next: they are decoded before that."""
        with self._lock:
            self._expected = tuple(ids[:_CASES])

    def case_beside(self, by: int) -> int | None:
        """The first entry of the next (+1) or previous (-1) study among the open ones; None at the ends."""
        with self._lock:
            index = self.index
            place = self._leave_case(index, by) if index >= 0 else None
            if place is None or by > 0:
                return None if place is None else self._order[place]
            before = self._leave_case(place, -1)  # ``place`` is the last of its study
            return self._order[0 if before is None else before + 1]

    def _cases_ahead(self, index: int) -> Iterator[int]:
        """Places of the first entries of the next two studies."""
        place = index if index >= 0 else None
        for _ in range(_CASES):
            place = self._leave_case(place, 1) if place is not None else None
            if place is not None:
                yield place

    def _leave_case(self, index: int, by: int) -> int | None:
        """The nearest place, in steps of ``by``, that belongs to another study; None where there is none."""
        here, place = self._case(index), index + by
        while 0 <= place < len(self._order):
            if self._case(place) != here:
                return place
            place += by
        return None

    def _case(self, index: int) -> object:
        """What an entry shares with the others of its study alone."""
        entry = self._entries[self._order[index]]
        who = entry.identity
        return (who.patient_id, who.study_instance_uid) if who.study_instance_uid else entry.id

    def use_thumbnails(self, ids: Iterable[int]) -> None:
        """Keep these thumbnails longer than others."""
        with self._lock:
            for entry_id in ids:
                if self._thumbnails.pop(entry_id, 0) is None:
                    self._thumbnails[entry_id] = None

    def read_first(self, on: bool) -> bool:
        """Whether results stay hidden until the reader has given an opinion. False where it is so already."""
        with self._lock:
            if on == self.reader_first:
                return False
            self.reader_first = on
            for entry in self.entries:
                if entry.results is not None:
                    self._put(entry)
            return True

    # ---- in line for analysis ----------------------------------------------------------------------------

    @property
    def wanted(self) -> tuple[int, ...]:
        """Ids in line for analysis, in order."""
        with self._lock:
            return tuple(self._wanted)

    @property
    def unanalysed(self) -> tuple[int, ...]:
        """Entries that can be analysed and have no result set, in order."""
        with self._lock:
            return tuple(sorted(self._unanalysed))

    @property
    def faulty(self) -> Set[int]:
        """Entries whose reading or analysis ended in an error."""
        return self._faulty

    @property
    def can_want_more(self) -> bool:
        """Whether some entry that can be analysed has no result set and is not yet in line."""
        with self._lock:
            return len(self._unanalysed) > len(self._wanted) or not self._unanalysed <= self._wanted.keys()

    def is_wanted(self, entry_id: int) -> bool:
        """Whether an entry is in line for analysis."""
        return entry_id in self._wanted

    def want(self, ids: Iterable[int], when_shown: bool = False) -> None:
        """Put entries in line, at once or as soon as they are shown. Those that cannot be analysed are left out."""
        with self._lock:
            known = (self._entries[i] for i in ids if i in self._entries)
            able = [entry.id for entry in known if entry.analysable and entry.state != "analysing"]
            if when_shown:
                self._later.update(i for i in able if i not in self._wanted)
            else:
                self._later.difference_update(able)
                self._wanted.update(dict.fromkeys(able))

    def unwant(self, entry_id: int | None = None) -> None:
        """Take one entry, or all, out of the line."""
        with self._lock:
            if entry_id is None:
                self._wanted.clear()
                self._later.clear()
            else:
                self._wanted.pop(entry_id, None)
                self._later.discard(entry_id)

    # ---- inside ------------------------------------------------------------------------------------------

    def _put(self, entry: Entry) -> Entry:
        """Store an entry and keep the sets beside it true."""
        entry_id = entry.id
        veiled = self.reader_first and not entry.revealed and entry.results is not None and bool(entry.results.scores)
        if veiled != entry.veiled:
            entry = replace(entry, veiled=veiled)
        self._entries[entry_id] = entry
        self._snapshot = None
        self._revision += 1
        self._touched.pop(entry_id, None)
        self._touched[entry_id] = self._revision
        if entry.radiograph is not None:
            self._decoded[entry_id] = None
        else:
            self._decoded.pop(entry_id, None)
        if not entry.analysable:
            self._wanted.pop(entry_id, None)
            self._later.discard(entry_id)
        if entry.results is None and entry.analysable and entry.state != "analysing":
            self._unanalysed.add(entry_id)
        else:
            self._unanalysed.discard(entry_id)
        (self._faulty.add if entry.state in ("failed", "unreadable") else self._faulty.discard)(entry_id)
        if entry.thumbnail is None:
            self._thumbnails.pop(entry_id, None)
        elif entry_id not in self._thumbnails:
            self._thumbnails[entry_id] = None
            if len(self._thumbnails) > KEEP_THUMBNAILS:
                oldest = next(iter(self._thumbnails))
                self._put(replace(self._entries[oldest], thumbnail=None))
        return entry
