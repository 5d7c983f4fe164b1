"""The record of this reader while the program runs: opened, used and closed off the GUI thread.

Everything that writes or reads it for the window is a job of one lane, done in order, what is urgent first. The lane
of the models asks the record itself, from its own thread: the ``Library`` allows that. Where the record cannot be
opened the program works all the same, a notice says that nothing is kept, and reviews live in memory alone.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Notice
from spcxr_desktop.app.tasks import Cancelled, Task, Tasks
from spcxr_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library

Job = Callable[["Library"], Changes]
OpenLibrary = Callable[[], "Library"]

_TURN_S = 0.05  # how long one who needs the record waits before it asks whether it should stop
_ROOM_EVERY = 200  # jobs, after which the room on the disk is looked at again


class RecordLane:
    """Opens the library, runs jobs on it, says what the user must know of it. ``publish`` must only queue."""

    def __init__(self, open_library: OpenLibrary | None, tasks: Tasks, publish: Callable[[Changes], None]) -> None:
        """Without ``open_library`` there is no record, and no notice of that."""
        self._open, self._tasks, self._publish = open_library, tasks, publish
        self._lock = threading.RLock()
        self._urgent: deque[tuple[Job, bool]] = deque()
        self._jobs: deque[tuple[Job, bool]] = deque()
        self._library: Library | None = None
        self._settled = threading.Event()  # opened, or known not to open
        self._done = 0
        self._closed = False
        self._told: set[str] = set()
        self._waits = ""  # what was told last of steps that could not be written, or now are
        self.failed: Callable[[], None] = lambda: None  # called once it is known that there is no record
        self.quota_gib, self.daily_backup = 0, False  # the reader's settings; 0: no bound but the disk
        self.notice: Notice | None = None  # what opening found, what could not be kept
        self.room: Notice | None = None  # that the disk or the quota is nearly used up
        self.unfinished: tuple[int, ...] = ()  # images with steps of a review that a crash left behind
        if open_library is None:
            self._settled.set()

    @property
    def available(self) -> bool:
        """Whether anything is kept."""
        return self._library is not None

    @property
    def settled(self) -> bool:
        """Whether it is known by now if there is a record."""
        return self._settled.is_set()

    def idle(self) -> bool:
        """Whether nothing waits. What runs is the lane's to say."""
        with self._lock:
            return self._settled.is_set() and not self._urgent and not self._jobs

    def do(self, job: Job, urgent: bool = False, kept: bool = True) -> None:
        """Run ``job`` on the record's lane; what it returns is published. Nothing happens where there is no record.

        ``urgent``: before all that is not. ``kept``: also when the program ends before its turn came.
        """
        with self._lock:
            if self._closed or (self._settled.is_set() and self._library is None):
                return
            (self._urgent if urgent else self._jobs).append((job, kept))
        self.go()

    def go(self) -> None:
        """Give the lane its next job, or open the record first."""
        with self._lock:
            if self._closed or self._tasks.running("record") is not None:
                return
            if not self._settled.is_set():
                self._tasks.start("record", "open the record", self._begin, self.go)
            elif self._urgent or self._jobs:
                self._tasks.start("record", "record", self._next, self.go)

    def library(self, cancel: Callable[[], bool] | None = None) -> Library | None:
        """The open library, for a worker's thread: waits until that is decided. Raises Cancelled."""
        self.go()
        while not self._settled.wait(_TURN_S):
            if self._closed or (cancel is not None and cancel()):
                raise Cancelled
        return self._library

    def tell(self, error: UserError, details: tuple[str, ...] = ()) -> None:
        """Put an error into the notice, each kind once."""
        with self._lock:
            if error.code and error.code in self._told:
                return
            self._told.add(error.code)
            self._add(f"{error.found} {error.remedy}", details)
        self._publish(Changes(record=True, entries=True))

    def trouble(self, error: UserError | None) -> None:
        """What a journal says, from its own thread: the disk refuses, or (None) takes everything again."""
        text = "The steps that waited in memory are on the disk now."
        if error is not None:
            text = f"Steps of the open review wait in memory. {error.found} {error.remedy}"
        with self._lock:
            if self.notice is not None and self._waits:
                rest = " ".join(self.notice.text.replace(self._waits, "").split())
                self.notice = replace(self.notice, text=rest) if rest else None
            self._waits = text
            self._add(text, ())
        self._publish(Changes(record=True, entries=True))

    def damaged(self, kept_as: str) -> None:
        """A journal was opened that had more wrong with it than a last step cut short."""
        with self._lock:
            text = "A review's journal was damaged. Every step before the damage is back; later ones may be missing."
            self._add(text, (f"The damaged file was kept for inspection: {kept_as}",))
        self._publish(Changes(record=True, entries=True))

    def dismiss(self) -> Changes:
        """The notice was read."""
        self.notice = None
        return Changes(record=True, entries=True)

    def close(self, last: Callable[[Library], None]) -> None:
        """Do what still has to be kept, then ``last``, then close. The lanes have ended; idempotent."""
        with self._lock:
            self._closed = True
            jobs = [job for job, kept in (*self._urgent, *self._jobs) if kept]
            self._urgent.clear()
            self._jobs.clear()
            library, self._library = self._library, None
            self._settled.set()
        if library is None:
            return
        try:
            for job in jobs:
                self._try(job, library)
            last(library)
        finally:
            library.close()

    # ---- on the lane -------------------------------------------------------------------------------------

    def _begin(self, task: Task) -> Changes:
        assert self._open is not None
        try:
            library = self._open()
        except UserError as error:
            with self._lock:
                self._urgent.clear()
                self._jobs.clear()
                self._settled.set()
            self._add(f"Nothing of this session will be kept. {error.found} {error.remedy}", ())
            self.failed()
            return Changes(record=True, entries=True)
        with self._lock:
            self._library = library
            self._settled.set()
        for found in library.notices:
            self._add(f"{found.found} {found.remedy}", ())
        self._recover(library)
        if self.daily_backup:
            self.do(self._back_up_if_due, kept=False)
        return Changes(record=True, entries=True) | self._try(self._look_at_room, library)

    def _recover(self, library: Library) -> None:
        """Reviews that a crash cut short are told once, with a way to open them."""
        left = [review for review in library.unfinished_reviews() if not review.open_elsewhere]
        self.unfinished = tuple(dict.fromkeys(review.image for review in left if review.image is not None))
        count = len(self.unfinished)
        if count:
            which = "A review was" if count == 1 else f"{count:,} reviews were"
            text = f"{which} cut short when the program last ended. Nothing that was done is lost."
            self._add(text, (), action="Open it" if count == 1 else "Open them")

    def _next(self, task: Task) -> Changes:
        with self._lock:
            library, queue = self._library, self._urgent or self._jobs
            if library is None or not queue:
                return Changes()
            job, _ = queue.popleft()
        self._done += 1
        changes = self._try(job, library)
        return changes | (self._try(self._look_at_room, library) if self._done % _ROOM_EVERY == 0 else Changes())

    def _try(self, job: Job, library: Library) -> Changes:
        try:
            return job(library)
        except UserError as error:
            self.tell(error)
            return Changes(record=True)

    def watch(self, quota_gib: int, daily_backup: bool) -> None:
        """Follow the reader's settings; a new bound is looked at at once."""
        changed = quota_gib != self.quota_gib
        self.quota_gib, self.daily_backup = quota_gib, daily_backup
        if changed and self.available:
            self.do(self._look_at_room, kept=False)

    def _back_up_if_due(self, library: Library) -> Changes:
        """A checked copy each day that the program is used, in the background."""
        if library.backup_due():
            library.back_up()
        return Changes()

    def _look_at_room(self, library: Library) -> Changes:
        """A word in time, before there is no room left."""
        from spcxr_desktop.store.quota import GIB

        said = library.usage(self.quota_gib * GIB).notice
        room = None if said is None else Notice(said.found, (said.remedy,), nameless=True)
        changed, self.room = room != self.room, room
        return Changes(record=changed)

    def _add(self, text: str, details: tuple[str, ...], action: str = "") -> None:
        """Notices add up until they are read."""
        before = self.notice
        if before is not None and text in before.text:
            return
        lines = (before.details if before is not None else ()) + details
        whole = text if before is None else f"{before.text} {text}"
        self.notice = Notice(whole, lines, nameless=True, action=action or (before.action if before else ""))
