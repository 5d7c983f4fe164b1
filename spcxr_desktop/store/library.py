"""The record of this computer's reader: one folder, one database, a journal per open review.

``Library.open`` checks, mends and migrates before anything is read. Everything below it is thread-safe: each thread
has its own connection, writers queue. Several processes may have the same folder open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.review import Anchor
from spcxr_desktop.store import backup as backups
from spcxr_desktop.store import faults, quota
from spcxr_desktop.store.audit import PROGRAM, Audit, AuditReport
from spcxr_desktop.store.database import Database
from spcxr_desktop.store.erasure import Erasure
from spcxr_desktop.store.identity import Identities
from spcxr_desktop.store.images import Images
from spcxr_desktop.store.judged import Judged
from spcxr_desktop.store.locks import FileLock
from spcxr_desktop.store.migrations import migrate
from spcxr_desktop.store.results import Results
from spcxr_desktop.store.review_audit import revision_faults
from spcxr_desktop.store.reviews import Reviews, UnfinishedReview
from spcxr_desktop.store.salvage import finish_salvage, is_damaged, salvage
from spcxr_desktop.store.shadow import Shadow
from spcxr_desktop.store.worklist import Worklist

FILE_NAME = "record.sqlite"
_OPENING_SECONDS = 60.0  # another process may be migrating


class Library:
    """An open record. ``notices``: what opening found and did, to be shown to the user."""

    def __init__(self, folder: Path, guard: FileLock, notices: tuple[UserError, ...]) -> None:
        """Use ``Library.open``."""
        self.folder, self.notices, self._guard = folder, notices, guard
        self._database = Database(folder / FILE_NAME)
        self.images = Images(self._database)
        self.results = Results(self._database)
        self.worklist = Worklist(self._database)
        self.judged = Judged(self._database)
        self.shadow = Shadow(self._database)
        self.reviews = Reviews(self._database, folder / "journals")
        self.audit = Audit(self._database)
        self.identity = Identities(self._database)
        self.erasure = Erasure(self._database, folder / "journals", folder / "backups")

    @classmethod
    def open(cls, folder: Path) -> Library:
        """Open or begin the record in ``folder`` (``store.paths.user_data_dir() / "record"``).

        A damaged database is set aside and salvaged, an older schema is backed up and migrated. Raises UserError:
        newer schema, no rights, no room, damaged while another window has it open.
        """
        return _opened(folder, _prepare)

    @classmethod
    def restore(cls, folder: Path, backup: Path, actor: str) -> Library:
        """Put a backup in the record's place and open it; the former record is kept beside it.

        Raises UserError (a damaged or newer backup, another window is open): nothing was changed.
        """

        def put_back(record: Path, guard: FileLock) -> list[UserError]:
            with _alone(guard):
                backups.put_back(backup, record)
            return _prepare(record, guard)

        library = _opened(folder, put_back)
        library.audit.log(actor, "record.restored")
        return library

    def unfinished_reviews(self) -> tuple[UnfinishedReview, ...]:
        """What a crash left to recover: opening the image's review brings it back."""
        return self.reviews.unfinished()

    def verify(self, anchors: Iterable[Anchor] = ()) -> AuditReport:
        """Check the audit trail against itself and ``anchors``, and every signed revision against the trail."""
        report = self.audit.verify(anchors)
        with self._database.read() as connection:
            return replace(report, faults=(*report.faults, *revision_faults(connection)))

    def back_up(self, actor: str = PROGRAM, keep: int = backups.KEEP) -> Path:
        """A checked copy of the record in ``backups``; the oldest beyond ``keep`` go. Raises UserError."""
        made = backups.back_up(self.folder / FILE_NAME, self.folder / "backups")
        backups.thin_out(self.folder / "backups", keep)
        self.audit.log(actor, "record.backed_up")
        return made

    def backup_due(self) -> bool:
        """Whether there is something to back up and no backup younger than a day. Raises UserError."""
        return self.images.any() and backups.is_due(self.folder / "backups")

    def usage(self, quota_bytes: int = 0) -> quota.Usage:
        """Room taken and left. Raises UserError."""
        return quota.usage(self.folder, quota_bytes)

    def close(self) -> None:
        """Close every connection. Open reviews must be closed before; an unclosed one is recovered next time."""
        self._database.close()
        self._guard.release()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _opened(folder: Path, prepare: Callable[[Path, FileLock], list[UserError]]) -> Library:
    """Prepare the file while no other process does, and share it from then on."""
    guard = FileLock(folder / "record.lock")
    try:
        for needed in (folder, folder / "journals", folder / "backups"):
            needed.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / "opening.lock") as opening:
            if not opening.take(timeout=_OPENING_SECONDS) or not guard.take(shared=True, timeout=1.0):
                raise faults.said(faults.BUSY, folder)
            library = Library(folder, guard, tuple(prepare(folder / FILE_NAME, guard)))
            library.reviews.tidy()
    except BaseException as error:
        guard.release()
        said = _said(error, folder)
        if said is None:
            raise
        raise said from error
    return library


def _said(error: BaseException, folder: Path) -> UserError | None:
    """The user's words for what went wrong on opening; None where the error has them or is a bug."""
    if isinstance(error, sqlite3.Error):
        return faults.of_sqlite(error, folder)
    return faults.of_system(error, folder) if isinstance(error, OSError) else None


def _prepare(record: Path, guard: FileLock) -> list[UserError]:
    """Make the file one that this version can use; returns what there is to tell."""
    notices = []
    finish_salvage(record)
    older = sorted((record.parent / "backups").glob("*.sqlite"))
    if older and (not record.exists() or record.stat().st_size == 0):
        notices.append(_missing(older[-1]))
    if record.exists() and is_damaged(record):
        with _alone(guard):
            notices.append(salvage(record).notice())
    record.touch(mode=0o600)  # SQLite gives its log the same mode
    migrate(record, lambda version: _before_migration(record, version))
    return notices


def _before_migration(record: Path, version: int) -> None:
    backups.back_up(record, record.parent / "backups", f"before-schema-{version + 1}")


@contextmanager
def _alone(guard: FileLock) -> Iterator[None]:
    """Nobody else has the record open; it is shared again afterwards. Raises UserError where somebody has."""
    guard.release()
    alone = guard.take()
    try:
        if not alone:
            raise UserError(
                "The record must be mended, and another window has it open.", "No other open window.",
                "Close all other windows, then start the program again.", code="open_elsewhere",
            )  # fmt: skip
        yield
    finally:
        guard.release()
        guard.take(shared=True, timeout=1.0)  # nobody takes it whole meanwhile: that needs the opening lock


def _missing(newest: Path) -> UserError:
    return UserError(
        "The record is missing, although there are backups of it. A new one was begun.",
        "The record of before.",
        f"Restore the backup {newest.name}, if this was not meant.",
        code="record_missing",
    )
