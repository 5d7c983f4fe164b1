"""What was signed, as a review that is shown and cannot be changed."""

from __future__ import annotations

from collections.abc import Sequence

from spcxr_desktop.domain.history import History
from spcxr_desktop.domain.review import Review, ReviewState, Revision


class SignedReview(Review):
    """One revision of a chain, oldest first. Every step is refused: see ``Review``."""

    def __init__(self, chain: Sequence[Revision], place: int = -1) -> None:
        self.chain, self.place = tuple(chain), place % len(chain)
        self.shown = self.chain[self.place]
        state: ReviewState = "signed" if self.latest else "amended"
        super().__init__(self.shown.sha256, History(self.shown.document), state=state)

    @property
    def latest(self) -> bool:
        """Whether nothing replaces it."""
        return self.place == len(self.chain) - 1
