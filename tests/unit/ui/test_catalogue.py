"""From English texts to the templates they were made of, and into another language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.ui.catalogue import LONGEST, Catalogue, Template

GERMAN = {
    "Lungs": "Lungen",
    "This review is signed.": "Diese Befundung ist signiert.",
    "A draft.": "Ein Entwurf.",
    "supine film": "Liegendaufnahme",
    "AP film": "a.p.-Aufnahme",
    "detector plane": "Detektorebene",
    "no name": "ohne Namen",
    "mm (%1)": "mm (%1)",
    "%L1 of %L2 files": "%L1 von %L2 Dateien",
    "born %1-%2-%3": "geb. %3.%2.%1",
    "Frame %L1 cannot be shown. %2 %3": "Einzelbild %L1 kann nicht gezeigt werden. %2 %3",
    "Overlay: %1": "Overlay: %1",
    "Different details: %1.": "Verschiedene Angaben: %1.",
    "Not translated": "",
}
NESTED = {
    "mm (%1)": {"1": "any"},
    "Frame %L1 cannot be shown. %2 %3": {"2": "any", "3": "any"},
    "Different details: %1.": {"1": "here"},
}
PEOPLE = {"Different details: %1.", "no name", "born %1-%2-%3"}


@pytest.fixture
def catalogue() -> Catalogue:
    return made()


def made() -> Catalogue:
    templates = [
        Template(source, frozenset({"people" if source in PEOPLE else "other"}), NESTED.get(source, {}))
        for source in GERMAN
    ]
    return Catalogue(templates, GERMAN.__getitem__, (",", "."))


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Lungs", "Lungen"),
        ("1,234 of 12,000 files", "1.234 von 12.000 Dateien"),
        ("mm (detector plane)", "mm (Detektorebene)"),
        ("Frame 2 cannot be shown. This review is signed. A draft.",
         "Einzelbild 2 kann nicht gezeigt werden. Diese Befundung ist signiert. Ein Entwurf."),
        ("supine film; AP film", "Liegendaufnahme; a.p.-Aufnahme"),
        ("This review is signed. A draft.", "Diese Befundung ist signiert. Ein Entwurf."),
        ("/home/film.dcm\nThis review is signed.", "/home/film.dcm\nDiese Befundung ist signiert."),
        ("Different details: Doe, Jane (born 1970-01-31); no name (born 1980-02-01).",
         "Verschiedene Angaben: Doe, Jane (geb. 31.01.1970); ohne Namen (geb. 01.02.1980)."),
    ],
)  # fmt: skip
def test_a_text_is_recognised_by_its_template(catalogue: Catalogue, english: str, german: str) -> None:
    assert catalogue.text(english) == german
    assert catalogue.text(german) == german, "what is translated already stays"


@pytest.mark.parametrize("header", ["Lungs", "supine film", "A draft.", "Lungs; AP film", "3 of 4 files"])
def test_what_a_header_put_into_a_place_stays(catalogue: Catalogue, header: str) -> None:
    assert catalogue.text(f"Overlay: {header}") == f"Overlay: {header}"
    assert catalogue.text(f"Different details: {header}.") == f"Verschiedene Angaben: {header}."


UNKNOWN = ("Doe^Jane", "The lungs", "lungs", "Lungs.", "CHEST; PA", "x of y files", "A draft. More", "")


@pytest.mark.parametrize("text", [*UNKNOWN, "Not translated"])
def test_what_is_no_text_of_the_program_is_not_known(catalogue: Catalogue, text: str) -> None:
    assert catalogue.text(text) is None


def test_a_text_of_no_length_that_a_text_has_is_not_looked_at(catalogue: Catalogue) -> None:
    assert catalogue.text("A draft. " * LONGEST) is None


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_a_label_of_any_characters_comes_back_whole(label: str) -> None:
    assert made().text(f"Overlay: {label}") == f"Overlay: {label}"


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_no_number_is_lost(done: int, total: int) -> None:
    text = made().text(f"{done:,} of {total:,} files")
    assert text is not None
    assert text.replace(".", "") == f"{done} von {total} Dateien"


def test_numbers_are_written_as_the_language_does(catalogue: Catalogue) -> None:
    assert catalogue.number("-1,234.5") == "-1.234,5"
