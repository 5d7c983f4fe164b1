"""A sheet that learns late that its review is signed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app.review_sheet import Sheet
from spcxr_desktop.app.signed_review import SignedReview
from spcxr_desktop.domain.annotations import Length
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.review import ImageRef, Reader, Review, Revision
from spcxr_desktop.domain.strokes import set_item

FILM = Radiograph(np.zeros((40, 60), np.uint16), GrayscaleRule(), Orientation(), None, Identity(), Path("/a"))
LINE = Length((1, 2), (3, 4))


def revision(replaces: str = "") -> Revision:
    image = ImageRef("1.2", "1.3", "1.4", "1.5", 40, 60, "a" * 64)
    review = Review("r", History(ReviewDocument(40, 60)), replaces=replaces)
    reason = "again" if replaces else ""
    return review.revision(image, Reader("r", "R"), "2026-01-01T00:00:00+00:00", None, reason=reason)


def test_what_was_drawn_before_is_lost_and_told() -> None:
    sheet = Sheet(FILM)
    sheet.draft.do(set_item(sheet.document, "annotations", "0000-00001-00000000", LINE, "Length"))
    assert sheet.bring(SignedReview([revision()])) is True
    assert sheet.document.annotations == {} and sheet.view(None).kept


def test_nothing_is_told_where_nothing_was_drawn() -> None:
    assert Sheet(FILM).bring(SignedReview([revision()])) is False


def test_no_revision_of_a_chain_can_be_changed() -> None:
    first = revision()
    chain = (first, revision(first.sha256))
    for place, latest in ((0, False), (1, True), (-1, True)):
        signed = SignedReview(chain, place)
        assert signed.latest is latest
        with pytest.raises(UserError, match="signed"):
            signed.do(set_item(signed.document, "annotations", "0000-00001-00000000", LINE, "Length"))
