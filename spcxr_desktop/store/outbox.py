"""The outbox: objects on their way to nodes. What was put here is sent at least once, and leaves no other way than by
being sent, or by the user.

An object is in it once a node, by its SOP Instance UID. One program at a time has it in its hands; of a program that
died the operating system knows it (``store/network.py``), so no clock decides. Bytes go when no row needs them.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.audit import now
from spcxr_desktop.store.network import NetworkStore, write_whole

GONE = ("sent", "warning", "committed")  # the node has it
AGAIN = ("refused", "not committed")  # nothing more happens unless the user asks for it
MOST_UNSENT, MOST_BYTES, LEAST_FREE = 10_000, 5 << 30, 1 << 28
KEPT = 1000  # rows of what was sent, the newest
_UNSENT = "(state NOT IN ('sent', 'warning', 'committed') OR (hold = 1 AND state != 'committed'))"  # bytes are needed
_SELECT = """SELECT id, node, uid, sop_class, sha256, size, kind, subject, actor, signed, state, reason, code, attempts,
  queued, logged FROM outbox"""


@dataclass(frozen=True)
class Order:
    """One object to be sent. ``subject``: key of the image in the audit trail; ``actor``: who wants it sent."""

    uid: str
    sop_class: str
    data: bytes
    kind: str
    subject: str
    actor: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One row. ``logged``: the last state that the audit trail has of it."""

    id: int
    node: str
    uid: str
    sop_class: str
    sha256: str
    size: int
    kind: str
    subject: str
    actor: str
    signed: bool
    state: str
    reason: str
    code: int
    attempts: int
    queued: str
    logged: str


@dataclass(frozen=True)
class Outcome:
    """What became of an item: ``state`` "sent", "warning", "refused", or "waiting" for another try."""

    id: int
    state: str
    reason: str = ""
    code: int = 0


class Outbox:
    """Thread-safe; every method raises UserError where the disk or the file fails, and changed nothing then."""

    def __init__(self, store: NetworkStore, most_bytes: int = MOST_BYTES) -> None:
        self._store, self._most_bytes = store, most_bytes

    def put(self, node: str, orders: Sequence[Order], *, hold: bool = False) -> tuple[int, int]:
        """Queue objects: all are on the disk when this returns, or none. How many are new, how many were there.

        What was refused before waits again; what was sent stays sent. ``hold``: keep the bytes until the node vouches
        for them. Raises UserError (full) too.
        """
        new = 0
        with self._store.write() as connection:
            self._check_room(connection, sum(len(order.data) for order in orders), len(orders))
            for order in orders:
                digest = hashlib.sha256(order.data).hexdigest()
                known = connection.execute(
                    "SELECT id, state, sha256 FROM outbox WHERE node = ? AND uid = ?", (node, order.uid)
                ).fetchone()
                if known is None:
                    write_whole(self.path(digest), order.data)
                    _insert(connection, node, order, digest, hold)
                    new += 1
                elif known[1] in AGAIN or (known[1] == "waiting" and not self.path(known[2]).is_file()):
                    write_whole(self.path(digest), order.data)
                    connection.execute(
                        "UPDATE outbox SET state = 'waiting', reason = '', sha256 = ?, size = ? WHERE id = ?",
                        (digest, len(order.data), known[0]),
                    )
        return new, len(orders) - new

    def claim(self, node: str, most: int) -> tuple[Item, ...]:
        """Take the oldest that wait for a node into this program's hands."""
        with self._store.write() as connection:
            rows = connection.execute(
                f"{_SELECT} WHERE node = ? AND state = 'waiting' ORDER BY attempts, id LIMIT ?", (node, most)
            ).fetchall()
            items = tuple(_item(row) for row in rows)
            connection.executemany(
                "UPDATE outbox SET state = 'sending', owner = ?, attempts = attempts + 1 WHERE id = ?",
                [(self._store.owner, item.id) for item in items],
            )
        return items

    def settle(self, outcomes: Iterable[Outcome]) -> None:
        """Say what became of items in this program's hands, and let go of them. Others are left alone."""
        with self._store.write() as connection:
            for outcome in outcomes:
                connection.execute(
                    "UPDATE outbox SET state = ?, reason = ?, code = ?, owner = ''"
                    " WHERE id = ? AND state = 'sending' AND owner = ?",
                    (outcome.state, outcome.reason, outcome.code, outcome.id, self._store.owner),
                )
            self._tidy(connection)

    def commit(self, node: str, safe: Iterable[str], failed: Iterable[tuple[str, str]]) -> None:
        """The node vouches for these UIDs, and not for those, with why."""
        with self._store.write() as connection:
            where = "WHERE node = ? AND uid = ? AND state IN ('sent', 'warning')"
            connection.executemany(
                f"UPDATE outbox SET state = 'committed', reason = '' {where}", [(node, uid) for uid in safe]
            )
            connection.executemany(
                f"UPDATE outbox SET state = 'not committed', reason = ? {where}",
                [(reason, node, uid) for uid, reason in failed],
            )
            self._tidy(connection)

    def retry(self, ids: Iterable[int]) -> None:
        """What was refused, or is not vouched for, waits again where its bytes are still there."""
        with self._store.write() as connection:
            for row in connection.execute(f"{_SELECT} WHERE state IN ('refused', 'not committed')").fetchall():
                item = _item(row)
                if item.id in set(ids) and self.path(item.sha256).is_file():
                    connection.execute("UPDATE outbox SET state = 'waiting' WHERE id = ?", (item.id,))

    def remove(self, ids: Iterable[int]) -> tuple[Item, ...]:
        """Take rows out that no program has in its hands; what was taken out."""
        with self._store.write() as connection:
            removed = []
            for number in ids:
                row = connection.execute(f"{_SELECT} WHERE id = ? AND state != 'sending'", (number,)).fetchone()
                if row is not None:
                    connection.execute("DELETE FROM outbox WHERE id = ?", (number,))
                    removed.append(_item(row))
            self._tidy(connection)
        return tuple(removed)

    def items(self) -> tuple[Item, ...]:
        """All rows, newest first."""
        return self._items("ORDER BY id DESC")

    def unlogged(self) -> tuple[Item, ...]:
        """Rows of which the audit trail does not have the state."""
        return self._items("WHERE logged != state AND state != 'sending' AND NOT (state = 'waiting' AND logged != '')")

    def mark_logged(self, items: Iterable[Item]) -> None:
        """The audit trail has these states."""
        with self._store.write() as connection:
            connection.executemany("UPDATE outbox SET logged = ? WHERE id = ?", [(one.state, one.id) for one in items])

    def waiting_nodes(self) -> tuple[str, ...]:
        """Nodes that something waits for."""
        with self._store.database.read() as connection:
            rows = connection.execute("SELECT node FROM outbox WHERE state = 'waiting' GROUP BY node ORDER BY min(id)")
            return tuple(str(row[0]) for row in rows)

    def uncommitted(self, node: str) -> tuple[Item, ...]:
        """What a node has and was not asked to vouch for yet."""
        return self._items("WHERE node = ? AND state IN ('sent', 'warning') ORDER BY id", node)

    def path(self, sha256: str) -> Path:
        """Where the bytes of an object lie."""
        return self._store.objects / f"{sha256}.dcm"

    def sweep(self) -> None:
        """Remove files that no row needs: left by a program that died between writing bytes and their row."""
        with self._store.write() as connection:
            needed = {row[0] for row in connection.execute(f"SELECT sha256 FROM outbox WHERE {_UNSENT}")}
            for path in self._store.objects.iterdir():
                if path.suffix == ".part" or path.stem not in needed:
                    path.unlink(missing_ok=True)

    def _items(self, tail: str, *values: object) -> tuple[Item, ...]:
        with self._store.database.read() as connection:
            return tuple(_item(row) for row in connection.execute(f"{_SELECT} {tail}", values))

    def _check_room(self, connection: sqlite3.Connection, size: int, count: int) -> None:
        held = connection.execute(f"SELECT count(*), coalesce(sum(size), 0) FROM outbox WHERE {_UNSENT}").fetchone()
        if held[0] + count > MOST_UNSENT or held[1] + size > self._most_bytes:
            raise UserError(
                f"The outbox is full: {held[0]:,} objects ({held[1] / 2**20:.0f} MiB) wait in it.",
                f"At most {MOST_UNSENT:,} objects and {self._most_bytes / 2**30:.0f} GiB.",
                "See why they are not sent, or remove what is not wanted any more; nothing was lost.",
                code="outbox_full",
            )  # fmt: skip
        if shutil.disk_usage(self._store.folder).free < LEAST_FREE + size:
            raise UserError(
                "The disk of the outbox is nearly full.", f"{LEAST_FREE >> 20} MiB of free room.",
                "Free some space, then send again; nothing was lost.", code="disk_full",
            )  # fmt: skip

    def _tidy(self, connection: sqlite3.Connection) -> None:
        """Bytes that no row needs go, and old rows of what was sent and logged."""
        connection.execute(
            f"DELETE FROM outbox WHERE state IN {GONE} AND logged = state AND id NOT IN"
            f" (SELECT id FROM outbox WHERE state IN {GONE} ORDER BY id DESC LIMIT {KEPT})"
        )
        needed = {row[0] for row in connection.execute(f"SELECT sha256 FROM outbox WHERE {_UNSENT}")}
        for path in self._store.objects.glob("*.dcm"):
            if path.stem not in needed:
                path.unlink(missing_ok=True)




def _insert(connection: sqlite3.Connection, node: str, order: Order, digest: str, hold: bool) -> None:
    connection.execute(
        "INSERT INTO outbox(node, uid, sop_class, sha256, size, kind, subject, actor, signed, state, queued,"
        " hold) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)",
        (node, order.uid, order.sop_class, digest, len(order.data), order.kind, order.subject, order.actor,
         int(order.signed), now(), int(hold)),
    )  # fmt: skip


def _item(row: Sequence[object]) -> Item:
    values = list(row)
    values[9] = bool(values[9])
    return Item(*values)  # type: ignore[arg-type]
