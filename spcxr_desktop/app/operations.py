"""What the program does to what is open. Each runs off the GUI thread, changes the session, returns ``Changes``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.session import Fault, Session
from spcxr_desktop.app.tasks import Cancelled, Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.grayscale import grey_table, render
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage

THUMBNAIL = 144  # px, longer side: 72 on screen, twice that on a dense one

Reader = Callable[[Path], Radiograph]
Finder = Callable[[Sequence[Path]], Sequence[Path]]


class Analyser(Protocol):
    """What turns a radiograph into a result set."""

    def __call__(
        self,
        radiograph: Radiograph,
        packages: Sequence[ModelPackage],
        *,
        progress: Callable[[float, str], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> ResultSet: ...


def add_paths(session: Session, paths: Sequence[Path], find: Finder, task: Task) -> Changes:
    """Search files and folders for what may be a radiograph, open all of it, show the first."""
    session.notice = None
    try:
        found = find(paths)
        if not found:
            raise UserError(
                "There is nothing here that could be a radiograph.",
                "DICOM files, folders of them, PNG or JPEG.",
                "Choose another file or folder.",
            )
    except UserError as error:
        session.notice = Fault.of(error)
        return Changes(entries=True)
    task.token.check()
    ids = session.add(found)
    if ids:
        session.select(ids[0])
    return Changes(entries=True, current=True, results=True)


def read_entry(session: Session, entry_id: int, read: Reader, task: Task) -> Changes:
    """Decode one entry: pixels, upright copy, identity, thumbnail."""
    entry = session.entry(entry_id)
    if entry is None:
        return Changes()
    first = entry.state == "waiting"  # else its pixels had been let go, and its state stays what it was
    if first:
        session.update(entry_id, state="reading")
    try:
        radiograph = read(entry.path)
    except UserError as error:
        session.update(entry_id, state="unreadable", fault=Fault.of(error), wanted=False)
        return _entry_changes(session, entry_id)
    upright = radiograph.orientation.to_upright(radiograph.pixels)
    if first:
        session.update(entry_id, state="ready")
    session.update(
        entry_id,
        identity=radiograph.identity,
        dicom=radiograph.dicom,
        thumbnail=_thumbnail(radiograph, upright),
        radiograph=radiograph,
        upright=upright,
        half=_half_size(upright),
    )
    session.let_go()
    return _entry_changes(session, entry_id)


def analyse_entry(
    session: Session, entry_id: int, packages: Sequence[ModelPackage], read: Reader, analyse: Analyser, task: Task
) -> Changes:
    """Run the models on one entry. An entry whose pixels were let go is read again, and not kept."""
    entry = session.update(entry_id, state="analysing", wanted=False, fault=None)
    if entry is None:
        return Changes()
    task.progress(0.0)
    try:
        radiograph = entry.radiograph or read(entry.path)
        results = analyse(radiograph, packages, progress=lambda done, _: task.progress(done), cancel=task.token)
        task.token.check()
    except Cancelled:
        session.update(entry_id, state="ready")
        return _entry_changes(session, entry_id)
    except UserError as error:
        session.update(entry_id, state="failed", fault=Fault.of(error))
        return _entry_changes(session, entry_id)
    lungs = Lungs.of(results.lungs, radiograph.orientation) if results.lungs is not None else None
    session.update(entry_id, state=results.status, results=results, lungs=lungs)
    session.let_go()
    return _entry_changes(session, entry_id)


def _entry_changes(session: Session, entry_id: int) -> Changes:
    """The list changed; if it is the shown entry, so did the picture and its findings."""
    current = session.current
    shown = current is not None and current.id == entry_id
    return Changes(entries=True, current=shown, results=shown)


def _half_size(upright: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Half as many pixels each way, so that moving a large film neither lags nor shimmers."""
    rows, columns = upright.shape
    size = ((columns + 1) // 2, (rows + 1) // 2)
    return np.asarray(cv2.resize(upright, size, interpolation=cv2.INTER_AREA), np.uint16)


def _thumbnail(radiograph: Radiograph, upright: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Default greys, longer side THUMBNAIL."""
    rows, columns = upright.shape
    scale = THUMBNAIL / max(rows, columns)
    size = (max(round(columns * scale), 1), max(round(rows * scale), 1))
    small = np.asarray(cv2.resize(upright, size, interpolation=cv2.INTER_AREA), np.uint16)
    return render(small, grey_table(radiograph.grayscale))
