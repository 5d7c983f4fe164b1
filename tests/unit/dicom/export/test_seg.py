"""A segmentation read back is the mask, bit by bit, and says how each segment was made."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pydicom
import pytest
from highdicom.seg import segread
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.export.seg import write_seg
from spcxr_desktop.dicom.export.sr import write_sr
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Gate
from spcxr_desktop.domain.report import Report
from tests.exported import VERSION, header, refused, signed, unattended


def saved(dataset: Dataset) -> io.BytesIO:
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    buffer.seek(0)
    return buffer


@pytest.mark.parametrize("labelmap", [False, True])
@pytest.mark.parametrize("report", [unattended(), signed()])
def test_read_back_it_is_the_mask(report: Report, labelmap: bool) -> None:
    read = segread(saved(write_seg(report, header(), VERSION, labelmap=labelmap)))
    pixels = read.get_pixels_by_source_instance(["1.2.3.4"], ignore_spatial_locations=True)[0]
    assert report.mask is not None
    for number, region in enumerate(report.regions):
        assert np.array_equal(pixels[..., number] == 1, report.mask == region.value)


def test_pydicom_alone_reads_the_same_bits() -> None:
    report = unattended()
    frames = pydicom.dcmread(saved(write_seg(report, header(), VERSION))).pixel_array
    assert report.mask is not None
    assert np.array_equal(frames[0], report.mask == 1) and np.array_equal(frames[1], report.mask == 2)


def test_each_segment_says_what_it_is_and_who_made_it() -> None:
    right, left, drain = write_seg(signed(), header(), VERSION).SegmentSequence
    for segment, side in ((right, "24028007"), (left, "7771000")):
        kind = segment.SegmentedPropertyTypeCodeSequence[0]
        assert kind.CodeValue == "39607008"
        assert kind.SegmentedPropertyTypeModifierCodeSequence[0].CodeValue == side
    makings = [segment.SegmentAlgorithmType for segment in (right, left, drain)]
    assert makings == ["SEMIAUTOMATIC", "AUTOMATIC", "MANUAL"]
    algorithm = left.SegmentationAlgorithmIdentificationSequence[0]
    assert (algorithm.AlgorithmName, algorithm.AlgorithmVersion) == ("lungs", "2.0")
    assert "d" * 64 in algorithm.AlgorithmParameters
    assert "SegmentationAlgorithmIdentificationSequence" not in drain and drain.SegmentLabel == "Drain / tube"


def test_twice_the_same_report_is_the_same_object() -> None:
    first, second = (saved(write_seg(unattended(), header(), VERSION)).getvalue() for _ in range(2))
    assert first == second


def test_another_report_is_another_object() -> None:
    every = [unattended(), replace(unattended(), results=None), signed(), signed(replaces="e" * 64)]
    uids = {write_seg(report, header(), VERSION).SOPInstanceUID for report in every}
    uids.add(write_seg(unattended(), header(), VERSION, labelmap=True).SOPInstanceUID)
    assert len(uids) == 5


def test_it_says_research_use_and_who_signed() -> None:
    for report, name in ((unattended(), None), (signed(), "Dr. Märta M^")):
        seg = write_seg(report, header(), VERSION)
        assert "Research use, not for primary diagnosis" in seg.SeriesDescription
        assert report.verification in seg.ContentDescription
        assert seg.get("ContentCreatorName") == name
        assert (seg.PatientID, str(seg.PatientName), seg.StudyInstanceUID) == ("P1", "Planted^Näme", "1.2")


def test_without_a_mask_there_is_none() -> None:
    with pytest.raises(UserError, match="no mask"):
        write_seg(unattended(refused()), header(), VERSION)


def test_a_mask_of_another_size_is_refused() -> None:
    with pytest.raises(UserError, match="another size"):
        write_seg(unattended(), replace(header(), rows=91), VERSION)


def unsure() -> list[Report]:
    """The header did not say right and left; the picture contradicts what it said."""
    plain = unattended()
    assert plain.results is not None
    doubtful = replace(plain.results, gates=(Gate("sides_doubtful", "warn", "The film seems to be mirrored."),))
    return [replace(plain, sides_assumed=True), replace(plain, results=doubtful)]


@pytest.mark.parametrize("report", unsure())
def test_a_side_that_is_not_known_is_not_coded(report: Report) -> None:
    for segment in write_seg(report, header(), VERSION).SegmentSequence:
        kind = segment.SegmentedPropertyTypeCodeSequence[0]
        assert kind.CodeValue == "39607008" and "SegmentedPropertyTypeModifierCodeSequence" not in kind
        assert segment.SegmentLabel.endswith("(side not known)")
    assert "24028007" not in str(write_sr(report, header(), VERSION))
    assert "24028007" in str(write_sr(unattended(), header(), VERSION))
