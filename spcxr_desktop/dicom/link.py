"""One worker as the program sees it: started, asked, watched, killed. ``pool.Pool`` holds several."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Literal, TypeVar

from spcxr_desktop.dicom import worker
from spcxr_desktop.dicom.limits import Cancelled, Limits
from spcxr_desktop.dicom.memory import make_memory, receive_arrays

if TYPE_CHECKING:
    import psutil

    from spcxr_desktop.dicom.wire import Fault, Reply
    from spcxr_desktop.domain.errors import UserError

TICK_S = 0.02  # how often someone who waits looks whether he still should
_LONGEST_TICK_S = 0.2  # a clock that ran while the program itself stood still is nothing a worker pays for
_HARMLESS_S = 0.1  # nothing grows so far in that time that it is worth a look
_DYING_S = 0.2

Reason = Literal["reader_crashed", "reader_timeout", "reader_memory"]
Cancel = Callable[[], bool]
_T = TypeVar("_T")


class Lost(Exception):
    """The worker is no more. ``blameless``: not because of what it was asked for. ``seconds``: what it was given."""

    def __init__(self, reason: Reason, blameless: bool, seconds: float) -> None:
        super().__init__(reason)
        self.reason, self.blameless, self.seconds = reason, blameless, seconds


class Link:
    """A worker process and the pipe to it. One thread at a time talks; any thread may ``watch`` and ``kill``."""

    def __init__(self, jobs: str, limits: Limits) -> None:
        """Start a worker and return at once. Raises OSError."""
        context = multiprocessing.get_context("spawn")
        self._limits = limits
        self._connection, theirs = context.Pipe()
        self._memory = make_memory()
        arguments = (theirs, self._memory, jobs, limits)
        self._process = context.Process(target=worker.main, args=arguments, name="spcxr-reader", daemon=True)
        self._reason: Reason | None = None
        self._facts: psutil.Process | None = None
        self._seconds = self._spent = 0.0
        self.started = self._begun = False
        self.owed = 0  # answers that have not come yet
        self.unwanted = 0  # answers among them that nobody waits for any more
        try:
            with _no_interrupt():
                self._process.start()
        except BaseException:
            self._connection.close()
            if self._memory is not None:
                self._memory.close()
            raise
        finally:
            theirs.close()

    @property
    def pid(self) -> int | None:
        """Of the worker's process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self._process.is_alive()

    @property
    def speaks(self) -> bool:
        """Whether something came that nobody has read yet."""
        return self._connection.poll(0)

    def send(self, job: str, calls: Sequence[Sequence[object]], seconds: float) -> None:
        """Ask for ``calls``, each with so many seconds; as many answers are owed then.

        Raises Lost where the worker had died before.
        """
        import json

        request = {"job": job, "calls": calls, "seconds": seconds}
        try:
            self._connection.send_bytes(json.dumps(request).encode("ascii"))
        except OSError as error:
            raise Lost("reader_crashed", True, seconds) from error
        self._seconds, self._spent, self._begun = seconds, 0.0, False
        self.owed += len(calls)

    def receive(self, take: Callable[[Reply], _T], cancel: Cancel) -> _T | UserError | Fault:
        """The next answer that somebody waits for. ``take`` makes a value of it and raises ValueError for nonsense.

        Raises Lost, and Cancelled as soon as ``cancel`` says so.
        """
        while self.unwanted:
            try:
                self._next(lambda reply: None, cancel)
            except Lost as lost:  # not of what is asked now
                raise Lost(lost.reason, True, lost.seconds) from lost
            self.unwanted -= 1
            self._begun = False
        return self._next(take, cancel)

    def forsake(self) -> None:
        """Nobody waits for the answers that are owed."""
        self.unwanted = self.owed

    def watch(self, elapsed_s: float) -> None:
        """Called every TICK_S or so while answers are owed: kill the worker if it took too much time or memory."""
        self._spent += min(elapsed_s, _LONGEST_TICK_S)
        if self._spent > (self._seconds if self.started else self._limits.start_s):
            self.kill("reader_timeout")
        elif self._spent > _HARMLESS_S and self._resident() > self._limits.memory_bytes:
            self.kill("reader_memory")

    def kill(self, reason: Reason) -> None:
        """End the worker's process, now. Whoever talks to it gets Lost."""
        self._reason = self._reason or reason
        with suppress(OSError):  # it is gone already
            self._process.kill()

    def close(self) -> None:
        """Kill, and free what belongs to it. Only for the thread that talks to it, or when nobody does."""
        self.kill("reader_crashed")
        self._process.join(_DYING_S)
        self._connection.close()
        if self._memory is not None:
            self._memory.close()

    def _next(self, take: Callable[[Reply], _T], cancel: Cancel) -> _T | UserError | Fault:
        from spcxr_desktop.dicom import wire

        try:
            if not self.started:
                if self._hear(cancel) != worker.READY:
                    raise wire.Nonsense("first word")
                self.started, self._spent = True, 0.0
            message = self._hear(cancel)
            if not self._begun and message == worker.BEGUN:
                self._begun = True
                message = self._hear(cancel)
            reply = wire.open_reply(message, self._limits.array_bytes)
            receive_arrays(self._connection, self._memory, reply.arrays)
            value = reply.outcome or take(reply)
        except (OSError, EOFError, ValueError, multiprocessing.BufferTooShort) as error:
            # gone, or (ValueError) it speaks as no worker should, and nothing that it says is worth waiting for
            raise self._lost(gone=not isinstance(error, ValueError)) from error
        except MemoryError as error:  # here, not there: the picture is larger than what the program may still take
            self.kill("reader_memory")
            raise self._lost(gone=False) from error
        self._spent = 0.0
        self.owed -= 1
        return value

    def _hear(self, cancel: Cancel) -> bytes:
        """The next message."""
        while not self._connection.poll(TICK_S):
            if cancel():
                raise Cancelled
        return self._connection.recv_bytes(self._limits.reply_bytes)

    def _lost(self, gone: bool) -> Lost:
        if gone:
            self._process.join(_DYING_S)
            if self._process.exitcode == worker.OUT_OF_MEMORY:
                self._reason = self._reason or "reader_memory"
        self.kill("reader_crashed")
        return Lost(self._reason or "reader_crashed", not self._begun, self._seconds)

    def _resident(self) -> int:
        """Bytes of memory that the worker occupies now."""
        import psutil

        try:
            self._facts = self._facts or psutil.Process(self._process.pid)
            return int(self._facts.memory_info().rss)
        except psutil.Error:  # gone between two looks
            return 0


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Have a process started with Ctrl-C blocked, until it says itself that it is deaf to it."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # starting it unblocks the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
