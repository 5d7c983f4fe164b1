"""The audit trail: any changed byte, any missing or moved entry is found, and with an anchor a cut tail too."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from spcxr_desktop.store.library import FILE_NAME, Library

FIELDS = ("at", "actor", "action", "subject", "facts", "previous", "hash")
KEY = "0123456789abcdef" * 2
TRIGGERS = ("audit_grows", "audit_stays", "audit_is_kept")
Tamper = Callable[[sqlite3.Connection], object]


@pytest.fixture
def written(library: Library) -> Library:
    for number in range(6):
        library.audit.log("dr-m", "case.opened", KEY, number=number, mode="reader first")
    return library


def tampered(library: Library, copy: Path, change: Tamper) -> Library:
    """A copy of the record after somebody changed its file by hand, triggers taken away first."""
    library._database.shrink_log()
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    shutil.copyfile(library.folder / FILE_NAME, copy / FILE_NAME)
    with closing(sqlite3.connect(copy / FILE_NAME)) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        connection.commit()
    return Library.open(copy)


def test_an_untouched_trail_is_intact(written: Library) -> None:
    head = written.audit.head()
    written.audit.log("dr-m", "case.closed", KEY)
    report = written.verify([head])
    assert report.intact and report.head.entries == 7


def test_every_byte_of_every_field_counts(written: Library, tmp_path: Path) -> None:
    rows = {row.entry: row for row in written.audit.entries()}
    with (
        tampered(written, tmp_path / "copy", lambda _connection: None) as copy,
        closing(sqlite3.connect(tmp_path / "copy" / FILE_NAME, isolation_level=None)) as by_hand,
    ):
        by_hand.execute("PRAGMA synchronous=OFF")
        for entry, field in itertools.product((1, 3, 6), FIELDS):
            text = getattr(rows[entry], field)
            sql = f"UPDATE audit SET {field} = ? WHERE entry = {entry}"
            for place in range(len(text)):
                by_hand.execute(sql, (text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :],))
                assert not copy.audit.verify().intact, (entry, field, place)
            for other in ("", text + " "):
                by_hand.execute(sql, (other,))
                assert (other == text) == copy.audit.verify().intact, (entry, field)
            by_hand.execute(sql, (text,))
        assert copy.audit.verify().intact


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit WHERE entry = 1",
        "DELETE FROM audit WHERE entry = 3",
        "DELETE FROM audit WHERE entry = 6",
        "DELETE FROM audit WHERE entry > 2",
        "DELETE FROM audit",
        "UPDATE audit SET entry = 9 WHERE entry = 6",
        "UPDATE audit SET entry = 99 WHERE entry = 3; UPDATE audit SET entry = 3 WHERE entry = 4;"
        "UPDATE audit SET entry = 4 WHERE entry = 99",
        "DELETE FROM audit WHERE entry = 3; UPDATE audit SET entry = -entry WHERE entry > 3;"
        "UPDATE audit SET entry = -entry - 1 WHERE entry < 0",
        "INSERT INTO audit SELECT 7, at, actor, action, subject, facts, hash, previous FROM audit WHERE entry = 6",
    ],
)
def test_missing_moved_and_added_entries_are_found(written: Library, tmp_path: Path, sql: str) -> None:
    with tampered(written, tmp_path / "copy", lambda c: c.executescript(sql)) as copy:
        assert not copy.audit.verify().intact


def test_a_tail_cut_off_with_care_is_found_by_an_anchor(written: Library, tmp_path: Path) -> None:
    """Whoever also mends the mark of the last entry leaves a shorter trail that is right in itself."""
    anchor = written.audit.head()
    kept = written.audit.entries()[3]

    def cut(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM audit WHERE entry > 4")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'audit head'", (f"4 {kept.hash}",))

    with tampered(written, tmp_path / "copy", cut) as copy:
        assert copy.audit.verify().intact
        assert not copy.audit.verify([anchor]).intact
        for number in range(5):
            copy.audit.log("dr-x", "case.opened", KEY, number=number)  # and writes on
        assert copy.audit.verify().intact
        assert not copy.audit.verify([anchor]).intact


def test_an_anchor_of_another_record_does_not_fit(written: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other") as other:
        other.audit.log("dr-m", "case.opened", KEY)
        assert not written.audit.verify([other.audit.head()]).intact


def test_the_database_refuses_changes(written: Library) -> None:
    with closing(sqlite3.connect(written.folder / FILE_NAME)) as connection:
        for sql in (
            "UPDATE audit SET actor = 'x'",
            "DELETE FROM audit",
            "INSERT OR REPLACE INTO audit SELECT 3, at, actor, action, subject, facts, previous, hash FROM audit",
            "INSERT INTO audit SELECT 99, at, actor, action, subject, facts, previous, hash FROM audit LIMIT 1",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="audit trail"):
                connection.execute(sql)


@pytest.mark.parametrize(
    ("actor", "action", "subject", "fact"),
    [
        ("dr-m", "case.opened", KEY, "Planted^Name"),
        ("dr-m", "case.opened", KEY, "1.2.840.10008"),
        ("dr-m", "case.opened", KEY, "19500101"),
        ("dr-m", "case.opened", "P1", "fine"),
        ("Planted Name", "case.opened", KEY, "fine"),
        ("dr-m", "Planted", KEY, "fine"),
    ],
)
def test_no_patient_data_gets_in(library: Library, actor: str, action: str, subject: str, fact: str) -> None:
    with pytest.raises(ValueError, match="audit entry"):
        library.audit.log(actor, action, subject, fact=fact)
    assert library.audit.head().entries == 0


WRITER = """
import sys
from pathlib import Path
from spcxr_desktop.store.library import Library
with Library.open(Path(sys.argv[1])) as library:
    for number in range(40):
        library.audit.log(sys.argv[2], "case.opened", number=number)
"""


def test_processes_write_one_trail(folder: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), f"writer-{n}"], cwd=Path(__file__).parents[3])
        for n in range(3)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    with Library.open(folder) as library:
        entries = library.audit.entries()
        assert library.verify().intact and len(entries) == 120
    for n in range(3):
        numbers = [entry.facts for entry in entries if entry.actor == f"writer-{n}"]
        assert numbers == [f'{{"number":{k}}}' for k in range(40)]
