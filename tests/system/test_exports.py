"""Exports before programs that are not ours: dciodvfy (dicom3tools), DCMTK, Poppler."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest

from spcxr_desktop.app.batch import Run, analyse_paths, load_packages
from spcxr_desktop.app.export import FILES, KINDS, Source, export_objects, report_of
from spcxr_desktop.app.results import folder_name
from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.dicom.export.encapsulated_pdf import write_encapsulated_pdf
from spcxr_desktop.dicom.export.gsps import write_gsps
from spcxr_desktop.dicom.export.secondary_capture import write_secondary_capture
from spcxr_desktop.dicom.export.seg import write_seg
from spcxr_desktop.dicom.export.sr import write_sr
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.dicom.read_source import read_source_header
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule, default_greys
from spcxr_desktop.inference.run import analyse
from spcxr_desktop.store.paths import resources_dir
from tests.exported import VERSION, header, refused, signed, unattended

pytestmark = pytest.mark.filterwarnings("ignore:.*unlikely to represent")  # highdicom, of names in test data
OBJECTS = [name for names in FILES.values() for name in names if name.endswith(".dcm")]
# What the dciodvfy of 2022 says of a label map (2024): it knows no such object, and no segment 0 for the background.
LABEL_MAP_UNKNOWN = {"Error - Information Object Not found"}
BACKGROUND = "Error - SegmentNumber not monotonically increasing from one by one"


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def errors(path: Path) -> list[str]:
    """dciodvfy's, without its warnings; it must have known what kind of object this is."""
    done = subprocess.run([tool("dciodvfy"), path], capture_output=True, text=True, errors="replace", check=False)
    lines = (done.stdout + done.stderr).splitlines()
    assert lines
    return [line for line in lines if line.startswith("Error")]


@dataclass(frozen=True)
class Film:
    """A file and the folder of what was written of it."""

    path: Path
    folder: Path


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The plain phantom, with all objects."""
    folder = tmp_path_factory.mktemp("exports")
    path = write_sample(folder / "sample", opacity=False)[0]
    analyse_paths([path], folder / "out", load_packages(resources_dir()), Run(exports=KINDS))
    return Film(path, folder / "out" / folder_name(path))


@pytest.mark.parametrize("name", OBJECTS)
def test_the_phantoms_objects_have_no_errors(analysed: Film, name: str) -> None:
    assert errors(analysed.folder / name) == []


def test_dcmtk_gives_the_page_back_byte_for_byte(analysed: Film, tmp_path: Path) -> None:
    subprocess.run([tool("dcm2pdf"), analysed.folder / "report.dcm", tmp_path / "page.pdf"], check=True)
    page = (analysed.folder / "report.pdf").read_bytes()
    assert (tmp_path / "page.pdf").read_bytes() == page and page.startswith(b"%PDF-")


def test_dcmtk_shows_the_burned_picture_as_the_png_has_it(analysed: Film, tmp_path: Path) -> None:
    opened = tmp_path / "sc.png"
    subprocess.run([tool("dcmj2pnm"), "--write-png", analysed.folder / "sc.dcm", opened], check=True)
    theirs, ours = cv2.imread(str(opened)), cv2.imread(str(analysed.folder / "report.png"))
    assert theirs is not None and ours is not None and np.array_equal(theirs, ours)


def test_the_page_says_what_it_must_on_every_page(analysed: Film) -> None:
    done = subprocess.run([tool("pdftotext"), "-layout", analysed.folder / "report.pdf", "-"], capture_output=True,
                          text=True, check=True)  # fmt: skip
    pages = done.stdout.split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert "Research use, not for primary diagnosis" in page and f"Page {number} of {len(pages)}" in page
        assert "SPCXR-PHANTOM-1" in page and "UNVERIFIED" in page
    whole = " ".join(done.stdout.split())
    for said in ("Nobody has looked at this", "Not assessed, which is not negative", "(detector plane)", "sensitivity"):
        assert said in whole, said


def test_fonts_of_the_page_are_embedded(analysed: Film) -> None:
    page = analysed.folder / "report.pdf"
    done = subprocess.run([tool("pdffonts"), page], capture_output=True, text=True, check=True)
    fonts = [line for line in done.stdout.splitlines()[2:] if line.strip()]
    assert fonts and all(line.split()[-5:-4] == ["yes"] for line in fonts), done.stdout


def test_signed_amended_and_refused_objects_have_no_errors(tmp_path: Path) -> None:
    first = signed()
    seg = write_seg(first, header(), VERSION)
    made = {
        "seg": seg,
        "sr": write_sr(first, header(), VERSION, segmentation=seg),
        "unsigned": write_sr(signed(""), header(), VERSION),
        "amended": write_sr(signed(replaces=first.revision), header(), VERSION),
        "refused": write_sr(unattended(refused()), header(), VERSION),
        "gsps": write_gsps(first, header(), VERSION, GrayscaleRule()),
        "sc": write_secondary_capture(first, header(), VERSION, np.zeros((9, 7, 3), np.uint8)),
        "pdf": write_encapsulated_pdf(first, header(), VERSION, b"%PDF-1.4 odd"),
        "refused pdf": write_encapsulated_pdf(unattended(refused()), header(PatientName=None), VERSION, b"%PDF-1.4"),
    }
    for name, dataset in made.items():
        dataset.save_as(tmp_path / name, enforce_file_format=True)
        assert errors(tmp_path / name) == [], name


def test_of_a_label_map_only_its_novelty_is_an_error(tmp_path: Path) -> None:
    write_seg(unattended(), header(), VERSION, labelmap=True).save_as(tmp_path / "seg", enforce_file_format=True)
    assert {line for line in errors(tmp_path / "seg") if not line.startswith(BACKGROUND)} <= LABEL_MAP_UNKNOWN


def test_dsrdump_opens_the_report(analysed: Film) -> None:
    path = analysed.folder / "sr.dcm"
    done = subprocess.run([tool("dsrdump"), "+Pl", path], capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0 and "\nE:" not in done.stderr
    for said in ("Verification Flag   : UNVERIFIED", "finding pneumonia", "Not assessed: pneumothorax",
                 "Research use, not for primary diagnosis", "region 2"):  # fmt: skip
        assert said in done.stdout, said


def rendered(film: Path, state: Path, folder: Path) -> np.ndarray:
    """The film as DCMTK shows it with a presentation state, uint8 [rows, columns]."""
    raw, picture = folder / f"{film.stem}-raw.dcm", folder / f"{film.stem}.pgm"
    unpack = [tool("gdcmconv"), "-w", film, raw]
    subprocess.run(unpack, capture_output=True, check=True)
    subprocess.run([tool("dcmp2pgm"), "-p", state, raw, picture], capture_output=True, check=True)
    greys = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
    assert greys is not None
    return greys


def test_dcmtk_shows_the_phantom_as_the_canvas_does(analysed: Film, tmp_path: Path) -> None:
    theirs = rendered(analysed.path, analysed.folder / "gsps.dcm", tmp_path)
    ours = default_greys(read_radiograph(analysed.path))
    assert np.abs(theirs.astype(int) - ours).max() <= 1


def films(shared: Path) -> Iterator[Path]:
    yield from sorted((shared / "data" / "dicom" / "cxr").glob("*.dcm"))


def test_real_films(shared: Path, tmp_path: Path) -> None:
    """No errors, the mask bit by bit, and DCMTK's greys within one level of ours."""
    packages = load_packages(resources_dir())
    shown = 0
    for film in films(shared):
        radiograph = read_radiograph(film)
        results = analyse(radiograph, packages)
        report = report_of(radiograph, results)
        source = Source(radiograph, read_source_header(film))
        made = export_objects(report, source, KINDS, VERSION)
        assert made.reasons == {}, film.name
        for name in OBJECTS:
            path = tmp_path / f"{film.stem}-{name}"
            path.write_bytes(made.files[name])
            assert errors(path) == [], path.name
        assert results.lungs is not None
        frames = pydicom.dcmread(tmp_path / f"{film.stem}-seg.dcm").pixel_array.reshape(-1, *radiograph.pixels.shape)
        for number, region in enumerate(report.regions):
            assert np.array_equal(frames[number], results.lungs.labels == region.value)
        if not radiograph.identity.patient_name:
            continue  # DCMTK opens no presentation state of a patient without a name
        theirs = rendered(film, tmp_path / f"{film.stem}-gsps.dcm", tmp_path)
        assert np.abs(theirs.astype(int) - default_greys(radiograph)).max() <= 1, film.name
        shown += 1
    assert shown >= 5


def test_odd_headers_make_objects_without_errors(shared: Path, tmp_path: Path) -> None:
    """Every character set and every malformed header of the test data that says which image it is."""
    written = 0
    for folder in ("robust", "charset"):
        for film in sorted((shared / "data" / "dicom" / folder).iterdir()):
            try:
                said = read_source_header(film)
                path = tmp_path / f"{film.name}.sr"
                write_sr(unattended(refused()), said, VERSION).save_as(path, enforce_file_format=True)
            except UserError:
                continue
            assert errors(path) == [], film.name
            written += 1
    assert written >= 10

