"""Labels of an exported data set: what a reader said, and nothing that nobody said."""

from __future__ import annotations

from pathlib import Path

import pytest

from spcxr_desktop.app.training_rows import Signed, row_of
from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.judgements import Judgement, Verdict
from spcxr_desktop.domain.pseudonyms import Secret
from spcxr_desktop.domain.review import Reader, Revision, SignedResults
from spcxr_desktop.store.library import Library
from tests.unit.store.records import SIZE, facts, results
from trainer.data.labels import row_targets

SECRET = Secret(b"s" * 32)


def signed(folder: Path, *said: tuple[str, Verdict, str], age: float | None = 50.0) -> Signed:
    """A revision of these (label, verdict, results), signed with results "now"."""
    with Library.open(folder) as library:
        (image,) = library.images.add([facts(patient_age_years=age)])
        row, study = library.images.get(image), library.worklist.rows()[0]
    place = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0))
    judgements = [
        Judgement(label, verdict, "jane", "2026", named, place=place if verdict == "relocate" else (),
                  stage="with results" if named else "before results")
        for label, verdict, named in said
    ]  # fmt: skip
    document = ReviewDocument(SIZE, SIZE, {}, {"judgements": {one.key: one for one in judgements}})
    revision = Revision(
        row.reference(), Reader("jane", "Jane"), "2026-01-01T00:00:00+00:00", document.frozen(),
        SignedResults.of(results(), "now"),
    )  # fmt: skip
    return Signed(row, study, revision, SECRET, "id P1")


def row(one: Signed) -> dict[str, str]:
    return row_of(one, "films/a.png", "", "note", (SIZE, SIZE))


@pytest.mark.parametrize(
    ("verdict", "target"), [("accept", 1), ("relocate", 1), ("reject", 0), ("uncertain", -1)]
)
def test_a_verdict_becomes_what_the_trainer_reads(tmp_path: Path, verdict: Verdict, target: int) -> None:
    made = row(signed(tmp_path, ("pneumonia", verdict, "now")))
    assert row_targets(made) == (-1, target, -1)  # what was not judged is unknown, never negative
    assert '"verdict": "' + verdict in made["how"]


def test_nothing_judged_is_nothing_known(tmp_path: Path) -> None:
    assert row_targets(row(signed(tmp_path))) == (-1, -1, -1)


def test_the_judgement_with_the_signed_results_counts_and_others_do_not(tmp_path: Path) -> None:
    one = signed(
        tmp_path, ("pneumonia", "reject", ""), ("pneumonia", "accept", "now"), ("abnormal", "accept", "of another run"),
        ("covid19", "reject", ""),
    )  # fmt: skip
    assert row_targets(row(one)) == (-1, 1, 0)
    assert '"before results"' in row(one)["how"]


def test_a_row_names_no_one_and_keeps_a_patient_in_one_fold(tmp_path: Path) -> None:
    made = row(signed(tmp_path, age=97.0))
    text = " ".join(made.values())
    assert not any(word in text for word in ("P1 ", "Planted", "1950", "1.2.3", "jane", "Jane"))
    assert made["age"] == "90" and made["fold"] in "0123456789" and made["ship"] == "0"
    assert made["group"] == SECRET.pseudonym("id P1") != Secret(b"t" * 32).pseudonym("id P1")
