"""``spcxr-desktop record``: what it prints, what it deletes, what it leaves alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from spcxr_desktop.cli import USAGE_ERROR, main
from spcxr_desktop.store.library import Library
from tests.unit.store.records import facts


@pytest.fixture
def folder(data_folder: Path) -> Path:
    """A record of three patients."""
    with Library.open(data_folder / "record") as library:
        library.images.add([facts(number) for number in (1, 2, 3)])
    return data_folder / "record"


def patients(folder: Path) -> dict[str, str]:
    """Patient ID -> key."""
    with Library.open(folder) as library:
        return {patient.patient_id: patient.key for patient in library.worklist.patients()}


def test_status_and_patients_tell_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "status"]) == 0
    told = capsys.readouterr().out
    assert str(folder) in told and "3, 3 unread" in told and "GiB free" in told
    assert main(["record", "patients"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and all(key in lines[place] for place, key in enumerate(patients(folder).values()))


def test_a_backup_brings_back_what_was_deleted_since(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "backup"]) == 0
    (backup,) = (folder / "backups").glob("*.sqlite")
    assert str(backup) in capsys.readouterr().out
    assert main(["record", "forget", patients(folder)["P1"], "--yes"]) == 0
    assert "1 older backup may still hold it" in capsys.readouterr().out
    assert sorted(patients(folder)) == ["P2", "P3"]
    assert main(["record", "restore", str(backup)]) == 0
    assert "3 studies" in capsys.readouterr().out and sorted(patients(folder)) == ["P1", "P2", "P3"]


def test_what_is_no_backup_is_refused_and_nothing_changes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.sqlite").write_bytes(b"nothing of the kind" * 100)
    assert main(["record", "restore", str(tmp_path / "no.sqlite")]) == USAGE_ERROR
    assert "Next:" in capsys.readouterr().err and len(patients(folder)) == 3


def test_forget_tells_first_and_deletes_only_with_yes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = patients(folder)["P2"]
    assert main(["record", "forget", key]) == 0
    assert "Nothing was deleted" in capsys.readouterr().out and len(patients(folder)) == 3
    assert main(["record", "forget", key[:10], "--yes"]) == 0
    assert "Deleted: 1 study, 1 image, 0 reviews" in capsys.readouterr().out
    assert sorted(patients(folder)) == ["P1", "P3"]


@pytest.mark.parametrize("key", ["", "0", "ffffffffffff", "P1"])
def test_a_key_that_is_not_one_patients_deletes_nobody(
    folder: Path, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", "forget", key, "--yes"]) == USAGE_ERROR
    assert "record patients" in capsys.readouterr().err and len(patients(folder)) == 3


def test_retain_deletes_what_was_taken_in_long_ago(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(folder / "record.sqlite") as connection:
        connection.execute("UPDATE studies SET added = '2020-01-01T00:00:00.000+00:00' WHERE id = 1")
    connection.close()
    assert main(["record", "retain", "30"]) == 0
    assert "1 study taken in more than 30 days ago" in capsys.readouterr().out and len(patients(folder)) == 3
    assert main(["record", "retain", "30", "--yes"]) == 0
    assert sorted(patients(folder)) == ["P2", "P3"]
    assert main(["record", "retain", "0", "--yes"]) == USAGE_ERROR
    assert sorted(patients(folder)) == ["P2", "P3"]


def test_verify_finds_a_changed_trail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "verify"]) == 0
    assert capsys.readouterr().out.startswith("ok ")
    with sqlite3.connect(folder / "record.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_stays")
        connection.execute("UPDATE audit SET actor = 'somebody' WHERE entry = 2")
    connection.close()
    assert main(["record", "verify"]) == 1
    assert capsys.readouterr().out.startswith("WRONG ")
