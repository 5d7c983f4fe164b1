"""Who reads here, and the PIN that proves it. In the record, which only its owner may open.

Kept is one row: id, name, and of a PIN its scrypt hash with a salt of its own (RFC 7914), never the PIN. Wrong tries
are counted before the PIN is looked at, in the database, so that neither a kill nor a new start gives more of them.
What a PIN does not do: it keeps nobody out who can write the record's files.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import sqlite3
import unicodedata
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.store.audit import append
from spcxr_desktop.store.database import Database

SHORTEST, LONGEST = 6, 64  # characters of a PIN
LONGEST_NAME = 64  # characters of a PN component group (PS3.5 6.2)
FREE_TRIES = 3  # wrong ones in a row before the first pause
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 30, 3600
_COST, _BLOCK, _LANES = 2**15, 8, 1  # scrypt: 32 MiB a try
_ID = re.compile(r"[A-Za-z0-9_.@-]{1,64}")  # what an audit entry takes, in ASCII
_META = "identity"


@dataclass(frozen=True)
class Identity:
    """``wrong``: tries in a row that were not the PIN; ``until``: no further one before (ISO 8601, UTC), "" at once."""

    id: str
    name: str
    has_pin: bool = False
    wrong: int = 0
    until: str = ""


@dataclass(frozen=True)
class _Stored:
    id: str
    name: str
    salt: str = ""
    hash: str = ""
    wrong: int = 0
    until: str = ""
    retired: tuple[str, ...] = ()  # ids whose PIN was forgotten: nobody may sign under them again

    @property
    def public(self) -> Identity:
        return Identity(self.id, self.name, bool(self.hash), self.wrong, self.until)


class Identities:
    """One identity per record. Thread-safe; every method raises UserError where the disk or the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> Identity | None:
        """Who reads here; None while nobody has said so."""
        with self._database.read() as connection:
            stored = _load(connection)
        return stored.public if stored is not None else None

    def name(self, id: str, name: str, pin: str = "") -> Identity:
        """Say who reads. With a PIN set, that PIN proves the right to change the name; another id needs ``begin``.

        Raises UserError (not an id, no name, wrong PIN, an id that was given up).
        """
        id, name = _checked(id, name)
        stored = self._stored()
        if stored is not None and stored.hash:
            self._check(pin)
            if id != stored.id:
                raise _other_id()
        with self._database.write() as connection:
            stored = _load(connection)
            if stored is not None and id in stored.retired:
                raise _retired()
            now = replace(stored, id=id, name=name) if stored is not None else _Stored(id, name)
            _save(connection, now)
            append(connection, id, "identity.named")
        return now.public

    def begin(self, id: str, name: str) -> Identity:
        """A new identity without a PIN, where that of the old one was forgotten: under another id, for good.

        What was signed under the old id stays as it is. Raises UserError (an id that signed here, or was given up).
        """
        id, name = _checked(id, name)
        with self._database.write() as connection:
            stored = _load(connection)
            retired = stored.retired if stored is not None else ()
            if stored is not None and stored.hash:
                retired = (*retired, stored.id)
            if id in retired:
                raise _retired()
            now = _Stored(id, name, retired=retired)
            _save(connection, now)
            append(connection, id, "identity.begun")
        return now.public

    def set_pin(self, new: str, old: str = "") -> Identity:
        """Set or change the PIN. Raises UserError (too short, wrong old one, to be waited for, no identity yet)."""
        new = _fit(new)
        stored = self._stored()
        if stored is None:
            raise UserError("Nobody has said who reads here.", "A name and an ID.", "Give them first.")
        if stored.hash:
            self._check(old)
        salt = secrets.token_bytes(16)
        return self._replace(stored, "changed" if stored.hash else "set", salt.hex(), _hash(new, salt))

    def remove_pin(self, old: str) -> Identity:
        """Signatures are unproved from now on. Raises UserError (wrong PIN, to be waited for)."""
        stored = self._check(old)
        return self._replace(stored, "removed", "", "")

    def prove(self, pin: str) -> Reader:
        """Who signs, proved by the PIN just now. Raises UserError (wrong, to be waited for, none set)."""
        stored = self._check(pin)
        return Reader(stored.id, stored.name, "pin")

    def wait_s(self) -> int:
        """How many seconds before another try is taken; 0 at once."""
        stored = self._stored()
        return _left(stored) if stored is not None else 0

    # ---- inside ------------------------------------------------------------------------------------------

    def _stored(self) -> _Stored | None:
        with self._database.read() as connection:
            return _load(connection)

    def _replace(self, stored: _Stored, change: str, salt: str, hashed: str) -> Identity:
        with self._database.write() as connection:
            now = _load(connection)
            if now is None or (now.id, now.hash) != (stored.id, stored.hash):
                raise UserError(
                    "Another window has changed the identity.", "The PIN that was asked for.", "Look, and try again."
                )
            now = replace(now, salt=salt, hash=hashed, wrong=0, until="")
            _save(connection, now)
            append(connection, now.id, "identity.pin", change=change)
        return now.public

    def _check(self, pin: str) -> _Stored:
        """The identity, where this is its PIN. The try is counted, on the disk, before the PIN is looked at."""
        stored = self._count()
        given = _hash(unicodedata.normalize("NFKC", pin), bytes.fromhex(stored.salt))
        if not hmac.compare_digest(given, stored.hash):
            raise _wrong(stored)
        with self._database.write() as connection:
            now = _load(connection)
            if now is None or (now.id, now.hash) != (stored.id, stored.hash):
                raise _wrong(stored)
            now = replace(now, wrong=0, until="")
            _save(connection, now)
        return now

    def _count(self) -> _Stored:
        waits = 0
        with self._database.write() as connection:
            stored = _load(connection)
            if stored is None or not stored.hash:
                raise UserError("No PIN is set.", "An identity with a PIN.", "Set one in the preferences.")
            waits = _left(stored)
            if not waits:
                wrong = stored.wrong + 1
                stored = replace(stored, wrong=wrong, until=_in(_pause(wrong)) if wrong >= FREE_TRIES else "")
                append(connection, stored.id, "identity.tried", tries=wrong)
                _save(connection, stored)
            elif stored.until > _in(_pause(stored.wrong)):  # the clock was set back: nobody waits longer than a pause
                _save(connection, replace(stored, until=_in(waits)))
        if waits:
            raise _throttled(waits)
        return stored


def _load(connection: sqlite3.Connection) -> _Stored | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_META,)).fetchone()
    if row is None:
        return None
    try:
        plain: dict[str, Any] = json.loads(row[0])
        return _Stored(**{**plain, "retired": tuple(plain["retired"])})
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(
            "The identity in the record is damaged.", "An identity as it was saved.", "Restore a backup of the record.",
            code="damaged_identity",
        ) from error  # fmt: skip


def _save(connection: sqlite3.Connection, stored: _Stored) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_META, json.dumps(asdict(stored))))


def _hash(pin: str, salt: bytes) -> str:
    made = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=2**26, dklen=32)
    return made.hex()


def _fit(pin: str) -> str:
    pin = unicodedata.normalize("NFKC", pin)
    if not SHORTEST <= len(pin) <= LONGEST or len(set(pin)) == 1:
        raise UserError(
            "This PIN is too short or too plain.",
            f"{SHORTEST} to {LONGEST} digits, letters or signs, not all the same.",
            "Choose another one.",
            code="weak_pin",
        )
    return pin


def _checked(id: str, name: str) -> tuple[str, str]:
    id, name = id.strip(), " ".join(name.split())
    if not _ID.fullmatch(id):
        raise UserError(
            "This is no ID.", "Up to 64 letters, digits and . _ @ - without spaces.", "Write it so.", code="bad_id"
        )
    if not name or len(name) > LONGEST_NAME or any(not sign.isprintable() or sign in "\\^=" for sign in name):
        raise UserError(
            "This is no name that a DICOM object can hold.", "1 to 64 signs, without \\ ^ and =.", "Write it so.",
            code="bad_name",
        )  # fmt: skip
    return id, name


def _pause(wrong: int) -> int:
    return int(min(_FIRST_PAUSE_S * 2 ** min(wrong - FREE_TRIES, 10), _LONGEST_PAUSE_S))


def _in(seconds: int) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def _left(stored: _Stored) -> int:
    if not stored.until:
        return 0
    left = (datetime.fromisoformat(stored.until) - datetime.now(UTC)).total_seconds()
    return min(-int(-left // 1), _pause(stored.wrong)) if left > 0 else 0


def _wrong(stored: _Stored) -> UserError:
    pause = _left(stored)
    after = f"Try again after {pause} s." if pause else "Try again."
    return UserError("This is not the PIN.", "The PIN of this identity.", after, code="wrong_pin")


def _throttled(seconds: int) -> UserError:
    return UserError(
        "Too many wrong PINs were given.", "A pause before the next try.", f"Try again after {seconds} s.",
        code="throttled",
    )  # fmt: skip


def _other_id() -> UserError:
    return UserError(
        "An identity with a PIN keeps its ID.", "The same ID.", "Begin a new identity for another one.", code="other_id"
    )


def _retired() -> UserError:
    return UserError(
        "This ID was given up with its PIN.", "An ID that nobody had here.", "Choose another one.", code="retired_id"
    )
