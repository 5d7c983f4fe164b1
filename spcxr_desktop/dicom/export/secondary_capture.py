"""A picture of a report as a Secondary Capture image (PS3.3 A.8.1): for viewers that show no SEG, SR or GSPS."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from highdicom.sc import SCImage
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian

from spcxr_desktop.dicom.export.codes import sides_unsure
from spcxr_desktop.dicom.export.derived import add_reference, add_source_modules
from spcxr_desktop.dicom.export.identity import created, settle_times, shared_arguments
from spcxr_desktop.dicom.export.source import source_dataset
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.report import Report

_PATIENT_AND_STUDY = {
    "patient_id": "PatientID", "patient_name": "PatientName", "patient_birth_date": "PatientBirthDate",
    "patient_sex": "PatientSex", "accession_number": "AccessionNumber", "study_id": "StudyID",
    "study_date": "StudyDate", "study_time": "StudyTime", "referring_physician_name": "ReferringPhysicianName",
}  # fmt: skip


def write_secondary_capture(
    report: Report, header: SourceHeader, version: str, picture: NDArray[np.uint8]
) -> Dataset:
    """``picture``: uint8 [rows, columns, 3], RGB, with everything that must be said burned in.

    Derived, secondary, and burned in: nobody may take it for the film. Its UID is the picture's too. Raises UserError
    where the image is none to refer to.
    """
    source = source_dataset(header)
    part = hashlib.sha256(picture.tobytes()).hexdigest()
    of_source: dict[str, Any] = {argument: source.get(name) or None for argument, name in _PATIENT_AND_STUDY.items()}
    image: Dataset = SCImage(
        pixel_array=picture,
        photometric_interpretation="RGB",
        bits_allocated=8,
        coordinate_system="PATIENT",
        study_instance_uid=source.StudyInstanceUID,
        transfer_syntax_uid=ExplicitVRLittleEndian,
        patient_orientation=("L", "F"),
        **of_source,
        **shared_arguments(report, "SC", version, part),
    )
    image.ImageType = ["DERIVED", "SECONDARY", "OTHER"]
    image.BurnedInAnnotation = "YES"
    image.RecognizableVisualFeatures = "NO"
    image.DerivationDescription = f"{report.statement}. Contains output of AI models. {report.verification}"
    if sides_unsure(report):
        image.PatientOrientation = ""
    image.Laterality = source.get("Laterality", "")  # type 2C, and highdicom leaves it out
    moment = created(report)  # not when it was exported
    image.DateOfSecondaryCapture, image.TimeOfSecondaryCapture = moment.strftime("%Y%m%d"), moment.strftime("%H%M%S")
    add_source_modules(image, source)
    add_reference(image, source, report, header)
    settle_times(image, report)
    return image
