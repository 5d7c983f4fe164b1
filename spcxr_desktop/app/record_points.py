"""Results that are shown or brought back, at the operating points in use (see ``operating.at_points``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.operations import entry_changes
from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.store.results import sha256_of
from spcxr_desktop.store.rows import StoredResults

if TYPE_CHECKING:
    from spcxr_desktop.app.record_images import RecordImages
    from spcxr_desktop.store.library import Library

AtPoints = Callable[[ResultSet], ResultSet | None]

_AT_ONCE = 50  # films before the lane takes up what is more urgent


def pointed(library: Library, stored: StoredResults, at_points: AtPoints) -> StoredResults:
    """What was kept, or a new result set from it where other operating points are in use; that is kept as well."""
    if at_points(stored.results) is None:
        return stored
    whole = library.results.latest(stored.image)  # a list knows it without its arrays
    again = at_points(whole.results) if whole is not None else None
    if whole is None or again is None:
        return stored
    return replace(whole, sha256=library.results.add(stored.image, again), results=again)


class RecordPoints:
    """Brings what is open to other operating points. Of what no record keeps, ``in_memory`` does."""

    def __init__(self, lane: RecordLane, images: RecordImages, session: Session) -> None:
        self._lane, self._images, self._session = lane, images, session

    def follow(self) -> None:
        """Other points are in use."""
        ids = [entry.id for entry in self._session.entries if self._differs(entry)]
        if ids:
            self._lane.do(partial(self._follow, ids), kept=False)

    def in_memory(self) -> Changes:
        """The same where nothing is kept. Not for the GUI thread: it hashes masks."""
        if self._lane.available or not self._lane.settled:
            return Changes()
        changes = Changes()
        for entry in self._session.entries:
            changes |= self._renew(entry)
        return changes

    def _follow(self, ids: Sequence[int], library: Library) -> Changes:
        changes = Changes()
        for entry_id in ids[:_AT_ONCE]:
            entry, image = self._session.entry(entry_id), self._images.image(entry_id)
            if entry is None or entry.results is None or not self._differs(entry):
                continue
            kept = image is not None and not self._images.is_strange(entry_id)
            stored = library.results.latest(image) if image is not None and kept else None
            if stored is None or not _same_run(stored.results, entry.results):
                changes |= self._renew(entry)
                continue
            changes |= self._images.bring_back(entry_id, pointed(library, stored, self._images.at_points), entry.lungs)
            self._images.tell_changed(entry_id)
        if len(ids) > _AT_ONCE:
            self._lane.do(partial(self._follow, ids[_AT_ONCE:]), kept=False)
        return changes

    def _renew(self, entry: Entry) -> Changes:
        again = self._images.at_points(entry.results) if entry.results is not None else None
        if again is None:
            return Changes()
        whole = again if entry.lungs is None else replace(again, lungs=entry.lungs.mask())
        fields = {"results": again, "results_sha256": sha256_of(whole)}
        if self._session.update_if(entry.id, ("analysed",), **fields) is None:  # type: ignore[arg-type]
            return Changes()
        return entry_changes(self._session, entry.id)

    def _differs(self, entry: Entry) -> bool:
        return entry.results is not None and self._images.at_points(entry.results) is not None


def _same_run(one: ResultSet, other: ResultSet) -> bool:
    """Whether the same models gave the same scores: only thresholds may differ."""
    said = ([(score.label, score.value) for score in results.scores] for results in (one, other))
    return one.models == other.models and next(said) == next(said)
