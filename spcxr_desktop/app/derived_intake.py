"""What an opening does with segmentations, reports and presentation states: onto the shelf, never into the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.derived import DerivedShelf
from spcxr_desktop.app.entry import Notice
from spcxr_desktop.app.operations import DerivedReader
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Task
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.domain.derived import kind_of
from spcxr_desktop.domain.errors import UserError

_HEAD_BYTES = 512  # preamble, and the meta information with the SOP class
_CLASSES = (b"1.2.840.10008.5.1.4.1.1.66.", b"1.2.840.10008.5.1.4.1.1.88.", b"1.2.840.10008.5.1.4.1.1.11.1\0")
_NAMES = 5  # told in the notice

Count = Callable[[str, Path], None]  # a reason, and a file that was left out for it


class DerivedIntake:
    """One opening's share."""

    def __init__(self, shelf: DerivedShelf, session: Session, read: DerivedReader) -> None:
        self._shelf, self._session, self._read = shelf, session, read
        self._taken: set[str] = set()

    def likely(self, path: Path) -> bool:
        """Whether the first bytes of a named file say so: then it gets no row before its header is read.

        Only a hint: members of archives and files without meta information get a row that goes again.
        """
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD_BYTES)
        except OSError:  # a member of an archive, or not readable, which its header says
            return False
        return any(name in head for name in _CLASSES)

    def takes(self, header: Header) -> bool:
        """Whether a header is that of an object that is read back."""
        return header.dicom and kind_of(header.identity.sop_class_uid) is not None

    def take(self, path: Path, task: Task, count: Count, named: bool) -> Changes:
        """Read one and put it on the shelf. ``named`` files may have got a row, which goes. Raises Cancelled."""
        for entry in self._session.entries if named else ():
            if entry.path == path:
                self._session.close(entry.id)
        try:
            found = self._read(path, task.token)
        except UserError as error:
            count(error.found, path)
            return Changes(entries=True, current=True)
        if not self._shelf.take(found, path):
            count("There are too many reports and other objects: the first ones are kept.", path)
        self._taken.add(found.uid)
        return Changes(entries=True, current=True, view=True)

    def notice(self) -> Notice | None:
        """Which of the objects opened now wait for their images."""
        waiting = [kept for kept in self._shelf.orphans() if kept.uid in self._taken]
        if not waiting:
            return None
        one = "1 object (segmentation, report or presentation state) waits for its image."
        many = f"{len(waiting):,} objects (segmentations, reports or presentation states) wait for their images."
        names = [f"{kept.found.kind}: {kept.path.name}" for kept in waiting[:_NAMES]]
        more = [f"and {len(waiting) - _NAMES:,} more"] if len(waiting) > _NAMES else []
        return Notice(one if len(waiting) == 1 else many, (*names, *more), nameless=True)
