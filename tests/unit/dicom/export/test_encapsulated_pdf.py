"""An Encapsulated PDF holds the page byte for byte, and says whose it is and who stands behind it."""

from __future__ import annotations

import pytest
from pydicom import dcmread

from spcxr_desktop.dicom.export.encapsulated_pdf import write_encapsulated_pdf
from spcxr_desktop.domain.errors import UserError
from tests.exported import VERSION, header, signed, unattended
from tests.unit.dicom.export.test_seg import saved


@pytest.mark.parametrize("page", [b"%PDF-1.4 even!", b"%PDF-1.4 odd!"])
def test_it_holds_the_page(page: bytes) -> None:
    document = dcmread(saved(write_encapsulated_pdf(signed(), header(), VERSION, page)))
    assert document.EncapsulatedDocument[: document.EncapsulatedDocumentLength] == page
    assert len(document.EncapsulatedDocument) % 2 == 0
    assert document.MIMETypeOfEncapsulatedDocument == "application/pdf" and document.Modality == "DOC"
    assert document.BurnedInAnnotation == "YES" and "not for primary diagnosis" in document.DocumentTitle
    (source,) = document.SourceInstanceSequence
    assert source.ReferencedSOPInstanceUID == "1.2.3.4" and document.StudyInstanceUID == "1.2"
    assert document.ConceptNameCodeSequence[0].CodingSchemeDesignator == "LN"


def test_it_is_verified_only_where_a_proved_reader_signed() -> None:
    flags = [
        write_encapsulated_pdf(report, header(), VERSION, b"%PDF").VerificationFlag
        for report in (signed(), signed(""), unattended())
    ]
    assert flags == ["VERIFIED", "UNVERIFIED", "UNVERIFIED"]


def test_an_image_without_uids_has_none() -> None:
    with pytest.raises(UserError):
        write_encapsulated_pdf(signed(), header(StudyInstanceUID=None), VERSION, b"%PDF")
