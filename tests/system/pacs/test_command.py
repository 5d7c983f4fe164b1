"""``spcxr-desktop pacs`` with real servers: what it prints, how it ends, and that no log hears of a patient."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pydicom
import pytest

from spcxr_desktop import cli
from spcxr_desktop.pacs.meta import identify
from spcxr_desktop.pacs.query import Query
from spcxr_desktop.pacs.verbs import find, send
from tests.system.pacs.conftest import same
from tests.system.pacs.servers import OURS, Server, free_port

ROOT = Path(__file__).resolve().parents[3]


def address(server: Server) -> str:
    return f"{server.dimse.called_ae}@{server.dimse.host}:{server.dimse.port}"


def test_echo_find_send_get(
    server: Server, films: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where, film = address(server), films[0]
    assert cli.main(["pacs", "echo", where]) == 0
    assert "answered" in capsys.readouterr().out
    assert cli.main(["pacs", "send", where, str(film)]) == 0
    assert capsys.readouterr().out == "1 of 1 are there now.\n"
    study = identify(film).study
    assert cli.main(["pacs", "find", where, "--study", study, "--json"]) == 0
    (match,) = json.loads(capsys.readouterr().out)
    assert match["study"] == study
    assert cli.main(["pacs", "get", where, study, "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path / study}\n"
    same(tmp_path / study / f"{identify(film).uid}.dcm", film, encoding=server.web is not None)


def test_a_node_is_kept_by_its_name(orthanc_server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pacs", "add", "ward", address(orthanc_server)]) == 0
    capsys.readouterr()
    assert cli.main(["pacs", "nodes"]) == 0
    assert "ward  dimse" in capsys.readouterr().out
    assert cli.main(["pacs", "echo", "ward"]) == 0
    assert cli.main(["pacs", "remove", "ward"]) == 0
    assert cli.main(["pacs", "echo", "ward"]) == 2


def test_what_cannot_be_done_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pacs", "echo", f"NOBODY@127.0.0.1:{free_port()}"]) == 2
    assert "cannot be reached" in capsys.readouterr().err
    assert cli.main(["pacs", "find", "A@b:1", "--since", "soon"]) == 2
    assert "is not a date" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_listening_ends_in_order_by_ctrl_c(films: list[Path], tmp_path: Path) -> None:
    port = free_port()
    program = [sys.executable, "-m", "spcxr_desktop"]
    command = [*program, "pacs", "listen", "--out", str(tmp_path / "in"), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        assert "Listening" in process.stderr.readline()
        from spcxr_desktop.pacs.node import parse_node

        assert send(parse_node(f"{OURS}@127.0.0.1:{port}"), films[:1]).whole
        study = identify(films[0]).study
        assert study in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    finally:
        process.kill()
        process.communicate()
    assert (tmp_path / "in" / study / f"{identify(films[0]).uid}.dcm").is_file()


def test_results_are_stored_beside_the_film_and_found_again(server: Server, films: list[Path], tmp_path: Path) -> None:
    film = next(path for path in films if "fuji_cr_pa" in path.name or server.web is None)
    assert cli.main(["analyze", str(film), "--out", str(tmp_path / "out"), "--export", "seg,sr,gsps"]) == 0
    results = sorted((tmp_path / "out").glob("*/*.dcm"))
    if not results:
        pytest.skip("no model packages here, so nothing was exported")
    sent = send(server.dimse, [film, *results])
    assert sent.whole, [item for item in sent.objects if not item.safe]
    found = find(server.dimse, Query("series", study=identify(film).study))
    assert {pydicom.dcmread(path, stop_before_pixels=True).SeriesInstanceUID for path in results} <= {
        match.series for match in found.matches
    }


def test_no_log_hears_of_a_patient(orthanc_server: Server, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        web = orthanc_server.web
        assert web is not None
        for node in (orthanc_server.dimse, web):
            find(node, Query("study", name="SECRETPATIENT*"))
    assert "SECRETPATIENT" not in caplog.text
    assert "StudyInstanceUID" not in caplog.text


@pytest.mark.parametrize("name", ["Ягоды^Иван", "Müller^Jörg", "山田^太郎"])
def test_names_in_any_script_are_found(orthanc_server: Server, films: list[Path], name: str, tmp_path: Path) -> None:
    made = pydicom.dcmread(next(path for path in films if identify(path).syntax == "1.2.840.10008.1.2.1"))
    made.SpecificCharacterSet, made.PatientName = "ISO_IR 192", name
    made.PatientID, made.StudyInstanceUID = f"id-{len(name)}-{ord(name[0])}", pydicom.uid.generate_uid()
    made.SeriesInstanceUID = made.SOPInstanceUID = pydicom.uid.generate_uid()
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.save_as(tmp_path / "named.dcm")
    assert send(orthanc_server.dimse, [tmp_path / "named.dcm"]).whole
    found = find(orthanc_server.dimse, Query("study", name=f"{name[:3]}*"))
    assert name in {match.name for match in found.matches}


def test_wildcards_are_understood_by_both(orthanc_server: Server, films: list[Path]) -> None:
    film = next(path for path in films if len(pydicom.dcmread(path).PatientID) > 4)
    patient = str(pydicom.dcmread(film).PatientID)
    web = orthanc_server.web
    assert web is not None
    assert send(orthanc_server.dimse, [film]).whole
    for node in (orthanc_server.dimse, web):
        found = find(node, Query("study", patient_id=f"{patient[:4]}*"))
        assert patient in {match.patient_id for match in found.matches}
        assert find(node, Query("study", patient_id="NOBODYHASTHIS*")).matches == ()
