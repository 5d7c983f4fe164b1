"""The journal: what was flushed is there, a torn tail costs its last step alone, a full disk costs nothing."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.strokes import set_item
from spcxr_desktop.store import journal as journal_module
from spcxr_desktop.store.journal import Journal, begin_journal
from spcxr_desktop.store.journal_file import JournalHeader, beginning, frame, read_journal, replay

HEADER = JournalHeader("r" * 32, "j" * 32, "b" * 64)


def empty() -> History:
    return History(ReviewDocument(8, 8))


def work(history: History, steps: int) -> list[str]:
    """Steps with an undo and a redo among them; the states they lead through."""
    states = [history.document.sha256]
    for number in range(steps):
        if number % 5 == 3:
            history.undo()
        elif number % 5 == 4:
            history.redo()
        else:
            command = set_item(history.document, "texts", "t", f"{number} after {states[-1]}", "Text")
            assert command is not None
            history.do(command)
        states.append(history.document.sha256)
    return states


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / f"{HEADER.review}.journal"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    opened = Journal(path, begin_journal(path, HEADER))
    yield opened
    if opened._thread.is_alive():
        opened.close()


def test_what_was_flushed_is_there(journal: Journal, path: Path) -> None:
    history = empty()
    history.listener = journal.append
    work(history, 12)
    journal.flush()
    assert journal.durable == journal.appended == 12
    state = read_journal(path)
    again = empty()
    replay(again, state.records)
    assert (state.header, state.torn) == (HEADER, 0)
    assert again.document.sha256 == history.document.sha256
    assert (again.done, again.undone) == (history.done, history.undone)


def test_a_tail_torn_at_any_byte_costs_its_last_step_alone(journal: Journal, path: Path, tmp_path: Path) -> None:
    history = empty()
    history.listener = journal.append
    states = work(history, 8)
    journal.close()
    data = path.read_bytes()
    start = len(beginning(HEADER)[0])
    ends = [start]
    for number, record in enumerate(read_journal(path).records, start=1):
        ends.append(ends[-1] + len(frame(number, record, 0)[0]))
    torn = tmp_path / "torn.journal"
    for cut in range(len(data) + 1):
        torn.write_bytes(data[:cut])
        if cut < start:
            with pytest.raises(ValueError):
                read_journal(torn)
            continue
        state = read_journal(torn)
        whole = sum(end <= cut for end in ends) - 1
        again = empty()
        replay(again, state.records)
        assert (len(state.records), again.document.sha256) == (whole, states[whole])
        assert (state.torn, state.damaged) == (cut - ends[whole], False)
        if cut % 16:
            continue
        go_on = Journal(torn, state)  # and it goes on from there
        again.listener = go_on.append
        states_after = work(again, 1)
        go_on.close()
        finally_there = empty()
        replay(finally_there, read_journal(torn).records)
        assert finally_there.document.sha256 == states_after[-1]


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_a_flipped_byte_is_never_taken_for_a_step(
    tmp_path_factory: pytest.TempPathFactory, place: int, flip: int
) -> None:
    path = tmp_path_factory.mktemp("flip") / "a.journal"
    journal = Journal(path, begin_journal(path, HEADER))
    history = empty()
    history.listener = journal.append
    states = work(history, 6)
    journal.close()
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= flip
    path.write_bytes(data)
    try:
        state = read_journal(path)
    except ValueError:
        return  # the header itself
    again = empty()
    replay(again, state.records)
    assert state.torn and again.document.sha256 == states[len(state.records)]


def test_damage_is_told_from_a_torn_tail(journal: Journal, path: Path) -> None:
    history = empty()
    history.listener = journal.append
    work(history, 6)
    journal.close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert read_journal(path).damaged


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_refuses_loses_nothing(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    heard: list[UserError | None] = []
    news = threading.Event()

    def hear(error: UserError | None) -> None:
        heard.append(error)
        news.set()

    journal._on_trouble = hear
    history = empty()
    history.listener = journal.append
    work(history, 2)
    journal.flush()
    real = os.write

    def half_a_write(file: int, data: bytes) -> int:
        real(file, bytes(data)[: len(data) // 2])
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(journal_module.os, "write", half_a_write)
    work(history, 3)
    with pytest.raises(UserError) as refusal:
        journal.flush()
    assert refusal.value.code == ("disk" if number == errno.EIO else "disk_full")
    assert news.wait(5) and len(read_journal(path).records) == 2
    news.clear()
    monkeypatch.setattr(journal_module.os, "write", real)
    assert news.wait(5)
    journal.flush()
    again = empty()
    replay(again, read_journal(path).records)
    assert again.document.sha256 == history.document.sha256
    assert [error is None for error in heard] == [False, True]


def test_a_failing_fsync_is_not_taken_for_durable(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: int) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(journal_module, "_to_disk", refuse)
    history = empty()
    history.listener = journal.append
    work(history, 1)
    with pytest.raises(UserError):
        journal.flush()
    assert journal.durable == 0 and journal.failure is not None
    monkeypatch.undo()


def test_the_caller_never_waits_for_the_disk(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the disk hangs, steps are taken all the same."""
    release, hanging = threading.Event(), threading.Event()
    real = journal_module._to_disk

    def hang(file: int) -> None:
        hanging.set()
        assert release.wait(20)
        real(file)

    monkeypatch.setattr(journal_module, "_to_disk", hang)
    history = empty()
    history.listener = journal.append
    work(history, 1)
    assert hanging.wait(5)
    work(history, 50)
    assert (journal.appended, journal.durable) == (51, 0)
    release.set()
    journal.flush()
    assert journal.durable == 51


def test_a_journal_that_cannot_be_begun_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        begin_journal(tmp_path / "not there" / "a.journal", HEADER)
    assert list(tmp_path.iterdir()) == []
