"""What files under one UID are to each other, without any file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.duplicates import Duplicate, collisions, judge


def test_empty_uids_collide_with_nothing() -> None:
    assert collisions(["", "1", "", "2", "1 ", " 1"]) == ((1, 4, 5),)


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("xy"), min_size=8, max_size=8))
def test_every_entry_is_accounted_for(files: list[str], pictures: list[str]) -> None:
    """Every readable entry is a copy of a kept one, or a kept one; kept ones are compared by their picture."""
    of_file = dict(zip("abc", pictures, strict=False))
    asked: list[int] = []

    def picture(index: int) -> str:
        asked.append(index)
        return of_file[files[index]]

    found = judge(range(len(files)), files.__getitem__, picture)
    copies = {index for d in found if d.kind == "identical" for index in d.entries[1:]}
    kept = [index for index in range(len(files)) if index not in copies]
    assert [files[index] for index in kept] == list(dict.fromkeys(files))
    assert sorted(asked) == (kept if len(kept) > 1 else [])
    loud = [d for d in found if d.loud]
    assert bool(loud) == (len({of_file[files[index]] for index in kept}) > 1)


def test_only_entries_that_collide_are_asked_for() -> None:
    asked: list[int] = []
    for group in collisions(["1", "2", "3", "2", ""]):
        judge(group, lambda index: asked.append(index) or "same", lambda index: "x")  # type: ignore[func-returns-value]
    assert asked == [1, 3]


def test_files_that_cannot_be_read_are_left_out() -> None:
    assert judge([0, 1], lambda index: "", lambda index: "x") == ()


def test_a_report_beside_a_picture_is_no_second_picture() -> None:
    assert judge([0, 1], lambda index: str(index), lambda index: "" if index else "x") == ()


@pytest.mark.parametrize("kind", ["identical", "header differs", "picture differs"])
def test_every_kind_has_a_text(kind: str) -> None:
    assert "2" in Duplicate(kind, (0, 1)).text  # type: ignore[arg-type]
