"""The table has a row for everything, no patient, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.app.csv_export import COLUMNS, harmless, write_csv
from spcxr_desktop.domain.annotations import Text
from spcxr_desktop.domain.report import Report
from tests.exported import film, refused, signed, unattended


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_csv(report, film()).decode("utf-8-sig"))))


def test_everything_of_a_signed_report_has_a_row() -> None:
    found = rows(signed())
    assert tuple(found[0]) == COLUMNS
    by_name = {row["name"]: row for row in found}
    assert by_name["pneumonia"]["result"] == "flagged" and "there, but elsewhere" in by_name["pneumonia"]["reader_said"]
    assert by_name["abnormal"]["result"] == "not flagged" and by_name["abnormal"]["exploratory"] == "yes"
    assert by_name["nodule"]["result"] == by_name["fracture"]["result"] == "not assessed"
    assert by_name["Left lung"]["unit"] == "mm2" and by_name["Left lung"]["plane"] == "detector plane"
    assert by_name["Left lung"]["value"] == "36.8"  # 40 x 23 pixels of 0.04 mm2
    assert sum(row["kind"] == "drawing" for row in found) == 7
    assert {row["verification"] for row in found} == {"VERIFIED"}
    assert {row["statement"] for row in found} == {"Research use, not for primary diagnosis"}


def test_a_refused_film_has_rows_that_say_not_assessed() -> None:
    found = rows(unattended(refused()))
    assert [row["result"] for row in found] == ["not assessed", "not assessed", "refuse"]


def test_no_patient_stands_in_it() -> None:
    text = write_csv(signed(), film()).decode()
    assert "Planted" not in text and "P1" not in text.split(",")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_reader_writes_is_no_formula(start: str) -> None:
    planted = replace(signed(), annotations={"0000-00001-00000000": Text((5, 5), f'{start}HYPERLINK("http://x")')})
    (row,) = (row for row in rows(planted) if row["kind"] == "drawing")
    assert row["text"].startswith("'")


@given(st.text())
def test_a_harmless_text_keeps_its_words(text: str) -> None:
    safe = harmless(text)
    assert safe.endswith(text) and not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
