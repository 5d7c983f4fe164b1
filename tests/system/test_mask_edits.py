"""All mask tools in any order: undo and redo to the byte, locks that hold, a journal that gives everything back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.editing.brush import Brush
from spcxr_desktop.domain.editing.rules import EVERY, Rules
from spcxr_desktop.domain.encoding import decode_history, encode_history
from spcxr_desktop.domain.history import Command, History, Step
from spcxr_desktop.domain.masks import LUNGS, Label, label_key, lung_labels
from spcxr_desktop.domain.strokes import Stroke, set_item
from spcxr_desktop.store.journal_file import encode_step, replay
from spcxr_desktop.store.library import Library
from tests.system.mask_tools import Hand, film
from tests.unit.store.records import facts

SIDE = 48
GREYS = film(SIDE)


def start(seed: int) -> ReviewDocument:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[8:40, 5:20], mask[8:40, 27:43] = 1, 2
    speckle = np.random.default_rng(seed)
    mask[speckle.uniform(size=mask.shape) < 0.05] = 3
    speckled = Label("Speckle", (9, 9, 9), locked=True)
    return ReviewDocument(SIDE, SIDE, {LUNGS: mask}, {"labels": {**lung_labels(), f"{LUNGS}/3": speckled}})


def fingerprint(document: ReviewDocument) -> tuple[str, bytes]:
    return document.sha256, document.mask(LUNGS).tobytes()


class AnyMaskEdits(RuleBasedStateMachine):
    """Beside the history runs a list of states; beside the journal's records a document that replays them."""

    @initialize(seed=st.integers(0, 100))
    def begin(self, seed: int) -> None:
        self.seed = seed
        self.history = History(start(seed))
        self.records: list[bytes] = []
        self.history.listener = self.heard
        self.hand = Hand(self.history.document, GREYS)
        self.states, self.now = [fingerprint(self.history.document)], 0

    def heard(self, step: Step, command: Command) -> None:
        self.records.append(encode_step(step, command))

    @rule(tool=st.integers(0, 7), seed=st.integers(0, 1 << 30))
    def use_a_tool(self, tool: int, seed: int) -> None:
        document = self.history.document
        before = document.mask(LUNGS).copy()
        locked = [value for value in range(1, 256) if getattr(document.labels.get(f"{LUNGS}/{value}"), "locked", False)]
        command = self.hand.actions[tool](random.Random(seed))
        self.took(command, do=fingerprint(document) == self.states[self.now])
        for value in locked:
            assert np.array_equal(before == value, document.mask(LUNGS) == value)

    def took(self, command: Command | None, do: bool) -> None:
        """``do``: not painted yet. None where nothing changed."""
        if command is not None:
            self.history.do(command) if do else self.history.record(command)
        after = fingerprint(self.history.document)
        assert (command is None) == (after == self.states[self.now])
        if command is not None:
            self.states = [*self.states[: self.now + 1], after]
            self.now += 1

    @rule(value=st.integers(1, 3), locked=st.booleans())
    def lock(self, value: int, locked: bool) -> None:
        document = self.history.document
        label = document.labels.get(label_key(LUNGS, value))
        if label is not None:
            after = replace(label, locked=locked)
            self.took(set_item(document, "labels", label_key(LUNGS, value), after, "Lock label"), do=True)

    @rule()
    def undo(self) -> None:
        assert (self.history.undo() is not None) == (self.now > 0)
        self.now = max(self.now - 1, 0)

    @rule()
    def redo(self) -> None:
        assert (self.history.redo() is not None) == (self.now < len(self.states) - 1)
        self.now = min(self.now + 1, len(self.states) - 1)

    @precondition(lambda self: len(self.states) > 3)
    @rule()
    def all_the_way_back_and_forth(self) -> None:
        while self.history.undo() is not None:
            self.now -= 1
            assert fingerprint(self.history.document) == self.states[self.now]
        assert self.now == 0
        while self.history.redo() is not None:
            self.now += 1
            assert fingerprint(self.history.document) == self.states[self.now]
        assert self.now == len(self.states) - 1

    @rule()
    def close_and_reopen(self) -> None:
        document = self.history.document.copy()
        self.history = decode_history(encode_history(self.history), document)
        self.history.listener = self.heard
        self.hand = Hand(document, GREYS)

    @precondition(lambda self: self.records)
    @rule()
    def replay_the_journal(self) -> None:
        again = History(start(self.seed))
        replay(again, self.records)
        assert fingerprint(again.document) == self.states[self.now]
        assert (again.done, again.undone) == (self.history.done, self.history.undone)

    @invariant()
    def is_where_it_should_be(self) -> None:
        assert fingerprint(self.history.document) == self.states[self.now]
        assert (len(self.history.done), self.now) == (self.now, len(self.history.done))


TestAnyMaskEdits = AnyMaskEdits.TestCase
TestAnyMaskEdits.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "record") as library:
        yield library


def test_undo_and_redo_survive_closing_the_case(library: Library) -> None:
    (image,) = library.images.add([facts()])
    dice, states = random.Random(5), []
    review = library.reviews.open(image, lambda: start(0))
    for number in range(120):
        hand = Hand(review.review.document, GREYS)
        states.append(fingerprint(review.review.document))
        command = hand.actions[number % 8](dice)
        if command is None:
            states.pop()
        elif fingerprint(review.review.document) == states[-1]:
            review.do(command)
        else:
            review.record(command)
        if number % 40 == 39:
            review.close()
            review = library.reviews.open(image, lambda: start(1))
    states.append(fingerprint(review.review.document))
    for state in reversed(states[:-1]):
        review.undo()
        assert fingerprint(review.review.document) == state
    assert not review.history.can_undo
    review.close()
    review = library.reviews.open(image, lambda: start(1))
    for state in states[1:]:
        review.redo()
        assert fingerprint(review.review.document) == state
    assert not review.history.can_redo
    review.close()


def test_five_hundred_long_strokes_are_kept_in_64_megabytes() -> None:
    side, dice = 3000, np.random.default_rng(0)
    history = History(ReviewDocument(side, side))
    for number in range(510):
        stroke = Stroke(history.document, LUNGS)
        at = dice.uniform(300, side - 300, 2)
        line = np.clip(at + np.cumsum(dice.normal(0, 40, (12, 2)), axis=0), 0, side)
        for before, after in pairwise(line.tolist()):
            Brush(1 + number % 5, 40.0, Rules(EVERY)).segment(stroke, tuple(before), tuple(after))
        command = stroke.finish("Brush")
        assert command is not None
        history.record(command)
    assert len(history.done) == 500 and history.nbytes <= 64 << 20
