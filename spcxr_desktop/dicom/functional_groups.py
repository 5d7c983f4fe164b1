"""Enhanced multi-frame objects: what their functional groups say of one frame (PS3.3 C.7.6.16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydicom.dataset import Dataset
from pydicom.tag import Tag

from spcxr_desktop.dicom.dataset import element

# macro -> what it states; what the image level says of the same is void
_MACROS: Mapping[str, tuple[str, ...]] = {
    "FrameVOILUTSequence": (
        "WindowCenter",
        "WindowWidth",
        "WindowCenterWidthExplanation",
        "VOILUTFunction",
        "VOILUTSequence",
    ),
    "PixelValueTransformationSequence": ("RescaleSlope", "RescaleIntercept", "ModalityLUTSequence"),
    "PixelMeasuresSequence": ("PixelSpacing",),
    "FramePixelDataPropertiesSequence": ("ImagerPixelSpacing",),
    "XRayGeometrySequence": ("DistanceSourceToDetector", "DistanceSourceToIsocenter"),
    "PlaneOrientationSequence": ("ImageOrientationPatient",),
    "PatientOrientationInFrameSequence": ("PatientOrientation",),
    "FrameAnatomySequence": ("FrameLaterality", "AnatomicRegionSequence"),
    "FrameDisplayShutterSequence": (
        "ShutterShape",
        "ShutterLeftVerticalEdge",
        "ShutterRightVerticalEdge",
        "ShutterUpperHorizontalEdge",
        "ShutterLowerHorizontalEdge",
        "CenterOfCircularShutter",
        "RadiusOfCircularShutter",
        "VerticesOfThePolygonalShutter",
        "ShutterPresentationValue",
    ),
}


def settle_frame(dataset: Dataset, frame: int) -> None:
    """Lift what the functional groups say of ``frame`` (from 0) to the image level of ``dataset``, in place.

    A macro stands either in the shared or in the per-frame groups; where a file has it in both, the frame's own wins.
    Objects without functional groups, and macros without an item, leave ``dataset`` as it is.
    """
    shared = _item(element(dataset, "SharedFunctionalGroupsSequence"), 0)
    own = _item(element(dataset, "PerFrameFunctionalGroupsSequence"), frame)
    for macro, keywords in _MACROS.items():
        stated = next((item for group in (own, shared) if (item := _macro(group, macro)) is not None), None)
        if stated is not None:
            _lift(stated, dataset, keywords)


def _macro(group: Dataset | None, keyword: str) -> Dataset | None:
    return None if group is None else _item(element(group, keyword), 0)


def _item(sequence: object, index: int) -> Dataset | None:
    if not isinstance(sequence, Sequence) or not 0 <= index < len(sequence):
        return None
    item = sequence[index]
    return item if isinstance(item, Dataset) else None


def _lift(item: Dataset, dataset: Dataset, keywords: tuple[str, ...]) -> None:
    """Copy without converting: an element that cannot be read is then met where every other one is."""
    for keyword in keywords:
        tag = Tag(keyword)
        dataset.pop(tag, None)
        if tag in item:
            dataset[tag] = item.get_item(tag)
