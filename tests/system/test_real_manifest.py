"""The real radiographs' manifest: complete, as catalogued, split as it says, and free of leaks."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from trainer.cli import main
from trainer.data.manifest import check_manifest, open_folds, read_manifest

FILMS = {
    "kermany": 5231, "covid-chestxray-dataset": 486, "covid-cxnet": 818, "hannover": 243, "nih": 795, "openist": 205,
    "mendeley-tb": 1432, "radiography-normal": 1000,
}  # fmt: skip


@pytest.fixture(scope="module")
def root(shared: Path) -> Path:
    folder = shared / "data" / "cxr"
    if not (folder / "index.csv").is_file():
        pytest.skip(f"no radiographs at {folder}")
    return folder


@pytest.fixture(scope="module")
def rows(root: Path) -> list[dict[str, str]]:
    return read_manifest(root)


def test_index_finds_no_problems(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["data", "index", str(root)])
    captured = capsys.readouterr()
    assert captured.err == ""
    assert code == 0
    assert " 10210  films, 0 problems" in captured.out


def test_counts_are_the_catalogues(rows: list[dict[str, str]], root: Path) -> None:
    assert Counter(row["source"] for row in rows) == FILMS
    counts = check_manifest(rows, root).counts
    assert counts["kermany/normal"] == 1349
    assert counts["kermany/pneumonia"] == 3882
    assert counts["covid-chestxray-dataset/covid"] == 337
    assert counts["mendeley-tb/tuberculosis"] == 1230
    assert counts["nih/pneumonia"] == 399


def test_the_fold_is_the_groups_hash(rows: list[dict[str, str]]) -> None:
    wrong = [
        row["path"]
        for row in rows
        if int(hashlib.sha256(row["group"].encode()).hexdigest(), 16) % 10 != int(row["fold"])
    ]
    assert wrong == []


def test_masks_are_the_catalogues(rows: list[dict[str, str]]) -> None:
    kinds = Counter((row["source"], row["mask_kind"]) for row in rows if row["mask"])
    assert kinds["kermany", "v7-exact"] == 1620
    assert kinds["kermany", "v7-high"] == 3202
    assert kinds["kermany", "v7-low"] == 404
    assert kinds["covid-chestxray-dataset", "v7-exact"] == 335
    assert kinds["openist", "openist"] == 205


def test_the_disputed_films_are_known(rows: list[dict[str, str]]) -> None:
    assert sum("disputed" in row["sublabel"] for row in rows) == 29


def test_the_locked_fold_is_about_a_tenth(rows: list[dict[str, str]]) -> None:
    assert 1 - len(open_folds(rows)) / len(rows) == pytest.approx(0.1, abs=0.02)


def test_films_that_may_not_be_given_away_are_marked(rows: list[dict[str, str]]) -> None:
    assert {row["ship"] for row in rows} <= {"0", "1"}
    assert not any(row["ship"] == "1" for row in rows if row["source"] in ("openist", "radiography-normal"))
