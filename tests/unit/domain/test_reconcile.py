"""Hints where headers contradict each other, and silence where they only look different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.radiograph import Identity
from spcxr_desktop.domain.reconcile import reconcile


def person(
    id: str = "1", name: str = "Smith^John", born: str = "19500102", sex: str = "M", study: str = ""
) -> Identity:
    return Identity(id, name, born, sex, study_instance_uid=study)


@pytest.mark.parametrize(
    "other",
    [
        person(),
        person(name="SMITH^JOHN^^^"),
        person(name="smith^john^peter"),
        person(name=""),
        person(born=""),
        person(born="1950.01.02"),
        person(born="00000000"),
        person(sex="O"),
        person(sex=""),
        person(id=" 1 "),
        person(id="2", name="Doe^Jane", sex="F"),
        person(id="2", born="19500103"),
        person(id=""),
        person(id="ANONYMOUS"),
    ],
)
def test_formatting_and_absence_contradict_nothing(other: Identity) -> None:
    assert reconcile([person(), other]) == ()


@pytest.mark.parametrize("other", [person(name="Doe^John"), person(born="19510102"), person(sex="F")])
def test_one_id_for_several_people(other: Identity) -> None:
    (hint,) = reconcile([person(), person(id="9", name="X^Y"), other, person()])
    assert (hint.kind, hint.entries) == ("one id, several people", (0, 2, 3))
    assert "Smith, John (born 1950-01-02, M)" in hint.found
    assert hint.expected
    assert hint.remedy


def test_one_person_under_several_ids() -> None:
    (hint,) = reconcile([person(id="1"), person(id="2", name="SMITH^JÓHN"), person(id="", name="Smith^John")])
    assert (hint.kind, hint.entries) == ("one person, several ids", (0, 1))
    assert "1; 2" in hint.found


def test_one_study_of_several_patients() -> None:
    (hint,) = reconcile([person(study="1.2"), person(id="2", name="Doe^Jane", study="1.2"), person(study="1.3")])
    assert (hint.kind, hint.entries) == ("one study, several patients", (0, 1))
    assert "Doe, Jane" in hint.found
    (by_name,) = reconcile([person(id="", study="1.2"), person(id="", name="Doe^Jane", study="1.2")])
    assert by_name.kind == "one study, several patients"
    assert reconcile([person(study="1.2"), person(id="", study="1.2")]) == ()


def test_placeholders_link_nobody() -> None:
    assert reconcile([person("ANON", "Smith^John"), person("anon", "Doe^Jane"), person("0", "X^Y"), person("0")]) == ()
    assert reconcile([person("7", "Anonymous^"), person("8", "ANONYMOUS")]) == ()
    assert reconcile([person("7", "Anonymous^"), person("7")]) == ()


def test_long_lists_are_cut() -> None:
    (hint,) = reconcile([person(name=f"Name{number}^A") for number in range(9)])
    assert hint.found.count(";") == 3
    assert "and 6 more" in hint.found


TEXT = st.sampled_from(["", "1", "2", "Smith^John", "Doe", "=山田", "19500102", "M", "F", "anon"]) | st.text(max_size=6)


@given(st.lists(st.builds(person, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=8))
def test_hints_point_at_real_entries_and_order_does_not_matter(identities: list[Identity]) -> None:
    hints = reconcile(identities)
    for hint in hints:
        assert len(set(hint.entries)) == len(hint.entries) >= 2
        assert list(hint.entries) == sorted(hint.entries)
        assert all(0 <= index < len(identities) for index in hint.entries)
    ids = [len(hint.entries) for hint in hints if hint.kind == "one person, several ids"]
    back = [len(hint.entries) for hint in reconcile(identities[::-1]) if hint.kind == "one person, several ids"]
    assert sorted(ids) == sorted(back)


def test_a_thousand_people_under_one_id_are_compared_in_time() -> None:
    (hint,) = reconcile([person(name=f"Name{number}^A", born="") for number in range(3000)])
    assert len(hint.entries) == 3000
