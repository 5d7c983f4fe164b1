"""What lists over the whole record show: disagreements, rates, and the result sets of one film side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.disagreements import Disagreement, disagreements
from spcxr_desktop.app.monitoring import Film, films
from spcxr_desktop.app.record import Record
from spcxr_desktop.store.judged import Run
from spcxr_desktop.store.rows import StudyRow

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library


@dataclass(frozen=True, eq=False)
class Overview:
    """Of the whole record. ``studies``: those that a disagreement names."""

    disagreements: tuple[Disagreement, ...] = ()
    films: tuple[Film, ...] = ()
    studies: Mapping[int, StudyRow] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Versions:
    """Result sets of one film, oldest first. ``entry``: the one that it is open as."""

    entry: int
    runs: tuple[Run, ...]


class Survey:
    """``overview`` and ``versions`` are replaced whole, on the record's lane; None until they were asked for.

    ``veiled``: whether what nobody has read first must be left out.
    """

    def __init__(self, record: Record, veiled: Callable[[], bool]) -> None:
        self._record, self._veiled = record, veiled
        self.overview: Overview | None = None
        self.versions: Versions | None = None

    def ask(self) -> Changes:
        """Read the record anew, with what was done in open reviews."""
        self._record.reviews.seal_open()
        self._record.lane.do(self._look, urgent=True, kept=False)
        return Changes(record=True)

    def ask_versions(self, entry_id: int) -> Changes:
        """Read every result set of an entry's film."""
        self.versions = None
        self._record.lane.do(partial(self._compare, entry_id), urgent=True, kept=False)
        return Changes(record=True)

    def _look(self, library: Library) -> Changes:
        runs, opinions = library.judged.runs(), library.judged.opinions()
        if self._veiled():
            runs = tuple(run for run in runs if run.revealed or not run.said)
        found = disagreements(runs, opinions)
        rows = library.worklist.some(sorted({item.study for item in found}))
        self.overview = Overview(found, films(runs, opinions), {row.id: row for row in rows})
        return Changes(record=True)

    def _compare(self, entry_id: int, library: Library) -> Changes:
        image = self._record.images.image(entry_id)
        self.versions = Versions(entry_id, library.judged.runs(image) if image is not None else ())
        return Changes(record=True)
