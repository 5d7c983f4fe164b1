"""The sets that are here as real files, against the catalogue that was made of them independently."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.trainer.data.made_archives import rsna, siim
from trainer.data.indexing import index_set
from trainer.data.labels import targets
from trainer.data.pack import load_pack, write_pack
from trainer.data.sets import data_set
from trainer.data.sets.base import Film, LeftOut
from trainer.data.verify import verify

SETS = ("nih", "kermany", "covid-chestxray-dataset", "covid-cxnet", "hannover", "openist")


@pytest.fixture(scope="module")
def catalogue(shared: Path) -> dict[str, dict[str, str]]:
    """Path below data/cxr -> row of the catalogue."""
    with (shared / "data/cxr/index.csv").open(newline="", encoding="utf-8") as stream:
        return {row["path"]: row for row in csv.DictReader(stream)}


def films(shared: Path, name: str) -> list[Film]:
    """What the class finds; nothing of a set may be left out but what the catalogue has not either."""
    return [film for film in data_set(name)(shared / "data/cxr" / name).films() if isinstance(film, Film)]


@pytest.mark.parametrize(("name", "at_least"), [("nih", 795), ("kermany", 5231), ("covid-chestxray-dataset", 480),
                                                ("covid-cxnet", 818), ("hannover", 243), ("openist", 205)])  # fmt: skip
def test_every_film_of_the_catalogue_is_found(
    shared: Path, catalogue: dict[str, dict[str, str]], name: str, at_least: int
) -> None:
    found = {film.path.relative_to(shared / "data/cxr").as_posix() for film in films(shared, name)}
    listed = {path for path, row in catalogue.items() if row["source"] == name}
    assert len(found) >= at_least
    assert found <= listed
    # The catalogue also holds a few ieee8023 files that its metadata.csv does not list.
    assert len(listed - found) <= (4 if name == "covid-chestxray-dataset" else 0)


@pytest.mark.parametrize("name", SETS)
def test_labels_never_contradict_the_catalogue(
    shared: Path, catalogue: dict[str, dict[str, str]], name: str
) -> None:
    for film in films(shared, name):
        row = catalogue[film.path.relative_to(shared / "data/cxr").as_posix()]
        if "disputed" in row["sublabel"]:
            continue  # RSNA's readers against NIH's text mining: known to the catalogue, not to NIH
        said = zip(("abnormal", "pneumonia", "covid19"), targets(row["label"], row["sublabel"]), strict=True)
        for finding, value in said:
            mine = film.findings.get(finding, -1)
            assert value == -1 or mine in (-1, value), (row["path"], finding)


@pytest.mark.parametrize("name", ["nih", "kermany", "hannover", "covid-chestxray-dataset"])
def test_patients_are_those_of_the_catalogue(shared: Path, catalogue: dict[str, dict[str, str]], name: str) -> None:
    """One patient here is one patient there: a class that cuts or joins patients would leak.

    Of films that ieee8023 took from Hannover the catalogue knows the person in Hannover; here their looks join them.
    """
    paths = [(film, film.path.relative_to(shared / "data/cxr").as_posix()) for film in films(shared, name)]
    pairs = {(film.patient_id, catalogue[path]["patient_id"]) for film, path in paths}
    if name == "covid-chestxray-dataset":
        pairs = {pair for pair in pairs if not pair[1].startswith("hannover:")}
    assert len(pairs) > 50
    for side in (0, 1):
        assert max(Counter(pair[side] for pair in pairs).values()) == 1


def test_licences_of_single_films_decide_what_may_be_shipped(
    shared: Path, catalogue: dict[str, dict[str, str]]
) -> None:
    for film in films(shared, "covid-chestxray-dataset"):
        row = catalogue[film.path.relative_to(shared / "data/cxr").as_posix()]
        assert film.ship == (row["ship"] == "1"), (row["path"], film.licence, row["licence"])


def test_a_real_set_is_indexed_from_its_files(shared: Path, tmp_path: Path) -> None:
    root = shared / "data/cxr/hannover"
    found = index_set(data_set("hannover")(root), root)
    assert len(found.rows) == 243 and found.left_out == []
    assert all(min(int(row["width"]), int(row["height"])) <= 384 for row in found.rows)
    assert len({row["sha256"] for row in found.rows}) > 240


def test_what_a_real_set_lists_and_has_not_is_left_out_with_a_reason(shared: Path) -> None:
    left = [item for item in data_set("hannover")(shared / "data/cxr/hannover").films() if isinstance(item, LeftOut)]
    assert all(item.reason for item in left)


def test_the_whole_catalogue_has_no_leak_between_folds(shared: Path) -> None:
    root = shared / "data/cxr"
    found = index_set(data_set("catalogue")(root), root, jobs=2)
    assert len(found.rows) == 10210 and found.left_out == []
    assert verify(found.rows, root).problems == ()


@pytest.mark.parametrize(
    ("name", "maker", "place", "film"),
    [("rsna-pneumonia", rsna, "stage_2_train_images/p3.dcm", "rsna_pa_normal2_8b_jpeg.dcm"),
     ("siim-fisabio-covid", siim, "train/000c9c05fd14/81456c9c5423/10a1.dcm", "siim_pa_8b_jpeg.dcm")],
)  # fmt: skip
def test_real_dicom_films_in_their_sets_layout(
    shared: Path, tmp_path: Path, name: str, maker: Callable[[Path], None], place: str, film: str
) -> None:
    """The tables are made, the film is one of the challenge's own, compressed as its owners compressed it."""
    maker(tmp_path / "set")
    shutil.copyfile(shared / "data/dicom/cxr" / film, tmp_path / "set" / place)
    rows = {row["path"]: row for row in index_set(data_set(name)(tmp_path / "set"), tmp_path / "set").rows}
    assert min(int(rows[place]["width"]), int(rows[place]["height"])) >= 900
    write_pack([rows[place]], tmp_path / "set", tmp_path / "pack", 96)
    assert 60 < load_pack(tmp_path / "pack").films.mean() < 200
