"""The desk: which review is at hand, what its verbs do, and what becomes of steps before the record is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.review_sheet import KEY_IMAGE, Draft
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.annotations import Annotation, Length, Text
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Spacing
from spcxr_desktop.domain.review import Review
from spcxr_desktop.domain.strokes import set_item
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.open_review import OpenReview
from tests.unit.store.records import facts

ROWS, COLUMNS = 40, 60
LINE = Length((10, 10), (40, 10))


def film(frame: int = 0) -> Radiograph:
    pixels = np.zeros((ROWS, COLUMNS), np.uint16)
    spacing = Spacing(0.5, 0.5, "detector plane")
    return Radiograph(pixels, GrayscaleRule(), Orientation(), spacing, Identity(), Path(), frame=frame, frames=2)


class World:
    """A session with two films, and a record that answers as the test wants."""

    def __init__(self) -> None:
        self.session = Session()
        self.first, self.second = self.session.add([Path("/a"), Path("/b")])
        for entry_id in (self.first, self.second):
            self.session.update(entry_id, state="ready", radiograph=film())
        self.answers: dict[int, Draft | UserError | None] = {}
        self.closed: list[int] = []
        self.desk = ReviewDesk(self.session, self.answers.get, self.closed.append)
        self.show(self.first)

    def show(self, entry_id: int) -> None:
        self.session.select(entry_id)
        self.session.panes = replace(self.session.panes, ids=(entry_id,))
        self.desk.sync()

    def drawn(self) -> list[Annotation]:
        return [drawn.annotation for drawn in self.desk.view.drawn]


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


def test_verbs_name_their_steps_and_undo_takes_them_back(world: World) -> None:
    desk = world.desk
    assert desk.add(LINE).review and desk.undo_name == "Length"
    (key,) = [drawn.key for drawn in desk.view.drawn]
    assert desk.selected == LINE
    longer = replace(LINE, end=(50, 10))
    desk.change(key, longer)
    assert desk.undo_name == "Move (Length)" and world.drawn() == [longer]
    assert desk.view.drawn[0].measured.measurement is not None
    assert desk.view.drawn[0].measured.measurement.text == "20.0 mm (detector plane)"
    desk.delete_selected()
    assert desk.undo_name == "Delete (Length)" and world.drawn() == [] and desk.selected is None
    for expected in ([longer], [LINE], []):
        desk.undo()
        assert world.drawn() == expected
    assert not desk.undo() and desk.redo_name == "Length"
    for _ in range(3):
        desk.redo()
    assert world.drawn() == [] and not desk.redo()


def test_a_new_text_is_an_edit_and_a_shifted_one_a_move(world: World) -> None:
    world.desk.add(Text((5, 5), "a"))
    (key,) = [drawn.key for drawn in world.desk.view.drawn]
    world.desk.change(key, Text((5, 5), "b"))
    assert world.desk.undo_name == "Edit (Text)"
    world.desk.change(key, Text((6, 5), "b"))
    assert world.desk.undo_name == "Move (Text)"


def test_what_is_the_same_makes_no_step(world: World) -> None:
    world.desk.add(LINE)
    (key,) = [drawn.key for drawn in world.desk.view.drawn]
    assert not world.desk.change(key, LINE)
    assert not world.desk.change("gone", LINE) and not world.desk.select("gone")
    assert len(world.desk.history.done) == 1  # type: ignore[union-attr]


def test_nothing_is_drawn_outside_the_picture(world: World) -> None:
    world.desk.add(Length((50, 10), (80, 10)))
    assert world.drawn() == [Length((30, 10), (60, 10))]


def test_the_key_image_is_a_mark_and_a_step(world: World) -> None:
    world.desk.toggle_key_image()
    assert world.desk.key_image and world.desk.view.key_image and world.desk.undo_name == "Key image"
    world.desk.toggle_key_image()
    assert not world.desk.key_image
    world.desk.undo()
    assert world.desk.key_image


def test_an_annotation_stays_on_its_frame(world: World) -> None:
    world.desk.add(LINE)
    world.session.update(world.first, frame=1, radiograph=film(1))
    world.desk.sync()
    assert world.drawn() == [] and world.desk.selected is None
    world.session.update(world.first, frame=0, radiograph=film())
    world.desk.sync()
    assert world.drawn() == [LINE]


def test_the_view_is_the_same_until_something_changes(world: World) -> None:
    world.desk.add(LINE)
    before = world.desk.view
    world.desk.sync()
    assert world.desk.view is before
    world.desk.select(None)
    assert world.desk.view is not before and world.desk.view.drawn[0].measured is before.drawn[0].measured


def test_the_records_review_is_taken_over_with_what_was_done_meanwhile(world: World, library: Library) -> None:
    world.desk.add(LINE)
    world.desk.toggle_key_image()
    assert not world.desk.view.kept
    review = opened(library)
    review.do(set_item(review.history.document, "annotations", "older", Text((1, 1), "older"), "Text"))
    world.answers[world.first] = review
    world.desk.sync()
    assert world.desk.view.kept and world.desk.view.dirty
    assert world.drawn() == [LINE, Text((1, 1), "older")]
    world.desk.undo()
    assert not world.desk.key_image and review.history.undo_name == "Length"
    review.close()


def test_steps_are_in_the_journal_at_once(world: World, library: Library) -> None:
    review = opened(library)
    world.answers[world.first] = review
    world.desk.sync()
    world.desk.add(LINE)
    world.desk.add(Text((1, 1), "a"))
    world.desk.undo()
    review.flush()
    review.abandon()
    again = library.reviews.open(review.image, lambda: ReviewDocument(ROWS, COLUMNS))
    assert again.recovered.steps == 3
    assert list(again.history.document.annotations.values()) == [LINE]
    assert again.history.redo_name == "Text"
    again.close()


def test_what_cannot_be_changed_says_why(world: World) -> None:
    world.answers[world.first] = UserError("This review is signed.", "A draft.", "Amend it.", code="signed")
    world.desk.sync()
    changes = world.desk.add(LINE)
    assert changes.entries and world.drawn() == []
    assert world.session.notice is not None and world.session.notice.text == "This review is signed. Amend it."


def test_a_review_is_let_go_when_its_film_is_shown_no_more(world: World) -> None:
    world.answers.update({i: Review("", History(ReviewDocument(ROWS, COLUMNS))) for i in (world.first, world.second)})
    world.desk.sync()
    world.desk.add(LINE)
    world.show(world.second)
    assert world.closed == [world.first] and world.drawn() == []
    world.show(world.first)
    assert world.closed == [world.first, world.second] and world.drawn() == [LINE]


def test_films_side_by_side_all_show_what_was_drawn_and_one_is_changed(world: World) -> None:
    world.desk.add(LINE)
    world.session.panes = replace(world.session.panes, ids=(world.first, world.second))
    world.session.select(world.second)
    world.desk.sync()
    assert world.closed == [] and world.drawn() == []
    assert [drawn.annotation for drawn in world.desk.view_of(world.first).drawn] == [LINE]
    assert world.desk.view_of(world.first).selected is None
    world.desk.undo()
    assert [drawn.annotation for drawn in world.desk.view_of(world.first).drawn] == [LINE]


def test_without_pixels_there_is_nothing_to_do() -> None:
    desk = ReviewDesk(Session())
    desk.sync()
    assert not (desk.add(LINE) or desk.undo() or desk.redo() or desk.delete_selected() or desk.toggle_key_image())
    assert desk.view.drawn == () and not desk.key_image and KEY_IMAGE == "key image"
