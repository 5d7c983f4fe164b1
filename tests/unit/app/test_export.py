"""``analyze --export``: objects come with the folder, or the document says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pydicom
import pytest
from pydicom.uid import generate_uid

from spcxr_desktop import arguments, cli
from spcxr_desktop.app import batch_export, export
from spcxr_desktop.app.batch import Run, analyse_paths
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage
from tests.exported import VERSION, film, header, signed
from tests.unit.app.test_batch import documents, write_cr

Make = Callable[..., Radiograph]
ALL = Run(exports=export.KINDS)


@pytest.fixture
def films(tmp_path: Path, make_radiograph: Make) -> Path:
    folder = tmp_path / "films"
    pixels = make_radiograph().pixels
    study = {"StudyInstanceUID": generate_uid(), "SeriesInstanceUID": generate_uid(), "PatientID": "P1"}
    write_cr(folder / "film.dcm", pixels, ImagerPixelSpacing=[0.2, 0.2], **study)
    write_cr(folder / "ct.dcm", pixels, Modality="CT", **study)
    write_cr(folder / "alone.dcm", pixels)
    cv2.imwrite(str(folder / "picture.png"), (pixels // 16).astype(np.uint8))
    (folder / "notes.txt").write_text("nothing to see here, and long enough to be read as something")
    return folder


def exports(out: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Kind by kind, by the name of the input file; documents are checked against their schema."""
    return {
        Path(name).name: {one["kind"]: one for one in document["exports"]} for name, document in documents(out).items()
    }


def written(out: Path) -> dict[str, set[str]]:
    """What the exports added to each folder."""
    always = {"result.json", "overlay.png", "lungs.png"}
    return {
        path.name.rsplit("-", 1)[0]: {file.name for file in path.iterdir()} - always for path in out.glob("*-*/")
    }


def objects(out: Path) -> dict[str, set[str]]:
    return {path.name.rsplit("-", 1)[0]: {file.name for file in path.glob("*.dcm")} for path in out.glob("*-*/")}


def test_objects_lie_in_the_folder_or_it_says_why_not(
    films: Path, tmp_path: Path, packages: list[ModelPackage]
) -> None:
    out = tmp_path / "out"
    counts = analyse_paths([films], out, packages, ALL)
    assert counts == {"analysed": 3, "refused": 2, "failed": 0}
    every = {name for names in export.FILES.values() for name in names}
    plain = {"report.pdf", "report.png", "findings.csv", "report.json"}
    assert written(out) == {
        "film": every, "ct": every - {"seg.dcm", "gsps.dcm"}, "alone": plain, "picture": plain, "notes": set(),
    }  # fmt: skip
    told = exports(out)
    assert all(one["reason"] is None for one in told["film.dcm"].values())
    assert told["ct.dcm"]["sr"]["files"] == ["sr.dcm"] and "modality 'CT'" in told["ct.dcm"]["seg"]["reason"]
    assert told["picture.png"]["pdf"]["files"] == ["report.pdf"] and "not DICOM" in told["picture.png"]["pdf"]["reason"]
    assert "StudyInstanceUID" in told["alone.dcm"]["sr"]["reason"]
    assert "not DICOM" in told["picture.png"]["gsps"]["reason"]
    assert told["notes.txt"]["sr"]["reason"]


def test_the_segmentation_is_the_label_map(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    analyse_paths([films / "film.dcm"], out, packages, ALL)
    (folder,) = out.glob("film-*")
    labels = cv2.imread(str(folder / "lungs.png"), cv2.IMREAD_UNCHANGED)
    frames = pydicom.dcmread(folder / "seg.dcm").pixel_array
    assert labels is not None
    assert np.array_equal(frames[0], labels == 1) and np.array_equal(frames[1], labels == 2)
    assert pydicom.dcmread(folder / "sr.dcm").VerificationFlag == "UNVERIFIED"


def test_without_export_there_is_no_word_of_it(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    analyse_paths([films], out, packages)
    assert not any("exports" in document for document in documents(out).values())
    assert not list(out.glob("*/*.dcm"))


def test_a_label_map_where_it_was_asked_for(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    analyse_paths([films / "film.dcm"], out, packages, Run(exports=("seg",), labelmap=True))
    (folder,) = out.glob("film-*")
    assert pydicom.dcmread(folder / "seg.dcm").SegmentationType == "LABELMAP"


def test_exporting_twice_gives_the_same_bytes() -> None:
    report, source = signed(), export.Source(film(), header())
    first = export.export_objects(report, source, export.KINDS, VERSION)
    assert first.reasons == {} and first == export.export_objects(report, source, export.KINDS, VERSION)


def test_resume_makes_what_was_not_asked_for_before(films: Path, tmp_path: Path, packages: list[ModelPackage]) -> None:
    out = tmp_path / "out"
    analyse_paths([films], out, packages, Run(exports=("sr",)))
    assert objects(out)["film"] == {"sr.dcm"}
    done: list[str] = []
    resumed = replace(ALL, resume=True, report=lambda one: done.append(one.path.name))
    analyse_paths([films], out, packages, resumed)
    assert objects(out)["film"] == {"seg.dcm", "sr.dcm", "gsps.dcm", "sc.dcm", "report.dcm"} and len(done) == 5
    done.clear()
    analyse_paths([films], out, packages, resumed)
    assert done == []


def test_objects_among_the_films_are_not_taken_for_films(films: Path, packages: list[ModelPackage]) -> None:
    out = films / "results"
    first = analyse_paths([films], out, packages, ALL)
    assert analyse_paths([films], out, packages, ALL) == first


def test_a_bug_in_a_writer_costs_the_objects_and_nothing_else(
    films: Path, tmp_path: Path, packages: list[ModelPackage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> export.Exported:
        raise KeyError("Planted^Name")

    monkeypatch.setattr(batch_export, "export_objects", broken)
    out = tmp_path / "out"
    assert analyse_paths([films / "film.dcm"], out, packages, ALL)["analysed"] == 1
    reason = exports(out)["film.dcm"]["sr"]["reason"]
    assert reason.startswith("Internal error: KeyError at") and "Planted" not in reason


def test_the_command_line_knows_the_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert arguments.EXPORTS == export.KINDS
    asked = arguments.parser().parse_args(["analyze", "x", "--out", "y", "--segmentation", "labelmap"])
    assert asked.segmentation == "labelmap"
    with pytest.raises(SystemExit):
        cli.main(["analyze", "x", "--out", "y", "--export", "seg,fax"])
    assert "seg,fax" in capsys.readouterr().err
