"""A report as a Comprehensive SR of template TID 1500 (PS3.3 A.35.3, PS3.16 TID 1500, 1501, 1410)."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from highdicom import sr
from highdicom.seg import Segmentation
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from spcxr_desktop.dicom.export import codes
from spcxr_desktop.dicom.export.identity import (
    DEVICE_UID,
    MANUFACTURER,
    MODEL,
    creator,
    replaced,
    settle_times,
    shared_arguments,
)
from spcxr_desktop.dicom.export.source import source_dataset
from spcxr_desktop.dicom.export.sr_groups import Group, Groups
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.report import Report

_CHEST_FILM = Code("399208008", "SCT", "Plain chest X-ray")
_IMAGING = Code("363679005", "SCT", "Imaging procedure")
_TITLE = Code("126000", "DCM", "Imaging Measurement Report")
_PROJECTIONS = ("CR", "DX", "RG", "DR")
_LONGEST_TEXT = 1024


def write_sr(
    report: Report, header: SourceHeader, version: str, *, segmentation: Segmentation | None = None
) -> sr.ComprehensiveSR:
    """Findings, areas of regions, the reader's drawings and what was not assessed.

    ``segmentation``: of the same report, to refer to. Raises UserError where the image is none to refer to.
    """
    source = source_dataset(header)
    groups = Groups(report, header, source, segmentation).all()
    content = sr.MeasurementReport(
        observation_context=_observers(report, version),
        procedure_reported=_CHEST_FILM if source.Modality in _PROJECTIONS and not _refused(report) else _IMAGING,
        imaging_measurements=[group for group, _ in groups],
        title=_TITLE,
        referenced_images=_library(source),
    )
    _add_comments(content[0], groups, _statements(report))
    signed = creator(report)
    verified = report.verification == "VERIFIED"
    part = "with segmentation" if segmentation is not None else ""
    document = sr.ComprehensiveSR(
        evidence=[source] if segmentation is None else [source, segmentation],
        content=content[0],
        is_complete=bool(report.revision) or (report.results is not None and report.results.status == "analysed"),
        is_final=False,  # research use: never the definitive means of communicating findings
        is_verified=verified,
        verifying_observer_name=signed if verified else None,
        verifying_organization=str(source.get("InstitutionName", "")) or "not stated" if verified else None,
        previous_versions=_predecessors(report, source, part),
        **shared_arguments(report, "SR", version, part),
    )
    document.CodingSchemeIdentificationSequence = [codes.private_scheme()]
    document.ContentTemplateSequence = deepcopy(content[0].ContentTemplateSequence)
    settle_times(document, report)
    return document


def _refused(report: Report) -> bool:
    return report.results is not None and report.results.status != "analysed"


def _observers(report: Report, version: str) -> sr.ObservationContext:
    """The program, and the reader where one signed."""
    device = sr.ObserverContext(
        observer_type=sr.CodedConcept("121007", "DCM", "Device"),
        observer_identifying_attributes=sr.DeviceObserverIdentifyingAttributes(
            uid=DEVICE_UID, name=f"{MODEL} {version}", manufacturer_name=MANUFACTURER, model_name=MODEL
        ),
    )
    signed = creator(report)
    if signed is None:
        return sr.ObservationContext(observer_device_context=device)
    person = sr.ObserverContext(
        observer_type=sr.CodedConcept("121006", "DCM", "Person"),
        observer_identifying_attributes=sr.PersonObserverIdentifyingAttributes(name=signed),
    )
    return sr.ObservationContext(observer_person_context=person, observer_device_context=device)


def _library(source: Dataset) -> list[Dataset] | None:
    """The image as the image library describes it. Without orientation and spacing only its size is said."""
    described = deepcopy(source)
    if not ("PatientOrientation" in source and "ImagerPixelSpacing" in source):
        described.Modality = "OT"  # highdicom takes both for granted with projections
    if source.Modality not in _PROJECTIONS:
        return None
    return [described]


def _statements(report: Report) -> list[str]:
    """What has to be read with the report, a paragraph each."""
    results = report.results
    said = [report.statement, f"Verification: {report.verification}"]
    if results is not None:
        said += [f"{gate.severity}: {gate.text}" for gate in results.gates]
        said += [f"Not assessed: {label}" for label in results.not_assessed]
    if report.replaces:
        said.append(f"Amends revision {report.replaces}: {report.reason}")
    if report.revision:
        said.append(f"Revision {report.revision}")
    said += [text for _, text in sorted(report.texts.items()) if text.strip()]
    return said


def _add_comments(root: Dataset, groups: Sequence[Group], statements: Sequence[str]) -> None:
    """Texts of the whole report into its first group, which is about the whole image; of a finding into its own."""
    measured = next(item for item in root.ContentSequence if item.ConceptNameCodeSequence[0].CodeValue == "126010")
    for container, (_, comments) in zip(measured.ContentSequence, groups, strict=True):
        first = container is measured.ContentSequence[0]
        for text in (*(statements if first else ()), *comments):
            for start in range(0, len(text), _LONGEST_TEXT):
                container.ContentSequence.append(_comment(text[start : start + _LONGEST_TEXT]))


def _comment(text: str) -> sr.TextContentItem:
    printable = "".join(c if c.isprintable() else " " for c in text).strip() or "-"
    return sr.TextContentItem(name=codes.COMMENT, value=printable, relationship_type=sr.RelationshipTypeValues.CONTAINS)


def _predecessors(report: Report, source: Dataset, part: str) -> list[Dataset] | None:
    """The document that this one amends (PS3.3 C.17.2)."""
    if not report.replaces:
        return None
    earlier = Dataset()
    earlier.SOPClassUID = "1.2.840.10008.5.1.4.1.1.88.33"
    earlier.StudyInstanceUID = source.StudyInstanceUID
    earlier.SeriesInstanceUID, earlier.SOPInstanceUID = replaced(report, "SR", part)
    return [earlier]
