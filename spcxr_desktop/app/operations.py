"""What the program does to what is open. Each runs off the GUI thread, changes the session, returns ``Changes``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Entry, EntryFields, Fault, Notice, State
from spcxr_desktop.app.evidence import evidence_of
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.tasks import Cancelled, Task
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.derived import DerivedObject
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.grayscale import grey_table, render
from spcxr_desktop.domain.radiograph import Radiograph, Shutter
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.store.results import sha256_of

THUMBNAIL = 144  # px, longer side: 72 on screen, twice that on a dense one

CancelCheck = Callable[[], bool]


class Reader(Protocol):
    """Decodes one frame, counted from 0. Raises UserError, or Cancelled where ``cancel`` says so in time."""

    def __call__(self, path: Path, frame: int = 0, cancel: CancelCheck | None = None) -> Radiograph: ...


class SourceReader(Protocol):
    """What objects that are made of a file repeat of its header. Raises UserError, or Cancelled."""

    def __call__(self, path: Path, cancel: CancelCheck | None = None) -> SourceHeader: ...


def no_source(path: Path, cancel: CancelCheck | None = None) -> SourceHeader:
    """Where nothing reads headers for exports. Raises UserError."""
    raise UserError("The header of this file cannot be read.", "A DICOM file.", "Open it in the program's window.")


class Finder(Protocol):
    """Searches files, folders and archives; gives what may be a radiograph in batches, as it is found.

    ``tell`` hears what the user should know of an archive or an index. Raises UserError and Cancelled.
    """

    def __call__(
        self, paths: Sequence[Path], cancel: CancelCheck | None = None, tell: Callable[[Path, str], None] | None = None
    ) -> Iterator[Sequence[Path]]: ...


class HeaderReader(Protocol):
    """Reads headers without pixels, one outcome per path, in order, as they are done. Raises Cancelled."""

    def __call__(
        self, paths: Sequence[Path], cancel: CancelCheck | None = None
    ) -> Iterable[tuple[Path, Header | UserError]]: ...


class DerivedReader(Protocol):
    """Reads a segmentation, structured report or presentation state. Raises UserError and Cancelled."""

    def __call__(self, path: Path, cancel: CancelCheck | None = None) -> DerivedObject: ...


class Analyser(Protocol):
    """What turns a radiograph into a result set."""

    def __call__(
        self,
        radiograph: Radiograph,
        packages: Sequence[ModelPackage],
        *,
        progress: Callable[[float, str], None] | None = None,
        cancel: CancelCheck | None = None,
    ) -> ResultSet: ...


def read_entry(session: Session, entry_id: int, read: Reader, task: Task) -> Changes:
    """Decode the frame of an entry that was asked for: pixels, upright copy, identity, thumbnail."""
    entry = session.entry(entry_id)
    if entry is None:
        return Changes()
    first = entry.state == "waiting"  # else its pixels had been let go, and its state stays what it was
    if first:  # unless the record brings back what was said of it just now
        session.update_if(entry_id, ("waiting",), state="reading")
    try:
        radiograph = read(entry.path, entry.frame, task.token)
    except UserError as error:
        _not_read(session, entry, error)
        return entry_changes(session, entry_id)
    except Cancelled:
        session.update_if(entry_id, ("reading",), state="waiting")
        raise
    session.update_if(entry_id, ("reading",), state="ready")
    _keep(session, entry, radiograph)
    session.let_go()
    return entry_changes(session, entry_id)


def analyse_entry(
    session: Session, entry_id: int, packages: Sequence[ModelPackage], read: Reader, analyse: Analyser, task: Task
) -> Changes:
    """Run the models on the frame of an entry that was asked for. What is not in memory is read for this alone."""
    before = session.entry(entry_id)
    if before is None:
        return Changes()
    session.unwant(entry_id)
    session.update(entry_id, state="analysing", fault=None)
    task.progress(0.0)
    unable: State = "failed" if before.decoded else "unreadable"
    try:
        radiograph = before.radiograph if before.decoded else None
        if radiograph is None:
            radiograph = read(before.path, before.frame, task.token)
            unable = "failed"
            if before.thumbnail is None:
                _keep(session, before, radiograph)
                session.let_go()
        if radiograph.colour is not None:
            session.update(entry_id, state="ready", in_colour=True)
            return entry_changes(session, entry_id)
        results = analyse(radiograph, packages, progress=lambda done, _: task.progress(done), cancel=task.token)
        task.token.check()
    except Cancelled:
        read_meanwhile = before.state == "waiting" and unable == "failed"
        session.update(entry_id, state="ready" if read_meanwhile else before.state, fault=before.fault)
        return entry_changes(session, entry_id)
    except UserError as error:
        session.update(entry_id, state=unable, fault=Fault.of(error))
        return entry_changes(session, entry_id)
    lungs = Lungs.of(results.lungs, radiograph.orientation) if results.lungs is not None else None
    session.update(
        entry_id, state=results.status, results=results, results_sha256=sha256_of(results), lungs=lungs,
        evidence=evidence_of(results, radiograph.orientation), result_frame=radiograph.frame,
    )  # fmt: skip
    session.let_go()
    return entry_changes(session, entry_id)


def entry_changes(session: Session, entry_id: int) -> Changes:
    """The list changed; if it is the shown entry, so did the picture and its findings."""
    current = session.current
    shown = current is not None and current.id == entry_id
    return Changes(entries=True, current=shown, results=shown, view=entry_id in session.panes.ids)


def _not_read(session: Session, entry: Entry, error: UserError) -> None:
    """The file cannot be read; where only another frame of it cannot, the frame in view stays."""
    if entry.radiograph is None:
        session.update(entry.id, state="unreadable", fault=Fault.of(error))
        return
    session.update(entry.id, frame=entry.radiograph.frame)
    session.notice = Notice(f"Frame {entry.frame + 1} cannot be shown. {error.found} {error.remedy}")


def _keep(session: Session, entry: Entry, radiograph: Radiograph) -> None:
    """Put a decoded frame into its entry, everything upright."""
    orientation = radiograph.orientation
    upright = orientation.to_upright(radiograph.pixels)
    colour = orientation.to_upright(radiograph.colour) if radiograph.colour is not None else None
    shutter = radiograph.shutter
    fields = EntryFields(
        identity=radiograph.identity,
        dicom=radiograph.dicom,
        in_colour=colour is not None,
        frames=radiograph.frames,
        radiograph=radiograph,
        upright=upright,
        half=_half_size(upright),
        colour=colour,
        planes=tuple((orientation.to_upright(plane.bits), plane.label) for plane in radiograph.overlays),
        shutter=Shutter(orientation.to_upright(shutter.covered), shutter.grey) if shutter is not None else None,
    )
    if entry.thumbnail is None:
        fields["thumbnail"] = _thumbnail(radiograph, upright if colour is None else colour)
    now = session.entry(entry.id)
    if now is not None and now.frame == entry.frame:  # a reader may know fewer frames than the header promised
        fields["frame"] = radiograph.frame
    session.update(entry.id, **fields)


def _half_size(upright: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Half as many pixels each way, so that moving a large film neither lags nor shimmers."""
    rows, columns = upright.shape
    size = ((columns + 1) // 2, (rows + 1) // 2)
    return np.asarray(cv2.resize(upright, size, interpolation=cv2.INTER_AREA), np.uint16)


def _thumbnail(radiograph: Radiograph, upright: NDArray[np.uint16] | NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Default greys, or the colours of a colour picture; longer side THUMBNAIL."""
    rows, columns = upright.shape[:2]
    aspect = radiograph.aspect if (rows, columns) == radiograph.pixels.shape else 1 / radiograph.aspect
    scale = THUMBNAIL / max(rows * aspect, columns)
    size = (max(round(columns * scale), 1), max(round(rows * aspect * scale), 1))
    small = cv2.resize(upright, size, interpolation=cv2.INTER_AREA)
    if upright.dtype == np.uint8:
        return np.asarray(small, np.uint8)
    return render(np.asarray(small, np.uint16), grey_table(radiograph.grayscale))
