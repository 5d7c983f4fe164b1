"""Grayscale presentation states (PS3.3 A.33.1): greys, graphics, texts, displayed area, turning.

highdicom writes presentation states and reads none; pydicom's data set is read here element by element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from pydicom.dataset import Dataset, FileDataset

from spcxr_desktop.dicom.dataset import element, number, numbers, text
from spcxr_desktop.dicom.derived.common import colour, first, in_series, items, long_text, points, references, whole
from spcxr_desktop.dicom.grey_rule import make_lut, read_grey_rule
from spcxr_desktop.domain.derived import Area, DerivedObject, Drawing, Greys, Reference, Rgb, Shape, Spatial
from spcxr_desktop.domain.grayscale import Lut
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.turn import FLIP_ACROSS, Turn

_MOST_OBJECTS = 5000
_MOST_POINTS = 100_000
_MOST_IMAGES = 64  # named by one annotation
_SHAPES = {"POINT", "POLYLINE", "INTERPOLATED", "CIRCLE", "ELLIPSE"}


@dataclass(frozen=True)
class _Layer:
    """A graphic layer (PS3.3 C.10.7)."""

    order: int = 0
    title: str = ""
    colour: Rgb | None = None


def read_gsps(dataset: FileDataset, known: DerivedObject) -> DerivedObject:
    """``known``: what any object says of itself."""
    listed = in_series(dataset, "ReferencedImageSequence")
    areas = tuple(found for item in items(dataset, "DisplayedAreaSelectionSequence") if (found := _area(item)))
    spatial = Spatial(
        whole(dataset, "ImageRotation") // 90 % 4, text(dataset, "ImageHorizontalFlip").upper() == "Y"
    )
    greys, notes = _greys(dataset)
    drawings, left = _drawings(dataset, areas, spatial)
    if left:
        notes.append(f"{left:,} of its graphics cannot be drawn: without points, or in units of no known area.")
    if text(dataset, "ShutterShape"):
        notes.append("It asks for a shutter, which is not shown.")
    if whole(dataset, "ImageRotation") % 90:
        notes.append("It turns the picture by an angle that is no quarter of a circle, which is not done.")
    return replace(
        known, references=listed, areas=areas, spatial=spatial, greys=greys, drawings=drawings, notes=tuple(notes)
    )


def _meant(item: Dataset) -> tuple[Reference, ...]:
    """The images that an item is about; none named means all that the presentation state refers to."""
    return references(item, "ReferencedImageSequence")[:_MOST_IMAGES]


def _area(item: Dataset) -> Area | None:
    """Pixels from 1, both ends included -> points; None where it makes no sense."""
    corner = numbers(item, "DisplayedAreaTopLeftHandCorner")
    opposite = numbers(item, "DisplayedAreaBottomRightHandCorner")
    both = points((*corner, *opposite))
    if both is None or len(both) != 2:
        return None
    (x0, y0), (x1, y1) = both
    left, right, top, bottom = min(x0, x1) - 1, max(x0, x1), min(y0, y1) - 1, max(y0, y1)
    return Area(_meant(item), (left, top), (right, bottom)) if left < right and top < bottom else None


def _greys(dataset: FileDataset) -> tuple[tuple[Greys, ...], list[str]]:
    """One for each item of the Softcopy VOI LUT Sequence, or one without a window."""
    notes: list[str] = []
    own, _ = read_grey_rule(dataset, 0)
    presentation = _table(first(dataset, "PresentationLUTSequence"), dataset)
    inverse = text(dataset, "PresentationLUTShape").upper() == "INVERSE"
    modality = own.modality_lut
    found = []
    for item in items(dataset, "SoftcopyVOILUTSequence", 256):
        window = FileDataset("", item, is_implicit_VR=False)
        window.PhotometricInterpretation = "MONOCHROME2"
        for keyword in ("PixelRepresentation", "RescaleIntercept", "RescaleSlope"):
            if keyword in dataset:
                window[keyword] = dataset[keyword]
        rule, said = read_grey_rule(window, 0)
        if any("window" in note for note in said):
            notes.append("Its window makes no sense.")
        voi = rule.voi[0] if rule.voi else None
        found.append(Greys(_meant(item), own.slope, own.intercept, modality, voi, presentation, inverse))
    if not found:
        found.append(Greys((), own.slope, own.intercept, modality, None, presentation, inverse))
    return tuple(found), notes


def _table(item: Dataset, dataset: FileDataset) -> Lut | None:
    little = dataset.original_encoding[1] is not False
    return make_lut(numbers(item, "LUTDescriptor"), element(item, "LUTData"), False, little)


def _drawings(
    dataset: Dataset, areas: tuple[Area, ...], spatial: Spatial
) -> tuple[tuple[Drawing, ...], int]:
    """Graphics and texts, the lowest layer first, and how many could not be read."""
    layers = _layers(dataset)
    found: list[tuple[int, Drawing]] = []
    left = total = 0
    for annotation in items(dataset, "GraphicAnnotationSequence", _MOST_OBJECTS):
        name = text(annotation, "GraphicLayer")
        layer = layers.get(name, _Layer(0, name))
        images = _meant(annotation)
        left += sum(1 for _ in items(annotation, "CompoundGraphicSequence", _MOST_OBJECTS))
        for item, is_text in _objects(annotation):
            drawn = (_text if is_text else _graphic)(item, images, areas, spatial)
            total += len(drawn.points) if drawn is not None else 0
            if drawn is None or total > _MOST_POINTS or len(found) >= _MOST_OBJECTS:
                left += 1
            else:
                found.append((layer.order, replace(drawn, layer=layer.title, colour=layer.colour)))
    found.sort(key=lambda pair: pair[0])
    return tuple(drawn for _, drawn in found), left


def _objects(annotation: Dataset) -> Iterator[tuple[Dataset, bool]]:
    for item in items(annotation, "GraphicObjectSequence", _MOST_OBJECTS + 1):
        yield item, False
    for item in items(annotation, "TextObjectSequence", _MOST_OBJECTS + 1):
        yield item, True


def _layers(dataset: Dataset) -> dict[str, _Layer]:
    found: dict[str, _Layer] = {}
    for item in items(dataset, "GraphicLayerSequence", 1024):
        name = text(item, "GraphicLayer")
        title = text(item, "GraphicLayerDescription") or name
        tint = colour(item, "GraphicLayerRecommendedDisplayCIELabValue")
        found.setdefault(name, _Layer(whole(item, "GraphicLayerOrder"), title, tint))
    return found


def _graphic(
    item: Dataset, images: tuple[Reference, ...], areas: tuple[Area, ...], spatial: Spatial
) -> Drawing | None:
    kind = text(item, "GraphicType").upper()
    outline = points(numbers(item, "GraphicData")) if number(item, "GraphicDimensions") in (None, 2.0) else None
    if outline is None or kind not in _SHAPES or not _enough(kind, len(outline)):
        return None
    placed = _placed(outline, text(item, "GraphicAnnotationUnits"), images, areas, spatial)
    if placed is None:
        return None
    filled = text(item, "GraphicFilled").upper() == "Y"
    return Drawing(cast(Shape, kind.lower()), placed, images, filled=filled)


def _enough(kind: str, count: int) -> bool:
    return {"POINT": count == 1, "CIRCLE": count == 2, "ELLIPSE": count == 4}.get(kind, count >= 2)


def _text(item: Dataset, images: tuple[Reference, ...], areas: tuple[Area, ...], spatial: Spatial) -> Drawing | None:
    """At its anchor where that is shown or there is no box, else at the upper left corner of its box."""
    said = long_text(item, "UnformattedTextValue")
    boxed = numbers(item, "BoundingBoxTopLeftHandCorner")
    anchored = numbers(item, "AnchorPoint")
    box = not anchored or (len(boxed) == 2 and text(item, "AnchorPointVisibility").upper() == "N")
    at = points(boxed if box else anchored)
    units = text(item, "BoundingBoxAnnotationUnits" if box else "AnchorPointAnnotationUnits")
    placed = _placed(at, units, images, areas, spatial) if at is not None and len(at) == 1 else None
    return Drawing("text", placed, images, said) if placed is not None and said else None


def _placed(
    outline: tuple[Point, ...],
    units: str,
    images: tuple[Reference, ...],
    areas: tuple[Area, ...],
    spatial: Spatial,
) -> tuple[Point, ...] | None:
    """Points of the image; None for units of something that is not there.

    PIXEL and MATRIX are points of the image already. DISPLAY is a part of the displayed area as it lies on the
    screen, after the spatial transformation (PS3.3 C.10.5.1.1), and is taken back through that.
    """
    if units.upper() in ("PIXEL", "MATRIX"):
        return outline
    wanted = {reference.image for reference in images}
    named = (area for area in areas if wanted & {reference.image for reference in area.images})
    area = next(named, None) or next((area for area in areas if not area.images or not wanted), None)
    if units.upper() != "DISPLAY" or area is None:
        return None
    back = displayed_turn(spatial).inverse
    (x0, y0), (x1, y1) = area.corner, area.opposite
    found = []
    for point in outline:
        u, v = back.point(point, 1, 1)
        found.append((x0 + u * (x1 - x0), y0 + v * (y1 - y0)))
    return tuple(found)


def displayed_turn(spatial: Spatial) -> Turn:
    """First rotated, then flipped (PS3.3 C.10.6)."""
    turn = Turn(spatial.quarters)
    return turn.then(FLIP_ACROSS) if spatial.flipped else turn
