"""Files and tables that want more than they should: nothing outside is read, nothing stops, everything is named."""

from __future__ import annotations

import socket
import zlib
from pathlib import Path

import pytest

from tests.made_films import save
from tests.unit.trainer.data.made_films_of_sets import film, table
from tests.unit.trainer.data.made_sets import MADE, indexed, why
from trainer.data.sets.base import Options


def test_a_hostile_table_reads_nothing_outside_and_breaks_nothing(tmp_path: Path) -> None:
    root = tmp_path / "set"
    save(tmp_path / "secret.png", film(0)[0])
    save(root / "ok.png", film(1)[0])
    rows = [
        {"path": "../secret.png", "label": "normal"},
        {"path": str(tmp_path / "secret.png"), "label": "normal"},
        {"path": "a\\..\\..\\secret.png", "label": "normal"},
        {"path": "ok.png", "label": "=cmd()"},
        {"path": "", "label": "normal"},
        {"path": "ok.png", "label": "normal"},
        {"path": "ok.png", "label": "pneumonia"},
    ]
    table(root / "films.csv", rows)
    with (root / "films.csv").open("ab") as stream:
        stream.write(b'ok\xff\x00.png,normal,more,cells\n"open quote,normal\n')
    found = indexed("csv", root, Options(licence="CC0"))
    assert [row["path"] for row in found.rows] == ["ok.png"]
    reasons = [left.reason for left in found.left_out]
    assert reasons.count("the name points outside the folder of the set") >= 4
    assert any("=cmd()" in reason for reason in reasons) and "listed twice" in reasons


def test_unreadable_films_are_listed_with_the_reason_and_stop_nothing(tmp_path: Path) -> None:
    MADE["vindr-cxr"](tmp_path / "v")
    whole = (tmp_path / "v/train/aa11.dicom").read_bytes()
    (tmp_path / "v/train/aa11.dicom").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "v/train/bb22.dicom").write_bytes(b"no film at all")
    found = indexed("vindr-cxr", tmp_path / "v")
    assert [Path(row["path"]).name for row in found.rows] == ["dd44.dicom"]
    assert why(found, "aa11.dicom") and why(found, "bb22.dicom")


def test_films_that_are_links_to_another_disk_are_indexed_where_the_set_has_them(tmp_path: Path) -> None:
    MADE["kermany"](tmp_path / "disk")
    (tmp_path / "set").mkdir()
    (tmp_path / "set/chest_xray").symlink_to(tmp_path / "disk/chest_xray")
    found = indexed("kermany", tmp_path / "set")
    assert len(found.rows) == 5
    assert all(row["path"].startswith("chest_xray/") for row in found.rows)


def test_a_picture_that_claims_to_be_enormous_is_left_out(tmp_path: Path) -> None:
    MADE["hannover"](tmp_path / "h")
    path = tmp_path / "h/png/b343e650.png"
    data = bytearray(path.read_bytes())
    data[16:24] = (200_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    path.write_bytes(data)
    found = indexed("hannover", tmp_path / "h")
    assert "not a readable image" in why(found, "b343e650.png") and len(found.rows) == 1


def test_tables_cannot_make_a_search_leave_the_set(tmp_path: Path) -> None:
    MADE["siim-fisabio-covid"](tmp_path / "s")
    MADE["siim-fisabio-covid"](tmp_path / "other")
    study = "../../other/train/00086460a852"
    for name, old in (("train_study_level.csv", "00086460a852_study"), ("train_image_level.csv", "00086460a852")):
        path = tmp_path / "s" / name
        path.write_text(path.read_text().replace(old, f"{study}_study" if "study" in old else study))
    found = indexed("siim-fisabio-covid", tmp_path / "s")
    assert [row["path"].split("/")[1] for row in found.rows] == ["000c9c05fd14"]


def test_indexing_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert indexed("nih", tmp_path / "n").rows
