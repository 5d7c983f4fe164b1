"""De-identified files: nothing that identifies is left in the bytes, and what belongs together still does."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import config
from pydicom.datadict import dictionary_VR, keyword_for_tag, tag_for_keyword
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag
from pydicom.uid import ImplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid

from spcxr_desktop.dicom.confidentiality import BASIC_PROFILE
from spcxr_desktop.dicom.deidentify import deidentify
from spcxr_desktop.dicom.deidentify_data_set import strip_identity
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.letters import text_in_corners
from spcxr_desktop.domain.pseudonyms import Secret
from tests.unit.dicom.conftest import MakeDicom

KEY = "5a" * 32
CANARY = "ZQCANARYQZ"
CANARY_UID = "1.2.826.0.1.3680043.8.498.7777777"
CANARY_DATE, CANARY_TIME = "19770717", "171717"
NEEDLES = (CANARY, CANARY_UID, CANARY_DATE, "197707")
FILM = np.arange(64 * 48, dtype=np.uint16).reshape(64, 48)
SPECIAL = {"SOPClassUID", "TransferSyntaxUID", "MediaStorageSOPInstanceUID", "EncapsulatedDocument"}


def canary_of(vr: str) -> Any:  # noqa: ANN401 - of any VR
    values = {
        "UI": CANARY_UID, "DA": CANARY_DATE, "TM": CANARY_TIME, "DT": CANARY_DATE + CANARY_TIME, "AS": "077Y",
        "SQ": [item(LO=CANARY)],
    }  # fmt: skip
    if vr in values:
        return values[vr]
    if vr in ("DS", "IS", "US", "UL", "SL", "SS", "FD", "FL", "UV", "SV"):
        return None
    return CANARY.encode() if vr.startswith("O") or vr == "UN" else CANARY


def item(**texts: str) -> Dataset:
    """An item with a text of each given VR in it, some of them not of the profile."""
    made = Dataset()
    made.SeriesDescription, made.PatientComments = texts["LO"], texts["LO"]
    made.OperatorsName, made.ReferencedSOPInstanceUID = texts["LO"], CANARY_UID
    made.add_new(0x00091001, "LO", texts["LO"])
    return made


def profile_canaries() -> Dataset:
    made = Dataset()
    for word in BASIC_PROFILE:
        tag = tag_for_keyword(word) if not (word[0] == "0" and len(word) == 8) else int(word, 16)
        assert tag is not None, f"{word} is no keyword"
        if word in SPECIAL or Tag(tag).group < 8:
            continue
        vr = dictionary_VR(tag) if keyword_for_tag(tag) else "LO"
        value = canary_of(vr.split(" or ")[0])
        if value is not None:
            made.add(DataElement(tag, vr.split(" or ")[0], value, validation_mode=config.IGNORE))
    return made


def assert_nothing_left(data: bytes, needles: tuple[str, ...] = NEEDLES) -> None:
    for needle in needles:
        for encoding in ("utf-8", "utf-16-le"):
            where = data.find(needle.encode(encoding))
            assert where < 0, f"{needle} is left: {data[max(0, where - 40) : where + 40]!r}"


def cleaned(path: Path, **options: bool) -> tuple[bytes, Dataset]:
    data = deidentify(str(path), KEY, options.get("accept", True)).data.tobytes()
    return data, pydicom.dcmread(io.BytesIO(data))


def test_no_attribute_of_the_profile_survives_at_the_top_or_nested(make_dicom: MakeDicom, tmp_path: Path) -> None:
    dataset = pydicom.dcmread(make_dicom(FILM))
    dataset.update(profile_canaries())
    nested = profile_canaries()
    nested.AnatomicRegionSequence = [profile_canaries()]
    dataset.AcquisitionContextSequence = [nested]
    dataset.file_meta.SourceApplicationEntityTitle = CANARY
    dataset.file_meta.PrivateInformationCreatorUID = CANARY_UID
    dataset.file_meta.PrivateInformation = CANARY.encode()
    dataset.preamble = (CANARY * 13)[:128].encode()
    path = tmp_path / "canaries"
    with config.disable_value_validation():
        dataset.save_as(path)
    data, found = cleaned(path)
    assert path.read_bytes().count(CANARY.encode()) > 1000  # they were there
    assert_nothing_left(data)
    assert found.PixelData == FILM.tobytes()


def test_private_overlay_curve_and_trailing_elements_are_gone(make_dicom: MakeDicom, tmp_path: Path) -> None:
    dataset = pydicom.dcmread(make_dicom(FILM))
    dataset.private_block(0x0011, CANARY, create=True).add_new(1, "OB", CANARY.encode())
    dataset.private_block(0x0011, CANARY).add_new(2, "SQ", [item(LO=CANARY)])
    dataset.add_new(0x60003000, "OW", CANARY.encode())
    dataset.add_new(0x60004000, "LT", CANARY)
    dataset.add_new(0x60000022, "LO", CANARY)
    dataset.add_new(0x50003000, "OW", CANARY.encode())
    dataset.add_new(0xFFFCFFFC, "OB", CANARY.encode())
    dataset.save_as(tmp_path / "more")
    data, found = cleaned(tmp_path / "more")
    assert_nothing_left(data)
    assert not any(tag.group % 2 or tag.group >= 0x7FE1 or tag.group >> 8 in (0x50, 0x60) for tag in found.keys())  # noqa: SIM118


@pytest.mark.parametrize(
    "vr", ["CS", "DS", "IS", "DA", "TM", "DT", "LO", "SH", "ST", "LT", "UT", "UC", "UR", "AE", "PN"]
)
def test_texts_are_not_kept_where_a_code_number_or_date_belongs(make_dicom: MakeDicom, tmp_path: Path, vr: str) -> None:
    keywords = {
        "CS": "BodyPartExamined", "DS": "KVP", "IS": "ExposureTime", "DA": "StudyDate", "TM": "StudyTime",
        "DT": "AcquisitionDateTime", "LO": "WindowCenterWidthExplanation", "SH": "SequenceName",
        "ST": "DerivationDescription", "LT": "ImageComments", "UT": "TrackingID", "UC": "LongCodeValue",
        "UR": "RetrieveURL", "AE": "RetrieveAETitle", "PN": "ContentCreatorName",
    }  # fmt: skip
    dataset = pydicom.dcmread(make_dicom(FILM))
    text = CANARY + " " + CANARY.lower()
    element = DataElement(keywords[vr], "LO" if vr in ("DS", "IS") else vr, text, validation_mode=config.IGNORE)
    dataset.add(element)
    dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian  # the reader takes the VR from the dictionary
    with config.disable_value_validation():
        dataset.save_as(tmp_path / "odd")
    data = (tmp_path / "odd").read_bytes()
    assert CANARY.encode() in data
    assert_nothing_left(cleaned(tmp_path / "odd")[0], (CANARY, CANARY.lower()))


def test_the_methods_that_are_named_are_those_that_were_used(make_dicom: MakeDicom) -> None:
    _, found = cleaned(make_dicom(FILM))
    assert [code.CodeValue for code in found.DeidentificationMethodCodeSequence] == ["113100", "113107"]
    assert found.PatientIdentityRemoved == "YES" and found.LongitudinalTemporalInformationModified == "MODIFIED"
    assert any("dicognito" in method for method in found.DeidentificationMethod)


def test_pseudonyms_and_uids_stay_the_same_with_the_key_and_differ_without(make_dicom: MakeDicom) -> None:
    path = make_dicom(FILM, PatientID="7-13", StudyInstanceUID=generate_uid())
    first, again, other = (deidentify(str(path), key, False) for key in (KEY, KEY, "00" * 32))
    assert first.data.tobytes() == again.data.tobytes()
    assert first.pseudonym == again.pseudonym != other.pseudonym
    assert first.sop_instance_uid != other.sop_instance_uid


def test_what_refers_to_an_image_still_does(make_dicom: MakeDicom) -> None:
    image = pydicom.dcmread(make_dicom(FILM, PatientID="7"))
    reference, secret = Dataset(), Secret(bytes.fromhex(KEY))
    one = Dataset()
    one.ReferencedSOPClassUID, one.ReferencedSOPInstanceUID = image.SOPClassUID, image.SOPInstanceUID
    reference.SourceImageSequence = [one]
    reference.file_meta = image.file_meta
    strip_identity(reference, secret, "somebody else")
    strip_identity(image, secret, "id 7")
    assert reference.SourceImageSequence[0].ReferencedSOPInstanceUID == image.SOPInstanceUID
    assert reference.SourceImageSequence[0].ReferencedSOPClassUID == image.SOPClassUID


@given(
    first=st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2090, 1, 1)),
    later=st.timedeltas(datetime.timedelta(0), datetime.timedelta(4000)),
)
def test_intervals_between_a_patients_dates_stay(first: datetime.datetime, later: datetime.timedelta) -> None:
    secret, shifted = Secret(bytes.fromhex(KEY)), []
    for moment in (first, first + later):
        dataset = Dataset()
        dataset.file_meta = Dataset()  # type: ignore[assignment]
        dataset.StudyDate, dataset.StudyTime = moment.strftime("%Y%m%d"), moment.strftime("%H%M%S")
        strip_identity(dataset, secret, "id 1")
        shifted.append(datetime.datetime.strptime(dataset.StudyDate + dataset.StudyTime, "%Y%m%d%H%M%S"))
    moved = first.replace(microsecond=0) - shifted[0]
    assert shifted[1] - shifted[0] == (first + later).replace(microsecond=0) - first.replace(microsecond=0)
    assert datetime.timedelta(62) <= moved <= datetime.timedelta(731)


def test_two_patients_do_not_move_alike() -> None:
    secret = Secret(bytes.fromhex(KEY))
    assert len({secret.shift_hours(f"id {number}") for number in range(20)}) > 15


def test_texts_and_persons_of_structured_content_are_replaced_and_programs_named(make_dicom: MakeDicom) -> None:
    dataset = pydicom.dcmread(make_dicom(FILM))
    dataset.SOPClassUID, dataset.ContentSequence = "1.2.840.10008.5.1.4.1.1.88.33", []
    for kind, value, code in (
        ("TextValue", "no pneumothorax, Mrs " + CANARY, "121071"), ("PersonName", CANARY, "121008"),
        ("TextValue", "spcxr-screen", "111001"), ("UID", CANARY_UID, "112040"), ("DateTime", CANARY_DATE, "121125"),
    ):  # fmt: skip
        content, concept = Dataset(), Dataset()
        concept.CodeValue, concept.CodingSchemeDesignator, concept.CodeMeaning = code, "DCM", "A concept"
        content.ConceptNameCodeSequence = [concept]
        setattr(content, kind, value)
        dataset.ContentSequence.append(content)
    site = Dataset()
    site.CodeValue, site.CodingSchemeDesignator, site.CodeMeaning = CANARY, "99" + CANARY, CANARY
    dataset.ContentSequence[0].ConceptCodeSequence = [site]
    strip_identity(dataset, Secret(bytes.fromhex(KEY)), "id 1")
    out = io.BytesIO()
    pydicom.dcmwrite(out, dataset)
    assert_nothing_left(out.getvalue())
    assert dataset.ContentSequence[2].TextValue == "spcxr-screen"
    assert "113104" in [code.CodeValue for code in dataset.DeidentificationMethodCodeSequence]


def test_burned_in_text_is_refused_unless_accepted_and_warned_about(make_dicom: MakeDicom) -> None:
    path = make_dicom(FILM, BurnedInAnnotation="YES", SOPClassUID=SecondaryCaptureImageStorage)
    with pytest.raises(UserError) as refused:
        deidentify(str(path), KEY, False)
    assert refused.value.code == "burned_in"
    warnings = deidentify(str(path), KEY, True).warnings
    assert any("burned" in why for why in warnings) and any("secondary" in why for why in warnings)


def test_letters_in_a_corner_are_noticed_and_a_plain_film_is_not() -> None:
    import cv2

    film = cv2.GaussianBlur(np.random.default_rng(1).integers(0, 255, (900, 800)).astype(np.uint8), (0, 0), 25)
    assert not text_in_corners(np.asarray(film))
    cv2.putText(film, "DOE JANE 1950", (20, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    assert text_in_corners(np.asarray(film))


def test_a_plain_picture_and_a_document_are_refused(tmp_path: Path) -> None:
    (tmp_path / "film.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with pytest.raises(UserError):
        deidentify(str(tmp_path / "film.png"), KEY, True)


IDENTIFYING = [
    "PatientName", "PatientID", "OtherPatientIDs", "AccessionNumber", "ReferringPhysicianName",
    "InstitutionName", "OperatorsName", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID",
    "FrameOfReferenceUID", "StationName", "DeviceSerialNumber", "PatientBirthDate", "StudyDate",
    "InstitutionAddress", "PatientAddress",
]  # fmt: skip


def test_no_real_file_keeps_a_name_number_or_uid(shared: Path) -> None:
    done = 0
    for path in sorted((shared / "data/dicom").rglob("*")):
        if not path.is_file() or path.name.endswith(".md") or "fuzz" in path.parts:
            continue
        try:
            data = deidentify(str(path), KEY, True).data.tobytes()
        except UserError:
            continue
        source = pydicom.dcmread(path, force=True)
        kept = ("Manufacturer", "ManufacturerModelName", "SoftwareVersions")
        told = " ".join(str(source.get(name) or "") for name in kept)
        header = data[: data.find(b"\xe0\x7f\x10\x00") if b"\xe0\x7f\x10\x00" in data else None]
        for keyword in IDENTIFYING:
            for word in str(source.get(keyword) or "").replace("^", " ").split():
                if len(word) >= 4 and word.lower() not in told.lower():
                    assert word.encode() not in header, f"{path.name}: {keyword}"
        done += 1
    assert done >= 130
