"""The page: the same bytes each time, no patient in its properties, any text fits, any name is honest."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spcxr_desktop.app import page_facts
from spcxr_desktop.app.page import write_page
from spcxr_desktop.app.page_film import draw_film
from spcxr_desktop.app.page_fonts import UNWRITTEN, name_text, runs
from spcxr_desktop.domain.annotations import Annotation, Length, Text
from spcxr_desktop.domain.evidence import OUTLINE_COLOUR
from spcxr_desktop.domain.findings import EvidenceMap, Gate, OperatingPoint
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import Report
from tests.exported import COLUMNS, ROWS, VERSION, film, refused, results, signed, unattended

POINT = OperatingPoint("balanced", 0.5, "rule", (0.9, 0.8, 0.95), (0.7, 0.6, 0.8))


def text_of(report: Report, radiograph: Radiograph | None = None) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page = write_page(report, radiograph or film(), {"pneumonia": POINT}, VERSION)
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=page, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_same_report_gives_the_same_bytes_and_names_nobody_in_its_properties() -> None:
    page = write_page(signed(), film(), {}, VERSION)
    assert page == write_page(signed(), film(), {}, VERSION)
    assert b"Planted" not in page and b"/Title (Chest radiograph, report of SPCXR)" in page


def test_a_signed_report_says_who_answers_for_it() -> None:
    said = text_of(signed(replaces="e" * 64))
    for words in ("Signed by Dr. Märta M, 2026-01-02 03:04 UTC.", "VERIFIED: identity proved by PIN.",
                  "Amends revision eeeeeeeeeeee: seen again", "Planted, Näme", "A note", "of two lines"):  # fmt: skip
        assert words in said, words
    assert "UNVERIFIED" not in said and "Nobody" not in said
    assert "UNVERIFIED: the identity of the reader was not proved." in text_of(signed(""))


def test_an_unsigned_report_says_that_nobody_has_looked() -> None:
    said = text_of(unattended())
    assert "Nobody has looked at this" in said and "sensitivity 0.90 (0.80 to 0.95)" in said
    assert "Not assessed, which is not negative" in said and "nodule, fracture" in said
    assert "probability" not in said.replace("A score is not a probability unless it says so", "")
    assert "70 % (calibrated" in text_of(unattended(results(calibrated=True)))


def test_a_refused_film_is_not_negative() -> None:
    said = text_of(unattended(refused()))
    assert "Not assessed, which is not negative." in said and "modality 'CT'" in said and "No flagged" not in said


def test_a_picture_that_is_not_dicom_names_no_patient() -> None:
    said = text_of(unattended(), replace(film(), dicom=False))
    assert "Not DICOM: no patient is known" in said and "Planted" not in said


def test_many_drawings_and_long_texts_go_on_on_further_pages() -> None:
    drawn: dict[str, Annotation] = {
        f"0000-{number:05d}-00000000": Text((5, 5), f"mark{number} " + "words " * 30) for number in range(1, 81)
    }
    long = replace(signed(), annotations=drawn, texts={"note": "word " * 3000 + "x" * 4000 + " end-of-note"})
    said = text_of(long)
    assert all(f"mark{number} " in said for number in range(1, 81)) and "end-of-note" in said
    assert "Page 5 of" in said


@pytest.mark.parametrize(("name", "shown"), [
    ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou (山田 太郎 / やまだ たろう)"),
    ("Люкceмбypг", "Люкceмбypг"), ("Διονυσιος", "Διονυσιος"), ("Äneas^Rüdiger", "Äneas, Rüdiger"),
    ("Sharon^Dvora=שרון^דבורה", f"Sharon, Dvora / {UNWRITTEN}"), ("قباني^لنزار", UNWRITTEN), ("", ""),
])  # fmt: skip
def test_names_are_written_or_it_says_that_they_are_not(name: str, shown: str) -> None:
    assert name_text(name) == shown
    if shown:
        said = text_of(unattended(), film(patient_name=name))
        assert shown.split(" (")[0] in said
        assert ("no font for" in said) == (UNWRITTEN in shown)


@given(st.text())
def test_any_text_is_written_in_runs_that_lose_no_writable_letter(text: str) -> None:
    written = "".join(part for _, part in runs(text))
    ascii_letters = [c for c in text if c.isascii() and c.isalnum()]
    assert [c for c in written if c.isascii() and c.isalnum()] == ascii_letters


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_makes_a_page(text: str, name: str) -> None:
    odd = replace(unattended(), texts={"note": text}, annotations={"0000-00001-00000000": Text((1, 1), text)})
    assert write_page(odd, film(patient_name=name, patient_id=text), {}, VERSION).startswith(b"%PDF-")


def test_words_depend_on_what_the_model_had_said() -> None:
    report = signed()
    said = report.judgements[0]
    missed = replace(said, label="abnormal", verdict="accept", place=())
    both = replace(report, judgements=(said, missed))
    flagged, other = page_facts.ranked(both)
    assert page_facts.judged(both, flagged).startswith("there, but elsewhere")
    assert page_facts.judged(both, other).startswith("missed by the models: it is there")


def turned(orientation: Orientation, assumed: bool = False) -> tuple[Report, Radiograph]:
    """The unattended report of the film as a header of this orientation has it."""
    plain, shown = unattended(), film()
    pixels = orientation.from_upright(shown.pixels)
    mask = orientation.from_upright(plain.mask)  # type: ignore[type-var]
    report = replace(plain, orientation=orientation, mask=mask, sides_assumed=assumed)
    return report, replace(shown, pixels=pixels, orientation=orientation)


@pytest.mark.parametrize(("row", "column"), [("R", "F"), ("L", "H"), ("F", "L"), ("H", "R"), ("F", "R")])
def test_the_film_stands_upright_whatever_its_file_does(row: str, column: str) -> None:
    upright, _ = draw_film(unattended(), film(), 700, 2.0)
    found, _ = draw_film(*turned(Orientation(row, column, assumed=False)), 700, 2.0)
    assert found.shape == upright.shape and np.abs(found.astype(int) - upright).mean() < 3


def test_letters_for_the_sides_only_where_they_are_known() -> None:
    known, entries = draw_film(unattended(), film(), 700, 2.0)
    unknown, others = draw_film(replace(unattended(), sides_assumed=True), film(), 700, 2.0)
    assert any(entry.text.startswith("R, L:") for entry in entries)
    assert any("not known" in entry.text for entry in others) and not np.array_equal(known, unknown)


@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.0])
def test_the_film_keeps_its_proportions(aspect: float) -> None:
    bare = replace(unattended(), mask=None, regions=())
    picture, _ = draw_film(bare, replace(film(), aspect=aspect), 700, 2.0)
    assert picture.shape[0] / picture.shape[1] == pytest.approx(ROWS * aspect / COLUMNS, rel=0.01)


def test_a_colour_picture_is_shown_as_it_is() -> None:
    colour = np.zeros((ROWS, COLUMNS, 3), np.uint8)
    colour[..., 0] = 200
    bare = replace(unattended(refused()), sides_assumed=True)
    picture, _ = draw_film(bare, replace(film(), colour=colour), 700, 2.0)
    assert (picture == (200, 0, 0)).all()
    assert write_page(bare, replace(film(), colour=colour), {}, VERSION).startswith(b"%PDF-")


def evidence(tells_place: bool) -> Report:
    values = np.full((8, 8), -0.01, np.float32)
    values[4:6, 1:3] = 0.5
    maps = EvidenceMap("pneumonia", values, 0.0, (0, 0, ROWS, COLUMNS), (ROWS, COLUMNS), tells_place)
    return replace(unattended(), evidence=(maps,))


def test_evidence_is_outlined_only_where_it_tells_a_place() -> None:
    shown, entries = draw_film(evidence(True), film(), 700, 2.0)
    orchid = (shown == OUTLINE_COLOUR).all(axis=2)
    assert orchid.any() and orchid[len(orchid) // 3 :, : orchid.shape[1] // 2].sum() == orchid.sum()
    (said,) = (entry for entry in entries if entry.text.startswith("Evidence for"))
    assert "right" in said.text and said.colour == OUTLINE_COLOUR
    hidden, entries = draw_film(evidence(False), film(), 700, 2.0)
    assert not (hidden == OUTLINE_COLOUR).all(axis=2).any()
    (said,) = (entry for entry in entries if entry.text.startswith("Evidence for"))
    assert "not shown to tell where" in said.text and said.colour is None


def test_that_a_film_is_unlike_the_known_ones_comes_before_what_was_found() -> None:
    gate = Gate("out_of_distribution", "warn", "This film is unlike those the models know.")
    said = text_of(unattended(replace(results(), gates=(gate,))))
    assert 0 < said.index(gate.text) < said.index("Flagged: Pneumonia")


def test_drawings_of_another_frame_stay_away() -> None:
    elsewhere = replace(unattended(), annotations={"0001-00001-00000000": Length((1, 1), (60, 60))})
    assert page_facts.drawings(elsewhere, film()) == ()
    assert np.array_equal(draw_film(elsewhere, film(), 700, 2.0)[0], draw_film(unattended(), film(), 700, 2.0)[0])
