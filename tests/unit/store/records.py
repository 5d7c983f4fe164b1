"""Films that were never on a disk, results that no model gave, and strokes: for every test of the record."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.findings import Gate, LungMask, ModelStamp, ResultSet, Score
from spcxr_desktop.domain.masks import LUNGS, Rect, lung_labels
from spcxr_desktop.domain.radiograph import Identity
from spcxr_desktop.domain.strokes import Stroke
from spcxr_desktop.store.open_review import OpenReview
from spcxr_desktop.store.rows import ImageFacts

SIZE = 64


def facts(number: int = 1, **identity: object) -> ImageFacts:
    """One file of patient P<number>; keywords replace header values."""
    header: dict[str, object] = {
        "patient_id": f"P{number}", "patient_name": f"Planted{number}^Näme", "patient_birth_date": "19500101",
        "patient_sex": "F", "sop_instance_uid": f"1.2.3.{number}", "study_instance_uid": f"1.2.{number}",
        "series_instance_uid": f"1.2.{number}.1", "study_date": "20260101", "view_position": "PA", "modality": "DX",
    }  # fmt: skip
    who = Identity(**{**header, **identity})  # type: ignore[arg-type]
    return ImageFacts(Path(f"/films/{number}.dcm"), who, 1000 + number, 5, SIZE, SIZE, pixel_sha256="a" * 64)


def results(value: float = 0.9, *, run: int = 1, exploratory: bool = False) -> ResultSet:
    labels = np.zeros((SIZE, SIZE), np.uint8)
    labels[10:50, 8:25], labels[10:50, 40:58] = 1, 2
    score = Score("pneumonia", "Pneumonia", value, 0.5, value >= 0.5, exploratory)
    return ResultSet(
        "analysed", (Gate("view", "warn", "view unknown"),), (score,), LungMask(labels, False), ("nodule",),
        (ModelStamp("screen", f"1.{run}", "c" * 64, "balanced", "cpu"),), f"2026-01-01T00:00:{run:02}+00:00",
        {"run": 12.5},
    )  # fmt: skip


def refused() -> ResultSet:
    return ResultSet("refused", (Gate("modality", "refuse", "a CT"),), (), None, ("all",), (), "2026-01-01T00:00:00Z")


def document() -> ReviewDocument:
    lungs = results().lungs
    assert lungs is not None
    return ReviewDocument(SIZE, SIZE, {LUNGS: lungs.labels}, {"labels": lung_labels()})


def paint(review: OpenReview, place: int, value: int = 3) -> None:
    """One stroke of 5 x 5 pixels, with a label that no lung has."""
    stroke = Stroke(review.review.document, LUNGS)
    rect = Rect(place, place, place + 5, place + 5)
    stroke.touch(rect)
    stroke.pixels[rect.slices] = value
    review.record(stroke.finish("Brush"))
