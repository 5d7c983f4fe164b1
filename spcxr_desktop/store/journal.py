"""The journal of one open review: every step is on the disk within 100 ms, and the hand that draws never waits.

``append`` puts a step into a queue; the journal's own thread writes what has gathered in one go and waits for the
disk (fdatasync). Where the disk refuses, the steps stay in memory and are tried again until there is room.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import Command, Step
from spcxr_desktop.store import faults
from spcxr_desktop.store.journal_file import JournalHeader, JournalState, beginning, encode_step, frame

RETRY_SECONDS = 0.5
Trouble = Callable[[UserError | None], None]


class Journal:
    """Appends to one file that this process alone has open (``store/reviews.py`` holds the lock).

    ``on_trouble`` is called from the journal's thread: with an error when the disk begins to refuse, with None when
    all is written again.
    """

    def __init__(self, path: Path, state: JournalState, on_trouble: Trouble | None = None) -> None:
        """Go on writing after the last whole frame of ``state``; a torn tail is cut off. Raises UserError."""
        self.path, self.header = path, state.header
        self._on_trouble = on_trouble or (lambda _error: None)
        self._wake = threading.Condition()
        self._queue: list[tuple[Step, Command]] = []
        self._appended = self._durable = len(state.records)
        self._end, self._check = state.end, state.check
        self._failure: UserError | None = None
        self._closing = self._hurry = False
        self._begun = self._ended = 0  # tries to write
        try:
            self._file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
            os.ftruncate(self._file, self._end)
        except OSError as error:
            raise faults.of_system(error, path.parent) from error
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def append(self, step: Step, command: Command) -> None:
        """Queue one step; returns at once. Fits ``History.listener``."""
        with self._wake:
            if self._closing:
                raise RuntimeError("the journal is closed")
            self._queue.append((step, command))
            self._appended += 1
            self._wake.notify_all()

    @property
    def appended(self) -> int:
        """Steps handed in since the journal was begun."""
        return self._appended

    @property
    def durable(self) -> int:
        """Steps that are on the disk."""
        return self._durable

    @property
    def failure(self) -> UserError | None:
        """Why nothing can be written just now; None where all is well."""
        return self._failure

    def flush(self, timeout: float = 10.0) -> None:
        """Wait until every step so far is on the disk. Raises UserError where one more try does not get it there."""
        with self._wake:
            wanted, begun = self._appended, self._begun  # a try under way may have met what is mended by now
            self._hurry = True
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._durable >= wanted or (self._failure and self._ended > begun), timeout)
            if self._durable < wanted:
                raise self._failure or faults.said(faults.DISK, self.path.parent)

    def close(self) -> None:
        """Write what is left and end the thread. Raises UserError where something could not be written."""
        try:
            self.flush()
        finally:
            with self._wake:
                self._closing = True
                self._wake.notify_all()
            self._thread.join()
            os.close(self._file)

    def _run(self) -> None:
        batch: list[tuple[Step, Command]] = []
        while True:
            with self._wake:
                pause = RETRY_SECONDS if batch else None
                self._wake.wait_for(lambda: self._queue or self._closing or (batch and self._hurry), pause)  # noqa: B023
                batch, self._queue, self._hurry = batch + self._queue, [], False
                if self._closing and (not batch or self._failure is not None):
                    return
                self._begun += 1
            if batch and self._write(batch):
                batch = []

    def _write(self, batch: list[tuple[Step, Command]]) -> bool:
        """All frames of the batch, whole and on the disk; else the file is as it was. True where it worked."""
        frames: list[bytes] = []
        check = self._check
        for number, (step, command) in enumerate(batch, start=self._durable + 1):
            data, check = frame(number, encode_step(step, command), check)
            frames.append(data)
        data = b"".join(frames)
        try:
            _write_at(self._file, self._end, data)
            _to_disk(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):  # frames that stay behind are checked like any other
                os.ftruncate(self._file, self._end)
            self._report(faults.of_system(error, self.path.parent))
            return False
        self._end, self._check = self._end + len(data), check
        with self._wake:
            self._durable += len(batch)
            self._wake.notify_all()
        self._report(None)
        return True

    def _report(self, failure: UserError | None) -> None:
        with self._wake:
            news = (failure is None) != (self._failure is None)
            self._failure = failure
            self._ended = self._begun
            self._wake.notify_all()
        if news:
            self._on_trouble(failure)


def begin_journal(path: Path, header: JournalHeader) -> JournalState:
    """Make the file, whole and on the disk, in place of a former one. Raises UserError."""
    data, check = beginning(header)
    part = path.with_suffix(".part")
    try:
        file = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _write_at(file, 0, data)
            _to_disk(file)
        finally:
            os.close(file)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise faults.of_system(error, path.parent) from error
    return JournalState(header, (), len(data), check, 0, damaged=False)


def sync_folder(folder: Path) -> None:
    """Make names in a folder as lasting as the files; Windows has no such call and needs none. Raises OSError."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _write_at(file: int, offset: int, data: bytes) -> None:
    os.lseek(file, offset, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _to_disk(file: int) -> None:
    getattr(os, "fdatasync", os.fsync)(file)
