"""Deleting patients and studies: the record's copies only. The radiographs' own files are never touched.

The audit trail keeps one entry per deleted image under its random key: that something was deleted, when and by whom,
and no longer whose it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.audit import append
from spcxr_desktop.store.database import Database
from spcxr_desktop.store.locks import FileLock


@dataclass(frozen=True)
class Erased:
    """What was deleted. ``backups``: older backups that still hold it; they are not changed."""

    studies: int
    images: int
    reviews: int
    backups: int


class Erasure:
    """Thread-safe; every method raises UserError where the disk or the file fails, and then nothing is deleted."""

    def __init__(self, database: Database, journals: Path, backups: Path) -> None:
        self._database, self._journals, self._backups = database, journals, backups

    def studies_older_than(self, days: int) -> tuple[int, ...]:
        """Studies taken in more than ``days`` days ago, for a retention rule; nothing is deleted yet.

        Raises UserError where this computer's clock is behind the record's: every age would be wrong.
        """
        time = datetime.now(UTC)
        limit = (time - timedelta(days=days)).isoformat(timespec="milliseconds")
        with self._database.read() as connection:
            newest = connection.execute("SELECT at FROM audit ORDER BY entry DESC LIMIT 1").fetchone()
            if newest and newest[0] > (time + timedelta(days=1)).isoformat(timespec="milliseconds"):
                raise UserError(
                    "This computer's clock is behind the record's last entry.", "The right date.", "Set the clock.",
                    code="clock",
                )  # fmt: skip
            return tuple(row[0] for row in connection.execute("SELECT id FROM studies WHERE added < ?", (limit,)))

    def delete_patient(self, patient: int, actor: str) -> Erased:
        """Delete everything about one patient. Raises UserError where one of the reviews is open."""
        with self._database.read() as connection:
            studies = [row[0] for row in connection.execute("SELECT id FROM studies WHERE patient = ?", (patient,))]
        return self.delete_studies(studies, actor)

    def delete_studies(self, studies: Iterable[int], actor: str) -> Erased:
        """Delete these studies, and patients of whom nothing is left. Raises UserError where a review is open."""
        wanted = tuple(studies)
        with ExitStack() as stack:
            with self._database.read() as connection:
                reviews = [review for study in wanted for review in _reviews(connection, study)]
            locks = [self._locked(stack, review) for review in reviews]
            with self._database.write() as connection:
                if any(review not in reviews for study in wanted for review in _reviews(connection, study)):
                    raise _open()  # begun since we looked
                images = sum(_erase(connection, study, actor) for study in wanted)
                connection.execute("DELETE FROM patients WHERE id NOT IN (SELECT patient FROM studies)")
            for review, lock in zip(reviews, locks, strict=True):
                for file in self._journals.glob(f"{review}.*"):
                    if file != lock.path:
                        file.unlink(missing_ok=True)
                lock.release(remove=True)
        self._database.shrink_log()  # the log still holds pages as they were before
        return Erased(len(wanted), images, len(reviews), sum(1 for _ in self._backups.glob("*.sqlite")))

    def _locked(self, stack: ExitStack, review: str) -> FileLock:
        lock = stack.enter_context(FileLock(self._journals / f"{review}.lock"))
        if not lock.take():
            raise _open()
        return lock


def _reviews(connection: sqlite3.Connection, study: int) -> list[str]:
    images = "SELECT i.id FROM images i JOIN series s ON s.id = i.series WHERE s.study = ?"
    return [row[0] for row in connection.execute(f"SELECT id FROM reviews WHERE image IN ({images})", (study,))]


def _erase(connection: sqlite3.Connection, study: int, actor: str) -> int:
    """Delete one study; returns how many images it had."""
    sql = "SELECT i.key FROM images i JOIN series s ON s.id = i.series WHERE s.study = ?"
    keys = [row[0] for row in connection.execute(sql, (study,))]
    connection.execute("DELETE FROM studies WHERE id = ?", (study,))
    for key in keys:
        append(connection, actor, "image.erased", key)
    return len(keys)


def _open() -> UserError:
    return UserError(
        "A review of this patient is open.", "No open window on what is deleted.", "Close it, then delete again.",
        code="open_elsewhere",
    )  # fmt: skip
