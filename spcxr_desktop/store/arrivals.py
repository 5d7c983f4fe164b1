"""What has come by itself, from the network or into the watched folder, and was put into the worklist.

One row a path, with a stamp that changes when what lies there changes. ``pending``: it may still have to be analysed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from spcxr_desktop.store.network import NetworkStore


class Arrivals:
    """Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, store: NetworkStore) -> None:
        self._store = store

    def stamps(self) -> dict[Path, str]:
        """Everything that is known."""
        with self._store.database.read() as connection:
            rows = connection.execute("SELECT path, stamp FROM arrivals").fetchall()
        return {Path(os.fsdecode(row[0])): str(row[1]) for row in rows}

    def taken(self, stamps: Mapping[Path, str], *, pending: bool = True) -> None:
        """These are in the worklist. ``pending`` False: they are only known, not to be analysed unasked."""
        with self._store.write() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO arrivals VALUES (?, ?, ?)",
                [(os.fsencode(path), stamp, int(pending)) for path, stamp in stamps.items()],
            )

    def pending(self) -> tuple[Path, ...]:
        """What may still have to be analysed."""
        with self._store.database.read() as connection:
            rows = connection.execute("SELECT path FROM arrivals WHERE pending = 1").fetchall()
        return tuple(Path(os.fsdecode(row[0])) for row in rows)

    def settled(self, paths: Iterable[Path]) -> None:
        """These need no analysis any more."""
        with self._store.write() as connection:
            connection.executemany(
                "UPDATE arrivals SET pending = 0 WHERE path = ?", [(os.fsencode(path),) for path in paths]
            )

    def is_known_folder(self, folder: Path) -> bool:
        """Whether this folder was watched before."""
        with self._store.database.read() as connection:
            found = connection.execute("SELECT 1 FROM watched WHERE folder = ?", (os.fsencode(folder),)).fetchone()
        return found is not None

    def begin_folder(self, folder: Path, there: Mapping[Path, str]) -> None:
        """Watch a folder from now on: what lies there already is known, not new."""
        with self._store.write() as connection:
            connection.execute("INSERT OR IGNORE INTO watched VALUES (?)", (os.fsencode(folder),))
            connection.executemany(
                "INSERT OR IGNORE INTO arrivals VALUES (?, ?, 0)",
                [(os.fsencode(path), stamp) for path, stamp in there.items()],
            )
