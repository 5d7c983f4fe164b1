"""What is open, what is shown, how it is shown. The one mutable root of the application.

Entries are immutable and replaced whole under a lock, so that a worker may publish one while the window draws
another, and no reader ever sees half a change.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypedDict, Unpack

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.grayscale import Voi
from spcxr_desktop.domain.radiograph import Identity, Radiograph

State = Literal["waiting", "reading", "ready", "analysing", "analysed", "refused", "failed", "unreadable"]

KEEP_PIXELS = 6  # radiographs held decoded: the shown one, its neighbours, the last looked at (18 MB each at 9 Mpx)


@dataclass(frozen=True)
class Fault:
    """Why an entry could not be read or analysed: the three parts of a UserError."""

    found: str
    expected: str
    remedy: str

    @classmethod
    def of(cls, error: UserError) -> Fault:
        """The same three parts as a value."""
        return cls(error.found, error.expected, error.remedy)


@dataclass(frozen=True, eq=False)
class Entry:
    """One opened file. ``radiograph``, ``upright`` (uint16, contiguous) and ``half`` (``upright`` averaged 2 x 2)
    are None until read, or once let go."""

    id: int
    path: Path
    state: State = "waiting"
    identity: Identity = field(default_factory=Identity)
    dicom: bool = True
    thumbnail: NDArray[np.uint8] | None = None
    radiograph: Radiograph | None = None
    upright: NDArray[np.uint16] | None = None
    half: NDArray[np.uint16] | None = None
    results: ResultSet | None = None
    lungs: Lungs | None = None
    fault: Fault | None = None
    wanted: bool = True  # an analysis is queued
    voi: Voi | None = None  # None: the default of the file
    invert: bool = False

    @property
    def flags(self) -> int:
        """How many findings are flagged."""
        return len(self.results.flagged) if self.results is not None else 0


class EntryFields(TypedDict, total=False):
    """What may be replaced in an entry."""

    state: State
    identity: Identity
    dicom: bool
    thumbnail: NDArray[np.uint8]
    radiograph: Radiograph
    upright: NDArray[np.uint16]
    half: NDArray[np.uint16]
    results: ResultSet
    lungs: Lungs | None
    fault: Fault | None
    wanted: bool
    voi: Voi | None
    invert: bool


@dataclass(frozen=True)
class Overlay:
    """How the lungs are drawn. ``opacity`` 0..1."""

    visible: bool = True
    opacity: float = 0.4


class Session:
    """Opened entries, which one is current, and the state of the view."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._entries: tuple[Entry, ...] = ()
        self._current: int | None = None  # entry id
        self._recent: list[int] = []  # entry ids, most recently looked at last
        self._next_id = 1
        self.overlay = Overlay()
        self.show_scores = False
        self.notice: Fault | None = None  # what could not be opened at all
        self.models: int | None = None  # how many model packages are loaded; None: not yet looked for

    @property
    def entries(self) -> tuple[Entry, ...]:
        """A snapshot, in the order of opening."""
        return self._entries

    @property
    def current(self) -> Entry | None:
        """The entry that is shown."""
        with self._lock:
            return None if self._current is None else self._find(self._current)

    @property
    def index(self) -> int:
        """Position of the current entry, -1 without one."""
        with self._lock:
            return next((i for i, entry in enumerate(self._entries) if entry.id == self._current), -1)

    def entry(self, entry_id: int) -> Entry | None:
        """The present state of an entry; None once it was closed."""
        with self._lock:
            return self._find(entry_id)

    def add(self, paths: Sequence[Path]) -> tuple[int, ...]:
        """Open files as new entries, without those already open. Returns the ids, new and old, in order."""
        with self._lock:
            known = {entry.path: entry.id for entry in self._entries}
            ids = []
            for path in paths:
                if path not in known:
                    known[path] = self._next_id
                    self._entries += (Entry(self._next_id, path),)
                    self._next_id += 1
                ids.append(known[path])
            return tuple(ids)

    def select(self, entry_id: int) -> bool:
        """Make an entry current. False when it already is, or is not open."""
        with self._lock:
            if entry_id == self._current or self._find(entry_id) is None:
                return False
            self._current = entry_id
            self._recent = [*(i for i in self._recent if i != entry_id), entry_id]
            return True

    def update(self, entry_id: int, **fields: Unpack[EntryFields]) -> Entry | None:
        """Replace an entry by a copy with these fields; None when it was closed meanwhile."""
        with self._lock:
            entry = self._find(entry_id)
            if entry is None:
                return None
            changed = replace(entry, **fields)
            self._entries = tuple(changed if old.id == entry_id else old for old in self._entries)
            return changed

    def close(self, entry_id: int) -> None:
        """Forget an entry; its neighbour becomes current."""
        with self._lock:
            index = next((i for i, entry in enumerate(self._entries) if entry.id == entry_id), None)
            if index is None:
                return
            self._entries = self._entries[:index] + self._entries[index + 1 :]
            self._recent = [i for i in self._recent if i != entry_id]
            if self._current == entry_id:
                self._current = None
                if self._entries:
                    self.select(self._entries[min(index, len(self._entries) - 1)].id)

    def let_go(self) -> None:
        """Drop the pixels of all but the current entry, its neighbours and the last looked at."""
        with self._lock:
            index = self.index
            near = [entry.id for entry in self._entries[max(index - 1, 0) : index + 2]]
            keep = list(dict.fromkeys([*near, *reversed(self._recent)]))[:KEEP_PIXELS]
            self._entries = tuple(
                entry if entry.id in keep or entry.radiograph is None else _without_pixels(entry)
                for entry in self._entries
            )

    def near(self) -> tuple[Entry, ...]:
        """The current entry, the next and the previous one: what should be decoded first."""
        with self._lock:
            index = self.index
            order = (index, index + 1, index - 1)
            return tuple(self._entries[i] for i in order if index >= 0 and 0 <= i < len(self._entries))

    def _find(self, entry_id: int) -> Entry | None:
        return next((entry for entry in self._entries if entry.id == entry_id), None)


def _without_pixels(entry: Entry) -> Entry:
    results = entry.results
    if results is not None and results.lungs is not None:
        results = replace(results, lungs=None)  # ``entry.lungs.mask()`` still gives it
    return replace(entry, radiograph=None, upright=None, half=None, results=results)
