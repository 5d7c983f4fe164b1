"""Worklist, search and priors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from spcxr_desktop.domain.review import Reader
from spcxr_desktop.store.library import Library
from tests.unit.store.records import document, facts, paint, refused, results


def test_a_row_says_what_is_known(library: Library) -> None:
    images = library.images.add([facts(), replace(facts(1, sop_instance_uid="2", view_position="LL"), path=Path("/b"))])
    library.results.add(images[0], results())
    (row,) = library.worklist.rows()
    assert (row.patient_name, row.patient_id, row.images, row.unread) == ("Planted1^Näme", "P1", 2, 2)
    assert sorted(row.views.split(",")) == ["LL", "PA"]
    assert (row.analysed, row.flagged, row.flags, row.warnings) == (1, 1, "pneumonia", 1)
    assert library.worklist.row(row.id) == row and library.worklist.row(99) is None


def test_status_follows_the_work(library: Library, image: int) -> None:
    def status() -> str:
        return library.worklist.rows()[0].status

    seen = [status()]
    library.results.add(image, refused())
    seen.append(status())
    library.results.add(image, results(run=2))
    seen.append(status())
    review = library.reviews.open(image, document)
    seen.append(status())
    paint(review, 3)
    review.sign(Reader("me", "Me"))
    seen.append(status())
    amendment = library.reviews.amend(image, "me")
    seen.append(status())
    amendment.sign(Reader("me", "Me"), reason="second look")
    seen.append(status())
    assert seen == ["new", "not assessed", "analysed", "in review", "signed", "in review", "signed"]


def test_not_assessed_never_sorts_below_negative_and_exploratory_flags_drive_nothing(library: Library) -> None:
    images = library.images.add([facts(n) for n in range(1, 6)])
    library.results.add(images[0], results(0.1))
    library.results.add(images[1], results(0.9, exploratory=True))
    library.results.add(images[3], refused())
    library.results.add(images[4], results(0.9))
    by_priority = [row.patient_id for row in sorted(library.worklist.rows(), key=lambda row: row.priority)]
    assert by_priority == ["P5", "P4", "P3", "P1", "P2"]
    assert [row.patient_id for row in library.worklist.rows()] == ["P1", "P2", "P3", "P4", "P5"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("planted", {"P1", "P2"}),
        ("NAME planted1", {"P1"}),
        ("näme2", set()),
        ("ante", {"P1", "P2"}),
        ("山田", {"P3"}),
        ("やまだ", {"P3"}),
        ("p3", {"P3"}),
        ("thorax pa", {"P3"}),
        ("acc-7", {"P3"}),
        ("%", set()),
        ("", {"P1", "P2", "P3"}),
    ],
)
def test_search_finds_parts_of_everything(library: Library, text: str, found: set[str]) -> None:
    name = "Yamada^Tarou=山田^太郎=やまだ^たろう"
    kanji = facts(3, patient_name=name, study_description="Thorax PA", accession_number="ACC-7")
    library.images.add([facts(1), facts(2), kanji])
    ids = library.worklist.search(text)
    assert {row.patient_id for row in library.worklist.rows() if row.id in ids} == found


def test_priors_are_the_same_patients_and_not_later(library: Library) -> None:
    def study(number: int, date: str) -> object:
        film = facts(1, study_instance_uid=str(number), study_date=date, sop_instance_uid=str(number))
        return replace(film, path=Path(f"/films/{number}"))

    files = [study(1, "20240101"), study(2, "20250101"), study(3, "20260101"), study(4, ""), facts(7)]
    library.images.add(files)  # type: ignore[arg-type]
    rows = {row.study_date: row.id for row in library.worklist.rows() if row.patient_id == "P1"}
    assert [row.study_date for row in library.worklist.priors(rows["20250101"])] == ["20240101"]
    assert [row.study_date for row in library.worklist.priors(rows["20260101"])] == ["20250101", "20240101"]
    assert library.worklist.priors(rows[""]) == ()
