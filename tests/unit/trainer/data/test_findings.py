"""The label space: unknown is never negative, and a film's one word never says more than is known of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.data.labels import (
    FINDINGS,
    LABELS,
    PATHOLOGIES,
    UNKNOWN,
    format_findings,
    label_of,
    parse_findings,
    row_targets,
    settled,
    targets,
)

ANY = st.dictionaries(st.sampled_from(FINDINGS), st.sampled_from([-1, 0, 1]))


@given(ANY)
def test_text_and_back(findings: dict[str, int]) -> None:
    assert parse_findings(format_findings(findings)) == {k: v for k, v in findings.items() if v != UNKNOWN}


@given(ANY)
def test_settling_invents_nothing_but_abnormal(findings: dict[str, int]) -> None:
    known = settled(findings)
    for name in FINDINGS[1:]:
        assert known.get(name, UNKNOWN) == findings.get(name, UNKNOWN)
    ill = any(findings.get(name) == 1 for name in PATHOLOGIES)
    if known.get("abnormal") == 0:
        assert not ill and findings["abnormal"] == 0
    if ill:
        assert ("abnormal" not in known) == (findings.get("abnormal") == 0)


@given(ANY)
def test_the_word_never_says_more_than_the_findings(findings: dict[str, int]) -> None:
    known = settled(findings)
    for name, value in zip(LABELS, targets(label_of(known), ""), strict=True):
        assert value in (UNKNOWN, known.get(name, UNKNOWN))


@given(ANY)
def test_training_sees_the_findings_where_a_row_has_them(findings: dict[str, int]) -> None:
    known = settled(findings)
    row = {"label": label_of(known), "sublabel": "", "findings": format_findings(known)}
    assert row_targets(row) == tuple(known.get(name, UNKNOWN) for name in LABELS)


@pytest.mark.parametrize(
    "text", ["pneumonia", "pneumonia=2", "dragon=1", "pneumonia=1;pneumonia=0", "=1", "pneumonia=-1"]
)
def test_a_text_that_is_no_findings_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no finding"):
        parse_findings(text)


def test_a_device_makes_no_film_abnormal() -> None:
    assert settled({"support_devices": 1, "abnormal": 0}) == {"support_devices": 1, "abnormal": 0}


def test_a_name_outside_the_space_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the label space"):
        settled({"dragon": 1})
