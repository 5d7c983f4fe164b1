"""A damaged database: what can still be read is copied, row by row, into a fresh one; the damaged one is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import faults
from spcxr_desktop.store.audit import PROGRAM, append
from spcxr_desktop.store.backup import set_aside
from spcxr_desktop.store.database import connect
from spcxr_desktop.store.journal import sync_folder
from spcxr_desktop.store.migrations import MIGRATIONS, migrate

_TRIES = 200_000  # rows looked up one by one between the two ends of a hole
Row = tuple[object, ...]


@dataclass(frozen=True)
class Salvage:
    """Rows per table. ``lost``: rows that could not be read, or whose patient, study or image could not."""

    set_aside: Path
    kept: Mapping[str, int]
    lost: Mapping[str, int]

    def notice(self) -> UserError:
        """What the user is told."""
        kept = ", ".join(_counted(table, number) for table, number in self.kept.items() if table in _TOLD)
        lost = ", ".join(_counted(table, number) for table, number in self.lost.items() if number)
        return UserError(
            f"The record was damaged. Saved: {kept}. Not readable: {lost or 'nothing that is known of'}.",
            "A whole database.",
            f"Check the disk. The damaged file is kept as {self.set_aside.name}; a backup can be restored.",
            code="salvaged",
        )


_TOLD = ("patients", "studies", "images", "results", "reviews", "revisions")


def is_damaged(record: Path) -> bool:
    """Check every page. Raises sqlite3.Error where the file cannot even be looked at (rights, disk)."""
    try:
        with closing(connect(record)) as connection:
            return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok"
    except sqlite3.Error as error:
        if faults.damaged(error):
            return True
        raise


def salvage(record: Path) -> Salvage:
    """Put a fresh database in the place of a damaged one, with everything that can be read.

    Nobody else may have it open. Killed half-way, ``finish_salvage`` or the next try goes on. Raises OSError,
    sqlite3.Error: the damaged file is where it was.
    """
    part = record.with_suffix(".part")
    for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), _ready(record)):
        leftover.unlink(missing_ok=True)
    version = _version(record)
    part.touch(mode=0o600)
    migrate(part, lambda _version: None, [step for step in MIGRATIONS if step.version <= version])
    kept, lost = _copy(record, part)
    part.replace(_ready(record))
    aside = set_aside(record, "damaged")
    finish_salvage(record)
    return Salvage(aside, kept, lost)


def _counted(table: str, rows: int) -> str:
    """Rows of a table in words that a user knows."""
    words = {
        "patients": f"{rows:d} patients",
        "studies": f"{rows:d} studies",
        "series": f"{rows:d} series",
        "images": f"{rows:d} images",
        "thumbnails": f"{rows:d} thumbnails",
        "results": f"{rows:d} results",
        "reviews": f"{rows:d} reviews",
        "masks": f"{rows:d} masks",
        "items": f"{rows:d} items",
        "revisions": f"{rows:d} revisions",
        "revision_masks": f"{rows:d} revision masks",
        "audit": f"{rows:d} audit entries",
    }
    return words.get(table, f"{rows:d} other rows")


def finish_salvage(record: Path) -> None:
    """Put a salvaged database in its place if a crash came between. Raises OSError."""
    if _ready(record).exists() and not record.exists():
        _ready(record).replace(record)
        sync_folder(record.parent)


def _ready(record: Path) -> Path:
    return record.with_suffix(".salvaged")


def _version(record: Path) -> int:
    """The schema of the damaged file, the newest where even that cannot be read."""
    newest = MIGRATIONS[-1].version
    try:
        with closing(connect(record)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return newest
    return version if 1 <= version <= newest else newest


def _copy(damaged: Path, fresh: Path) -> tuple[dict[str, int], dict[str, int]]:
    kept: dict[str, int] = {}
    lost: dict[str, int] = {}
    with closing(connect(fresh)) as target:
        target.execute("PRAGMA foreign_keys=OFF")
        target.execute("BEGIN IMMEDIATE")
        triggers = target.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            target.execute(f"DROP TRIGGER {name}")
        tables = target.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
        for (table,) in tables:
            kept[table], lost[table] = _copy_table(damaged, target, table)
        for table, rowid, *_ in _orphans(target):
            target.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
            kept[table], lost[table] = kept[table] - 1, lost[table] + 1
        for _, sql in triggers:
            target.execute(sql)
        append(target, PROGRAM, "record.salvaged", kept=sum(kept.values()), lost=sum(lost.values()))
        target.commit()
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        target.execute("PRAGMA journal_mode=DELETE").fetchall()  # one file, which can be renamed
    return kept, lost


def _copy_table(damaged: Path, target: sqlite3.Connection, table: str) -> tuple[int, int]:
    columns = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    sql = f"INSERT OR IGNORE INTO {table}(rowid, {', '.join(columns)}) VALUES ({', '.join('?' * (len(columns) + 1))})"
    if table == "meta":  # keyed by name: this file's own rows give way to the old ones
        sql = "INSERT OR REPLACE INTO meta(rowid, name, value) VALUES (NULL, ?2, ?3)"
    kept = lost = 0
    try:
        with closing(connect(damaged)) as source:
            for row in _readable(source, table, columns):
                try:
                    kept += 0 if row is None else target.execute(sql, row).rowcount
                    lost += row is None
                except sqlite3.IntegrityError:  # the bytes that were read make no row
                    lost += 1
    except sqlite3.Error as error:
        if not faults.damaged(error):
            raise
    return kept, lost


def _readable(source: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Row | None]:
    """Every row that can be reached from either end or by its number; None for each that is there and cannot."""
    select = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED"
    first = 0
    try:
        for row in source.execute(f"{select} ORDER BY rowid"):
            yield row
            first = int(row[0])
        return
    except sqlite3.Error:
        last = first + _TRIES
    try:
        for row in source.execute(f"{select} ORDER BY rowid DESC"):
            if row[0] <= first:
                return
            yield row
            last = int(row[0])
    except sqlite3.Error:
        last = min(last, first + _TRIES)
    for number in range(first + 1, last):
        try:
            yield from source.execute(f"{select} WHERE rowid = ?", (number,))
        except sqlite3.Error:
            yield None


def _orphans(target: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Rows whose parent is missing, again and again until there are none."""
    while found := target.execute("PRAGMA foreign_key_check").fetchall():
        yield from dict.fromkeys((row[0], row[1]) for row in found)
