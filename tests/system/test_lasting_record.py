"""The record under violence: killed at any moment, torn, tampered with, worked on by several processes at once."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.journal_file import read_journal
from spcxr_desktop.store.library import FILE_NAME, Library
from tests.system import scripted_session as scripted
from tests.unit.store.records import document, facts, paint

KILLS = 200
MEMORY = Path("/dev/shm")  # a disk in memory, on Linux

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork servers are a matter of Unix")


@pytest.fixture(scope="module")
def processes() -> BaseContext:
    """New processes in milliseconds, forked from one that has imported everything and has no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.system.scripted_session"])
    return context


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[scripted.State]:
    found = scripted.expected_states(tmp_path_factory.mktemp("calm") / "record")
    assert len(set(map(repr, found))) > len(found) * 0.7  # most actions change what can be seen
    return found


def in_order(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return whole and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def recovered(folder: Path, anchors: list[scripted.Anchor]) -> scripted.State:
    """What is found after a crash, checked in every way there is; the record is closed again."""
    with Library.open(folder) as library:
        assert library.notices == ()
        unfinished = library.unfinished_reviews()
        assert all(review.image and not review.open_elsewhere for review in unfinished)
        drafts = scripted.drafts_of(library)
        assert {review.image for review in unfinished} <= set(drafts)
        state = scripted.observe(library, drafts)
        for review in drafts.values():
            review.close()
        report = library.verify(anchors)
        assert report.intact, report.faults
        assert library.unfinished_reviews() == ()
    assert in_order(folder)
    return state


@pytest.mark.slow
def test_a_session_killed_at_any_moment_loses_at_most_its_unfinished_action(
    tmp_path: Path, processes: BaseContext, states: list[scripted.State]
) -> None:
    dice, cut_short = random.Random(4), 0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as memory:
        # On a disk most kills fall into a wait for it; in memory they fall anywhere in the code.
        places = [(tmp_path, KILLS // 5), (Path(memory), KILLS - KILLS // 5)]
        for place, kills in places:
            lasted = timed_session(place / "timed", processes)
            moments = [dice.uniform(0, lasted) for _ in range(kills)]
            cut_short += sum(killed_after(moment, place / "killed", processes, states) for moment in moments)
    assert cut_short > KILLS / 2  # else the sessions were too short for the kills


def killed_after(seconds: float, folder: Path, processes: BaseContext, states: list[scripted.State]) -> bool:
    """One killed session and the check of what it left; False where it was over before."""
    folder.mkdir()
    process = processes.Process(target=scripted.run, args=(folder / "record", folder / "acknowledged"))
    process.start()
    wait_for(folder / "acknowledged")
    time.sleep(seconds)
    process.kill()
    process.join()
    anchors = scripted.read_acknowledged(folder / "acknowledged")
    state = recovered(folder / "record", anchors)
    assert state in states[len(anchors) : len(anchors) + 2], f"after {len(anchors)} acknowledged actions"
    shutil.rmtree(folder)
    return len(anchors) + 1 < len(states)


def timed_session(folder: Path, processes: BaseContext) -> float:
    """Seconds that an undisturbed session lasts here and now."""
    folder.mkdir()
    process = processes.Process(target=scripted.run, args=(folder / "record", folder / "acknowledged"))
    process.start()
    wait_for(folder / "acknowledged")
    start = time.monotonic()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - start


def wait_for(path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, "the session did not begin"
        time.sleep(0.001)


def test_a_journal_torn_anywhere_gives_every_whole_step(tmp_path: Path) -> None:
    states = []
    with Library.open(tmp_path / "record") as library:
        (image,) = library.images.add([facts()])
        review = library.reviews.open(image, document)
        states.append(review.review.document.sha256)
        for place in (3, 20, 40):
            paint(review, place)
            states.append(review.review.document.sha256)
        review.flush()
        review.abandon()
    (journal,) = (tmp_path / "record" / "journals").glob("*.journal")
    data, whole = journal.read_bytes(), read_journal(journal)
    start = len(data) - sum(len(record) + 16 for record in whole.records)
    for cut in [start, *range(start + 1, len(data), 11), len(data)]:
        copy = tmp_path / "copy"
        shutil.copytree(tmp_path / "record", copy)
        (copy / "journals" / journal.name).write_bytes(data[:cut])
        with Library.open(copy) as library:
            review = library.reviews.open(image, document)
            assert review.review.document.sha256 == states[review.recovered.steps]
            assert (cut < len(data)) == (review.recovered.steps < 3)
            paint(review, 50)
            review.close()
            assert library.verify().intact
        shutil.rmtree(copy)


def test_any_byte_of_the_file_under_the_trail_is_guarded(tmp_path: Path) -> None:
    """Flipped in the raw file: either the damage is noticed, or the trail says so, or no entry reads differently."""
    with Library.open(tmp_path / "record") as library:
        for number in range(30):
            library.audit.log("dr-m", "case.opened", number=number)
        entries, head = library.audit.entries(), library.audit.head()
        library._database.shrink_log()
    data = (tmp_path / "record" / FILE_NAME).read_bytes()
    pages = [place for place in range(0, len(data), 4096) if b"case.opened" in data[place : place + 4096]]
    dice = random.Random(1)
    for number in range(120):
        broken = bytearray(data)
        broken[dice.choice(pages) + dice.randrange(4096)] ^= dice.randrange(1, 256)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / FILE_NAME).write_bytes(broken)
        with Library.open(folder) as library:
            noticed = bool(library.notices) or not library.verify([head]).intact
            assert noticed or library.audit.entries()[: len(entries)] == entries
        shutil.rmtree(folder)


def work_on(folder: Path, image: int, rounds: int) -> None:
    """One process: results, strokes, a signature and amendments on an image of its own."""
    with Library.open(folder) as library:
        for number in range(rounds):
            library.results.add(image, scripted.results(run=number))
            review = library.reviews.amend(image, "me") if number else library.reviews.open(image, document)
            for place in (3, 20, 40):
                paint(review, place, value=number + 3)
                library.worklist.rows()
            review.sign(scripted.ME, reason="next round" if number else "")


def test_processes_work_in_one_record_at_once(tmp_path: Path, processes: BaseContext) -> None:
    folder, rounds = tmp_path / "record", 4
    with Library.open(folder) as library:
        images = library.images.add([facts(number) for number in range(1, 4)])
        workers = [processes.Process(target=work_on, args=(folder, image, rounds)) for image in images]
        for worker in workers:
            worker.start()
        while any(worker.is_alive() for worker in workers):  # and this process reads and writes too
            library.worklist.rows()
            library.audit.log("dr-m", "case.opened")
        assert [worker.exitcode for worker in workers] == [0, 0, 0]
        for image in images:
            revisions = library.reviews.revisions(image)
            assert len(revisions) == rounds and len(library.results.all(image)) == rounds
            assert [later.replaces for later in revisions[1:]] == [former.sha256 for former in revisions[:-1]]
            assert library.verify([revision.anchor for revision in revisions if revision.anchor]).intact
    assert in_order(folder)


def try_to_open(folder: Path, image: int, barrier: object, outcome: object) -> None:
    with Library.open(folder) as library:
        barrier.wait()  # type: ignore[attr-defined]
        try:
            review = library.reviews.open(image, document)
        except UserError as error:
            outcome.put(error.code)  # type: ignore[attr-defined]
            barrier.wait()  # type: ignore[attr-defined]
            return
        paint(review, 3)
        outcome.put("opened")  # type: ignore[attr-defined]
        barrier.wait()  # type: ignore[attr-defined]
        review.close()


@pytest.fixture
def shared_record(tmp_path: Path) -> Iterator[Path]:
    with Library.open(tmp_path / "record") as library:
        library.images.add([facts()])
    yield tmp_path / "record"


@pytest.mark.parametrize("round_", range(5))
def test_two_processes_never_open_one_review(shared_record: Path, processes: BaseContext, round_: int) -> None:
    barrier, outcome = processes.Barrier(3), processes.Queue()
    racers = [processes.Process(target=try_to_open, args=(shared_record, 1, barrier, outcome)) for _ in range(3)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(60)
    assert [racer.exitcode for racer in racers] == [0, 0, 0]
    assert sorted(outcome.get() for _ in racers) == ["open_elsewhere", "open_elsewhere", "opened"]
    with Library.open(shared_record) as library:
        assert library.verify().intact and library.worklist.rows()[0].status == "in review"
