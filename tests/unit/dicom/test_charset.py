"""Character sets that are missing, misspelt or wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.charset import assume, charset_note
from spcxr_desktop.dicom.dataset import open_dataset, text
from spcxr_desktop.dicom.identity import read_identity
from spcxr_desktop.dicom.read import read_radiograph

Make = Callable[..., Path]
WESTERN = "character set assumed: Western European (ISO 8859-1)"
UTF_8 = "character set assumed: UTF-8"
CASES = [  # declared, bytes of the name, what people should read, note
    (None, "Jérôme^Buc", "utf-8", UTF_8),
    (None, "Jérôme^Buc", "latin-1", WESTERN),
    (None, "O’Brien^Šárka", "cp1252", "character set assumed: Western European (Windows-1252)"),
    ("", "Müller^Jörg", "utf-8", UTF_8),
    ("ISO_IR 6", "Müller^Jörg", "latin-1", WESTERN),
    ("ISO_IR 192", "Müller^Jörg", "latin-1", WESTERN),
    ("ISO_IR 192", "Müller^Jörg", "utf-8", ""),
    ("ISO_IR 100", "Müller^Jörg", "latin-1", ""),
    ("ISO_IR 100", "Müller^Jörg", "utf-8", UTF_8),
    ("ISO_IR 100", "王^小東", "utf-8", UTF_8),
    ("ISO_IR 101", "Dvořák^Čeněk", "iso8859-2", ""),
    ("ISO_IR 101", "Dvořák^Čeněk", "utf-8", UTF_8),
    ("ISO_IR 144", "Иванов^Пётр", "iso8859-5", ""),
    ("ISO-IR 144", "Иванов^Пётр", "iso8859-5", ""),
    ("NO SUCH SET", "Jérôme^Buc", "latin-1", WESTERN),
    ("NO SUCH SET", "Иванов^Пётр", "utf-8", UTF_8),
    ("UTF-8", "Иванов^Пётр", "utf-8", UTF_8),
    ("WINDOWS-1251", "Иванов^Пётр", "cp1251", "character set assumed: CP1251"),
    ("GB18030", "王^小東", "gb18030", ""),
    (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞", "euc_kr", "character set assumed: ISO 2022 IR 149"),
    (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎", "euc_jp", "character set assumed: EUC_JP"),
    (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎", "shift_jis", "character set assumed: SHIFT_JIS"),
    (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎", "utf-8", UTF_8),
]


def rewrite(path: Path, declared: str | list[str] | None, name: bytes) -> Path:
    """Give a file this character set and these bytes as the name, as no honest writer would."""
    dataset = pydicom.dcmread(path)
    dataset.PatientName = "Q" * 40
    if declared is not None:
        dataset.SpecificCharacterSet = "Z" * 40
    pydicom.dcmwrite(path, dataset, enforce_file_format=True)
    terms = "\\".join(declared) if isinstance(declared, list) else declared or ""
    assert max(len(name), len(terms)) <= 40
    stream = path.read_bytes().replace(b"Q" * 40, name.ljust(40)).replace(b"Z" * 40, terms.encode().ljust(40))
    path.write_bytes(stream)
    return path


@pytest.mark.parametrize(("declared", "name", "encoding", "note"), CASES)
def test_the_best_readable_name_and_a_note(
    make_dicom: Make, film: NDArray[np.uint16], declared: str | list[str] | None, name: str, encoding: str, note: str
) -> None:
    path = rewrite(make_dicom(film, PatientName=""), declared, name.encode(encoding))
    dataset = open_dataset(path, pixels=False)
    assert read_identity(dataset).patient_name == name
    assert charset_note(dataset) == note
    assert (note in read_radiograph(path).notes) is bool(note)


def test_escape_sequences_that_were_not_declared(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    name = b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B"
    dataset = open_dataset(rewrite(make_dicom(film), None, name), pixels=False)
    assert read_identity(dataset).patient_name == "Yamada^Tarou=山田^太郎"
    assert charset_note(dataset) == "character set assumed: ISO 2022 IR 87"


def test_a_text_cut_inside_its_last_letter_does_not_change_the_character_set() -> None:
    cut = "Müller-日本".encode()[:-1]
    assert assume(("ISO_IR 192",), [(cut, False)]) is None


def test_items_of_sequences_follow(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = "1", "99X", "Q" * 10
    path = make_dicom(film, PatientSpeciesCodeSequence=[item], PatientName="Q" * 10)
    for undefined_length in (False, True):
        dataset = pydicom.dcmread(path)
        dataset["PatientSpeciesCodeSequence"].is_undefined_length = undefined_length
        dataset.save_as(path)
        path.write_bytes(path.read_bytes().replace(b"Q" * 10, "Hündin".encode().ljust(10)))
        opened = open_dataset(path, pixels=False)
        assert read_identity(opened).species == "Hündin"
        path.write_bytes(path.read_bytes().replace("Hündin".encode().ljust(10), b"Q" * 10))


def test_ascii_needs_no_note_whatever_is_declared(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    for declared in ("NO SUCH SET", "ROT13", ["", "ISO 2022 IR 87"], None):
        dataset = open_dataset(rewrite(make_dicom(film), declared, b"Smith^John"), pixels=False)
        assert read_identity(dataset).patient_name == "Smith^John"
        assert charset_note(dataset) in ("", "character set assumed: ASCII")


def test_a_data_set_that_was_never_a_file_has_no_note() -> None:
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    assert charset_note(dataset) == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    declared=st.lists(
        st.sampled_from(["", "ISO_IR 100", "ISO_IR 192", "GB18030", "ISO 2022 IR 87", "IDNA", "ISO_IR"]), max_size=2
    ),
    name=st.binary(max_size=40),
)
def test_no_bytes_raise_or_pass_as_letters_unseen(
    make_dicom: Make, film: NDArray[np.uint16], declared: list[str], name: bytes
) -> None:
    dataset = open_dataset(rewrite(make_dicom(film), declared, name), pixels=False)
    found = text(dataset, "PatientName")
    assert found.isprintable()
    known = name.isascii() or charset_note(dataset) or [d for d in declared if d]
    assert known, found
