"""A review: changed by commands while a draft, frozen when signed, amended by naming what is replaced."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from spcxr_desktop.domain.annotations import Length
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ModelStamp, Score
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import LUNGS, lung_labels
from spcxr_desktop.domain.review import (
    STATEMENT,
    Anchor,
    ImageRef,
    Reader,
    Review,
    Revision,
    SignedResults,
    pixel_sha256,
)
from spcxr_desktop.domain.strokes import set_item

IMAGE = ImageRef("1.2.3", "1.2.840.10008.5.1.4.1.1.1", "1.2", "1", 8, 6, "a" * 64)
READER = Reader("dr-m", "Dr. M")
RESULTS = SignedResults(
    "b" * 64, "analysed", "2026-01-01T00:00:00+00:00", (), (Score("pneumonia", "Pneumonia", 0.9, 1.0, True),),
    ("nodule",), (ModelStamp("screen", "1.0", "c" * 64, "balanced", "cpu"),),
)  # fmt: skip
AT = "2026-01-02T00:00:00+00:00"


@pytest.fixture
def review() -> Review:
    mask = np.zeros((8, 6), np.uint8)
    mask[2:5, 1:3] = 1
    judgement = Judgement("pneumonia", "reject", "dr-m", AT, "b" * 64, "screen 1.0", ("artefact",))
    items = {
        "labels": lung_labels(), "annotations": {"l1": Length((0, 1), (2.5, 3))},
        "judgements": {judgement.key: judgement}, "texts": {"impression": "clear"},
    }  # fmt: skip
    document = ReviewDocument(8, 6, {LUNGS: mask}, items)  # type: ignore[arg-type]
    return Review("r1", History(document))


def test_signing_freezes_everything(review: Review) -> None:
    revision = review.revision(IMAGE, READER, AT, RESULTS, anchor=Anchor("t", 3, "d" * 64))
    before = revision.sha256
    review.do(set_item(review.document, "texts", "impression", "changed", "Text"))
    assert revision.document.texts["impression"] == "clear"
    with pytest.raises(ValueError, match="frozen"):
        revision.document.apply([], forward=True)
    with pytest.raises(ValueError, match="read-only"):
        revision.document.pixels(LUNGS)[0, 0] = 1
    assert revision.sha256 == before


def test_a_revision_comes_back_as_it_was_signed(review: Review) -> None:
    revision = review.revision(IMAGE, READER, AT, RESULTS, anchor=Anchor("t", 3, "d" * 64))
    read = Revision.read(revision.body, revision.document.painted())
    assert (read.sha256, read.results, read.image) == (revision.sha256, RESULTS, IMAGE)
    assert read.document.sha256 == revision.document.sha256 and read.statement == STATEMENT
    assert read.document.annotations == review.document.annotations


def test_the_hash_is_the_same_on_every_computer(review: Review) -> None:
    """Another value here means another form of body: count ``SCHEMA`` up and let ``older.py`` read this one."""
    revision = review.revision(IMAGE, READER, AT, RESULTS)
    assert revision.sha256 == "cd624c0e89d2008d39e65d2192b3b619f0915b2638129b54d762a3e9a16924f5"


def test_what_was_signed_under_schema_1_still_verifies(review: Review) -> None:
    revision = review.revision(IMAGE, READER, AT, RESULTS)
    plain = json.loads(revision.body)
    for score in plain["results"]["scores"]:
        score["probability"] = score.pop("value")
        del score["point"], score["calibrated"]
    for stamp in plain["results"]["models"]:
        del stamp["note"]
    del plain["window"]
    older = json.dumps({**plain, "schema": 1}, sort_keys=True, separators=(",", ":")).encode()
    read = Revision.read(older, revision.document.painted())
    assert read.sha256 == "827d83e9b14da82cccd3128ac9937a4e40d8be5f1c6a7c278063e102f309fd04"  # as it was signed
    assert (read.results, read.schema) == (RESULTS, 1)


@pytest.mark.parametrize("field", ["image", "reader", "signed_at", "results", "statement"])
def test_the_hash_covers_every_field(review: Review, field: str) -> None:
    revision = review.revision(IMAGE, READER, AT, RESULTS)
    other = {
        "image": replace(IMAGE, pixel_sha256="e" * 64), "reader": replace(READER, name="Dr. N"),
        "signed_at": AT.replace("01-02", "01-03"), "results": None, "statement": "Diagnosis",
    }  # fmt: skip
    assert replace(revision, **{field: other[field]}).sha256 != revision.sha256  # type: ignore[arg-type]


def test_a_changed_mask_is_found(review: Review) -> None:
    revision = review.revision(IMAGE, READER, AT, RESULTS)
    mask = revision.document.mask(LUNGS).copy()
    mask[0, 0] = 2
    with pytest.raises(ValueError, match="mask"):
        Revision.read(revision.body, {LUNGS: mask})
    with pytest.raises(ValueError, match="mask"):
        Revision.read(revision.body, {})


def test_a_damaged_body_is_refused(review: Review) -> None:
    revision = review.revision(IMAGE, READER, AT, RESULTS)
    plain = json.loads(revision.body)
    for broken in (b"", b"{}", b"[]", json.dumps({**plain, "reader": None}).encode()):
        with pytest.raises(ValueError):
            Revision.read(broken, revision.document.painted())


def test_a_later_field_changes_no_old_hash(review: Review) -> None:
    """A body that lacks a field (here the anchor), as an older version would have written it, keeps its hash."""
    revision = review.revision(IMAGE, READER, AT, RESULTS)
    plain = json.loads(revision.body)
    del plain["anchor"]
    older = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    read = Revision.read(older, revision.document.painted())
    assert read.body == older and read.anchor is None


@pytest.mark.parametrize(("proof", "said"), [("", "UNVERIFIED"), ("pin", "VERIFIED"), ("system account", "VERIFIED")])
def test_verified_needs_a_proved_identity(review: Review, proof: str, said: str) -> None:
    reader = Reader("dr-m", "Dr. M", proof)  # type: ignore[arg-type]
    revision = review.revision(IMAGE, reader, AT, None)
    assert json.loads(revision.body)["verification"] == reader.verification == said


def test_a_signed_review_does_not_change(review: Review) -> None:
    review.close_signed()
    command = set_item(review.document, "texts", "impression", "changed", "Text")
    for act in (lambda: review.do(command), lambda: review.record(command), review.undo, review.redo):
        with pytest.raises(UserError, match="signed"):
            act()
    with pytest.raises(UserError, match="signed"):
        review.revision(IMAGE, READER, AT, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"image": replace(IMAGE, pixel_sha256="")},
        {"image": replace(IMAGE, rows=9)},
        {"reader": Reader("", "nobody")},
        {"signed_at": ""},
        {"replaces": "f" * 64},
        {"reason": "for no reason"},
    ],
)
def test_a_revision_claims_only_what_it_can_prove(review: Review, wrong: dict[str, object]) -> None:
    revision = review.revision(IMAGE, READER, AT, RESULTS)
    with pytest.raises(ValueError):
        replace(revision, **wrong)  # type: ignore[arg-type]


def test_an_amendment_names_what_it_replaces(review: Review) -> None:
    first = review.revision(IMAGE, READER, AT, RESULTS)
    amending = Review("r2", History(first.document.copy()), replaces=first.sha256)
    amending.do(set_item(amending.document, "texts", "impression", "changed", "Text"))
    second = amending.revision(IMAGE, READER, AT, RESULTS, reason="typing error")
    assert second.replaces == first.sha256 and second.sha256 != first.sha256


def test_pixels_are_hashed_with_size_bias_and_colour() -> None:
    pixels = np.arange(6, dtype=np.uint16).reshape(2, 3)
    first = pixel_sha256(pixels, 0)
    assert first == pixel_sha256(np.asfortranarray(pixels), 0) == pixel_sha256(pixels.astype(">u2"), 0)
    colour = np.zeros((2, 3, 3), np.uint8)
    others = [pixel_sha256(pixels.reshape(3, 2), 0), pixel_sha256(pixels, -1), pixel_sha256(pixels, 0, colour)]
    assert len({first, *others}) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "relocate"},
        {"place": ((1.0, 2.0),)},
        {"reasons": ("other",)},
        {"stage": "before results"},
        {"results": ""},
        {"label": ""},
        {"reader": ""},
    ],
)
def test_a_judgement_is_complete(wrong: dict[str, object]) -> None:
    good = Judgement("pneumonia", "accept", "dr-m", AT, "b" * 64)
    with pytest.raises(ValueError):
        replace(good, **wrong)  # type: ignore[arg-type]


def test_a_new_run_inherits_no_judgement() -> None:
    first = Judgement("pneumonia", "accept", "dr-m", AT, "b" * 64)
    keys = {first.key, replace(first, results="c" * 64).key, replace(first, results="", stage="before results").key}
    assert len(keys) == 3
