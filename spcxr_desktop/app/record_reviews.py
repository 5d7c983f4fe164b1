"""Reviews that are open for work: brought by the record's lane, edited by whoever holds them, sealed when let go."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.record_images import RecordImages
from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.review import Review
from spcxr_desktop.store.open_review import OpenReview
from spcxr_desktop.store.review_rows import Snapshot

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library

Editable: TypeAlias = OpenReview | Review  # ``Review``: in memory alone, where nothing can be kept


class RecordReviews:
    """One review per entry at most. What a review holds is for the thread that edits it alone."""

    def __init__(
        self, lane: RecordLane, images: RecordImages, session: Session, publish: Callable[[Changes], None]
    ) -> None:
        self._lane, self._images, self._session, self._publish = lane, images, session, publish
        self._lock = threading.Lock()
        self._open: dict[int, OpenReview] = {}
        self._memory: dict[int, Review] = {}  # kept to the end: there is nowhere else
        self._faults: dict[int, UserError] = {}
        self._asked: set[int] = set()
        lane.failed = self._without_record

    def open(self, entry_id: int) -> Editable | UserError | None:
        """The review of an entry, why there is none, or None while it is being brought.

        Once it is there, or known not to be, ``Changes(review=True)`` is published: ask again then. Its document has
        the size and orientation of the file, and starts empty. Pixels come first: a
        review is of pixels.
        """
        with self._lock:
            found = self._open.get(entry_id) or self._memory.get(entry_id) or self._faults.get(entry_id)
            if found is not None or entry_id in self._asked:
                return found
            self._asked.add(entry_id)
        self._bring(entry_id)
        with self._lock:
            return self._memory.get(entry_id)

    def decoded(self, entry_id: int) -> None:
        """The pixels of an entry came: bring its review where it was asked for."""
        if entry_id in self._asked:
            self._bring(entry_id)

    def close(self, entry_id: int) -> None:
        """Nobody edits it any more: seal it on the lane. A review that holds nothing leaves no trace."""
        with self._lock:
            self._asked.discard(entry_id)
            self._faults.pop(entry_id, None)
            review = self._open.pop(entry_id, None)
        if review is not None:
            self._lane.do(partial(self._seal, entry_id, review), urgent=True)

    def close_all(self) -> None:
        """Seal all. The lanes have ended."""
        with self._lock:
            reviews, self._open = list(self._open.values()), {}
        for review in reviews:
            try:
                review.close()
            except UserError:
                review.abandon()  # its journal stays, and is recovered on the next opening

    def seal_open(self) -> None:
        """Seal what was done in open reviews, so that lists over the record have it. On the thread that edits."""
        with self._lock:
            dirty = [(entry_id, review) for entry_id, review in self._open.items() if review.history.dirty]
        for entry_id, review in dirty:
            self._lane.do(partial(self._save, entry_id, review, review.snapshot()), urgent=True)

    def _save(self, entry_id: int, review: OpenReview, snapshot: Snapshot, library: Library) -> Changes:
        if self._open.get(entry_id) is review:  # else it was sealed meanwhile
            review.save(snapshot)
        return Changes()

    def untouched(self) -> frozenset[int]:
        """Images whose open review holds no step: they are being looked at, not reviewed."""
        with self._lock:
            open_ones = list(self._open.values())
        return frozenset(r.image for r in open_ones if not r.history.can_undo and not r.history.can_redo)

    # ---- on the lane -------------------------------------------------------------------------------------

    def _bring(self, entry_id: int) -> None:
        entry = self._session.entry(entry_id)
        if entry is None or entry.radiograph is None:
            return  # asked again by ``decoded``
        if self._lane.settled and not self._lane.available:
            self._in_memory(entry)
        else:
            self._lane.do(partial(self._begin, entry_id), urgent=True, kept=False)

    def _begin(self, entry_id: int, library: Library) -> Changes:
        entry = self._session.entry(entry_id)
        if entry_id not in self._asked or entry_id in self._open or entry is None:
            return Changes()  # let go of meanwhile, or brought already
        if entry.radiograph is None:
            return Changes()
        try:
            image = self._images.confirmed(library, entry)
            if image is None:
                self._in_memory(entry)
                return Changes(review=True)
            review = library.reviews.open(image, partial(_document, entry), on_trouble=self._lane.trouble)
        except UserError as error:
            with self._lock:
                self._faults[entry_id] = error
            return Changes(review=True)
        if review.recovered.set_aside:
            self._lane.damaged(review.recovered.set_aside)
        with self._lock:
            if entry_id in self._asked:
                self._open[entry_id] = review
                return Changes(review=True)
        review.close()  # the reader moved on while it was being opened
        return Changes()

    def _seal(self, entry_id: int, review: OpenReview, library: Library) -> Changes:
        try:
            review.close()
        except UserError:
            with self._lock:
                self._open.setdefault(entry_id, review)  # still open, and sealed with the next try
            raise
        study = self._images.study(entry_id)
        if study is not None:
            self._images.changed(study)
        return Changes(record=True)

    def _without_record(self) -> None:
        """There is nothing to keep them in: who asked for a review gets one in memory."""
        for entry_id in tuple(self._asked):
            entry = self._session.entry(entry_id)
            if entry is not None and entry.radiograph is not None:
                self._in_memory(entry)

    def _in_memory(self, entry: Entry) -> None:
        with self._lock:
            self._memory.setdefault(entry.id, Review("memory", History(_document(entry))))
        self._publish(Changes(review=True))


def _document(entry: Entry) -> ReviewDocument:
    """What a new review starts from: nothing. The models' lungs come with the first edit of the mask."""
    radiograph = entry.radiograph
    assert radiograph is not None
    return ReviewDocument(radiograph.rows, radiograph.columns)
