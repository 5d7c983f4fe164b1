"""A few letters find the title that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.app.actions import ACTIONS
from spcxr_desktop.app.fuzzy import ranked, score

TITLES = [(action.id, action.title) for action in ACTIONS]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("inv", "window.invert"),
        ("fit", "view.fit"),
        ("zo o", "view.zoom_out"),
        ("open fo", "file.open_folder"),
        ("fullsc", "view.full_screen"),
        ("prefs", "file.preferences"),
        ("HISTO", "window.histogram"),
        ("hide names", "view.privacy"),
    ],
)
def test_the_one_that_was_meant_comes_first(query: str, wanted: str) -> None:
    assert ranked(query, TITLES, [])[0] == wanted


def test_without_a_query_everything_is_there_the_last_used_first() -> None:
    found = ranked("", TITLES, ["window.invert", "view.fit"])
    assert found[:2] == ["window.invert", "view.fit"]
    assert sorted(found) == sorted(row for row, _ in TITLES)


def test_of_what_fits_alike_the_last_used_leads() -> None:
    titles = [("a", "Zoom in"), ("b", "Zoom out")]
    assert ranked("zoom", titles, []) == ["a", "b"]
    assert ranked("zoom", titles, ["b"]) == ["b", "a"]


def test_a_whole_title_goes_before_what_was_used_lately() -> None:
    titles = [("a", "Lock"), ("b", "Locks of hair")]
    assert ranked("lock", titles, ["b"]) == ["a", "b"]


@given(st.text(min_size=1, max_size=12), st.text(max_size=30))
def test_what_is_found_holds_the_letters_in_order(query: str, title: str) -> None:
    letters = iter(title.casefold())
    in_order = all(letter in letters for letter in query.casefold().strip().replace(" ", ""))
    fit = score(query, title)
    assert fit >= 0
    if fit > 0 and len(query.split()) < 2:
        assert in_order


@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_a_title_finds_itself(title: str) -> None:
    assert score(title, title) > 0
