"""A damaged database: noticed on opening, set aside, everything readable saved, the user told."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.store import salvage as salvage_module
from spcxr_desktop.store.library import FILE_NAME, Library
from tests.unit.store.records import document, facts, paint, results

STUDIES = 60


@pytest.fixture
def full(folder: Path) -> Path:
    """A record of some size, closed."""
    with Library.open(folder) as library:
        images = library.images.add([facts(number) for number in range(1, STUDIES + 1)])
        for image in images:
            library.results.add(image, results(run=image % 50))
            library.images.set_thumbnail(image, random.Random(image).randbytes(6000))
        for image in images[:10]:
            review = library.reviews.open(image, document)
            paint(review, 3)
            review.sign(Reader("me", "Me"))
        library._database.shrink_log()
    return folder


def page_of(record: Path, table: str) -> int:
    """The root page of a table."""
    with closing(sqlite3.connect(record)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(sql, (table,)).fetchone()[0])


def overwrite(record: Path, page: int, pages: int = 1) -> None:
    with record.open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xa5" * 4096 * pages)


def whole(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        ok = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return ok and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def test_a_lost_table_costs_that_table(full: Path) -> None:
    overwrite(full / FILE_NAME, page_of(full / FILE_NAME, "thumbnails"))
    with Library.open(full) as library:
        (notice,) = library.notices
        assert notice.code == "salvaged" and "60 studies" in notice.found and "10 revisions" in notice.found
        assert len(library.worklist.rows()) == STUDIES
        assert sum(row.signed for row in library.worklist.rows()) == 10
        assert library.verify().intact
        assert library.images.thumbnail(1) is None
        library.images.add([facts(99)])
    assert whole(full) and list(full.glob("record.damaged-*.sqlite"))
    with Library.open(full) as library:
        assert library.notices == ()


def test_orphans_go_with_their_parents(full: Path) -> None:
    overwrite(full / FILE_NAME, page_of(full / FILE_NAME, "patients"))
    with Library.open(full) as library:
        assert library.notices[0].code == "salvaged"
        assert library.worklist.rows() == () and library.audit.head().entries > STUDIES
        assert any("missing" in fault for fault in library.verify().faults)  # what was signed is gone, and it shows
    assert whole(full)


@pytest.mark.parametrize("seed", range(8))
def test_pages_lost_at_random_never_stop_the_program(full: Path, seed: int) -> None:
    record, dice = full / FILE_NAME, random.Random(seed)
    pages = record.stat().st_size // 4096
    with closing(sqlite3.connect(record)) as connection:
        before = connection.execute("SELECT count(*) FROM results").fetchone()[0]
    for _ in range(3):
        overwrite(record, dice.randrange(2, pages + 1))
    with Library.open(full) as library:
        if not library.notices:  # only unused pages, or content that no check of pages can see
            return
        kept = len(library.worklist.rows())
        assert kept <= STUDIES and len(library.results.all(1)) <= before
        library.images.add([facts(99)])
    assert whole(full)


@pytest.mark.parametrize(
    "ruin",
    [
        lambda path: path.write_bytes(b"this is no database" * 500),
        lambda path: overwrite(path, 1),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(path.read_bytes()[:777]),
    ],
)
def test_a_ruined_file_is_set_aside_and_a_new_record_begun(full: Path, ruin: Callable[[Path], object]) -> None:
    ruin(full / FILE_NAME)
    ruined = (full / FILE_NAME).read_bytes()
    with Library.open(full) as library:
        assert library.notices[0].code == "salvaged"
        library.images.add([facts(99)])
    assert whole(full)
    (aside,) = full.glob("record.damaged-*.sqlite")
    assert aside.read_bytes()[:700] == ruined[:700]


def test_an_empty_file_where_backups_exist_is_said(full: Path) -> None:
    with Library.open(full) as library:
        library.back_up()
    (full / FILE_NAME).unlink()
    with Library.open(full) as library:
        assert [notice.code for notice in library.notices] == ["record_missing"]


def test_nothing_is_moved_while_another_window_has_it_open(full: Path) -> None:
    script = "import sys\nfrom pathlib import Path\nfrom spcxr_desktop.store.library import Library\n"
    script += "with Library.open(Path(sys.argv[1])):\n    print('open', flush=True)\n    sys.stdin.read()\n"
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(full)], cwd=Path(__file__).parents[3], stdin=-1, stdout=-1, text=True
    )
    assert other.stdout is not None and other.stdout.readline() == "open\n"
    overwrite(full / FILE_NAME, page_of(full / FILE_NAME, "thumbnails"))
    with pytest.raises(UserError) as refusal:
        Library.open(full)
    assert refusal.value.code == "open_elsewhere" and not list(full.glob("record.damaged-*"))
    other.communicate("")
    Library.open(full).close()
    assert list(full.glob("record.damaged-*"))


@pytest.mark.parametrize("step", ["_copy", "set_aside", "finish_salvage"])
def test_a_crash_in_the_middle_of_salvaging_loses_nothing(
    full: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    overwrite(full / FILE_NAME, page_of(full / FILE_NAME, "thumbnails"))

    def crash(*_arguments: object) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(salvage_module, step, crash)
        with pytest.raises(KeyboardInterrupt):
            Library.open(full)
    with Library.open(full) as library:
        assert len(library.worklist.rows()) == STUDIES
    assert whole(full)
