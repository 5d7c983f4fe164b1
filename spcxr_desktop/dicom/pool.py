"""The workers that stand ready, who gets which, and what replaces one that died."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from spcxr_desktop.dicom.limits import Cancelled, Limits
from spcxr_desktop.dicom.link import TICK_S, Link
from spcxr_desktop.domain.errors import UserError

_FORSAKEN_S = 0.5  # how long a worker may go on with what nobody wants any more; usually it is done sooner


class Pool:
    """A few equal workers: one is started at once, another as soon as two things are asked for at the same time.

    Urgent work (what somebody looks at) takes any of them; other work leaves one free, and waits for urgent work.
    One daemon thread watches time and memory while answers are owed, and sleeps otherwise.
    """

    def __init__(self, size: int, limits: Limits, jobs: str) -> None:
        self._size, self._limits, self._jobs = size, limits, jobs
        self._changed = threading.Condition()
        self._idle: list[Link] = []
        self._leased: dict[Link, bool] = {}  # -> whether for urgent work
        self._forsaken: dict[Link, float] = {}  # -> since when; these finish what nobody wants
        self._urgent_waiting = 0
        self._failures = 0  # workers in a row that died before their first word
        self._failed_at = 0.0
        self._keeper: threading.Thread | None = None
        self.closed = False

    def start(self) -> None:
        """Start the first worker, and return at once. Does nothing when it was called before."""
        with self._changed:
            if self._keeper is not None or self.closed:
                return
            self._try_to_spawn()
            self._keeper = threading.Thread(target=self._keep, name="reader-keeper", daemon=True)
            self._keeper.start()
            atexit.register(self.close)  # before multiprocessing's own, which would wait for a worker that hangs

    def lease(self, urgent: bool, cancel: Callable[[], bool], prefer: Link | None = None) -> Link:
        """A worker to talk to, until it is given back, forsaken or buried.

        Raises Cancelled, and UserError where no worker starts.
        """
        self.start()
        with self._changed:
            self._urgent_waiting += urgent
            try:
                while True:
                    if self.closed or cancel():
                        raise Cancelled
                    link = self._pick(urgent, prefer)
                    if link is not None:
                        self._leased[link] = urgent
                        self._changed.notify_all()
                        return link
                    self._changed.wait(TICK_S)
            finally:
                self._urgent_waiting -= urgent

    def give_back(self, link: Link) -> None:
        """All answers came."""
        with self._changed:
            self._failures = 0
            # whoever looks at films takes from the front, whoever searches from the back, so that a search keeps
            # the worker that knows it
            self._idle.insert(0 if self._leased.pop(link) else len(self._idle), link)
            self._end_if_closed()

    def forsake(self, link: Link) -> None:
        """Answers are owed that nobody waits for: it gets a moment to finish, which is cheaper than a new one."""
        with self._changed:
            self._leased.pop(link, None)
            link.forsake()
            self._forsaken[link] = time.monotonic()
            self._end_if_closed()

    def bury(self, link: Link) -> None:
        """It died, or deserves to; another one takes its place, unless it did not even start."""
        link.close()
        with self._changed:
            self._leased.pop(link, None)
            if not link.started:
                self._failed()
            elif not self.closed:
                self._try_to_spawn()
            self._changed.notify_all()

    def close(self) -> None:
        """Kill all workers. Whoever waits for an answer gets Cancelled. Idempotent."""
        with self._changed:
            self.closed = True
            for link in self._leased:
                link.kill("reader_crashed")  # its pipe belongs to the thread that talks
            self._end_if_closed()
        atexit.unregister(self.close)

    def _pick(self, urgent: bool, prefer: Link | None) -> Link | None:
        """A free worker, a new one where there is room; None if one has to wait."""
        if not urgent:
            others = sum(not is_urgent for is_urgent in self._leased.values())
            if self._urgent_waiting or others >= max(self._size - 1, 1):
                return None
        self._recover()
        ready = [link for link in self._idle if link.started or link.speaks]
        if not ready and self._count() < self._size:
            if self._leased:
                self._try_to_spawn()
            else:
                self._spawn()
        if not ready and not self._leased:
            ready = self._idle  # nobody else will be done before it has started
        if not ready:
            return None
        link = prefer if prefer in ready else ready[0 if urgent else -1]
        self._idle.remove(link)
        return link

    def _recover(self) -> None:
        """Take those back that are done with what nobody wanted; drop idle workers that died unasked."""
        for link in [link for link in self._forsaken if link.speaks]:
            del self._forsaken[link]
            self._idle.append(link)
        for link in [link for link in self._idle if not link.alive]:
            self._idle.remove(link)
            link.close()
            if not link.started:
                self._failed()

    def _count(self) -> int:
        return len(self._idle) + len(self._leased) + len(self._forsaken)

    def _spawn(self) -> None:
        """One more worker. Raises UserError where several in a row did not start."""
        if self._failures >= self._limits.starts:
            if time.monotonic() - self._failed_at < self._limits.rest_s:
                raise unavailable()
            self._failures = 0
        try:
            self._idle.append(Link(self._jobs, self._limits))
        except OSError as error:  # no more processes, no more memory
            self._failed(self._limits.starts)
            raise unavailable() from error

    def _try_to_spawn(self) -> None:
        """One more worker, ahead of need; where it does not start, whoever needs it will hear of it."""
        with suppress(UserError):
            self._spawn()

    def _failed(self, times: int = 1) -> None:
        self._failures += times
        self._failed_at = time.monotonic()

    def _end_if_closed(self) -> None:
        """After every change of who has which; with the door closed, nobody needs those that nobody talks to."""
        if self.closed:
            for link in (*self._idle, *self._forsaken):
                link.close()
            self._idle.clear()
            self._forsaken.clear()
        self._changed.notify_all()

    def _keep(self) -> None:
        """The keeper's thread."""
        last = time.monotonic()
        while True:
            with self._changed:
                if not self.closed:
                    self._changed.wait(self._pause())
                if self.closed:
                    return
                busy = [link for link in (*self._idle, *self._leased, *self._forsaken) if link.owed]
            now = time.monotonic()
            for link in busy:
                link.watch(now - last)
            last = now
            with self._changed:
                self._end_forsaken(now)

    def _pause(self) -> float | None:
        """Seconds until the keeper has something to look at; None for until it is woken."""
        return TICK_S if self._leased or any(link.owed for link in (*self._idle, *self._forsaken)) else None

    def _end_forsaken(self, now: float) -> None:
        """Replace those that go on for too long with what nobody wants."""
        self._recover()
        for link in [link for link, since in self._forsaken.items() if now - since > _FORSAKEN_S]:
            del self._forsaken[link]
            link.close()
            self._try_to_spawn()


def unavailable() -> UserError:
    """No worker starts: nothing can be read."""
    return UserError(
        "The part of the program that reads files does not start.",
        "A reader process that starts.",
        "Close other programs and try again. If that does not help, install the program again.",
        code="reader_unavailable",
    )
