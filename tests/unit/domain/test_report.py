"""What leaves the program: the mask that counts, how its labels came about, who answers for it."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.findings import LungMask, ModelStamp, ResultSet, Score
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import LUNGS, Label, MaskArray, label_key
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.report import Report, signed_report, unattended_report
from spcxr_desktop.domain.review import STATEMENT, ImageRef, Reader, Review, SignedResults, Window

IMAGE = ImageRef("1.2.3", "1.2.840.10008.5.1.4.1.1.1", "1.2", "1", 8, 6, "a" * 64)
SCREEN = ModelStamp("screen", "1.0", "c" * 64, "screen-1.0", "cpu")
LUNG_MODEL = ModelStamp("lungs", "2.0", "d" * 64, "", "cpu")
AT = "2026-01-02T00:00:00+00:00"
SET = "b" * 64
UPRIGHT = Orientation()


def model_mask() -> MaskArray:
    mask = np.zeros((8, 6), np.uint8)
    mask[1:6, 0:2], mask[1:6, 4:6] = 1, 2
    return mask


@pytest.fixture
def results() -> ResultSet:
    scores = (Score("pneumonia", "Pneumonia", 0.9, 0.5, True),)
    lungs = LungMask(model_mask(), sides_assumed=False)
    return ResultSet("analysed", (), scores, lungs, ("nodule",), (SCREEN, LUNG_MODEL), AT)



def report_of(document: ReviewDocument, results: ResultSet, proof: str = "") -> Report:
    reader = Reader("dr-m", "Dr. M", proof)  # type: ignore[arg-type]
    said = SignedResults.of(results, SET)
    revision = Review("r", History(document)).revision(IMAGE, reader, AT, said, window=Window(40.0, 400.0))
    return signed_report(revision, UPRIGHT, None, results)


def test_an_untouched_mask_is_the_models(results: ResultSet) -> None:
    report = report_of(ReviewDocument(8, 6), results)
    assert report.mask is not None and np.array_equal(report.mask, model_mask())
    assert [(region.value, region.making, region.model) for region in report.regions] == [
        (1, "AUTOMATIC", LUNG_MODEL), (2, "AUTOMATIC", LUNG_MODEL),
    ]  # fmt: skip


def test_each_label_says_how_it_came_about(results: ResultSet) -> None:
    mask = model_mask()
    mask[6, 0], mask[0, 3] = 1, 3  # the right lung changed, the left one not, and a label of the reader's own
    own = Label("Drain", (10, 20, 30))
    document = ReviewDocument(8, 6, {LUNGS: mask}, {"labels": {label_key(LUNGS, 3): own}})
    report = report_of(document, results)
    makings = [(region.label.name, region.making, region.model) for region in report.regions]
    assert makings == [
        ("Right lung", "SEMIAUTOMATIC", LUNG_MODEL), ("Left lung", "AUTOMATIC", LUNG_MODEL), ("Drain", "MANUAL", None),
    ]  # fmt: skip


def test_a_judgement_belongs_to_its_result_set(results: ResultSet) -> None:
    of_this = Judgement("pneumonia", "reject", "dr-m", AT, SET, "screen 1.0")
    before = Judgement("pneumonia", "accept", "dr-m", AT, stage="before results")
    items = {"judgements": {said.key: said for said in (of_this, before)}}
    report = report_of(ReviewDocument(8, 6, items=items), results)  # type: ignore[arg-type]
    assert report.judgement_of("pneumonia") == of_this and len(report.judgements) == 2
    assert report.window == Window(40.0, 400.0)


@pytest.mark.parametrize(("proof", "said"), [("", "UNVERIFIED"), ("pin", "VERIFIED")])
def test_verified_needs_a_proved_identity(results: ResultSet, proof: str, said: str) -> None:
    report = report_of(ReviewDocument(8, 6), results, proof)
    assert report.verification == said and report.reader is not None and len(report.revision) == 64


def test_what_nobody_looked_at_is_unverified(results: ResultSet) -> None:
    report = unattended_report(IMAGE, results, SET, UPRIGHT, None)
    assert (report.verification, report.reader, report.revision) == ("UNVERIFIED", None, "")
    assert report.statement == STATEMENT and report.results is not None and report.results.sha256 == SET
    assert [region.making for region in report.regions] == ["AUTOMATIC", "AUTOMATIC"]
