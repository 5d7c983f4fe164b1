"""Filters and orders of the worklist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.app.worklist_rows import ORDERS, STATUSES, Filters, chosen
from spcxr_desktop.store.rows import StudyRow

TODAY = date(2026, 3, 10)


def study(number: int = 1, **fields: object) -> StudyRow:
    row = StudyRow(
        id=number, key=f"{number:032}", patient=number, patient_name=f"Doe{number:03}^Jane", patient_id=f"P{number}",
        birth_date="", sex="F", age_years=60.0, study_date="20260310", description="Thorax", accession="",
        arrival=number, images=1, unread=1, views="PA", modality="DX", analysed=0, not_assessed=0, flagged=0, flags="",
        warnings=0, drafts=0, signed=0,
    )  # fmt: skip
    return replace(row, **fields)  # type: ignore[arg-type]


counts = st.integers(0, 3)
studies = st.lists(
    st.builds(
        lambda analysed, left, flagged, unread, day: {
            "analysed": analysed, "not_assessed": left, "flagged": min(flagged, analysed), "unread": unread,
            "study_date": day,
        },
        counts, counts, counts, counts, st.sampled_from(["", "20260310", "20260304", "20260303", "20260401"]),
    ),
    max_size=12,
).map(lambda rows: [study(number, **fields) for number, fields in enumerate(rows, 1)])  # fmt: skip


def ids(rows: tuple[StudyRow, ...]) -> list[int]:
    return [row.id for row in rows]


def negative(row: StudyRow) -> bool:
    """The models looked at all of it and flagged nothing."""
    return bool(row.analysed) and not row.not_assessed and not row.flagged


@given(studies)
def test_in_the_order_of_priority_no_unassessed_study_comes_after_a_negative_one(rows: list[StudyRow]) -> None:
    ordered = chosen(rows, Filters(order="priority"), None, TODAY)
    assert sorted(ids(ordered)) == ids(tuple(rows))
    unassessed = [place for place, row in enumerate(ordered) if not row.flagged and not negative(row)]
    negatives = [place for place, row in enumerate(ordered) if negative(row)]
    flagged = [place for place, row in enumerate(ordered) if row.flagged]
    assert max(unassessed, default=-1) < min(negatives, default=len(rows))
    assert max(flagged, default=-1) < min([*unassessed, *negatives], default=len(rows))


@given(studies)
def test_every_order_keeps_every_study_and_arrival_is_the_default(rows: list[StudyRow]) -> None:
    assert chosen(rows, Filters(), None, TODAY) == tuple(rows)
    for order in ORDERS:
        for descending in (False, True):
            assert set(chosen(rows, Filters(order=order, descending=descending), None, TODAY)) == set(rows)


@given(studies, st.sampled_from(["", *STATUSES]), st.booleans(), st.booleans())
def test_a_filter_leaves_out_exactly_what_does_not_fit(
    rows: list[StudyRow], status: str, flagged: bool, unread: bool
) -> None:
    asked = Filters(status=status, flagged=flagged, unread=unread)  # type: ignore[arg-type]
    kept = chosen(rows, asked, None, TODAY)
    for row in rows:
        fits = (not status or row.status == status) and (not flagged or row.flagged) and (not unread or row.unread)
        assert (row in kept) == bool(fits)


def test_a_search_keeps_what_was_found_in_the_same_order() -> None:
    rows = [study(number) for number in (1, 2, 3, 4)]
    assert ids(chosen(rows, Filters(text="doe"), frozenset({4, 2}), TODAY)) == [2, 4]
    assert chosen(rows, Filters(text="nobody"), frozenset(), TODAY) == ()


def test_days_are_those_of_the_study_and_end_today() -> None:
    days = ("20260310", "20260304", "20260303", "20260311", "", "unknown")
    rows = [study(number, study_date=day) for number, day in enumerate(days, 1)]
    assert ids(chosen(rows, Filters(when="today"), None, TODAY)) == [1]
    assert ids(chosen(rows, Filters(when="week"), None, TODAY)) == [1, 2]


def test_names_sort_without_accents_and_unknown_dates_last() -> None:
    names = ("Zed^A", "Ärmel^B", "armband^C")
    rows = [study(number, patient_name=name) for number, name in enumerate(names, 1)]
    assert ids(chosen(rows, Filters(order="patient"), None, TODAY)) == [3, 2, 1]
    rows = [study(number, study_date=day) for number, day in enumerate(("", "20260101", "20250101"), 1)]
    assert ids(chosen(rows, Filters(order="date"), None, TODAY)) == [3, 2, 1]

