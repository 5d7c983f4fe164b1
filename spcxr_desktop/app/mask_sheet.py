"""One radiograph's lung mask at hand: what it started from, what of it is new, its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.mask_numbers import LabelNumbers, MaskCount
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.domain.document import ReviewDocument, Touched
from spcxr_desktop.domain.first_edit import FirstEdit, edited, labels_of
from spcxr_desktop.domain.masks import LUNGS, Label, MaskArray, Rect
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.turn import Turn

_REMEMBERED = 64  # changed rectangles; whoever is further behind draws everything


@dataclass(frozen=True, eq=False)
class Proposal:
    """A mask that was worked out and waits to be accepted. ``amount`` in its unit, 0 where it has none."""

    name: str
    after: MaskArray
    operation: str = ""
    amount: float = 0.0


@dataclass(frozen=True, eq=False)
class MaskView:
    """What there is to draw. All masks are uint8 [rows, columns] in the file's own orientation.

    ``pixels``: the reader's mask, which follows every change; None while the model's own stands. ``model``: where
    something is to be compared with it. ``changes``: how often pixels changed so far.
    """

    labels: Mapping[int, Label] = field(default_factory=dict)
    pixels: MaskArray | None = None
    model: MaskArray | None = None
    proposal: Proposal | None = None
    compare: bool = False
    changes: int = 0


NO_MASK = MaskView()


class MaskSheet:
    """Belongs to one document of one film."""

    def __init__(self, document: ReviewDocument, film: Radiograph, lungs: Lungs | None) -> None:
        self.document, self.film, self.lungs = document, film, lungs
        self.pixels = document.mask(LUNGS)
        self.painting = False
        self.proposal: Proposal | None = None
        self.changes = 0
        self._rects: list[Rect] = []
        self._first: FirstEdit | None = None
        self._count: MaskCount | None = None

    @cached_property
    def model(self) -> MaskArray | None:
        """The model's mask, unpacked when it is first asked for: some 20 ms for 9 Mpx."""
        return self.lungs.mask().labels if self.lungs is not None else None

    def fits(self, document: ReviewDocument, entry: Entry) -> bool:
        """Whether it still is about these."""
        return document is self.document and entry.radiograph is self.film and entry.lungs is self.lungs

    @property
    def edited(self) -> bool:
        """Whether the reader's mask stands, not the model's."""
        return self.painting or edited(self.document)

    @property
    def current(self) -> MaskArray:
        """The mask that stands, read-only."""
        return self.pixels if self.edited or self.model is None else self.model

    @property
    def labels(self) -> dict[int, Label]:
        """By value."""
        return labels_of(self.document)

    @property
    def first(self) -> FirstEdit:
        """What a first change starts from."""
        if self._first is None:
            self._first = FirstEdit(self.document.rows, self.document.columns, self.model)
        return self._first

    def numbers(self, label: int) -> LabelNumbers:
        """Of the mask that stands."""
        if self._count is None:
            rows = not Turn.upright(self.film.orientation).swaps
            self._count = MaskCount(self.pixels.shape, self.model, rows)
        return self._count.of(label, self.current)

    def changed(self, rect: Rect) -> None:
        """Pixels in here are new."""
        self.changes += 1
        self._rects = [*self._rects, rect][-_REMEMBERED:]
        if self._count is not None:
            self._count.changed(rect)

    def hear(self, touched: Touched) -> None:
        """A step was taken: what was proposed was for another mask."""
        self.proposal = None
        if ("layers", LUNGS) in touched.items:  # the model's mask gave way to the reader's, or came back
            self.changed(Rect(0, 0, self.document.rows, self.document.columns))
        elif LUNGS in touched.rects:
            self.changed(touched.rects[LUNGS])

    def since(self, changes: int) -> list[Rect] | None:
        """What changed after that many changes; None: too much to tell."""
        behind = self.changes - changes
        return self._rects[len(self._rects) - behind :] if 0 <= behind <= len(self._rects) else None

    def view(self, compare: bool) -> MaskView:
        """What there is to draw."""
        pixels = self.pixels if self.edited else None
        model = self.model if compare or self.proposal is not None else None
        return MaskView(self.labels, pixels, model, self.proposal, compare, self.changes)
