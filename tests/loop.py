"""A reading room in a folder: films as DICOM files, a record of them, a reader who signs by script."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid

from spcxr_desktop.dicom.door import Door
from spcxr_desktop.domain.document import ItemChange, ReviewDocument
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.judgements import Judgement, Verdict
from spcxr_desktop.domain.masks import LUNGS, Rect, lung_labels
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.review import Reader, pixel_sha256
from spcxr_desktop.domain.strokes import Stroke
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.inference.run import analyse
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.rows import ImageFacts

JANE = Reader("jane", "Jane Doe")
NAME, NUMBER = "Planted^Name", "PLANTED-ID-"


def cases(root: Path, of_each: int) -> list[dict[str, str]]:
    """Rows of films of as many groups, healthy and covid by turns, each from a source of its own.

    Source and label are one here, so that a minute's training learns something that can be told from nothing. It is
    the loop that is tried; no figure of it says anything about a model.
    """
    with (root / "index.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["fold"] != "9"]
    by_label = []
    for source in ("radiography-normal", "covid-cxnet"):
        one_each = {row["group"]: row for row in rows if row["source"] == source and row["label"] != "unknown"}
        by_label.append(list(one_each.values())[:of_each])
    return [row for pair in zip(*by_label, strict=True) for row in pair]


def write_film(row: dict[str, str], root: Path, path: Path, number: int) -> None:
    """The film as a DX file of a patient with a name."""
    greys = cv2.imread(str(root / row["path"]), cv2.IMREAD_GRAYSCALE)
    assert greys is not None
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = DigitalXRayImageStorageForPresentation, generate_uid()
    dataset.PatientName, dataset.PatientID = NAME, f"{NUMBER}{number}"
    dataset.PatientAge, dataset.PatientSex = "050Y", "O"
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = generate_uid(), generate_uid()
    dataset.Modality, dataset.ViewPosition, dataset.PatientOrientation = "DX", "PA", ["L", "F"]
    dataset.BodyPartExamined, dataset.StudyDate, dataset.StudyTime = "CHEST", "20260102", "101010"
    dataset.Rows, dataset.Columns = greys.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation, dataset.PixelRepresentation = 1, "MONOCHROME2", 0
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit, dataset.PresentationLUTShape = 7, "IDENTITY"
    dataset.PixelData = greys.tobytes() + b"\0" * (greys.size % 2)
    dataset["PixelData"].VR = "OB"
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.save_as(path, enforce_file_format=True)


def take_in(library: Library, radiograph: Radiograph, packages: list[ModelPackage]) -> tuple[int, ResultSet, str]:
    """Into the record and analysed, as the window does it: image, results, their hash."""
    path = radiograph.path
    facts = ImageFacts(path, radiograph.identity, path.stat().st_size, path.stat().st_mtime_ns)
    (image,) = library.images.add([facts])
    sha256 = pixel_sha256(radiograph.pixels, radiograph.grayscale.bias, radiograph.colour)
    library.images.confirm_pixels(image, sha256, radiograph.rows, radiograph.columns)
    results = analyse(radiograph, packages)
    return image, results, library.results.add(image, results)


def sign(library: Library, image: int, results: ResultSet, sha256: str, ill: bool, edit: bool) -> None:
    """Judge what was analysed by what is known of the film; where ``edit``, take a corner off the lungs as well."""
    assert results.lungs is not None
    rows, columns = results.lungs.labels.shape
    masks = {LUNGS: results.lungs.labels.copy()} if edit else {}
    review = library.reviews.open(
        image, lambda: ReviewDocument(rows, columns, masks, {"labels": lung_labels()} if edit else {})
    )
    verdicts: dict[str, Verdict] = {name: "accept" if ill else "reject" for name in ("abnormal", "covid19")}
    for label, verdict in {**verdicts, "pneumonia": "uncertain"}.items():
        said = Judgement(label, verdict, JANE.id, "2026-01-03T00:00:00+00:00", sha256)
        review.do(Command("Judge", (ItemChange("judgements", said.key, None, said),)))
    if edit:
        stroke = Stroke(review.review.document, LUNGS)
        ys, xs = np.nonzero(results.lungs.labels)
        rect = Rect(int(ys.min()), int(xs.min()), int(ys.min()) + 12, int(xs.max()) + 1)
        stroke.touch(rect)
        stroke.pixels[rect.slices] = 0
        review.record(stroke.finish("Eraser"))
    review.sign(JANE)


def read_room(library: Library, door: Door, rows: list[dict[str, str]], root: Path, folder: Path,
              packages: list[ModelPackage]) -> int:  # fmt: skip
    """Write, analyse, review and sign every case; how many were signed."""
    folder.mkdir()
    signed = 0
    for number, row in enumerate(rows):
        path = folder / f"{number:03d}.dcm"
        write_film(row, root, path, number)
        image, results, sha256 = take_in(library, door.read(path), packages)
        if results.status == "analysed":
            sign(library, image, results, sha256, row["label"] == "covid", edit=number % 3 == 0)
            signed += 1
    return signed
