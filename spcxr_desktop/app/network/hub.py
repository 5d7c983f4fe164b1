"""What the parts of the network share: the store, the lanes, a clock, and one loop that gives them their turns.

The loop is a task on the lane "network". It sleeps until the next part is due or somebody wakes it, and does what is
asked of the store: the window's thread touches no disk.
"""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Fault
from spcxr_desktop.app.network.wire import Wire
from spcxr_desktop.app.tasks import NETWORK_LANES, Task, Tasks
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.network import NetworkStore

CHANGED = Changes(network=True)


class Part(Protocol):
    """Something that has work from time to time."""

    def tick(self) -> float | None:
        """Begin what is due. In how many seconds to ask again; None: not before ``Hub.wake``. Raises UserError."""


class Hub:
    """``publish`` is called from any thread and must only queue. ``clock``: seconds, never backwards."""

    def __init__(
        self,
        folder: Callable[[], Path] | None,
        tasks: Tasks,
        publish: Callable[[Changes], None],
        wire: Callable[[], Wire],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self.tasks, self.publish, self._make_wire = folder, tasks, publish, wire
        self.clock, self.draw = clock, random.Random()
        self.store: NetworkStore | None = None
        self.root: Path | None = None  # the user's data folder
        self.notice: Fault | None = None
        self.over = False
        self._wire: Wire | None = None
        self._lock = threading.Lock()
        self._jobs: deque[Callable[[NetworkStore], None]] = deque()
        self._wake = threading.Event()

    @property
    def wire(self) -> Wire:
        """What goes out; made when first needed."""
        if self._wire is None:
            self._wire = self._make_wire()
        return self._wire

    def do(self, job: Callable[[NetworkStore], None]) -> Changes:
        """Have something done on the lane of the network; an error of it is told."""
        with self._lock:
            self._jobs.append(job)
        self.wake()
        return Changes()

    def wake(self) -> None:
        """Something may be due now."""
        self._wake.set()

    def changed(self) -> None:
        """What is drawn has changed."""
        self.publish(CHANGED)

    def tell(self, error: UserError) -> None:
        """Put an error where the user sees it."""
        self.notice = Fault.of(error)
        self.changed()

    # ---- from start to end -------------------------------------------------------------------------------

    def open(self) -> bool:
        """Open the store, on the lane; False where there is none, which is told."""
        if self._folder is None:
            return False
        try:
            self.root = self._folder()
            self.store = NetworkStore.open(self.root / "network")
        except UserError as error:
            self.tell(error)
        return self.store is not None

    def run(self, parts: Sequence[Part], task: Task) -> Changes:
        """The loop: until ``stop``."""
        while not (self.over or task.token()):
            self._wake.clear()
            self.work_off()
            if not self.over:
                self._wake.wait(self.turn(parts))
        return CHANGED

    def work_off(self) -> None:
        """Do what was asked for."""
        while self.store is not None:
            with self._lock:
                if not self._jobs:
                    return
                job = self._jobs.popleft()
            try:
                job(self.store)
            except UserError as error:
                self.tell(error)
            self.changed()

    def turn(self, parts: Sequence[Part]) -> float | None:
        """Each part its turn; in how many seconds the next one is due."""
        waits: list[float] = []
        for part in parts:
            try:
                wait = part.tick()
            except UserError as error:
                self.tell(error)
                wait = 30.0
            if wait is not None:
                waits.append(max(wait, 0.05))
        return min(waits, default=None)

    def stop(self) -> None:
        """No part begins anything more; what runs is asked to end."""
        self.over = True
        for lane in NETWORK_LANES:
            self.tasks.cancel(lane)
        self.wake()

    def close(self) -> None:
        """The lanes have ended: what was asked for last is done, the store is closed."""
        if self.store is not None:
            self.work_off()
            self.store.close()
            self.store = None
