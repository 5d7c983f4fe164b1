"""The audit trail: append-only, each entry hashing the one before it.

An entry carries no patient data: keys of rows, numbers, hashes and short lower-case words, so that deleting a patient
breaks nothing. What can be found out: any changed byte, an entry missing or moved, and with an anchor (a head that
left the computer in an export or a signature) also a trail that was cut off or written anew.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from spcxr_desktop.domain.plain import canonical, digest
from spcxr_desktop.domain.review import Anchor
from spcxr_desktop.store.database import Database

PROGRAM = "program"  # the actor of what no person asked for

_ACTOR = re.compile(r"[\w.@-]{1,64}")
_ACTION = re.compile(r"[a-z]+\.[a-z_]+")
_SUBJECT = re.compile(r"[0-9a-f]{32}|")
_FACT = re.compile(r"[a-z][a-z0-9_.\- ]{0,31}|[0-9a-f]{32}|[0-9a-f]{64}|")
_TEXTS = ("at", "actor", "action", "subject", "facts", "previous", "hash")
# As bytes: a changed byte may leave no valid UTF-8, and must be found out, not stop the search.
_SELECT = f"SELECT entry, {', '.join(f'CAST({name} AS BLOB)' for name in _TEXTS)} FROM audit"

Fact = bool | int | str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Entry ``entry`` of the trail, counted from 1. ``facts``: canonical JSON."""

    entry: int
    at: str
    actor: str
    action: str
    subject: str
    facts: str
    previous: str
    hash: str


@dataclass(frozen=True)
class AuditReport:
    """What a check found. ``faults``: what is wrong, in words without patient data; empty where nothing is."""

    head: Anchor
    faults: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """True where nothing was found."""
        return not self.faults


class Audit:
    """Reading, checking and adding to the trail of one database. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def log(self, actor: str, action: str, subject: str = "", **facts: Fact) -> None:
        """Add an entry of its own; on the disk when this returns. Raises UserError, ValueError (patient data)."""
        with self._database.write() as connection:
            append(connection, actor, action, subject, **facts)

    def head(self) -> Anchor:
        """What to put into an export, so that a later cut of the trail is found out. Raises UserError."""
        with self._database.read() as connection:
            return head(connection)

    def entries(self, subject: str | None = None) -> tuple[AuditEntry, ...]:
        """All entries, or those about one key, oldest first. Raises UserError."""
        with self._database.read() as connection:
            return tuple(entry for entry in read_entries(connection) if subject in (None, entry.subject))

    def verify(self, anchors: Iterable[Anchor] = ()) -> AuditReport:
        """Compute every hash again. Raises UserError only where the file cannot be read."""
        with self._database.read() as connection:
            faults = tuple(_faults(connection, tuple(anchors)))
            return AuditReport(head(connection), faults)


def read_entries(connection: sqlite3.Connection) -> Iterator[AuditEntry]:
    """All entries, oldest first, as seen by this transaction."""
    for row in connection.execute(f"{_SELECT} ORDER BY entry"):
        yield AuditEntry(int(row[0]), *(data.decode("utf-8", "surrogateescape") for data in row[1:]))


def append(connection: sqlite3.Connection, actor: str, action: str, subject: str = "", **facts: Fact) -> None:
    """Add an entry to the transaction that does what it tells of. Raises ValueError for what looks like a name."""
    values = [value for value in facts.values() if isinstance(value, str)]
    if not all(_FACT.fullmatch(value) for value in values) or not _SUBJECT.fullmatch(subject):
        raise ValueError("an audit entry holds keys, hashes, numbers and short lower-case words only")
    if not _ACTOR.fullmatch(actor) or not _ACTION.fullmatch(action):
        raise ValueError("an audit entry has an actor without spaces and an action like 'review.signed'")
    last = head(connection)
    text = canonical({name: value for name, value in facts.items()}).decode("ascii")
    row = (last.entries + 1, now(), actor, action, subject, text, last.head)
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, _hash(last.trail, row)))
    mark = f"{row[0]} {_hash(last.trail, row)}"
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('audit head', ?)", (mark,))


def head(connection: sqlite3.Connection) -> Anchor:
    """The last entry; of an empty trail, 0 entries and the hash of its own name."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'trail'").fetchone()
    trail = str(row[0]) if row else ""
    last = connection.execute("SELECT entry, CAST(hash AS BLOB) FROM audit ORDER BY entry DESC LIMIT 1").fetchone()
    if last is None:
        return Anchor(trail, 0, digest(trail.encode()))
    return Anchor(trail, int(last[0]), last[1].decode("utf-8", "surrogateescape"))


def now() -> str:
    """ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _hash(trail: str, row: tuple[int | str, ...]) -> str:
    return digest(canonical([trail, *row]))


def _faults(connection: sqlite3.Connection, anchors: tuple[Anchor, ...]) -> Iterator[str]:
    last = head(connection)
    trail, expected, previous = last.trail, 1, digest(last.trail.encode())
    wanted: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        wanted.setdefault(anchor.entries, []).append(anchor)
    for entry in read_entries(connection):
        number, own = entry.entry, entry.hash
        if number != expected:
            yield f"entries {expected} to {number - 1} are missing"
        elif entry.previous != previous:
            yield f"entry {number} does not follow the one before it"
        if _hash(trail, astuple(entry)[:-1]) != own:
            yield f"entry {number} was changed"
        for anchor in wanted.pop(number, []):
            if (anchor.trail, anchor.head) != (trail, own):
                yield f"entry {number} is not the one that was anchored"
        expected, previous = number + 1, own
    for number in sorted(set(wanted) - {0}):
        yield f"the trail ends before entry {number}, which was anchored"
    row = connection.execute("SELECT value FROM meta WHERE name = 'audit head'").fetchone()
    if (row[0] if row else "0") != (f"{last.entries} {last.head}" if last.entries else "0"):
        yield f"the trail does not end at the entry that was written last ({last.entries} entries found)"
