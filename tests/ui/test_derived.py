"""Segmentations, reports and presentation states in the real window: any order, switches, what waits."""

from __future__ import annotations

import zipfile
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from pydicom.fileset import FileSet
from PySide6.QtCore import QPointF

from spcxr_desktop.app.export import report_of
from spcxr_desktop.dicom.export.gsps import write_gsps
from spcxr_desktop.dicom.export.seg import write_seg
from spcxr_desktop.dicom.export.sr import write_sr
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.dicom.read_source import read_source_header
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow
from spcxr_desktop.domain.turn import Turn
from tests.ui.verbs import Desk, FilmWriter, refusal, result_set, scores

WAITS = "waits for its image"


@pytest.fixture
def objects(film: FilmWriter, tmp_path: Path) -> dict[str, Path]:
    """A film, and what this program exports of it, as another system would send it back."""
    path = film(
        StudyInstanceUID="1.2.3", SeriesInstanceUID="1.2.3.4", PatientOrientation=["L", "F"], AccessionNumber="A",
        StudyDate="20260101", StudyTime="101112", StudyID="7", SeriesNumber="1", InstanceNumber="1",
    )  # fmt: skip
    radiograph = read_radiograph(path)
    report, source = report_of(radiograph, result_set(radiograph, scores())), read_source_header(path)
    greys = GrayscaleRule(voi=(VoiWindow(1234, 567),), stored_max=4095)
    made = {
        "seg": write_seg(report, source, "0"),
        "sr": write_sr(report, source, "0"),
        "gsps": write_gsps(report, source, "0", greys),
    }
    for kind, dataset in made.items():
        dataset.save_as(tmp_path / f"{kind}.dcm", enforce_file_format=True)
    return {"film": path} | {kind: tmp_path / f"{kind}.dcm" for kind in made}


def kinds(desk: Desk) -> list[str]:
    return [row.kept.found.kind for row in desk.bench.derived.listed(desk.session.current)]


def texts(desk: Desk) -> str:
    return "\n".join(desk.window.derived.texts()) if desk.window.derived.isVisible() else ""


def switch(desk: Desk, kind: str) -> None:
    """Press the switch of the first object of a kind, as the mouse would."""
    place = kinds(desk).index(kind)
    desk.window.derived.blocks[place].switch.click()
    desk.settle()


@pytest.mark.parametrize("order", list(permutations(["film", "seg", "gsps"])), ids="-".join)
def test_objects_and_film_find_each_other_in_any_order_of_opening(
    desk: Desk, objects: dict[str, Path], order: tuple[str, ...]
) -> None:
    for name in order:
        desk.open(objects[name])
    assert len(desk.session) == 1  # no object is a row of its own
    assert kinds(desk) == ["SEG", "GSPS"]
    assert desk.bench.derived.orphans() == ()
    assert WAITS not in texts(desk)
    assert "Segmentation: REGIONS" in texts(desk) and "Presentation state: SPCXR" in texts(desk)


def test_objects_in_a_folder_a_zip_and_a_dicomdir_are_found(
    desk: Desk, objects: dict[str, Path], tmp_path: Path
) -> None:
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, path in objects.items():
            archive.write(path, f"deep/{name}")
    desk.open(packed)
    assert len(desk.session) == 1 and kinds(desk) == ["SEG", "SR", "GSPS"]
    desk.do("file.close")
    assert len(desk.session) == 0
    assert "3 objects wait for their images." in texts(desk)
    medium = tmp_path / "medium"
    files = FileSet()
    for path in objects.values():
        files.add(path)
    files.write(medium)
    desk.open(medium / "DICOMDIR")
    assert len(desk.session) == 1 and kinds(desk) == ["SEG", "SR", "GSPS"]


def test_an_object_whose_film_never_comes_is_said_to_wait_and_is_no_error(
    desk: Desk, objects: dict[str, Path]
) -> None:
    desk.open(objects["sr"])
    notice = desk.session.notice
    assert notice is not None
    assert notice.text == "1 object (segmentation, report or presentation state) waits for its image."
    assert notice.details == ("SR: sr.dcm",)
    assert "1 object waits for its image." in texts(desk)
    assert len(desk.session) == 0 and desk.bench.record.worklist.listing.total == 0


def test_the_record_keeps_the_film_alone(desk: Desk, objects: dict[str, Path]) -> None:
    desk.open(*objects.values())
    assert desk.bench.record.worklist.listing.total == 1


def test_a_broken_object_beside_a_film_is_left_out_with_its_reason(desk: Desk, objects: dict[str, Path]) -> None:
    data = objects["seg"].read_bytes()
    objects["seg"].write_bytes(data[: len(data) - 2000])
    desk.open(objects["film"], objects["seg"])
    assert len(desk.session) == 1 and kinds(desk) == []
    assert desk.session.notice is not None
    assert "The pixel data are damaged or incomplete." in desk.session.notice.details[0]


def test_a_segmentation_is_drawn_when_it_is_switched_on_and_gone_when_off(
    desk: Desk, objects: dict[str, Path]
) -> None:
    desk.models.answer = lambda radiograph: refusal("Not now.")  # no lungs of our own
    desk.open(*objects.values())
    before = desk.shown()
    switch(desk, "SEG")
    drawn = desk.shown()
    assert not np.array_equal(before, drawn)
    colour = (drawn.astype(int) - before.astype(int)).reshape(-1, 3)
    assert (colour != 0).any(axis=1).sum() > 500
    switch(desk, "SEG")
    assert np.array_equal(desk.shown(), before)


def test_the_outline_follows_the_film_when_it_is_turned_flipped_and_zoomed(
    desk: Desk, objects: dict[str, Path]
) -> None:
    """The same film points are marked on the screen before and after."""
    desk.models.answer = lambda radiograph: refusal("Not now.")
    desk.open(*objects.values())
    for action in ("", "view.rotate_right", "view.flip_across", "view.zoom_in"):
        if action:
            desk.do(action)
        switch(desk, "SEG")
        on = desk.shown()
        switch(desk, "SEG")
        changed = (on != desk.shown()).any(axis=2)
        frame = desk.canvas.drawing.frame()
        assert frame is not None
        for point, inside in (((72.0, 150.0), True), ((168.0, 150.0), True), ((120.0, 150.0), False)):
            at: QPointF = frame.to_device(point) / desk.canvas.devicePixelRatioF()
            if desk.canvas.rect().contains(at.toPoint()):
                assert changed[round(at.y()), round(at.x())] == inside, (action, point)


def test_each_segment_has_a_switch_of_its_own(desk: Desk, objects: dict[str, Path]) -> None:
    desk.open(*objects.values())
    switch(desk, "SEG")
    assert len(desk.canvas.scene.derived.marks) == 2
    desk.window.derived.blocks[0].segments[1].click()
    desk.settle()
    assert len(desk.canvas.scene.derived.marks) == 1
    desk.window.derived.blocks[0].segments[1].click()
    desk.settle()
    assert len(desk.canvas.scene.derived.marks) == 2


def test_a_presentation_state_sets_its_window_and_gives_the_former_one_back(
    desk: Desk, objects: dict[str, Path]
) -> None:
    desk.open(*objects.values())
    switch(desk, "GSPS")
    assert isinstance(desk.entry.voi, VoiWindow)
    assert (desk.entry.voi.center, desk.entry.voi.width) == (1234, 567)
    assert desk.canvas.scene.derived.marks != ()
    switch(desk, "GSPS")
    assert desk.entry.voi is None and desk.entry.turn == Turn()
    assert desk.canvas.scene.derived.marks == ()


def test_a_report_is_read_in_the_panel_with_values_and_units(desk: Desk, objects: dict[str, Path]) -> None:
    desk.open(*objects.values())
    assert "Structured report: Imaging Measurement Report" in texts(desk) and "Not verified" in texts(desk)
    assert "Score of the model" not in texts(desk)
    read = desk.window.derived.blocks[1].read
    assert read is not None
    read.click()
    desk.draw()
    assert "            Score of the model, 0 to 1, not a probability: 0.8" in texts(desk)
    assert "Area: " in texts(desk) and " pixels" in texts(desk)
    assert "UID" not in texts(desk)


def test_the_key_shows_and_hides_all(desk: Desk, objects: dict[str, Path]) -> None:
    desk.open(*objects.values())
    desk.do("view.derived")
    assert desk.bench.derived.any_shown() and desk.window.action_set.qt["view.derived"].isChecked()
    desk.do("view.derived")
    assert not desk.bench.derived.any_shown()


def test_nothing_of_it_enters_the_review(desk: Desk, objects: dict[str, Path]) -> None:
    desk.open(*objects.values())
    desk.do("view.derived")
    view = desk.bench.review.view
    assert view.drawn == () and not view.dirty
    assert desk.bench.masks.view_of(desk.entry.id).pixels is None
    assert desk.models.calls == 1


def test_who_reads_first_sees_nothing_of_it_before_the_findings_are_revealed(
    desk: Desk, objects: dict[str, Path]
) -> None:
    desk.open(*objects.values())
    desk.do("view.derived")
    assert desk.canvas.scene.derived.marks != ()
    desk.session.read_first(True)
    desk.window._draw(desk.bench.select(desk.entry.id) | desk.bench.toggle_scores())
    assert desk.canvas.scene.derived.marks == () and kinds(desk)
    assert "REGIONS" not in texts(desk) and "revealed the findings" in texts(desk)
    assert not desk.window.action_set.qt["view.derived"].isEnabled()


def test_a_segmentation_of_another_size_says_why_it_is_not_drawn(
    desk: Desk, objects: dict[str, Path], film: FilmWriter
) -> None:
    uid = read_radiograph(objects["film"]).identity.sop_instance_uid
    desk.open(film("larger.dcm", shape=(400, 320), SOPInstanceUID=uid), objects["seg"])
    assert "It has 240 x 300 pixels and this film 320 x 400" in texts(desk)
    assert not desk.window.derived.blocks[0].switch.isEnabled()


def test_hiding_names_leaves_numbers_and_codes_of_a_report(desk: Desk, objects: dict[str, Path]) -> None:
    desk.open(*objects.values())
    read = desk.window.derived.blocks[1].read
    assert read is not None
    read.click()
    desk.draw()
    assert "Comment: Research use" in texts(desk) and "SPCXR SR." in texts(desk)
    desk.do("view.privacy")
    assert "Comment: …" in texts(desk) and "Threshold of the score: 0.5" in texts(desk)
    assert "Comment: Research use" not in texts(desk) and "SPCXR SR." not in texts(desk)
