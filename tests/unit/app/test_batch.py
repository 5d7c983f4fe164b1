from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import jsonschema
import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian

from spcxr_desktop.app import batch, batch_film
from spcxr_desktop.app.batch import Run
from spcxr_desktop.app.batch_film import Cancel
from spcxr_desktop.app.overlay import RESEARCH_USE, caption, draw_overlay
from spcxr_desktop.app.results import columns, folder_name
from spcxr_desktop.dicom.door import Door, Limits
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import NOTHING_FLAGGED, NOTHING_SCORED, Gate, Outlier, ResultSet
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.radiograph import Radiograph, Spacing
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.run import analyse

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "result.schema.json").read_text())
Make = Callable[..., Radiograph]


def write_cr(path: Path, pixels: NDArray[np.uint16], **elements: object) -> Path:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = ComputedRadiographyImageStorage
    meta.MediaStorageSOPInstanceUID = pydicom.uid.UID("2.25.77")
    dataset = FileDataset(path, {}, file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID, dataset.SOPInstanceUID = ComputedRadiographyImageStorage, "2.25.77"
    dataset.Modality, dataset.BodyPartExamined, dataset.ViewPosition = "CR", "CHEST", "PA"
    dataset.PatientOrientation = ["L", "F"]
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 12, 11, 0
    dataset.WindowCenter, dataset.WindowWidth = 2048, 4096
    dataset.PixelData = pixels.tobytes()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    if dataset.Modality == "SR":
        del dataset.PixelData
    dataset.save_as(path)
    return path


def rows(out: Path) -> dict[str, dict[str, str]]:
    with (out / "results.csv").open(newline="") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames or ()) == columns(("abnormal", "pneumonia", "covid19"))
        return {row["file"]: row for row in reader}


def documents(out: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for path in out.glob("*/result.json"):
        value = json.loads(path.read_text())
        jsonschema.validate(value, SCHEMA, cls=jsonschema.Draft202012Validator)
        found[value["file"]] = value
    return found


@pytest.fixture
def films(tmp_path: Path, make_radiograph: Make) -> Path:
    """A folder as users have them: films, the same name twice, other things."""
    folder = tmp_path / "films"
    pixels = make_radiograph().pixels
    write_cr(folder / "a" / "film", pixels)
    write_cr(folder / "b" / "film", pixels, ImagerPixelSpacing=[0.2, 0.2])
    write_cr(folder / "ct.dcm", pixels, Modality="CT")
    write_cr(folder / "report.dcm", pixels, Modality="SR")
    cv2.imwrite(str(folder / "film.png"), (pixels // 16).astype(np.uint8))
    colours = np.random.default_rng(0).integers(0, 255, (300, 300, 3), np.uint8)
    cv2.imwrite(str(folder / "colour.png"), colours)
    (folder / "notes.txt").write_text("nothing to see here, and long enough to be read as something")
    (folder / "empty").touch()
    data = (folder / "a" / "film").read_bytes()
    (folder / "cut.dcm").write_bytes(data[: len(data) // 2])
    return folder


def test_every_input_file_is_one_valid_row(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    counts = batch.analyse_paths([films], out, packages, Run(once_ms={"import": 1.0, "load": 2.0}))
    table, details = rows(out), documents(out)
    inputs = {str(path) for path in films.rglob("*") if path.is_file()}
    assert set(table) == set(details) == inputs
    assert {Path(name).name: row["status"] for name, row in table.items()} == {
        "film": "analysed", "ct.dcm": "refused", "film.png": "analysed", "notes.txt": "refused", "empty": "refused",
        "cut.dcm": "refused", "colour.png": "refused", "report.dcm": "refused",
    }  # fmt: skip
    assert counts == {"analysed": 3, "refused": 6, "failed": 0}
    assert len({row["result_dir"] for row in table.values()}) == len(inputs)
    gates = {Path(name).name: row["gates"] for name, row in table.items() if row["status"] == "refused"}
    assert gates == {
        "ct.dcm": "modality", "notes.txt": "not_a_radiograph", "empty": "not_a_radiograph", "cut.dcm": "unreadable",
        "colour.png": "not_grey", "report.dcm": "no_pixels",
    }  # fmt: skip
    assert not (out / "results.csv.part").exists()
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_an_analysed_film_has_mask_picture_and_scores(
    films: Path, tmp_path: Path, packages: list[ModelPackage], make_radiograph: Make
) -> None:
    out = tmp_path / "out"
    batch.analyse_paths([films / "b"], out, packages)
    (row,) = rows(out).values()
    (detail,) = documents(out).values()
    folder = Path(row["result_dir"])
    labels = cv2.imread(str(folder / "lungs.png"), cv2.IMREAD_UNCHANGED)
    assert labels is not None
    assert labels.shape == make_radiograph().pixels.shape
    assert set(np.unique(labels)) == {0, 1, 2}
    assert (int(row["right_lung_px"]), int(row["left_lung_px"])) == ((labels == 1).sum(), (labels == 2).sum())
    assert detail["lungs"]["right"]["mm2"] == pytest.approx((labels == 1).sum() * 0.04, abs=0.1)
    assert "detector" in detail["lungs"]["area_note"]
    assert detail["sides"] == "PatientOrientation"
    assert row["sop_instance_uid"] == detail["sop_instance_uid"] == "2.25.77"
    assert {score["label"]: f"{score['score']:.4f}" for score in detail["scores"]} == {
        label: row[label] for label in ("abnormal", "pneumonia", "covid19")
    }
    flagged = [score["label"] for score in detail["scores"] if score["flagged"]]
    assert set(row["flags"].split(";")) - {""} == set(flagged)
    assert set(detail["timings_ms"]) == {"decode", "prepare", "run", "restore", "write"}
    assert int(row["ms_total"]) == pytest.approx(sum(detail["timings_ms"].values()), abs=1)
    overlay = cv2.imread(str(folder / "overlay.png"))
    assert overlay is not None
    assert overlay.shape[1] >= 360
    assert (overlay[..., 0] != overlay[..., 2]).any()  # something is in colour


def test_a_second_run_replaces_the_folders_of_the_same_files(
    films: Path, tmp_path: Path, packages: list[ModelPackage]
) -> None:
    out = tmp_path / "out"
    batch.analyse_paths([films], out, packages)
    first = rows(out)
    stale = Path(first[str(films / "a" / "film")]["result_dir"]) / "stale.txt"
    stale.touch()
    batch.analyse_paths([films], out, packages)
    assert not stale.exists()
    assert {row["result_dir"] for row in rows(out).values()} == {row["result_dir"] for row in first.values()}


def test_results_among_the_films_are_not_taken_for_films(films: Path, packages: list[ModelPackage]) -> None:
    out = films / "results"
    batch.analyse_paths([films], out, packages)
    first = set(rows(out))
    batch.analyse_paths([films], out, packages)
    assert set(rows(out)) == first


def test_the_same_file_named_twice_is_one_row(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    film = films / "a" / "film"
    counts = batch.analyse_paths([film, film, films / "a"], out, packages)
    assert counts == {"analysed": 1, "refused": 0, "failed": 0}


def test_folder_names_differ_where_paths_differ() -> None:
    names = [folder_name(Path(path)) for path in ("/a/x.dcm", "/b/x.dcm", "/a/x.png", "/a/X.dcm", "/a/\udcff", "/ä/é")]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and "/" not in name and len(name) <= 57 for name in names)


def test_a_bug_is_a_failed_row_and_the_run_goes_on(
    films: Path, tmp_path: Path, packages: list[ModelPackage], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch_film.analyse

    def broken(radiograph: Radiograph, using: list[ModelPackage], *, cancel: Cancel) -> object:
        if radiograph.path.parent.name == "a":
            raise ZeroDivisionError("Doe^John")
        return real(radiograph, using, cancel=cancel)

    monkeypatch.setenv("SPCXR_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(batch_film, "analyse", broken)
    out = tmp_path / "out"
    counts = batch.analyse_paths([films / "a", films / "b"], out, packages)
    assert counts == {"analysed": 1, "refused": 0, "failed": 1}
    detail = documents(out)[str(films / "a" / "film")]
    assert detail["gates"][0]["id"] == "internal_error"
    assert "ZeroDivisionError at test_batch.py:" in detail["reason"]
    assert "Doe" not in json.dumps(detail)
    log = "".join(path.read_text() for path in (tmp_path / "data").rglob("*.log"))
    assert "ZeroDivisionError" in log
    assert "Doe" not in log


@pytest.mark.skipif(sys.platform != "linux", reason="signals")
def test_a_file_that_kills_its_reader_is_a_failed_row_and_the_run_goes_on(
    tmp_path: Path, packages: list[ModelPackage], make_radiograph: Make
) -> None:
    names = ("a", "killed", "b", "hangs", "bug", "c")
    for name in names:
        write_cr(tmp_path / "films" / name, make_radiograph().pixels)
    out = tmp_path / "out"
    with closing(Door(limits=Limits(read_s=1.5), jobs="tests.faulty_jobs")) as door:
        counts = batch.analyse_paths([tmp_path / "films" / name for name in names], out, packages, door=door)
    assert counts == {"analysed": 3, "refused": 0, "failed": 3}
    table = rows(out)
    assert [Path(file).name for file in table] == list(names)  # in the order in which they were named
    gates = {Path(file).name: row["gates"] for file, row in table.items() if row["status"] == "failed"}
    assert gates == {"killed": "reader_crashed", "hangs": "reader_timeout", "bug": "internal_error"}
    bug = documents(out)[str(tmp_path / "films" / "bug")]
    assert "KeyError at faulty_jobs.py:" in bug["reason"]
    assert "Doe" not in json.dumps(bug)


def test_the_next_file_is_read_while_the_models_run(
    films: Path, tmp_path: Path, packages: list[ModelPackage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One ahead, and not two."""
    asked: list[str] = []
    behind: list[int] = []
    real_analyse, real_read = batch_film.analyse, Door.read

    def read(door: Door, path: Path, cancel: Callable[[], bool]) -> Radiograph:
        asked.append(path.name)
        return real_read(door, path, cancel=cancel)

    def analyse_slowly(radiograph: Radiograph, using: list[ModelPackage], *, cancel: Cancel) -> ResultSet:
        for _ in range(500):
            if len(asked) > len(behind) + 1:
                break
            time.sleep(0.01)
        behind.append(len(asked))
        return real_analyse(radiograph, using, cancel=cancel)

    monkeypatch.setattr(Door, "read", read)
    monkeypatch.setattr(batch_film, "analyse", analyse_slowly)
    paths = [films / "a", films / "b", films / "film.png"]
    batch.analyse_paths(paths, tmp_path / "out", packages)
    assert behind == [2, 3, 3]


def test_without_any_reader_the_run_ends(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    with closing(Door(jobs="tests.jobs_that_do_not_start")) as door, pytest.raises(UserError) as caught:
        batch.analyse_paths([films], tmp_path / "out", packages, door=door)
    assert caught.value.code == "reader_unavailable"


def test_paths_that_do_not_exist_and_folders_without_files_are_user_errors(
    tmp_path: Path, packages: list[ModelPackage]
) -> None:
    with pytest.raises(UserError, match="does not exist"):
        batch.analyse_paths([tmp_path / "nowhere"], tmp_path / "out", packages)
    (tmp_path / "bare").mkdir()
    with pytest.raises(UserError, match="no files"):
        batch.analyse_paths([tmp_path / "bare"], tmp_path / "out", packages)


def test_an_output_that_cannot_be_written_is_a_user_error(
    films: Path, tmp_path: Path, packages: list[ModelPackage]
) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(UserError, match="cannot be written"):
        batch.analyse_paths([films], tmp_path / "out", packages)


def test_a_hostile_uid_does_not_reach_the_table(
    tmp_path: Path, packages: list[ModelPackage], make_radiograph: Make
) -> None:
    with pydicom.config.disable_value_validation():
        write_cr(tmp_path / "x.dcm", make_radiograph().pixels, SOPInstanceUID="=cmd()")
    batch.analyse_paths([tmp_path / "x.dcm"], tmp_path / "out", packages)
    (row,) = rows(tmp_path / "out").values()
    assert (row["status"], row["sop_instance_uid"]) == ("analysed", "")


def test_no_packages_is_a_user_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No model package"):
        batch.load_packages(tmp_path)


def test_the_caption_says_what_was_and_was_not_assessed(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    radiograph = make_radiograph(spacing=Spacing(0.2, 0.2, "detector plane"))
    results = analyse(radiograph, packages)
    text = "\n".join(line.text for line in caption(results))
    for score in results.scores:
        assert f"{'Flagged' if score.flagged else 'Not flagged'}: {score.title}" in text
    assert "Covid19 [exploratory]" in text
    assert "Not assessed: pneumothorax, nodule" in text
    assert "normal" not in text.lower().replace("abnormal", "")
    assert RESEARCH_USE.startswith("Research use only")
    picture = draw_overlay(default_greys(radiograph), results)
    amber = (np.abs(picture[:40].astype(int) - (60, 190, 255)).max(axis=2) < 40).sum()
    assert amber > 100  # the statement is burned into the head of the picture


def test_no_flag_is_not_called_normal(make_radiograph: Make, packages: list[ModelPackage]) -> None:
    results = analyse(make_radiograph(), packages[1:])  # lungs only: nothing can be flagged
    assert caption(results)[0].text == NOTHING_SCORED
    unflagged = tuple(replace(score, flagged=False) for score in analyse(make_radiograph(), packages).scores)
    assert caption(replace(results, scores=unflagged))[0].text == NOTHING_FLAGGED


def test_a_film_unlike_those_the_models_know_says_so_first(
    films: Path, tmp_path: Path, packages: list[ModelPackage], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch_film.analyse
    warning = Gate("out_of_distribution", "warn", "Unlike the films the models know.")

    def unlike(radiograph: Radiograph, using: list[ModelPackage], *, cancel: Cancel) -> ResultSet:
        results = real(radiograph, using, cancel=cancel)
        return replace(results, gates=(*results.gates, warning), outlier=Outlier(3.14159, 2.0, "distance of test"))

    monkeypatch.setattr(batch_film, "analyse", unlike)
    out = tmp_path / "out"
    batch.analyse_paths([films / "a"], out, packages)
    (row,) = rows(out).values()
    (detail,) = documents(out).values()
    assert row["outlier_distance"] == "3.142"
    assert row["models"] == "test-screen 0.0.1;test-lungs 0.0.1"
    assert detail["outlier"] == {
        "distance": 3.14159, "warn_above": 2.0, "method": "distance of test", "unusual": True,
    }  # fmt: skip
    results = unlike(read_radiograph(films / "a" / "film"), packages, cancel=lambda: False)
    assert caption(results)[0].text == warning.text
    assert sum(warning.text in line.text for line in caption(results)) == 1
