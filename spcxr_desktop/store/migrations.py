"""From the schema that is found to the one this version speaks, one whole step after the other."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.database import connect
from spcxr_desktop.store.schema import APPLICATION_ID, FIRST, FOURTH, SECOND, THIRD


@dataclass(frozen=True)
class Migration:
    """Statements that lead from ``version - 1`` to ``version``."""

    version: int
    sql: str


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, FIRST), Migration(2, SECOND), Migration(3, THIRD), Migration(4, FOURTH),
)  # fmt: skip


def migrate(path: Path, back_up: Callable[[int], object], migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring the file to the newest schema, ``back_up(version)`` before each step that changes data.

    Returns the version that was found (0: an empty file). A step is done whole or not at all, also when the power
    goes. Raises UserError (newer schema, another program's file), sqlite3.Error.
    """
    with closing(connect(path)) as connection:
        found = checked_version(connection, migrations[-1].version)
        for migration in migrations:
            if migration.version > _version(connection):
                if found:  # a file that was begun just now holds nothing
                    back_up(_version(connection))
                _step(connection, migration)
        return found


def checked_version(connection: sqlite3.Connection, newest: int = MIGRATIONS[-1].version) -> int:
    """The schema version of a file of ours. Raises UserError for a newer one and for another program's file."""
    version = _version(connection)
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if tables and int(connection.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise UserError(
            "The file of the record belongs to another program.", "A record of SPCXR.", "Move that file away.",
            code="foreign_file",
        )  # fmt: skip
    if version > newest:
        raise UserError(
            f"The record was written by a newer version of SPCXR (schema {version}).",
            f"Schema {newest} or older.",
            "Start the newer version, or restore a backup from before the update.",
            code="newer_schema",
        )
    return version


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, triggers whole."""
    text = ""
    for line in sql.strip().splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text.strip()
            text = ""
    if text.strip():
        raise ValueError("a migration ends inside a statement")


def _step(connection: sqlite3.Connection, migration: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) >= migration.version:  # another process was faster
            return
        for statement in statements(migration.sql):
            connection.execute(statement)
        if migration.version == 1:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("INSERT INTO meta VALUES ('trail', ?)", (secrets.token_hex(16),))
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.IntegrityError("a migration leaves rows without the rows they belong to")
        connection.execute(f"PRAGMA user_version={migration.version}")
        connection.commit()
    finally:
        if connection.in_transaction:
            connection.rollback()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
