"""What lists over the record read: result sets with their devices, judgements of the review that counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.domain.strokes import set_item
from spcxr_desktop.store.library import FILE_NAME, Library
from spcxr_desktop.store.migrations import MIGRATIONS, migrate
from spcxr_desktop.store.results import sha256_of
from tests.unit.store.records import document, facts, refused, results

JANE = Reader("jane", "Jane", "system account")


def judge(library: Library, image: int, *made: Judgement) -> None:
    review = library.reviews.open(image, document)
    for judgement in made:
        review.do(set_item(review.review.document, "judgements", judgement.key, judgement, "Judge"))
    review.close()


def said(sha256: str, verdict: str = "reject", label: str = "pneumonia") -> Judgement:
    stage = "with results" if sha256 else "before results"
    return Judgement(label, verdict, "jane", "2026-01-02T00:00:00+00:00", sha256, stage=stage)  # type: ignore[arg-type]


def test_runs_have_what_was_said_by_whom_on_which_device(library: Library) -> None:
    (image,) = library.images.add([facts(manufacturer="Maker", device_model="X1", station="ROOM3")])
    sha256 = library.results.add(image, results())
    library.results.add(image, refused())
    first, second = library.judged.runs()
    assert (first.sha256, first.status, first.models) == (sha256, "analysed", ("screen 1.1",))
    assert (first.manufacturer, first.device, first.station) == ("Maker", "X1", "ROOM3")
    assert first.gates == (("view", "warn"),) and first.revealed == ""
    found = first.of("pneumonia")
    assert found is not None and (found.value, found.flagged, found.exploratory) == (0.9, True, False)
    assert first.of("nodule") is None
    assert (second.status, second.models, second.said) == ("refused", (), ())


def test_runs_of_one_image_are_those_of_that_image(library: Library) -> None:
    one, other = library.images.add([facts(1), facts(2)])
    library.results.add(one, results())
    library.results.add(other, results(run=2))
    assert [run.image for run in library.judged.runs()] == [one, other]
    assert [run.image for run in library.judged.runs(other)] == [other]


def test_a_result_set_has_the_hash_that_it_will_be_kept_under(library: Library, image: int) -> None:
    for made in (results(), refused(), replace(results(), lungs=None)):
        assert sha256_of(made) == library.results.add(image, made)


def test_opinions_are_those_of_the_last_review(library: Library, image: int) -> None:
    sha256 = library.results.add(image, results())
    judge(library, image, said(sha256), said(""))
    opinions = library.judged.opinions()
    assert {(o.image, o.judgement.results, o.judgement.stage) for o in opinions} == {
        (image, sha256, "with results"), (image, "", "before results"),
    }  # fmt: skip
    review = library.reviews.open(image, document)
    review.sign(JANE)
    amended = library.reviews.amend(image, "jane")
    key = said(sha256).key
    amended.do(set_item(amended.review.document, "judgements", key, said(sha256, "accept"), "Judge"))
    amended.close()
    found = {o.judgement.stage: o.judgement.verdict for o in library.judged.opinions()}
    assert found == {"with results": "accept", "before results": "reject"}


def test_revealing_is_kept_and_in_the_audit_trail(library: Library, image: int) -> None:
    sha256 = library.results.add(image, results())
    row = library.worklist.rows()[0]
    assert (row.veiled, row.flagged) == (1, 1)
    library.images.reveal(image, sha256, "jane", 3, "f" * 64)
    assert library.images.get(image).revealed == sha256
    assert library.worklist.rows()[0].veiled == 0
    assert library.judged.runs()[0].revealed == sha256
    entries = library.audit.entries(library.images.get(image).key)
    assert [(e.actor, e.action) for e in entries[-2:]] == [("jane", "opinion.given"), ("jane", "results.revealed")]
    assert sha256 in entries[-1].facts and '"opinions":3' in entries[-2].facts
    assert library.verify().intact


def test_an_image_that_is_gone_cannot_be_revealed(library: Library) -> None:
    with pytest.raises(UserError, match="no longer in the record"):
        library.images.reveal(77, "a" * 64, "jane", 1, "b" * 64)


def test_a_record_of_before_gets_its_columns_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "record" / FILE_NAME
    path.parent.mkdir()
    migrate(path, lambda _version: None, MIGRATIONS[:1])
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "INSERT INTO patients VALUES (1, 'pk', 'x', 'P1', 'Doe^Jane', '', '');"
            "INSERT INTO studies VALUES (1, 'tk', 1, '1.2', '20260101', '', '', NULL, 'doe jane', 'now');"
            "INSERT INTO series VALUES (1, 'sk', 1, '1.2.1', 'DX', 'CHEST', 'Maker');"
            "INSERT INTO images(id, key, series, arrival, path, size, mtime_ns, sop_instance_uid, sop_class_uid, rows,"
            " columns, frames, view, dicom, pixel_sha256, added) VALUES"
            " (1, '0123456789abcdef0123456789abcdef', 1, 1, X'2F', 1, 1, '1.2.3', '', 9, 9, 1, 'PA', 1, '', 'now');"
        )
    with Library.open(path.parent) as library:
        assert library.images.get(1).revealed == ""
        library.results.add(1, refused())
        (run,) = library.judged.runs()
        assert (run.manufacturer, run.device, run.station) == ("Maker", "", "")
    assert min(backup.name for backup in (path.parent / "backups").iterdir()) == "before-schema-2.sqlite"
