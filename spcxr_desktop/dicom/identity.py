"""Who and what the header says this is (PS3.3 C.7.1.1 Patient, C.7.2 Study, C.7.3 Series)."""

from __future__ import annotations

import re
from datetime import date

from pydicom.dataset import Dataset

from spcxr_desktop.dicom.dataset import element, text
from spcxr_desktop.domain.radiograph import Identity

_YEARS_PER_UNIT = {"Y": 1.0, "M": 1 / 12, "W": 7 / 365.25, "D": 1 / 365.25}
_OLDEST = 150.0
_PASSING = (
    "InstitutionName", "StudyDescription", "SeriesDescription", "ProtocolName",
    "AcquisitionDeviceProcessingDescription",
)  # fmt: skip
_ANIMAL = re.compile(r"\b(VETERINAR\w*|VET CLINIC|ANIMAL HOSPITAL|CANINE|FELINE|EQUINE|BOVINE|PORCINE|OVINE)\b")


def read_identity(dataset: Dataset) -> Identity:
    """Identity from any DICOM header. An element that is absent or cannot be decoded is ""."""
    return Identity(
        patient_id=text(dataset, "PatientID"),
        patient_name=text(dataset, "PatientName"),
        patient_birth_date=text(dataset, "PatientBirthDate"),
        patient_sex=text(dataset, "PatientSex"),
        patient_age_years=_age_years(dataset),
        species=_species(dataset),
        study_instance_uid=text(dataset, "StudyInstanceUID"),
        series_instance_uid=text(dataset, "SeriesInstanceUID"),
        sop_instance_uid=text(dataset, "SOPInstanceUID"),
        sop_class_uid=text(dataset, "SOPClassUID"),
        modality=text(dataset, "Modality"),
        body_part=text(dataset, "BodyPartExamined"),
        view_position=text(dataset, "ViewPosition"),
        study_date=text(dataset, "StudyDate"),
        study_description=text(dataset, "StudyDescription"),
        accession_number=text(dataset, "AccessionNumber"),
        manufacturer=text(dataset, "Manufacturer"),
        device_model=text(dataset, "ManufacturerModelName"),
        station=text(dataset, "StationName"),
    )


def _age_years(dataset: Dataset) -> float | None:
    """Patient's Age (0010,1010), "045Y"; where that is absent, from birth date to study date."""
    match = re.fullmatch(r"(\d{1,3})([YMWD])", text(dataset, "PatientAge").upper())
    if match:
        age = int(match[1]) * _YEARS_PER_UNIT[match[2]]
        return age if age <= _OLDEST else None
    born, seen = (_date(text(dataset, keyword)) for keyword in ("PatientBirthDate", "StudyDate"))
    if born is None or seen is None:
        return None
    years = (seen - born).days / 365.25
    return years if 0 <= years <= _OLDEST else None


def _date(line: str) -> date | None:
    """A DA value; the old form with dots is still met."""
    digits = line.replace(".", "")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if len(digits) == 8 else None
    except ValueError:
        return None


def _species(dataset: Dataset) -> str:
    """Patient Species (0010,2201) or its code (0010,2202); a named breed (0010,2292) also says "not a human"."""
    for item in element(dataset, "PatientSpeciesCodeSequence") or ():
        coded = text(item, "CodeMeaning") or text(item, "CodeValue")
        if coded:
            return coded
    described = text(dataset, "PatientSpeciesDescription")
    breed = text(dataset, "PatientBreedDescription")
    return described or (f"breed: {breed}" if breed else "") or _said_in_passing(dataset)


def _said_in_passing(dataset: Dataset) -> str:
    """Veterinary systems often leave the species empty: who is responsible (PS3.3 C.7.1.1), or a word elsewhere."""
    if text(dataset, "ResponsiblePersonRole").upper() == "OWNER":
        return "animal with an owner"
    words = " ".join(text(dataset, keyword) for keyword in _PASSING)
    found = _ANIMAL.search(words.upper())
    return found[0].lower() if found else ""
