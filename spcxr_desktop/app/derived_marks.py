"""What of a derived object is drawn on one film: outlines, graphics, greys, and why something is not."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.outlines import Polygon
from spcxr_desktop.domain.derived import DerivedObject, Drawing, Greys, Plane, Rgb
from spcxr_desktop.domain.grayscale import (
    GrayscaleRule,
    Lut,
    Voi,
    VoiLut,
    VoiWindow,
    modality_values,
    voi_unit,
    window_between,
)
from spcxr_desktop.domain.turn import FLIP_ACROSS, Turn

_TOLERANCE = 0.6  # px an outline may leave the mask's edge
_MOST_PIECES = 2000
_MOST_EDGES = 1_000_000  # changes along rows; noise has more, and millions of pieces
MOST_TEXTS = 200  # of one object, on the picture
_HALF = 128
_FULL = 65535
_GREY = 1 / 255
# Told apart from both lungs, from what the reader draws and from the file's own overlays.
_COLOURS: tuple[Rgb, ...] = ((198, 140, 255), (255, 138, 128), (120, 220, 140), (240, 130, 210), (150, 200, 90))


@dataclass(frozen=True, eq=False)
class Outline:
    """One plane of a segmentation as it is kept: outlines to draw, the pixels packed. ``shape``: (rows, columns)."""

    plane: Plane
    polygons: tuple[Polygon, ...]
    packed: bytes
    shape: tuple[int, int]
    cut: bool = False  # it has more pieces than are drawn

    def mask(self) -> NDArray[np.uint8]:
        """uint8 [rows, columns], byte for byte as it was read."""
        return np.frombuffer(zlib.decompress(self.packed), np.uint8).reshape(self.shape)


@dataclass(frozen=True, eq=False)
class Mark:
    """Something to draw in the file's own coordinates. ``polygons``: closed outlines, filled lightly."""

    colour: Rgb
    polygons: tuple[Polygon, ...] = ()
    drawing: Drawing | None = None


@dataclass(frozen=True, eq=False)
class Look:
    """How a presentation state wants a film shown; ``voi`` None: the film's own window."""

    voi: Voi | None
    invert: bool
    turn: Turn


def outlines_of(found: DerivedObject) -> tuple[Outline, ...]:
    """Trace all planes, at one half of what is full. Some 40 ms for 9 Mpx: call it off the GUI thread."""
    return tuple(_outline(plane, mask) for plane, mask in zip(found.planes, _masks(found), strict=True))


def _masks(found: DerivedObject) -> list[NDArray[np.uint8]]:
    return [] if found.masks is None else list(found.masks)


def _outline(plane: Plane, mask: NDArray[np.uint8]) -> Outline:
    member = (mask >= _HALF).astype(np.uint8)
    shape = (mask.shape[0], mask.shape[1])
    packed = zlib.compress(np.ascontiguousarray(mask).tobytes(), 1)
    if np.count_nonzero(member[:, 1:] != member[:, :-1]) > _MOST_EDGES:
        return Outline(plane, (), packed, shape, True)
    contours, _ = cv2.findContours(member, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    pieces = sorted(contours, key=len, reverse=True)[:_MOST_PIECES]
    return Outline(plane, tuple(map(_polygon, pieces)), packed, shape, len(contours) > _MOST_PIECES)


def _polygon(contour: NDArray[Any]) -> Polygon:
    """Through the centres of the outermost pixels; around them where they are too few to have an inside."""
    line = cv2.approxPolyDP(contour, _TOLERANCE, True)[:, 0, :].astype(np.float32) + 0.5
    if len(line) >= 3:
        return line
    left, top, width, height = cv2.boundingRect(contour)
    right, bottom = left + width, top + height
    return np.asarray(((left, top), (right, top), (right, bottom), (left, bottom)), np.float32)


def with_few_texts(found: DerivedObject) -> DerivedObject:
    """With so many texts beside its drawings as can be told apart; a note says where some were left out."""
    texts = [place for place, drawing in enumerate(found.drawings) if drawing.text]
    if len(texts) <= MOST_TEXTS:
        return found
    last = texts[MOST_TEXTS - 1]
    drawings = [one if place <= last else replace(one, text="") for place, one in enumerate(found.drawings)]
    note = f"Only {MOST_TEXTS:,} of its {len(texts):,} texts are drawn."
    return replace(found, drawings=tuple(drawings), notes=(*found.notes, note))


def colour_of(number: int) -> Rgb:
    """For what recommends none of its own, counted from 0."""
    return _COLOURS[number % len(_COLOURS)]


def why_not(found: DerivedObject, outlines: tuple[Outline, ...], entry: Entry) -> str:
    """Why the segments cannot be drawn on this film; "" where they can, or where that is not known yet."""
    film = entry.radiograph
    if film is None or not found.drawable:
        return ""
    image = entry.identity.sop_instance_uid
    sizes = {outline.shape for outline in outlines if outline.plane.image == image}
    wrong = next((size for size in sizes if size != (film.rows, film.columns)), None)
    if wrong is None:
        return ""
    return (
        f"It has {wrong[1]} x {wrong[0]} pixels and this film {film.columns} x {film.rows}: how the one lies on the "
        "other is not said, so it is not drawn."
    )


def marks_of(
    found: DerivedObject, outlines: tuple[Outline, ...], entry: Entry, hidden: frozenset[int], first_colour: int
) -> tuple[Mark, ...]:
    """What to draw on the frame in view. ``hidden``: numbers of segments that are not wanted."""
    film = entry.radiograph
    if film is None:
        return ()
    image, frame = entry.identity.sop_instance_uid, film.frame
    marks = []
    tints = {segment.number: segment.colour or colour_of(first_colour + place)
             for place, segment in enumerate(found.segments)}  # fmt: skip
    for outline in outlines if found.drawable else ():
        plane = outline.plane
        here = plane.image == image and plane.frame in (-1, frame) and outline.shape == (film.rows, film.columns)
        if here and plane.segment not in hidden:
            marks.append(Mark(tints[plane.segment], outline.polygons))
    for drawing in found.drawings:
        if found.means(drawing.images, image, frame):
            marks.append(Mark(drawing.colour or colour_of(first_colour), drawing=drawing))
    return tuple(marks)


def look_of(found: DerivedObject, entry: Entry) -> tuple[Look, str]:
    """How a presentation state wants this film shown, and what of that cannot be done ("" for nothing)."""
    film = entry.radiograph
    assert film is not None
    displayed = Turn(found.spatial.quarters)
    displayed = displayed.then(FLIP_ACROSS) if found.spatial.flipped else displayed
    turn = Turn.upright(film.orientation).inverse.then(displayed)
    image = entry.identity.sop_instance_uid
    greys = next((one for one in found.greys if found.means(one.images, image, film.frame)), None)
    if greys is None:
        return Look(entry.voi, entry.invert, turn), ""
    said = voi_for(film.grayscale, greys)
    if said is None:
        return Look(entry.voi, entry.invert, turn), "Its greys cannot be shown on this film."
    return Look(said[0], said[1], turn), ""


def voi_for(rule: GrayscaleRule, greys: Greys) -> tuple[Voi, bool] | None:
    """A window or table, and whether greys are turned round, with which ``rule`` shows what ``greys`` say.

    A presentation state replaces Modality LUT, VOI and polarity of the image (PS3.4 N.2), so that its window is taken
    from its own values to the image's. None where the image's own tables cannot be undone.
    """
    if rule.presentation_lut is not None:
        return None
    plain = greys.presentation is None
    if plain and rule.modality_lut is None and greys.modality is None and isinstance(greys.voi, VoiWindow):
        return _moved(greys.voi, rule, greys), rule.invert != greys.inverse
    table = _table(rule, greys)
    return (table, (rule.invert != greys.inverse) if plain else rule.invert) if table is not None else None


def _moved(window: VoiWindow, rule: GrayscaleRule, greys: Greys) -> VoiWindow:
    """A window in the presentation state's values -> the same in the image's."""
    times = rule.slope / greys.slope
    plus = rule.intercept - times * greys.intercept
    if window.function == "LINEAR":  # its middle lies half a value below its centre (PS3.3 C.11.2.1.2.1)
        centre, width = times * (window.center - 0.5) + plus + 0.5, abs(times) * (window.width - 1.0) + 1.0
    else:
        centre, width = times * window.center + plus, abs(times) * window.width
    return replace(window, center=centre, width=width, falling=window.falling != (times < 0))


def _table(rule: GrayscaleRule, greys: Greys) -> VoiLut | None:
    """What every value of the image becomes, as a table of the image's own values; None where these are no table."""
    low, high = sorted((rule.stored_min, rule.stored_max))
    stored = np.arange(low, max(high, low + 1) + 1, dtype=np.float64)
    own = GrayscaleRule(slope=greys.slope, intercept=greys.intercept, modality_lut=greys.modality)
    values = modality_values(own, stored)
    # without any window every value is shown
    voi = greys.voi or window_between(float(values.min()), float(values.max()))
    unit = voi_unit(voi, values)
    if greys.presentation is not None:
        lut = greys.presentation
        unit = lut.lookup(unit * (len(lut.entries) - 1) + lut.first) / (2**lut.bits - 1)
    inputs = modality_values(rule, stored)
    order = np.argsort(inputs, kind="stable")
    first, last = int(np.floor(inputs.min())), int(np.ceil(inputs.max()))
    if not 1 <= last - first < 65536:
        return None
    unit = np.clip(unit, 0.0, 1.0)
    entries = np.interp(np.arange(first, last + 1), inputs[order], unit[order])
    table = VoiLut(Lut(first, np.rint(entries * _FULL).astype(np.uint16), 16), "Presentation state")
    # an image's table that is not rising, or steps of less than one value, may not be undone
    return table if np.abs(voi_unit(table, inputs) - unit).max() <= _GREY else None
