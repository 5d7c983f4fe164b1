"""Reviews that are open for work: brought by the record's lane, edited by whoever holds them, sealed when let go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.record_images import RecordImages
from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.signed_review import SignedReview
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.review import Review, Revision
from spcxr_desktop.store.open_review import OpenReview
from spcxr_desktop.store.review_rows import Snapshot

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library

Editable: TypeAlias = OpenReview | Review  # ``Review``: signed, or in memory alone, where nothing can be kept


class RecordReviews:
    """One review per entry at most. What a review holds is for the thread that edits it alone."""

    def __init__(
        self, lane: RecordLane, images: RecordImages, session: Session, publish: Callable[[Changes], None]
    ) -> None:
        self._lane, self._images, self._session, self._publish = lane, images, session, publish
        self._lock = threading.Lock()
        self._open: dict[int, OpenReview] = {}
        self._signed: dict[int, SignedReview] = {}
        self._chains: dict[int, tuple[Revision, ...]] = {}  # what open amendments are of, oldest first
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
            held = (self._open, self._signed, self._memory, self._faults)
            found = next((kept[entry_id] for kept in held if entry_id in kept), None)
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
            for kept in (self._faults, self._signed, self._chains):
                kept.pop(entry_id, None)
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
        idle = (r for r in open_ones if not r.history.can_undo and not r.history.can_redo)
        return frozenset(r.image for r in idle if not r.review.replaces)

    # ---- signed ------------------------------------------------------------------------------------------

    def chain(self, entry_id: int) -> tuple[Revision, ...]:
        """Everything that was signed for an entry whose review is open, oldest first."""
        signed = self._signed.get(entry_id)
        return signed.chain if signed is not None else self._chains.get(entry_id, ())

    def known(self, entry_id: int) -> bool:
        """Whether it is known by now what was signed for an entry."""
        return any(entry_id in kept for kept in (self._open, self._signed, self._memory, self._faults))

    def amending(self, entry_id: int) -> bool:
        """Whether what was signed for an entry is being amended, here or in another window."""
        return bool(self._chains.get(entry_id))

    def show_signed(self, entry_id: int, chain: Sequence[Revision], place: int = -1) -> None:
        """From now on the review of an entry is what was signed, the last of it or another one."""
        with self._lock:
            self._open.pop(entry_id, None)
            self._chains.pop(entry_id, None)
            if entry_id in self._asked:
                self._signed[entry_id] = SignedReview(chain, place)

    def show_draft(self, entry_id: int, review: OpenReview, chain: Sequence[Revision]) -> None:
        """An amendment was begun. Raises UserError where the reader has moved on and it cannot be put away."""
        with self._lock:
            if entry_id in self._asked:
                self._signed.pop(entry_id, None)
                self._open[entry_id], self._chains[entry_id] = review, tuple(chain)
                return
        review.close()

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
        chain: tuple[Revision, ...] = ()
        try:
            image = self._images.confirmed(library, entry)
            if image is None:
                self._in_memory(entry)
                return Changes(review=True)
            chain = library.reviews.revisions(image)
            review = library.reviews.open(image, partial(_document, entry), on_trouble=self._lane.trouble)
        except UserError as error:
            return self._not_opened(entry_id, chain, error)
        if review.recovered.set_aside:
            self._lane.damaged(review.recovered.set_aside)
        with self._lock:
            if entry_id in self._asked:
                self._open[entry_id], self._chains[entry_id] = review, chain
                return Changes(review=True)
        review.close()  # the reader moved on while it was being opened
        return Changes()

    def _not_opened(self, entry_id: int, chain: Sequence[Revision], error: UserError) -> Changes:
        """What was signed is shown; any other reason is told with the first step."""
        if error.code == "signed" and chain:
            self.show_signed(entry_id, chain)
            return Changes(review=True)
        with self._lock:
            self._faults[entry_id], self._chains[entry_id] = error, tuple(chain)
        return Changes(review=True)

    def _seal(self, entry_id: int, review: OpenReview, library: Library) -> Changes:
        if review.ended:
            return Changes()  # signed or given up before its turn came
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
