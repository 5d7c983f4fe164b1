"""One study on its way from a node into a folder, however it travels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.meta import Unsound, identify
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match
from spcxr_desktop.pacs.staging import Staging, Whole
from spcxr_desktop.pacs.transfer import Advance, ObjectStatus, Progress, Retrieved

if TYPE_CHECKING:
    from pydicom.dataset import Dataset


class Retrieval:
    """Knows what the node has (``held``, None: unknown), what is there already, and what has come."""

    def __init__(
        self, node: Node, study: str, folder: Path, limits: Limits, progress: Progress, held: Sequence[Match] | None
    ) -> None:
        self.node, self.study, self.folder, self.note = node, study, folder, ""
        self._progress, self._size = progress, 0
        self.held = None if held is None else {item.image: item for item in held}
        self._statuses: dict[str, ObjectStatus] = {}
        try:
            self.batch = Staging(folder, limits).batch(f"study-{study}")
            self.batch.discard_parts()
        except OSError as error:
            raise faults.disk(error.strerror) from error
        for path in (*self.batch.folder.glob("*.dcm"), *(folder / study).glob("*.dcm")):
            self._there(path)
        self._tell()

    @property
    def missing(self) -> list[Match]:
        """What is yet to come."""
        return [item for uid, item in (self.held or {}).items() if uid not in self._statuses]

    def missing_classes(self) -> list[str]:
        """Kinds of what is yet to come; none where the node did not say."""
        classes = list(dict.fromkeys(item.sop_class for item in self.missing))
        return classes if all(classes) else []

    def requests(self, classes: set[str]) -> Iterator[Dataset]:
        """Identifiers to ask with: the study where all of it is to come, else image by image."""
        from pydicom.dataset import Dataset

        wanted = [item for item in self.missing if not item.sop_class or item.sop_class in classes]
        if self.held is None or len(wanted) == len(self.held):
            identifier = Dataset()
            identifier.QueryRetrieveLevel, identifier.StudyInstanceUID = "STUDY", self.study
            yield identifier
            return
        for item in wanted:
            identifier = Dataset()
            identifier.QueryRetrieveLevel, identifier.StudyInstanceUID = "IMAGE", self.study
            identifier.SeriesInstanceUID, identifier.SOPInstanceUID = item.series, item.image
            yield identifier

    def came(self, item: Whole) -> None:
        """An object is whole. Raises Unsound where it is of another study: nothing of it is kept."""
        if item.study != self.study:
            item.path.unlink(missing_ok=True)
            raise Unsound("it is of another study")
        self._statuses[item.uid] = ObjectStatus(item.uid, item.sop_class, "done", path=item.path)
        self._size += item.size
        self._tell()

    def interrupted(self, error: UserError) -> Retrieved:
        """What there is when it ended before its end. Raises the error where nothing at all came."""
        if not any(item.state == "done" for item in self._statuses.values()) and error.code != "cancelled":
            self.batch.close()
            raise error
        self.batch.discard_parts()
        return self._retrieved(None, error.found, error.code == "cancelled")

    def result(self) -> Retrieved:
        """Publish the study if it is whole. Raises UserError."""
        missing = len(self.missing)
        if missing or not self._statuses:
            reason = self.note or f"{missing:,} of its objects did not come."
            self.batch.close()
            return self._retrieved(None, reason, False)
        try:
            self.batch.publish()
        except OSError as error:
            raise faults.disk(error.strerror) from error
        except Unsound as error:
            raise faults.protocol(self.node, "an object that is not sound") from error
        return self._retrieved(self.folder / self.study, "" if self.held is not None else self.note, False)

    def _retrieved(self, folder: Path | None, reason: str, cancelled: bool) -> Retrieved:
        objects = [item if folder is None else _in(folder, item) for item in self._statuses.values()]
        objects += [
            ObjectStatus(item.image, item.sop_class, "unsent" if cancelled else "failed", reason)
            for item in self.missing
        ]
        total = None if self.held is None else len(self.held)
        return Retrieved(self.study, folder, tuple(objects), total, reason, cancelled)

    def _there(self, path: Path) -> None:
        try:
            names = identify(path)
        except Unsound:
            return
        if names.study == self.study:
            self._statuses[names.uid] = ObjectStatus(names.uid, names.sop_class, "there", path=path)

    def _tell(self) -> None:
        total = None if self.held is None else len(self.held)
        self._progress(Advance(len(self._statuses), total, self._size))


def _in(folder: Path, item: ObjectStatus) -> ObjectStatus:
    path = folder / f"{item.uid}.dcm"
    return ObjectStatus(item.uid, item.sop_class, item.state, item.reason, item.code, path)
