"""The review of one shown radiograph: where its steps are taken, and what there is to draw of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from spcxr_desktop.app.measured import Measured, measured
from spcxr_desktop.app.signed_review import SignedReview
from spcxr_desktop.domain.annotations import Annotation, Region, frame_of
from spcxr_desktop.domain.document import ReviewDocument, Touched
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.first_edit import repeated
from spcxr_desktop.domain.history import Command, History
from spcxr_desktop.domain.judgements import Judgement, Point
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.review import Review

KEY_IMAGE = "key image"


class Draft(Protocol):
    """A review that can be changed: ``domain.Review`` in memory, ``store.OpenReview`` with its journal."""

    @property
    def history(self) -> History: ...
    def do(self, command: Command | None) -> Touched | None: ...
    def record(self, command: Command | None) -> None: ...
    def undo(self) -> Touched | None: ...
    def redo(self) -> Touched | None: ...


@dataclass(frozen=True, eq=False)
class Drawn:
    """One annotation as it is to be shown."""

    key: str
    annotation: Annotation
    measured: Measured


@dataclass(frozen=True, eq=False)
class ReviewView:
    """What canvas and panels draw of a review. The same object as long as nothing changed.

    ``dirty``: not yet sealed. ``kept``: every step is written to the record as it is made.
    """

    drawn: tuple[Drawn, ...] = ()
    selected: str | None = None
    key_image: bool = False
    dirty: bool = False
    kept: bool = False
    places: tuple[Drawn, ...] = ()  # where the reader says that findings are, to be drawn and no more
    judgements: Mapping[str, Judgement] = field(default_factory=dict)

    @property
    def chosen(self) -> Drawn | None:
        """The selected annotation."""
        return next((drawn for drawn in self.drawn if drawn.key == self.selected), None)


NOTHING = ReviewView()


class Sheet:
    """Begins in memory; ``bring`` gives it the record's review, and what was done until then is done in that."""

    def __init__(self, radiograph: Radiograph) -> None:
        self.radiograph = radiograph
        self.draft: Draft = Review("memory", History(ReviewDocument(radiograph.rows, radiograph.columns)))
        self.refusal: UserError | None = None  # why nothing can be changed
        self._brought = False
        self._view: ReviewView | None = None
        self._measured: dict[str, tuple[Annotation, Radiograph, Measured]] = {}

    @property
    def document(self) -> ReviewDocument:
        """What the review holds."""
        return self.draft.history.document

    def bring(self, found: Draft | UserError | None) -> bool:
        """What the record says: its review, why there is none to change, or nothing yet.

        True where steps were taken before that was known, and are lost: the review is signed.
        """
        if isinstance(found, UserError):
            self.refusal = found
        elif found is not None and found is not self.draft:
            before, self.draft, self.refusal, self._brought = self.draft, found, None, True
            early = before.history.done if isinstance(before, Review) else ()
            self.changed()
            if isinstance(found, SignedReview):
                return bool(early)
            self._repeat(early)
        return False

    def follow(self, radiograph: Radiograph) -> None:
        """Another frame is shown, or the same pixels were read again."""
        if radiograph is not self.radiograph:
            self.radiograph = radiograph
            self.changed()

    def changed(self) -> None:
        """What there is to draw is new."""
        self._view = None

    def view(self, selected: str | None) -> ReviewView:
        """What there is to draw."""
        if self._view is None or self._view.selected != selected:
            self._view = self._make_view(selected)
        return self._view

    def _repeat(self, commands: tuple[Command, ...]) -> None:
        for command in commands:
            self.draft.do(repeated(command, self.document))

    def _make_view(self, selected: str | None) -> ReviewView:
        document, frame = self.document, self.radiograph.frame
        keys = sorted(key for key in document.annotations if frame_of(key) == frame)
        self._measured = {key: said for key, said in self._measured.items() if key in document.annotations}
        drawn = tuple(Drawn(key, document.annotations[key], self._said(key)) for key in keys)
        kept = self._brought and (isinstance(self.draft, SignedReview) or not isinstance(self.draft, Review))
        key_image = document.marks.get(KEY_IMAGE, False)
        judgements = dict(document.judgements)
        places = _places(judgements) if frame == 0 else ()
        return ReviewView(drawn, selected, key_image, self.draft.history.dirty, kept, places, judgements)

    def _said(self, key: str) -> Measured:
        """Measured once: a region of a whole film takes some 10 ms."""
        annotation, known = self.document.annotations[key], self._measured.get(key)
        if known is None or known[0] is not annotation or known[1] is not self.radiograph:
            known = self._measured[key] = (annotation, self.radiograph, measured(annotation, self.radiograph))
        return known[2]


def _places(judgements: Mapping[str, Judgement]) -> tuple[Drawn, ...]:
    """The outlines that go with the last word on each label, as far as it was said of results."""
    last: dict[str, Judgement] = {}
    for judgement in sorted(judgements.values(), key=lambda item: item.at):
        if judgement.results:
            last[judgement.label] = judgement
    return tuple(
        Drawn(f"place of {item.label}", _around(item.place), Measured("Place", text="Here, by the reader"))
        for item in last.values()
        if item.place
    )


def _around(place: Sequence[Point]) -> Region:
    """The region that such an outline was made of (``judging.outline``)."""
    xs, ys = [x for x, _ in place], [y for _, y in place]
    shape: Literal["rectangle", "ellipse"] = "rectangle" if len(place) == 4 else "ellipse"
    return Region((min(xs), min(ys)), (max(xs), max(ys)), shape)
