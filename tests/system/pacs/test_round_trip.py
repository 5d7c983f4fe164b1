"""Real chest radiographs to real servers and back: found, and byte for byte what was sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.meta import identify
from spcxr_desktop.pacs.query import Query
from spcxr_desktop.pacs.verbs import echo, find, get, send
from tests.system.pacs.conftest import body, same
from tests.system.pacs.servers import Server, orthanc


def test_the_node_answers(server: Server) -> None:
    assert echo(server.dimse).ms > 0


def test_films_come_back_by_c_get_byte_for_byte(server: Server, films: list[Path], tmp_path: Path) -> None:
    sent = send(server.dimse, films)
    assert sent.whole, [item for item in sent.objects if not item.safe]
    by_study: dict[str, dict[str, Path]] = {}
    for path in films:
        names = identify(path)
        by_study.setdefault(names.study, {})[names.uid] = path
    for study, originals in by_study.items():
        got = get(server.dimse, study, tmp_path)
        assert got.whole, got
        assert got.folder == tmp_path / study
        for uid, original in originals.items():
            # dcmqrscp gives Implicit VR as Explicit VR where both were proposed
            same(tmp_path / study / f"{uid}.dcm", original, encoding=server.web is not None)


def test_sent_films_are_found(server: Server, films: list[Path]) -> None:
    send(server.dimse, films)
    wanted = {identify(path).study for path in films}
    found = find(server.dimse, Query("study"))
    assert wanted <= {match.study for match in found.matches}
    assert not found.cut


def test_a_wrong_ae_title_is_told(orthanc_server: Server) -> None:
    node = orthanc_server.dimse
    wrong = type(node)("wrong", "dimse", node.host, node.port, "NOBODY", node.calling_ae)
    with pytest.raises(UserError) as told:
        echo(wrong)
    assert told.value.code == "not_let_in"
    assert "AE title" in told.value.found


def test_a_range_of_dates_narrows_the_search(server: Server, films: list[Path]) -> None:
    send(server.dimse, films)
    everything = {match.study: match.study_date for match in find(server.dimse, Query("study")).matches}
    day = date(2004, 1, 1)
    found = {match.study for match in find(server.dimse, Query("study", until=day)).matches}
    assert found == {study for study, at in everything.items() if at and at <= "20040101"}
    assert found


def test_films_go_and_come_by_dicomweb_byte_for_byte(films: list[Path], tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    with orthanc(tmp_path / "server") as fresh:  # what comes by DIMSE first is stored as DCMTK writes it
        web = fresh.web
        assert web is not None
        sent = send(web, films)
        assert sent.whole, [item for item in sent.objects if not item.safe]
        for original in films:
            names = identify(original)
            got = get(web, names.study, tmp_path / "got")
            assert got.whole, got
            assert body(tmp_path / "got" / names.study / f"{names.uid}.dcm") == body(original)
            assert names.study in {match.study for match in find(web, Query("study", study=names.study)).matches}


def test_what_is_there_and_whole_is_not_fetched_again(server: Server, films: list[Path], tmp_path: Path) -> None:
    send(server.dimse, films[:1])
    study = identify(films[0]).study
    assert {item.state for item in get(server.dimse, study, tmp_path).objects} == {"done"}
    assert {item.state for item in get(server.dimse, study, tmp_path).objects} == {"there"}
