"""A reader who edits a mask with every tool, always the same way, for tests that kill the process at any moment.

Unlike ``scripted_session`` nothing waits for the journal but now and then: strokes follow each other as from a hand,
and what is on the disk is a little behind. Acknowledged lines say what was done ("did") and what is durable ("kept").
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.masks import LUNGS, lung_labels
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.open_review import OpenReview
from tests.system.mask_tools import Hand, film
from tests.unit.store.records import facts

SIDE, STEPS = 160, 120
State = tuple[str, tuple[Command, ...], tuple[Command, ...]]


def document() -> ReviewDocument:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[30:130, 20:70], mask[30:130, 90:140] = 1, 2
    return ReviewDocument(SIDE, SIDE, {LUNGS: mask}, {"labels": lung_labels()})


def state_of(review: OpenReview) -> State:
    return review.review.document.sha256, review.history.done, review.history.undone


class Session:
    """``actions``: one after another; each leaves a state of its own behind, or the former one."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder)
        (image,) = self.library.images.add([facts()])
        self.review = self.library.reviews.open(image, document)
        self.review.save()  # from here on the draft is worth keeping, whatever is done in it
        self.hand = Hand(self.review.review.document, film(SIDE))
        dice = random.Random(11)
        self.actions: list[Callable[[], object]] = []
        for number in range(STEPS):
            if number % 30 == 29:
                self.actions.append(self.review.save)
            else:
                self.actions.append(partial(self.step, random.Random(dice.random()), dice.random()))

    def step(self, dice: random.Random, kind: float) -> None:
        if kind < 0.2:
            self.review.undo()
        elif kind < 0.3:
            self.review.redo()
        else:
            before = self.review.review.document.sha256
            command = dice.choice(self.hand.actions)(dice)
            painted = self.review.review.document.sha256 != before
            self.review.record(command) if painted else self.review.do(command)


def run(folder: Path, acknowledged: Path) -> None:
    """The whole session; every fifth action, and each that seals, is waited for."""
    session = Session(folder)
    session.review.flush()
    with os.fdopen(os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND), "wb", buffering=0) as stream:
        stream.write(b"begun\n")
        for number, action in enumerate(session.actions, start=1):
            action()
            stream.write(b"did\n")
            if number % 5 == 0:
                session.review.flush()
                stream.write(b"kept\n")
    session.review.close()


def read_acknowledged(acknowledged: Path) -> tuple[int, int]:
    """How many actions were done at least, and after how many all was on the disk."""
    did = kept = 0
    for line in acknowledged.read_text().split("\n")[1:-1]:
        did += line == "did"
        kept = did if line == "kept" else kept
    return did, kept


def expected_states(folder: Path) -> list[State]:
    """The state after each number of actions, from a session that nobody kills."""
    session = Session(folder)
    states = [state_of(session.review)]
    for action in session.actions:
        action()
        states.append(state_of(session.review))
    session.review.close()
    session.library.close()
    return states
