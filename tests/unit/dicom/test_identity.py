"""Identity from headers that are in order, and from others."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from spcxr_desktop.dicom.identity import read_identity


def header(**elements: Any) -> Dataset:  # noqa: ANN401
    """A data set with these elements."""
    dataset = Dataset()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    return dataset


@pytest.mark.parametrize(
    ("elements", "years"),
    [
        ({"PatientAge": "045Y"}, 45.0),
        ({"PatientAge": "006M"}, 0.5),
        ({"PatientAge": "010D"}, 10 / 365.25),
        ({"PatientAge": "002W"}, 14 / 365.25),
        ({"PatientAge": "045Y", "PatientBirthDate": "20200101", "StudyDate": "20240101"}, 45.0),
        ({"PatientBirthDate": "20200101", "StudyDate": "20240101"}, 4.0),
        ({"PatientBirthDate": "2020.01.01", "StudyDate": "20240101"}, 4.0),
        ({"PatientBirthDate": "20240101", "StudyDate": "20200101"}, None),
        ({"PatientBirthDate": "18000101", "StudyDate": "20200101"}, None),
        ({"PatientBirthDate": "20201399", "StudyDate": "20240101"}, None),
        ({"PatientAge": "999Y"}, None),
        ({}, None),
    ],
)
def test_age(elements: dict[str, str], years: float | None) -> None:
    age = read_identity(header(**elements)).patient_age_years
    assert age == (None if years is None else pytest.approx(years, abs=0.01))


def test_species_by_code_text_or_breed() -> None:
    code = header(CodeValue="448771007", CodingSchemeDesignator="SCT", CodeMeaning="Canis lupus familiaris")
    assert read_identity(header(PatientSpeciesCodeSequence=[code])).species == "Canis lupus familiaris"
    assert read_identity(header(PatientSpeciesDescription="Feline")).species == "Feline"
    assert read_identity(header(PatientBreedDescription="Beagle")).species == "breed: Beagle"
    assert read_identity(header()).species == ""


@pytest.mark.parametrize(
    ("elements", "species"),
    [
        ({"ResponsiblePersonRole": "OWNER"}, "animal with an owner"),
        ({"ResponsiblePersonRole": "PARENT"}, ""),
        ({"AcquisitionDeviceProcessingDescription": "CANINE LATERAL THORAX 0-15cm"}, "canine"),
        ({"InstitutionName": "Veterinarian"}, "veterinarian"),
        ({"InstitutionName": "St. Vetere Hospital", "StudyDescription": "CHEST PA"}, ""),
        ({"InstitutionName": "Veterans Affairs Medical Center"}, ""),
    ],
)
def test_animals_whose_species_is_empty(elements: dict[str, str], species: str) -> None:
    assert read_identity(header(**elements)).species == species


@pytest.mark.parametrize("charset", [b"ISO_IR 100", b"NO SUCH SET", b"ISO 2022 IR 999", b"\xff\xfe"])
def test_no_character_set_and_no_name_raises(charset: bytes) -> None:
    dataset = Dataset()
    for keyword, vr, value in (("SpecificCharacterSet", "CS", charset), ("PatientName", "PN", b"\xc4\x80\x1b$B^\xff")):
        tag = Tag(keyword)
        dataset[tag] = RawDataElement(tag, vr, len(value), value, 0, False, True)
    assert isinstance(read_identity(dataset).patient_name, str)


def test_control_characters_and_endless_texts_are_cut() -> None:
    identity = read_identity(header(StudyDescription="a\x00b\x1b[31m" + "c" * 5000))
    assert identity.study_description.startswith("ab[31mc")
    assert len(identity.study_description) <= 1024
