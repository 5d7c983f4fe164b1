"""What this program wrote, read back by it: equal to the report it was written from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from highdicom.seg import segread
from pydicom.dataset import Dataset

from spcxr_desktop.app.derived_marks import voi_for
from spcxr_desktop.dicom.derived.read import read_derived
from spcxr_desktop.dicom.export.gsps import write_gsps
from spcxr_desktop.dicom.export.seg import write_seg
from spcxr_desktop.dicom.export.sr import write_sr
from spcxr_desktop.domain.derived import DerivedObject, Drawing, Reference
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, VoiLut, VoiWindow, grey_table
from spcxr_desktop.domain.report import Report
from spcxr_desktop.domain.review import Window
from tests.exported import COLUMNS, ROWS, VERSION, header, refused, signed, unattended

pytestmark = pytest.mark.filterwarnings("ignore:.*unlikely to represent")  # highdicom, of names in test data
GREYS = GrayscaleRule(voi=(VoiWindow(500, 400),), stored_max=4095)


def back(dataset: Dataset, folder: Path) -> DerivedObject:
    path = folder / "object.dcm"
    dataset.save_as(path, enforce_file_format=True)
    return read_derived(path)


@pytest.mark.parametrize("labelmap", [False, True])
@pytest.mark.parametrize("report", [signed(), unattended()], ids=["signed", "unattended"])
def test_the_mask_comes_back_bit_by_bit(report: Report, labelmap: bool, tmp_path: Path) -> None:
    found = back(write_seg(report, header(), VERSION, labelmap=labelmap), tmp_path)
    assert report.mask is not None and found.masks is not None
    assert found.kind == "SEG" and found.drawable and found.notes == ()
    assert found.references == (Reference("1.2.3.4"),)
    assert len(found.planes) == len(report.regions)
    for number, region in enumerate(report.regions, 1):
        place = [plane.segment for plane in found.planes].index(number)
        assert found.planes[place].image == "1.2.3.4"
        assert np.array_equal(found.masks[place], np.where(report.mask == region.value, 255, 0))


def test_labels_codes_making_and_colours_of_segments_come_back(tmp_path: Path) -> None:
    report = signed()
    segments = back(write_seg(report, header(), VERSION), tmp_path).segments
    assert [(s.label, s.meaning, s.code, s.making) for s in segments] == [
        ("Right lung", "Lung, Right", "39607008 SCT", "SEMIAUTOMATIC"),
        ("Left lung", "Lung, Left", "39607008 SCT", "AUTOMATIC"),
        ("Drain / tube", "Drain / tube", segments[2].code, "MANUAL"),
    ]
    assert segments[2].code.endswith(" 99SPCXR")
    assert [s.colour for s in segments] == [region.label.colour for region in report.regions]
    assert segments[0].algorithm == "lungs 2.0" and segments[2].algorithm == ""


def test_highdicom_reads_the_same_planes(tmp_path: Path) -> None:
    seg = write_seg(signed(), header(), VERSION)
    found = back(seg, tmp_path)
    theirs = segread(tmp_path / "object.dcm").get_pixels_by_source_instance(["1.2.3.4"], combine_segments=False)
    assert found.masks is not None
    for place, plane in enumerate(found.planes):
        assert np.array_equal(found.masks[place] > 0, theirs[0, :, :, plane.segment - 1] > 0)


def test_verification_and_observer_of_a_report_come_back(tmp_path: Path) -> None:
    assert back(write_sr(signed(), header(), VERSION), tmp_path).verified is True
    unproved = back(write_sr(signed(""), header(), VERSION), tmp_path)
    assert unproved.verified is False and unproved.creator
    assert back(write_sr(unattended(), header(), VERSION), tmp_path).verified is False


def test_findings_measurements_and_texts_of_a_report_come_back(tmp_path: Path) -> None:
    report = signed()
    found = back(write_sr(report, header(), VERSION), tmp_path)
    said = [(line.concept, line.value) for line in found.lines]
    assert ("Finding", "Pneumonia") in said
    assert ("Score of the model, 0 to 1, not a probability", "0.7") in said
    assert ("Threshold of the score", "0.5") in said
    assert ("Judgement of the reader", "Accepted, at another place") in said
    assert ("Result of screening", "Flagged: score at or above its threshold") in said
    assert ("Comment", "A note of two lines") in said
    assert ("Length", "10.0 mm") in said  # 40 by 30 px of 0.2 mm
    assert ("Comment", "Not assessed: nodule") in said
    assert found.references == (Reference("1.2.3.4"),)
    areas = [line.value for line in found.lines if line.concept == "Area" and line.kind == "NUM"]
    assert report.mask is not None
    assert f"{np.count_nonzero(report.mask == 1) * 0.04:.2f} mm2" in [f"{float(a.split()[0]):.2f} mm2" for a in areas]


def test_a_report_of_a_film_that_was_not_assessed_says_so(tmp_path: Path) -> None:
    found = back(write_sr(unattended(refused()), header(), VERSION), tmp_path)
    assert "Not assessed, which is not negative" in [line.value for line in found.lines]


def test_points_of_measurements_and_the_place_of_a_finding_come_back(tmp_path: Path) -> None:
    drawings = back(write_sr(signed(), header(), VERSION), tmp_path).drawings
    lines = {drawing.points: drawing.text for drawing in drawings}
    assert lines[((10.0, 10.0), (50.0, 40.0))].startswith("Length 10 mm")
    assert lines[((10.0, 10.0), (20.0, 20.0), (40.0, 10.0))].startswith("Angle ")
    assert ((20.0, 52.0), (50.0, 52.0)) in lines and ((5.0, 50.0), (65.0, 50.0)) in lines  # heart and thorax
    assert ((10.0, 10.0), (20.0, 10.0), (20.0, 30.0), (10.0, 10.0)) in lines  # the place, closed
    ellipse = next(drawing for drawing in drawings if drawing.shape == "ellipse")
    assert ellipse.points == ((20.0, 10.0), (20.0, 60.0), (10.0, 35.0), (30.0, 35.0))
    assert ellipse.text == "Area 31.42 mm2"
    assert all(drawing.images == (Reference("1.2.3.4"),) for drawing in drawings)


def test_every_kind_of_annotation_comes_back_from_a_presentation_state(tmp_path: Path) -> None:
    found = back(write_gsps(signed(), header(), VERSION, GREYS), tmp_path)
    drawn = [one for one in found.drawings if one.layer == "Drawn by the reader"]
    shapes = {(one.shape, one.points) for one in drawn}
    assert ("polyline", ((10.0, 10.0), (50.0, 40.0))) in shapes
    assert ("polyline", ((10.0, 10.0), (20.0, 20.0), (40.0, 10.0))) in shapes
    assert ("ellipse", ((20.0, 10.0), (20.0, 60.0), (10.0, 35.0), (30.0, 35.0))) in shapes
    assert ("text", ((5.0, 5.0),)) in shapes and ("polyline", ((60.0, 60.0), (40.0, 40.0))) in shapes
    assert ("polyline", ((5.0, 50.0), (65.0, 50.0))) in shapes and ("polyline", ((20.0, 52.0), (50.0, 52.0))) in shapes
    texts = [one.text for one in drawn if one.shape == "text"]
    assert {"look here", "nodule?"} <= set(texts)
    assert all(one.colour == (255, 220, 0) for one in drawn)
    corners = [point for one in drawn for point in one.points]
    assert all(0 <= x <= COLUMNS and 0 <= y <= ROWS for x, y in corners)
    note = [one for one in found.drawings if one.layer == "What this is"]
    assert note[0].text.startswith("Research use, not for primary diagnosis")
    (x, y), = note[0].points
    assert (x, y) == pytest.approx((0.02 * COLUMNS, 0.94 * ROWS), abs=1e-4)


def test_the_outline_of_a_region_comes_back_at_the_centres_of_its_outermost_pixels(tmp_path: Path) -> None:
    report = signed()
    found = back(write_gsps(report, header(), VERSION, GREYS), tmp_path)
    left: list[Drawing] = [d for d in found.drawings if d.layer == "Left lung" and d.shape == "polyline"]
    assert [set(d.points) for d in left] == [{(40.5, 20.5), (62.5, 20.5), (62.5, 59.5), (40.5, 59.5)}]


RULES = {
    "plain": GREYS,
    "monochrome1": replace(GREYS, invert=True),
    "rescale": replace(GREYS, slope=2.0, intercept=-1024.0, voi=(VoiWindow(500, 4000),)),
    "falling": replace(GREYS, voi=(VoiWindow(500, 400, falling=True),)),
    "sigmoid": replace(GREYS, voi=(VoiWindow(500, 400, function="SIGMOID"),)),
    "exact": replace(GREYS, voi=(VoiWindow(500, 400, function="LINEAR_EXACT"),)),
    "voi lut": replace(GREYS, voi=(VoiLut(Lut(0, np.arange(0, 4096, dtype=np.uint16)[::-1].copy(), 12)),)),
    "modality lut": replace(GREYS, modality_lut=Lut(0, np.arange(0, 8192, 2, dtype=np.uint16), 13)),
}


@pytest.mark.parametrize("window", [None, Window(700.0, 300.0), Window(500.0, 400.0, inverted=True)])
@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_the_window_comes_back_as_the_same_greys(rule: GrayscaleRule, window: Window | None, tmp_path: Path) -> None:
    report = replace(signed(), window=window)
    found = back(write_gsps(report, header(), VERSION, rule), tmp_path)
    voi, invert = voi_for(rule, found.greys[0]) or (None, None)
    assert voi is not None and invert is not None
    said = VoiWindow(window.centre, window.width) if window and window.centre and window.width else None
    meant = grey_table(rule, said, window.inverted if window else False)
    shown = grey_table(rule, voi, invert)
    used = slice(0, 4096)
    assert np.abs(meant[used].astype(int) - shown[used].astype(int)).max() <= 1
