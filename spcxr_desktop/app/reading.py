"""The door that this process reads through, opened before anything heavy is imported: a worker needs a moment to start.

Imports neither numpy nor OpenCV, Qt or pydicom.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from spcxr_desktop.dicom.door import Door, ReaderFault

if TYPE_CHECKING:
    from spcxr_desktop.domain.radiograph import Radiograph

logger = logging.getLogger(__name__)


def start_reading(workers: int = 2) -> Door:
    """A door whose workers are starting; returns at once. Whoever calls this closes it."""
    door = Door(workers)
    door.start()
    return door


def read_one(path: Path, frame: int = 0) -> Radiograph:
    """One frame, from 0, through a door of its own, for a verb that reads a single file. Raises UserError."""
    door = Door(workers=1)
    try:
        return door.read(path, frame)
    finally:
        door.close()


def log_fault(fault: ReaderFault) -> None:
    """Log a bug of the worker's by kind and place. What does not look like one of those is not written."""
    from spcxr_desktop.store.logs import log_event

    place = fault.place if re.fullmatch(r"[a-z][a-z0-9_]{0,20}\.py:[0-9]{1,5}", fault.place) else "unknown"
    kind = fault.kind if re.fullmatch(r"[A-Z][A-Za-z]{1,30}", fault.kind) else "Unknown"
    log_event(logger, "reader.fault", logging.ERROR, kind=kind.lower(), place=place.replace(":", "-"))
