"""Reviews in the record: nothing done is lost, one window at a time, signed once and for all."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from spcxr_desktop.domain.document import ReviewDocument
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.masks import LUNGS
from spcxr_desktop.domain.review import Reader
from spcxr_desktop.domain.strokes import set_item
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.open_review import OpenReview, Recovered
from tests.unit.store.records import document, facts, paint, results

READER = Reader("dr-m", "Dr. M", "pin")


def files(library: Library) -> list[str]:
    return sorted(path.suffix for path in (library.folder / "journals").iterdir())


def write(review: OpenReview, text: str) -> None:
    review.do(set_item(review.review.document, "texts", "impression", text, "Text"))


def test_a_closed_review_goes_on_where_it_was_with_its_undo(library: Library, image: int) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    write(review, "one")
    write(review, "two")
    review.undo()
    after, done = review.review.document.sha256, review.history.done
    review.close()
    assert files(library) == [] and library.unfinished_reviews() == ()
    again = library.reviews.open(image, document)
    assert (again.review.document.sha256, again.history.done) == (after, done)
    assert again.recovered == Recovered(0, 0) and not again.history.dirty
    assert (again.history.undo_name, again.history.redo_name) == ("Text", "Text")
    for _ in range(2):
        again.undo()
    assert again.review.document.sha256 == document().sha256 and again.history.dirty
    again.close()


def test_a_crash_loses_nothing_that_was_flushed(library: Library, image: int) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    review.save()
    paint(review, 20)
    review.undo()
    review.flush()
    after, undone = review.review.document.sha256, review.history.undone
    review.abandon()
    (unfinished,) = library.unfinished_reviews()
    assert (unfinished.image, unfinished.steps, unfinished.open_elsewhere) == (image, 2, False)
    again = library.reviews.open(image, document)
    assert again.recovered == Recovered(2, 0)
    assert (again.review.document.sha256, again.history.undone) == (after, undone)
    assert again.history.dirty is False  # undone back to what was saved
    again.close()
    assert library.verify().intact


def test_saving_in_between_and_off_the_thread_loses_no_step(library: Library, image: int) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    snapshot = review.snapshot()
    paint(review, 30)
    saver = threading.Thread(target=review.save, args=(snapshot,))
    saver.start()
    saver.join()
    review.mark_saved(snapshot)
    assert review.history.dirty
    paint(review, 40)
    review.flush()
    after = review.review.document.sha256
    review.abandon()
    again = library.reviews.open(image, document)
    assert (again.recovered.steps, again.review.document.sha256) == (2, after)
    again.close()


def test_a_journal_that_lags_behind_what_was_saved_takes_no_step_with_it(library: Library, image: int) -> None:
    """Saved before the journal reached the disk, then the power goes, twice."""
    review = library.reviews.open(image, document)
    for place in (3, 20, 40):
        paint(review, place)
    review.save()
    review.flush()
    path = review._journal.path
    review.abandon()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    again = library.reviews.open(image, document)
    assert (again.recovered, len(again.history.done)) == (Recovered(0, 0), 3)
    paint(again, 50)
    again.flush()
    after = again.review.document.sha256
    again.abandon()
    last = library.reviews.open(image, document)
    assert (last.recovered.steps, last.review.document.sha256) == (1, after)
    last.close()


def test_a_review_in_which_nothing_was_done_leaves_nothing(library: Library, image: int) -> None:
    library.reviews.open(image, document).close()
    assert files(library) == [] and library.worklist.rows()[0].status == "new"


def test_opening_the_record_sweeps_up_after_a_crash(folder: Path) -> None:
    with Library.open(folder) as library:
        first, second = library.images.add([facts(1), facts(2)])
        library.reviews.open(first, document).abandon()
        with_work = library.reviews.open(second, document)
        paint(with_work, 3)
        with_work.abandon()
    with Library.open(folder) as library:
        assert [row.status for row in library.worklist.rows()] == ["new", "in review"]
        assert files(library) == [".journal", ".lock"]
        assert [unfinished.image for unfinished in library.unfinished_reviews()] == [second]


def test_one_window_at_a_time(library: Library, image: int, folder: Path) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    review.flush()
    with pytest.raises(UserError) as here:
        library.reviews.open(image, document)
    script = (
        "import sys; from pathlib import Path; from spcxr_desktop.store.library import Library\n"
        "from spcxr_desktop.domain.errors import UserError\n"
        "from tests.unit.store.records import document\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    print(library.unfinished_reviews()[0].open_elsewhere)\n"
        "    try: library.reviews.open(int(sys.argv[2]), document)\n"
        "    except UserError as error: print(error.code)\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(image)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True)
    assert (here.value.code, ended.stdout.split()) == ("open_elsewhere", ["True", "open_elsewhere"])
    review.close()


def test_signing_is_final_and_verifiable(library: Library, image: int) -> None:
    sha256 = library.results.add(image, results())
    review = library.reviews.open(image, document)
    judgement = Judgement("pneumonia", "reject", "dr-m", "2026-01-01T00:00:00Z", sha256, reasons=("artefact",))
    review.do(set_item(review.review.document, "judgements", judgement.key, judgement, "Judge"))
    paint(review, 3)
    revision = review.sign(READER)
    assert files(library) == []
    (kept,) = library.reviews.revisions(image)
    assert kept.sha256 == revision.sha256 and library.reviews.revision(revision.sha256) is not None
    assert kept.document.judgements[judgement.key] == judgement
    assert kept.results is not None and kept.results.sha256 == sha256
    assert kept.image.pixel_sha256 == "a" * 64 and kept.anchor is not None
    assert library.verify([kept.anchor]).intact
    with pytest.raises(UserError, match="signed"):
        write(review, "late")
    with pytest.raises(UserError, match="signed"):
        library.reviews.open(image, document)


def test_a_later_run_changes_nothing_that_was_judged(library: Library, image: int) -> None:
    first = library.results.add(image, results())
    review = library.reviews.open(image, document)
    judgement = Judgement("pneumonia", "accept", "dr-m", "2026-01-01T00:00:00Z", first)
    review.do(set_item(review.review.document, "judgements", judgement.key, judgement, "Judge"))
    before = review.review.document.sha256
    library.results.add(image, results(0.1, run=2))
    assert review.review.document.sha256 == before
    revision = review.sign(READER, results=first)
    assert revision.results is not None and revision.results.models[0].version == "1.1"


def test_an_amendment_replaces_by_hash(library: Library, image: int) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    first = review.sign(READER)
    amendment = library.reviews.amend(image, "dr-m")
    with pytest.raises(UserError, match="reason"):
        amendment.sign(READER)
    write(amendment, "second look")
    amendment.close()
    amendment = library.reviews.amend(image, "dr-m")  # goes on with the same one
    assert amendment.review.document.texts["impression"] == "second look"
    second = amendment.sign(READER, reason="second look")
    assert [revision.sha256 for revision in library.reviews.revisions(image)] == [first.sha256, second.sha256]
    assert second.replaces == first.sha256
    assert second.document.mask(LUNGS).tobytes() == first.document.mask(LUNGS).tobytes()
    assert library.verify().intact


def test_signing_needs_decoded_pixels_and_a_failed_try_leaves_a_draft(library: Library) -> None:
    (image,) = library.images.add([replace(facts(), pixel_sha256="")])
    review = library.reviews.open(image, document)
    paint(review, 3)
    with pytest.raises(UserError, match="decoded"):
        review.sign(READER)
    library.images.confirm_pixels(image, "b" * 64, 64, 64)
    assert review.sign(READER).image.pixel_sha256 == "b" * 64


def test_amending_needs_something_signed(library: Library, image: int) -> None:
    with pytest.raises(UserError, match="no signed"):
        library.reviews.amend(image, "dr-m")


def test_a_discarded_draft_is_gone(library: Library, image: int) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    review.save()
    review.discard("dr-m")
    again = library.reviews.open(image, document)
    assert again.review.document.sha256 == document().sha256
    again.close()


def test_a_journal_of_another_time_is_set_aside(library: Library, image: int) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    review.flush()
    path = review._journal.path
    stolen = path.read_bytes()
    review.close()
    review = library.reviews.open(image, document)
    paint(review, 20)
    review.close()
    path.write_bytes(stolen)
    again = library.reviews.open(image, document)
    assert again.recovered.set_aside and again.recovered.steps == 0
    paint(again, 30)
    again.close()
    assert library.verify().intact


def test_a_damaged_journal_gives_what_is_whole_and_is_kept(library: Library, image: int) -> None:
    review = library.reviews.open(image, document)
    for place in (3, 20, 40):
        paint(review, place)
    review.flush()
    path = review._journal.path
    review.abandon()
    data = bytearray(path.read_bytes())
    data[-len(data) // 4] ^= 1
    path.write_bytes(data)
    again = library.reviews.open(image, document)
    assert again.recovered.steps < 3 and again.recovered.torn > 0
    kept = path.with_name(again.recovered.set_aside)
    assert kept.read_bytes() == data
    again.close()


@pytest.mark.parametrize(
    "change",
    ["UPDATE items SET body = replace(body, 'one', 'two')", "DELETE FROM masks", "UPDATE reviews SET history = x'00'"],
)
def test_a_changed_draft_is_found_out(library: Library, image: int, change: str) -> None:
    review = library.reviews.open(image, document)
    write(review, "one")
    review.close()
    with library._database.write() as connection:
        connection.execute(change)
    with pytest.raises(UserError) as refusal:
        library.reviews.open(image, document)
    assert refusal.value.code == "damaged_review"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE revisions SET body = CAST(replace(CAST(body AS TEXT), 'one', 'two') AS BLOB)", "not what was signed"),
        ("UPDATE revision_masks SET pixels = CAST(pixels || x'00' AS BLOB)", "not what was signed"),
        ("DELETE FROM revision_masks", "not what was signed"),
        ("DELETE FROM revisions", "is missing"),
        ("DELETE FROM reviews", "is missing"),
        ("UPDATE revisions SET sha256 = replace(sha256, substr(sha256, 1, 1), 'z')", "never signed"),
    ],
)
def test_a_changed_signature_is_found_out(library: Library, image: int, change: str, found: str) -> None:
    review = library.reviews.open(image, document)
    write(review, "one")
    review.sign(READER)
    assert library.verify().intact
    with library._database.write() as connection:
        for trigger in ("revisions_stay", "revision_masks_stay"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(change)
    assert found in " ".join(library.verify().faults)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE revisions SET signed = ''", "UPDATE revision_masks SET name = ''", "UPDATE reviews SET state = 'draft'"],
)
def test_the_database_refuses_to_change_what_is_signed(library: Library, image: int, sql: str) -> None:
    review = library.reviews.open(image, document)
    paint(review, 3)
    review.sign(READER)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"), library._database.write() as connection:
        connection.execute(sql)


def test_many_threads_work_at_once(library: Library) -> None:
    """Each reviews its own image while all read the worklist."""
    images = library.images.add([facts(number) for number in range(1, 7)])
    faults: list[BaseException] = []

    def read_one(image: int) -> None:
        try:
            library.results.add(image, results(run=image))
            review = library.reviews.open(image, document)
            for place in range(0, 50, 10):
                paint(review, place)
                library.worklist.rows()
            review.sign(READER)
        except BaseException as error:
            faults.append(error)

    with ExitStack() as stack:
        for image in images:
            thread = threading.Thread(target=read_one, args=(image,))
            thread.start()
            stack.callback(thread.join)
    assert faults == []
    assert [row.status for row in library.worklist.rows()] == ["signed"] * 6
    assert library.verify().intact


def test_a_document_of_another_size_cannot_be_signed(library: Library, image: int) -> None:
    review = library.reviews.open(image, lambda: ReviewDocument(8, 8))
    write(review, "one")
    with pytest.raises(ValueError, match="another image"):
        review.sign(READER)
    review.close()
