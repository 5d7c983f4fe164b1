"""What goes wrong under a store, in words a user can act on. Texts name folders, never patients."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from spcxr_desktop.domain.errors import UserError

FULL, READ_ONLY, BUSY, DAMAGED, DISK = "disk_full", "read_only", "busy", "damaged", "disk"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
_TEXTS = {
    FULL: ("There is no room left in {folder}.", "Room for what was done.", "Free some space; nothing was half-saved."),
    READ_ONLY: ("{folder} cannot be written to.", "A folder you may write to.", "Mend the folder's permissions."),
    BUSY: ("Another window keeps the record busy.", "An answer within seconds.", "Close the other window, try again."),
    DAMAGED: ("The record in {folder} is damaged.", "A whole database.", "Start the program again."),
    DISK: ("The disk under {folder} failed.", "A disk that reads and writes.", "Check the disk and its connection."),
}  # fmt: skip
_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_IOERR: DISK,
}


def damaged(error: sqlite3.Error) -> bool:
    """True where SQLite found its own file broken."""
    return _code(error) == DAMAGED


def of_sqlite(error: sqlite3.Error, folder: Path) -> UserError | None:
    """The user's words for an error of the disk or the file; None for a bug (a constraint, a wrong statement)."""
    code = _code(error)
    return None if code is None else said(code, folder)


def of_system(error: OSError, folder: Path) -> UserError:
    """The user's words for what the operating system refused."""
    number = error.errno
    return said(FULL if number in _NO_ROOM else READ_ONLY if number in _NO_RIGHT else DISK, folder)


def said(code: str, folder: Path) -> UserError:
    """The text for one of the codes above."""
    found, expected, remedy = _TEXTS[code]
    return UserError(found.format(folder=folder), expected, remedy, code=code)


def _code(error: sqlite3.Error) -> str | None:
    """By SQLite's primary result code, which extended codes keep in their low byte."""
    if "decode to UTF-8" in str(error):  # Python's own, without a code: a text that is none any more
        return DAMAGED
    return _SQLITE.get(int(getattr(error, "sqlite_errorcode", 0)) & 0xFF)
