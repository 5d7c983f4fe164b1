"""DICOM objects of one radiograph, as bytes: what was asked for, or why there is none."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.report import Report, unattended_report
from spcxr_desktop.domain.review import ImageRef, pixel_sha256

if TYPE_CHECKING:
    from highdicom.seg import Segmentation
    from pydicom.dataset import Dataset

    from spcxr_desktop.dicom.source_header import SourceHeader
    from spcxr_desktop.domain.findings import ResultSet
    from spcxr_desktop.domain.grayscale import GrayscaleRule
    from spcxr_desktop.domain.radiograph import Radiograph

KINDS = ("seg", "sr", "gsps")
FILES: Mapping[str, str] = {kind: f"{kind}.dcm" for kind in KINDS}


@dataclass(frozen=True)
class Exported:
    """``files``: kind -> a DICOM file's bytes. ``reasons``: kind -> why there is none."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def report_of(radiograph: Radiograph, results: ResultSet) -> Report:
    """What leaves the program of a result set that nobody has looked at."""
    from spcxr_desktop.store.results import sha256_of

    identity, pixels = radiograph.identity, radiograph.pixels
    image = ImageRef(
        identity.sop_instance_uid,
        identity.sop_class_uid,
        identity.series_instance_uid,
        identity.study_instance_uid,
        radiograph.rows,
        radiograph.columns,
        pixel_sha256(pixels, radiograph.grayscale.bias, radiograph.colour),
        radiograph.frame,
    )
    return unattended_report(image, results, sha256_of(results), radiograph.orientation, radiograph.spacing)


def export_objects(
    report: Report, header: SourceHeader, greys: GrayscaleRule, kinds: Sequence[str], version: str
) -> Exported:
    """Write ``kinds`` of a report. ``header``: of the file it is about; ``greys``: how that becomes greys.

    An image that was not assessed has nothing to outline: SR alone. The SR refers to the SEG where both are asked for.
    """
    from spcxr_desktop.dicom.export.gsps import write_gsps
    from spcxr_desktop.dicom.export.seg import write_seg
    from spcxr_desktop.dicom.export.sr import write_sr

    segmentations: list[Segmentation] = []

    def seg() -> Dataset:
        segmentations.append(write_seg(report, header, version))
        return segmentations[0]

    def sr() -> Dataset:
        return write_sr(report, header, version, segmentation=segmentations[0] if segmentations else None)

    writers: dict[str, Callable[[], Dataset]] = {
        "seg": seg, "sr": sr, "gsps": lambda: write_gsps(report, header, version, greys),
    }  # fmt: skip
    refused = _not_assessed(report)
    files: dict[str, bytes] = {}
    reasons: dict[str, str] = {}
    for kind in (kind for kind in KINDS if kind in kinds):  # SEG first, which SR refers to
        if refused and kind != "sr":
            reasons[kind] = refused
            continue
        try:
            files[kind] = _bytes(writers[kind]())
        except UserError as error:
            reasons[kind] = str(error)
    return Exported(files, reasons)


def none_of(kinds: Sequence[str], reason: str) -> Exported:
    """Nothing was written, for one reason."""
    return Exported({}, dict.fromkeys((kind for kind in KINDS if kind in kinds), reason))


def _not_assessed(report: Report) -> str:
    results = report.results
    if report.revision or results is None or results.status == "analysed":
        return ""
    return " ".join(["Not assessed.", *(gate.text for gate in results.gates if gate.severity == "refuse")])


def _bytes(dataset: Dataset) -> bytes:
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()
