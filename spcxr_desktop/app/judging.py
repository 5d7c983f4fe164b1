"""What the reader says of each finding: on results that are shown, and before they are.

A judgement is about whether the finding is there: "accept" it is, "reject" it is not, whether or not it was flagged. It
hangs on the sha256 of one result set, so another run of the models never inherits it. Every verb is a step of the
review: undoable, journalled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.display import Tool
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.operations import entry_changes
from spcxr_desktop.app.reader import system_reader
from spcxr_desktop.app.review_desk import ReviewDesk
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.annotations import Annotation, Region
from spcxr_desktop.domain.document import ItemChange
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Score
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.judgements import Judgement, Point, Reason, Verdict
from spcxr_desktop.domain.plain import canonical, digest, to_plain
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.domain.strokes import set_item

if TYPE_CHECKING:
    from spcxr_desktop.app.record import Record
    from spcxr_desktop.store.library import Library

_OfEntry = tuple[int, str] | None  # id of a radiograph, a label on it
_SIDES = 36  # points of the outline that an ellipse becomes
_DONE: dict[Verdict, str] = {
    "accept": "Accept ({title})", "reject": "Reject ({title})", "uncertain": "Mark as uncertain ({title})",
    "relocate": "Mark elsewhere ({title})",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What the reader said of one label: on these results, on earlier ones last, and before any were shown."""

    now: Judgement | None = None
    older: Judgement | None = None
    first: Judgement | None = None


NOTHING_SAID = Said()


class Judging:
    """Belongs to the GUI thread. What is chosen is chosen for one radiograph: the next one begins without."""

    def __init__(self, session: Session, desk: ReviewDesk, record: Record) -> None:
        self._session, self._desk, self._record = session, desk, record
        desk.check = self._check
        self.reader: Callable[[], Reader] = system_reader  # who judges
        self._chosen: _OfEntry = None
        self._placing: _OfEntry = None

    # ---- what is there -----------------------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """The radiograph whose findings can be judged: analysed, with the analysed frame in view."""
        entry = self._session.current
        if entry is None or entry.results is None or entry.results.status != "analysed" or not entry.results.scores:
            return None
        return entry if entry.on_result_frame and entry.results_sha256 else None

    @property
    def scores(self) -> tuple[Score, ...]:
        """What can be judged: flagged first, highest score first, then the others in the model's order."""
        results = self.entry.results if self.entry is not None else None
        if results is None:
            return ()
        if self.veiled:
            return results.scores
        return (*results.flagged, *(score for score in results.scores if not score.flagged))

    @property
    def veiled(self) -> bool:
        """Whether the reader has to say something first."""
        return self.entry is not None and self.entry.veiled

    @property
    def label(self) -> str | None:
        """The chosen finding, which the keys act on; None where none is, or it is not among those shown."""
        chosen = self._of_current(self._chosen)
        return chosen if chosen in {score.label for score in self.scores} else None

    @property
    def placing(self) -> str | None:
        """The finding whose place the next ellipse or rectangle says."""
        drawn = self._session.display.tool in ("ellipse", "rectangle")
        return self._of_current(self._placing) if drawn else None

    def said(self, label: str) -> Said:
        """What the reader said of a label of the current radiograph."""
        document, entry = self._desk.document, self._session.current
        if document is None or entry is None:
            return NOTHING_SAID
        own = [judgement for judgement in document.judgements.values() if judgement.label == label]
        now = next((j for j in own if j.results and j.results == entry.results_sha256), None)
        first = next((j for j in own if j.stage == "before results"), None)
        older = [j for j in own if j.results and j.results != entry.results_sha256]
        return Said(now, max(older, key=lambda j: j.at, default=None), first)

    @property
    def can_reveal(self) -> bool:
        """Whether every label has a first opinion."""
        return self.veiled and all(self.said(score.label).first is not None for score in self.scores)

    # ---- choosing ----------------------------------------------------------------------------------------

    def choose(self, label: str | None) -> Changes:
        """Choose a finding, or none."""
        if label == self.label:
            return Changes()
        self._chosen = self._for_current(label)
        display = self._session.display
        if label is not None and display.evidence is not None:  # the evidence that is drawn follows
            self._session.display = replace(display, evidence=label)
        return Changes(review=True, view=True) | self._stop_placing()

    def step(self, by: int) -> Changes:
        """Choose the next (+1) or previous (-1) finding, round and round."""
        labels = [score.label for score in self.scores]
        if not labels:
            return Changes()
        place = labels.index(self.label) + by if self.label in labels else (0 if by > 0 else -1)
        return self.choose(labels[place % len(labels)])

    # ---- judging -----------------------------------------------------------------------------------------

    def judge(self, verdict: Verdict, label: str | None = None) -> Changes:
        """Say it of a finding, the chosen one where none is named; said once more it is taken back.

        "relocate" waits for a place: see ``place``. Before results are shown it is a first opinion.
        """
        label = label or self.label
        score = self._score(label)
        if label is None or score is None:
            return Changes()
        chosen = self.choose(label)
        if verdict == "relocate":
            return chosen | self._ask_place(label)
        before = self.said(label).first if self.veiled else self.said(label).now
        if before is not None and before.verdict == verdict:
            return chosen | self._stop_placing() | self._put(before, None, f"Take back ({score.title})")
        made = self._made(label, verdict, before)
        return chosen | self._stop_placing() | self._put(made, made, _DONE[verdict].format(title=score.title))

    def explain(self, label: str, reasons: Sequence[Reason], text: str) -> Changes:
        """Give reasons and a text with what was said of a finding. "other" holds only with a text."""
        now, score = self.said(label).now, self._score(label)
        if now is None or score is None or self.veiled:
            return Changes()
        text = text.strip()
        kept = tuple(reason for reason in dict.fromkeys(reasons) if reason != "other" or text)
        if (kept, text) == (now.reasons, now.text):
            return Changes()
        made = replace(now, reasons=kept, text=text, at=_now())
        return self._put(made, made, f"Reasons ({score.title})")

    def place(self, annotation: Annotation) -> Changes | None:
        """The hand drew something: the place of the finding, if one was asked for. None where it was not."""
        label, self._placing = self.placing, None
        score = self._score(label)
        if label is None or score is None or not isinstance(annotation, Region) or self.veiled:
            return None
        made = self._made(label, "relocate", self.said(label).now, outline(annotation))
        return self._put(made, made, _DONE["relocate"].format(title=score.title)) | Changes(view=True)

    # ---- before results ----------------------------------------------------------------------------------

    def no_finding(self) -> Changes:
        """The first opinion "it is not there" on every label that has none yet."""
        if not self.veiled:
            return Changes()
        missing = [score.label for score in self.scores if self.said(score.label).first is None]
        made = [self._made(label, "reject", None) for label in missing]
        atoms = tuple(ItemChange("judgements", judgement.key, None, judgement) for judgement in made)
        return self._desk.do(lambda document: Command("No finding", atoms) if atoms else None)

    def reveal(self) -> Changes:
        """Show what the models said; when, of what, and the opinions given before go into the audit trail."""
        entry = self.entry
        if entry is None or not self.can_reveal:
            return Changes()
        given = [to_plain(first) for score in self.scores if (first := self.said(score.label).first) is not None]
        self._session.update(entry.id, revealed=True)
        self._chosen = None
        log = partial(self._log_reveal, entry.id, entry.results_sha256, len(given), digest(canonical(given)))
        self._record.lane.do(log, urgent=True)
        return entry_changes(self._session, entry.id) | Changes(review=True)

    # ---- inside ------------------------------------------------------------------------------------------

    def _check(self, steps: Sequence[Command]) -> None:
        """What was said before results were shown stays as it is afterwards. Raises UserError."""
        entry = self._session.current
        changed = [atom for step in steps for atom in step.atoms if isinstance(atom, ItemChange)]
        said = [item for atom in changed for item in (atom.before, atom.after) if isinstance(item, Judgement)]
        if entry is not None and entry.revealed and any(item.stage == "before results" for item in said):
            raise UserError(
                "This opinion was given before the results were shown, and stays as it is.",
                "A step that was taken afterwards.",
                "Judge the finding itself instead.",
            )

    def _of_current(self, value: _OfEntry) -> str | None:
        current = self._session.current
        return value[1] if value is not None and current is not None and value[0] == current.id else None

    def _for_current(self, label: str | None) -> _OfEntry:
        current = self._session.current
        return (current.id, label) if label is not None and current is not None else None

    def _score(self, label: str | None) -> Score | None:
        return next((score for score in self.scores if score.label == label), None)

    def _made(
        self, label: str, verdict: Verdict, before: Judgement | None, place: tuple[Point, ...] = ()
    ) -> Judgement:
        """A judgement in place of ``before``, of which reasons and text stay."""
        entry = self.entry
        assert entry is not None and entry.results is not None
        kept = (before.reasons, before.text) if before is not None else ((), "")
        if self.veiled:
            return Judgement(label, verdict, self.reader().id, _now(), stage="before results")
        models = ", ".join(f"{model.id} {model.version}" for model in entry.results.models)
        return Judgement(label, verdict, self.reader().id, _now(), entry.results_sha256, models, *kept, place)

    def _put(self, about: Judgement, item: Judgement | None, name: str) -> Changes:
        return self._desk.do(lambda document: set_item(document, "judgements", about.key, item, name))

    def _ask_place(self, label: str) -> Changes:
        if self.veiled:
            return Changes()
        self._placing = None if self.placing == label else self._for_current(label)
        tool: Tool = "ellipse" if self._placing is not None else "window"
        self._session.display = replace(self._session.display, tool=tool)
        return Changes(view=True, review=True)

    def _stop_placing(self) -> Changes:
        if self.placing is None:
            return Changes()
        self._placing = None
        self._session.display = replace(self._session.display, tool="window")
        return Changes(view=True, review=True)

    def _log_reveal(self, entry_id: int, results: str, opinions: int, first: str, library: Library) -> Changes:
        image = self._record.images.image(entry_id)
        if image is None:
            return Changes()
        library.images.reveal(image, results, self.reader().id, opinions, first)
        self._record.worklist.touch(library.images.get(image).study)
        return Changes(record=True)


def outline(region: Region) -> tuple[Point, ...]:
    """The edge of a region as points in image coordinates."""
    (x0, y0), (x1, y1) = region.corner, region.opposite
    if region.shape == "rectangle":
        return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    angles = (2 * math.pi * side / _SIDES for side in range(_SIDES))
    cx, cy, rx, ry = (x0 + x1) / 2, (y0 + y1) / 2, abs(x1 - x0) / 2, abs(y1 - y0) / 2
    return tuple((round(cx + rx * math.cos(a), 2), round(cy + ry * math.sin(a), 2)) for a in angles)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
