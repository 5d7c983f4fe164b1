"""What objects share that highdicom has no references for: whose they are, and which image they were made from."""

from __future__ import annotations

from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from spcxr_desktop.dicom.export.codes import concept
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.report import Report

_SOURCE_IMAGE = Code("121322", "DCM", "Source image for image processing operation")
_REPEATED = (
    "PatientName", "PatientID", "IssuerOfPatientID", "PatientBirthDate", "PatientSex", "PatientAge",
    "StudyInstanceUID", "StudyDate", "StudyTime", "StudyID", "StudyDescription", "AccessionNumber",
    "ReferringPhysicianName",
)  # fmt: skip


def add_source_modules(dataset: Dataset, source: Dataset) -> None:
    """Patient, General Study and Patient Study (PS3.3 C.7.1.1, C.7.2.1, C.7.2.2) as the source image has them."""
    dataset.SpecificCharacterSet = "ISO_IR 192"
    for keyword in _REPEATED:
        if keyword in source:
            setattr(dataset, keyword, getattr(source, keyword))


def add_reference(dataset: Dataset, source: Dataset, report: Report, header: SourceHeader) -> None:
    """Source Image Sequence (0008,2112), and Source Instance Sequence (0042,0013) in documents."""
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = source.SOPClassUID, source.SOPInstanceUID
    if header.frames > 1:
        item.ReferencedFrameNumber = report.image.frame + 1
    if "Rows" in dataset:
        item.PurposeOfReferenceCodeSequence = [concept(_SOURCE_IMAGE)]
        dataset.SourceImageSequence = [item]
        return
    item.pop("ReferencedFrameNumber", None)  # an item of the sequence of documents names whole instances
    dataset.SourceInstanceSequence = [item]
