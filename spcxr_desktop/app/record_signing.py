"""Signing, amending and who reads, on the record's lane: each is done whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.record_images import RecordImages
from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.record_reviews import RecordReviews
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.review import Reader, Revision, Window
from spcxr_desktop.store.identity import Identities, Identity
from spcxr_desktop.store.open_review import OpenReview

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library


_BUG = UserError(
    "The program made an error; nothing was signed or changed.", "A step that can be done.",
    "Please report it with the log.",
)  # fmt: skip


class Asked:
    """Something that was asked of the record. ``done``: there is an answer; ``error``: why it was not done."""

    def __init__(self) -> None:
        self.done = False
        self.error: UserError | None = None
        self.revision: Revision | None = None  # what was signed


@dataclass(frozen=True)
class SignOrder:
    """``reader``: who signs, where no PIN has to prove it. ``results``: sha256 of the set in view, None without one."""

    reader: Reader
    pin: str | None
    results: str | None
    reason: str = ""
    window: Window | None = None


class RecordSigning:
    """Every method returns at once; what it answers is in ``Asked`` when the change is published."""

    def __init__(
        self, lane: RecordLane, images: RecordImages, reviews: RecordReviews, publish: Callable[[Changes], None]
    ) -> None:
        self._lane, self._images, self._reviews, self._publish = lane, images, reviews, publish
        self.identity: Identity | None = None  # who reads here, as the record has it
        self._busy: set[int] = set()

    def start(self) -> None:
        """The record is about to be opened: learn who reads."""
        self._lane.do(self._learn, urgent=True, kept=False)

    def busy(self, entry_id: int) -> bool:
        """Whether its review is being signed: no step may be taken until that is decided."""
        return entry_id in self._busy

    def sign(self, entry_id: int, review: OpenReview, order: SignOrder) -> Asked:
        """Freeze the review of an entry. Where it fails it stays the open draft that it was."""
        self._busy.add(entry_id)
        return self._ask(partial(self._sign, entry_id, review, order), partial(self._busy.discard, entry_id))

    def amend(self, entry_id: int, revision: str, reason: str, actor: str) -> Asked:
        """Begin a draft from what was signed. ``revision``: sha256 of what the reader has in view."""
        return self._ask(partial(self._amend, entry_id, revision, reason, actor))

    def give_up(self, entry_id: int, review: OpenReview, actor: str) -> Asked:
        """Throw an amendment away; what was signed stands."""
        self._busy.add(entry_id)
        return self._ask(partial(self._give_up, entry_id, review, actor), partial(self._busy.discard, entry_id))

    def identify(self, verb: Callable[[Identities], Identity]) -> Asked:
        """Name, PIN: whatever ``verb`` does."""

        def change(asked: Asked, library: Library) -> Changes:
            self.identity = verb(library.identity)
            return Changes(record=True, review=True)

        return self._ask(change, then=self._learn)

    # ---- on the lane -------------------------------------------------------------------------------------

    def _ask(
        self,
        work: Callable[[Asked, Library], Changes],
        release: Callable[[], None] = lambda: None,
        then: Callable[[Library], Changes] | None = None,
    ) -> Asked:
        """``release`` is called before the answer is published; ``then`` after a refusal, to see what is so."""
        asked = Asked()

        def answer(error: UserError | None) -> None:
            release()
            asked.error, asked.done = error, True

        def job(library: Library) -> Changes:
            try:
                changes = work(asked, library)
                answer(None)
                return changes
            except UserError as error:
                answer(error)
                return Changes(record=True, review=True, entries=True) | (then(library) if then else Changes())
            except Exception:
                answer(_BUG)
                self._publish(Changes(record=True, review=True))
                raise

        if self._lane.settled and not self._lane.available:
            asked.error = UserError("Nothing is kept in this session.", "A record.", "See the notice on what is kept.")
            asked.done = True
            release()
            return asked
        self._lane.do(job, urgent=True, kept=False)
        return asked

    def _learn(self, library: Library) -> Changes:
        self.identity = library.identity.get()
        return Changes(record=True)

    def _sign(self, entry_id: int, review: OpenReview, order: SignOrder, asked: Asked, library: Library) -> Changes:
        reader = order.reader if order.pin is None else self._proved(order.pin, library)
        asked.revision = review.sign(reader, results=order.results, reason=order.reason, window=order.window)
        return self._ended(entry_id, review, library)

    def _proved(self, pin: str, library: Library) -> Reader:
        try:
            return library.identity.prove(pin)
        finally:
            self.identity = library.identity.get()

    def _ended(self, entry_id: int, review: OpenReview, library: Library) -> Changes:
        """The draft is no more: what was signed is shown."""
        self._reviews.show_signed(entry_id, library.reviews.revisions(review.image))
        self._tell(review.image, library)
        return Changes(record=True, review=True, entries=True, results=True)

    def _amend(
        self, entry_id: int, revision: str, reason: str, actor: str, asked: Asked, library: Library
    ) -> Changes:
        image = self._images.image(entry_id)
        chain = library.reviews.revisions(image) if image is not None else ()
        if image is None or not chain:
            raise UserError("This image has no signed review.", "A signed review.", "Review and sign it first.")
        if chain[-1].sha256 != revision:
            self._reviews.show_signed(entry_id, chain)
            raise UserError(
                "Another window has signed an amendment meanwhile; it is shown now.", "The revision that was in view.",
                "Look at it, then amend that one.", code="amended_meanwhile",
            )  # fmt: skip
        review = library.reviews.amend(image, actor, self._lane.trouble, reason)
        self._reviews.show_draft(entry_id, review, chain)
        self._tell(image, library)
        return Changes(record=True, review=True, entries=True)

    def _give_up(self, entry_id: int, review: OpenReview, actor: str, asked: Asked, library: Library) -> Changes:
        review.discard(actor)
        return self._ended(entry_id, review, library)

    def _tell(self, image: int, library: Library) -> None:
        self._images.changed(library.images.get(image).study)
