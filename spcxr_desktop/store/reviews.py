"""Opening, amending and reading reviews; finding what a crash left behind.

A draft lives in the database as it was last sealed, and in its journal since then. Whoever has it open holds the lock
file beside the journal, which the system lets go of when the process dies.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.review import Review, Revision
from spcxr_desktop.store import faults
from spcxr_desktop.store.audit import PROGRAM, append
from spcxr_desktop.store.database import Database
from spcxr_desktop.store.images import image_row, new_key
from spcxr_desktop.store.journal import Journal, Trouble, begin_journal
from spcxr_desktop.store.journal_file import SUFFIX, JournalHeader, JournalState, read_journal, replay
from spcxr_desktop.store.locks import FileLock
from spcxr_desktop.store.open_review import OpenReview, Recovered
from spcxr_desktop.store.review_rows import (
    ReviewRow,
    insert_review,
    load_review,
    read_revisions,
    review_row,
    take_snapshot,
)

MakeDocument = Callable[[], ReviewDocument]


@dataclass(frozen=True)
class UnfinishedReview:
    """Steps in a journal that are not sealed. ``image`` None: the record no longer knows the review.

    ``torn``: bytes of a step that was cut short. ``open_elsewhere``: a living process is working on it.
    """

    review: str
    image: int | None
    steps: int
    torn: int
    open_elsewhere: bool


class Reviews:
    """All reviews of one record. Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, database: Database, folder: Path) -> None:
        """``folder``: where journals lie; must exist."""
        self._database, self._folder = database, folder

    def open(
        self, image: int, new: MakeDocument, actor: str = PROGRAM, on_trouble: Trouble | None = None
    ) -> OpenReview:
        """The image's draft with everything that was ever done in it, or a new one that starts from ``new()``.

        Raises UserError: signed already (see ``amend``), open in another window, damaged.
        """
        with self._database.read() as connection:
            row = review_row(connection, "image = ?", image)
        if row is None:
            return self._begin(image, new, actor, on_trouble)
        if row.state != "draft":
            raise UserError("This review is signed.", "A draft.", "Amend it: what was signed is kept.", code="signed")
        return self._resume(row.id, on_trouble, actor)

    def amend(
        self, image: int, actor: str, on_trouble: Trouble | None = None, reason: str = ""
    ) -> OpenReview:
        """A draft from the last signed revision, which it will replace. Raises UserError where nothing is signed.

        ``reason``: kept with the draft, and signed with it where signing gives no other one.
        """
        with self._database.read() as connection:
            row = review_row(connection, "image = ?", image)
            signed = read_revisions(connection, "r.image = ?", image)
        if row is not None and row.state == "draft" and row.replaces:
            return self._resume(row.id, on_trouble, actor)
        if row is None or row.state != "signed":
            raise UserError("This image has no signed review.", "A signed review.", "Review and sign it first.")
        amends = signed[-1].sha256, reason.strip()
        return self._begin(image, signed[-1].document.copy, actor, on_trouble, amends)

    def revisions(self, image: int) -> tuple[Revision, ...]:
        """Everything that was signed for an image, oldest first, each checked against its hash."""
        with self._database.read() as connection:
            return read_revisions(connection, "r.image = ?", image)

    def revision(self, sha256: str) -> Revision | None:
        """One signed revision."""
        with self._database.read() as connection:
            found = read_revisions(connection, "v.sha256 = ?", sha256)
        return found[0] if found else None

    def unfinished(self) -> tuple[UnfinishedReview, ...]:
        """What to offer for recovery after a crash; opening the image recovers it."""
        found = (self._unfinished(path) for path in sorted(self._folder.glob(f"*{SUFFIX}")))
        return tuple(review for review in found if review is not None)

    def tidy(self) -> None:
        """Remove what a crash left of reviews in which nothing was done, and journals that are sealed."""
        with self._database.read() as connection:
            drafts = [row[0] for row in connection.execute("SELECT id FROM reviews WHERE state = 'draft'")]
        left = (path.stem for path in self._folder.iterdir() if path.suffix in (SUFFIX, ".part", ".lock"))
        for review in {*drafts, *left}:
            lock = self._lock(review)
            if lock.take():
                lock.release(remove=self._tidy(review))

    def _begin(
        self,
        image: int,
        new: MakeDocument,
        actor: str,
        on_trouble: Trouble | None,
        amends: tuple[str, str] = ("", ""),
    ) -> OpenReview:
        """``amends``: the revision it will replace, and why."""
        replaces, reason = amends
        review = Review(new_key(), History(new()), replaces=replaces)
        snapshot = take_snapshot(review, new_key(), 0)
        lock = self._lock(review.id)
        lock.take()  # a new name: nobody else can have it
        try:
            with self._database.write() as connection:
                key = image_row(connection, image).key
                insert_review(connection, image, replaces, snapshot, reason)
                append(connection, actor, "review.begun", key, replaces=replaces)
            state = begin_journal(self._path(review.id), JournalHeader(review.id, snapshot.journal, snapshot.base))
            journal = Journal(self._path(review.id), state, on_trouble)
        except sqlite3.IntegrityError as error:  # another process began one since we looked
            lock.release(remove=True)
            raise _elsewhere() from error
        except UserError:
            lock.release()
            raise
        return OpenReview(self._database, review, image, journal, lock, Recovered(0, 0), reason)

    def _resume(self, id: str, on_trouble: Trouble | None, actor: str) -> OpenReview:
        lock = self._lock(id)
        if not lock.take():
            raise _elsewhere()
        try:
            with self._database.read() as connection:
                row = review_row(connection, "id = ?", id)
                if row is None or row.state != "draft":
                    raise _elsewhere()
                review, key = load_review(connection, row), image_row(connection, row.image).key
            state, recovered = self._recover(review, row)
            if recovered.steps or recovered.torn or recovered.set_aside:
                facts = {"steps": recovered.steps, "torn": recovered.torn}
                with self._database.write() as connection:
                    append(connection, actor, "review.recovered", key, **facts)
            journal = Journal(self._path(id), state, on_trouble)
        except UserError:
            lock.release()
            raise
        return OpenReview(self._database, review, row.image, journal, lock, recovered, row.reason)

    def _recover(self, review: Review, row: ReviewRow) -> tuple[JournalState, Recovered]:
        """Replay what is not sealed yet; a journal that does not belong here is set aside, and a new one begun."""
        path, aside = self._path(row.id), ""
        if path.exists():
            try:
                state = read_journal(path)
                ours = (state.header.review, state.header.journal) == (row.id, row.journal)
                if ours and len(state.records) >= row.sealed:
                    replay(review.history, state.records[row.sealed :])
                    aside = _set_aside(path, copy=True) if state.damaged else ""
                    return state, Recovered(len(state.records) - row.sealed, state.torn, aside)
                # Shorter than what is sealed: the crash came before its last steps reached the disk. All is in the
                # database, and new steps need a journal whose count begins anew.
                keep = not ours and bool(state.records)
            except OSError as error:
                raise faults.of_system(error, self._folder) from error
            except ValueError:
                keep = True
                with self._database.read() as connection:  # the replay may have changed it: start again
                    review.history = load_review(connection, row).history
            aside = _set_aside(path) if keep else ""
        header = JournalHeader(row.id, new_key(), row.base)
        with self._database.write() as connection:
            values = header.journal, row.id
            connection.execute("UPDATE reviews SET journal = ?, sealed = 0 WHERE id = ?", values)
        return begin_journal(path, header), Recovered(0, 0, aside)

    def _unfinished(self, path: Path) -> UnfinishedReview | None:
        with self._database.read() as connection:
            row = review_row(connection, "id = ?", path.stem)
        try:
            state = read_journal(path)
        except FileNotFoundError:  # sealed by its owner since we looked
            return None
        except OSError as error:
            raise faults.of_system(error, self._folder) from error
        except ValueError:
            return UnfinishedReview(path.stem, row.image if row else None, 0, path.stat().st_size, False)
        ours = row is not None and row.journal == state.header.journal
        steps = max(len(state.records) - (row.sealed if row is not None and ours else 0), 0)
        if (row is not None and row.state != "draft") or not (steps or state.torn):
            return None
        lock = self._lock(path.stem)
        free = lock.take()
        lock.release(remove=False)
        return UnfinishedReview(path.stem, row.image if row else None, steps, state.torn, not free)

    def _tidy(self, review: str) -> bool:
        """True where nothing is left that needs the lock file. The lock is held."""
        path = self._path(review)
        path.with_suffix(".part").unlink(missing_ok=True)
        with self._database.read() as connection:
            row = review_row(connection, "id = ?", review)
        steps = _steps(path, row)
        if row is not None and row.state == "draft":
            if steps:
                return False
            if not row.untouched:
                path.unlink(missing_ok=True)  # all of it is sealed
                return True
            with self._database.write() as connection:
                connection.execute("DELETE FROM reviews WHERE id = ?", (review,))
                append(connection, PROGRAM, "review.discarded", image_row(connection, row.image).key)
        elif row is None and steps:
            return False  # work of a review that the record lost: kept, and listed by ``unfinished``
        path.unlink(missing_ok=True)
        return True

    def _lock(self, review: str) -> FileLock:
        return FileLock(self._folder / f"{review}.lock")

    def _path(self, review: str) -> Path:
        return self._folder / f"{review}{SUFFIX}"


def _steps(path: Path, row: ReviewRow | None) -> int:
    """What would be lost with this journal, in steps and torn bytes; 0 where all of it is sealed."""
    if not path.exists():
        return 0
    try:
        state = read_journal(path)
    except ValueError:
        return path.stat().st_size
    ours = row is not None and row.journal == state.header.journal
    return max(len(state.records) - (row.sealed if row is not None and ours else 0), 0) + state.torn


def _set_aside(path: Path, *, copy: bool = False) -> str:
    number = 1
    while (aside := path.with_suffix(f".damaged-{number}")).exists():
        number += 1
    if copy:
        shutil.copy2(path, aside)
    else:
        path.replace(aside)
    return aside.name


def _elsewhere() -> UserError:
    return UserError(
        "This review is open in another window.", "One window per review.", "Go on there, or close it there.",
        code="open_elsewhere",
    )  # fmt: skip
