"""The outbox: nothing is lost, nothing is sent again once it is known to be there, whatever dies when."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import outbox as module
from spcxr_desktop.store.network import NetworkStore
from spcxr_desktop.store.outbox import GONE, Order, Outbox, Outcome

NODES = ("one", "two")


def order(number: int, data: bytes | None = None) -> Order:
    data = data or b"DICM%d" % number
    return Order(f"1.2.{number}", "1.2.840.10008.5.1.4.1.1.88.33", data, "sr", "ab" * 16, "me", True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[NetworkStore]:
    made = NetworkStore.open(tmp_path / "network")
    yield made
    made.close()


def states(store: NetworkStore) -> dict[str, str]:
    return {item.uid: item.state for item in Outbox(store).items()}


def killed(store: NetworkStore) -> None:
    """What the operating system does for a program that dies: its locks go, nothing else happens."""
    store.database.close()
    assert store._alive._file is not None
    os.close(store._alive._file)
    store._alive._file = None


def test_the_same_object_for_the_same_node_is_one_item(store: NetworkStore) -> None:
    box = Outbox(store)
    assert box.put("one", [order(1), order(2)]) == (2, 0)
    assert box.put("one", [order(1)]) == (0, 1)
    assert box.put("two", [order(1)]) == (1, 0)
    assert len(box.items()) == 3
    assert len(list(store.objects.iterdir())) == 2


def test_what_was_sent_is_not_queued_again_and_what_was_refused_is(store: NetworkStore) -> None:
    box = Outbox(store)
    box.put("one", [order(1), order(2)])
    first, second = box.claim("one", 5)
    box.settle([Outcome(first.id, "sent"), Outcome(second.id, "refused", "not this kind", 0x122)])
    box.put("one", [order(1), order(2)])
    assert states(store) == {"1.2.1": "sent", "1.2.2": "waiting"}


def test_bytes_go_when_no_node_needs_them(store: NetworkStore) -> None:
    box = Outbox(store)
    box.put("one", [order(1)])
    box.put("two", [order(1)])
    (item,) = box.claim("one", 5)
    box.settle([Outcome(item.id, "sent")])
    assert box.path(item.sha256).read_bytes() == order(1).data
    (other,) = box.claim("two", 5)
    box.settle([Outcome(other.id, "sent")])
    assert not list(store.objects.iterdir())


def test_bytes_stay_until_a_node_that_is_asked_vouches_for_them(store: NetworkStore) -> None:
    box = Outbox(store)
    box.put("one", [order(1), order(2)], hold=True)
    items = box.claim("one", 5)
    box.settle([Outcome(item.id, "sent") for item in items])
    box.commit("one", ["1.2.1"], [("1.2.2", "it is not there")])
    assert states(store) == {"1.2.1": "committed", "1.2.2": "not committed"}
    box.retry([items[1].id])
    (again,) = box.claim("one", 5)
    assert box.path(again.sha256).read_bytes() == order(2).data
    box.settle([Outcome(again.id, "waiting")])
    assert [path.stem for path in store.objects.iterdir()] == [again.sha256]


def test_two_programs_do_not_have_one_item_in_their_hands(store: NetworkStore) -> None:
    other = NetworkStore.open(store.folder)
    Outbox(store).put("one", [order(number) for number in range(4)])
    mine, theirs = Outbox(store).claim("one", 3), Outbox(other).claim("one", 3)
    assert (len(mine), len(theirs)) == (3, 1)
    Outbox(other).settle([Outcome(item.id, "sent") for item in mine])  # not its own to say
    assert sum(state == "sending" for state in states(store).values()) == 4
    assert store.recover() == 0
    killed(other)
    assert store.recover() == 1
    assert [item.uid for item in Outbox(store).claim("one", 3)] == [item.uid for item in theirs]


def test_a_full_disk_is_told_and_nothing_is_half_there(store: NetworkStore, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Outbox(store)
    box.put("one", [order(1)])

    def full(path: Path, data: bytes) -> None:
        if data == order(3).data:
            raise OSError(errno.ENOSPC, "no room")
        real(path, data)

    real = module.write_whole
    monkeypatch.setattr(module, "write_whole", full)
    with pytest.raises(UserError, match="no room"):
        box.put("one", [order(2), order(3)])
    assert states(store) == {"1.2.1": "waiting"}
    box.sweep()
    assert [path.stem for path in store.objects.iterdir()] == [hashlib.sha256(order(1).data).hexdigest()]


def test_the_outbox_has_bounds_that_are_told(store: NetworkStore, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Outbox(store, most_bytes=100)
    box.put("one", [order(1, b"x" * 80)])
    with pytest.raises(UserError) as told:
        box.put("one", [order(2, b"y" * 30)])
    assert told.value.code == "outbox_full"
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 10, 0))
    with pytest.raises(UserError) as told:
        Outbox(store).put("one", [order(2)])
    assert told.value.code == "disk_full"


def test_an_item_under_way_cannot_be_removed(store: NetworkStore) -> None:
    box = Outbox(store)
    box.put("one", [order(1), order(2)])
    (item,) = box.claim("one", 1)
    removed = box.remove([row.id for row in box.items()])
    assert [row.uid for row in removed] == ["1.2.2"]
    assert states(store) == {item.uid: "sending"}


def test_another_versions_file_is_left_alone(tmp_path: Path) -> None:
    NetworkStore.open(tmp_path / "network").close()
    from spcxr_desktop.store.database import connect

    connection = connect(tmp_path / "network" / "network.sqlite")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = (tmp_path / "network" / "network.sqlite").read_bytes()
    with pytest.raises(UserError) as told:
        NetworkStore.open(tmp_path / "network")
    assert told.value.code == "newer_schema"
    assert (tmp_path / "network" / "network.sqlite").read_bytes() == before


class Sending(RuleBasedStateMachine):
    """Two programs, two nodes, kills at any moment. What was queued is sent, or waits; once it is known to be there it
    is never sent again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.programs = [NetworkStore.open(self.folder / "n") for _ in range(2)]
        self.queued: set[tuple[str, str]] = set()
        self.arrived: dict[tuple[str, str], int] = {}
        self.recorded: set[tuple[str, str]] = set()
        self.hands: list[list[module.Item]] = [[], []]

    @rule(program=st.integers(0, 1), node=st.sampled_from(NODES), numbers=st.lists(st.integers(0, 5), max_size=3))
    def put(self, program: int, node: str, numbers: list[int]) -> None:
        Outbox(self.programs[program]).put(node, [order(number) for number in dict.fromkeys(numbers)])
        self.queued |= {(node, f"1.2.{number}") for number in numbers}

    @rule(program=st.integers(0, 1), node=st.sampled_from(NODES), most=st.integers(1, 3))
    def claim(self, program: int, node: str, most: int) -> None:
        taken = Outbox(self.programs[program]).claim(node, most)
        held = {item.id for hand in self.hands for item in hand}
        assert not held & {item.id for item in taken}, "in two hands"
        for item in taken:
            assert (item.node, item.uid) not in self.recorded, "sent again"
            assert Outbox(self.programs[program]).path(item.sha256).is_file()
        self.hands[program] += taken

    @precondition(lambda self: any(self.hands))
    @rule(program=st.integers(0, 1), state=st.sampled_from((*GONE[:2], "refused", "waiting")), told=st.booleans())
    def send(self, program: int, state: str, told: bool) -> None:
        """``told`` False: it arrived there, and we are killed, or the disk is full, before that is written."""
        if not self.hands[program]:
            return
        item = self.hands[program][0]
        if state in GONE:
            self.arrived[item.node, item.uid] = self.arrived.get((item.node, item.uid), 0) + 1
        if told:
            self.hands[program].pop(0)
            Outbox(self.programs[program]).settle([Outcome(item.id, state)])
            if state in GONE:
                self.recorded.add((item.node, item.uid))

    @rule(program=st.integers(0, 1), kill=st.booleans())
    def restart(self, program: int, kill: bool) -> None:
        if not kill:  # a program that ends in order lets go first
            back = [Outcome(item.id, "waiting") for item in self.hands[program]]
            Outbox(self.programs[program]).settle(back)
            self.programs[program].close()
        else:
            killed(self.programs[program])
        self.hands[program] = []
        self.programs[program] = NetworkStore.open(self.folder / "n")
        Outbox(self.programs[program]).sweep()

    @invariant()
    def nothing_is_lost(self) -> None:
        box = Outbox(self.programs[0])
        rows = {(item.node, item.uid): item for item in box.items()}
        assert rows.keys() == self.queued
        for key, item in rows.items():
            assert (item.state in GONE) == (key in self.recorded)
            assert item.state in GONE or box.path(item.sha256).is_file()
            assert key not in self.recorded or self.arrived[key]

    def teardown(self) -> None:
        for program in self.programs:
            program.close()
        shutil.rmtree(self.folder)


TestSending = Sending.TestCase
TestSending.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
