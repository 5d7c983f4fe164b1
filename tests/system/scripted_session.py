"""A session at the record that always does the same, for tests that kill it at any moment."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from spcxr_desktop.domain.annotations import Length
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import LUNGS, Rect
from spcxr_desktop.domain.review import Anchor, Reader
from spcxr_desktop.domain.strokes import Stroke, delete_label, set_item
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.open_review import OpenReview
from tests.unit.store.records import SIZE, document, facts, results

ME = Reader("dr-m", "Dr. M", "pin")
State = tuple[object, ...]


class Session:
    """One reader's work, step by step. ``open``: the reviews at work, by image."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder)
        self.open: dict[int, OpenReview] = {}

    def actions(self) -> Iterator[Callable[[], object]]:
        """Each is acknowledged when it returns: what it did must then be on the disk."""
        library = self.library
        yield lambda: library.images.add([facts(1), facts(2)])
        yield lambda: library.images.add([facts(3)])
        for image in (1, 2):
            yield partial(library.results.add, image, results(run=image))
        yield lambda: self.begin(1)
        yield from self.work(1, seed=1, steps=7)
        yield lambda: self.open[1].save()
        yield from self.work(1, seed=2, steps=4)
        yield lambda: self.begin(2)
        yield from self.work(2, seed=3, steps=3)
        yield lambda: self.open.pop(1).sign(ME)
        yield lambda: self.open.pop(2).close()
        yield lambda: library.back_up()
        yield lambda: self.open.update({1: library.reviews.amend(1, ME.id)})
        yield from self.work(1, seed=4, steps=4)
        yield lambda: self.begin(2)
        yield from self.work(2, seed=5, steps=4)
        yield lambda: library.results.add(1, results(0.2, run=3))
        yield lambda: self.open.pop(1).sign(ME, reason="second look")
        yield lambda: library.erasure.delete_patient(3, ME.id)
        yield from self.work(2, seed=6, steps=3)
        yield lambda: self.open.pop(2).close()

    def begin(self, image: int) -> None:
        self.open[image] = self.library.reviews.open(image, document, ME.id)

    def work(self, image: int, seed: int, steps: int) -> Iterator[Callable[[], object]]:
        dice = random.Random(seed)
        for number in range(steps):
            yield partial(self.step, image, dice.random(), 100 * seed + number)

    def step(self, image: int, kind: float, number: int) -> None:
        review = self.open[image]
        content = review.review.document
        if kind < 0.45:
            stroke = Stroke(content, LUNGS)
            place = number * 7 % (SIZE - 9)
            stroke.touch(Rect(place, place, place + 9, place + 9))
            stroke.pixels[place : place + 9, place : place + 9] = number % 250 + 3
            review.record(stroke.finish("Brush"))
        elif kind < 0.55:
            review.undo()
        elif kind < 0.62:
            review.redo()
        elif kind < 0.7:
            review.do(set_item(content, "texts", "impression", f"text {number}", "Text"))
        elif kind < 0.8:
            review.do(set_item(content, "annotations", f"l{number}", Length((1, number), (2, 3)), "Length"))
        elif kind < 0.9:
            judgement = Judgement("pneumonia", "reject", ME.id, f"time {number}", "b" * 64)
            review.do(set_item(content, "judgements", judgement.key, judgement, "Judge"))
        else:
            review.do(delete_label(content, LUNGS, 1 + number % 2, "Delete label"))
        review.flush()


def run(folder: Path, acknowledged: Path) -> None:
    """The whole session; after each action the head of the audit trail goes to ``acknowledged``."""
    session = Session(folder)
    with os.fdopen(os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND), "wb", buffering=0) as stream:
        stream.write(b"begun\n")
        for action in session.actions():
            action()
            head = session.library.audit.head()
            stream.write(f"{head.trail} {head.entries} {head.head}\n".encode())


def read_acknowledged(acknowledged: Path) -> list[Anchor]:
    """One anchor for each action that was acknowledged."""
    lines = acknowledged.read_text().split("\n")[1:-1] if acknowledged.exists() else []
    return [Anchor(trail, int(entries), head) for trail, entries, head in (line.split() for line in lines)]


def observe(library: Library, at_work: dict[int, OpenReview]) -> State:
    """Everything that a reader would miss if it were lost, drafts by the reviews that are open here."""
    images = sorted(image.id for row in library.worklist.rows() for image in library.images.of_study(row.id))
    kept = tuple((image, tuple(stored.sha256 for stored in library.results.all(image))) for image in images)
    signed = tuple(
        (image, tuple((r.document.sha256, r.reason, r.reader) for r in library.reviews.revisions(image)))
        for image in images
    )
    drafts = tuple((image, *of_draft(review)) for image, review in sorted(at_work.items()) if worth_keeping(review))
    return kept, signed, drafts


def worth_keeping(review: OpenReview) -> bool:
    """An untouched draft may go: a crash and an ordinary closing leave nothing of it."""
    return bool(review.review.replaces or review.history.done or review.history.undone)


def of_draft(review: OpenReview) -> State:
    history = review.history
    return review.review.document.sha256, history.done, history.undone


def drafts_of(library: Library) -> dict[int, OpenReview]:
    """Open every draft there is, as the program would after a crash."""
    with library._database.read() as connection:
        rows = connection.execute("SELECT image, replaces FROM reviews WHERE state = 'draft'").fetchall()
    return {
        image: library.reviews.amend(image, ME.id) if replaces else library.reviews.open(image, nothing_new)
        for image, replaces in rows
    }


def nothing_new() -> ReviewDocument:
    """A draft is there already."""
    raise AssertionError("a draft was lost")


def expected_states(folder: Path) -> list[State]:
    """The state after each number of actions, from a session that nobody kills."""
    session = Session(folder)
    states = [observe(session.library, {})]
    closed: dict[int, OpenReview] = {}
    for action in session.actions():
        before = dict(session.open)
        action()
        for image, review in before.items():
            if image not in session.open and review.review.state == "draft":
                closed[image] = review  # closed, not signed: what it was is what will be found
        closed = {image: review for image, review in closed.items() if image not in session.open}
        states.append(observe(session.library, {**closed, **session.open}))
    session.library.close()
    return states
