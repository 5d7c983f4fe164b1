"""A candidate beside the active package: kept apart, compared, gone with its patient."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import pytest

from spcxr_desktop.app.schedule import Schedule, Services
from spcxr_desktop.app.session import Session
from spcxr_desktop.app.shadow import start
from spcxr_desktop.app.shadow_report import as_csv, as_text, report
from spcxr_desktop.domain.document import ItemChange, ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.history import Command
from spcxr_desktop.domain.judgements import Judgement, Verdict
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.shadow import Candidate
from tests.unit.store.records import SIZE, facts, results

NEXT = Candidate("screen", "2.0", "d" * 64)


def film(library: Library, number: int, active: float, candidate: float, verdict: Verdict | None = None) -> int:
    """One film with both results, signed where there is a verdict."""
    (image,) = library.images.add([facts(number)])
    sha256 = library.results.add(image, results(active))
    if verdict is not None:
        review = library.reviews.open(image, lambda: ReviewDocument(SIZE, SIZE))
        said = Judgement("pneumonia", verdict, "jane", "2026", sha256)
        review.do(Command("Judge", (ItemChange("judgements", said.key, None, said),)))
        review.sign(Reader("jane", "Jane"))
    library.shadow.add(image, NEXT, sha256, results(candidate, run=2))
    return image


def test_flags_gained_and_lost_are_counted_against_what_was_signed(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.shadow.start(NEXT, "jane")
        film(library, 1, 0.2, 0.8, "accept")  # gained, rightly
        film(library, 2, 0.2, 0.9, "reject")  # gained, wrongly
        film(library, 3, 0.8, 0.1, "reject")  # lost, rightly
        film(library, 4, 0.8, 0.9, "accept")
        film(library, 5, 0.8, 0.1, "uncertain")
        film(library, 6, 0.1, 0.1)
        found = report(library)
    (one,) = found.comparisons
    assert (one.films, one.gained, one.lost, one.positive, one.negative) == (6, 2, 2, 2, 2)
    assert one.sensitivity[0] == 0.5 and one.specificity[0] == 0.0
    assert one.score[0] == pytest.approx(0.0) and one.score[1] < 0 < one.score[2]
    assert not one.enough and found.lungs[0] == 1.0
    assert any("NOT ENOUGH" in line for line in as_text(found, "screen"))
    assert as_csv(found).count("\n") == 7 and "Planted" not in as_csv(found)


def test_without_a_judged_film_sensitivity_cannot_be_told(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        film(library, 1, 0.2, 0.8)
        found = report(library)
    assert math.isnan(found.comparisons[0].sensitivity[0])
    assert any("sensitivity" in line and "cannot be told" in line for line in as_text(found, "screen"))


def test_nothing_that_lists_results_sees_the_candidates(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        image = film(library, 1, 0.2, 0.8)
        assert [stored.results.scores[0].value for stored in library.results.all(image)] == [0.2]
        assert not library.worklist.rows()[0].flagged and len(library.judged.runs()) == 1
        assert library.verify().faults == ()


def test_it_waits_for_what_it_has_not_seen_and_for_what_was_analysed_anew(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.shadow.start(NEXT, "jane")
        image = film(library, 1, 0.2, 0.8)
        assert library.shadow.waiting(NEXT) == ()
        library.results.add(image, results(0.3, run=5))
        (other,) = library.images.add([facts(2)])
        library.results.add(other, results(0.3))
        assert set(library.shadow.waiting(NEXT)) == {image, other}


def test_another_candidate_begins_with_nothing_and_stopping_keeps_the_cases(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.shadow.start(NEXT, "jane")
        film(library, 1, 0.2, 0.8)
        assert library.shadow.stop("jane") == NEXT and library.shadow.candidate() is None
        assert len(list(library.shadow.cases())) == 1
        library.shadow.start(Candidate("screen", "3.0", "e" * 64), "jane")
        assert list(library.shadow.cases()) == []


def test_forgetting_a_patient_forgets_what_the_candidate_said(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        film(library, 1, 0.2, 0.8)
        film(library, 2, 0.2, 0.8)
        library.erasure.delete_patient(library.worklist.rows()[0].patient, "jane")
        assert len(list(library.shadow.cases())) == 1


def test_what_is_not_installed_does_not_start(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library, pytest.raises(UserError, match="not installed"):
        start(library, "spcxr-screen", "9.9.9")


def test_what_cannot_be_read_is_passed_over_and_not_tried_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from spcxr_desktop.app import shadow

    asked = []

    def read(path: Path, frame: int = 0, cancel: object = None) -> Radiograph:
        asked.append(path)
        raise UserError("It is gone.", "A file.", "Put it back.")

    with Library.open(tmp_path) as library:
        images = library.images.add([facts(1), facts(2)])
        for image in images:
            library.results.add(image, results())
        monkeypatch.setattr(shadow, "running", lambda library: (NEXT, None))
        passed: set[int] = set()
        assert shadow.see_one(library, read, passed, lambda: False)
        assert not shadow.see_one(library, read, passed, lambda: False)
        assert not shadow.see_one(library, read, passed, lambda: False)
    assert len(asked) == 2 and passed == set(images)


def test_the_schedule_lets_it_see_films_once_nobody_waits(tmp_path: Path) -> None:
    looked = []

    def look(library: Library, cancel: object) -> bool:
        looked.append(library)
        return len(looked) < 3

    def nothing(*_: object, **__: object) -> Any:  # noqa: ANN401 - services of no use here
        raise AssertionError("nothing is read here")

    services = Services(
        find=nothing, headers=nothing, read=nothing, digest=nothing, analyse=nothing, load_packages=tuple,
        make_sample=tuple, open_record=lambda: Library.open(tmp_path), shadow=look,
    )  # fmt: skip
    schedule = Schedule(Session(), services, lambda changes: None)
    try:
        schedule.record.lane.go()
        assert schedule.record.lane.library() is not None
        schedule._analysis_done()
        for _ in range(1000):
            if len(looked) == 3:
                break
            time.sleep(0.01)
        assert schedule.progress() is None
    finally:
        schedule.close()
    assert len(looked) == 3
