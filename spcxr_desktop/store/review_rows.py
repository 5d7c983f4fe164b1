"""Reviews in their tables: the sealed state of a draft, and signed revisions. All inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from spcxr_desktop.domain.document import Collection, Item, ReviewDocument, read_item
from spcxr_desktop.domain.encoding import decode_history, encode_history
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.masks import MaskArray, pack, unpack
from spcxr_desktop.domain.plain import canonical, digest, to_plain
from spcxr_desktop.domain.review import Review, ReviewState, Revision
from spcxr_desktop.store.audit import now
from spcxr_desktop.store.images import insert

_COLUMNS = "id, image, state, replaces, rows, columns, base, journal, sealed, history, created, updated, reason"


@dataclass(frozen=True)
class ReviewRow:
    """One review as it is stored. ``sealed``: how many steps of ``journal`` are in it already.

    ``reason``: why it amends what it ``replaces``.
    """

    id: str
    image: int
    state: ReviewState
    replaces: str
    rows: int
    columns: int
    base: str
    journal: str
    sealed: int
    history: bytes
    created: str
    updated: str
    reason: str = ""

    @property
    def untouched(self) -> bool:
        """True for a draft that was begun and never held anything of the reader's."""
        return self.state == "draft" and self.created == self.updated and not self.sealed and not self.replaces


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A draft at one moment, immutable: what ``seal`` writes. ``steps`` of ``journal`` led here."""

    review: str
    saved: History  # of a frozen copy of the document; never stepped
    journal: str
    steps: int

    @property
    def document(self) -> ReviewDocument:
        """Frozen."""
        return self.saved.document

    @cached_property
    def history(self) -> bytes:
        """Both stacks; compressed when first asked for, which is not on the thread that edits."""
        return encode_history(self.saved)

    @cached_property
    def base(self) -> str:
        """The hash that a journal begun from here names."""
        return _base(self.document, self.history)


def take_snapshot(review: Review, journal: str, steps: int) -> Snapshot:
    """On the thread that edits: copies the masks, and the history as if this state had been saved."""
    history, document = review.history, review.document.frozen()
    limits = history.max_bytes, history.max_depth
    saved = History.restored(document, history.done, history.undone, len(history.done), limits)
    return Snapshot(review.id, saved, journal, steps)


def insert_review(
    connection: sqlite3.Connection, image: int, replaces: str, snapshot: Snapshot, reason: str = ""
) -> None:
    """A new draft. Raises sqlite3.IntegrityError where the image has one."""
    time = now()
    values = {
        "id": snapshot.review, "image": image, "state": "draft", "replaces": replaces, "created": time,
        "updated": time, "rows": snapshot.document.rows, "columns": snapshot.document.columns, "base": snapshot.base,
        "journal": snapshot.journal, "sealed": 0, "history": snapshot.history, "reason": reason,
    }  # fmt: skip
    insert(connection, "reviews", values)
    _write_document(connection, snapshot)


def seal(connection: sqlite3.Connection, snapshot: Snapshot, state: ReviewState = "draft") -> None:
    """Replace what is stored of a draft. Raises UserError where it is gone."""
    values = now(), snapshot.base, snapshot.journal, snapshot.steps, snapshot.history, state, snapshot.review
    changed = connection.execute(
        "UPDATE reviews SET updated = ?, base = ?, journal = ?, sealed = ?, history = ?, state = ? "
        "WHERE id = ? AND state = 'draft'",
        values,
    )
    if changed.rowcount != 1:
        raise UserError("This review is no longer a draft.", "A draft.", "Open the image again.", code="signed")
    connection.execute("DELETE FROM masks WHERE review = ?", (snapshot.review,))
    connection.execute("DELETE FROM items WHERE review = ?", (snapshot.review,))
    _write_document(connection, snapshot)


def review_row(connection: sqlite3.Connection, where: str, value: object) -> ReviewRow | None:
    """The newest review that fits; ``where`` is this program's own text."""
    sql = f"SELECT {_COLUMNS} FROM reviews WHERE {where} ORDER BY rowid DESC LIMIT 1"
    row = connection.execute(sql, (value,)).fetchone()
    return None if row is None else ReviewRow(*row)


def load_review(connection: sqlite3.Connection, row: ReviewRow) -> Review:
    """The review with its history. Raises UserError where it is not what was sealed."""
    masks = _masks(connection, "masks WHERE review = ?", row.id, row.rows, row.columns)
    items: dict[Collection, dict[str, Item]] = {}
    try:
        for collection, key, body in connection.execute(
            "SELECT collection, key, body FROM items WHERE review = ?", (row.id,)
        ):
            items.setdefault(collection, {})[key] = read_item(collection, json.loads(body))
        document = ReviewDocument(row.rows, row.columns, masks, items)
        history = decode_history(row.history, document)
        if _base(document, row.history) != row.base:
            raise ValueError("a review is not what was sealed")
    except ValueError as error:
        raise _damaged() from error
    return Review(row.id, history, replaces=row.replaces, state=row.state)


def insert_revision(connection: sqlite3.Connection, review: str, revision: Revision) -> None:
    """Keep a signed revision for good; the review it replaces becomes "amended"."""
    values = {
        "review": review, "sha256": revision.sha256, "replaces": revision.replaces, "signed": revision.signed_at,
        "body": revision.body,
    }  # fmt: skip
    number = insert(connection, "revisions", values)
    for name, mask in revision.document.painted().items():
        insert(connection, "revision_masks", {"revision": number, "name": name, "pixels": pack(mask.tobytes())})
    former = "UPDATE reviews SET state = 'amended' WHERE id = (SELECT review FROM revisions WHERE sha256 = ?)"
    connection.execute(former, (revision.replaces,))


def read_revisions(connection: sqlite3.Connection, where: str, value: object) -> tuple[Revision, ...]:
    """Signed revisions, oldest first. Raises UserError where one is not what was signed."""
    columns = "v.id, v.sha256, v.body, r.rows, r.columns"
    rows = connection.execute(
        f"SELECT {columns} FROM revisions v JOIN reviews r ON r.id = v.review WHERE {where} ORDER BY v.id", (value,)
    ).fetchall()
    return tuple(_revision(connection, *row) for row in rows)


def _revision(
    connection: sqlite3.Connection, number: int, sha256: str, body: bytes, rows: int, columns: int
) -> Revision:
    masks = _masks(connection, "revision_masks WHERE revision = ?", number, rows, columns)
    try:
        revision = Revision.read(body, masks)
        if revision.sha256 != sha256:
            raise ValueError("a revision is not what was signed")
    except ValueError as error:
        raise _damaged() from error
    return revision


def _masks(connection: sqlite3.Connection, table: str, owner: object, rows: int, columns: int) -> dict[str, MaskArray]:
    masks: dict[str, MaskArray] = {}
    try:
        for name, pixels in connection.execute(f"SELECT name, pixels FROM {table}", (owner,)):
            masks[name] = np.frombuffer(unpack(pixels, rows * columns), np.uint8).reshape(rows, columns)
    except ValueError as error:
        raise _damaged() from error
    return masks


def _write_document(connection: sqlite3.Connection, snapshot: Snapshot) -> None:
    document = snapshot.document
    for name, mask in document.painted().items():
        insert(connection, "masks", {"review": snapshot.review, "name": name, "pixels": pack(mask.tobytes())})
    rows = [
        (snapshot.review, collection, key, canonical(to_plain(item)).decode("ascii"))
        for collection, key, item in document.everything()
    ]
    connection.executemany("INSERT INTO items VALUES (?, ?, ?, ?)", rows)


def _base(document: ReviewDocument, history: bytes) -> str:
    return digest(canonical([document.sha256, digest(history)]))


def _damaged() -> UserError:
    return UserError(
        "A stored review is not what was saved: its bytes were changed.",
        "The review as it was saved or signed.",
        "Restore a backup, or review the image again.",
        code="damaged_review",
    )
