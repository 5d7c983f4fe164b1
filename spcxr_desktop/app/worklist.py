"""The worklist while the program runs: rows, search, filters, thumbnails, the tree of the chosen study.

Everything is found out on the record's lane and published as immutable values; the window swaps one tuple for another.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.record_images import decode
from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.worklist_rows import Filters, chosen
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.rows import ImageRow, StudyRow

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library

KEEP_THUMBNAILS = 400

Thumbnail = NDArray[np.uint8]
Untouched = Callable[[], frozenset[int]]


@dataclass(frozen=True)
class Listing:
    """What the worklist shows. ``total``: studies in the record; ``unread``: of those, with images nobody looked at."""

    rows: tuple[StudyRow, ...] = ()
    total: int = 0
    unread: int = 0
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True)
class Tree:
    """The chosen study: its images, by series and arrival, and which of their files are missing."""

    study: StudyRow
    images: tuple[ImageRow, ...]
    missing: frozenset[int]


class Worklist:
    """``listing`` and ``tree`` are replaced whole, on the lane; everything else is asked from any thread."""

    def __init__(self, lane: RecordLane, publish: Callable[[Changes], None], untouched: Untouched) -> None:
        self._lane, self._publish, self._untouched = lane, publish, untouched
        self._lock = threading.Lock()
        self._rows: dict[int, StudyRow] = {}  # by arrival
        self._found: tuple[str, frozenset[int]] | None = None  # what was searched for, and the studies that have it
        self._touched: set[int] = set()  # studies
        self._whole = False  # all rows are to be read
        self._asked = False  # a refresh is in line
        self._thumbnails: dict[int, Thumbnail | None] = {}  # by study, the last used at the end
        self._wanted: tuple[int, ...] = ()
        self._chosen: int | None = None
        self.veil: Callable[[], bool] = lambda: False  # whether flags wait until a study was read first
        self.filters = Filters()
        self.listing = Listing()
        self.tree: Tree | None = None

    # ---- asked from any thread ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read all rows again: another window may have changed the record."""
        self._whole = True
        self._refresh_soon()

    def touch(self, study: int) -> None:
        """The record says something else of a study now."""
        with self._lock:
            self._touched.add(study)
        self._refresh_soon()

    def ask(self, filters: Filters) -> None:
        """Show what passes these filters."""
        self.filters = filters
        self._lane.do(partial(self._filter, filters), urgent=True, kept=False)

    def choose(self, study: int | None) -> None:
        """Get the tree of a study."""
        self._chosen = study
        if study is None:
            self.tree = None
        else:
            self._lane.do(partial(self._grow, study), urgent=True, kept=False)

    def show_rows(self, studies: Sequence[int]) -> None:
        """These rows are in view: get their thumbnails."""
        self._wanted = tuple(studies)
        if any(study not in self._thumbnails for study in studies):
            self._lane.do(self._fetch, kept=False)

    def thumbnail(self, study: int) -> Thumbnail | None:
        """A small picture of a study's first image, once it was asked for and as far as there is one."""
        return self._thumbnails.get(study)

    def files(self, study: int, then: Callable[[StudyRow, Sequence[Path], Sequence[Path]], None]) -> None:
        """Call ``then``, on the lane, with a study, the files of it that are there and those that are missing."""
        self._lane.do(partial(self._find, study, then), urgent=True, kept=False)

    def paths_of(self, images: Iterable[int], then: Callable[[Sequence[Path]], None]) -> None:
        """Call ``then``, on the lane, with the files of images."""

        def find(library: Library) -> Changes:
            then([library.images.get(image).path for image in images])
            return Changes()

        self._lane.do(find, urgent=True, kept=False)

    # ---- on the lane -------------------------------------------------------------------------------------

    def _refresh_soon(self) -> None:
        with self._lock:
            if self._asked:
                return
            self._asked = True
        self._lane.do(self._refresh, kept=False)

    def _refresh(self, library: Library) -> Changes:
        """Read what changed."""
        with self._lock:
            touched, self._touched, self._asked = self._touched, set(), False
            whole, self._whole = self._whole, False
        fresh = library.worklist.rows() if whole else library.worklist.some(sorted(touched))
        before = self._rows
        if whole:
            self._rows = {}
        idle = [library.images.get(image).study for image in self._untouched()]
        for row in fresh:  # a film that is only looked at is not in review
            drafts = max(row.drafts - idle.count(row.id), 0)
            now, known = row if drafts == row.drafts else replace(row, drafts=drafts), before.get(row.id)
            if self.veil() and row.veiled:
                now = replace(now, flagged=0, flags="", warnings=0)
            self._rows[row.id] = known if known == now and known is not None else now  # the window redraws new ones
        if self._found is not None:
            self._found = self._search(library, self._found[0])
        self._look_again([row.id for row in fresh])
        if self.tree is not None and (whole or self.tree.study.id in touched):
            self._grow(self.tree.study.id, library)
        return self._show(self.filters)

    def _look_again(self, studies: Sequence[int]) -> None:
        """Studies that had no thumbnail may have one now."""
        for study in studies:
            if study in self._thumbnails and self._thumbnails[study] is None:
                del self._thumbnails[study]
        if any(study not in self._thumbnails for study in self._wanted):
            self._lane.do(self._fetch, kept=False)

    def _filter(self, filters: Filters, library: Library) -> Changes:
        if filters != self.filters:
            return Changes()  # something else was asked for meanwhile
        text = " ".join(filters.text.split())
        if not text:
            self._found = None
        elif self._found is None or self._found[0] != text:
            self._found = self._search(library, text)
        return self._show(filters)

    def _search(self, library: Library, text: str) -> tuple[str, frozenset[int]]:
        return text, library.worklist.search(text)

    def _show(self, filters: Filters) -> Changes:
        rows = tuple(self._rows.values())
        found = self._found[1] if self._found is not None and filters.text.strip() else None
        unread = sum(row.unread > 0 for row in rows)
        self.listing = Listing(chosen(rows, filters, found, date.today()), len(rows), unread, filters)
        return Changes(record=True)

    def _grow(self, study: int, library: Library) -> Changes:
        row = library.worklist.row(study)
        if study != self._chosen or row is None:
            return Changes()
        images = library.images.of_study(study)
        self.tree = Tree(row, images, frozenset(image.id for image in images if not is_there(image.path)))
        return Changes(record=True)

    def _fetch(self, library: Library) -> Changes:
        """Thumbnails of the rows in view, the last asked for."""
        wanted = [study for study in self._wanted if study not in self._thumbnails]
        for study in wanted:
            pictures = (library.images.thumbnail(image.id) for image in library.images.of_study(study))
            data = next((data for data in pictures if data), None)
            self._thumbnails[study] = decode(data) if data is not None else None
        while len(self._thumbnails) > KEEP_THUMBNAILS:
            self._thumbnails.pop(next(iter(self._thumbnails)))
        return Changes(record=bool(wanted))

    def _find(
        self, study: int, then: Callable[[StudyRow, Sequence[Path], Sequence[Path]], None], library: Library
    ) -> Changes:
        row = library.worklist.row(study)
        if row is None:
            raise UserError(
                "This study is no longer in the record.", "A study of the worklist.", "Open its files again."
            )
        paths = [image.path for image in library.images.of_study(study)]
        there = [path for path in paths if is_there(path)]
        then(row, there, [path for path in paths if path not in there])
        return Changes()


def is_there(path: Path) -> bool:
    """Whether a file, or a member of an archive, is where it was."""
    from spcxr_desktop.dicom.source import kind_of

    try:
        return kind_of(path) == "file"
    except (OSError, UserError):
        return False


def by_series(images: Sequence[ImageRow]) -> Mapping[int, tuple[ImageRow, ...]]:
    """Series id -> its images, in order."""
    out: dict[int, tuple[ImageRow, ...]] = {}
    for image in images:
        out[image.series] = (*out.get(image.series, ()), image)
    return out
