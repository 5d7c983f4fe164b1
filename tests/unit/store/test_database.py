"""The database under threads, full disks and read-only folders."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.library import Library
from tests.unit.store.records import document, facts, paint

REPOSITORY = Path(__file__).parents[3]


def mount(folder: Path, *options: str) -> bool:
    command = ["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)]
    return sys.platform == "linux" and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB. Skips where this process may not mount one; the next test but one needs no such right."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount(folder, "-o", "size=2m"):
        pytest.skip("mounting a small disk is not permitted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_read_sees_one_moment_and_a_failed_write_leaves_nothing(library: Library) -> None:
    database = library._database
    with pytest.raises(RuntimeError, match="stop"), database.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
        raise RuntimeError("stop")
    with database.read() as mine:
        before = mine.execute("SELECT count(*) FROM meta").fetchone()
        other = threading.Thread(target=library.audit.log, args=("dr-m", "case.opened"))
        other.start()
        other.join()
        assert mine.execute("SELECT count(*) FROM meta").fetchone() == before
    assert library.audit.head().entries == 1


def test_a_write_inside_a_write_is_a_bug(library: Library) -> None:
    with pytest.raises(RuntimeError, match="inside"), library._database.write():
        library.audit.log("dr-m", "case.opened")


def is_open(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return False
    return True


def test_a_threads_connection_goes_with_it(library: Library) -> None:
    for _ in range(20):
        thread = threading.Thread(target=library.worklist.rows)
        thread.start()
        thread.join()
    open_files = [c for c in library._database._open if is_open(c)]
    assert len(open_files) <= 1


def test_a_full_disk_is_said_and_nothing_is_half_written(small_disk: Path) -> None:
    with Library.open(small_disk / "record") as library:
        (image,) = library.images.add([facts()])
        review = library.reviews.open(image, document)
        paint(review, 3)
        review.flush()
        rows, head = library.worklist.rows(), library.audit.head()
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as stream, pytest.raises(OSError):
            while True:
                stream.write(os.urandom(4096))
        refused: list[UserError] = []
        for act in (
            lambda: library.images.set_thumbnail(image, os.urandom(400_000)),
            lambda: library.images.add([facts(number) for number in range(2, 900)]),
            lambda: library.back_up(),
        ):
            with pytest.raises(UserError) as refusal:
                act()
            refused.append(refusal.value)
        assert {error.code for error in refused} == {"disk_full"}
        paint(review, 30)
        with pytest.raises(UserError):
            for number in range(10_000):
                paint(review, 30, value=number % 2 + 4)
                review.flush()
        after, trouble = review.review.document.sha256, review.trouble
        assert trouble is not None and trouble.code == "disk_full"
        assert (library.worklist.rows(), library.audit.head()) == (rows, head)
        assert not list((small_disk / "record" / "backups").iterdir())
        filler.unlink()
        review.flush()  # there is room again: what was kept in memory is written
        review.close()
        assert library.verify().intact
        again = library.reviews.open(image, document)
        assert again.review.document.sha256 == after
        again.close()


LIMITED = """
import os, resource, sys
from pathlib import Path
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.library import Library
from tests.unit.store.records import document, facts, paint
with Library.open(Path(sys.argv[1])) as library:
    (image,) = library.images.add([facts()])
    review = library.reviews.open(image, document)
    paint(review, 3)
    review.flush()
    head = library.audit.head()
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    for act in (lambda: library.images.set_thumbnail(image, os.urandom(400_000)),
                lambda: library.images.add([facts(number) for number in range(2, 99)]), library.back_up):
        try:
            act()
        except UserError as error:
            print(error.code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(library.audit.head() == head, library.verify().intact, len(library.worklist.rows()))
    review.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of file sizes are a matter of Unix")
def test_a_file_that_may_not_grow_is_said_and_nothing_is_half_written(folder: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(folder)]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    *codes, intact, verified, rows = ended.stdout.split()
    assert len(codes) == 3 and set(codes) <= {"disk_full", "disk"}
    assert (intact, verified, rows) == ("True", "True", "1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode for folders")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    Library.open(home / "record").close()
    if os.geteuid() == 0:  # modes do not bind root: a read-only disk does
        if subprocess.run(["mount", "--bind", "-o", "ro", str(home), str(home)], capture_output=True).returncode:
            pytest.skip("mounting is not permitted here, and modes do not bind root")
    else:
        for path in (home / "record", *(home / "record").rglob("*")):
            path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        with pytest.raises(UserError) as refusal:
            Library.open(home / "record")
        assert refusal.value.code == "read_only"
        with pytest.raises(UserError) as refusal:
            Library.open(home / "other" / "record")
        assert refusal.value.code == "read_only" or os.geteuid()
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", "--lazy", str(home)], check=True)
        else:
            for path in (home / "record", *(home / "record").rglob("*")):
                path.chmod(0o700)
    with Library.open(home / "record") as library:
        assert library.verify().intact
