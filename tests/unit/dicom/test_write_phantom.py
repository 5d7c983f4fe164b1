"""The phantom's DICOM file: header, marks, determinism, and what two independent validators say."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest

from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.domain.errors import UserError

SCALE = 0.1
# Synthetic Data (0008,001C) entered the standard in 2023; the packaged dciodvfy is older and calls it unknown.
YOUNGER_THAN_DCIODVFY = "(0x0008,0x001c)"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sample")
    return write_sample(folder / "study", truth=folder / "truth", scale=SCALE)


def test_header_is_a_dx_for_presentation_image(sample: list[Path]) -> None:
    header = pydicom.dcmread(sample[0])
    assert header.SOPClassUID == "1.2.840.10008.5.1.4.1.1.1.1" and header.Modality == "DX"
    assert header.file_meta.TransferSyntaxUID == pydicom.uid.ExplicitVRLittleEndian
    assert header.PresentationIntentType == "FOR PRESENTATION" and header.ViewPosition == "PA"
    assert list(header.PatientOrientation) == ["L", "F"] and header.BodyPartExamined == "CHEST"
    assert (header.BitsAllocated, header.BitsStored, header.HighBit, header.PixelRepresentation) == (16, 14, 13, 0)
    assert header.PhotometricInterpretation == "MONOCHROME2" and header.PresentationLUTShape == "IDENTITY"
    assert (header.RescaleSlope, header.RescaleIntercept, header.RescaleType) == (1, 0, "US")
    assert len(header.WindowCenter) == len(header.WindowWidth) == len(header.WindowCenterWidthExplanation) == 2
    assert list(header.ImagerPixelSpacing) == pytest.approx([1.68, 1.68])
    assert "PixelSpacing" not in header


def test_header_says_phantom_everywhere_a_reader_looks(sample: list[Path]) -> None:
    for path in sample:
        header = pydicom.dcmread(path, stop_before_pixels=True)
        assert str(header.PatientName).startswith("PHANTOM^") and "PHANTOM" in header.PatientID
        assert "NOT A PATIENT" in header.ImageComments and "phantom" in header.StudyDescription
        assert header.BurnedInAnnotation == header.QualityControlImage == header.SyntheticData == "YES"


def test_two_phantoms_are_two_patients_and_two_studies(sample: list[Path]) -> None:
    first, second = (pydicom.dcmread(path, stop_before_pixels=True) for path in sample)
    for keyword in ("PatientID", "PatientName", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
        assert first[keyword].value != second[keyword].value


def test_pixels_fit_14_bits_and_truth_has_their_size(sample: list[Path]) -> None:
    for path in sample:
        pixels = pydicom.dcmread(path).pixel_array
        lungs = cv2.imread(str(path.parents[1] / "truth" / f"{path.stem}-lungs.png"), cv2.IMREAD_UNCHANGED)
        assert lungs is not None and lungs.shape == pixels.shape == (250, 210)
        assert pixels.max() <= 16383 and set(np.unique(lungs)) == {0, 1, 2}
        assert np.median(pixels[lungs > 0]) < np.median(pixels[lungs == 0])
    assert not (sample[0].parents[1] / "truth" / "phantom-plain-opacity.png").exists()
    assert (sample[0].parents[1] / "truth" / "phantom-opacity-opacity.png").is_file()
    assert sorted(sample[0].parent.iterdir()) == sorted(sample)  # nothing but the study lies in its folder


def test_same_seed_same_bytes_other_seed_other_identity(sample: list[Path], tmp_path: Path) -> None:
    again = write_sample(tmp_path / "again", scale=SCALE)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in sample]
    (other,) = write_sample(tmp_path / "other", opacity=False, seed=1, scale=SCALE)
    header, mine = pydicom.dcmread(other), pydicom.dcmread(sample[0])
    assert header.PatientID not in {pydicom.dcmread(path).PatientID for path in sample}
    assert header.SOPInstanceUID != mine.SOPInstanceUID and header.StudyInstanceUID != mine.StudyInstanceUID


def test_folder_that_cannot_be_written_is_told_to_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError, match="could not be written"):
        write_sample(tmp_path / "file", opacity=False, scale=SCALE)


@pytest.mark.skipif(shutil.which("dcmdump") is None, reason="DCMTK is not installed")
def test_dcmtk_reads_it_without_complaint(sample: list[Path]) -> None:
    for path in sample:
        done = subprocess.run(["dcmdump", "-q", "+P", "PatientName", str(path)], capture_output=True, text=True)
        assert done.returncode == 0 and "PHANTOM^" in done.stdout and not done.stderr
        assert subprocess.run(["dcmftest", str(path)], capture_output=True, text=True).stdout.startswith("yes")


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dicom3tools is not installed")
def test_dciodvfy_finds_no_error_in_the_iod(sample: list[Path]) -> None:
    for path in sample:
        told = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, errors="replace").stderr
        assert "DXImageForPresentation" in told
        errors = [line for line in told.splitlines() if line.startswith("Error") and YOUNGER_THAN_DCIODVFY not in line]
        assert errors == []
