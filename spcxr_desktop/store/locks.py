"""Locks between processes that the operating system lets go of when their holder dies."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import TracebackType

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_STEP = 0.02  # seconds between two tries


class FileLock:
    """One lock file, taken by at most one holder, or by several that share it.

    Two locks of one process exclude each other as those of two processes do. On Windows there is no sharing: a
    shared lock holds nothing there, and the system itself refuses to move a database that is open.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """True between a successful ``take`` and ``release``."""
        return self._file is not None

    def take(self, *, timeout: float = 0.0, shared: bool = False) -> bool:
        """Try for ``timeout`` seconds; False where somebody else has it. Raises OSError (folder, permissions)."""
        end = time.monotonic() + timeout
        while not self._try(shared):
            if time.monotonic() >= end:
                return False
            time.sleep(_STEP)
        return True

    def release(self, *, remove: bool = False) -> None:
        """Let go; ``remove`` takes the file away too. Does nothing where it is not held."""
        if self._file is None:
            return
        if remove and sys.platform != "win32":
            self.path.unlink(missing_ok=True)  # while it is held: a waiter sees that its file is no longer this one
        os.close(self._file)
        self._file = None
        if remove and sys.platform == "win32":
            self.path.unlink(missing_ok=True)

    def __enter__(self) -> FileLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _try(self, shared: bool) -> bool:
        if self._file is not None:
            raise RuntimeError("a lock is taken once")
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        if _lock(file, shared) and self._is_current(file):
            self._file = file
            return True
        os.close(file)
        return False

    def _is_current(self, file: int) -> bool:
        """False where the former holder removed the file between our opening and our locking it."""
        try:
            return os.path.samestat(os.fstat(file), self.path.stat())
        except FileNotFoundError:
            return False


def _lock(file: int, shared: bool) -> bool:
    try:
        if sys.platform == "win32":
            if not shared:
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
