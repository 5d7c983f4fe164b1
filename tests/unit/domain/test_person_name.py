"""Person names in all their components."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.person_name import NameGroup, PersonName, fold, parse, same_name

WORD = st.text(st.characters(exclude_characters="^=", exclude_categories=["Z", "C"]), max_size=8)
GROUP = st.builds(NameGroup, WORD, WORD, WORD, WORD, WORD)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Yamada^Tarou=山田^太郎=やまだ^たろう", "Yamada, Tarou (山田 太郎 / やまだ たろう)"),
        ("Adams^John Robert Quincy^^Rev.^B.A. M.Div.", "Adams, Rev. John Robert Quincy, B.A. M.Div."),
        ("Morrison-Jones^Susan^^^Ph.D.", "Morrison-Jones, Susan, Ph.D."),
        ("Doe^John", "Doe, John"),
        ("SMITH^JOHN^^^ ", "SMITH, JOHN"),
        ("^John", "John"),
        ("Smith", "Smith"),
        ("=王^小東", "王 小東"),
        ("Wang^XiaoDong=王^小東=", "Wang, XiaoDong (王 小東)"),
        ("A^B^C^D^E^F^G", "A, D B C, E F G"),
        ("  A   B ^ C ", "A B, C"),
        ("a=b=c=d=e", "a (b / c)"),
        ("^^^^", ""),
        ("", ""),
    ],
)
def test_shown_for_people(name: str, shown: str) -> None:
    assert parse(name).display() == shown


@given(st.text())
def test_no_string_raises_and_parsing_settles(name: str) -> None:
    parsed = parse(name)
    assert parse(parsed.format()) == parsed
    assert parsed.key() == fold(parsed.key())
    assert isinstance(parsed.display(), str)
    assert same_name(name, name)


@given(st.builds(PersonName, GROUP, GROUP, GROUP))
def test_a_formatted_name_comes_back(name: PersonName) -> None:
    assert parse(name.format()) == name


@given(st.builds(PersonName, GROUP, GROUP, GROUP))
def test_a_search_finds_every_component(name: PersonName) -> None:
    haystack = name.searchable()
    assert all(fold(part) in haystack for group in name.groups for part in group.components)


@given(st.text(), st.text())
def test_sameness_has_no_direction(one: str, two: str) -> None:
    assert same_name(one, two) == same_name(two, one)


@given(st.text())
def test_folding_is_final(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper().lower()) == fold(text.lower().upper().lower())


def test_keys_ignore_case_accents_and_padding() -> None:
    names = ["Müller^Jörg", "MULLER^JORG^^^", "muller ^ jorg", "Müller^Jörg^^Dr."]
    assert {parse(name).key() for name in names} == {"muller jorg"}
    assert parse("やまだ^たろう").key() != parse("やまた^たろう").key()
    assert parse("=王^小東").key() == "王 小東"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Müller^Jörg", "MUELLER^JOERG", True),
        ("Müller^Jörg", "Muller^Jorg", True),
        ("Smith^John", "John Smith", True),
        ("Smith^John", "Smith, John", True),
        ("SMITH^JOHN^PETER", "Smith^John", True),
        ("Smith^John^^Dr.", "Smith^John", True),
        ("Łukasz^Ana", "Lukasz^Ana", True),
        ("Yamada^Tarou=山田^太郎", "山田^太郎", True),
        ("Yamada^Tarou=山田^太郎", "=山田^太郎", True),
        ("Smith^John", "", True),
        ("Smith^John", "^^^", True),
        ("Smith^John", "Smith", False),
        ("Smith^John", "Smith^Jane", False),
        ("Smith^John", "Doe^Jane", False),
        ("やまだ^たろう", "やまた^たろう", False),
    ],
)
def test_same_name(one: str, two: str, same: bool) -> None:
    assert same_name(one, two) is same
