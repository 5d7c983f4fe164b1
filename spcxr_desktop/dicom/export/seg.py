"""The regions of a report as a DICOM Segmentation (PS3.3 A.51; label map: A.51, Supplement 243)."""

from __future__ import annotations

import numpy as np
from highdicom import AlgorithmIdentificationSequence
from highdicom.color import CIELabColor
from highdicom.seg import Segmentation, SegmentDescription
from pydicom.uid import ExplicitVRLittleEndian, RLELossless

from spcxr_desktop.dicom.export.codes import AI_FAMILY, clean, concept, segment_kind, segment_name
from spcxr_desktop.dicom.export.identity import MANUFACTURER, creator, object_uid, settle_times, shared_arguments
from spcxr_desktop.dicom.export.source import source_dataset
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import ModelStamp
from spcxr_desktop.domain.masks import MaskArray
from spcxr_desktop.domain.report import Region, Report

_NO_MODEL = ModelStamp("not recorded", "not recorded", "", "", "")


def write_seg(report: Report, header: SourceHeader, version: str, *, labelmap: bool = False) -> Segmentation:
    """One segment for each region, numbered from 1 in the order of ``report.regions``, at the image's own size.

    ``version``: of the program. ``labelmap``: one frame of numbers (SOP class of 2024, read by few so far) in the place
    of one bit plane for each segment. Raises UserError where there is no mask, or the image is none to refer to.
    """
    source = source_dataset(header)
    if report.mask is None or not report.regions:
        raise UserError("There is no mask to export.", "An image with outlined regions.", "Leave SEG out.")
    if header.frames > 1 or report.mask.shape != (header.rows, header.columns):
        raise UserError(
            "The mask is of one frame of several, or of another size than the image.",
            "An image of one frame, as it was analysed.",
            "Leave SEG out.",
        )
    segmentation = Segmentation(
        source_images=[source],
        pixel_array=_numbered(report.mask, report.regions),
        segmentation_type="LABELMAP" if labelmap else "BINARY",
        segment_descriptions=[_segment(report, number, region) for number, region in enumerate(report.regions, 1)],
        transfer_syntax_uid=RLELossless if labelmap else ExplicitVRLittleEndian,
        content_label="REGIONS",
        content_description=f"{report.statement}. {report.verification}"[:64],
        content_creator_name=creator(report),
        **shared_arguments(report, "SEG", version, "labelmap" if labelmap else ""),
    )
    for item in segmentation.SegmentSequence:
        number = int(item.SegmentNumber)  # 0 is the background, which a label map describes too
        modifier = segment_kind(report, report.regions[number - 1].label)[2] if number else None
        if modifier is not None:  # highdicom has no argument for it
            kind = item.SegmentedPropertyTypeCodeSequence[0]
            kind.SegmentedPropertyTypeModifierCodeSequence = [concept(modifier)]
    segmentation.PatientOrientation = source.get("PatientOrientation", "")  # type 2C, and highdicom leaves it out
    _settle_dimensions(segmentation, report)
    settle_times(segmentation, report)
    return segmentation


def _settle_dimensions(segmentation: Segmentation, report: Report) -> None:
    """highdicom draws the UID of the dimensions; this one is the report's."""
    uid = object_uid(report, "SEG", f"dimensions {segmentation.SegmentationType}")
    items = (*segmentation.DimensionOrganizationSequence, *segmentation.DimensionIndexSequence)
    for item in items:
        item.DimensionOrganizationUID = uid


def algorithm_parameters(model: ModelStamp) -> dict[str, str]:
    """What pins the model: sha256 of the graph, and its threshold set where it has one."""
    parameters = {"sha256": model.sha256, "threshold_set": model.threshold_set}
    return {name: value for name, value in parameters.items() if value}


def _numbered(mask: MaskArray, regions: tuple[Region, ...]) -> MaskArray:
    """uint8 [rows, columns]: mask values replaced by segment numbers."""
    table = np.zeros(256, np.uint8)
    for number, region in enumerate(regions, 1):
        table[region.value] = number
    return table[mask]


def _segment(report: Report, number: int, region: Region) -> SegmentDescription:
    category, kind, _ = segment_kind(report, region.label)
    model = None if region.making == "MANUAL" else region.model or _NO_MODEL
    return SegmentDescription(
        segment_number=number,
        segment_label=segment_name(report, region.label) or f"Label {region.value}",
        segmented_property_category=category,
        segmented_property_type=kind,
        algorithm_type=region.making,
        algorithm_identification=None if model is None else AlgorithmIdentificationSequence(
            name=clean(model.id),
            family=AI_FAMILY,
            version=clean(model.version),
            source=MANUFACTURER,
            parameters=algorithm_parameters(model) or None,
        ),
        tracking_uid=object_uid(report, "SEG", f"region {region.value}"),
        tracking_id=f"region {region.value}",
        display_color=CIELabColor.from_rgb(*region.label.colour),
    )  # fmt: skip
