"""Migrations: backed up, whole or not at all; newer and foreign files are refused untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import library as library_module
from spcxr_desktop.store.library import FILE_NAME, Library
from spcxr_desktop.store.migrations import MIGRATIONS, Migration, migrate, statements
from tests.unit.store.records import facts

NEXT = MIGRATIONS[-1].version + 1
GOOD = Migration(NEXT, "CREATE TABLE extra(id INTEGER PRIMARY KEY) STRICT;\nINSERT INTO extra VALUES (1);\n")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def record(folder: Path) -> Path:
    with Library.open(folder) as library:
        library.images.add([facts()])
    return folder / FILE_NAME


def test_a_fresh_file_gets_every_table_strict(record: Path) -> None:
    with closing(sqlite3.connect(record)) as connection:
        loose = [row[1] for row in connection.execute("PRAGMA table_list") if row[2] == "table" and not row[5]]
    assert [name for name in loose if not name.startswith("sqlite_")] == []
    assert {"patients", "studies", "series", "images", "results", "reviews", "revisions", "audit"} <= tables(record)


def test_each_step_is_backed_up_and_taken(record: Path) -> None:
    saved: list[int] = []
    assert migrate(record, saved.append, (*MIGRATIONS, GOOD)) == NEXT - 1
    assert (saved, version(record)) == ([NEXT - 1], NEXT) and "extra" in tables(record)
    assert migrate(record, saved.append, (*MIGRATIONS, GOOD)) == NEXT
    assert saved == [NEXT - 1]


def test_the_library_backs_up_before_it_migrates(folder: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        library_module, "migrate", lambda path, back_up: migrate(path, back_up, (*MIGRATIONS, GOOD))
    )
    Library.open(folder).close()
    (backup,) = (folder / "backups").iterdir()
    assert (backup.name, version(backup), version(record)) == (f"before-schema-{NEXT}.sqlite", NEXT - 1, NEXT)


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("CREATE TABLE extra(id INTEGER) STRICT;\nCREATE TABLE extra(id INTEGER) STRICT;\n", sqlite3.OperationalError),
        ("CREATE TABLE extra(id INTEGER) STRICT;\nUPDATE nothing SET a = 1;\n", sqlite3.OperationalError),
        ("CREATE TABLE extra(id INTEGER) STRICT;\nCREATE TABLE", ValueError),
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(record: Path, sql: str, error: type[Exception]) -> None:
    before = tables(record)
    with pytest.raises(error):
        migrate(record, lambda _version: None, (*MIGRATIONS, Migration(NEXT, sql)))
    assert (version(record), tables(record)) == (NEXT - 1, before)


def test_a_backup_that_fails_stops_the_step(record: Path) -> None:
    def no_room(_version: int) -> None:
        raise UserError("no room", "room", "make room")

    with pytest.raises(UserError, match="no room"):
        migrate(record, no_room, (*MIGRATIONS, GOOD))
    assert version(record) == NEXT - 1


def test_a_newer_record_is_refused_untouched(folder: Path, record: Path) -> None:
    migrate(record, lambda _version: None, (*MIGRATIONS, GOOD))
    before = record.read_bytes()
    with pytest.raises(UserError) as refusal:
        Library.open(folder)
    assert refusal.value.code == "newer_schema" and record.read_bytes() == before


def test_another_programs_file_is_refused_untouched(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE theirs(id)")
    with pytest.raises(UserError) as refusal:
        Library.open(folder)
    assert refusal.value.code == "foreign_file" and tables(folder / FILE_NAME) == {"theirs"}


def test_statements_keep_triggers_whole() -> None:
    sql = "CREATE TABLE a(b);\nCREATE TRIGGER t BEFORE DELETE ON a\n  BEGIN SELECT 1; SELECT 2; END;\nSELECT ';';\n"
    assert [text.split()[1] for text in statements(sql)] == ["TABLE", "TRIGGER", "';';"]
