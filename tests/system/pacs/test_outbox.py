"""From a film to a PACS and back, through restarts, without a window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from spcxr_desktop.pacs.meta import identify
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Query
from spcxr_desktop.pacs.verbs import find, send
from tests.system.pacs import servers
from tests.system.pacs.benches import Bench, bench
from tests.system.pacs.servers import Server

KINDS = ("seg", "sr", "gsps")


@pytest.fixture
def no_thread_stays() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.name.startswith("spcxr")]
    assert left == []


def opened(made: Bench, film: Path) -> None:
    """Show a film and wait for its results."""
    made.work.open([film])
    made.until(lambda view: made.work.session.current is not None and made.work.session.current.results is not None)
    made.until(lambda view: made.work.review.sync() or made.work.exporting.plan() is not None)


def revision(made: Bench) -> object:
    """The signed revision that would be sent, or None."""
    plan = made.work.exporting.plan()
    return plan.revision if plan is not None else None


def signed(made: Bench) -> None:
    """Sign the review of the film in view."""
    seen = made.work.signing.summary()
    assert seen is not None
    asked = made.work.signing.sign(seen, account=True)
    made.until(lambda view: asked.done)
    assert asked.error is None, asked.error
    made.until(lambda view: made.work.review.sync() or revision(made))


def stored(node: Node, study: str) -> list[str]:
    """SOP instances that a node has of a study."""
    series = {match.series for match in find(node, Query("series", study=study)).matches}
    found = [find(node, Query("image", study=study, series=one)).matches for one in series]
    return sorted(match.image for matches in found for match in matches)


@pytest.fixture
def film(films: list[Path]) -> Path:
    return min(films, key=lambda path: path.stat().st_size)


def test_results_wait_for_a_pacs_that_is_down_through_a_restart_and_are_there_once(
    film: Path, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_thread_stays: None
) -> None:
    ports = [servers.free_port() for _ in range(3)]
    node = Node("Archive", "dimse", "127.0.0.1", ports[1], "ORTHANC", "SPCXR")
    with bench(data_folder, system_account_signs=True) as made:
        made.work.network.save_node(node)
        made.until(lambda view: view.default is not None)
        opened(made, film)
        assert made.work.network.can_send
        made.work.network.send("Archive", KINDS)
        made.until(lambda view: not view.job.running)
        assert (made.view.job.fault, made.view.job.queued) == (None, 3), made.view.job
        view = made.until(lambda view: view.outbox.pauses)
        assert {row.state for row in view.outbox.rows} == {"waiting"}
        assert not any(row.signed for row in view.outbox.rows)
        assert view.outbox.pauses[0].again_s is not None
        made.work.network.send("Archive", KINDS)  # the same again is the same
        made.until(lambda view: not view.job.running and view.job.there == 3)
        signed(made)
        made.work.network.send("Archive", KINDS)
        made.until(lambda view: not view.job.running and view.job.queued == 3)
    monkeypatch.setattr(servers, "free_port", iter(ports).__next__)
    with servers.orthanc(tmp_path / "orthanc") as server, bench(data_folder) as made:
        view = made.until(lambda view: view.outbox.rows and not view.outbox.unsent)
        assert [(row.state, row.signed) for row in view.outbox.rows] == [("sent", True)] * 3 + [("sent", False)] * 3
        there = stored(server.dimse, identify(film).study)
        assert there == sorted(row.uid for row in view.outbox.rows)
        assert not list((data_folder / "network" / "objects").iterdir())
        library = made.work.record.lane.library()
        assert library is not None and library.verify().intact
        actions = [entry.action for entry in library.audit.entries() if entry.action.startswith("outbox")]
        assert sorted(actions) == ["outbox.queued"] * 6 + ["outbox.sent"] * 6


def test_a_study_is_found_fetched_and_analysed_before_anybody_opens_it(
    orthanc_server: Server, film: Path, data_folder: Path, no_thread_stays: None
) -> None:
    send(orthanc_server.dimse, [film])
    study = identify(film).study
    with bench(data_folder) as made:
        made.work.network.save_node(orthanc_server.dimse)
        made.until(lambda view: view.nodes)
        made.work.network.test_node("orthanc")
        made.until(lambda view: view.nodes[0].test is not None and view.nodes[0].test.state == "ok")
        made.work.network.search("orthanc", Query("study", study=study))
        view = made.until(lambda view: view.query.phase not in ("idle", "running"))
        assert [match.study for match in view.query.matches] == [study]
        made.work.network.retrieve("orthanc", view.query.matches)
        made.until(lambda view: view.transfers and view.transfers[0].state == "whole")
        made.analysed(1)
        current = made.work.session.current
        assert current is not None and not current.read
    with bench(data_folder) as made:  # known for good
        made.analysed(1)
        assert made.view.transfers[0].state == "whole"


def test_a_study_sent_to_the_receiver_is_analysed(film: Path, data_folder: Path, no_thread_stays: None) -> None:
    port = servers.free_port()
    with bench(data_folder, receiver=True, receiver_port=port) as made:
        made.until(lambda view: view.receiver.state == "on")
        assert send(Node("us", "dimse", "127.0.0.1", port, "SPCXR", "OTHER"), [film]).whole
        made.analysed(1)
        made.work.change_settings(receiver=False)
        made.until(lambda view: view.receiver.state == "off")


def test_a_film_copied_into_the_watched_folder_is_analysed(
    film: Path, films: list[Path], data_folder: Path, tmp_path: Path, no_thread_stays: None
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "there before.dcm").write_bytes(films[-1].read_bytes())
    with bench(data_folder, watched_folder=str(folder)) as made:
        made.until(lambda view: view.watched.state == "watching")
        data = film.read_bytes()
        with (folder / "new.dcm").open("wb") as half:
            half.write(data[: len(data) // 2])
            half.flush()
            half.write(data[len(data) // 2 :])
        made.analysed(1)
        assert made.view.watched.taken == 1
    assert (folder / "new.dcm").read_bytes() == data
