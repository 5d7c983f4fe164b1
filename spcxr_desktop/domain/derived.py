"""What other objects say of a radiograph: segmentations, structured reports, presentation states.

They are shown and nothing else: they are no part of a review, no model sees them, no export repeats them. All points
are (x, y) = (column, row) of the image they name, its upper left corner at (0, 0), as in ``domain/annotations.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.grayscale import Lut, VoiLut, VoiWindow
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.radiograph import Identity

Kind = Literal["SEG", "SR", "GSPS"]
Shape = Literal["point", "multipoint", "polyline", "interpolated", "circle", "ellipse", "text"]
Rgb = tuple[int, int, int]

# SOP classes (PS3.4 B.5). Segmentation, Label Map Segmentation, Grayscale Softcopy Presentation State.
_KINDS: dict[str, Kind] = {
    "1.2.840.10008.5.1.4.1.1.66.4": "SEG",
    "1.2.840.10008.5.1.4.1.1.66.7": "SEG",
    "1.2.840.10008.5.1.4.1.1.11.1": "GSPS",
}
_REPORTS = "1.2.840.10008.5.1.4.1.1.88."  # Basic Text, Enhanced, Comprehensive, Comprehensive 3D, key objects, ...


def kind_of(sop_class_uid: str) -> Kind | None:
    """What an object of this SOP class is; None for images and everything that is not read back."""
    return "SR" if sop_class_uid.startswith(_REPORTS) else _KINDS.get(sop_class_uid)


@dataclass(frozen=True)
class Reference:
    """An image that an object is about. ``frames``: of it, from 0; none named means all."""

    image: str
    frames: tuple[int, ...] = ()

    def covers(self, image: str, frame: int) -> bool:
        """Whether this frame of this image is meant."""
        return self.image == image and (not self.frames or frame in self.frames)


@dataclass(frozen=True)
class Segment:
    """One label of a segmentation (PS3.3 C.8.20.4). ``making``: AUTOMATIC, SEMIAUTOMATIC, MANUAL or "".

    ``colour``: the recommended display value as RGB, None where there is none. ``code``: "value scheme" of its type.
    """

    number: int
    label: str
    meaning: str = ""
    code: str = ""
    making: str = ""
    algorithm: str = ""
    colour: Rgb | None = None


@dataclass(frozen=True)
class Plane:
    """Which segment on which image a plane of ``DerivedObject.masks`` outlines. ``frame`` from 0, -1 for all."""

    segment: int
    image: str
    frame: int = -1


@dataclass(frozen=True)
class Drawing:
    """A graphic or a text. ``images``: where it is drawn, none named means every image of the object. ``text``: words
    beside it, lines parted by a line feed.

    ``points``: of a circle its centre and a point on it, of an ellipse the ends of its major and then its minor axis
    (PS3.3 C.18.6.1.2, C.10.5.1.2); of a text its place.
    """

    shape: Shape
    points: tuple[Point, ...]
    images: tuple[Reference, ...]
    text: str = ""
    layer: str = ""
    filled: bool = False
    colour: Rgb | None = None


@dataclass(frozen=True)
class ReportLine:
    """One content item of a report. ``level``: how deep it lies, from 0. ``value``: with its unit. ``kind``: its value
    type, "NUM", "CODE", "TEXT" and the like."""

    level: int
    concept: str
    value: str = ""
    kind: str = ""

    @property
    def in_words(self) -> bool:
        """Whether the value may say who somebody is."""
        return self.kind in ("TEXT", "PNAME", "DATE", "DATETIME")


@dataclass(frozen=True, eq=False)
class Greys:
    """How a presentation state makes greys of stored values: rescale or table, window or table, then the end.

    A presentation state replaces all three of the image's own (PS3.4 N.2). ``voi`` None: it has no window and no table.
    """

    images: tuple[Reference, ...]
    slope: float = 1.0
    intercept: float = 0.0
    modality: Lut | None = None
    voi: VoiWindow | VoiLut | None = None
    presentation: Lut | None = None
    inverse: bool = False


@dataclass(frozen=True)
class Area:
    """The displayed area (PS3.3 C.10.4): two opposite corners in points of the image."""

    images: tuple[Reference, ...]
    corner: Point
    opposite: Point


@dataclass(frozen=True)
class Spatial:
    """Spatial transformation (PS3.3 C.10.6): turned clockwise by quarters of a circle, then flipped left to right."""

    quarters: int = 0
    flipped: bool = False


@dataclass(frozen=True, eq=False)
class DerivedObject:
    """One SEG, SR or GSPS. Absent texts are "".

    ``masks``: uint8 [planes, rows, columns], 0..255 = how surely a pixel belongs to it (255 in all but fractional
    ones), one for each of ``planes``; None where there are none. ``verified``: None where such objects do not say it.
    ``notes``: what of it cannot be shown. ``drawable``: False where its planes are placed in the patient's space and
    not on the image's own pixels.
    """

    kind: Kind
    identity: Identity
    label: str
    description: str = ""
    maker: str = ""
    creator: str = ""
    date: str = ""
    verified: bool | None = None
    references: tuple[Reference, ...] = ()
    segments: tuple[Segment, ...] = ()
    planes: tuple[Plane, ...] = ()
    masks: NDArray[np.uint8] | None = None
    drawings: tuple[Drawing, ...] = ()
    lines: tuple[ReportLine, ...] = ()
    greys: tuple[Greys, ...] = ()
    areas: tuple[Area, ...] = ()
    spatial: Spatial = field(default_factory=Spatial)
    notes: tuple[str, ...] = ()
    drawable: bool = True

    def means(self, images: tuple[Reference, ...], image: str, frame: int) -> bool:
        """Whether a part of this object that names ``images`` is about this frame of this image."""
        return any(reference.covers(image, frame) for reference in images or self.references)

    @property
    def has_picture(self) -> bool:
        """Whether there is something to draw or to apply."""
        return bool(self.drawings or self.greys or (self.segments and self.drawable))

    @property
    def uid(self) -> str:
        """SOP Instance UID."""
        return self.identity.sop_instance_uid
