"""What does not agree between opened files: marks on their rows, one notice, never a correction.

Runs on the search's thread. Of ten thousand files nearly all agree with one another: only those that share an id,
a study or a person's name with others *and* differ from them are looked at closely, and only files with one SOP
Instance UID are compared byte by byte.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from spcxr_desktop.app.entry import Entry, Notice
from spcxr_desktop.app.operations import CancelCheck, Reader
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Cancelled
from spcxr_desktop.domain.duplicates import Duplicate, collisions, hash_picture, judge
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.person_name import parse
from spcxr_desktop.domain.radiograph import Identity
from spcxr_desktop.domain.reconcile import patient_key, reconcile

Digest = Callable[[Path], str]

_REST = 10  # looking closely takes at most one part in so many of the search's time
_SAME_BYTES = "identical"


class Hints:
    """Remembers what it has seen of the identities of a session's entries. ``digest``: of all bytes of a file.

    Not thread-safe: all of it runs on the search's lane.
    """

    def __init__(self, session: Session, digest: Digest, read: Reader) -> None:
        self._session, self._digest, self._read = session, digest, read
        self._groups: dict[tuple[str, str], dict[object, None]] = defaultdict(dict)  # group -> details met in it
        self._members: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._suspects: set[int] = set()
        self._stale = False
        self._looked_at, self._looked_for = 0.0, 0.0
        self._identities: dict[int, tuple[str, ...]] = {}  # entry id -> what does not agree with it
        self._duplicates: dict[int, tuple[str, ...]] = {}
        self._judged: dict[tuple[int, ...], tuple[Duplicate, ...]] = {}

    def compare(self, ids: Sequence[int]) -> bool:
        """Take note of entries whose identity is known now. True where some entry has other hints than before."""
        for entry_id in ids:
            entry = self._session.entry(entry_id)
            if entry is not None:
                self._note(entry_id, entry.identity)
        if time.monotonic() - self._looked_at < _REST * self._looked_for:
            return False
        return self._look_closely()

    def finish(self, cancel: CancelCheck) -> bool:
        """After a search: everything is looked at, and files with one UID are compared. Raises Cancelled."""
        changed = self._look_closely()
        return self._compare_files(cancel) or changed

    def forget_closed(self) -> bool:
        """After entries were closed: what they alone contradicted agrees again."""
        for members in self._members.values():
            members[:] = [i for i in members if self._session.entry(i) is not None]
        self._suspects = {i for i in self._suspects if self._session.entry(i) is not None}
        self._stale = True
        self._judged = {
            ids: found for ids, found in self._judged.items() if all(self._session.entry(i) is not None for i in ids)
        }
        self._duplicates = _duplicate_texts(self._judged)
        return self._look_closely()

    # ---- identities --------------------------------------------------------------------------------------

    def _note(self, entry_id: int, identity: Identity) -> None:
        """Sort an entry into its groups; a group with differing details makes all its members suspect."""
        details = identity.patient_name, identity.patient_birth_date, identity.patient_sex
        patient = patient_key(identity)
        name = " ".join(sorted(parse(identity.patient_name).key().split()))
        born = "".join(filter(str.isdecimal, identity.patient_birth_date))
        groups: tuple[tuple[tuple[str, str], object], ...] = (
            (("id", patient), details),
            (("study", identity.study_instance_uid.strip()), (patient, details)),
            (("person", f"{name}|{born}" if name and born else ""), patient),
        )
        for group, told in groups:
            if not group[1]:
                continue
            known = self._groups[group]
            agreed = len(known) < 2
            known[told] = None
            self._members[group].append(entry_id)
            if len(known) > 1:
                self._suspects.update(self._members[group] if agreed else (entry_id,))
                self._stale = True

    def _look_closely(self) -> bool:
        """Ask the domain about the suspects, if there are other ones than the last time."""
        if not self._stale:
            return False
        started, self._stale = time.monotonic(), False
        entries = [entry for i in sorted(self._suspects) if (entry := self._session.entry(i)) is not None]
        found: dict[int, list[str]] = defaultdict(list)
        for hint in reconcile([entry.identity for entry in entries]):
            for place in hint.entries:
                found[entries[place].id].append(f"{hint.found} {hint.remedy}")
        self._identities = {entry_id: tuple(texts) for entry_id, texts in found.items()}
        self._looked_at = time.monotonic()
        self._looked_for = self._looked_at - started
        return self._tell()

    # ---- files -------------------------------------------------------------------------------------------

    def _compare_files(self, cancel: CancelCheck) -> bool:
        """Files that share a SOP Instance UID: are they copies, or do they differ?"""
        entries = self._session.entries
        for places in collisions([entry.identity.sop_instance_uid for entry in entries]):
            ids = tuple(entries[place].id for place in places)
            if ids not in self._judged:
                self._judged[ids] = self._judge([entries[place] for place in places], cancel)
        self._duplicates = _duplicate_texts(self._judged)
        return self._tell()

    def _judge(self, entries: Sequence[Entry], cancel: CancelCheck) -> tuple[Duplicate, ...]:
        """``entries`` of the answer are entry ids."""

        def file_hash(place: int) -> str:
            if cancel():
                raise Cancelled
            try:
                return self._digest(entries[place].path)
            except (OSError, UserError):
                return ""

        def picture_hash(place: int) -> str:
            try:
                radiograph = self._read(entries[place].path, 0, cancel)
            except UserError:
                return ""
            return hash_picture(radiograph)

        found = judge(range(len(entries)), file_hash, picture_hash)
        return tuple(Duplicate(one.kind, tuple(entries[place].id for place in one.entries)) for one in found)

    # ---- telling -----------------------------------------------------------------------------------------

    def _tell(self) -> bool:
        """Put the hints into the entries and the notice. True where there are other ones than before."""
        changed = False
        for entry in self._session.entries:
            hints = (*self._duplicates.get(entry.id, ()), *self._identities.get(entry.id, ()))
            if hints != entry.hints:
                self._session.update(entry.id, hints=hints)
                changed = True
        if changed:
            texts = [*self._duplicates.values(), *self._identities.values()]
            lines = tuple(dict.fromkeys(line for found in texts for line in found))
            self._session.hint_notice = _notice(lines)
        return changed


def _duplicate_texts(judged: dict[tuple[int, ...], tuple[Duplicate, ...]]) -> dict[int, tuple[str, ...]]:
    """Entry id -> texts. Copies of one file disturb nobody and are not told."""
    out: dict[int, tuple[str, ...]] = {}
    for found in judged.values():
        for duplicate in found:
            if duplicate.kind != _SAME_BYTES:
                for entry_id in duplicate.entries:
                    out[entry_id] = (*out.get(entry_id, ()), duplicate.text)
    return out


def _notice(lines: tuple[str, ...]) -> Notice | None:
    """One hint is told whole, several are counted."""
    if len(lines) < 2:
        return Notice(lines[0]) if lines else None
    return Notice(f"{len(lines):,} things do not agree between the opened files; their rows are marked.", lines)
