"""A review that is open for work in this process: every step journalled, sealed on demand, signed once."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass

from spcxr_desktop.domain.document import Touched
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import Command, History
from spcxr_desktop.domain.review import Reader, Review, Revision, SignedResults, Window
from spcxr_desktop.store.audit import PROGRAM, append, head, now
from spcxr_desktop.store.database import Database
from spcxr_desktop.store.images import image_row
from spcxr_desktop.store.journal import Journal
from spcxr_desktop.store.locks import FileLock
from spcxr_desktop.store.results import latest_results
from spcxr_desktop.store.review_rows import Snapshot, insert_revision, review_row, seal, take_snapshot


@dataclass(frozen=True)
class Recovered:
    """What the journal gave back on opening. ``torn``: bytes of an unfinished step that were left out.

    ``set_aside``: name of a journal that could not be used and was kept for inspection, "" if there was none.
    """

    steps: int
    torn: int
    set_aside: str = ""


class OpenReview:
    """Steps on the thread that edits; ``save`` also off it, from a ``snapshot``. Ended by ``close`` or ``sign``."""

    def __init__(
        self,
        database: Database,
        review: Review,
        image: int,
        journal: Journal,
        lock: FileLock,
        recovered: Recovered,
        reason: str = "",
    ) -> None:
        """``reason``: why it amends what was signed, as far as that was said when it was begun."""
        self.review, self.image, self.recovered, self.reason = review, image, recovered, reason
        self._database, self._journal, self._lock = database, journal, lock
        self.ended = False  # closed, signed or given up
        review.history.listener = journal.append

    @property
    def history(self) -> History:
        """Names for the menus, the dirty mark, the document."""
        return self.review.history

    def do(self, command: Command | None) -> Touched | None:
        """See ``Review.do``; journalled."""
        return self.review.do(command)

    def record(self, command: Command | None) -> None:
        """See ``Review.record``; journalled."""
        self.review.record(command)

    def undo(self) -> Touched | None:
        """See ``Review.undo``; journalled."""
        return self.review.undo()

    def redo(self) -> Touched | None:
        """See ``Review.redo``; journalled."""
        return self.review.redo()

    @property
    def durable(self) -> bool:
        """True when every step so far is on the disk."""
        return self._journal.durable == self._journal.appended

    @property
    def trouble(self) -> UserError | None:
        """Why steps cannot be written just now; they are kept in memory and tried again."""
        return self._journal.failure

    def flush(self, timeout: float = 10.0) -> None:
        """Wait until every step so far is on the disk. Raises UserError."""
        self._journal.flush(timeout)

    def snapshot(self) -> Snapshot:
        """The state now, to be sealed by ``save`` on another thread."""
        return take_snapshot(self.review, self._journal.header.journal, self._journal.appended)

    def save(self, snapshot: Snapshot | None = None, actor: str = PROGRAM) -> None:
        """Seal into the database; the journal goes on from there. Raises UserError: nothing was changed.

        Without a snapshot the state now is saved, and this must be the thread that edits. With one, ``mark_saved`` is
        for that thread to call afterwards.
        """
        taken = snapshot or self.snapshot()
        self._seal(taken, actor)
        if snapshot is None:
            self.mark_saved(taken)

    def mark_saved(self, snapshot: Snapshot) -> None:
        """A snapshot was saved: no longer dirty, unless a step was taken since. On the thread that edits."""
        if snapshot.steps == self._journal.appended:
            self.history.mark_saved()

    def sign(
        self, reader: Reader, *, results: str | None = "", reason: str = "", window: Window | None = None
    ) -> Revision:
        """Freeze and end, in one transaction. ``results``: sha256 of the set that was judged, by default the latest;
        None where the reader had seen none.

        ``reason``: why, for an amendment; by default as it was begun. ``window``: how the radiograph was looked at.
        No step may be taken meanwhile, where this is not the thread that edits. Raises UserError (signed already,
        pixels never decoded, no reason, unknown results, disk): the review stays an open draft.
        """
        reason = reason if reason.strip() else self.reason
        if bool(self.review.replaces) != bool(reason.strip()):
            raise UserError("A reason belongs to an amendment.", "Why the signed review changes.", "Give a reason.")
        snapshot = self.snapshot()
        with self._database.write() as connection:
            revision = self._revision(connection, reader, results, reason, window)
            seal(connection, snapshot, "signed")
            insert_revision(connection, self.review.id, revision)
            facts = {"revision": revision.sha256, "replaces": revision.replaces}
            key = image_row(connection, self.image).key
            append(connection, reader.id, "review.signed", key, **facts, identity=reader.verification.lower())
        self.review.close_signed()
        self._end()
        return revision

    def close(self, actor: str = PROGRAM) -> None:
        """Seal what is new, remove the journal, let others open it. Raises UserError: it stays open.

        A draft in which nothing was ever done leaves no trace but its audit entries.
        """
        with self._database.read() as connection:
            row = review_row(connection, "id = ?", self.review.id)
        if row is None or (row.untouched and not self._journal.appended):
            self._remove(actor)
        elif self._journal.appended > row.sealed:
            self._seal(self.snapshot(), actor)
        self._end()

    def discard(self, actor: str) -> None:
        """Throw the draft away, all of it. Raises UserError where it was signed."""
        self.review.do(None)  # says so where it is signed
        self._remove(actor)
        self._end()

    def abandon(self) -> None:
        """Let go without sealing, as a crash would: the journal stays and is recovered on the next opening."""
        try:
            self._journal.close()
        finally:
            self._lock.release()

    def _revision(
        self, connection: sqlite3.Connection, reader: Reader, results: str | None, reason: str, window: Window | None
    ) -> Revision:
        image = image_row(connection, self.image)
        if not image.pixel_sha256:
            raise UserError("This image was never decoded here.", "A radiograph that was shown.", "Open it first.")
        stored = None if results is None else latest_results(connection, self.image, results)
        if results and stored is None:
            raise UserError(
                "The results in view are not in the record.", "Results that a signature can refer to.",
                "Analyse this radiograph again, then sign.", code="unknown_results",
            )  # fmt: skip
        said = SignedResults.of(stored.results, stored.sha256) if stored else None
        anchor = head(connection)
        return self.review.revision(
            image.reference(), reader, now(), said, reason=reason, anchor=anchor, window=window
        )

    def _seal(self, snapshot: Snapshot, actor: str) -> None:
        with self._database.write() as connection:
            seal(connection, snapshot)
            key = image_row(connection, self.image).key
            append(connection, actor, "review.saved", key, document=snapshot.document.sha256)

    def _remove(self, actor: str) -> None:
        with self._database.write() as connection:
            gone = connection.execute("DELETE FROM reviews WHERE id = ? AND state = 'draft'", (self.review.id,))
            if gone.rowcount:
                append(connection, actor, "review.discarded", image_row(connection, self.image).key)

    def _end(self) -> None:
        self.ended, self.review.history.listener = True, None
        with contextlib.suppress(UserError):  # what could not be written to the journal is in the database now
            self._journal.close()
        with contextlib.suppress(OSError):  # of a review that is sealed: the next opening tidies up
            self._journal.path.unlink(missing_ok=True)
        self._lock.release(remove=True)
