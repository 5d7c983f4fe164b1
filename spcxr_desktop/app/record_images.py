"""Which entry of the session is which image of the record, and what was kept of it.

Headers are taken in by batches. What a former run of the same models said comes back at once where the file is
unchanged (path, size and time), without its lungs; the pixels then prove it, or take it back. Results are of the first
frame: those of another one are shown and not kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry, EntryFields, State
from spcxr_desktop.app.evidence import Evidence, evidence_of
from spcxr_desktop.app.operations import Analyser, CancelCheck, entry_changes
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.app.record_points import AtPoints, pointed
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.review import pixel_sha256
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.store.rows import ImageFacts, ImageRow, StoredResults

if TYPE_CHECKING:
    from spcxr_desktop.store.library import Library

SameModels = Callable[[ResultSet, Sequence[ModelPackage]], bool]

_BATCH = 250  # headers per transaction
_RESTORED_AT_ONCE = 50  # results read back before the lane takes up what is more urgent
_CHANGED = "pixels_changed"


class RecordImages:
    """``changed`` hears the ids of studies of which the worklist says something else now."""

    def __init__(
        self, lane: RecordLane, session: Session, same: SameModels, publish: Callable[[Changes], None]
    ) -> None:
        self._lane, self._session, self._same, self._publish = lane, session, same, publish
        self._lock = threading.RLock()
        self._images: dict[int, int] = {}  # entry id -> image id
        self._entries: dict[int, int] = {}  # image id -> the entry that has it
        self._studies: dict[int, int] = {}  # entry id -> study id
        self._of_study: dict[int, list[int]] = {}  # study id -> entry ids
        self._proved: set[int] = set()  # entries whose pixels are those of the record
        self._strange: set[int] = set()  # entries whose pixels are not: nothing of them is kept
        self._waiting: list[int] = []  # entries to be registered
        self._unrestored: list[int] = []  # entries of unchanged files that may have results
        self._packages: Sequence[ModelPackage] | None = None
        self.changed: Callable[[int], None] = lambda study: None
        self.registered: Callable[[], None] = lambda: None  # called when entries were taken in
        # What was kept, at the operating points in use; None where it is so already.
        self.at_points: AtPoints = lambda results: None

    def image(self, entry_id: int) -> int | None:
        """The image id of an entry, None while it is not in the record."""
        return self._images.get(entry_id)

    def entry_of(self, image: int) -> int | None:
        """The open entry that shows an image of the record."""
        entry_id = self._entries.get(image)
        return entry_id if entry_id is not None and self._session.entry(entry_id) is not None else None

    def is_strange(self, entry_id: int) -> bool:
        """Whether its pixels are other ones than the record's: nothing is kept of it."""
        return entry_id in self._strange

    def study(self, entry_id: int) -> int | None:
        """The study id of an entry, None while it is not in the record."""
        return self._studies.get(entry_id)

    def entries_of_study(self, study: int) -> tuple[int, ...]:
        """Open entries of a study, in the order of opening."""
        with self._lock:
            ids = sorted(self._of_study.get(study, ()))
        return tuple(entry_id for entry_id in ids if self._session.entry(entry_id) is not None)

    # ---- asked from any thread ---------------------------------------------------------------------------

    def register(self, ids: Iterable[int]) -> None:
        """Take entries in whose headers were read."""
        with self._lock:
            empty = not self._waiting
            self._waiting += [entry_id for entry_id in ids if entry_id not in self._images]
            ask = empty and bool(self._waiting)
        if ask:
            self._lane.do(self._register)

    @property
    def registering(self) -> bool:
        """Whether some wait to be taken in."""
        return bool(self._waiting)

    def confirm(self, entry_id: int) -> None:
        """The pixels of an entry are in memory."""
        entry = self._session.entry(entry_id)
        if entry is not None and entry.radiograph is None and entry.thumbnail is not None:
            self._lane.do(partial(self._keep_thumbnail, entry_id), kept=False)  # read for the list alone
        if entry is None or entry.radiograph is None or entry.radiograph.frame:
            return
        without = entry.results is not None and entry.results.status == "analysed" and entry.lungs is None
        if entry_id not in self._proved or without:
            self._lane.do(partial(self._confirm, entry_id), urgent=True, kept=False)

    def mark_read(self, entry_id: int, read: bool = True) -> Changes:
        """Looked at, or not."""
        entry = self._session.entry(entry_id)
        if entry is None or entry.read == read or entry_id in self._strange:
            return Changes()
        self._session.update(entry_id, read=read)
        self._lane.do(partial(self._mark_read, entry_id, read))
        return Changes(entries=True, record=True)

    def models_known(self, packages: Sequence[ModelPackage]) -> None:
        """What was kept can now be told from what other models said."""
        self._packages = packages
        self._lane.do(self._restore, kept=False)

    def analyser(self, entry_id: int, analyse: Analyser) -> Analyser:
        """``analyse`` for an entry: what the same models said of the same pixels before is not computed again.

        An entry that shows results is analysed anew: that is what was asked for.
        """
        entry = self._session.entry(entry_id)
        recall = entry is not None and entry.results is None

        def run(
            radiograph: Radiograph,
            packages: Sequence[ModelPackage],
            *,
            progress: Callable[[float, str], None] | None = None,
            cancel: CancelCheck | None = None,
        ) -> ResultSet:
            image = self._proved_image(entry_id, radiograph, cancel)
            found = self._recall(image, packages) if recall and image is not None else None
            if found is not None:
                return found
            results = analyse(radiograph, packages, progress=progress, cancel=cancel)
            if image is not None and not (cancel is not None and cancel()):
                self._keep(entry_id, image, results)
            return results

        return run

    # ---- on the models' lane -----------------------------------------------------------------------------

    def _proved_image(self, entry_id: int, radiograph: Radiograph, cancel: CancelCheck | None) -> int | None:
        """The image of these pixels in the record; None where nothing can be kept of them."""
        library, entry = self._lane.library(cancel), self._session.entry(entry_id)
        if library is None or entry is None or radiograph.frame or radiograph.colour is not None:
            return None
        try:
            return self.confirmed(library, entry, radiograph)
        except UserError as error:
            self._lane.tell(error)
            return None

    def _recall(self, image: int, packages: Sequence[ModelPackage]) -> ResultSet | None:
        library = self._lane.library()
        if library is None:
            return None
        try:
            stored = library.results.latest(image)
        except UserError as error:
            self._lane.tell(error)
            return None
        if stored is None or not self._same(stored.results, packages):
            return None
        return pointed(library, stored, self.at_points).results

    def _keep(self, entry_id: int, image: int, results: ResultSet) -> None:
        library = self._lane.library()
        if library is None:
            return
        try:
            library.results.add(image, results)
            self._keep_thumbnail(entry_id, library)
        except UserError as error:
            self._lane.tell(error)
        self.tell_changed(entry_id)

    # ---- on the record's lane ----------------------------------------------------------------------------

    def confirmed(self, library: Library, entry: Entry, radiograph: Radiograph | None = None) -> int | None:
        """The image of an entry once its pixels were held against the record's; None where they are other ones.

        Raises UserError where the disk or the record fails.
        """
        radiograph = radiograph or entry.radiograph
        if entry.id in self._strange or radiograph is None:
            return None
        image = self._images.get(entry.id)
        if image is not None and entry.id in self._proved:
            return image
        if image is None:
            self._take([entry.id], library)
            image = self._images.get(entry.id)
        if image is None:
            return None
        sha256 = pixel_sha256(radiograph.pixels, radiograph.grayscale.bias, radiograph.colour)
        try:
            library.images.confirm_pixels(image, sha256, radiograph.rows, radiograph.columns)
        except UserError as error:
            if error.code != _CHANGED:
                raise
            self._disown(entry, error)
            return None
        self._proved.add(entry.id)
        return image

    def _register(self, library: Library) -> Changes:
        with self._lock:
            batch, self._waiting = self._waiting[:_BATCH], self._waiting[_BATCH:]
            more = bool(self._waiting)
        self._take([entry_id for entry_id in batch if entry_id not in self._images], library)
        if more:
            self._lane.do(self._register)
        if self._unrestored:
            self._lane.do(self._restore, kept=False)
        return Changes(entries=True, record=True)

    def _take(self, ids: Sequence[int], library: Library) -> None:
        """Into the record, all in one transaction; files that are gone by now are left out."""
        entries = [entry for entry_id in ids if (entry := self._session.entry(entry_id)) is not None]
        facts = [(entry, made) for entry in entries if (made := facts_of(entry)) is not None]
        before = [library.images.at(made.path) for _, made in facts]
        images = library.images.add([made for _, made in facts])
        for (entry, made), known, image in zip(facts, before, images, strict=True):
            row = library.images.get(image)
            with self._lock:
                self._images[entry.id], self._studies[entry.id] = image, row.study
                self._entries[image] = entry.id
                self._of_study.setdefault(row.study, []).append(entry.id)
            if _unchanged(known, made) and row.assessment in ("analysed", "refused"):
                self._unrestored.append(entry.id)
            self._session.update(entry.id, read=row.read, revealed=bool(row.revealed))
            self.changed(row.study)
        self.registered()

    def _restore(self, library: Library) -> Changes:
        """Bring back what the same models said of unchanged files; what is in memory or in line goes first."""
        if self._packages is None:
            return Changes()  # asked again by ``models_known``
        with self._lock:
            batch = self._unrestored[:_RESTORED_AT_ONCE]
            del self._unrestored[:_RESTORED_AT_ONCE]
            more = bool(self._unrestored)
        changes = Changes()
        for entry_id in batch:
            image = self._images.get(entry_id)
            try:
                stored = library.results.without_lungs(image) if image is not None else None
            except UserError as error:  # damaged: it is analysed again, and the others are brought back all the same
                self._lane.tell(error)
                continue
            if stored is not None and self._same(stored.results, self._packages):
                changes |= self.bring_back(entry_id, pointed(library, stored, self.at_points), None)
        if more:
            self._lane.do(self._restore, kept=False)
        return changes

    def _confirm(self, entry_id: int, library: Library) -> Changes:
        entry = self._session.entry(entry_id)
        if entry is None or entry.radiograph is None:
            return Changes()
        radiograph = entry.radiograph
        image = self.confirmed(library, entry)
        if image is None:
            return Changes(entries=True, current=True, results=True)
        self._keep_thumbnail(entry_id, library)
        if self._packages is None or entry.lungs is not None or entry.state == "analysing":
            return Changes(record=True)
        stored = library.results.latest(image)
        if stored is None or not self._same(stored.results, self._packages):
            return Changes(record=True)
        stored = pointed(library, stored, self.at_points)
        mask = stored.results.lungs
        lungs = Lungs.of(mask, radiograph.orientation) if mask is not None else None
        evidence = evidence_of(stored.results, radiograph.orientation)
        return self.bring_back(entry_id, stored, lungs, evidence) | Changes(record=True)

    def _keep_thumbnail(self, entry_id: int, library: Library) -> Changes:
        """For the worklist, once per image."""
        entry, image = self._session.entry(entry_id), self._images.get(entry_id)
        if entry is None or image is None or entry.thumbnail is None or entry_id in self._strange:
            return Changes()
        if library.images.thumbnail(image) is None:
            library.images.set_thumbnail(image, encode(entry.thumbnail))
            self.tell_changed(entry_id)
        return Changes()

    def bring_back(
        self, entry_id: int, stored: StoredResults, lungs: Lungs | None, evidence: tuple[Evidence, ...] = ()
    ) -> Changes:
        """Into the entry, unless the models are at it just now or have said something newer."""
        results = stored.results
        fields = EntryFields(state=results.status, results=results, results_sha256=stored.sha256, result_frame=0)
        if lungs is not None:
            fields["lungs"] = lungs
        if evidence:
            fields["evidence"] = evidence
        entry = self._session.entry(entry_id)
        fresh = entry is None or entry.results is None
        states: tuple[State, ...] = ("waiting", "ready") if fresh else ("analysed", "refused")
        if self._session.update_if(entry_id, states, **fields) is None:
            return Changes()
        self._session.unwant(entry_id)
        return entry_changes(self._session, entry_id)

    def _mark_read(self, entry_id: int, read: bool, library: Library) -> Changes:
        image = self._images.get(entry_id)
        if image is None:
            entry = self._session.entry(entry_id)
            if entry is not None:
                self._take([entry_id], library)
                image = self._images.get(entry_id)
        if image is not None:
            library.images.mark_read(image, read)
            self.tell_changed(entry_id)
        return Changes(record=True)

    def tell_changed(self, entry_id: int) -> None:
        """The worklist says something else of the study of an entry now."""
        study = self._studies.get(entry_id)
        if study is not None:
            self.changed(study)

    def _disown(self, entry: Entry, error: UserError) -> None:
        """These are other pixels than those that were analysed or reviewed: nothing of the record belongs to them."""
        self._strange.add(entry.id)
        hints = (*entry.hints, f"{error.found} {error.remedy}")
        self._session.update(entry.id, hints=hints, read=True)
        if entry.state in ("analysed", "refused"):
            fields = EntryFields(state="ready", results=None, results_sha256="", lungs=None, evidence=())
            self._session.update_if(entry.id, ("analysed", "refused"), **fields)
            self._session.want([entry.id])
        self._lane.tell(error, (entry.path.name,))
        self._publish(entry_changes(self._session, entry.id))


def facts_of(entry: Entry) -> ImageFacts | None:
    """What the record keeps of a file from its header and from the disk; None where the file is gone."""
    from spcxr_desktop.dicom.source import locate, size_of

    try:
        place = locate(entry.path) if not entry.path.exists() else None
        file = place[0] if place is not None else entry.path
        size, time = size_of(entry.path), file.stat().st_mtime_ns
        return ImageFacts(entry.path, entry.identity, size, time, frames=entry.frames, dicom=entry.dicom)
    except (OSError, UserError):
        return None


def encode(pixels: NDArray[np.uint8]) -> bytes:
    """A thumbnail as JPEG, some 4 kB."""
    picture = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    written, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
    return data.tobytes() if written else b""


def decode(data: bytes) -> NDArray[np.uint8] | None:
    """What ``encode`` made, uint8 [rows, columns] or [rows, columns, 3]; None where it is none."""
    if not data:
        return None
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None:
        return None
    return np.asarray(picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)


def _unchanged(known: ImageRow | None, now: ImageFacts) -> bool:
    """The file is as it was when its pixels were last seen."""
    if known is None or not known.pixel_sha256:
        return False
    same_file = (known.size, known.mtime_ns) == (now.size, now.mtime_ns)
    return same_file and known.sop_instance_uid == now.identity.sop_instance_uid


