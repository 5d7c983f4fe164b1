"""Segmentations, reports and presentation states that were opened: which film they belong to, which are shown.

They are kept beside the entries and never become one, are written into no record, and reach no model, review or
export. What is known depends on what was opened and not on the order: films and objects find each other by SOP
Instance UID whenever either comes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.derived_marks import Mark, Outline, look_of, marks_of, outlines_of, why_not, with_few_texts
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.derived import DerivedObject
from spcxr_desktop.domain.grayscale import Voi
from spcxr_desktop.domain.turn import Turn

MOST_OBJECTS = 1000
_T = TypeVar("_T")
_ORDER = {"SEG": 0, "SR": 1, "GSPS": 2}


@dataclass(frozen=True, eq=False)
class Kept:
    """An object as it is kept: without its pixels, which ``outlines`` hold packed. ``path``: where it is from."""

    found: DerivedObject
    outlines: tuple[Outline, ...]
    path: Path

    @property
    def uid(self) -> str:
        """SOP Instance UID."""
        return self.found.uid


@dataclass(frozen=True, eq=False)
class Listed:
    """A row for one film. ``shown``: its switch. ``hidden``: segments switched off. ``warnings``: what to mind.
    ``able``: it can be drawn on this film.

    ``number``: its place among the film's objects, which its colours go by.
    """

    kept: Kept
    number: int
    shown: bool
    hidden: frozenset[int]
    warnings: tuple[str, ...]
    able: bool


_Before = tuple[Voi | None, bool, Turn]


class DerivedShelf:
    """All that was opened. May be asked from any thread; ``take`` comes from the search's lane."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.RLock()
        self._kept: dict[str, Kept] = {}
        self._about: dict[str, set[str]] = {}  # SOP Instance UID of an image -> objects that refer to it
        self._of_study: dict[str, set[str]] = {}  # Study Instance UID -> objects that refer to no image
        self._waiting: set[str] = set()  # objects none of whose images is open
        self._images: dict[str, set[int]] = {}  # SOP Instance UID -> open entries
        self._studies: dict[str, set[int]] = {}
        self._who: dict[int, tuple[str, str]] = {}
        self._revision = 0
        self._shown: set[tuple[str, int]] = set()  # object, entry
        self._hidden: dict[tuple[str, int], frozenset[int]] = {}
        self._before: dict[tuple[str, int], tuple[_Before, _Before]] = {}  # greys before a state, and as it set them
        self.version = 0  # of what is kept and shown

    # ---- taking in ---------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._kept)

    def take(self, found: DerivedObject, path: Path) -> bool:
        """Keep an object; one of the same UID stands for both, from the path that sorts first. False: no room left."""
        outlines = outlines_of(found)
        with self._lock:
            before = self._kept.get(found.uid)
            if before is None and len(self._kept) >= MOST_OBJECTS:
                return False
            if before is None or str(path) < str(before.path):
                if before is not None:
                    self._index(before, _drop)
                kept = self._kept[found.uid] = Kept(
                    replace(with_few_texts(found), masks=None, planes=()), outlines, path
                )
                self._index(kept, _put)
            self._follow()
            self._settle([found.uid])
            self.version += 1
            return True

    # ---- what belongs to what ----------------------------------------------------------------------------

    def of(self, entry: Entry | None) -> tuple[Kept, ...]:
        """What refers to a film, in an order that does not depend on how things were opened."""
        if entry is None or not self._kept:
            return ()
        who = entry.identity
        with self._lock:
            uids = self._about.get(who.sop_instance_uid, set()) | self._of_study.get(who.study_instance_uid, set())
            return tuple(sorted((self._kept[uid] for uid in uids), key=_sorting))

    def orphans(self) -> tuple[Kept, ...]:
        """Objects none of whose images is open."""
        with self._lock:
            if not self._kept:
                return ()
            self._follow()
            return tuple(sorted((self._kept[uid] for uid in self._waiting), key=_sorting))

    def listed(self, entry: Entry | None) -> tuple[Listed, ...]:
        """The rows for a film."""
        if entry is None:
            return ()
        rows = []
        for number, kept in enumerate(self.of(entry)):
            key = (kept.uid, entry.id)
            hidden = self._hidden.get(key, frozenset())
            able = kept.found.has_picture and not why_not(kept.found, kept.outlines, entry)
            rows.append(Listed(kept, number, key in self._shown, hidden, _warnings(kept, entry), able))
        return tuple(rows)

    def marks(self, entry: Entry | None) -> tuple[Mark, ...]:
        """What is to be drawn on a film; nothing while the reader must not see results of it."""
        if entry is None or entry.veiled or not self._shown:
            return ()
        found: list[Mark] = []
        for number, kept in enumerate(self.of(entry)):
            key = (kept.uid, entry.id)
            if key in self._shown:
                found += marks_of(kept.found, kept.outlines, entry, self._hidden.get(key, frozenset()), number)
        return tuple(found)

    # ---- switches ----------------------------------------------------------------------------------------

    def show(self, uid: str, shown: bool) -> Changes:
        """Show an object on the current film, or not. Of presentation states one at a time."""
        entry = self._session.current
        kept = self._kept.get(uid)
        if entry is None or kept is None or ((uid, entry.id) in self._shown) == shown:
            return Changes()
        if entry.radiograph is None and shown:
            return Changes()
        if kept.found.kind == "GSPS":
            self._present(kept, entry, shown)
        (self._shown.add if shown else self._shown.discard)((uid, entry.id))
        self.version += 1
        return Changes(entries=True, view=True)

    def show_segment(self, uid: str, number: int, shown: bool) -> Changes:
        """Show one segment on the current film, or not."""
        entry = self._session.current
        if entry is None:
            return Changes()
        key = (uid, entry.id)
        hidden = self._hidden.get(key, frozenset())
        self._hidden[key] = hidden - {number} if shown else hidden | {number}
        self.version += 1
        return Changes(view=True)

    def any_shown(self) -> bool:
        """Whether anything is shown on the current film."""
        entry = self._session.current
        return entry is not None and any((kept.uid, entry.id) in self._shown for kept in self.of(entry))

    def toggle(self) -> Changes:
        """Hide all that is shown on the current film; where nothing is, show it all, with the first presentation."""
        changes, on = Changes(), not self.any_shown()
        presented = False
        for kept in self.of(self._session.current):
            state = kept.found.kind == "GSPS"
            if on and (not kept.found.has_picture or (state and presented)):
                continue
            presented = presented or state
            changes |= self.show(kept.uid, on)
        return changes

    # ---- inside ------------------------------------------------------------------------------------------

    def _present(self, kept: Kept, entry: Entry, shown: bool) -> None:
        """Set window, polarity and turn as a state says; take them back where the reader did not change them since."""
        key = (kept.uid, entry.id)
        if not shown:
            before, made = self._before.pop(key, (None, None))
            if before is not None and (entry.voi, entry.invert, entry.turn) == made:
                self._session.update(entry.id, voi=before[0], invert=before[1], turn=before[2])
            return
        for other in self.of(entry):
            if other.found.kind == "GSPS" and other.uid != kept.uid:
                self.show(other.uid, False)
        now = self._session.entry(entry.id)
        if now is None or now.radiograph is None:
            return
        look, _ = look_of(kept.found, now)
        self._before[key] = ((now.voi, now.invert, now.turn), (look.voi, look.invert, look.turn))
        self._session.update(entry.id, voi=look.voi, invert=look.invert, turn=look.turn)

    def _index(self, kept: Kept, change: Callable[[dict[str, set[str]], str, str], None]) -> None:
        """Into what objects are found by, or out of it."""
        for reference in kept.found.references:
            change(self._about, reference.image, kept.uid)
        if not kept.found.references:
            change(self._of_study, kept.found.identity.study_instance_uid, kept.uid)

    def _has_film(self, kept: Kept) -> bool:
        found = kept.found
        if found.references:
            return any(self._images.get(reference.image) for reference in found.references)
        return bool(self._studies.get(found.identity.study_instance_uid))

    def _follow(self) -> None:
        """Take note of entries that came, changed or went since the last time."""
        delta = self._session.changes_since(self._revision)
        self._revision = delta.revision
        gone = [i for i in self._who if self._session.entry(i) is None] if delta.closed else []
        affected: set[str] = set()
        for entry_id in (*gone, *delta.touched):
            entry = self._session.entry(entry_id)
            who = (entry.identity.sop_instance_uid, entry.identity.study_instance_uid) if entry is not None else None
            before = self._who.pop(entry_id, None)
            if before == who:
                if who is not None:
                    self._who[entry_id] = who
                continue
            for image, study in filter(None, (before, who)):
                affected |= self._about.get(image, set()) | self._of_study.get(study, set())
            if before is not None:
                _drop(self._images, before[0], entry_id)
                _drop(self._studies, before[1], entry_id)
            if who is not None:
                self._who[entry_id] = who
                _put(self._images, who[0], entry_id)
                _put(self._studies, who[1], entry_id)
        self._settle(affected)

    def _settle(self, uids: Iterable[str]) -> None:
        """Which of these wait now."""
        for uid in uids:
            (self._waiting.discard if self._has_film(self._kept[uid]) else self._waiting.add)(uid)


def _sorting(kept: Kept) -> tuple[int, str, str]:
    return _ORDER[kept.found.kind], kept.found.date, kept.uid


def _put(index: dict[str, set[_T]], key: str, member: _T) -> None:
    if key:
        index.setdefault(key, set()).add(member)


def _drop(index: dict[str, set[_T]], key: str, member: _T) -> None:
    members = index.get(key, set())
    members.discard(member)
    if not members:
        index.pop(key, None)


def _warnings(kept: Kept, entry: Entry) -> tuple[str, ...]:
    """What to mind on this film: another patient, another size, greys that cannot be shown, what was left out."""
    found, who = kept.found, entry.identity
    said: list[str] = []
    theirs, ours = found.identity.patient_id, who.patient_id
    if theirs and ours and theirs != ours:
        said.append("Its header names another patient ID than the film's.")
    size = why_not(found, kept.outlines, entry)
    said += [size] if size else []
    if found.kind == "GSPS" and entry.radiograph is not None:
        greys = look_of(found, entry)[1]
        said += [greys] if greys else []
        said += _part_shown(found, entry)
    if any(outline.cut for outline in kept.outlines):
        said.append("Not all of its pieces are drawn: there are too many of them.")
    return (*said, *found.notes)


def _part_shown(found: DerivedObject, entry: Entry) -> Iterable[str]:
    film = entry.radiograph
    assert film is not None
    image = entry.identity.sop_instance_uid
    area = next((area for area in found.areas if found.means(area.images, image, film.frame)), None)
    if area is not None:
        (left, top), (right, bottom) = area.corner, area.opposite
        inner = left > 0.5 or top > 0.5 or right < film.columns - 0.5 or bottom < film.rows - 0.5
        if inner:
            yield (
                f"It asks for a part of the picture: columns {left + 1:.0f} to {right:.0f}, "
                f"rows {top + 1:.0f} to {bottom:.0f}."
            )
