"""Opening much at once: rows while the search runs, the shown one first, what was left out told once."""

from __future__ import annotations

import gc
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import generate_uid
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from spcxr_desktop.app.intake import AUTOMATIC
from spcxr_desktop.app.session import KEEP_PIXELS
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.collector import _FULL_EVERY, _FULL_MOST
from tests.ui.verbs import WAIT_MS, Desk, FilmWriter, StallMonitor, result_set, scores

MANY = 2000


def _copies(first: Path, folder: Path, count: int) -> None:
    """Files that differ in name, patient and UID only: elements of fixed length are patched, which is quick."""
    folder.mkdir(exist_ok=True)
    data = bytearray(first.read_bytes())
    dataset = dcmread(first)
    uid, name = str(dataset.SOPInstanceUID).encode(), str(dataset.PatientName).encode()
    places = [at for at in range(len(data)) if data.startswith(uid, at)]
    (who,) = (at for at in range(len(data)) if data.startswith(name, at))
    for number in range(count):
        for at in places:
            data[at + len(uid) - 6 : at + len(uid)] = f"{number + 100000}".encode()
        data[who : who + len(name)] = f"{name.decode()[:-5]}{number:05d}".encode()
        (folder / f"{number:05d}").write_bytes(data)


@pytest.fixture
def folder(film: FilmWriter, tmp_path: Path) -> Path:
    """MANY small films."""
    uid = "1.2.826.0.1.3680043.8.498.100000"
    first = film("pattern", shape=(64, 48), PatientName="Doe^Jane00000", SOPInstanceUID=uid)
    out = tmp_path / "many"
    _copies(first, out, MANY)
    return out


def test_a_large_folder_fills_the_list_while_the_window_stays_alive(
    desk: Desk, folder: Path, record_property: Callable[[str, object], None]
) -> None:
    """All rows come, with their identity; meanwhile one can walk through the films. Prints what it took."""
    desk.draw()
    monitor, started, first = StallMonitor(), time.perf_counter(), 0.0
    desk.window.open([folder])
    walked = 0
    model = desk.window.studies.model()
    while desk.bench.tasks.running("scan") is not None or model.rowCount() < MANY:
        desk.draw()
        if model.rowCount() and not first:
            first = time.perf_counter() - started
        if model.rowCount() > desk.session.index + 1 and walked < 20:
            desk.qtbot.keyClick(desk.canvas if desk.canvas.isVisible() else desk.window, Qt.Key.Key_Down)
            walked += 1
        assert time.perf_counter() - started < WAIT_MS / 1000
    seconds = time.perf_counter() - started
    monitor.stop()
    figures = {
        "first_row_ms": first * 1e3, "rows_per_s": MANY / seconds, "gui_cpu_ms": monitor.longest_cpu * 1e3,
        "longest_gap_ms": monitor.longest_wall * 1e3,
    }  # fmt: skip
    for key, value in figures.items():
        record_property(key, round(value, 1))
    print({key: round(value, 1) for key, value in figures.items()}, "beats", monitor.beats)
    assert model.rowCount() == MANY and walked > 0 and desk.session.index == walked
    assert all(entry.identity.patient_name.startswith("Doe^Jane0") for entry in desk.session.entries)
    desk.settle()
    assert desk.entry.upright is not None
    assert sum(entry.radiograph is not None for entry in desk.session.entries) <= KEEP_PIXELS
    analysed = [entry for entry in desk.session.entries if entry.results is not None]
    assert len(analysed) == AUTOMATIC


def test_what_lies_beyond_the_first_is_analysed_when_looked_at(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    last = desk.session.entries[-1]
    assert last.results is None and last.thumbnail is None
    desk.bench.select(last.id)
    desk.settle()
    assert desk.entry.id == last.id and desk.entry.state == "analysed"


def test_the_rows_in_view_have_thumbnails_wherever_one_scrolls(desk: Desk, folder: Path) -> None:
    desk.models.answer = lambda film: result_set(film, scores())
    desk.open(folder)
    bar = desk.window.studies.verticalScrollBar()
    bar.setValue(bar.maximum() * 3 // 4)
    desk.settle()
    seen = desk.window.studies.rows_in_view()
    entries = [desk.session.entry(entry_id) for entry_id in seen]
    assert len(entries) > 3 and all(entry is not None and entry.thumbnail is not None for entry in entries)
    place = desk.window.studies.viewport().rect().center()
    assert desk.window.studies.indexAt(place).row() + 1 in seen  # ids count from 1
    assert desk.window.studies.indexAt(QPoint(20, 2)).row() + 1 == seen[0]


def test_cancelling_stops_the_search_and_keeps_what_was_found(desk: Desk, folder: Path) -> None:
    desk.window.open([folder])
    desk.qtbot.waitUntil(lambda: len(desk.session) > 50, timeout=WAIT_MS)
    assert "Searching" in " ".join(desk.window.strip.texts())
    desk.do("analysis.cancel")
    desk.settle()
    assert 50 < len(desk.session) < MANY
    assert desk.window.studies.model().rowCount() == len(desk.session)


def test_what_is_shown_does_not_wait_for_the_search(desk: Desk, folder: Path, film: FilmWriter) -> None:
    """A film that is clicked while a folder is searched is decoded before the search ends."""
    desk.window.open([folder])
    desk.qtbot.waitUntil(lambda: len(desk.session) > 100, timeout=WAIT_MS)
    target = desk.session.id_at(90)
    assert target is not None
    desk.bench.select(target)
    desk.qtbot.waitUntil(lambda: desk.entry.upright is not None, timeout=WAIT_MS)
    assert desk.bench.tasks.running("scan") is not None
    desk.do("analysis.cancel")
    desk.settle()


def test_a_mixed_drop_opens_everything_and_tells_once_what_it_left_out(
    desk: Desk, film: FilmWriter, tmp_path: Path
) -> None:
    loose = film("loose.dcm")
    inside = tmp_path / "folder"
    inside.mkdir()
    film("folder/one.dcm")
    (inside / "broken").write_bytes(b"\0" * 128 + b"DICM" + b"\xff" * 64)
    report = dcmread(loose)
    for keyword in ("PixelData", "Rows", "Columns"):
        delattr(report, keyword)
    report.save_as(inside / "report.dcm")
    packed = tmp_path / "films.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(film("packed.dcm"), "deep/packed.dcm")
    (tmp_path / "packed.dcm").unlink()
    desk.drop(loose, inside, packed)
    names = [entry.path.name for entry in desk.session.entries]
    assert names == ["loose.dcm", "one.dcm", "packed.dcm"]
    assert {entry.state for entry in desk.session.entries} == {"analysed"}
    assert desk.window.notice.text() == "2 of 5 files are not radiographs and were left out."
    (show,) = (b for b in desk.window.notice.findChildren(QPushButton) if b.text() == "Show")
    show.click()
    assert "broken" in desk.window.notice.text() and "report.dcm" in desk.window.notice.text()
    desk.window.notice.dismissed.emit()
    desk.draw()
    assert not desk.window.notice.isVisible()


def test_what_was_named_has_a_row_with_the_reason(desk: Desk, film: FilmWriter, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    desk.open(tmp_path / "notes.txt", film())
    assert [entry.state for entry in desk.session.entries] == ["unreadable", "analysed"]
    assert not desk.window.notice.isVisible()


def test_a_folder_without_any_picture_says_so(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    desk.open(tmp_path)
    assert len(desk.session) == 0
    assert "nothing here that could be a radiograph" in desk.window.notice.text()


def test_a_file_opened_again_is_shown_not_added(desk: Desk, film: FilmWriter) -> None:
    a, b = film("a.dcm"), film("b.dcm")
    desk.open(a, b)
    desk.do("view.next")
    desk.open(a)
    assert len(desk.session) == 2 and desk.entry.path == a


def test_frames_are_walked_through_with_keys_and_the_last_one_asked_for_is_shown(desk: Desk, film: FilmWriter) -> None:
    path = film("cine.dcm", shape=(60, 40))
    dataset = dcmread(path)
    dataset.NumberOfFrames = 12
    dataset.PixelData = b"".join(np.full((60, 40), 100 * i, "<u2").tobytes() for i in range(12))
    dataset.WindowCenter, dataset.WindowWidth = 600, 1200
    dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
    dataset.save_as(path)
    desk.open(path)
    assert desk.entry.radiograph is not None and strings.frame(desk.entry.radiograph) == "frame 1 of 12"
    desk.canvas.setFocus()
    for _ in range(30):  # as a held key does; stops at the last frame
        desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_PageDown)
    desk.settle()
    radiograph = desk.entry.radiograph
    assert radiograph is not None and radiograph.frame == 11 and strings.frame(radiograph) == "frame 12 of 12"
    assert desk.entry.upright is not None and int(desk.entry.upright[0, 0]) == 1100
    assert "frame 1" in " ".join(desk.window.findings.texts())  # the findings are still those of the first
    assert not desk.window.lungs.isVisible()
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_PageUp)
    desk.settle()
    assert desk.entry.radiograph is not None and desk.entry.radiograph.frame == 10
    for _ in range(10):
        desk.do("view.previous_frame")
    desk.settle()
    assert desk.window.lungs.isVisible() and not desk.window.action_set.qt["view.previous_frame"].isEnabled()


def test_a_colour_picture_is_shown_in_its_colours_and_never_analysed(desk: Desk, film: FilmWriter) -> None:
    path = film("colour.dcm", shape=(300, 240))
    dataset = dcmread(path)
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation, dataset.PlanarConfiguration = 3, "RGB", 0
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    pixels = np.zeros((300, 240, 3), np.uint8)
    pixels[..., 0], pixels[..., 2] = np.linspace(0, 255, 240), 90
    dataset.PixelData = pixels.tobytes()
    dataset.save_as(path)
    desk.open(path)
    assert desk.entry.colour is not None and np.array_equal(desk.entry.colour, pixels)
    assert desk.entry.thumbnail is not None and desk.entry.thumbnail.ndim == 3
    assert strings.COLOUR in desk.window.studies.model().index(0, 0).data()
    assert desk.models.calls == 0 and not desk.window.action_set.qt["analysis.run"].isEnabled()
    texts = " ".join(desk.window.findings.texts())
    assert "Not assessed" in texts and "olour" in texts


def test_files_that_do_not_agree_are_marked_and_told_once(desk: Desk, film: FilmWriter) -> None:
    desk.open(
        film("a.dcm"), film("b.dcm", PatientName="Roe^John"), film("c.dcm", PatientID="P2", PatientName="Poe^Ann")
    )
    model = desk.window.studies.model()
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) for row in range(3)]
    assert "Patient ID P1" in told[0] and told[0] == told[1] and told[2] == ""
    assert told[0] in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert desk.window.hints.isVisible() and "Roe, John" in desk.window.hints.text()
    desk.window.hints.dismissed.emit()
    desk.open(film("d.dcm", PatientID="P3", PatientName="Foe^Eve"))
    assert not desk.window.hints.isVisible()
    desk.bench.select(desk.session.entries[1].id)
    desk.do("file.close")
    desk.settle()
    assert all(entry.hints == () for entry in desk.session.entries)


def test_one_uid_on_two_different_pictures_is_reported(desk: Desk, film: FilmWriter) -> None:
    uid = generate_uid()
    desk.open(film("a.dcm", SOPInstanceUID=uid), film("b.dcm", SOPInstanceUID=uid, shape=(320, 240)))
    assert "different pictures" in desk.window.hints.text()


def test_a_full_collection_passes_over_a_large_session(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    full: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: full.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (1000, 0, 0))
    old: list[object] = [None] * (_FULL_MOST + 1)
    monkeypatch.setattr(gc, "get_objects", lambda generation: old)
    for _ in range(_FULL_EVERY):
        desk.window.collector.collect()
    assert 2 not in full and gc.get_freeze_count() > 0
    old.clear()
    for _ in range(_FULL_EVERY):
        desk.window.collector.collect()
    assert full[-1] == 2
