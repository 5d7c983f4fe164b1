"""What must outlive the program of the network: one SQLite file of its own, and a folder of objects beside it.

It is apart from the record: it may be thrown away without losing a review. Files of objects are named by their SHA-256.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import faults
from spcxr_desktop.store.database import Database, connect
from spcxr_desktop.store.locks import FileLock

FILE_NAME = "network.sqlite"
APPLICATION_ID = 0x5350434E  # "SPCN"
SCHEMA = 1
_OPENING_SECONDS = 10.0

# Paths are bytes. ``owner``: which running program has a row in its hands. ``logged``: state the audit trail has.
# ``hold``: the bytes stay until the node vouches for them.
_TABLES = (
    """CREATE TABLE outbox(
  id INTEGER PRIMARY KEY, node TEXT NOT NULL, uid TEXT NOT NULL, sop_class TEXT NOT NULL, sha256 TEXT NOT NULL,
  size INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, actor TEXT NOT NULL, signed INTEGER NOT NULL,
  state TEXT NOT NULL
    CHECK(state IN ('waiting', 'sending', 'sent', 'warning', 'refused', 'committed', 'not committed')),
  reason TEXT NOT NULL DEFAULT '', code INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
  queued TEXT NOT NULL, owner TEXT NOT NULL DEFAULT '', logged TEXT NOT NULL DEFAULT '', hold INTEGER NOT NULL,
  UNIQUE(node, uid)) STRICT""",
    "CREATE INDEX outbox_by_state ON outbox(state, node)",
    """CREATE TABLE retrievals(
  id INTEGER PRIMARY KEY, node TEXT NOT NULL, study TEXT NOT NULL, state TEXT NOT NULL
    CHECK(state IN ('waiting', 'running', 'failed', 'cancelled', 'whole')),
  name TEXT NOT NULL, study_date TEXT NOT NULL, description TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, total INTEGER,
  owner TEXT NOT NULL DEFAULT '', UNIQUE(node, study)) STRICT""",
    "CREATE TABLE arrivals(path BLOB PRIMARY KEY, stamp TEXT NOT NULL, pending INTEGER NOT NULL) STRICT",
    "CREATE TABLE watched(folder BLOB PRIMARY KEY) STRICT",
)


class NetworkStore:
    """The open file. Thread-safe; several programs may have it open. ``owner``: this one among them."""

    def __init__(self, folder: Path) -> None:
        """Use ``NetworkStore.open``."""
        self.folder, self.objects = folder, folder / "objects"
        self.database = Database(folder / FILE_NAME)
        self.owner = secrets.token_hex(8)
        self._alive = FileLock(self._lock_of(self.owner))

    @classmethod
    def open(cls, folder: Path) -> NetworkStore:
        """Open or begin. What programs that died had in their hands waits again. Raises UserError."""
        try:
            for needed in (folder, folder / "objects", folder / "owners"):
                needed.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(folder / "opening.lock") as lock:
                if not lock.take(timeout=_OPENING_SECONDS):
                    raise faults.said(faults.BUSY, folder)
                _prepare(folder / FILE_NAME)
            store = cls(folder)
            if not store._alive.take(timeout=1.0):
                raise faults.said(faults.BUSY, folder)
        except sqlite3.Error as error:
            raise faults.of_sqlite(error, folder) or error from error
        except OSError as error:
            raise faults.of_system(error, folder) from error
        store.recover()
        return store

    def recover(self) -> int:
        """Take from programs that are no more what they had in their hands; how many rows wait again."""
        freed = 0
        for owner in self._owners():
            lock = FileLock(self._lock_of(owner))
            try:
                if owner == self.owner or not lock.take():
                    continue  # it lives
            except OSError as error:
                raise faults.of_system(error, self.folder) from error
            with lock:
                freed += self._free(owner)
                lock.release(remove=True)
        return freed

    def rename_node(self, was: str, name: str) -> None:
        """A node is called otherwise now: what waits for it follows, unless the same waits there already."""
        with self.write() as connection:
            for table in ("outbox", "retrievals"):
                connection.execute(f"UPDATE OR IGNORE {table} SET node = ? WHERE node = ?", (name, was))

    def close(self) -> None:
        """Close the file. Whoever opens it next may take what was left."""
        self.database.close()
        self._alive.release(remove=True)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction; what the operating system refuses within it is told like what SQLite refuses."""
        try:
            with self.database.write() as connection:
                yield connection
        except OSError as error:
            raise faults.of_system(error, self.folder) from error

    def _free(self, owner: str) -> int:
        with self.database.write() as connection:
            return sum(
                connection.execute(
                    f"UPDATE {table} SET state = 'waiting', owner = '' WHERE state = ? AND owner = ?", (state, owner)
                ).rowcount
                for table, state in (("outbox", "sending"), ("retrievals", "running"))
            )

    def _owners(self) -> set[str]:
        with self.database.read() as connection:
            rows = connection.execute(
                "SELECT owner FROM outbox WHERE state = 'sending'"
                " UNION SELECT owner FROM retrievals WHERE state = 'running'"
            ).fetchall()
        left = {path.stem for path in (self.folder / "owners").glob("*.lock")}
        return {str(row[0]) for row in rows} | left

    def _lock_of(self, owner: str) -> Path:
        return self.folder / "owners" / f"{owner}.lock"


def write_whole(path: Path, data: bytes) -> None:
    """A file that is there whole or not at all, and on the disk when this returns. Raises OSError."""
    part = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _prepare(path: Path) -> None:
    """Make the tables in an empty file. Raises UserError for another program's file or a newer version's."""
    path.touch(mode=0o600)
    with closing(connect(path)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version == SCHEMA and int(connection.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID:
            return
        if version or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None:
            raise UserError(
                "The outbox was written by another version of SPCXR.", f"Schema {SCHEMA}.",
                f"Start that version, or move {path} away: what waits in it will not be sent then.",
                code="newer_schema",
            )  # fmt: skip
        connection.execute("BEGIN IMMEDIATE")
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA}")
        connection.commit()
