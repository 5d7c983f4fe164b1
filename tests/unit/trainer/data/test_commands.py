"""`spcxr-trainer data` as a user types it: from raw folders to a pack that training loads."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.unit.trainer.data.made_archives import nih, vindr
from tests.unit.trainer.data.made_collections import chexmask, kermany
from tests.unit.trainer.data.made_films_of_sets import film
from trainer.cli import main
from trainer.data.hashing import NEAR
from trainer.data.labels import FINDINGS
from trainer.data.manifest import read_manifest
from trainer.data.pack import load_pack
from trainer.data.sets import data_sets


def words(*parts: object) -> list[str]:
    """The words of a call."""
    return ["data", *(str(part) for part in parts)]


def test_list_names_every_set_with_its_licence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words("list")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(data_sets())
    assert all(kind.licence in line for line, kind in zip(lines, data_sets().values(), strict=True))
    assert main(words("list", "vindr-cxr")) == 0
    assert "three readers" in capsys.readouterr().out


def test_from_raw_folders_of_two_sets_to_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nih(tmp_path / "nih")
    kermany(tmp_path / "kermany")
    vindr(tmp_path / "vindr")
    chexmask(tmp_path / "mask.csv", {"00000001_000.png": (0.9, film(0)[1])})
    out, split = tmp_path / "all.csv", tmp_path / "split.csv"
    base = ["--base", tmp_path, "--out", out, "--masks", tmp_path / "masks"]
    assert main(words("index", "nih", tmp_path / "nih", *base, "--chexmask", tmp_path / "mask.csv")) == 0
    assert main(words("index", "kermany", tmp_path / "kermany", *base, "--add", "--jobs", 2)) == 0
    assert main(words("index", "vindr-cxr", tmp_path / "vindr", *base, "--add")) == 0
    with (tmp_path / "all.left-out.csv").open(newline="") as stream:
        reasons = list(csv.DictReader(stream))
    assert {"path": "00000003_000.png", "reason": "no such file"} in reasons
    assert any("does not belong" in row["reason"] for row in reasons)
    assert "films, 1 with lung masks" in capsys.readouterr().out

    assert main(words("split", tmp_path, "--manifest", out, "--out", split)) == 0
    rows = read_manifest(tmp_path, split)
    # The makers draw the same films for each set: the twins must have been joined across sources.
    groups = {row["group"] for row in rows}
    assert len(rows) == 11 and len({row["patient_id"] for row in rows}) > len(groups) > 1
    assert len({row["fold"] for row in rows}) == len(groups)
    assert main(words("verify", tmp_path, "--manifest", split, "--report", tmp_path / "r.json")) == 0
    assert json.loads((tmp_path / "r.json").read_text())["problems"] == []

    capsys.readouterr()
    pack = ["--manifest", split, "--size", 64, "--max-mib", 0.02, "--tar", "--cache", "--open-locked"]
    assert main(words("pack", tmp_path, "--out", tmp_path / "pack", *pack)) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["bytes"] <= 0.02 * (1 << 20) and facts["budget"]["jpeg_quality"] == facts["jpeg_quality"]
    assert facts["shards"][0]["films"] == 11 and facts["cache_bytes"] > 0
    assert load_pack(tmp_path / "pack").films.shape[0] == 11


def test_verify_ends_with_1_where_a_patient_leaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nih(tmp_path / "nih")
    main(words("index", "nih", tmp_path / "nih", "--out", tmp_path / "nih/index.csv"))
    text = (tmp_path / "nih/index.csv").read_text().splitlines()
    rows = list(csv.DictReader(text))
    for i, row in enumerate(rows):
        row["fold"] = str(i)
    with (tmp_path / "nih/index.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert main(words("verify", tmp_path / "nih")) == 1
    captured = capsys.readouterr()
    assert "patient: that of images_001/images/00000001_000.png lies in folds 0, 1" in captured.err
    assert "1 patient" in captured.out


@pytest.mark.parametrize(
    ("call", "remedy"),
    [
        (["index", "nihh", "{root}", "--out", "{tmp}/m.csv"], "did you mean nih?"),
        (["index", "nih", "{root}"], "needs --out"),
        (["index", "nih", "{tmp}/nowhere", "--out", "{tmp}/m.csv"], "Data_Entry_2017.csv"),
        (["index", "kermany", "{root}", "--out", "{tmp}/m.csv"], "none of train, val and test"),
        (["index", "nih", "{root}", "--out", "{tmp}/there.csv"], "add --add"),
        (["index", "nih", "{root}", "--out", "{tmp}/m.csv", "--base", "{tmp}/empty"], "--base"),
        (["index", "nih", "{root}", "--out", "{tmp}/m.csv", "--chexmask", "x.csv"], "needs --masks"),
        (["split", "{root}", "--out", "{tmp}/there.csv"], "name another file"),
        (["verify", "{root}", "--manifest", "{tmp}/none.csv"], "or a --manifest"),
        (["verify", "{root}", "--manifest", "{tmp}/there.csv"], "lacks the columns"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_remedy(
    call: list[str], remedy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nih(tmp_path / "nih")
    (tmp_path / "empty").mkdir()
    (tmp_path / "there.csv").write_text("a,b\n")
    assert main(words(*(word.format(root=tmp_path / "nih", tmp=tmp_path) for word in call))) == 2
    said = capsys.readouterr().err
    assert said.startswith("spcxr-trainer: ") and remedy in said and "Traceback" not in said
    assert not (tmp_path / "m.csv").exists()


def test_adding_a_set_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nih(tmp_path / "nih")
    call = words("index", "nih", tmp_path / "nih", "--out", tmp_path / "m.csv", "--add")
    assert main(call) == 0
    before = (tmp_path / "m.csv").read_bytes()
    assert main(call) == 2
    assert "already" in capsys.readouterr().err and (tmp_path / "m.csv").read_bytes() == before


def test_the_page_on_data_names_every_set_and_finding() -> None:
    page = (REPOSITORY / "docs/data.md").read_text(encoding="utf-8")
    assert [name for name in data_sets() if f"\n| {name} |" not in page] == []
    assert [finding for finding in FINDINGS if finding not in page] == []
    assert f"at most {NEAR} bits apart" in page
