"""The record in the real window: what was done is there again, the worklist lists it, nothing is analysed twice."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.services import real_services
from spcxr_desktop.domain.radiograph import Identity
from spcxr_desktop.store.library import Library
from spcxr_desktop.store.rows import ImageFacts
from spcxr_desktop.ui import records
from tests.ui.conftest import _desk
from tests.ui.packages import made_package
from tests.ui.verbs import Desk, FilmWriter, Models, StallMonitor, refusal, result_set, scores

Start = Callable[[], Desk]
HOLD_MS = 30
STALL_S = 0.05


@pytest.fixture
def start(qtbot: QtBot, models: Models, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts the program; what was started before is closed, and its record opened again."""
    monkeypatch.setattr(records, "READ_MS", HOLD_MS)
    running: list[Iterator[Desk]] = []

    def stop() -> None:
        while running:
            for _ in running.pop():
                raise AssertionError("a desk stops once")

    def begin() -> Desk:
        stop()
        services = replace(real_services(), analyse=models.analyse, load_packages=lambda: (made_package(),))
        made = replace(services, same_models=models.same)
        running.append(_desk(qtbot, made, models))
        desk = next(running[-1])
        desk.settle()
        return desk

    yield begin
    stop()


def look(desk: Desk) -> None:
    """Look at what is shown for long enough."""
    desk.qtbot.waitUntil(lambda: desk.entry.read, timeout=10_000)
    desk.settle()


def listed(desk: Desk) -> list[str]:
    return [row.patient_name for row in desk.bench.record.worklist.listing.rows]


def show_worklist(desk: Desk) -> None:
    desk.do("worklist.show")
    desk.settle()


def search(desk: Desk, text: str) -> list[str]:
    desk.window.records.page.view.bar.search.setText(text)
    desk.settle()
    return listed(desk)


def person(number: int, **more: object) -> dict[str, object]:
    uid = f"1.2.826.0.1.{number}"
    header = {"PatientName": f"Patient{number}^Öl", "PatientID": f"P{number}", "StudyInstanceUID": uid}
    return {**header, "SeriesInstanceUID": f"{uid}.1", "StudyDate": "20260310", **more}


def test_results_lungs_and_read_marks_are_back_without_analysing(
    start: Start, models: Models, film: FilmWriter
) -> None:
    films = [film(f"{n}.dcm", **person(n)) for n in (1, 2)]
    desk = start()
    desk.open(*films)
    look(desk)
    assert models.calls == 2
    desk = start()
    desk.open(*films)
    assert models.calls == 2
    assert [entry.state for entry in desk.session.entries] == ["analysed", "analysed"]
    assert [entry.read for entry in desk.session.entries] == [True, False]
    assert desk.entry.lungs is not None and desk.entry.results is not None
    assert desk.entry.results.flagged[0].label == "abnormal"
    assert "1 finding flagged" in desk.window.findings.texts()[0]
    rows = desk.bench.record.worklist.listing.rows
    assert [(row.status, row.flagged, row.unread) for row in rows] == [("analysed", 1, 0), ("analysed", 1, 1)]
    desk.do("analysis.run")  # asked for: a new result set beside the old one
    desk.settle()
    assert models.calls == 3


def test_other_models_and_changed_pixels_are_analysed_anew(start: Start, models: Models, film: FilmWriter) -> None:
    path = film("a.dcm", **person(1))
    desk = start()
    desk.open(path)
    models.version = "0.2.0"
    desk = start()
    desk.open(path)
    assert models.calls == 2 and desk.entry.state == "analysed"
    models.version = "0.1.0"
    uid = desk.entry.identity.sop_instance_uid
    time = path.stat()
    film("a.dcm", shape=(240, 300), **person(1, SOPInstanceUID=uid))
    os.utime(path, ns=(time.st_atime_ns, time.st_mtime_ns))
    desk = start()
    desk.open(path)
    assert models.calls == 3 and desk.entry.state == "analysed"
    assert any("not the one that was analysed" in hint for hint in desk.entry.hints)
    assert "not the one" in desk.window.records.notice.text()


def test_a_file_that_moved_keeps_what_was_said_of_it(
    start: Start, models: Models, film: FilmWriter, tmp_path: Path
) -> None:
    path = film("a.dcm", **person(1))
    desk = start()
    desk.open(path)
    moved = path.rename(tmp_path / "b.dcm")
    desk = start()
    desk.open(moved)
    assert models.calls == 1 and desk.entry.state == "analysed" and desk.entry.lungs is not None
    assert desk.bench.record.worklist.listing.total == 1


def test_the_worklist_searches_filters_and_orders(start: Start, models: Models, film: FilmWriter) -> None:
    answers = {1: 0.1, 2: 0.9, 3: None, 4: 0.1}
    models.answer = lambda radiograph: (
        refusal("a lateral")
        if answers[int(radiograph.path.stem)] is None
        else result_set(radiograph, scores(answers[int(radiograph.path.stem)] or 0.0))
    )
    desk = start()
    desk.open(*(film(f"{n}.dcm", **person(n)) for n in answers))
    look(desk)
    show_worklist(desk)
    page = desk.window.records.page
    assert page.isVisible() and page.view.model.rowCount() == 4
    names = {n: f"Patient{n}^Öl" for n in answers}
    assert listed(desk) == list(names.values())
    assert search(desk, "ol patient3") == [names[3]] and search(desk, "nobody") == []
    assert page.view.model.rowCount() == 0
    assert len(search(desk, "")) == 4
    desk.do("worklist.priority")
    desk.settle()
    assert listed(desk) == [names[n] for n in (2, 3, 1, 4)]
    desk.do("worklist.priority")
    for switch, expected in ((page.view.bar.flagged, [2]), (page.view.bar.unread, [2, 3, 4])):
        switch.click()
        desk.settle()
        assert listed(desk) == [names[n] for n in expected]
        switch.click()
        desk.settle()
    status = page.view.bar.status
    status.setCurrentIndex(status.findData("not assessed"))
    status.activated.emit(status.currentIndex())
    desk.settle()
    assert listed(desk) == [names[3]] and "1 of 4 studies" in page.view.bar.count.text()
    assert "3 unread" in page.view.bar.count.text()


def test_enter_opens_a_study_and_a_missing_original_is_told(start: Start, film: FilmWriter) -> None:
    paths = [film(f"{n}.dcm", **person(n)) for n in (1, 2)]
    start().open(*paths)
    paths[1].unlink()
    desk = start()
    show_worklist(desk)
    rows = desk.window.records.page.view.rows
    assert rows.hasFocus()
    desk.qtbot.keyClick(rows, Qt.Key.Key_Return)
    desk.settle()
    assert not desk.window.records.page.isVisible() and desk.entry.path == paths[0]
    assert desk.entry.upright is not None and desk.canvas.hasFocus()
    show_worklist(desk)
    desk.qtbot.keyClick(rows, Qt.Key.Key_Down)
    desk.settle()
    tree = desk.bench.record.worklist.tree
    assert tree is not None and tree.study.patient_name == "Patient2^Öl" and len(tree.missing) == 1
    desk.qtbot.keyClick(rows, Qt.Key.Key_Return)
    desk.settle()
    assert desk.entry.path == paths[0] and "cannot be found" in desk.window.records.notice.text()
    assert desk.bench.record.worklist.listing.total == 2


def test_next_study_goes_along_the_worklist_and_finds_the_next_two_decoded(start: Start, film: FilmWriter) -> None:
    start().open(*(film(f"{n}.dcm", **person(n)) for n in range(1, 6)))
    desk = start()
    show_worklist(desk)
    desk.qtbot.keyClick(desk.window.records.page.view.rows, Qt.Key.Key_Return)
    desk.settle()
    for number in range(2, 6):
        ahead = [entry for entry in desk.session.entries if entry.decoded and entry.id != desk.entry.id]
        assert f"P{number}" in {entry.identity.patient_id for entry in ahead}
        desk.do("view.next_study")
        assert desk.entry.identity.patient_id == f"P{number}" and desk.entry.upright is not None
        desk.settle()
    assert not desk.window.action_set.qt["view.next_study"].isEnabled()
    desk.do("view.previous_study")
    assert desk.entry.identity.patient_id == "P4"


def test_reading_the_unread_goes_on_although_what_was_read_leaves_the_list(start: Start, film: FilmWriter) -> None:
    desk = start()
    desk.open(*(film(f"{n}.dcm", **person(n)) for n in (1, 2, 3)))
    look(desk)
    desk = start()
    show_worklist(desk)
    view = desk.window.records.page.view
    view.bar.unread.click()
    desk.settle()
    assert len(listed(desk)) == 2  # the first was looked at when all were opened
    desk.qtbot.keyClick(view.bar.search, Qt.Key.Key_Down)
    desk.qtbot.keyClick(view.rows, Qt.Key.Key_Return)
    desk.settle()
    for number in (2, 3):
        assert desk.entry.identity.patient_id == f"P{number}"
        look(desk)
        desk.do("view.next_study")
        desk.settle()
    assert desk.bench.record.worklist.listing.unread == 0 and listed(desk) == []


def test_next_study_among_open_ones_skips_the_other_films_of_a_study(desk: Desk, film: FilmWriter) -> None:
    desk.open(*(film(f"{n}-{k}.dcm", **person(n)) for n in (1, 2) for k in "ab"))
    desk.do("view.next_study")
    assert desk.entry.path.name == "2-a.dcm"
    desk.do("view.next")
    desk.do("view.previous_study")
    assert desk.entry.path.name == "1-a.dcm"


def test_a_study_is_in_review_with_the_first_step_not_by_being_looked_at(start: Start, film: FilmWriter) -> None:
    desk = start()
    desk.open(film("a.dcm", **person(1)))
    look(desk)
    assert desk.bench.record.worklist.listing.rows[0].status == "analysed"
    desk.do("review.key_image")
    desk.settle()
    assert desk.bench.record.worklist.listing.rows[0].status == "in review"
    desk = start()
    assert desk.bench.record.worklist.listing.rows[0].status == "in review"


def test_mark_as_unread_is_kept(start: Start, film: FilmWriter) -> None:
    path = film("a.dcm", **person(1))
    desk = start()
    desk.open(path)
    look(desk)
    desk.do("worklist.show")  # else it is being looked at again
    desk.do("worklist.unread")
    desk.settle()
    assert desk.bench.record.worklist.listing.unread == 1
    desk = start()
    assert desk.bench.record.worklist.listing.unread == 1


def test_where_nothing_can_be_kept_the_program_works_and_says_so(
    start: Start, models: Models, film: FilmWriter, data_folder: Path
) -> None:
    (data_folder / "record").write_text("a file where the folder should be")
    desk = start()
    desk.open(film("a.dcm", **person(1)))
    assert desk.entry.state == "analysed" and models.calls == 1
    assert "Nothing of this session will be kept." in desk.window.records.notice.text()
    review = desk.bench.record.open_review(desk.entry.id)
    assert review is not None
    desk.do("worklist.show")
    assert desk.bench.record.worklist.listing.rows == ()


def test_a_review_cut_short_is_told_and_opened(start: Start, film: FilmWriter, data_folder: Path) -> None:
    from spcxr_desktop.domain.document import ReviewDocument
    from spcxr_desktop.domain.strokes import set_item

    path = film("a.dcm", **person(1))
    start().open(path)
    start()
    with Library.open(data_folder / "record") as library:
        row = library.images.at(path)
        assert row is not None
        review = library.reviews.open(row.id, lambda: ReviewDocument(row.rows, row.columns))
        review.do(set_item(review.review.document, "texts", "impression", "seen", "Write"))
        review.flush()
        review.abandon()  # as a crash leaves it
    desk = start()
    assert "cut short" in desk.window.records.notice.text()
    (button,) = [b for b in desk.window.records.notice.findChildren(QPushButton) if b.text() == "Open it"]
    button.click()
    desk.settle()
    assert desk.entry.path == path
    desk.qtbot.waitUntil(lambda: desk.bench.review.history is not None and desk.bench.review.history.can_undo)
    desk = start()
    assert not desk.window.records.notice.isVisible()
    assert desk.bench.record.worklist.listing.rows[0].status == "in review"


def test_ten_thousand_rows_do_not_hold_up_the_window(start: Start, data_folder: Path) -> None:
    """Counts the window's own processor time, so that a loaded machine cannot fail it."""
    many = 10_000
    with Library.open(data_folder / "record") as library:
        library.images.add([_facts(number) for number in range(many)])
    desk = start()
    desk.qtbot.waitUntil(lambda: desk.bench.record.worklist.listing.total == many, timeout=60_000)
    desk.settle()
    monitor = StallMonitor()
    show_worklist(desk)
    assert search(desk, "name0777") == ["Name0777^A"]
    assert len(search(desk, "")) == many
    bar = desk.window.records.page.view.rows.verticalScrollBar()
    for step in range(20):
        bar.setValue(bar.maximum() * step // 20)
        desk.draw()
    desk.do("worklist.priority")
    desk.settle()
    monitor.stop()
    print(f"GUI thread {monitor.longest_cpu * 1000:.1f} ms", file=sys.stderr)
    assert monitor.longest_cpu <= STALL_S


def _facts(number: int) -> ImageFacts:
    who = Identity(
        patient_id=f"P{number}", patient_name=f"Name{number:04}^A", study_instance_uid=f"1.2.{number}",
        series_instance_uid=f"1.3.{number}", sop_instance_uid=f"1.4.{number}", modality="DX",
    )  # fmt: skip
    return ImageFacts(Path(f"/films/{number}.dcm"), who, 1000, number, pixel_sha256="a" * 64)
