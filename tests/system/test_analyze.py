"""``spcxr-desktop analyze`` as a user runs it: its own process, the bundled models, real files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import jsonschema
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.app.batch import load_packages
from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow, as_window, default_greys, value_range
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.gates import COARSE_SIDE
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.run import analyse
from spcxr_desktop.store.paths import resources_dir

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((REPOSITORY / "docs" / "result.schema.json").read_text())
LARGEST_CHANGE = 0.15  # of a score, for a change that a reader would not call another picture
MEAN_CHANGE = 0.04


@pytest.fixture(scope="module")
def models() -> list[ModelPackage]:
    """The bundled packages; no package is a failure."""
    return load_packages(resources_dir())


def analyze(paths: list[Path], out: Path) -> tuple[int, dict[str, dict[str, str]], dict[str, dict[str, Any]]]:
    """Exit code, rows and documents by file name."""
    command = [sys.executable, "-m", "spcxr_desktop", "analyze", *map(str, paths), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    with (out / "results.csv").open(newline="") as table:
        rows = {Path(row["file"]).name: row for row in csv.DictReader(table)}
    details = {}
    for name, row in rows.items():
        details[name] = json.loads((Path(row["result_dir"]) / "result.json").read_text())
        jsonschema.validate(details[name], SCHEMA, cls=jsonschema.Draft202012Validator)
    return done.returncode, rows, details


def dice(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return float(2 * (found & truth).sum() / (found.sum() + truth.sum()))


def test_the_sample_study(tmp_path: Path, models: list[ModelPackage]) -> None:
    files = write_sample(tmp_path / "sample", truth=tmp_path / "truth")
    code, rows, details = analyze(files, tmp_path / "out")
    assert code == 0
    assert [row["status"] for row in rows.values()] == ["analysed"] * len(files)
    for path in files:
        folder = Path(rows[path.name]["result_dir"])
        found = cv2.imread(str(folder / "lungs.png"), cv2.IMREAD_UNCHANGED)
        truth = cv2.imread(str(tmp_path / "truth" / f"{path.stem}-lungs.png"), cv2.IMREAD_UNCHANGED)
        assert found is not None
        assert truth is not None
        assert found.shape == truth.shape
        for value in (1, 2):
            assert dice(found == value, truth == value) > 0.8
        assert details[path.name]["sides"] == "PatientOrientation"
        assert {stamp["id"] for stamp in details[path.name]["models"]} == {model.manifest.id for model in models}


def test_ten_real_radiographs_are_analysed(tmp_path: Path, shared: Path, models: list[ModelPackage]) -> None:
    code, rows, details = analyze([shared / "data" / "dicom" / "cxr"], tmp_path / "out")
    assert code == 0
    assert [row["status"] for row in rows.values()] == ["analysed"] * 10
    for name, row in rows.items():
        labels = cv2.imread(str(Path(row["result_dir"]) / "lungs.png"), cv2.IMREAD_UNCHANGED)
        assert labels is not None
        radiograph = read_radiograph(Path(row["file"]))
        assert labels.shape == radiograph.pixels.shape
        upright = radiograph.orientation.to_upright(np.asarray(labels, np.uint8))
        assert {"lungs_not_found", "lung_missing", "lungs_small", "inverted"}.isdisjoint(row["gates"].split(";")), name
        assert np.nonzero(upright == 1)[1].mean() < np.nonzero(upright == 2)[1].mean(), name
        assert all(0 < score["score"] < 1 for score in details[name]["scores"])


def test_what_is_no_chest_film_is_refused(tmp_path: Path, shared: Path, models: list[ModelPackage]) -> None:
    code, rows, _ = analyze([shared / "data" / "dicom" / "gate"], tmp_path / "out")
    assert code == 0
    assert {name for name, row in rows.items() if row["status"] == "analysed"} == {"siim_fake_mono1.dcm"}
    assert {name for name, row in rows.items() if row["status"] == "failed"} == set()
    ids = {name: set(row["gates"].split(";")) for name, row in rows.items()}
    assert "modality" in ids["nih_test5_modality_ct.dcm"]
    assert "body_part" in ids["nih_test4_ribcage.dcm"] & ids["RG2_JPLL.dcm"] & ids["CR-ModalitySequenceLUT.dcm"]
    assert "too_small" in ids["vet_dx_thorax_mono1_inverse.dcm"]
    assert "no_pixels" in ids["rtplan.dcm"] & ids["waveform_ecg.dcm"]
    assert "not_grey" in ids["examples_rgb_color.dcm"] & ids["examples_palette.dcm"]


def test_a_header_that_lies_about_polarity_is_noticed(tmp_path: Path, shared: Path, models: list[ModelPackage]) -> None:
    """The picture shows as a negative: whatever the lung model makes of that, it must not pass without a warning."""
    _, rows, _ = analyze([shared / "data" / "dicom" / "gate" / "siim_fake_mono1.dcm"], tmp_path / "out")
    suspicious = {"inverted", "lungs_not_found", "lung_missing", "lungs_small", "lungs_asymmetric", "lungs_cut_off"}
    assert suspicious & set(rows["siim_fake_mono1.dcm"]["gates"].split(";"))


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["robust", "lut", "charset", "seg_sr_pr", "transfer_syntax", "fuzz"])
def test_hostile_and_foreign_files_are_rows(
    tmp_path: Path, shared: Path, models: list[ModelPackage], folder: str
) -> None:
    source = shared / "data" / "dicom" / folder
    out = tmp_path / "out"
    command = [sys.executable, "-m", "spcxr_desktop", "analyze", str(source), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    with (out / "results.csv").open(newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["file"] for row in rows} == {str(path) for path in source.rglob("*") if path.is_file()}
    assert {row["status"] for row in rows} <= {"analysed", "refused"}
    assert all(row["gates"] for row in rows if row["status"] == "refused")


# --- the same film, a little different: scores may move, but not much -----------------------------------------------


def windowed(radiograph: Radiograph) -> Radiograph:
    """The header's default window a tenth wider and moved by a twentieth, as another maker would set it."""
    rule = radiograph.grayscale
    window = as_window(rule)
    low, high = value_range(rule)
    width = min(window.width, high - low) * 1.1
    other = VoiWindow(window.center + 0.05 * width, width)
    return replace(radiograph, grayscale=replace(rule, voi=(other, *rule.voi[1:])))


def halved(radiograph: Radiograph) -> Radiograph:
    """The greys at half the size."""
    greys = default_greys(radiograph)
    size = (greys.shape[1] // 2, greys.shape[0] // 2)
    return from_greys(radiograph, np.asarray(cv2.resize(greys, size, interpolation=cv2.INTER_AREA), np.uint8))


def jpeg(radiograph: Radiograph) -> Radiograph:
    """The greys through JPEG of quality 75."""
    done, data = cv2.imencode(".jpg", default_greys(radiograph), [cv2.IMWRITE_JPEG_QUALITY, 75])
    assert done
    return from_greys(radiograph, np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8))


def from_greys(radiograph: Radiograph, greys: NDArray[np.uint8]) -> Radiograph:
    rule = GrayscaleRule(voi=(VoiWindow(128, 256),), stored_min=0, stored_max=255)
    return replace(radiograph, pixels=greys.astype(np.uint16), grayscale=rule)


@pytest.mark.parametrize("change", [windowed, halved, jpeg])
def test_the_same_film_a_little_different_scores_alike(
    shared: Path, models: list[ModelPackage], change: Callable[[Radiograph], Radiograph]
) -> None:
    moved = []
    for path in sorted((shared / "data" / "dicom" / "cxr").iterdir()):
        radiograph = read_radiograph(path)
        before = {score.label: score.value for score in analyse(radiograph, models).scores}
        other = analyse(change(radiograph), models)
        if "coarse" in {gate.id for gate in other.gates}:  # too few pixels to promise anything: the reader is warned
            assert change is halved and min(radiograph.rows, radiograph.columns) < 2 * COARSE_SIDE
            continue
        after = {score.label: score.value for score in other.scores}
        moved += [abs(after[label] - before[label]) for label in before]
    assert max(moved) <= LARGEST_CHANGE
    assert float(np.mean(moved)) <= MEAN_CHANGE
