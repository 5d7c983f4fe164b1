"""A report read back from its structured report says what it said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from highdicom.sr import ComprehensiveSR, MeasurementReport
from pydicom import dcmread
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.export.identity import object_uid
from spcxr_desktop.dicom.export.seg import write_seg
from spcxr_desktop.dicom.export.sr import write_sr
from spcxr_desktop.domain.findings import ResultSet
from tests.exported import SPACING, VERSION, header, refused, results, signed, unattended
from tests.unit.dicom.export.test_seg import saved

FAMILY = {"111000": "123110"}  # of the algorithm, which highdicom lists among the evaluations


def content(document: Dataset) -> MeasurementReport:
    read = ComprehensiveSR.from_dataset(dcmread(saved(document)))
    assert isinstance(read.content, MeasurementReport)
    return read.content


def texts(document: Dataset) -> list[str]:
    found, todo = [], list(document.ContentSequence)
    while todo:
        item = todo.pop(0)
        todo += item.get("ContentSequence", ())
        if item.ValueType == "TEXT":
            found.append(str(item.TextValue))
    return found


def findings(document: Dataset) -> dict[str, dict[str, object]]:
    """Groups by tracking identifier: the finding's code, numbers and codes by the names of their concepts."""
    groups: dict[str, dict[str, object]] = {}
    for group in content(document).get_image_measurement_groups():
        said: dict[str, object] = {one.name.value: one.value.value for one in group.get_qualitative_evaluations()}
        said |= {one.name.value: (one.value, one.unit.value) for one in group.get_measurements()}
        groups[str(group.tracking_identifier)] = said | {"type": group.finding_type and group.finding_type.value}
    return groups


@pytest.mark.parametrize("calibrated", [False, True])
def test_findings_come_back(calibrated: bool) -> None:
    read = findings(write_sr(unattended(results(calibrated=calibrated)), header(), VERSION))
    assert read["image"] == {"type": None, "assessment": "assessed", "limit": "view_unknown"}
    certainty = {"111012": (70.0, "%")} if calibrated else {}
    assert read["finding pneumonia"] == {
        "type": "233604007", "screening": "flagged", "score": (0.7, "1"), "threshold": (0.5, "1"), **FAMILY,
        **certainty,
    }  # fmt: skip
    assert read["finding abnormal"] == {
        "type": "abnormal", "screening": "not-flagged", "proof": "exploratory", "score": (0.25, "1"),
        "threshold": (0.5, "1"), **FAMILY,
    }  # fmt: skip


@pytest.mark.parametrize(("spacing", "area"), [(SPACING, (42.4, "mm2")), (None, (1060, "{pixels}"))])
def test_the_area_of_a_lung_says_in_what(spacing: object, area: tuple[float, str]) -> None:
    report = replace(unattended(), spacing=spacing)
    groups = findings(write_sr(report, header(), VERSION))
    assert groups["region 1"]["42798000"] == area
    document = content(write_sr(report, header(), VERSION))
    group = next(g for g in document.get_image_measurement_groups() if str(g.tracking_identifier) == "region 1")
    method = group.get_measurements()[0].method
    assert method is not None and method.value == ("plane-detector" if spacing else "plane-none")


def test_regions_refer_to_the_segmentation() -> None:
    report = unattended()
    seg = write_seg(report, header(), VERSION)
    document = write_sr(report, header(), VERSION, segmentation=seg)
    groups = content(document).get_planar_roi_measurement_groups()
    references = [
        (reference.ReferencedSOPInstanceUID, reference.ReferencedSegmentNumber)
        for group in groups
        for item in group[0].ContentSequence
        for reference in item.get("ReferencedSOPSequence", ())
        if "ReferencedSegmentNumber" in reference
    ]
    assert references == [(seg.SOPInstanceUID, 1), (seg.SOPInstanceUID, 2)]
    evidence = document.CurrentRequestedProcedureEvidenceSequence[0].ReferencedSeriesSequence
    assert {series.SeriesInstanceUID for series in evidence} == {"1.2.3", seg.SeriesInstanceUID}


@pytest.mark.parametrize(("of", "complete"), [(results(), "COMPLETE"), (refused(), "PARTIAL")])
def test_what_was_not_assessed_and_why_is_said(of: ResultSet, complete: str) -> None:
    document = write_sr(unattended(of), header(), VERSION)
    said = texts(document)
    assert "Research use, not for primary diagnosis" in said and "Verification: UNVERIFIED" in said
    assert [f"Not assessed: {label}" for label in of.not_assessed] == [t for t in said if t.startswith("Not assessed")]
    assert all(f"{gate.severity}: {gate.text}" in said for gate in of.gates)
    assert (document.CompletionFlag, document.VerificationFlag) == (complete, "UNVERIFIED")
    assert findings(document)["image"]["assessment"] == ("assessed" if complete == "COMPLETE" else "not-assessed")


@pytest.mark.parametrize(("proof", "flag"), [("", "UNVERIFIED"), ("pin", "VERIFIED")])
def test_a_signed_report_names_its_reader(proof: str, flag: str) -> None:
    document = write_sr(signed(proof), header(), VERSION)
    assert document.VerificationFlag == flag
    people = [str(item.PersonName) for item in document.ContentSequence if item.ValueType == "PNAME"]
    assert people == ["Dr. Märta M^"]
    if flag == "VERIFIED":
        (observer,) = document.VerifyingObserverSequence
        assert str(observer.VerifyingObserverName) == "Dr. Märta M^"
        assert str(observer.VerificationDateTime) == "20260102030405+0000"
    assert not [item for item in write_sr(unattended(), header(), VERSION).ContentSequence if item.ValueType == "PNAME"]


def test_judgements_and_drawings_are_in_it() -> None:
    document = write_sr(signed(), header(), VERSION)
    read = findings(document)
    assert read["finding pneumonia"]["judgement"] == "relocated"
    assert "lower" in texts(document) and "A note of two lines" in texts(document)
    places = [g for g in content(document).get_planar_roi_measurement_groups() if g.roi is not None]
    assert [str(place.tracking_identifier) for place in places] == ["place pneumonia"]
    assert read["drawing 0000-00001-00000000"]["410668003"] == (10.0, "mm")
    assert read["drawing 0000-00006-00000000"]["ctr"] == (0.5, "1")
    assert len([name for name in read if name.startswith("drawing")]) == 5  # texts and arrows measure nothing


def test_an_amendment_names_what_it_replaces() -> None:
    first = signed()
    second = signed(replaces=first.revision)
    document = write_sr(second, header(), VERSION)
    (study,) = document.PredecessorDocumentsSequence
    (series,) = study.ReferencedSeriesSequence
    (reference,) = series.ReferencedSOPSequence
    earlier = write_sr(first, header(), VERSION)
    assert reference.ReferencedSOPInstanceUID == earlier.SOPInstanceUID == object_uid(first, "SR")
    assert series.SeriesInstanceUID == earlier.SeriesInstanceUID
    assert document.SOPInstanceUID != earlier.SOPInstanceUID


def test_twice_the_same_report_is_the_same_document() -> None:
    first, second = (saved(write_sr(signed(), header(), VERSION)).getvalue() for _ in range(2))
    assert first == second


def test_orientation_and_spacing_may_be_missing() -> None:
    assert write_sr(unattended(), header(PatientOrientation=None, ImagerPixelSpacing=None), VERSION)
