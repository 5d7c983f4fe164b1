"""Headers as other systems write them: they are repeated as far as they fit, and never stop an export."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from spcxr_desktop.dicom.export.source import source_dataset
from spcxr_desktop.dicom.read_source import read_source_header
from spcxr_desktop.dicom.source_header import REPEATED, SourceHeader
from spcxr_desktop.domain.errors import UserError
from tests.exported import COLUMNS, ROWS, VALUES, header

UIDS = ("StudyInstanceUID", "SeriesInstanceUID", "SOPClassUID", "SOPInstanceUID")


def written(dataset: Dataset) -> bytes:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = dataset.SOPClassUID, dataset.SOPInstanceUID
    dataset.file_meta = meta
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def test_a_plain_header_is_repeated_as_it_is() -> None:
    dataset = source_dataset(header())
    said = {keyword: "\\".join(v) if not isinstance(v := dataset[keyword].value, str) and keyword in
            ("PatientOrientation",) else str(dataset[keyword].value) for keyword in VALUES
            if keyword != "ImagerPixelSpacing"}  # fmt: skip
    assert said == {keyword: value for keyword, value in VALUES.items() if keyword != "ImagerPixelSpacing"}
    assert [float(mm) for mm in dataset.ImagerPixelSpacing] == [0.2, 0.2]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([k for k in REPEATED if k not in UIDS]), st.text(max_size=300)))
def test_no_value_stops_an_export(values: dict[str, str]) -> None:
    dataset = source_dataset(header(**values))
    assert written(dataset)
    for keyword, longest in (("PatientID", 64), ("StudyDescription", 64), ("AccessionNumber", 16), ("Modality", 16)):
        assert len(str(dataset.get(keyword, ""))) <= longest
    assert str(dataset.PatientID) in ("", VALUES["PatientID"], values.get("PatientID", "").strip(), *_clean(values))


def _clean(values: dict[str, str]) -> list[str]:
    """Identifiers may lose what is not printable, never a part of what is."""
    return ["".join(c for c in values.get("PatientID", "").strip() if c.isprintable())]


@pytest.mark.parametrize("keyword", UIDS)
@pytest.mark.parametrize("value", [None, "", "1.2.x", "1" * 70, "../../etc"])
def test_without_a_reference_there_is_no_object(keyword: str, value: str | None) -> None:
    with pytest.raises(UserError):
        source_dataset(header(**{keyword: value}))


def test_an_identifier_is_whole_or_not_there() -> None:
    said = header(PatientID="9" * 65, StudyDescription="d" * 65, PatientSex="?", StudyDate="20261399")
    dataset = source_dataset(said)
    assert (dataset.PatientID, dataset.StudyDescription) == ("", "d" * 64)
    assert (dataset.PatientSex, dataset.StudyDate) == ("", "")


def test_a_kind_that_is_no_image_has_no_objects() -> None:
    with pytest.raises(UserError, match="kind of image"):
        source_dataset(header(SOPClassUID="1.2.840.10008.5.1.4.1.1.88.33"))


def test_nothing_but_the_short_list_is_taken() -> None:
    said = (*VALUES.items(), ("PatientComments", "secret"), ("00091001", "private"))
    dataset = source_dataset(SourceHeader(said, ROWS, COLUMNS, 1))
    assert "PatientComments" not in dataset and not [e for e in dataset if e.tag.is_private]


@pytest.mark.parametrize("folder", ["robust", "charset"])
def test_odd_files_have_a_header_or_a_reason(shared: Path, folder: str) -> None:
    taken = 0
    for path in sorted((shared / "data" / "dicom" / folder).iterdir()):
        try:
            dataset = source_dataset(read_source_header(path))
        except UserError:
            continue
        assert written(dataset)
        taken += 1
    assert taken >= 10
