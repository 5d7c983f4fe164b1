"""What is kept of the films that are opened: the session's side of the store.

``lane`` runs the work, ``images`` knows which entry is which image of the record, ``reviews`` holds the reviews that
are open, ``worklist`` lists the whole record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.operations import Analyser
from spcxr_desktop.app.record_images import RecordImages, SameModels
from spcxr_desktop.app.record_lane import OpenLibrary, RecordLane
from spcxr_desktop.app.record_points import RecordPoints
from spcxr_desktop.app.record_reviews import Editable, RecordReviews
from spcxr_desktop.app.record_signing import RecordSigning
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Tasks
from spcxr_desktop.app.worklist import Worklist
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.store.library import Library


class Record:
    """The rooms of the record under one roof. Every method may be called from any thread and returns at once."""

    def __init__(
        self,
        open_library: OpenLibrary | None,
        same_models: SameModels,
        session: Session,
        tasks: Tasks,
        publish: Callable[[Changes], None],
    ) -> None:
        self.lane = RecordLane(open_library, tasks, publish)
        self.images = RecordImages(self.lane, session, same_models, publish)
        self.reviews = RecordReviews(self.lane, self.images, session, publish)
        self.signing = RecordSigning(self.lane, self.images, self.reviews, publish)
        self.points = RecordPoints(self.lane, self.images, session)
        self.worklist = Worklist(self.lane, publish, self.reviews.untouched)
        self.images.changed = self.worklist.touch
        self.then: Callable[[], None] = lambda: None  # what begins with the record

    # ---- what happens to entries -------------------------------------------------------------------------

    def known(self, ids: Sequence[int]) -> None:
        """The headers of these entries were read: take them into the record."""
        self.images.register(ids)

    def decoded(self, entry_id: int) -> None:
        """The pixels of an entry are in memory: confirm them, bring back what was kept, open its review if asked."""
        self.images.confirm(entry_id)
        self.reviews.decoded(entry_id)

    def looked_at(self, entry_id: int, read: bool = True) -> Changes:
        """The reader has looked at it, or takes that back."""
        return self.images.mark_read(entry_id, read)

    def models_known(self, packages: Sequence[ModelPackage]) -> None:
        """The model packages are loaded: what was kept of them can be told from what other ones said."""
        self.images.models_known(packages)

    def analyser(self, entry_id: int, analyse: Analyser) -> Analyser:
        """``analyse``, with the record asked first and told afterwards."""
        return self.images.analyser(entry_id, analyse)

    # ---- reviews -----------------------------------------------------------------------------------------

    def open_review(self, entry_id: int) -> Editable | UserError | None:
        """The review of an entry; see ``RecordReviews.open``."""
        return self.reviews.open(entry_id)

    def close_review(self, entry_id: int) -> None:
        """The reader moved on; see ``RecordReviews.close``."""
        self.reviews.close(entry_id)

    # ---- the whole ---------------------------------------------------------------------------------------

    def start(self) -> None:
        """Open the record; until then nothing is read from it."""
        self.signing.start()
        self.worklist.reload()
        self.lane.go()
        self.then()

    def idle(self) -> bool:
        """Whether nothing waits for the lane."""
        return self.lane.idle()

    def close(self) -> None:
        """Keep what is not kept yet and close. The lanes have ended."""

        def seal(library: Library) -> None:
            self.reviews.close_all()

        self.lane.close(seal)
