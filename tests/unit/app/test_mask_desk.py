"""The mask desk without a window: strokes before the record is there, labels, operations, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.app.mask_desk import MaskDesk
from spcxr_desktop.app.mask_operations import OPERATIONS
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.review_sheet import Draft
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing.brush import Brush
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Code, LungMask
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.masks import LUNGS, MaskArray
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Spacing
from spcxr_desktop.domain.review import Review
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.open_review import OpenReview
from tests.unit.store.records import facts

ROWS, COLUMNS = 60, 80


def model() -> MaskArray:
    labels = np.zeros((ROWS, COLUMNS), np.uint8)
    labels[10:40, 10:30], labels[12:44, 45:70] = 1, 2
    return labels


class World:
    """A session with two films and the models' lungs, and a record that answers as the test wants."""

    def __init__(self) -> None:
        self.session = Session()
        self.first, self.second = self.session.add([Path("/a"), Path("/b")])
        for entry_id in (self.first, self.second):
            film = Radiograph(
                np.zeros((ROWS, COLUMNS), np.uint16), GrayscaleRule(), Orientation(),
                Spacing(0.5, 0.5, "detector plane"), Identity(), Path(),
            )  # fmt: skip
            lungs = Lungs.of(LungMask(model(), False), film.orientation)
            self.session.update(entry_id, state="analysed", radiograph=film, lungs=lungs)
        self.answers: dict[int, Draft | UserError | None] = {}
        self.review = ReviewDesk(self.session, self.answers.get)
        self.masks = MaskDesk(self.session, self.review)
        self.show(self.first)

    def show(self, entry_id: int) -> None:
        self.session.select(entry_id)
        self.session.panes = replace(self.session.panes, ids=(entry_id,))
        self.review.sync()

    @property
    def now(self) -> MaskArray:
        assert self.masks.sheet is not None
        return self.masks.sheet.current.copy()

    @property
    def names(self) -> list[str]:
        history = self.review.history
        assert history is not None
        return [command.name for command in history.done]

    def paint(self, x: float, y: float, value: int = 1, end: bool = True) -> None:
        begun = self.masks.begin("Brush")
        assert begun is not None
        sheet, stroke = begun
        rect = Brush(value, 4, self.masks.rules(sheet, value)).dab(stroke, x, y)
        if rect is not None:
            self.masks.painted(rect)
        if end:
            self.masks.finish()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "record") as made:
        yield made


def opened(library: Library) -> OpenReview:
    (image,) = library.images.add([facts(1)])
    return library.reviews.open(image, lambda: ReviewDocument(ROWS, COLUMNS))


def test_strokes_in_memory_are_taken_over_by_the_record(world: World, library: Library) -> None:
    world.paint(40, 50)
    world.paint(20, 20, value=0)
    painted = world.now
    world.answers[world.first] = draft = opened(library)
    world.review.sync()
    assert world.review.history is draft.history and world.names == ["Brush", "Brush"]
    np.testing.assert_array_equal(world.now, painted)
    np.testing.assert_array_equal(draft.history.document.mask(LUNGS), painted)
    draft.flush()
    world.review.undo()
    world.review.undo()
    assert not draft.history.document.mask(LUNGS).any() and not world.masks.sheet.edited  # type: ignore[union-attr]
    draft.close()


def test_strokes_in_memory_join_a_mask_that_was_edited_before(world: World) -> None:
    kept = Review("record", History(ReviewDocument(ROWS, COLUMNS)))
    world.answers[world.first] = kept
    world.review.sync()
    world.paint(75, 50)
    earlier = world.now
    again = World()
    again.paint(40, 50)
    again.masks.add_label("Nodule")
    again.answers[again.first] = kept
    again.review.sync()
    expected = earlier.copy()
    expected[(again.now != earlier)] = 1
    np.testing.assert_array_equal(again.now, expected)
    assert again.now[50, 75] == 1 and again.now[50, 40] == 1 and 3 in again.masks.sheet.labels  # type: ignore[union-attr]
    again.review.undo()
    again.review.undo()
    np.testing.assert_array_equal(again.now, earlier)


def test_a_record_that_comes_in_the_middle_of_a_stroke_waits_for_its_end(world: World, library: Library) -> None:
    world.paint(40, 50, end=False)
    world.answers[world.first] = draft = opened(library)
    world.review.sync()
    assert world.review.history is not draft.history
    world.masks.finish()
    world.review.sync()
    assert world.review.history is draft.history and draft.history.document.mask(LUNGS)[50, 40] == 1
    draft.close()


def test_a_film_that_is_left_in_the_middle_of_a_stroke_keeps_it(world: World) -> None:
    kept = Review("record", History(ReviewDocument(ROWS, COLUMNS)))
    world.answers[world.first] = kept
    world.review.sync()
    world.paint(40, 50, end=False)
    world.show(world.second)
    assert kept.history.undo_name == "Brush" and kept.document.mask(LUNGS)[50, 40] == 1
    assert not world.masks.cancel() and kept.document.mask(LUNGS)[50, 40] == 1


def test_a_signed_review_is_not_painted_on(world: World) -> None:
    kept = Review("record", History(ReviewDocument(ROWS, COLUMNS)), state="signed")
    world.answers[world.first] = kept
    world.review.sync()
    assert world.masks.begin("Brush") is None and world.session.notice is not None
    assert not kept.document.mask(LUNGS).any()


def test_label_changes_are_steps_also_before_the_first_stroke(world: World) -> None:
    label = world.masks.label
    assert label is not None
    world.masks.change_label(1, replace(label, colour=(1, 2, 3)), "Label colour")
    np.testing.assert_array_equal(world.now, model())
    assert world.masks.label.colour == (1, 2, 3) and world.names == ["Label colour"]  # type: ignore[union-attr]
    world.masks.change_label(1, replace(label, colour=(1, 2, 3)), "Label colour")
    assert world.names == ["Label colour"], "a no-op makes no step"
    world.masks.change_label(1, replace(label, colour=(1, 2, 3), locked=True), "Lock label")
    world.paint(40, 50)
    np.testing.assert_array_equal(world.now, model())
    for _ in world.names:
        world.review.undo()
    assert world.masks.label == label and not world.masks.sheet.edited  # type: ignore[union-attr]


def test_a_users_label_is_added_painted_and_deleted_with_its_pixels(world: World) -> None:
    code = Code("27925004", "SCT", "Nodule")
    world.masks.add_label("Nodule", code)
    assert world.masks.tools.label == 3 and world.masks.label.code == code  # type: ignore[union-attr]
    world.paint(20, 20, value=3)
    assert (world.now == 3).any()
    label = world.masks.label
    assert label is not None
    world.masks.change_label(3, replace(label, locked=True), "Lock label")
    world.masks.delete_label(3)
    assert (world.now == 3).any() and world.session.notice is not None and "locked" in world.session.notice.text
    world.review.undo()
    world.masks.delete_label(3)
    assert not (world.now == 3).any() and world.masks.tools.label == 1
    world.review.undo()
    assert (world.now == 3).any() and world.masks.sheet.labels[3].name == "Nodule"  # type: ignore[union-attr]
    world.masks.delete_label(1)
    assert 1 in world.masks.sheet.labels, "the lungs stay"  # type: ignore[union-attr]


def test_operations_are_one_step_or_proposed_first(world: World) -> None:
    world.paint(20, 25, value=0)
    OPERATIONS["fill_holes"](world.masks)
    np.testing.assert_array_equal(world.now, model())
    OPERATIONS["grow"](world.masks)
    OPERATIONS["grow"](world.masks)
    sheet = world.masks.sheet
    assert sheet is not None and sheet.proposal is not None and sheet.proposal.name == "Grow by 2 mm"
    np.testing.assert_array_equal(world.now, model())
    world.masks.accept()
    assert sheet.proposal is None and world.now[25, 6] == 1 and world.now[25, 5] == 0
    assert world.names == ["Brush", "Fill holes", "Grow by 2 mm"]
    OPERATIONS["shrink"](world.masks)
    world.review.undo()
    assert sheet.proposal is None, "what was proposed was for another mask"
    world.masks.back_to_model()
    assert world.names[-1] == "Fill holes", "it is the model's already"


def test_an_operation_on_the_models_mask_is_undone_to_the_models_own(world: World) -> None:
    OPERATIONS["grow"](world.masks)
    world.masks.accept()
    assert world.names == ["Grow by 1 mm"] and (world.now == 1).sum() > (model() == 1).sum()
    world.review.undo()
    assert not world.masks.sheet.edited  # type: ignore[union-attr]
    np.testing.assert_array_equal(world.now, model())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-5, 85), st.floats(-5, 65), st.sampled_from([0, 1, 2])), min_size=1, max_size=12),
       st.data())  # fmt: skip
def test_numbers_are_those_of_the_mask_whatever_was_done(
    dabs: list[tuple[float, float, int]], data: st.DataObject
) -> None:
    world = World()
    for x, y, value in dabs:
        world.paint(x, y, value)
        if data.draw(st.booleans()):
            data.draw(st.sampled_from([world.review.undo, world.review.redo]))()
        sheet = world.masks.sheet
        assert sheet is not None
        for label in (1, 2):
            found, held = sheet.numbers(label), world.now == label
            rows = np.flatnonzero(held.any(axis=1))
            assert found.pixels == held.sum() and found.lines == (rows[-1] - rows[0] + 1 if rows.size else 0)
            both = held.sum() + (model() == label).sum()
            assert found.dice == pytest.approx(2 * (held & (model() == label)).sum() / both)
    for _ in range(len(dabs)):
        world.review.undo()
    np.testing.assert_array_equal(world.now, model())
