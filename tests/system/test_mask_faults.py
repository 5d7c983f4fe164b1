"""Strokes on a disk that fails: torn, missing and lying tails, short writes, no room. The mask is that of the last
finished stroke that reached the disk, nothing half-painted is taken for whole, and the reader is told."""

from __future__ import annotations

import errno
import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.store import journal as journal_module
from spcxr_desktop.store.journal_file import read_journal
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.open_review import OpenReview
from tests.system import scripted_masks as scripted
from tests.system.mask_tools import Hand, film
from tests.unit.store.records import facts

Write = Callable[[int, bytes], int]


class Disk:
    """Stands between the journal and the system. ``write`` is called for each write, ``flushed`` for each fdatasync."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.real_write, self.real_flush = os.write, journal_module._to_disk
        self.write: Write = self.real_write
        self.flush: Callable[[int], None] = self.real_flush
        patch.setattr(journal_module.os, "write", lambda file, data: self.write(file, data))
        patch.setattr(journal_module, "_to_disk", lambda file: self.flush(file))

    def mend(self) -> None:
        self.write, self.flush = self.real_write, self.real_flush


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def told() -> RecordLane:
    """What the window shows of the record."""
    return RecordLane(None, Tasks(lambda changes: None), lambda changes: None)


def begun(folder: Path, told: RecordLane) -> OpenReview:
    """A review open for work, as the program opens it."""
    library = Library.open(folder)
    (image,) = library.images.add([facts()])
    review = library.reviews.open(image, scripted.document, on_trouble=told.trouble)
    review.save()
    return review


def strokes(review: OpenReview, count: int, seed: int = 3) -> list[scripted.State]:
    """So many brush strokes and other tools that change something; the states after them."""
    states: list[scripted.State] = []
    dice, hand = random.Random(seed), Hand(review.review.document, film(scripted.SIDE))
    while len(states) < count:
        before = review.review.document.sha256
        command = dice.choice(hand.actions)(dice)
        painted = review.review.document.sha256 != before
        review.record(command) if painted else review.do(command)
        if command is not None:
            states.append(scripted.state_of(review))
    return states


def reopened(folder: Path) -> tuple[scripted.State, str]:
    """As the next start finds it after a crash: the state, and the name of a journal that was set aside."""
    with Library.open(folder) as library:
        (image,) = (image.id for row in library.worklist.rows() for image in library.images.of_study(row.id))
        review = library.reviews.open(image, scripted.document)
        state = scripted.state_of(review)
        strokes(review, 2, seed=9)  # and the reader can go on
        review.close()
        assert library.verify().intact
    return state, review.recovered.set_aside


def crashed(folder: Path, copy: Path) -> Path:
    """The folder as it lies on the disk now, as if the computer had lost power: no lock, no process."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    return copy


def journal_in(folder: Path) -> Path:
    (path,) = (folder / "journals").glob("*.journal")
    return path


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


Damage = Callable[[bytes, int], bytes]
DAMAGES: dict[str, Damage] = {
    "torn": lambda data, cut: data[:cut],
    "zeros where the tail should be": lambda data, cut: data[:cut] + bytes(len(data) - cut),
    "another file's bytes": lambda data, cut: data[:cut] + b"\xa5" * (len(data) - cut),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_tail_that_never_reached_the_disk_costs_its_strokes_alone(
    tmp_path: Path, told: RecordLane, damage: Damage
) -> None:
    review = begun(tmp_path / "record", told)
    states = [scripted.state_of(review), *strokes(review, 6)]
    review.flush()
    data = journal_in(tmp_path / "record").read_bytes()
    whole = read_journal(journal_in(tmp_path / "record"))
    ends = [whole.end]
    for record in reversed(whole.records):
        ends.insert(0, ends[0] - len(record) - 16)
    dice = random.Random(1)
    for cut in sorted({*ends, *(dice.randrange(ends[0], ends[-1]) for _ in range(12))}):
        copy = crashed(tmp_path / "record", tmp_path / "copy")
        journal_in(copy).write_bytes(damage(data, cut))
        state, set_aside = reopened(copy)
        survived = sum(end <= cut for end in ends) - 1
        assert state == states[survived]
        assert not (damage is DAMAGES["torn"] and set_aside)
        if set_aside:  # more than a step cut short: kept for inspection, and said
            assert (copy / "journals" / set_aside).exists()
            told.damaged(set_aside)
            assert told.notice is not None and "later ones may be missing" in told.notice.text
    review.abandon()


def test_a_missing_journal_leaves_what_was_sealed(tmp_path: Path, told: RecordLane) -> None:
    review = begun(tmp_path / "record", told)
    strokes(review, 4)
    review.save()
    sealed = scripted.state_of(review)
    strokes(review, 3, seed=4)
    review.flush()
    copy = crashed(tmp_path / "record", tmp_path / "copy")
    journal_in(copy).unlink()
    assert reopened(copy)[0] == sealed
    review.abandon()


def test_writes_that_take_a_few_bytes_at_a_time_are_gone_on_with(tmp_path: Path, told: RecordLane, disk: Disk) -> None:
    review = begun(tmp_path / "record", told)
    disk.write = lambda file, data: disk.real_write(file, bytes(data)[:97])
    state = strokes(review, 5)[-1]
    review.flush()
    assert reopened(crashed(tmp_path / "record", tmp_path / "copy")) == (state, "")
    review.abandon()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_without_room_work_goes_on_and_the_reader_knows(
    tmp_path: Path, told: RecordLane, disk: Disk, number: int
) -> None:
    review = begun(tmp_path / "record", told)
    before = strokes(review, 3)[-1]
    review.flush()

    def half(file: int, data: bytes) -> int:
        disk.real_write(file, bytes(data)[: len(data) // 2])
        raise OSError(number, os.strerror(number))

    disk.write = half
    after = strokes(review, 4, seed=8)[-1]
    wait_for(lambda: told.notice is not None)
    assert told.notice is not None and "wait in memory" in told.notice.text
    # The computer dies now: everything up to the last stroke that found room is there.
    assert reopened(crashed(tmp_path / "record", tmp_path / "full")) == (before, "")
    assert scripted.state_of(review) == after  # on the screen and in memory nothing is lost
    disk.mend()
    review.flush()
    wait_for(lambda: "on the disk now" in (told.notice.text if told.notice else ""))
    assert reopened(crashed(tmp_path / "record", tmp_path / "mended")) == (after, "")
    review.abandon()


def test_a_disk_that_does_not_confirm_is_tried_again(tmp_path: Path, told: RecordLane, disk: Disk) -> None:
    """A failed fdatasync may have thrown the pages away: the frames are written anew, not only synced again."""
    review = begun(tmp_path / "record", told)
    before = strokes(review, 2)[-1]
    review.flush()

    durable = journal_in(tmp_path / "record").stat().st_size

    def lose(file: int) -> None:
        os.pwrite(file, bytes(os.fstat(file).st_size - durable), durable)
        raise OSError(errno.EIO, "no")

    disk.flush = lose
    after = strokes(review, 3, seed=5)[-1]
    wait_for(lambda: told.notice is not None)
    assert review.trouble is not None and not review.durable
    disk.mend()
    review.flush()
    state, set_aside = reopened(crashed(tmp_path / "record", tmp_path / "copy"))
    assert (state, set_aside) == (after, "") and state != before
    review.abandon()
