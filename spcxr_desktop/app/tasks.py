"""Work off the GUI thread: one executor per lane, progress, cancel. Nothing else in the program makes a thread.

Lanes are single threads on purpose: two decodes at once gain nothing on two cores and would starve the window,
and models run one radiograph after the other. Searching folders has a lane of its own, so that what is shown is
decoded while ten thousand files are still being looked through.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.store.logs import log_failure

Lane = Literal[
    "scan", "read", "infer", "settings", "record", "export",
    "network", "ask", "retrieve", "send", "send2", "vouch", "outbox", "watch",
]  # fmt: skip
LANES: tuple[Lane, ...] = ("scan", "read", "infer", "settings", "record", "export")
NETWORK_LANES: tuple[Lane, ...] = (  # these may wait long, and nobody waits for them
    "network", "ask", "retrieve", "send", "send2", "vouch", "outbox", "watch",
)  # fmt: skip

logger = logging.getLogger(__name__)


class Cancelled(Exception):
    """The work was cancelled. Not an error: nothing is shown and nothing is logged."""


class CancelToken:
    """Set once from any thread; the worker looks at it between steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the worker to stop at its next step."""
        self._event.set()

    def __call__(self) -> bool:
        """Whether the work should stop: the form in which libraries take a cancel check."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise Cancelled if the work should stop."""
        if self._event.is_set():
            raise Cancelled


class Task:
    """One piece of work: what it is, how far it got (0..1), and its cancel token."""

    def __init__(self, lane: Lane, name: str, publish: Callable[[Changes], None]) -> None:
        self.lane = lane
        self.name = name
        self.fraction = 0.0
        self.token = CancelToken()
        self._publish = publish

    def progress(self, fraction: float) -> None:
        """Report how far the work got, 0..1. Called on the worker; the GUI redraws its strip later."""
        self.fraction = min(max(fraction, 0.0), 1.0)
        self._publish(Changes(work=True))

    def publish(self, changes: Changes) -> None:
        """Tell of what is done already, in the middle of the work."""
        self._publish(changes)


Work = Callable[[Task], Changes]


class Tasks:
    """The executors. ``publish`` is called on worker threads and must only queue."""

    def __init__(self, publish: Callable[[Changes], None]) -> None:
        self._publish = publish
        lanes = (*LANES, *NETWORK_LANES)  # a thread is made with a lane's first task
        self._executors = {lane: ThreadPoolExecutor(1, thread_name_prefix=f"spcxr-{lane}") for lane in lanes}
        self._lock = threading.Lock()
        self._running: dict[Lane, Task] = {}
        self._closed = False
        self.faults: list[str] = []  # bugs: what escaped from work, as text without data

    def running(self, lane: Lane) -> Task | None:
        """The task of a lane, or None when the lane is idle."""
        with self._lock:
            return self._running.get(lane)

    def start(self, lane: Lane, name: str, work: Work, done: Callable[[], object]) -> Task | None:
        """Run ``work`` on the lane's thread, publish its Changes, then call ``done`` there.

        Returns None, and runs nothing, when the lane is busy or everything is closed: whoever wants more work
        done asks again from ``done``, so that what is most urgent *then* goes first.
        """
        task = Task(lane, name, self._publish)
        with self._lock:
            if self._closed or lane in self._running:
                return None
            self._running[lane] = task
            future = self._executors[lane].submit(work, task)
        future.add_done_callback(lambda finished: self._finish(task, finished, done))
        return task

    def cancel(self, lane: Lane) -> None:
        """Ask the task of a lane to stop."""
        task = self.running(lane)
        if task is not None:
            task.token.cancel()

    def close(self) -> None:
        """Cancel what runs and wait for the threads to end. Idempotent."""
        with self._lock:
            self._closed = True
            running = list(self._running.values())
        for task in running:
            task.token.cancel()
        for executor in self._executors.values():
            executor.shutdown(wait=True, cancel_futures=True)

    def _finish(self, task: Task, future: Future[Changes], done: Callable[[], object]) -> None:
        with self._lock:
            self._running.pop(task.lane, None)
        changes = Changes(work=True)
        if not future.cancelled():
            fault = future.exception()
            if fault is None:
                changes |= future.result()
            elif not isinstance(fault, Cancelled):
                self._report(task, fault)
        self._publish(changes)
        if not self._closed:
            done()

    def _report(self, task: Task, fault: BaseException) -> None:
        """Log where it happened but not the message, which may quote a header."""
        self.faults.append(f"{task.name}: {type(fault).__name__}")
        log_failure(logger, "task.failed", fault, lane=task.lane)
