"""Records that earlier versions of the program wrote, byte by byte: readable, intact, hashes as they were.

``older/schema-S-revision-R.tar.xz`` were made by the code of that time (schema 1 with signatures of form 1, whose
scores were called probabilities; schema 1 with form 2; schema 2): three films, two result sets and a refusal, a signed
and amended review with three strokes and a length, a draft with one step sealed and one in its journal alone, a closed
draft.
"""

from __future__ import annotations

import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spcxr_desktop.app.export import Source, export_objects
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.domain.annotations import Length
from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.masks import LUNGS
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import signed_report
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.store.library import FILE_NAME, Library
from spcxr_desktop.store.migrations import MIGRATIONS
from tests.exported import VALUES
from tests.unit.store.records import SIZE, document, facts

SIGNED = {  # sha256 of both revisions, as the program printed them when it made the record
    "schema-1-revision-1": (
        "943165d937aaade3dcff6b386cffcb1cbea8f6d6f8c8da0afb131dc92a5478f2",
        "adc8c3d5ba2636762f1c8ee1ea95c55b340269ff16179f5ee446337cd5ee49bc",
    ),
    "schema-1-revision-2": (
        "cc48333614bf7a53180b5b0d14fc8314bd8395138475105713898087c030dd6e",
        "10efb42fe5b8efe9756069313abcf696a73866f3da41f75d8cf1324a0f615011",
    ),
    "schema-2-revision-2": (
        "cd3b9a72702ce715700fdac4f25d5d57b8dcd38752df48bb7c152df96503b149",
        "1025ba84ef1b39520a020a3409bbbca35ecb118e6346f64835a5874863328a36",
    ),
}
pytestmark = pytest.mark.filterwarnings("ignore:.*unlikely to represent")  # highdicom, of names in test data


@pytest.fixture(params=sorted(SIGNED))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(name: str, tmp_path: Path) -> Path:
    with tarfile.open(Path(__file__).parent / "older" / f"{name}.tar.xz") as tar:
        tar.extractall(tmp_path, filter="data")
    return tmp_path / "record"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as opened:
        yield opened


def version(record: Path) -> int:
    with closing(sqlite3.connect(record)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bodies(record: Path) -> list[tuple[bytes, ...]]:
    with closing(sqlite3.connect(record)) as connection:
        sql = "SELECT sha256, body FROM revisions UNION ALL SELECT sha256, body FROM results ORDER BY 1"
        return connection.execute(sql).fetchall()


def test_the_record_is_of_the_schema_that_it_is_called_by(name: str, folder: Path) -> None:
    assert version(folder / FILE_NAME) == int(name.split("-")[1])
    form = int(name.split("-")[3])
    assert all(f'"schema":{form}'.encode() in body for _, body in bodies(folder / FILE_NAME) if b'"statement"' in body)


def test_it_is_backed_up_migrated_and_what_was_hashed_is_untouched(name: str, folder: Path) -> None:
    before, found = bodies(folder / FILE_NAME), version(folder / FILE_NAME)
    with Library.open(folder) as library:
        assert library.notices == ()
    newest = MIGRATIONS[-1].version
    backups = sorted(path.name for path in (folder / "backups").iterdir())
    assert backups == [f"before-schema-{step}.sqlite" for step in range(found + 1, newest + 1)]
    assert version(folder / FILE_NAME) == newest and bodies(folder / FILE_NAME) == before


def test_the_trail_and_every_signature_hold(name: str, library: Library) -> None:
    revisions = library.reviews.revisions(1)
    assert tuple(one.sha256 for one in revisions) == SIGNED[name]
    anchors = [one.anchor for one in revisions if one.anchor is not None]
    assert len(anchors) == 2 and library.verify(anchors).faults == ()


def test_signatures_say_what_they_said(library: Library) -> None:
    first, second = library.reviews.revisions(1)
    assert (first.reader.verification, second.reader.verification) == ("VERIFIED", "UNVERIFIED")
    assert (second.replaces, second.reason) == (first.sha256, "seen again")
    assert isinstance(first.document.annotations["0000-00001-00000000"], Length)
    mask = second.document.painted()[LUNGS]
    assert [int(mask[place, place]) for place in (2, 30, 50)] == [3, 3, 3] and mask[60, 60] == 0
    assert first.results is not None
    assert (first.results.scores[0].value, first.results.models[0].version) == (0.3, "1.2")


def test_results_of_old_shapes_are_read(library: Library) -> None:
    old, newer = (stored.results for stored in library.results.all(1))
    assert (old.scores[0].value, old.scores[0].flagged, newer.scores[0].flagged) == (0.9, True, False)
    assert old.lungs is not None and old.lungs.right_px == 40 * 17
    refused = library.results.latest(2)
    assert refused is not None and refused.results.gates[0].text == "a CT"


def test_drafts_go_on_with_every_step_and_their_undo(library: Library) -> None:
    (left,) = library.unfinished_reviews()
    assert (left.image, left.steps, left.torn) == (2, 1, 0)
    draft = library.reviews.open(2, document)
    mask = draft.review.document.painted()[LUNGS]
    assert (mask[5, 5], mask[12, 12], draft.recovered.steps) == (3, 3, 1)
    draft.undo()
    draft.undo()
    assert draft.review.document.sha256 == document().sha256
    draft.close()
    closed = library.reviews.open(3, document)
    assert closed.review.document.painted()[LUNGS][20, 20] == 3
    closed.close()


def test_what_was_signed_then_can_be_amended_and_signed_now(name: str, library: Library) -> None:
    amendment = library.reviews.amend(1, "dr-m", reason="a third look")
    third = amendment.sign(Reader("dr-m", "Dr. Märta M"))
    assert (third.replaces, third.reason) == (SIGNED[name][1], "a third look")
    assert len(library.reviews.revisions(1)) == 3 and library.verify().faults == ()


def test_an_old_signature_is_exported(library: Library) -> None:
    first, _ = library.reviews.revisions(1)
    assert first.results is not None
    stored = library.results.get(first.results.sha256)
    assert stored is not None
    report = signed_report(first, Orientation("L", "F", assumed=False), None, stored.results)
    identity = replace(facts().identity, sop_class_uid=VALUES["SOPClassUID"])
    film = Radiograph(np.zeros((SIZE, SIZE), np.uint16), GrayscaleRule(), Orientation(), None, identity, Path("/a"))
    values = {**VALUES, "SOPInstanceUID": first.image.sop_instance_uid}
    values |= {"StudyInstanceUID": "1.2.1", "SeriesInstanceUID": "1.2.1.1"}
    header = SourceHeader(tuple(values.items()), SIZE, SIZE, 1)
    made = export_objects(report, Source(film, header), ("seg", "sr", "gsps"), "0.0.1")
    assert made.reasons == {} and set(made.files) == {"seg.dcm", "sr.dcm", "gsps.dcm"}
