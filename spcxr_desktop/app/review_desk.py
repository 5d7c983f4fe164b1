"""The reviews of the shown radiographs, and every verb that changes the current one: the only caller of do, undo, redo.

Belongs to the GUI thread; nothing here waits. A review that the record has opened is journalled step by step. Until it
is there, or where no record can be kept, steps are taken in memory; what was done there is taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry, Notice
from spcxr_desktop.app.measured import title
from spcxr_desktop.app.review_sheet import KEY_IMAGE, NOTHING, Draft, ReviewView, Sheet
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.annotations import Annotation, Arrow, Text, frame_of, new_key
from spcxr_desktop.domain.document import Collection, Item, ReviewDocument, Touched
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.handles import within
from spcxr_desktop.domain.history import Command, History
from spcxr_desktop.domain.strokes import set_item

AMEND = "Amend…"  # the button of a notice that refuses to change what is signed
LOST = "This review is signed. What was drawn before that was known is not kept."
# The record's review of an entry; None while it is being brought; why it cannot be changed.
OpenDraft = Callable[[int], Draft | UserError | None]


def _nothing_kept(entry_id: int) -> None:
    """There is no record."""


def _nothing_heard(entry_id: int, touched: Touched) -> None:
    """Nobody draws masks."""


def _nothing_locked(entry_id: int) -> UserError | None:
    """Steps may be taken."""
    return None


def _nothing_fixed(steps: Sequence[Command]) -> None:
    """Every step may be taken back."""


class ReviewDesk:
    """Follows what the session shows; ``sync`` before anything is drawn."""

    def __init__(
        self, session: Session, open_draft: OpenDraft = _nothing_kept, close: Callable[[int], None] = _nothing_kept
    ) -> None:
        """``close`` hears of every review that is shown no more. Without a record reviews live until then."""
        self._session, self._open, self._close = session, open_draft, close
        self._sheets: dict[int, Sheet] = {}
        self._selected: str | None = None
        self._current: int | None = None
        self._held: tuple[int, str, Callable[[], object]] | None = None  # entry, what is painted, how it is ended
        self.on_touched: Callable[[int, Touched], None] = _nothing_heard  # every step but ``record``
        self.locked: Callable[[int], UserError | None] = _nothing_locked  # why no step may be taken just now
        self.check: Callable[[Sequence[Command]], None] = _nothing_fixed  # raises UserError: these steps must stay

    # ---- what is there -----------------------------------------------------------------------------------

    @property
    def view(self) -> ReviewView:
        """What there is to draw of the current radiograph's review."""
        return self._sheet.view(self._selected) if self._sheet is not None else NOTHING

    def view_of(self, entry_id: int | None) -> ReviewView:
        """What there is to draw on one of the shown radiographs."""
        if entry_id == self._current:
            return self.view
        sheet = self._sheets.get(entry_id) if entry_id is not None else None
        return sheet.view(None) if sheet is not None else NOTHING

    @property
    def history(self) -> History | None:
        """Both stacks of the current review; None without one."""
        return self._sheet.draft.history if self._sheet is not None else None

    @property
    def document(self) -> ReviewDocument | None:
        """What the current review holds."""
        return self._sheet.document if self._sheet is not None else None

    @property
    def draft(self) -> Draft | None:
        """The current review itself."""
        return self._sheet.draft if self._sheet is not None else None

    @property
    def undo_name(self) -> str:
        """The step that ``undo`` takes back, "" if none: also the one that is being painted."""
        if self._held is not None:
            return self._held[1]
        return self.history.undo_name if self.history is not None else ""

    @property
    def redo_name(self) -> str:
        """The step that ``redo`` takes again, "" if none."""
        return self.history.redo_name if self.history is not None else ""

    @property
    def selected(self) -> Annotation | None:
        """The selected annotation."""
        document = self.document
        return document.annotations.get(self._selected) if document is not None and self._selected else None

    @property
    def key_image(self) -> bool:
        """Whether the reader marked the current image."""
        return self.document is not None and self.document.marks.get(KEY_IMAGE, False)

    def sync(self) -> None:
        """Follow what is shown, and take over the record's reviews as soon as they are open."""
        current = self._session.current
        now = current.id if current is not None else None
        if now != self._current:
            self._current, self._selected = now, None
        shown = {entry.id: entry for entry in self._shown() if entry.radiograph is not None}
        if self._held is not None and self._held[0] not in shown:
            self.settle()
        for entry_id in [gone for gone in self._sheets if gone not in shown]:
            del self._sheets[entry_id]
            self._close(entry_id)
        for entry_id, entry in shown.items():
            assert entry.radiograph is not None
            sheet = self._sheets.get(entry_id)
            if sheet is None:
                sheet = self._sheets[entry_id] = Sheet(entry.radiograph)
            sheet.follow(entry.radiograph)
            if self._held is None or self._held[0] != entry_id:  # not in the middle of a stroke
                lost = sheet.bring(self._open(entry_id))
                if lost:
                    self._session.notice = Notice(LOST, nameless=True, action=AMEND)
        if self._selected is not None and (self.selected is None or not self._on_frame(self._selected)):
            self._selected = None

    # ---- verbs -------------------------------------------------------------------------------------------

    def add(self, annotation: Annotation) -> Changes:
        """Put a new annotation on the shown frame and select it."""
        self.sync()
        sheet = self._sheet
        if sheet is None:
            return Changes()
        film = sheet.radiograph
        key = new_key(film.frame, sheet.document.annotations)
        changes = self._set("annotations", key, within(annotation, film.columns, film.rows), title(annotation))
        if key in sheet.document.annotations:
            self._selected = key
        return changes

    def change(self, key: str, annotation: Annotation) -> Changes:
        """Replace an annotation: it was moved, a handle of it was, or its text is another one."""
        self.sync()
        sheet = self._sheet
        before = sheet.document.annotations.get(key) if sheet is not None else None
        if sheet is None or before is None:
            return Changes()
        annotation = within(annotation, sheet.radiograph.columns, sheet.radiograph.rows)
        edited = _text(before) != _text(annotation)
        done = f"{'Edit' if edited else 'Move'} ({title(annotation)})"
        return self._set("annotations", key, annotation, done)

    def delete_selected(self) -> Changes:
        """Take the selected annotation away."""
        annotation, key = self.selected, self._selected
        if annotation is None or key is None:
            return Changes()
        return self._set("annotations", key, None, f"Delete ({title(annotation)})")

    def select(self, key: str | None) -> Changes:
        """Select an annotation, or none."""
        self.sync()
        document = self.document
        if key == self._selected or document is None or (key is not None and key not in document.annotations):
            return Changes()
        self._selected = key
        return Changes(review=True)

    def toggle_key_image(self) -> Changes:
        """Mark the current image, or take the mark away."""
        return self._set("marks", KEY_IMAGE, None if self.key_image else True, "Key image")

    def document_of(self, entry_id: int | None) -> ReviewDocument | None:
        """What the review of one of the shown radiographs holds."""
        sheet = self._sheets.get(entry_id) if entry_id is not None else None
        return sheet.document if sheet is not None else None

    def hold(self, name: str, settle: Callable[[], object]) -> tuple[int, ReviewDocument] | None:
        """A tool begins to paint on the current document, and ends with ``record``. None where it must not, which is
        told. ``settle``: ends it at once; called before another step is taken and before the film is let go.
        """
        self.settle()
        self.sync()
        if self._current is None or self._sheet is None or self._step(lambda draft: draft.do(None)):
            return None
        self._held = self._current, name, settle
        return self._current, self._sheet.document

    def settle(self) -> None:
        """End what is being painted: it becomes a step."""
        if self._held is not None:
            self._held[2]()

    def record(self, command: Command | None) -> Changes:
        """What was painted since ``hold``; None where nothing was."""
        held, self._held = self._held, None
        sheet = self._sheets.get(held[0]) if held is not None else None
        if held is None or sheet is None or command is None:
            return Changes()
        sheet.draft.record(command)
        sheet.changed()
        return Changes(review=True)

    def do(self, make: Callable[[ReviewDocument], Command | None]) -> Changes:
        """Take the step that ``make`` makes for the document as it is."""
        self.sync()
        return self._step(lambda draft: draft.do(make(draft.history.document)))

    def undo(self) -> Changes:
        """Take the last step back."""

        def back(draft: Draft) -> Touched | None:
            self.check(draft.history.done[-1:])
            return draft.undo()

        return self._step(back)

    def redo(self) -> Changes:
        """Take the last undone step again."""

        def again(draft: Draft) -> Touched | None:
            self.check(draft.history.undone[-1:])
            return draft.redo()

        return self._step(again)

    # ---- inside ------------------------------------------------------------------------------------------

    @property
    def _sheet(self) -> Sheet | None:
        return self._sheets.get(self._current) if self._current is not None else None

    def _shown(self) -> list[Entry]:
        ids = dict.fromkeys((self._current, *self._session.panes.shown))
        entries = (self._session.entry(entry_id) for entry_id in ids if entry_id is not None)
        return [entry for entry in entries if entry is not None]

    def _on_frame(self, key: str) -> bool:
        return self._sheet is not None and frame_of(key) == self._sheet.radiograph.frame

    def _set(self, collection: Collection, key: str, item: Item | None, name: str) -> Changes:
        document = self.document
        if document is None:
            return Changes()
        command = set_item(document, collection, key, item, name)
        return self._step(lambda draft: draft.do(command))

    def _step(self, step: Callable[[Draft], Touched | None]) -> Changes:
        self.settle()
        sheet = self._sheet
        if sheet is None or self._current is None:
            return Changes()
        try:
            refusal = self.locked(self._current) or sheet.refusal
            if refusal is not None:
                raise refusal
            done = step(sheet.draft)
        except UserError as error:
            offer = AMEND if error.code == "signed" else ""
            self._session.notice = Notice(f"{error.found} {error.remedy}", nameless=True, action=offer)
            return Changes(entries=True, review=True)
        if done is None:
            return Changes()
        if self.selected is None:
            self._selected = None
        sheet.changed()
        self.on_touched(self._current, done)
        return Changes(review=True)


def _text(annotation: Annotation) -> str:
    return annotation.text if isinstance(annotation, Text | Arrow) else ""
