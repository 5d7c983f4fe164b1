"""Segmentations: BINARY, FRACTIONAL (PS3.3 A.51) and LABELMAP (Supplement 243).

highdicom.seg.segread is not used: it takes Frame of Reference, Dimension Index and Derivation Image for granted, which
many segmentations of projections lack. Tests hold what is read here against it wherever it reads a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset

from spcxr_desktop.dicom.dataset import number, text
from spcxr_desktop.dicom.derived.common import (
    EXPECTED,
    REMEDY,
    code_of,
    colour,
    first,
    in_series,
    items,
    meaning,
    reference,
    references,
    unique,
    whole,
)
from spcxr_desktop.dicom.pixels import decode_frame
from spcxr_desktop.domain.derived import DerivedObject, Plane, Reference, Segment
from spcxr_desktop.domain.errors import UserError

_MOST_FRAMES = 4096
_MOST_PLANES = 4096
_MOST_BYTES = 256 << 20  # of all planes together
_MOST_SEGMENTS = 1024
_BACKGROUND = "125040 DCM"
_MAKINGS = ("AUTOMATIC", "SEMIAUTOMATIC", "MANUAL")


@dataclass(frozen=True)
class _Frame:
    """What the functional groups say of a frame. ``segment``: 0 where it is not said. ``placed``: in space."""

    segment: int
    source: Reference | None
    placed: bool


def read_seg(dataset: FileDataset, known: DerivedObject) -> DerivedObject:
    """Segments, and a plane for every pair of segment and image. Raises UserError.

    ``known``: what any object says of itself.
    """
    rows, columns, frames = _size(dataset)
    segments = _segments(dataset)
    listed = unique([*in_series(dataset, "ReferencedInstanceSequence"), *references(dataset, "SourceImageSequence")])
    kind = text(dataset, "SegmentationType").upper() or "BINARY"
    alone = listed[0] if len(listed) == 1 else None
    planes: list[Plane] = []
    masks: list[NDArray[np.uint8]] = []
    notes: list[str] = []
    drawable, lost = True, 0
    for place, bits in _decoded(dataset, frames, rows * columns, kind):
        source = place.source or alone
        if source is None:
            lost += 1
            continue
        listed = unique([*listed, Reference(source.image, source.frames)]) if place.source else listed
        drawable = drawable and not place.placed
        planes.append(Plane(place.segment, source.image, source.frames[0] if source.frames else -1))
        masks.append(bits)
    if lost:
        notes.append(f"{lost:,} of its planes do not say which image they outline.")
    named = {segment.number for segment in segments}
    unnamed = sorted({plane.segment for plane in planes} - named)
    segments += tuple(Segment(value, f"Segment {value}") for value in unnamed[:_MOST_SEGMENTS])
    if not drawable:
        notes.append("It is placed in the patient's space, not on the pixels of a radiograph: it is listed, not drawn.")
    used = {plane.segment for plane in planes}
    return replace(
        known,
        references=_named_once(listed),
        segments=tuple(s for s in segments if s.number in used or s.code != _BACKGROUND),
        planes=tuple(planes),
        masks=np.stack(masks) if masks else None,
        notes=tuple(notes),
        drawable=drawable,
    )


def _size(dataset: FileDataset) -> tuple[int, int, int]:
    """Rows, columns, frames. Raises UserError for more than this program takes in."""
    rows, columns, count = whole(dataset, "Rows"), whole(dataset, "Columns"), max(whole(dataset, "NumberOfFrames"), 1)
    if min(rows, columns) < 1:
        raise UserError("This segmentation gives no image size.", EXPECTED, REMEDY, code="derived")
    if count > _MOST_FRAMES or rows * columns * count > _MOST_BYTES:
        found = f"This segmentation claims {count:,} frames of {columns:,} x {rows:,} pixels."
        raise UserError(found, EXPECTED, REMEDY, code="derived")
    return rows, columns, count


def _segments(dataset: Dataset) -> tuple[Segment, ...]:
    found: dict[int, Segment] = {}
    for item in items(dataset, "SegmentSequence", _MOST_SEGMENTS):
        value = whole(item, "SegmentNumber", -1)
        if value < 0 or value in found:
            continue
        kind = first(item, "SegmentedPropertyTypeCodeSequence")
        side = meaning(kind, "SegmentedPropertyTypeModifierCodeSequence")
        meant = ", ".join(part for part in (meaning(item, "SegmentedPropertyTypeCodeSequence"), side) if part)
        making = text(item, "SegmentAlgorithmType").upper()
        found[value] = Segment(
            value,
            text(item, "SegmentLabel")[:64] or meant or f"Segment {value}",
            meant,
            code_of(item, "SegmentedPropertyTypeCodeSequence"),
            making if making in _MAKINGS else "",
            _algorithm(item),
            colour(item, "RecommendedDisplayCIELabValue"),
        )
    return tuple(found[value] for value in sorted(found))


def _algorithm(item: Dataset) -> str:
    stated = first(item, "SegmentationAlgorithmIdentificationSequence")
    name = text(stated, "AlgorithmName") or text(item, "SegmentAlgorithmName")
    return " ".join(part for part in (name, text(stated, "AlgorithmVersion")) if part)[:128]


def _decoded(
    dataset: FileDataset, frames: int, size: int, kind: str
) -> Iterator[tuple[_Frame, NDArray[np.uint8]]]:
    """Each plane with its place; of a label map one for each value but the background's. Raises UserError."""
    if "PixelData" not in dataset:
        raise UserError("This segmentation holds no pixels.", EXPECTED, REMEDY, code="derived")
    stored = dataset["PixelData"]
    dataset.PhotometricInterpretation = "MONOCHROME2"  # a label map's palette colours its numbers; these are wanted
    shared = first(dataset, "SharedFunctionalGroupsSequence")
    own = list(items(dataset, "PerFrameFunctionalGroupsSequence", _MOST_FRAMES))
    largest = number(dataset, "MaximumFractionalValue") or 255.0
    nothing = _background(dataset)
    made = 0
    for index in range(frames):
        dataset["PixelData"] = stored  # decoding one frame lets go of it
        place = _place(own[index] if index < len(own) else Dataset(), shared)
        decoded = decode_frame(dataset, index)
        pixels = decoded.pixels.astype(np.int32) + decoded.bias
        if kind == "LABELMAP":
            for value in np.unique(pixels):
                if int(value) not in nothing:
                    made += 1
                    _refuse_too_many(made, size)
                    yield replace(place, segment=int(value)), np.where(pixels == value, 255, 0).astype(np.uint8)
            continue
        made += 1
        _refuse_too_many(made, size)
        if kind == "FRACTIONAL":
            part = np.clip(pixels / max(largest, 1.0), 0.0, 1.0)
            yield place, np.rint(part * 255).astype(np.uint8)
        else:
            yield place, np.where(pixels != 0, 255, 0).astype(np.uint8)


def _refuse_too_many(made: int, size: int) -> None:
    if made > _MOST_PLANES or made * size > _MOST_BYTES:
        raise UserError(f"This segmentation holds more than {made - 1:,} planes.", EXPECTED, REMEDY, code="derived")


def _background(dataset: Dataset) -> set[int]:
    """Values of a label map that outline nothing: 0 unless described otherwise, padding, what is called background."""
    found = {0}
    for item in items(dataset, "SegmentSequence", _MOST_SEGMENTS):
        value = whole(item, "SegmentNumber", -1)
        if code_of(item, "SegmentedPropertyTypeCodeSequence") == _BACKGROUND:
            found.add(value)
        elif value == 0:
            found.discard(0)
    padding = number(dataset, "PixelPaddingValue")
    return found | ({int(padding)} if padding is not None else set())


def _place(own: Dataset, shared: Dataset) -> _Frame:
    """From the frame's own functional groups, or the shared ones."""

    def macro(keyword: str) -> Dataset:
        return first(own, keyword) or first(shared, keyword)

    segment = whole(macro("SegmentIdentificationSequence"), "ReferencedSegmentNumber")
    source = first(macro("DerivationImageSequence"), "SourceImageSequence")
    in_space = any(macro(keyword) for keyword in ("PlanePositionSequence", "PlanePositionSlideSequence"))
    placed = in_space or text(source, "SpatialLocationsPreserved").upper() == "NO"
    return _Frame(segment, reference(source), placed)


def _named_once(listed: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """One reference for each image; all frames where any of them says so."""
    found: dict[str, Reference] = {}
    for one in listed:
        before = found.get(one.image)
        if before is None:
            found[one.image] = one
        elif not (before.frames and one.frames):
            found[one.image] = Reference(one.image)
        else:
            found[one.image] = Reference(one.image, tuple(sorted({*before.frames, *one.frames})))
    return tuple(found.values())
