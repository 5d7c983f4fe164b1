"""The page of a report as an Encapsulated PDF (PS3.3 A.45.1, C.24.1, C.24.2)."""

from __future__ import annotations

import hashlib

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sr.coding import Code
from pydicom.uid import PYDICOM_IMPLEMENTATION_UID, EncapsulatedPDFStorage, ExplicitVRLittleEndian

from spcxr_desktop.dicom.export.codes import concept
from spcxr_desktop.dicom.export.derived import add_reference, add_source_modules
from spcxr_desktop.dicom.export.identity import created, settle_times, shared_arguments
from spcxr_desktop.dicom.export.source import source_dataset
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.report import Report

_TITLE = Code("18748-4", "LN", "Diagnostic imaging study")  # LOINC, CID 7020 Document Title
_FROM_SHARED = {
    "series_instance_uid": "SeriesInstanceUID", "series_number": "SeriesNumber",
    "sop_instance_uid": "SOPInstanceUID", "instance_number": "InstanceNumber", "manufacturer": "Manufacturer",
    "manufacturer_model_name": "ManufacturerModelName", "software_versions": "SoftwareVersions",
    "device_serial_number": "DeviceSerialNumber", "series_description": "SeriesDescription",
}  # fmt: skip


def write_encapsulated_pdf(report: Report, header: SourceHeader, version: str, page: bytes) -> Dataset:
    """``page``: the bytes of a PDF, kept as they are. Its UID is the page's too.

    Raises UserError where the image is none to refer to.
    """
    source = source_dataset(header)
    dataset = Dataset()
    dataset.SOPClassUID = EncapsulatedPDFStorage
    add_source_modules(dataset, source)
    shared = shared_arguments(report, "PDF", version, hashlib.sha256(page).hexdigest())
    for argument, keyword in _FROM_SHARED.items():
        setattr(dataset, keyword, shared[argument])
    dataset.Modality = "DOC"
    dataset.ConversionType = "SYN"  # SC Equipment (PS3.3 C.8.6.1): made by a program
    moment = created(report)
    dataset.InstanceCreationDate = dataset.ContentDate = moment.strftime("%Y%m%d")
    dataset.InstanceCreationTime = dataset.ContentTime = moment.strftime("%H%M%S")
    dataset.AcquisitionDateTime = ""  # type 2: the page was made of what was acquired, not acquired
    dataset.BurnedInAnnotation = "YES"  # the page names the patient
    add_reference(dataset, source, report, header)
    dataset.DocumentTitle = f"Chest radiograph. {report.statement}"
    dataset.ConceptNameCodeSequence = [concept(_TITLE)]
    dataset.VerificationFlag = report.verification
    dataset.MIMETypeOfEncapsulatedDocument = "application/pdf"
    dataset.EncapsulatedDocument = page + b"\0" * (len(page) % 2)
    dataset.EncapsulatedDocumentLength = len(page)
    settle_times(dataset, report)
    dataset.file_meta = _file_meta(dataset)
    return dataset


def _file_meta(dataset: Dataset) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = dataset.SOPClassUID, dataset.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = PYDICOM_IMPLEMENTATION_UID
    return meta
