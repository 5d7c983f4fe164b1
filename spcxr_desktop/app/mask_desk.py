"""Every verb that changes the lung mask of the shown radiograph: strokes, whole-mask operations, labels.

Belongs to the GUI thread. A stroke is painted straight into the document's pixels and becomes a step of the review
when it ends; ``app/review_desk.py`` takes all steps. Nothing is ever written over the model's own mask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.mask_numbers import LabelNumbers
from spcxr_desktop.app.mask_sheet import NO_MASK, MaskSheet, MaskView, Proposal
from spcxr_desktop.app.mask_tools import MaskTools
from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.document import Atom, ItemChange, ReviewDocument, Touched
from spcxr_desktop.domain.editing.labels import add_label
from spcxr_desktop.domain.editing.rules import EVERY, Rules, locked_labels
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Code
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.masks import LUNGS, Label, MaskArray, Rect, label_key
from spcxr_desktop.domain.strokes import Stroke, patches

LUNG_VALUES = (1, 2)  # labels that every lung mask has


@dataclass(frozen=True, eq=False)
class _Painting:
    """A stroke under way. ``begun``: whether it lies on the model's mask, put there for it."""

    sheet: MaskSheet
    stroke: Stroke
    name: str
    begun: bool


class MaskDesk:
    """Follows what the session shows."""

    def __init__(self, session: Session, review: ReviewDesk) -> None:
        self._session, self._review = session, review
        self.tools = MaskTools()
        self._sheets: dict[int, MaskSheet] = {}
        self._painting: _Painting | None = None
        review.on_touched = self._hear

    # ---- what is there -----------------------------------------------------------------------------------

    @property
    def sheet(self) -> MaskSheet | None:
        """Of the shown radiograph; None where it has no mask to edit: no greys, or a frame that is not analysed."""
        current = self._session.current
        return self.sheet_of(current.id) if current is not None else None

    def sheet_of(self, entry_id: int | None) -> MaskSheet | None:
        """Of one of the shown radiographs."""
        entry = self._session.entry(entry_id) if entry_id is not None else None
        document = self._review.document_of(entry_id)
        if entry is None or document is None or entry.radiograph is None:
            return None
        if entry.radiograph.colour is not None or not entry.on_result_frame:
            return None
        sheet = self._sheets.get(entry.id)
        if sheet is None or not (sheet.painting or sheet.fits(document, entry)):
            sheet = self._sheets[entry.id] = MaskSheet(document, entry.radiograph, entry.lungs)
            for gone in [i for i in self._sheets if self._review.document_of(i) is None]:
                del self._sheets[gone]
        return sheet

    def view_of(self, entry_id: int | None) -> MaskView:
        """What there is to draw on one of the shown radiographs."""
        sheet = self.sheet_of(entry_id)
        return sheet.view(self.tools.compare) if sheet is not None else NO_MASK

    @property
    def label(self) -> Label | None:
        """The label that is painted."""
        sheet = self.sheet
        return sheet.labels.get(self.tools.label) if sheet is not None else None

    def numbers(self, value: int) -> LabelNumbers | None:
        """Of one label of the mask that stands."""
        sheet = self.sheet
        return sheet.numbers(value) if sheet is not None else None

    def rules(self, sheet: MaskSheet, value: int) -> Rules:
        """What a tool that paints ``value``, 0 to take away, may change."""
        spared = frozenset() if value else frozenset({self.tools.label})
        over = spared if self.tools.keep_others else EVERY
        keys = {label_key(LUNGS, number): label for number, label in sheet.labels.items()}
        inside = sheet.model if self.tools.only_inside else None
        return Rules(over, locked_labels(keys, LUNGS), inside)

    def sparing(self, sheet: MaskSheet) -> Rules:
        """For operations on a whole label: no other label loses a pixel, locked ones neither gain nor lose."""
        return replace(self.rules(sheet, self.tools.label), paint_over=frozenset())

    # ---- strokes -----------------------------------------------------------------------------------------

    def ready(self) -> None:
        """A tool was taken up: what the first stroke needs is made before it begins."""
        sheet = self.sheet
        if sheet is not None and not sheet.edited:
            _ = sheet.first, sheet.numbers(self.tools.label)

    def begin(self, name: str) -> tuple[MaskSheet, Stroke] | None:
        """From here on pixels are painted. None where they must not be, which the session's notice tells."""
        if self.sheet is None:
            return None
        held = self._review.hold(name, self.finish)
        sheet = self.sheet
        if held is None or sheet is None:
            return None
        begun = not sheet.edited
        sheet.proposal = None
        if begun:
            sheet.first.lay(sheet.document)
        self._painting = _Painting(sheet, Stroke(sheet.document, LUNGS), name, begun)
        sheet.painting = True
        return sheet, self._painting.stroke

    def painted(self, rect: Rect) -> None:
        """The stroke changed these pixels."""
        if self._painting is not None:
            self._painting.sheet.changed(rect)

    def finish(self) -> Changes:
        """End the stroke: it becomes one step, or none where nothing differs."""
        painting, self._painting = self._painting, None
        if painting is None:
            return Changes()
        sheet, sheet.painting = painting.sheet, False
        command = painting.stroke.finish(painting.name)
        if command is None:
            self._take_back(painting)
        elif painting.begun:
            command = sheet.first.under(sheet.document, command)
        return self._review.record(command) | Changes(review=True)

    def cancel(self) -> Changes:
        """Everything the stroke changed comes back. No changes where there is no stroke."""
        painting, self._painting = self._painting, None
        if painting is None:
            return Changes()
        rect = painting.stroke.cancel()
        painting.sheet.painting = False
        if rect is not None:
            painting.sheet.changed(rect)
        self._take_back(painting)
        return self._review.record(None) | Changes(review=True)

    def _take_back(self, painting: _Painting) -> None:
        if painting.begun:
            painting.sheet.first.lift(painting.sheet.document)

    # ---- whole masks -------------------------------------------------------------------------------------

    def apply(self, name: str, operation: Callable[[MaskSheet, MaskArray], MaskArray]) -> Changes:
        """Change the mask by an operation on all of it, in one step."""
        self._review.settle()
        sheet = self.sheet
        return self._become(name, operation(sheet, sheet.current)) if sheet is not None else Changes()

    def propose(self, proposal: Proposal | None) -> Changes:
        """Show what an operation would make of the mask; None takes that away."""
        sheet = self.sheet
        if sheet is None or (proposal is None and sheet.proposal is None):
            return Changes()
        sheet.proposal = proposal
        return Changes(review=True)

    def accept(self) -> Changes:
        """The proposal becomes the mask."""
        sheet = self.sheet
        if sheet is None or sheet.proposal is None:
            return Changes()
        proposal, sheet.proposal = sheet.proposal, None
        return self._become(proposal.name, proposal.after) | Changes(review=True)

    def back_to_model(self) -> Changes:
        """The model's own mask in place of the reader's; one step, like all others."""
        sheet = self.sheet
        if sheet is None or sheet.model is None:
            return Changes()
        return self._become("Back to the model's lungs", sheet.model)

    def _become(self, name: str, after: MaskArray) -> Changes:
        sheet = self.sheet
        if sheet is None:
            return Changes()
        whole = Rect(0, 0, sheet.document.rows, sheet.document.columns)
        atoms = patches(LUNGS, whole, sheet.current, after)
        return self._step(name, sheet, atoms) if atoms else Changes()

    def _step(self, name: str, sheet: MaskSheet, atoms: tuple[Atom, ...]) -> Changes:
        return self._review.do(lambda document: Command(name, (*self._start(sheet), *atoms)))

    def _start(self, sheet: MaskSheet) -> tuple[Atom, ...]:
        return () if sheet.edited else sheet.first.atoms()

    # ---- labels ------------------------------------------------------------------------------------------

    def choose(self, value: int) -> Changes:
        """Paint this label from now on."""
        sheet = self.sheet
        if sheet is None or value not in sheet.labels or value == self.tools.label:
            return Changes()
        return self.set_tools(replace(self.tools, label=value))

    def set_tools(self, tools: MaskTools) -> Changes:
        """Other settings of the tools; no step of the review."""
        self.tools = tools
        return Changes(view=True, review=True)

    def change_label(self, value: int, label: Label, name: str) -> Changes:
        """Name, colour, opacity, visibility, lock of a label: a step."""
        sheet = self.sheet
        if sheet is None or sheet.labels.get(value) in (None, label):
            return Changes()
        return self._labelled(name, sheet, value, label)

    def add_label(self, name: str, code: Code | None = None) -> Changes:
        """A further label, which is painted from now on."""
        sheet = self.sheet
        if sheet is None:
            return Changes()
        values: list[int] = []

        def make(document: ReviewDocument) -> Command:
            value, command = add_label(document, LUNGS, name, code=code)
            values.append(value)
            return Command(command.name, (*self._start(sheet), *command.atoms))

        done = self._review.do(make)
        return done | self.choose(values[0]) if values else done

    def delete_label(self, value: int) -> Changes:
        """Take one of the reader's labels away, and its pixels with it, in one step."""
        sheet = self.sheet
        label = sheet.labels.get(value) if sheet is not None else None
        if sheet is None or label is None or value in LUNG_VALUES:
            return Changes()
        if label.locked:
            return self._review.do(_refuse)
        current = sheet.current
        rect = Rect(0, 0, *current.shape)
        atoms = patches(LUNGS, rect, current, np.where(current == value, np.uint8(0), current))
        gone = ItemChange("labels", label_key(LUNGS, value), label, None)
        title = label.name
        done = self._step(f"Delete label ({title})", sheet, (*atoms, gone))
        if self.tools.label == value:
            self.tools = replace(self.tools, label=1)
        return done

    def _labelled(self, name: str, sheet: MaskSheet, value: int, label: Label) -> Changes:
        if not sheet.edited:  # the start holds all labels, as they are now
            atoms = sheet.first.atoms({**sheet.labels, value: label})
            return self._review.do(lambda document: Command(name, atoms))
        key = label_key(LUNGS, value)
        before = sheet.document.labels.get(key)
        return self._review.do(lambda document: Command(name, (ItemChange("labels", key, before, label),)))

    def _hear(self, entry_id: int, touched: Touched) -> None:
        sheet = self._sheets.get(entry_id)
        if sheet is not None:
            sheet.hear(touched)


def _refuse(document: ReviewDocument) -> Command | None:
    raise UserError("This label is locked.", "A label that may change.", "Unlock it first.", code="locked")
