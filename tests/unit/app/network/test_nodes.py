"""Nodes, their tests, searches: what the settings dialog and the search ask for."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from spcxr_desktop.app.network.receiving import Receiving
from spcxr_desktop.app.network.sending import Sending
from spcxr_desktop.app.network.vouching import Vouching
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Found, Match, Query
from spcxr_desktop.pacs.transfer import Cancel, Commitment
from spcxr_desktop.store.outbox import Order, Outbox
from tests.unit.app.network.parts import Far, Place

WEB = Node("web", "dicomweb", url="https://pacs.example/dicom-web", auth="bearer")


def test_nodes_are_kept_the_first_is_the_default_and_secrets_are_not_in_the_file(
    tmp_path: Path, far: Far, place: Place
) -> None:
    place.add("one", "two")
    place.nodes.save(WEB, "", "s3cret", False)
    place.nodes.make_default("two")
    place.hub.work_off()
    file = tmp_path / "nodes.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "s3cret" not in file.read_text()
    assert far.secrets == {"web": "s3cret"}
    again = Place(tmp_path, far)
    assert [(row.node.name, row.default) for row in again.nodes.rows] == [("one", False), ("two", True), ("web", False)]
    again.close()


def test_a_secret_follows_the_new_name_and_goes_with_its_node(far: Far, place: Place) -> None:
    place.nodes.save(WEB, "", "s3cret", False)
    place.nodes.save(Node("archive", "dicomweb", url=WEB.url, auth="bearer"), "web", None, True)
    place.hub.work_off()
    assert far.secrets == {"archive": "s3cret"}
    assert place.nodes.rows[0].commit
    place.nodes.remove("archive")
    place.hub.work_off()
    assert far.secrets == {"archive": ""}
    assert place.nodes.rows == ()


def test_two_nodes_of_one_name_are_refused_and_told(place: Place) -> None:
    place.add("one", "one")
    assert len(place.nodes.rows) == 1
    assert place.hub.notice is not None
    assert "already" in place.hub.notice.found


def test_a_damaged_list_is_told_and_not_overwritten(tmp_path: Path, far: Far) -> None:
    file = tmp_path / "nodes.json"
    file.write_text("{half")
    place = Place(tmp_path, far)
    assert place.hub.notice is not None
    place.add("one")
    assert file.read_text() == "{half"
    place.close()


def test_a_node_of_another_version_does_not_take_the_others_with_it(tmp_path: Path, far: Far, place: Place) -> None:
    place.add("one")
    stored = json.loads((tmp_path / "nodes.json").read_text())
    stored["nodes"].append({"name": "odd", "kind": "pigeon"})
    (tmp_path / "nodes.json").write_text(json.dumps(stored))
    again = Place(tmp_path, far)
    assert [row.node.name for row in again.nodes.rows] == ["one"]
    assert again.hub.notice is not None
    again.add("two")
    assert len(json.loads((tmp_path / "nodes.json").read_text())["nodes"]) == 3
    again.close()


def test_a_test_says_whether_the_node_is_there(place: Place) -> None:
    place.add("one")
    place.add("far", host="192.0.2.1")
    for row in place.nodes.rows:
        place.asking.test(row.node)
    place.settle()
    good, bad = (row.test for row in place.nodes.rows)
    assert good is not None and (good.state, good.ms) == ("ok", 1.5)
    assert bad is not None and bad.state == "failed" and bad.fault is not None


def test_a_search_shows_its_answers_and_its_error(far: Far, place: Place) -> None:
    place.add("one")
    node, matches = place.nodes.rows[0].node, (Match("study", study="1.2"),)
    far.find = lambda query, cancel: Found(matches, cut=True)
    place.asking.search(node, Query(name="A*"))
    place.settle()
    assert (place.asking.query.phase, place.asking.query.matches, place.asking.query.cut) == ("done", matches, True)

    def silent(query: Query, cancel: Cancel) -> Found:
        raise UserError("No answer in time.", "One.", "Try again.", code="silent")

    far.find = silent
    place.asking.search(node, Query())
    place.settle()
    assert place.asking.query.phase == "failed"
    assert place.asking.query.fault is not None


def test_a_new_search_ends_the_one_before_and_one_can_be_cancelled(far: Far, place: Place) -> None:
    begun = threading.Event()

    def held(query: Query, cancel: Cancel) -> Found:
        begun.set()
        while query.name == "first" and not cancel():
            threading.Event().wait(0.005)
        return Found((Match("study", name=query.name),))

    far.find = held
    place.add("one")
    node = place.nodes.rows[0].node
    place.asking.search(node, Query(name="first"))
    assert begun.wait(10)
    place.asking.search(node, Query(name="second"))
    place.settle()
    assert [match.name for match in place.asking.query.matches] == ["second"]
    begun.clear()
    place.asking.search(node, Query(name="first"))
    assert begun.wait(10)
    place.asking.cancel()
    place.settle()
    assert (place.asking.query.phase, place.asking.query.matches) == ("cancelled", ())


@pytest.mark.parametrize("vouches", [True, False])
def test_a_node_is_asked_to_vouch_until_it_answers(far: Far, place: Place, vouches: bool) -> None:
    asked: list[float] = []

    def vouch(objects: Mapping[str, str]) -> Commitment:
        asked.append(place.now)
        if len(asked) < 3:
            raise UserError("No answer.", "One.", "Wait.", code="silent")
        return Commitment(tuple(objects), ()) if vouches else Commitment((), [(uid, "not there") for uid in objects])

    far.vouch = vouch
    place.add("one", commit=True)
    assert place.hub.store is not None
    box = Outbox(place.hub.store)
    box.put("one", [Order("1.2.3", "1.2", b"DICM", "sr", "ab" * 16, "me", True)], hold=True)
    sending = Sending(place.hub, place.nodes, lambda items: True)
    vouching = Vouching(place.hub, place.nodes, sending, Receiving(place.hub, None))  # type: ignore[arg-type]
    for _ in range(4):
        place.settle(sending, vouching)
        place.now += 1000.0
    (item,) = box.items()
    assert item.state == ("committed" if vouches else "not committed")
    assert len(asked) == 3
    assert box.path(item.sha256).is_file() != vouches
