"""Backups: checked copies, a checked way back; deletion and quota."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.store import quota
from spcxr_desktop.store.backup import back_up
from spcxr_desktop.store.library import FILE_NAME, Library
from spcxr_desktop.store.quota import GIB, Usage
from tests.unit.store.records import document, facts, paint, results


def test_a_backup_is_one_whole_file_and_the_way_back_works(library: Library, image: int, folder: Path) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    revision = review.sign(Reader("me", "Me"))
    backup = library.back_up()
    library.images.add([facts(2)])
    after = library.audit.head()
    library.close()
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    with Library.restore(folder, backup, "me") as restored:
        assert len(restored.worklist.rows()) == 1
        assert restored.reviews.revisions(image)[0].sha256 == revision.sha256
        assert restored.verify([revision.anchor] if revision.anchor else []).intact
        assert not restored.verify([after]).intact  # what came after the backup is missing, and an anchor shows it
        assert restored.audit.entries()[-1].action == "record.restored"
    assert len(list(folder.glob("record.replaced-*.sqlite"))) == 1


@pytest.mark.parametrize("ruin", ["flip", "cut", "text"])
def test_a_damaged_backup_is_refused_and_changes_nothing(library: Library, image: int, folder: Path, ruin: str) -> None:
    library.results.add(image, results())
    backup = library.back_up()
    library.close()
    data = bytearray(backup.read_bytes())
    if ruin == "flip":
        data[4096 * 3 : 4096 * 4] = b"\xa5" * 4096
    backup.write_bytes({"flip": bytes(data), "cut": bytes(data[: len(data) // 2]), "text": b"nothing"}[ruin])
    with pytest.raises(UserError) as refusal:
        Library.restore(folder, backup, "me")
    assert refusal.value.code == "damaged"
    with Library.open(folder) as again:
        assert again.results.latest(image) is not None and again.notices == ()
    assert sorted(path.name for path in folder.glob("record*")) == ["record.lock", FILE_NAME]


def test_restoring_needs_the_record_alone(library: Library, folder: Path) -> None:
    backup = library.back_up()
    with pytest.raises(UserError) as refusal:
        Library.restore(folder, backup, "me")
    assert refusal.value.code == "open_elsewhere"


def test_old_backups_go_and_those_before_migrations_stay(library: Library) -> None:
    stays = library.folder / "backups" / "before-schema-2.sqlite"
    stays.write_bytes(b"")
    made = [library.back_up(keep=2) for _ in range(4)]
    assert sorted(path for path in stays.parent.iterdir()) == sorted([stays, *made[2:]])


def test_a_backup_is_due_once_a_day_and_only_of_something(library: Library) -> None:
    assert not library.backup_due()
    library.images.add([facts(1)])
    assert library.backup_due()
    made = library.back_up()
    assert not library.backup_due()
    yesterday = time.time() - 90_000
    os.utime(made, (yesterday, yesterday))
    assert library.backup_due()


def test_a_deleted_patient_is_gone_from_the_file_and_the_trail_still_holds(library: Library, folder: Path) -> None:
    first, second = library.images.add([facts(1), facts(2)])
    library.results.add(first, results())
    library.images.set_thumbnail(first, b"Planted1 thumbnail")
    review = library.reviews.open(first, document)
    paint(review, 3)
    anchor = review.sign(Reader("me", "Me")).anchor
    draft = library.reviews.amend(first, "me")
    paint(draft, 40)
    draft.flush()
    patient = library.worklist.patients()[0]
    with pytest.raises(UserError, match="open"):
        library.erasure.delete_patient(patient.id, "me")
    draft.abandon()
    erased = library.erasure.delete_patient(patient.id, "me")
    assert (erased.studies, erased.images, erased.reviews) == (1, 1, 2)
    assert [row.patient_id for row in library.worklist.rows()] == ["P2"]
    assert [row.patient_id for row in library.worklist.patients()] == ["P2"]
    assert library.verify([anchor] if anchor else []).intact
    assert list((folder / "journals").iterdir()) == []
    held = b"".join(path.read_bytes() for path in folder.glob("record*"))
    assert b"lanted1" not in held and b"lanted2" in held
    assert library.images.get(second).arrival == 2


def test_retention_goes_by_arrival_and_stops_at_a_wrong_clock(library: Library, image: int) -> None:
    (study,) = [row.id for row in library.worklist.rows()]
    assert library.erasure.studies_older_than(1) == ()
    with library._database.write() as connection:
        connection.execute("UPDATE studies SET added = '2020-01-01T00:00:00.000+00:00'")
    assert library.erasure.studies_older_than(30) == (study,)
    assert library.erasure.delete_studies([study], "me").images == 1
    with library._database.write() as connection:
        connection.execute("DROP TRIGGER audit_stays")
        connection.execute("UPDATE audit SET at = '2999-01-01T00:00:00.000+00:00'")
    with pytest.raises(UserError) as refusal:
        library.erasure.studies_older_than(30)
    assert refusal.value.code == "clock"


@pytest.mark.parametrize(
    ("used", "free", "limit", "level"),
    [
        (1, 50, 0, "ok"),
        (1, 1, 0, "warning"),
        (1, 0.25, 0, "critical"),
        (7, 50, 10, "ok"),
        (8, 50, 10, "warning"),
        (9.6, 50, 10, "critical"),
        (8, 0.25, 10, "critical"),
    ],
)
def test_room_is_warned_about_in_time(used: float, free: float, limit: float, level: str) -> None:
    usage = Usage(int(used * GIB), 0, 0, int(free * GIB), int(limit * GIB))
    assert usage.level == level
    assert (usage.notice is None) == (level == "ok")


def test_usage_counts_everything(library: Library, image: int) -> None:
    library.back_up()
    review = library.reviews.open(image, document)
    usage = library.usage()
    assert usage.record > 4096 and usage.backups > 4096 and usage.journals > 100
    assert usage.total == usage.record + usage.journals + usage.backups
    review.close()
    with pytest.raises(UserError):
        quota.usage(Path("/not there"))


def test_no_name_is_in_any_file_name(library: Library, image: int, folder: Path) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    library.back_up()
    review.flush()
    names = " ".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    assert "lanted" not in names and "P1" not in names and "1.2.3" not in names
    review.close()


def test_the_backup_of_a_busy_record_is_of_one_moment(library: Library, image: int) -> None:
    with library._database.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('half', 'done')")
        made = back_up(library.folder / FILE_NAME, library.folder / "backups")
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT count(*) FROM meta WHERE name = 'half'").fetchone()[0] == 0
