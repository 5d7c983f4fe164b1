"""One SQLite file: a connection per thread, writers one after the other, errors in the user's words.

Every thread that reads or writes gets its own connection. Writers of this process queue at a lock, writers of other
processes at SQLite's (BEGIN IMMEDIATE, busy timeout), so that a transaction never fails half-way for being late.
A commit is on the disk when it returns (WAL, synchronous=FULL).
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import faults

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
BUSY_SECONDS = 10.0
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",  # a deleted patient's name is overwritten, not only unlinked
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",  # sorting never writes names to a temporary file
)


class Connection(sqlite3.Connection):
    """Only so that it can be weakly referenced."""


class _OfThread:
    """Closes a thread's connection when the thread ends, without waiting for the garbage collector."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Database:
    """Thread-safe access to one file, which must exist and be migrated (``store/migrations.py``)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._open_lock, self._writer = threading.Lock(), threading.RLock()
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of everything, however many statements. Raises UserError."""
        with self._said():
            connection = self._connection()
            if connection.in_transaction:  # inside this thread's own write
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when the block ends, or nothing. Raises UserError."""
        with self._said(), self._writer:
            connection = self._connection()
            if connection.in_transaction:
                raise RuntimeError("a transaction was begun inside another one")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            finally:
                connection.rollback()  # does nothing after the commit

    def close(self) -> None:
        """Close every thread's connection; what they were doing is rolled back. Nothing can be read afterwards."""
        with self._open_lock:
            self._closed = True
            for connection in tuple(self._open):
                connection.close()

    def shrink_log(self) -> None:
        """Move the write-ahead log into the database and empty it, as far as nobody is reading. Raises UserError."""
        with self._said(), self._writer:
            self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _connection(self) -> Connection:
        known: _OfThread | None = getattr(self._local, "known", None)
        if known is not None:
            return known.connection
        with self._open_lock:
            if self._closed:
                raise RuntimeError("the database is closed")
            connection = connect(self.path)
            self._local.known = _OfThread(connection)
            self._open.add(connection)
        return connection

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            text = faults.of_sqlite(error, self.path.parent)
            if text is None:
                raise
            raise text from error


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """A connection as this house uses them; transactions are begun and ended by hand. Raises sqlite3.Error."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise UserError(
            f"This Python brings SQLite {sqlite3.sqlite_version}.", "3.37 or newer.", "Install a newer Python."
        )
    connection = sqlite3.connect(
        path,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # used by one thread, closed by another
        factory=Connection,
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute("PRAGMA query_only=ON" if read_only else "PRAGMA journal_mode=WAL").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
