"""A Secondary Capture holds the picture, is nobody's film, and refers to the one it was made from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydicom import dcmread

from spcxr_desktop.dicom.export.secondary_capture import write_secondary_capture
from tests.exported import VERSION, header, signed, unattended
from tests.unit.dicom.export.test_seg import saved

PICTURE = np.random.default_rng(0).integers(0, 256, (31, 21, 3), np.uint8)


def test_it_holds_the_picture_and_says_what_it_is() -> None:
    image = dcmread(saved(write_secondary_capture(unattended(), header(), VERSION, PICTURE)))
    assert np.array_equal(image.pixel_array, PICTURE)
    assert list(image.ImageType) == ["DERIVED", "SECONDARY", "OTHER"] and image.BurnedInAnnotation == "YES"
    assert "AI" in image.DerivationDescription and "not for primary diagnosis" in image.DerivationDescription
    assert (image.StudyInstanceUID, image.PatientID, str(image.PatientName)) == ("1.2", "P1", "Planted^Näme")
    assert image.SeriesInstanceUID != "1.2.3"
    (reference,) = image.SourceImageSequence
    assert reference.ReferencedSOPInstanceUID == "1.2.3.4"
    assert image.DateOfSecondaryCapture == "20260102"


def test_sides_are_said_only_where_they_are_known() -> None:
    known = write_secondary_capture(unattended(), header(), VERSION, PICTURE)
    unknown = write_secondary_capture(replace(unattended(), sides_assumed=True), header(), VERSION, PICTURE)
    assert list(known.PatientOrientation) == ["L", "F"] and not unknown.PatientOrientation


def test_another_picture_is_another_object() -> None:
    one = write_secondary_capture(signed(), header(), VERSION, PICTURE)
    same = write_secondary_capture(signed(), header(), VERSION, PICTURE.copy())
    other = write_secondary_capture(signed(), header(), VERSION, 255 - PICTURE)
    assert one.SOPInstanceUID == same.SOPInstanceUID != other.SOPInstanceUID
    assert one.SeriesInstanceUID == other.SeriesInstanceUID
