"""Copies of the whole record, checked before they count, and the way back."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.review import Anchor
from spcxr_desktop.store import faults
from spcxr_desktop.store.audit import head
from spcxr_desktop.store.database import connect
from spcxr_desktop.store.journal import sync_folder
from spcxr_desktop.store.migrations import checked_version

KEEP = 7
_DAY = 86_400.0  # seconds; an unfinished copy of yesterday is nobody's work any more


def back_up(record: Path, folder: Path, name: str = "") -> Path:
    """Copy the record as it is now, also while others work in it; returns the file once it is whole and checked.

    ``name``: without suffix, by default the time. Raises UserError: nothing half-copied is left.
    """
    target = _free(folder, name or f"record-{_stamp()}")
    part = target.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(connect(record)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()  # one file, no log beside it
        check(part)
        part.chmod(0o600)
        _lasting(part)
        part.replace(target)
        sync_folder(folder)
    except sqlite3.Error as error:
        raise faults.of_sqlite(error, folder) or faults.said(faults.DISK, folder) from error
    except OSError as error:
        raise faults.of_system(error, folder) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def thin_out(folder: Path, keep: int = KEEP) -> None:
    """Delete the oldest timed backups beyond ``keep``; those made before a migration stay. Raises UserError."""
    try:
        abandoned = [part for part in folder.glob("*.part") if part.stat().st_mtime < time.time() - _DAY]
        for old in [*sorted(folder.glob("record-*.sqlite"))[:-keep], *abandoned]:
            old.unlink()
    except OSError as error:
        raise faults.of_system(error, folder) from error


def is_due(folder: Path) -> bool:
    """Whether the youngest timed backup is a day old, or there is none. Raises UserError."""
    try:
        made = [file.stat().st_mtime for file in folder.glob("record-*.sqlite")]
    except OSError as error:
        raise faults.of_system(error, folder) from error
    return time.time() - max(made, default=0.0) >= _DAY


def check(file: Path) -> Anchor:
    """The head of a record's trail, after checking every page. Raises UserError, sqlite3.Error for a broken file."""
    with closing(connect(file, read_only=True)) as connection:
        checked_version(connection)
        answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        if answer != "ok":
            raise sqlite3.DatabaseError("a page is broken")
        return head(connection)


def put_back(backup: Path, record: Path) -> Path | None:
    """Make ``backup`` the record, once it is checked; the former one is kept beside it, and returned.

    Nobody may have the record open: ``Library.restore`` sees to that. Raises UserError: nothing was changed.
    """
    part = record.with_suffix(".restored")
    try:
        shutil.copyfile(backup, part)
        check(part)
        part.chmod(0o600)
        _lasting(part)
        aside = set_aside(record, "replaced") if record.exists() else None
        part.replace(record)
        sync_folder(record.parent)
    except sqlite3.Error as error:
        raise UserError(
            "This backup is damaged.", "A whole backup of the record.", "Choose an older one.", code="damaged"
        ) from error
    except OSError as error:
        raise faults.of_system(error, record.parent) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return aside


def set_aside(record: Path, why: str) -> Path:
    """Move a database and its log to a dated name beside it. Raises OSError."""
    aside = _free(record.parent, f"{record.stem}.{why}-{_stamp()}")
    for suffix in ("-wal", "-shm", ""):  # the log first: left behind, it would be read into the next record
        with contextlib.suppress(FileNotFoundError):
            Path(f"{record}{suffix}").replace(f"{aside}{suffix}")
    return aside


def _free(folder: Path, name: str) -> Path:
    number, target = 1, folder / f"{name}.sqlite"
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}.sqlite"
    return target


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")  # sorts by time


def _lasting(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
