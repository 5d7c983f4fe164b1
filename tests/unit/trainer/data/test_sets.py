"""Every data set in its native layout: which films, what is known of them, what is left out and why."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.made_films import save
from tests.unit.trainer.data.made_films_of_sets import film
from tests.unit.trainer.data.made_sets import MADE, indexed, known, why
from trainer.data.indexing import index_set
from trainer.data.manifest import COLUMNS, read_manifest, write_manifest
from trainer.data.sets import data_set, data_sets
from trainer.data.sets.base import DataSetError, Options


@pytest.mark.parametrize("name", sorted(MADE))
def test_every_set_becomes_rows_with_source_and_licence(name: str, tmp_path: Path) -> None:
    found = indexed(name, tmp_path / name)
    assert found.rows
    for row in found.rows:
        assert row["source"].startswith(name)
        assert row["licence"] and row["group"] and row["sha256"] and len(row["dhash"]) == 64
        assert row["patient_id"] or name == "covid-cxnet"
        assert set(row) == set(COLUMNS)
        assert (tmp_path / name / row["path"]).is_file()
    assert all(left.reason for left in found.left_out)


@pytest.mark.parametrize("name", sorted(set(data_sets()) - {"folder", "csv", "catalogue"}))
def test_every_set_says_what_it_is(name: str) -> None:
    kind = data_sets()[name]
    assert name in MADE, "a set without a made layout is not tested"
    assert len(kind.citation) > 20 and kind.licence and kind.title and kind.maps and kind.layout


@pytest.mark.parametrize("name", sorted(MADE))
def test_an_empty_folder_is_refused_with_the_layout(name: str, tmp_path: Path) -> None:
    if name in ("covid-cxnet",):
        (tmp_path / "covid19").mkdir()
    with pytest.raises(DataSetError, match=r"laid out as|none of train"):
        list(data_set(name)(tmp_path).films())


def test_nih_names_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    found = indexed("nih", tmp_path / "nih")
    ill = known(found, "00000001_000.png")
    assert ill["cardiomegaly"] == ill["emphysema"] == ill["abnormal"] == 1
    assert ill["pneumonia"] == ill["covid19"] == 0
    assert "tuberculosis" not in ill and "fracture" not in ill  # NIH never looked for them
    assert known(found, "00000001_001.png")["abnormal"] == 0
    assert [row["patient_id"] for row in found.rows] == ["nih:00000001", "nih:00000001", "nih:00000002"]
    assert [row["orig_split"] for row in found.rows] == ["train", "train", "test"]
    assert found.rows[0]["age"] == "58"
    assert why(found, "00000003_000.png") == "no such file"
    assert "Dragon" in why(found, "00000004_000.png")


@pytest.mark.parametrize(("uncertain", "value"), [(-1, None), (1, 1), (0, 0)])
def test_chexpert_uncertain_labels_follow_the_policy(tmp_path: Path, uncertain: int, value: int | None) -> None:
    found = indexed("chexpert", tmp_path / "c", Options(uncertain=uncertain))
    said = known(found, "patient00001/study1/view1_frontal.jpg")
    assert said.get("pneumonia") == value
    assert said["edema"] == said["abnormal"] == 1
    assert said["fracture"] == 0
    assert "cardiomegaly" not in said  # blank: not mentioned


def test_chexpert_no_finding_frees_a_film_of_pathologies_but_not_of_devices(tmp_path: Path) -> None:
    found = indexed("chexpert", tmp_path / "c")
    free = known(found, "patient00002/study1/view1_frontal.jpg")
    assert free["abnormal"] == free["pneumonia"] == free["effusion"] == 0
    assert free["support_devices"] == 1
    assert why(found, "view2_lateral.jpg") == "no frontal film"
    assert "Pneumonia is '2.0'" in why(found, "study2/view1_frontal.jpg")
    assert {row["patient_id"] for row in found.rows} == {"chexpert:patient00001", "chexpert:patient00002"}


def test_mimic_joins_its_three_tables(tmp_path: Path) -> None:
    found = indexed("mimic-cxr-jpg", tmp_path / "m")
    assert known(found, "02aa804e-bde0.jpg") == {"covid19": 0, "effusion": 1, "abnormal": 1}
    assert known(found, "2a2277a9-b0de.jpg") == {"covid19": 0}
    assert why(found, "096052b7-d256.jpg") == "lateral"
    assert [(row["orig_split"], row["patient_id"]) for row in found.rows] == [("train", "mimic:10000032")] * 2


def test_padchest_reads_lists_but_runs_nothing(tmp_path: Path) -> None:
    found = indexed("padchest", tmp_path / "p")
    ill = known(found, "b_00-102-065.png")
    assert ill["pneumonia"] == ill["effusion"] == ill["abnormal"] == 1 and ill["nodule"] == 0
    assert known(found, "a_00-102-064.png")["abnormal"] == 0
    assert "abnormal" not in known(found, "f_2.png")  # scoliosis: outside the label space
    assert [why(found, end) for end in ("c_00-102-066.png", "d_00-102-067.png", "e_1.png")] == [
        "projection 'L' is not frontal", "labelled exclude", "the label list cannot be read",
    ]  # fmt: skip
    assert found.rows[0]["age"] == "84"


def test_vindr_readers_vote_and_a_minority_leaves_it_open(tmp_path: Path) -> None:
    found = indexed("vindr-cxr", tmp_path / "v")
    disputed = known(found, "train/aa11.dicom")
    assert disputed["pneumonia"] == disputed["abnormal"] == 1  # two of three
    assert "lung_lesion" not in disputed  # one of three
    assert disputed["tuberculosis"] == 0  # none of three
    assert known(found, "bb22.dicom")["abnormal"] == 0
    assert known(found, "test/dd44.dicom")["tuberculosis"] == 1
    assert why(found, "cc33.dicom") == "no such file"


def test_inverted_dicom_looks_like_any_other(tmp_path: Path) -> None:
    """aa11 is stored as MONOCHROME1: what a model sees must be the film with dark lungs all the same."""
    from trainer.data.films import read_film

    indexed("vindr-cxr", tmp_path / "v")
    for name, seed in (("aa11", 0), ("bb22", 1)):
        shown, drawn = read_film(tmp_path / f"v/train/{name}.dicom"), film(seed)[0]
        assert np.abs(shown.astype(int) - drawn).max() <= 1


def test_rsna_knows_the_nih_patient_and_refuses_tables_that_disagree(tmp_path: Path) -> None:
    found = indexed("rsna-pneumonia", tmp_path / "r")
    assert known(found, "p1.dcm") == {"abnormal": 1, "pneumonia": 1, "covid19": 0, "lung_opacity": 1}
    assert known(found, "p2.dcm") == {"abnormal": 1, "pneumonia": 0, "covid19": 0, "lung_opacity": 0}
    assert known(found, "p3.dcm")["abnormal"] == 0
    assert [row["patient_id"] for row in found.rows] == ["nih:00000013", "rsna-pneumonia:p2", "rsna-pneumonia:p3"]
    assert "disagree" in why(found, "p4.dcm")


def test_siim_appearance_is_no_test(tmp_path: Path) -> None:
    found = indexed("siim-fisabio-covid", tmp_path / "s")
    assert known(found, "00a0.dcm") == {"abnormal": 1, "pneumonia": 1}
    assert known(found, "10a1.dcm") == {"pneumonia": 0}
    assert found.rows[0]["label"] == "abnormal" and found.rows[1]["label"] == "unknown"
    assert why(found, "20a2.dcm") == "the study has 0 of four classes"


def test_kermany_persons_are_counted_per_subtype(tmp_path: Path) -> None:
    found = indexed("kermany", tmp_path / "k")
    patients = {Path(row["path"]).name: row["patient_id"] for row in found.rows}
    assert patients["person7_bacteria_24.jpeg"] == "kermany:person7_bacteria"
    assert patients["person7_virus_9.jpeg"] == "kermany:person7_virus"
    assert patients["NORMAL2-IM-0793-0001.jpeg"] == "kermany:NORMAL2-IM-0793"
    assert "does not belong into NORMAL" in why(found, "val/NORMAL/person9_virus_1.jpeg")


def test_ieee8023_negative_unknown_and_other_are_apart(tmp_path: Path) -> None:
    found = indexed("covid-chestxray-dataset", tmp_path / "i")
    words = ["covid", "normal", "abnormal", "pneumonia", "unknown", "tuberculosis"]
    assert [row["label"] for row in found.rows] == words
    assert known(found, "3.jpg") == {"abnormal": 1, "pneumonia": 1}  # bare pneumonia: covid was not excluded
    assert [row["ship"] for row in found.rows] == ["1", "0", "0", "1", "0", "0"]
    assert found.rows[2]["licence"] == "not stated in metadata.csv"
    assert "no frontal" in why(found, "7.jpg") and "no frontal" in why(found, "8.jpg")


def test_covid_collections(tmp_path: Path) -> None:
    cxnet = indexed("covid-cxnet", tmp_path / "x")
    assert [row["label"] for row in cxnet.rows] == ["covid", "unknown", "covid"]  # 1.jpg: swab negative
    assert [row["patient_id"] for row in cxnet.rows] == ["cxnet:10", "cxnet:10", ""]
    hannover = indexed("hannover", tmp_path / "h")
    assert {row["label"] for row in hannover.rows} == {"covid"} and hannover.rows[0]["view"] == "AP"


def test_covidx_negative_is_not_normal(tmp_path: Path) -> None:
    found = indexed("covidx", tmp_path / "c")
    assert known(found, "b c.png") == {"covid19": 0}
    assert [row["source"] for row in found.rows] == ["covidx:cohen", "covidx:rsna", "covidx:rsna", "covidx"]
    assert known(found, "e.png") == {"abnormal": 0, "pneumonia": 0, "covid19": 0}
    assert [left.path for left in found.left_out] == ["gone.png", "train.txt, line 5"]


@pytest.mark.parametrize(
    ("name", "picture", "seed"),
    [("montgomery", "MCUCXR_0001_0.png", 0), ("shenzhen", "CHNCXR_0001_0.png", 0), ("jsrt", "JPCLN001.IMG", 0),
     ("v7", "images/0.jpg", 0), ("openist", "1-10-500-500-100.jpg", 0)],
)  # fmt: skip
def test_lung_masks_of_every_convention_become_one(name: str, picture: str, seed: int, tmp_path: Path) -> None:
    found = indexed(name, tmp_path / name, masks=True)
    (row,) = [row for row in found.rows if row["path"].endswith(picture)]
    mask = cv2.imread(str(tmp_path / name / row["mask"]), cv2.IMREAD_GRAYSCALE)
    assert mask.shape == (int(row["height"]), int(row["width"]))
    truth = cv2.resize(film(seed)[1], mask.shape[::-1], interpolation=cv2.INTER_NEAREST)
    for lung in (1, 2):
        assert (mask == lung)[truth == lung].mean() > 0.99
        assert (truth == lung)[mask == lung].mean() > 0.99
    assert (255 in mask) == (name in ("openist", "v7"))  # between the lungs; what V7 calls Ignore


def test_without_a_folder_for_masks_none_are_written(tmp_path: Path) -> None:
    found = indexed("montgomery", tmp_path / "m")
    assert [row["mask"] for row in found.rows] == ["", ""]
    assert found.rows[0]["age"] == "26" and found.rows[0]["sex"] == "F"


def test_a_mask_that_has_not_two_lungs_is_reported_and_the_film_kept(tmp_path: Path) -> None:
    found = indexed("shenzhen", tmp_path / "s", masks=True)
    assert [bool(row["mask"]) for row in found.rows] == [True, False]
    assert "listed without a mask" in why(found, "CHNCXR_0002_1.png")
    assert known(found, "CHNCXR_0002_1.png")["tuberculosis"] == 1


def test_jsrt_is_turned_the_right_way(tmp_path: Path) -> None:
    from trainer.data.films import read_film

    found = indexed("jsrt", tmp_path / "j")
    assert [(row["age"], row["sex"]) for row in found.rows] == [("53", "M"), ("68", "F")]
    assert known(found, "JPCLN001.IMG")["nodule"] == 1 and known(found, "JPCNN001.IMG")["abnormal"] == 0
    shown = read_film(tmp_path / "j/JPCLN001.IMG")
    assert np.abs(shown.astype(int) - cv2.resize(film(0)[0], (2048, 2048))).max() <= 1
    (tmp_path / "j/JPCNN001.IMG").write_bytes(b"short")
    assert "has 5 bytes" in why(indexed("jsrt", tmp_path / "j"), "JPCNN001.IMG")


def test_v7_leaves_out_laterals_and_broken_files(tmp_path: Path) -> None:
    found = indexed("v7", tmp_path / "v")
    assert [row["label"] for row in found.rows] == ["abnormal", "covid"]
    assert found.rows[0]["patient_id"] == "kermany:person7_virus"
    assert "no lung is outlined" in why(found, "2.jpg")
    assert why(found, "broken.json") == "no Darwin JSON of a film"


def test_a_folder_needs_a_licence_and_words_that_are_labels(tmp_path: Path) -> None:
    for name in ("normal/ann/1.png", "Pneumonia/2.png", "dragons/3.png"):
        save(tmp_path / name, film(0)[0])
    with pytest.raises(DataSetError, match="--licence"):
        indexed("folder", tmp_path)
    found = indexed("folder", tmp_path, Options(licence="CC0", source="ours"))
    assert [(row["label"], row["patient_id"], row["source"]) for row in found.rows] == [
        ("normal", "ours:ann", "ours"), ("pneumonia", "", "ours")]  # fmt: skip
    assert "no label" in why(found, "dragons")


def test_a_name_that_is_no_set_gets_the_nearest() -> None:
    with pytest.raises(DataSetError, match="did you mean chexpert"):
        data_set("chexprt")


def test_threads_change_nothing(tmp_path: Path) -> None:
    one = indexed("kermany", tmp_path / "k")
    assert index_set(data_set("kermany")(tmp_path / "k"), tmp_path / "k", jobs=3) == one


def test_a_manifest_written_is_the_manifest_read(tmp_path: Path) -> None:
    found = indexed("covid-chestxray-dataset", tmp_path / "i")
    write_manifest(tmp_path / "m.csv", found.rows)
    assert read_manifest(tmp_path, tmp_path / "m.csv") == found.rows


def test_the_catalogue_takes_over_what_another_index_says(tmp_path: Path) -> None:
    first = indexed("montgomery", tmp_path / "m", masks=True)
    write_manifest(tmp_path / "m/index.csv", [row | {"fold": "3"} for row in first.rows])
    again = index_set(data_set("catalogue")(tmp_path / "m"), tmp_path / "m")
    assert again.rows == [row | {"fold": "3"} for row in first.rows]


def test_a_set_outside_the_base_is_refused(tmp_path: Path) -> None:
    MADE["kermany"](tmp_path / "k")
    (tmp_path / "other").mkdir()
    with pytest.raises(DataSetError, match="--base"):
        index_set(data_set("kermany")(tmp_path / "k"), tmp_path / "other")
