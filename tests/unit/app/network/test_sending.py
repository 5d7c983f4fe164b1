"""Emptying the outbox: who waits, who goes on, what is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from spcxr_desktop.app.network.sending import HEARTBEAT_S, Sending
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.transfer import Sent
from spcxr_desktop.store.outbox import Item, Order, Outbox
from tests.unit.app.network.parts import Far, Place, taken, unreachable


class Log:
    """What the audit trail was told."""

    def __init__(self) -> None:
        self.there, self.entries = True, [("", "")][:0]

    def __call__(self, items: Sequence[Item]) -> bool:
        self.entries += [(item.uid, item.state) for item in items] if self.there else []
        return self.there


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def sending(place: Place, log: Log) -> Sending:
    return Sending(place.hub, place.nodes, log)


def put(place: Place, node: str, *numbers: int) -> None:
    assert place.hub.store is not None
    orders = [Order(f"1.2.{n}", "1.2", b"DICM%d" % n, "sr", "ab" * 16, "me", True) for n in numbers]
    Outbox(place.hub.store).put(node, orders)


def states(place: Place) -> dict[tuple[str, str], str]:
    assert place.hub.store is not None
    return {(item.node, item.uid): item.state for item in Outbox(place.hub.store).items()}


def test_everything_is_sent_and_logged(place: Place, sending: Sending, log: Log) -> None:
    place.add("one")
    put(place, "one", *range(40))
    place.settle(sending)
    assert set(states(place).values()) == {"sent"}
    assert sending.view.unsent == 0
    assert [entry for entry in log.entries if entry[0] == "1.2.3"] == [("1.2.3", "waiting"), ("1.2.3", "sent")]
    assert len(log.entries) == 80


def test_a_node_that_is_down_is_left_alone_longer_each_time_and_others_go_on(
    place: Place, sending: Sending, far: Far
) -> None:
    tries: list[float] = []

    def down(node: Node, files: Sequence[Path]) -> Sent:
        tries.append(place.now)
        raise unreachable()

    far.sends["one"] = down
    place.add("one", "two")
    put(place, "one", 1)
    put(place, "two", 1, 2)
    place.settle(sending)
    assert states(place) == {("one", "1.2.1"): "waiting", ("two", "1.2.1"): "sent", ("two", "1.2.2"): "sent"}
    (pause,) = sending.view.pauses
    assert pause.node == "one"
    assert pause.again_s is not None
    for _ in range(12):
        wait = place.settle(sending)
        assert wait is not None
        place.now += wait
    gaps = [after - before for before, after in pairwise(tries)]
    assert gaps[0] < 6 < max(gaps) <= 900
    far.sends.clear()
    sending.resume("one")
    place.settle(sending)
    assert states(place)["one", "1.2.1"] == "sent"


def test_a_wrong_password_is_not_tried_again_unasked(place: Place, sending: Sending, far: Far) -> None:
    tries = 0

    def refused(node: Node, files: Sequence[Path]) -> Sent:
        nonlocal tries
        tries += 1
        raise UserError("'one' does not accept our sign-in.", "A password.", "Set it.", code="sign_in")

    far.sends["one"] = refused
    place.add("one")
    put(place, "one", 1)
    for _ in range(50):
        place.settle(sending)
        place.now += HEARTBEAT_S
    assert tries == 1
    assert sending.view.pauses[0].again_s is None
    assert states(place)["one", "1.2.1"] == "waiting"


def test_what_a_node_refuses_is_told_and_waits_for_the_user(place: Place, sending: Sending, far: Far) -> None:
    far.sends["one"] = lambda node, files: taken(files, "refused", "Its kind is not taken there.")
    place.add("one")
    put(place, "one", 1)
    place.settle(sending)
    (row,) = sending.view.rows
    assert (row.state, row.reason, sending.view.refused) == ("refused", "Its kind is not taken there.", 1)
    far.sends.clear()
    sending.retry([row.id])
    place.settle(sending)
    assert states(place)["one", "1.2.1"] == "sent"


def test_one_object_that_fails_does_not_hold_up_the_others(place: Place, sending: Sending, far: Far) -> None:
    def one_fails(node: Node, files: Sequence[Path]) -> Sent:
        good, bad = taken(files), taken(files, "failed", "no room there")
        chosen = zip(files, good.objects, bad.objects, strict=True)
        return Sent(tuple(no if path.read_bytes() == b"DICM0" else yes for path, yes, no in chosen))

    far.sends["one"] = one_fails
    place.add("one")
    put(place, "one", *range(40))
    for _ in range(6):
        place.now += place.settle(sending) or 0.0
    assert [uid for (_, uid), state in states(place).items() if state != "sent"] == ["1.2.0"]
    assert len(far.sent) == 39


def test_without_a_record_nothing_is_sent(place: Place, sending: Sending, log: Log, far: Far) -> None:
    log.there = False
    place.add("one")
    put(place, "one", 1)
    place.settle(sending)
    assert far.sent == []
    assert "audit trail" in sending.view.pauses[0].reason


def test_what_could_not_be_written_down_is_not_sent_again(
    place: Place, sending: Sending, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = Outbox.settle, [True]

    def settle(self: Outbox, outcomes: object) -> None:
        if full[0]:
            raise UserError("There is no room left.", "Room.", "Free some.", code="disk_full")
        real(self, outcomes)  # type: ignore[arg-type]

    monkeypatch.setattr(Outbox, "settle", settle)
    place.add("one")
    put(place, "one", 1)
    place.settle(sending)
    assert len(far.sent) == 1
    assert place.hub.notice is not None
    assert "no room" in place.hub.notice.found
    full[0] = False
    place.now += 1000.0
    place.settle(sending)
    assert states(place)["one", "1.2.1"] == "sent"
    assert len(far.sent) == 1


def test_what_waits_for_a_node_that_was_removed_says_so_and_can_be_removed(place: Place, sending: Sending) -> None:
    put(place, "gone", 1)
    place.settle(sending)
    assert "no longer in the settings" in sending.view.pauses[0].reason
    sending.remove([row.id for row in sending.view.rows])
    place.settle(sending)
    assert sending.view.rows == ()


def test_what_waits_follows_a_node_to_its_new_name(place: Place, sending: Sending, far: Far) -> None:
    far.sends["one"] = lambda node, files: (_ for _ in ()).throw(unreachable())
    place.add("one")
    put(place, "one", 1)
    place.settle(sending)
    place.nodes.save(Node("uno", "dimse", "127.0.0.1", 104, "THERE"), "one", None, False)
    place.settle(sending)
    assert states(place) == {("uno", "1.2.1"): "sent"}
