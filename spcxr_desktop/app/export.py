"""What leaves the program of one report, as bytes: DICOM objects, a page, a picture, a table, FHIR; or why not."""

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
    from spcxr_desktop.domain.findings import OperatingPoint, ResultSet
    from spcxr_desktop.domain.radiograph import Radiograph

KINDS = ("seg", "sr", "gsps", "sc", "pdf", "png", "csv", "fhir")
PAGE, PAGE_OBJECT = "report.pdf", "report.dcm"  # the page by itself, and encapsulated
FILES: Mapping[str, tuple[str, ...]] = {
    "seg": ("seg.dcm",), "sr": ("sr.dcm",), "gsps": ("gsps.dcm",), "sc": ("sc.dcm",), "pdf": (PAGE, PAGE_OBJECT),
    "png": ("report.png",), "csv": ("findings.csv",), "fhir": ("report.json",),
}  # fmt: skip
_FROM_OUTLINES = ("seg", "gsps")  # nothing to write of an image that was not assessed


@dataclass(frozen=True, eq=False)
class Source:
    """What a report is about. ``header``: None for a PNG or JPEG, of which no DICOM object can be made.

    ``points``: label -> the operating point that its score was held against, as far as it is known.
    """

    radiograph: Radiograph
    header: SourceHeader | None = None
    points: Mapping[str, OperatingPoint] = field(default_factory=dict)


@dataclass(frozen=True)
class Exported:
    """``files``: file name (of ``FILES``) -> its bytes. ``reasons``: kind -> why a file of it is missing."""

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
    report: Report, source: Source, kinds: Sequence[str], version: str, *, labelmap: bool = False
) -> Exported:
    """Write ``kinds`` of a report; some 0.5 s for all of them: call it off the GUI thread.

    Everything is made from ``report`` and ``source`` alone: the same two give the same bytes from the same
    ``version`` of the program. An image that was not assessed gets no SEG and no GSPS. The SR refers to the SEG where
    both are asked for. ``labelmap``: SEG as a label map.
    """
    work = _Work(report, source, version, labelmap)
    files: dict[str, bytes] = {}
    reasons: dict[str, str] = {}
    refused = _not_assessed(report)
    for kind in (kind for kind in KINDS if kind in kinds):  # SEG first, which SR refers to
        if refused and kind in _FROM_OUTLINES:
            reasons[kind] = refused
            continue
        for name in FILES[kind]:
            try:
                files[name] = work.writers[name]()
            except UserError as error:
                reasons[kind] = str(error)
    return Exported(files, reasons)


def none_of(kinds: Sequence[str], reason: str) -> Exported:
    """Nothing was written, for one reason."""
    return Exported({}, dict.fromkeys((kind for kind in KINDS if kind in kinds), reason))


class _Work:
    """The writers of one export, and what they share."""

    def __init__(self, report: Report, source: Source, version: str, labelmap: bool) -> None:
        self._report, self._source, self._version, self._labelmap = report, source, version, labelmap
        self._segmentation: Segmentation | None = None
        self._page: bytes | None = None
        self.writers: Mapping[str, Callable[[], bytes]] = {
            "seg.dcm": self._seg, "sr.dcm": self._sr, "gsps.dcm": self._gsps, "sc.dcm": self._capture,
            PAGE: self._pdf, PAGE_OBJECT: self._encapsulated, "report.png": self._png, "findings.csv": self._csv,
            "report.json": self._fhir,
        }  # fmt: skip

    @property
    def _header(self) -> SourceHeader:
        """Raises UserError where there is none."""
        if self._source.header is None:
            from spcxr_desktop.dicom.read_source import no_dicom

            raise no_dicom()
        return self._source.header

    def _seg(self) -> bytes:
        from spcxr_desktop.dicom.export.seg import write_seg

        self._segmentation = write_seg(self._report, self._header, self._version, labelmap=self._labelmap)
        return _bytes(self._segmentation)

    def _sr(self) -> bytes:
        from spcxr_desktop.dicom.export.sr import write_sr

        return _bytes(write_sr(self._report, self._header, self._version, segmentation=self._segmentation))

    def _gsps(self) -> bytes:
        from spcxr_desktop.dicom.export.gsps import write_gsps

        return _bytes(write_gsps(self._report, self._header, self._version, self._source.radiograph.grayscale))

    def _capture(self) -> bytes:
        from spcxr_desktop.app.burned import draw_burned
        from spcxr_desktop.dicom.export.secondary_capture import write_secondary_capture

        header = self._header
        return _bytes(write_secondary_capture(self._report, header, self._version, draw_burned(*self._seen)))

    def _pdf(self) -> bytes:
        from spcxr_desktop.app.page import write_page

        if self._page is None:
            self._page = write_page(self._report, self._source.radiograph, self._source.points, self._version)
        return self._page

    def _encapsulated(self) -> bytes:
        from spcxr_desktop.dicom.export.encapsulated_pdf import write_encapsulated_pdf

        return _bytes(write_encapsulated_pdf(self._report, self._header, self._version, self._pdf()))

    def _png(self) -> bytes:
        from spcxr_desktop.app.burned import draw_burned
        from spcxr_desktop.app.png import encode_png

        return encode_png(draw_burned(*self._seen)[:, :, ::-1])

    def _csv(self) -> bytes:
        from spcxr_desktop.app.csv_export import write_csv

        return write_csv(self._report, self._source.radiograph)

    def _fhir(self) -> bytes:
        from spcxr_desktop.app.fhir import write_fhir

        return write_fhir(self._report, self._source.radiograph, self._version)

    @property
    def _seen(self) -> tuple[Report, Radiograph]:
        return self._report, self._source.radiograph


def _not_assessed(report: Report) -> str:
    results = report.results
    if report.revision or results is None or results.status == "analysed":
        return ""
    return " ".join(["Not assessed.", *(gate.text for gate in results.gates if gate.severity == "refuse")])


def _bytes(dataset: Dataset) -> bytes:
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()
