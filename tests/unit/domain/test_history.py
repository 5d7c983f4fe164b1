"""Undo and redo: whatever is done in whatever order, N undos give the first bytes back and redo the last."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from spcxr_desktop.domain.annotations import Length
from spcxr_desktop.domain.document import ItemChange, PixelPatch, ReviewDocument
from spcxr_desktop.domain.encoding import decode_command, decode_history, encode_command, encode_history
from spcxr_desktop.domain.history import Command, History
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import LUNGS, Label, Rect, lung_labels
from spcxr_desktop.domain.strokes import Stroke, delete_label, new_mask, set_item

SIZE = 40
BYTES, DEPTH = 40_000, 25

ITEMS = {
    "texts": st.text(max_size=8),
    "marks": st.booleans(),
    "annotations": st.builds(Length, st.tuples(st.integers(0, 9), st.floats(0, 9)), st.just((1.0, 2.5))),
    "judgements": st.builds(
        Judgement, st.just("pneumonia"), st.sampled_from(["accept", "reject"]), st.just("r"), st.just("t"), st.just("s")
    ),
    "labels": st.builds(
        Label, st.text(max_size=5), st.tuples(*[st.integers(0, 255)] * 3), st.booleans(), st.floats(0, 1)
    ),
}


def fingerprint(document: ReviewDocument) -> tuple[str, bytes]:
    return document.sha256, document.mask(LUNGS).tobytes()


class AnyEdits(RuleBasedStateMachine):
    """Beside the history runs the plainest thing that can be right: a list of states."""

    @initialize(seed=st.integers(0, 1000))
    def begin(self, seed: int) -> None:
        mask = np.random.default_rng(seed).integers(0, 3, (SIZE, SIZE), np.uint8)
        self.document = ReviewDocument(SIZE, SIZE, {LUNGS: mask}, {"labels": lung_labels()})
        self.history = History(self.document, max_bytes=BYTES, max_depth=DEPTH)
        self.states, self.now, self.saved = [fingerprint(self.document)], 0, 0

    def took(self, command: Command | None) -> None:
        """A step was taken, or nothing changed and there is no command."""
        after = fingerprint(self.document)
        if command is None:
            assert after == self.states[self.now]
            return
        assert after != self.states[self.now]
        if self.saved > self.now:
            self.saved = -1
        self.states = [*self.states[: self.now + 1], after]
        dropped = len(self.states) - 1 - len(self.history.done)
        self.states = self.states[dropped:]
        self.saved = self.saved - dropped if self.saved >= dropped else -1
        self.now = len(self.states) - 1

    @rule(x=st.integers(-9, SIZE), y=st.integers(-9, SIZE), size=st.integers(1, 15), value=st.integers(0, 3))
    def paint(self, x: int, y: int, size: int, value: int) -> None:
        stroke = Stroke(self.document, LUNGS)
        for step in range(3):
            part = stroke.touch(Rect(y + step, x + step, y + step + size, x + step + size))
            if part is not None:
                stroke.pixels[part.slices] = value
        command = stroke.finish("Brush")
        if command is not None:
            self.history.record(command)
        self.took(command)

    @rule(x=st.integers(0, SIZE - 1), value=st.integers(0, 3))
    def paint_and_cancel(self, x: int, value: int) -> None:
        stroke = Stroke(self.document, LUNGS)
        stroke.touch(Rect(0, x, SIZE, x + 1))
        stroke.pixels[:, x] = value
        stroke.cancel()
        self.took(None)

    @rule(collection=st.sampled_from(sorted(ITEMS)), key=st.sampled_from("ab"), data=st.data())
    def change_item(self, collection: str, key: str, data: st.DataObject) -> None:
        item = data.draw(st.none() | ITEMS[collection])
        command = set_item(self.document, collection, key, item, "Item")  # type: ignore[arg-type]
        if command is not None:
            assert self.history.do(command) is not None
        self.took(command)

    @rule(value=st.integers(1, 3))
    def drop_label(self, value: int) -> None:
        command = delete_label(self.document, LUNGS, value, "Delete label")
        if command is not None:
            self.history.do(command)
        self.took(command)

    @rule(shift=st.integers(0, 3))
    def whole_mask(self, shift: int) -> None:
        command = new_mask(self.document, LUNGS, np.roll(self.document.mask(LUNGS), shift, axis=1), "Shift")
        if command is not None:
            self.history.do(command)
        self.took(command)

    @rule()
    def undo(self) -> None:
        assert (self.history.undo() is not None) == (self.now > 0)
        self.now = max(self.now - 1, 0)

    @rule()
    def redo(self) -> None:
        assert (self.history.redo() is not None) == (self.now < len(self.states) - 1)
        self.now = min(self.now + 1, len(self.states) - 1)

    @rule()
    def save(self) -> None:
        self.history.mark_saved()
        self.saved = self.now

    @precondition(lambda self: len(self.states) > 2)
    @rule()
    def all_the_way_back_and_forth(self) -> None:
        start = self.now
        while self.history.can_undo:
            self.history.undo()
        assert fingerprint(self.document) == self.states[0]
        while self.history.can_redo:
            self.history.redo()
        assert fingerprint(self.document) == self.states[-1]
        while len(self.history.done) > start:
            self.history.undo()

    @rule()
    def close_and_reopen(self) -> None:
        document = ReviewDocument(SIZE, SIZE, {LUNGS: self.document.mask(LUNGS)}, dict(items_of(self.document)))
        self.history = decode_history(encode_history(self.history), document)
        self.document = document

    @invariant()
    def is_where_it_should_be(self) -> None:
        history = self.history
        assert fingerprint(self.document) == self.states[self.now]
        assert (history.can_undo, history.can_redo) == (self.now > 0, self.now < len(self.states) - 1)
        assert history.dirty == (self.saved != self.now)
        assert len(history.done) <= DEPTH
        steps = (*history.done, *history.undone)
        assert history.nbytes == sum(step.nbytes for step in steps)
        assert history.nbytes <= max(BYTES, steps[-1].nbytes if steps else 0)


def items_of(document: ReviewDocument) -> list[tuple[str, dict[str, object]]]:
    return [(name, dict(document.items(name))) for name in ITEMS]  # type: ignore[arg-type]


TestAnyEdits = AnyEdits.TestCase
TestAnyEdits.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@pytest.fixture
def document() -> ReviewDocument:
    return ReviewDocument(SIZE, SIZE, {LUNGS: np.zeros((SIZE, SIZE), np.uint8)})


def brush(document: ReviewDocument, rect: Rect, value: int = 1) -> Command:
    stroke = Stroke(document, LUNGS)
    stroke.touch(rect)
    stroke.pixels[rect.slices] = value
    command = stroke.finish("Brush")
    assert command is not None
    return command


def test_a_step_that_changes_nothing_is_none(document: ReviewDocument) -> None:
    history = History(document)
    patch = PixelPatch(LUNGS, Rect(0, 0, 1, 1), b"r\x00", b"r\x00")
    assert history.do(Command("Nothing", (patch,))) is None
    assert not history.can_undo and not history.dirty


def test_what_was_touched_is_told(document: ReviewDocument) -> None:
    history = History(document)
    history.record(brush(document, Rect(3, 4, 9, 12)))
    undone = history.undo()
    assert undone is not None and undone.rects == {LUNGS: Rect(3, 4, 9, 12)} and not undone.items
    done = history.do(Command("Text", (ItemChange("texts", "impression", None, "clear"),)))
    assert done is not None and done.items == {("texts", "impression")} and not done.rects


def test_the_patch_holds_only_what_changed(document: ReviewDocument) -> None:
    brush(document, Rect(5, 5, 10, 10))
    stroke = Stroke(document, LUNGS)
    stroke.touch(Rect(0, 0, 30, 30))
    stroke.pixels[5:10, 5:11] = 1  # one column more than is there
    command = stroke.finish("Brush")
    assert command is not None
    assert [atom.rect for atom in command.atoms if isinstance(atom, PixelPatch)] == [Rect(5, 10, 10, 11)]


def test_a_failing_command_changes_nothing(document: ReviewDocument) -> None:
    history = History(document)
    good = PixelPatch(LUNGS, Rect(0, 0, 1, 1), b"r\x00", b"r\x07")
    bad = ItemChange("texts", "impression", "something that is not there", None)
    before = document.sha256
    with pytest.raises(ValueError, match="not in the state"):
        history.do(Command("Two", (good, bad)))
    assert document.sha256 == before and not history.can_undo


def test_a_patch_outside_the_mask_is_refused(document: ReviewDocument) -> None:
    patch = PixelPatch(LUNGS, Rect(SIZE - 1, 0, SIZE + 1, 1), b"r\x00\x00", b"r\x01\x01")
    with pytest.raises(ValueError, match="outside"):
        document.apply([patch], forward=True)


def test_undo_past_the_save_is_dirty(document: ReviewDocument) -> None:
    history = History(document)
    history.record(brush(document, Rect(0, 0, 2, 2)))
    history.mark_saved()
    assert not history.dirty
    history.undo()
    assert history.dirty
    history.redo()
    assert not history.dirty
    history.undo()
    history.record(brush(document, Rect(5, 5, 6, 6)))
    assert history.dirty and history.saved_at is None


def test_the_newest_step_stays_even_where_it_alone_is_too_large(document: ReviewDocument) -> None:
    history = History(document, max_bytes=10)
    for step in range(3):
        history.record(brush(document, Rect(step, 0, step + 1, 5)))
    assert len(history.done) == 1
    history.undo()
    assert document.mask(LUNGS)[2].sum() == 0 and document.mask(LUNGS)[:2].any()


def test_large_patches_are_packed_and_long_slanting_strokes_cut_into_bands() -> None:
    side = 1200
    document = ReviewDocument(side, side)
    stroke = Stroke(document, LUNGS)
    for place in range(0, side - 40, 20):
        stroke.touch(Rect(place, place, place + 40, place + 40))
        stroke.pixels[place : place + 40, place : place + 40] = 1
    command = stroke.finish("Brush")
    assert command is not None and len(command.atoms) > 1
    assert command.nbytes < side * side / 20
    after = document.sha256
    history = History(document)
    history.record(command)
    history.undo()
    assert not document.mask(LUNGS).any()
    history.redo()
    assert document.sha256 == after
    assert decode_command(encode_command(command)) == command


@pytest.mark.parametrize("item", [Length((np.float32(1), 2.0), (3.0, 4.0)), 3, b"bytes"])
def test_an_item_that_cannot_be_kept_is_refused_before_anything_is_done(item: object) -> None:
    with pytest.raises(ValueError):
        ItemChange("annotations", "a", None, item)  # type: ignore[arg-type]


def test_one_item_twice_in_a_command_is_refused() -> None:
    change = ItemChange("texts", "a", None, "b")
    with pytest.raises(ValueError, match="once"):
        Command("Twice", (change, change))


def test_masks_are_changed_by_commands_alone(document: ReviewDocument) -> None:
    with pytest.raises(ValueError, match="read-only"):
        document.mask(LUNGS)[0, 0] = 1
    with pytest.raises(TypeError):
        document.texts["a"] = "b"  # type: ignore[index]


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_damaged_command_is_refused(document: ReviewDocument, cut: int) -> None:
    data = encode_command(brush(document, Rect(0, 0, 4, 4)))
    with pytest.raises(ValueError):
        decode_command(data[:cut])
    with pytest.raises(ValueError):
        decode_command(data + b"x")
