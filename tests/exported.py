"""Reports of films that no model saw, and their headers: for every test of what is exported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.annotations import Angle, Annotation, Arrow, CardiothoracicRatio, Length, Region, Text
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.findings import Code, Gate, LungMask, ModelStamp, ResultSet, Score
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import LUNGS, Label, MaskArray, label_key
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Spacing
from spcxr_desktop.domain.report import Report, signed_report, unattended_report
from spcxr_desktop.domain.review import ImageRef, Reader, Review, SignedResults, Window

ROWS, COLUMNS = 90, 70
VERSION = "0.0.1"
AT = "2026-01-02T03:04:05+00:00"
SET = "b" * 64
IMAGE = ImageRef("1.2.3.4", "1.2.840.10008.5.1.4.1.1.1", "1.2.3", "1.2", ROWS, COLUMNS, "a" * 64)
SCREEN = ModelStamp("screen", "1.0", "c" * 64, "pneumonia-1.0", "cpu")
LUNG_MODEL = ModelStamp("lungs", "2.0", "d" * 64, "", "cpu")
UPRIGHT = Orientation("L", "F", assumed=False)
SPACING = Spacing(0.2, 0.2, "detector plane")
VALUES = {
    "PatientName": "Planted^Näme", "PatientID": "P1", "PatientBirthDate": "19500101", "PatientSex": "F",
    "StudyInstanceUID": "1.2", "StudyDate": "20260101", "StudyTime": "101112", "StudyID": "7",
    "AccessionNumber": "A7", "SeriesInstanceUID": "1.2.3", "Modality": "CR", "BodyPartExamined": "CHEST",
    "ViewPosition": "PA", "SOPClassUID": "1.2.840.10008.5.1.4.1.1.1", "SOPInstanceUID": "1.2.3.4",
    "PatientOrientation": "L\\F", "ImagerPixelSpacing": "0.2\\0.2", "Manufacturer": "Maker",
}  # fmt: skip
DRAWN: dict[str, Annotation] = {
    "0000-00001-00000000": Length((10, 10), (50, 40)),
    "0000-00002-00000000": Angle((10, 10), (20, 20), (40, 10)),
    "0000-00003-00000000": Region((10, 10), (30, 60), "ellipse"),
    "0000-00004-00000000": Text((5, 5), "look here"),
    "0000-00005-00000000": Arrow((60, 60), (40, 40), "nodule?"),
    "0000-00006-00000000": CardiothoracicRatio(((5, 50), (65, 50)), ((20, 52), (50, 52))),
    "0000-00007-00000000": Region((-5, 50), (300, 300)),  # partly beyond the film
}


def header(**values: str | None) -> SourceHeader:
    """Keywords replace values; None leaves one out."""
    said = {keyword: value for keyword, value in {**VALUES, **values}.items() if value is not None}
    return SourceHeader(tuple(said.items()), ROWS, COLUMNS, 1)


def lungs() -> MaskArray:
    mask = np.zeros((ROWS, COLUMNS), np.uint8)
    mask[20:70, 8:30], mask[20:60, 40:63] = 1, 2
    mask[30:35, 12:20] = 0  # a hole
    return mask


def results(*, calibrated: bool = False) -> ResultSet:
    scores = (
        Score("pneumonia", "Pneumonia-like opacity", 0.7, 0.5, True, code=Code("233604007", "SCT", "Pneumonia"),
              calibrated=calibrated),
        Score("abnormal", "General screening", 0.25, 0.5, False, exploratory=True),
    )  # fmt: skip
    gates = (Gate("view_unknown", "warn", "The view is unknown."),)
    return ResultSet(
        "analysed", gates, scores, LungMask(lungs(), False), ("nodule", "fracture"), (SCREEN, LUNG_MODEL), AT
    )


def refused() -> ResultSet:
    gate = Gate("modality", "refuse", "The header says modality 'CT'.")
    return ResultSet("refused", (gate,), (), None, ("pneumonia", "nodule"), (SCREEN, LUNG_MODEL), AT)


def unattended(of: ResultSet | None = None, spacing: Spacing | None = SPACING) -> Report:
    return unattended_report(IMAGE, of or results(), SET, UPRIGHT, spacing)


def signed(proof: str = "pin", *, replaces: str = "") -> Report:
    """Edited right lung, untouched left one, a label of the reader's own, judgements and drawings."""
    mask = lungs()
    mask[70:72, 10:20], mask[5:9, 30:40] = 1, 3
    items = {
        "labels": {label_key(LUNGS, 3): Label("Drain \\ tube", (10, 20, 30))},
        "judgements": {said.key: said for said in (
            Judgement("pneumonia", "relocate", "dr-m", AT, SET, "screen 1.0", ("wrong place", "other"), "lower",
                      ((10, 10), (20, 10), (20, 30))),
        )},
        "annotations": DRAWN,
        "texts": {"note": "A note\nof two lines"},
    }  # fmt: skip
    document = ReviewDocument(ROWS, COLUMNS, {LUNGS: mask}, items)  # type: ignore[arg-type]
    said = SignedResults.of(results(), SET)
    reader = Reader("dr-m", "Dr. Märta M", proof)  # type: ignore[arg-type]
    review = Review("r", History(document))
    revision = review.revision(IMAGE, reader, AT, said, window=Window(500.0, 400.0, inverted=True))
    if replaces:
        revision = replace(revision, replaces=replaces, reason="seen again")
    return signed_report(revision, UPRIGHT, SPACING, results())


def film(**identity: str) -> Radiograph:
    """The radiograph that the reports are about; keywords replace what its header says."""
    pixels = np.tile(np.linspace(200, 3000, COLUMNS).astype(np.uint16), (ROWS, 1))
    said = Identity(
        patient_id="P1", patient_name="Planted^Näme", patient_sex="F", study_instance_uid="1.2",
        series_instance_uid="1.2.3", sop_instance_uid="1.2.3.4", sop_class_uid=IMAGE.sop_class_uid, modality="CR",
        body_part="CHEST", view_position="PA", study_date="20260101", accession_number="A7",
    )  # fmt: skip
    greys = GrayscaleRule(voi=(VoiWindow(2000.0, 3000.0),), stored_max=4095)
    return Radiograph(pixels, greys, UPRIGHT, SPACING, replace(said, **identity), Path("/films/film.dcm"))  # type: ignore[arg-type]
