"""One opened file as a value: what is known of it, what of it is in memory, how it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.evidence import Evidence
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.grayscale import Voi
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Shutter
from spcxr_desktop.domain.turn import UNTURNED, Turn

State = Literal["waiting", "reading", "ready", "analysing", "analysed", "refused", "failed", "unreadable"]
Plane = tuple[NDArray[np.bool_], str]  # bits [rows, columns], upright; its label


@dataclass(frozen=True)
class Fault:
    """Why an entry could not be read or analysed: the three parts of a UserError."""

    found: str
    expected: str
    remedy: str

    @classmethod
    def of(cls, error: UserError) -> Fault:
        """The same three parts as a value."""
        return cls(error.found, error.expected, error.remedy)


@dataclass(frozen=True)
class Notice:
    """Something to know that belongs to no single entry. ``details``: lines that are shown on demand.

    ``nameless``: the text, not the details, is free of names of patients and files. ``action``: title of a button
    that does something about it, "" for none.
    """

    text: str
    details: tuple[str, ...] = ()
    nameless: bool = False
    action: str = ""


@dataclass(frozen=True, eq=False)
class Entry:
    """One opened file.

    ``radiograph`` and what is made of it are None until read, or once let go: ``upright`` (uint16, contiguous),
    ``half`` (``upright`` averaged 2 x 2), ``colour`` (uint8 [rows, columns, 3]), ``planes`` and ``shutter``, all
    upright. ``thumbnail``: uint8 [rows, columns], or [rows, columns, 3] of a colour picture. ``frame``: the one
    asked for, from 0; ``radiograph.frame`` is the one that is there. ``result_frame``: the one ``results`` is of.
    """

    id: int
    path: Path
    state: State = "waiting"
    identity: Identity = field(default_factory=Identity)
    dicom: bool = True
    in_colour: bool = False
    frame: int = 0
    frames: int = 1
    thumbnail: NDArray[np.uint8] | None = None
    radiograph: Radiograph | None = None
    upright: NDArray[np.uint16] | None = None
    half: NDArray[np.uint16] | None = None
    colour: NDArray[np.uint8] | None = None
    planes: tuple[Plane, ...] = ()
    shutter: Shutter | None = None
    results: ResultSet | None = None
    result_frame: int = 0
    results_sha256: str = ""  # of ``results`` as the record keeps them, "" while that is not known
    revealed: bool = False  # the reader who reads first has seen results of it
    veiled: bool = False  # the reader must not see its results yet; kept true by the session
    lungs: Lungs | None = None
    evidence: tuple[Evidence, ...] = ()  # of ``results``, one per map
    fault: Fault | None = None
    hints: tuple[str, ...] = ()  # what does not agree between this file and another one
    read: bool = True  # looked at, as far as the record knows; True where nothing is kept
    voi: Voi | None = None  # None: the default of the file
    invert: bool = False
    turn: Turn = UNTURNED  # the reader's own, on top of upright

    @property
    def flags(self) -> int:
        """How many flags may decide what is read first, as far as the reader may know."""
        return len(self.results.driving) if self.results is not None and not self.veiled else 0

    @property
    def analysable(self) -> bool:
        """Whether the models may be asked: colour pictures are shown, never analysed."""
        return self.state != "unreadable" and not self.in_colour

    @property
    def decoded(self) -> bool:
        """Whether the pixels that were asked for are here."""
        return self.radiograph is not None and self.radiograph.frame == self.frame

    @property
    def on_result_frame(self) -> bool:
        """Whether the frame in view is the one that was analysed."""
        return self.radiograph is None or self.radiograph.frame == self.result_frame

    def as_shown(self) -> Entry:
        """Without what belongs to another frame than the one in view, and what the reader must not see yet."""
        other = not self.on_result_frame and (self.lungs is not None or self.evidence)
        shown = replace(self, lungs=None, evidence=()) if other else self
        if not self.veiled or self.results is None:
            return shown
        results = replace(self.results, scores=(), evidence=(), gates=(), outlier=None)
        return replace(shown, results=results, evidence=())

    def without_pixels(self) -> Entry:
        """Let the large arrays go; ``lungs.mask()`` still gives the mask."""
        results = self.results
        if results is not None and results.lungs is not None:
            results = replace(results, lungs=None)
        return replace(
            self, radiograph=None, upright=None, half=None, colour=None, planes=(), shutter=None, results=results
        )


class EntryFields(TypedDict, total=False):
    """What may be replaced in an entry."""

    state: State
    identity: Identity
    dicom: bool
    in_colour: bool
    frame: int
    frames: int
    thumbnail: NDArray[np.uint8] | None
    radiograph: Radiograph
    upright: NDArray[np.uint16]
    half: NDArray[np.uint16]
    colour: NDArray[np.uint8] | None
    planes: tuple[Plane, ...]
    shutter: Shutter | None
    results: ResultSet | None
    result_frame: int
    results_sha256: str
    revealed: bool
    lungs: Lungs | None
    evidence: tuple[Evidence, ...]
    fault: Fault | None
    hints: tuple[str, ...]
    read: bool
    voi: Voi | None
    invert: bool
    turn: Turn


@dataclass(frozen=True)
class Overlay:
    """How the lungs are drawn, and how strongly the ``evidence``. ``opacity`` 0..1."""

    visible: bool = True
    opacity: float = 0.4
    evidence: float = 0.5
