"""Who disagrees with whom: every pair of a flag and a verdict, and nothing before results are revealed."""

from __future__ import annotations

import pytest

from spcxr_desktop.app.disagreements import agrees, by_hash, disagreements, run_of
from spcxr_desktop.domain.judgements import Judgement, Verdict
from tests.unit.app.judged import opinion, run


@pytest.mark.parametrize(
    ("flagged", "verdict", "kind"),
    [
        (True, "accept", None), (True, "reject", "rejected"), (True, "uncertain", None),
        (True, "relocate", "elsewhere"), (False, "accept", "missed"), (False, "reject", None),
        (False, "uncertain", None),
    ],
)  # fmt: skip
def test_every_pair(flagged: bool, verdict: Verdict, kind: str | None) -> None:
    found = disagreements([run(1, pneumonia=0.9 if flagged else 0.1)], [opinion(1, verdict, results="r1")])
    assert [item.kind for item in found] == ([kind] if kind else [])


def test_a_judgement_is_held_against_the_result_set_it_names() -> None:
    runs = [run(1, sha256="old", pneumonia=0.9), run(1, sha256="new", number=2, pneumonia=0.1)]
    assert [d.kind for d in disagreements(runs, [opinion(1, "accept", results="old")])] == []
    assert [d.kind for d in disagreements(runs, [opinion(1, "accept", results="new")])] == ["missed"]
    assert disagreements(runs, [opinion(1, "accept", results="lost")]) == ()


def test_a_first_opinion_counts_once_its_results_were_revealed() -> None:
    runs = [run(1, pneumonia=0.9)]
    assert disagreements(runs, [opinion(1, "reject")]) == ()
    found = disagreements(runs, [opinion(1, "reject", revealed="r1")])
    assert [(item.kind, item.judgement.stage) for item in found] == [("rejected", "before results")]


def test_hashes_of_other_films_are_not_mixed_up() -> None:
    runs = [run(1, sha256="same", pneumonia=0.9), run(2, sha256="same", number=2, pneumonia=0.1)]
    assert run_of(opinion(2, "accept", results="same"), by_hash(runs)) is runs[1]


def test_the_latest_comes_first() -> None:
    early, late = (opinion(n, "reject", results=f"r{n}", at=f"2026-01-0{n}T00:00:00+00:00") for n in (1, 2))
    found = disagreements([run(1, pneumonia=0.9), run(2, number=2, pneumonia=0.9)], [early, late])
    assert [item.image for item in found] == [2, 1]


def test_uncertain_is_neither() -> None:
    said = run(1, pneumonia=0.9).of("pneumonia")
    assert said is not None
    assert agrees(said, Judgement("pneumonia", "uncertain", "jane", "now", "r1")) is None
