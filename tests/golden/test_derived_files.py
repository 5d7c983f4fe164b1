"""Segmentations, reports and presentation states of other systems, against pydicom's pixels and DCMTK's dump."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest

from spcxr_desktop.app.derived_marks import voi_for
from spcxr_desktop.dicom.derived.read import read_derived
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.derived import DerivedObject
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import grey_table, render

IN_SPACE = "It is placed in the patient's space, not on the pixels of a radiograph: it is listed, not drawn."
# file -> segments, planes, drawable
SEGMENTATIONS = {
    "liver_1frame.dcm": (["Liver"], 1, False),
    "seg.dcm": (["Neoplasm, Primary"], 13, False),
    "seg_image_cr_binary.dcm": (["first segment"], 1, True),
    "seg_image_ct_binary.dcm": (["first segment"], 3, False),
    "seg_image_ct_binary_fractional.dcm": (["first segment"], 3, False),
    "seg_image_ct_true_fractional.dcm": (["first segment"], 3, False),
    "sparse-labelmap-noppv.dcm": (["Liver"], 2, False),
    "sparse-labelmap-ppv5.dcm": (["Liver"], 2, False),
}
# file -> title, lines, drawings, verified
REPORTS = {
    "osirix_sr.dcm": ("Annotations", 2, 0, False),
    "reportsi.dcm": ("Document Title", 9, 0, False),
    "reportsi_with_empty_number_tags.dcm": ("Document Title", 9, 0, False),
    "sr-arrow.dcm": ("Imaging Measurement Report", 33, 7, False),
    "sr-ellipse.dcm": ("Imaging Measurement Report", 46, 4, False),
    "sr-roi.dcm": ("Imaging Measurement Report", 27, 4, False),
    "sr-ruler.dcm": ("Imaging Measurement Report", 31, 4, False),
    "sr.dcm": ("Imaging Measurement Report", 256, 0, False),
    "sr_document.dcm": ("Imaging Measurement Report", 21, 1, False),
    "test-SR.dcm": ("Diagnosis", 29, 0, True),
}
# DCMTK refuses the others: values that are empty, a relationship that the SOP class does not know
NOT_DUMPED = ("reportsi.dcm", "reportsi_with_empty_number_tags.dcm", "sr-arrow.dcm")
DUMPED = [name for name in REPORTS if name not in NOT_DUMPED]


@pytest.fixture
def folder(shared: Path) -> Path:
    return shared / "data" / "dicom" / "seg_sr_pr"


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_every_file_opens_or_says_clearly_why_not(folder: Path) -> None:
    refused = {}
    for path in sorted(folder.glob("*.dcm")):
        try:
            assert read_derived(path).uid
        except UserError as error:
            refused[path.name] = error.found
    found = "This is no segmentation, structured report or grey-scale presentation state."
    assert refused == {"CR000000.dcm": found}  # the header of the film that the presentation state is about


@pytest.mark.parametrize("name", SEGMENTATIONS)
def test_segments_and_planes_of_segmentations(name: str, folder: Path) -> None:
    labels, planes, drawable = SEGMENTATIONS[name]
    found = read_derived(folder / name)
    assert [segment.label for segment in found.segments] == labels
    assert (len(found.planes), found.drawable) == (planes, drawable)
    assert found.notes == (() if drawable else (IN_SPACE,))


@pytest.mark.parametrize("name", SEGMENTATIONS)
def test_planes_are_the_pixels_that_pydicom_reads_on_the_images_that_the_frames_name(name: str, folder: Path) -> None:
    found = read_derived(folder / name)
    theirs = pydicom.dcmread(folder / name)
    frames = theirs.pixel_array.reshape(-1, theirs.Rows, theirs.Columns)
    assert found.masks is not None and found.masks.shape == frames.shape
    most = theirs.get("MaximumFractionalValue", 1)
    assert np.array_equal(found.masks, np.rint(frames / most * 255))
    # liver_1frame.dcm was cut down to one frame of three, and kept the groups of all
    for plane, group in zip(found.planes, theirs.PerFrameFunctionalGroupsSequence, strict=False):
        source = group.DerivationImageSequence[0].SourceImageSequence[0]
        assert plane.image == source.ReferencedSOPInstanceUID


def test_a_label_map_of_many_segments_is_taken_apart(folder: Path) -> None:
    name = "seg_image_sm_control_labelmap.dcm"
    found, theirs = read_derived(folder / name), pydicom.dcmread(folder / name)
    pixels = theirs.pixel_array
    assert len(found.segments) == 20 and found.segments[0].label == "RGB(37, 231, 253)"
    assert found.masks is not None and len(found.planes) == sum(len(np.unique(frame[frame > 0])) for frame in pixels)
    pairs = zip(found.planes, found.masks, strict=True)
    assert sum(plane.segment * np.count_nonzero(mask) for plane, mask in pairs) == int(pixels.astype(np.int64).sum())


def test_the_recommended_colour_of_a_foreign_segment_is_what_its_writer_meant(folder: Path) -> None:
    assert read_derived(folder / "sparse-labelmap-ppv5.dcm").segments[0].colour == (221, 130, 101)  # Slicer's liver


@pytest.mark.parametrize("name", REPORTS)
def test_lines_and_graphics_of_reports(name: str, folder: Path) -> None:
    found = read_derived(folder / name)
    assert (found.label, len(found.lines), len(found.drawings), found.verified) == REPORTS[name]


@pytest.mark.parametrize("name", DUMPED)
def test_reports_hold_the_values_that_dcmtk_prints(name: str, folder: Path) -> None:
    """Numbers with their concepts, and the number of items below the root."""
    done = subprocess.run(
        [tool("dsrdump"), "--quiet", "--print-all-codes", folder / name], capture_output=True, check=True
    )
    dumped = done.stdout.decode("utf-8", "replace").splitlines()
    items = [line.strip() for line in dumped if line.strip().startswith("<") and ":" in line]
    found = read_derived(folder / name)
    by_reference = sum("selected from 1." in line or "inferred from 1." in line for line in dumped)
    assert len(found.lines) in (len(items), len(items) + by_reference)
    numbers = [line for line in items if " NUM:" in line]
    ours = [line for line in found.lines if line.kind == "NUM"]
    assert len(ours) == len(numbers)
    for theirs, line in zip(numbers, ours, strict=True):
        assert f'"{line.concept}")=' in theirs
        assert f'="{line.value.split(" ")[0]}" (' in theirs


def drawn(found: DerivedObject, shape: str) -> list[tuple[tuple[float, float], ...]]:
    return [drawing.points for drawing in found.drawings if drawing.shape == shape]


def test_measurements_stand_beside_what_was_measured(folder: Path) -> None:
    ruler = read_derived(folder / "sr-ruler.dcm")
    assert [d.text for d in ruler.drawings if d.shape == "polyline"] == ["Length 4.025 mm"] * 3
    assert [d.colour for d in ruler.drawings[:3]] == [(255, 255, 128), (255, 163, 72), (237, 51, 59)]
    ellipse = read_derived(folder / "sr-ellipse.dcm")
    assert len(drawn(ellipse, "ellipse")) == 3
    assert "Area 0.1903 cm2" in ellipse.drawings[0].text
    spine = read_derived(folder / "sr_document.dcm")
    assert drawn(spine, "circle") == [((58.0, 52.0), (58.0, 41.0))]
    assert spine.drawings[0].text == "Spinal cord\nArea of defined region 1.7 cm2"


def test_a_verified_report_names_who_verified_it(folder: Path) -> None:
    assert read_derived(folder / "test-SR.dcm").creator == "Riesmeier, Jörg"


def test_a_foreign_presentation_state(folder: Path) -> None:
    found = read_derived(folder / "PR000000.dcm")
    assert (found.maker, found.description, found.date) == ("Softneta", "hip", "20190107")
    ellipse, text = found.drawings
    assert ellipse.shape == "ellipse" and ellipse.layer == "Measurement oval"
    assert ellipse.points[0] == pytest.approx((1714.368, 991.422), abs=1e-3)
    assert text.text.split("\n")[2] == "Area: 119.58 cm² (W: 12.68 cm H:12.01 cm)"
    assert found.references[0].image == "1.2.276.0.7230010.3.1.4.665618.6496.1546453790.314808"


def test_a_foreign_state_shows_its_film_as_dcmtk_does(folder: Path, tmp_path: Path) -> None:
    """The film of the set has a header alone: it is given a ramp for a picture."""
    dataset = pydicom.dcmread(folder / "CR000000.dcm")
    dataset.Rows = dataset.Columns = 64
    dataset.PixelData = np.arange(64 * 64, dtype="<u2").tobytes()
    dataset["PixelData"].VR = "OW"
    film = tmp_path / "film.dcm"
    dataset.save_as(film, enforce_file_format=True)
    state = pydicom.dcmread(folder / "PR000000.dcm")
    state.DisplayedAreaSelectionSequence[0].DisplayedAreaBottomRightHandCorner = [64, 64]
    state.DisplayedAreaSelectionSequence[0].DisplayedAreaTopLeftHandCorner = [1, 1]
    del state.GraphicAnnotationSequence
    path = tmp_path / "state.dcm"
    state.save_as(path)
    pgm = tmp_path / "theirs.pgm"
    subprocess.run([tool("dcmp2pgm"), "--quiet", "--pstate", path, film, pgm], check=True, capture_output=True)
    theirs = cv2.imread(str(pgm), cv2.IMREAD_UNCHANGED)
    radiograph = read_radiograph(film)
    said = voi_for(radiograph.grayscale, read_derived(path).greys[0])
    assert said is not None
    ours = render(radiograph.pixels, grey_table(radiograph.grayscale, *said))
    assert np.abs(ours.astype(int) - theirs.astype(int)).max() <= 1
