"""Drawing on the real window with the mouse: exact values on a film of known spacing, undo, reopening, turning."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.review_sheet import Drawn
from spcxr_desktop.app.services import real_services
from spcxr_desktop.domain.annotations import Angle, Annotation, Arrow, CardiothoracicRatio, Length, Region, Text
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.turn import Turn
from spcxr_desktop.store.library import Library
from tests.ui.conftest import _desk
from tests.ui.verbs import Desk, FilmWriter, Models

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.MouseButton.NoButton
Kind = TypeVar("Kind", bound=Annotation)
Start = Callable[[], AbstractContextManager[Desk]]


@pytest.fixture
def start(qtbot: QtBot, models: Models, packages: Sequence[object], tmp_path: Path) -> Start:
    """Starts the program on one record, again and again."""

    @contextmanager
    def begin() -> Iterator[Desk]:
        services = replace(
            real_services(),
            analyse=models.analyse,
            load_packages=lambda: packages,
            open_record=lambda: Library.open(tmp_path / "record"),
            same_models=lambda results, known: True,
        )
        yield from _desk(qtbot, services, models)

    return begin


@pytest.fixture
def desk(start: Start) -> Iterator[Desk]:
    with start() as made:
        yield made


@pytest.fixture
def bench(desk: Desk, film: FilmWriter) -> Desk:
    """A film of 0.2 mm pixels, one on each device pixel, its review open in the record."""
    desk.open(film(ImagerPixelSpacing=[0.2, 0.2]))
    ready(desk)
    return desk


def ready(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
    desk.do("view.actual_size")


def at(desk: Desk, x: float, y: float) -> QPoint:
    """Where a point of the file is on the canvas."""
    frame = desk.canvas.drawing.frame()
    assert frame is not None
    return (frame.to_device((x, y)) / frame.ratio).toPoint()


def pull(desk: Desk, *points: tuple[float, float]) -> None:
    """Press at the first point of the file, move through the others, let go at the last."""
    desk.drag(LEFT, *(at(desk, *point).toTuple() for point in points))


def click(desk: Desk, *points: tuple[float, float]) -> None:
    for point in points:
        hover(desk, *point)
        pull(desk, point)


def hover(desk: Desk, x: float, y: float) -> None:
    place = QPointF(at(desk, x, y))
    event = QMouseEvent(QEvent.Type.MouseMove, place, desk.canvas.mapToGlobal(place), NONE, NONE,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(desk.canvas, event)
    desk.draw()


def all_drawn(desk: Desk) -> list[Annotation]:
    return [drawn.annotation for drawn in desk.bench.review.view.drawn]


def only(desk: Desk, kind: type[Kind]) -> Kind:
    (drawn,) = all_drawn(desk)
    assert isinstance(drawn, kind)
    return drawn


def only_drawn(desk: Desk) -> Drawn:
    (drawn,) = desk.bench.review.view.drawn
    return drawn


def key(desk: Desk, name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    desk.qtbot.keyClick(desk.canvas, name, modifier)
    desk.draw()


# ---- each tool ---------------------------------------------------------------------------------------------


def test_a_length_by_its_key_and_a_drag(bench: Desk) -> None:
    key(bench, Qt.Key.Key_D)
    assert bench.session.display.tool == "length" and bench.canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    pull(bench, (40, 50), (90, 60), (140, 50))
    assert only(bench, Length) == Length((40, 50), (140, 50))
    said = only_drawn(bench).measured.measurement
    assert said is not None and said.text == "20.0 mm (detector plane)"
    assert bench.session.display.tool == "window", "the hand is free again"
    assert bench.bench.review.selected == Length((40, 50), (140, 50))
    assert "20.0 mm (detector plane)" in bench.window.measurements.texts()


def test_a_length_by_two_clicks(bench: Desk) -> None:
    bench.do("tools.length")
    click(bench, (40, 50), (40, 90))
    assert only(bench, Length) == Length((40, 50), (40, 90))


def test_without_spacing_a_length_is_in_pixels(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    ready(desk)
    desk.do("tools.length")
    pull(desk, (40, 50), (70, 90))
    assert only_drawn(desk).measured.measurement.text == "50 px"  # type: ignore[union-attr]


def test_an_angle_takes_three_points(bench: Desk) -> None:
    bench.do("tools.angle")
    click(bench, (100, 50), (50, 50), (50, 120))
    assert only(bench, Angle) == Angle((100, 50), (50, 50), (50, 120))
    assert only_drawn(bench).measured.measurement.text == "90.0 °"  # type: ignore[union-attr]


@pytest.mark.parametrize("tool", ["rectangle", "ellipse"])
def test_a_region_tells_its_area_and_its_values(bench: Desk, tool: str) -> None:
    bench.do(f"tools.{tool}")
    pull(bench, (20, 40), (50, 60), (120, 90))
    assert only(bench, Region) == Region((20, 40), (120, 90), tool)  # type: ignore[arg-type]
    said, film = only_drawn(bench).measured, bench.entry.radiograph
    assert said.measurement is not None and said.values is not None and film is not None
    if tool == "rectangle":
        inside = film.pixels[40:90, 20:120].astype(float)
        assert said.measurement.value == pytest.approx(100 * 50 * 0.04)
        found = said.values.statistics
        assert (found.count, found.mean, found.sd) == pytest.approx((5000, inside.mean(), inside.std()))
        assert (found.minimum, found.maximum) == (inside.min(), inside.max())
    else:
        assert said.measurement.value == pytest.approx(np.pi * 50 * 25 * 0.04)
    assert said.measurement.unit == "mm² (detector plane)"
    assert bench.window.measurements._histogram.isVisible()


def test_an_arrow_points_at_where_it_was_pressed(bench: Desk) -> None:
    bench.do("tools.arrow")
    pull(bench, (60, 60), (80, 80), (100, 110))
    assert only(bench, Arrow) == Arrow((100, 110), (60, 60))


def test_text_is_written_where_it_stands_and_edited_by_a_double_click(bench: Desk) -> None:
    bench.do("tools.text")
    pull(bench, (60, 60))
    note = bench.canvas.findChild(QLineEdit)
    assert note is not None and note.hasFocus()
    bench.qtbot.keyClicks(note, "nodus? smd")
    bench.qtbot.keyClick(note, Qt.Key.Key_Return)
    bench.draw()
    assert only(bench, Text) == Text((60, 60), "nodus? smd")
    bench.qtbot.mouseDClick(bench.canvas, LEFT, pos=at(bench, 60, 60) + QPoint(12, 4))
    bench.draw()
    note = next(n for n in bench.canvas.findChildren(QLineEdit) if n.isVisible())
    note.setText("scar")
    bench.qtbot.keyClick(note, Qt.Key.Key_Return)
    bench.draw()
    assert only(bench, Text).text == "scar" and bench.bench.review.undo_name == "Edit (Text)"


def test_no_text_makes_no_annotation_and_escape_writes_nothing(bench: Desk) -> None:
    for last in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        bench.do("tools.text") if bench.session.display.tool != "text" else None
        pull(bench, (60, 60))
        note = next(n for n in bench.canvas.findChildren(QLineEdit) if n.isVisible())
        bench.qtbot.keyClicks(note, "x" if last == Qt.Key.Key_Escape else " ")
        bench.qtbot.keyClick(note, last)
        bench.draw()
        assert all_drawn(bench) == []


def test_the_key_image_is_marked_and_told(bench: Desk) -> None:
    key(bench, Qt.Key.Key_K)
    assert bench.bench.review.key_image and bench.window.action_set.qt["review.key_image"].isChecked()
    key(bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not bench.bench.review.key_image


# ---- the cardiothoracic ratio ------------------------------------------------------------------------------


def test_the_thorax_is_proposed_and_the_heart_is_the_readers(bench: Desk) -> None:
    lungs = bench.entry.lungs
    assert lungs is not None and lungs.thorax is not None
    (left, level), (right, _) = lungs.thorax.thorax
    bench.do("tools.ratio")
    sketch = bench.canvas.scene.annotations.sketch
    assert sketch is not None and sketch.annotation == lungs.thorax and sketch.measured.measurement is None
    click(bench, (90, 100))
    hover(bench, 150, 130)
    sketch = bench.canvas.scene.annotations.sketch
    assert sketch is not None and sketch.measured.measurement is None, "no value before both borders are placed"
    assert all_drawn(bench) == []
    click(bench, (155, 130))
    ratio = only(bench, CardiothoracicRatio)
    assert ratio == CardiothoracicRatio(((left, level), (right, level)), ((90, 100), (155, 100)))
    said = only_drawn(bench).measured.measurement
    assert said is not None and said.value == pytest.approx(65 / (right - left)) and said.warning == ""
    assert bench.bench.review.undo_name == "Cardiothoracic ratio"


def test_without_lungs_the_reader_places_all_four_and_the_view_is_minded(desk: Desk, film: FilmWriter) -> None:
    desk.bench.session.models = 0
    desk.open(film(ViewPosition="AP", StudyDescription="Chest supine bedside"))
    desk.session.update(desk.entry.id, lungs=None)
    ready(desk)
    desk.do("view.corner_texts")
    desk.do("tools.ratio")
    click(desk, (20, 150), (220, 150), (80, 120), (180, 120))
    said = only_drawn(desk).measured.measurement
    assert said is not None and said.value == pytest.approx(0.5)
    assert said.warning == "supine film: the heart looks larger; AP film: the heart is magnified"
    warned = [text for text in desk.window.measurements.texts() if "magnified" in text or "supine" in text]
    assert len(warned) == 2


# ---- objects in the hand -----------------------------------------------------------------------------------


@pytest.fixture
def line(bench: Desk) -> Desk:
    """With one length, nothing selected."""
    bench.do("tools.length")
    pull(bench, (40, 50), (90, 60), (140, 50))
    key(bench, Qt.Key.Key_Escape)
    assert bench.bench.review.selected is None
    return bench


def test_a_press_selects_and_a_drag_moves(line: Desk) -> None:
    hover(line, 90, 50)
    assert line.canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor
    pull(line, (90, 52), (95, 60), (100, 72))
    assert only(line, Length) == Length((50, 70), (150, 70))
    assert line.bench.review.undo_name == "Move (Length)" and line.bench.review.selected is not None


def test_a_handle_moves_alone(line: Desk) -> None:
    hover(line, 140, 50)
    assert line.canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    pull(line, (140, 50), (150, 60), (160, 90))
    assert only(line, Length) == Length((40, 50), (160, 90))


def test_a_press_beside_lets_go_and_sets_the_window(line: Desk) -> None:
    pull(line, (90, 50))
    assert line.bench.review.selected is not None
    pull(line, (90, 150), (120, 160))
    assert line.bench.review.selected is None and line.entry.voi is not None
    assert only(line, Length) == Length((40, 50), (140, 50))


def test_what_lies_close_by_is_hit_at_any_zoom(line: Desk) -> None:
    for factor in (0.6, 5.0):
        line.canvas.zoom(factor / line.canvas.viewport.scale)
        line.draw()
        spot = at(line, 90, 50) + QPoint(0, 5)
        line.drag(LEFT, spot.toTuple())
        assert line.bench.review.selected is not None, factor
        line.drag(LEFT, (spot + QPoint(0, 9)).toTuple())
        assert line.bench.review.selected is None, factor


class Painted(QObject):
    """Writes down which rectangles a widget was told to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_a_handle_in_the_hand_redraws_only_what_it_changes(line: Desk) -> None:
    pull(line, (90, 50))
    painted, canvas = Painted(), line.canvas
    line.qtbot.mousePress(canvas, LEFT, pos=at(line, 140, 50))
    line.draw()
    canvas.installEventFilter(painted)
    for x in (130, 120, 125):
        line.qtbot.mouseMove(canvas, at(line, x, 55))
        line.draw()
    canvas.removeEventFilter(painted)
    line.qtbot.mouseRelease(canvas, LEFT, pos=at(line, 125, 55))
    line.draw()
    assert painted.rects and only(line, Length).end == (125, 55)
    for rect in painted.rects:
        assert rect.contains(at(line, 100, 52)) and rect.height() < 120 and rect.width() < 380


def test_escape_in_a_drag_puts_it_back(line: Desk) -> None:
    line.qtbot.mousePress(line.canvas, LEFT, pos=at(line, 90, 50))
    line.qtbot.mouseMove(line.canvas, at(line, 120, 90))
    key(line, Qt.Key.Key_Escape)
    line.qtbot.mouseRelease(line.canvas, LEFT, pos=at(line, 120, 90))
    line.draw()
    assert only(line, Length) == Length((40, 50), (140, 50)) and line.bench.review.undo_name == "Length"


def test_delete_undo_and_redo(line: Desk) -> None:
    qt = line.window.action_set.qt
    assert not qt["review.delete"].isEnabled() and qt["review.undo"].text() == "Undo: Length"
    pull(line, (90, 50))
    key(line, Qt.Key.Key_Delete)
    assert all_drawn(line) == [] and qt["review.undo"].text() == "Undo: Delete (Length)"
    assert not line.window.measurements.isVisible()
    key(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only(line, Length) == Length((40, 50), (140, 50))
    assert qt["review.redo"].text() == "Redo: Delete (Length)"
    key(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert all_drawn(line) == [] and not qt["review.undo"].isEnabled()
    key(line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert only(line, Length) == Length((40, 50), (140, 50))
    key(line, Qt.Key.Key_Z, both)
    assert all_drawn(line) == [] and not qt["review.redo"].isEnabled()


def test_a_row_of_the_list_selects(line: Desk) -> None:
    (row,) = line.window.measurements.rows
    assert row.accessibleName() == "Length 20.0 mm (detector plane)"
    row.click()
    line.draw()
    assert line.bench.review.selected == Length((40, 50), (140, 50)) and row.isChecked()


def test_the_list_folds_up(line: Desk) -> None:
    panel = line.window.measurements
    panel._fold.click()
    assert not panel.rows[0].isVisible() and panel._fold.text() == "Show 1"
    panel._fold.click()
    assert panel.rows[0].isVisible()


def test_escape_cancels_what_is_drawn_then_the_tool_then_the_selection(line: Desk) -> None:
    pull(line, (90, 50))
    line.do("tools.angle")
    click(line, (100, 150))
    hover(line, 120, 170)
    assert line.canvas.scene.annotations.sketch is not None
    key(line, Qt.Key.Key_Escape)
    assert line.canvas.scene.annotations.sketch is None and line.session.display.tool == "angle"
    key(line, Qt.Key.Key_Escape)
    assert line.session.display.tool == "window" and line.bench.review.selected is not None
    key(line, Qt.Key.Key_Escape)
    assert line.bench.review.selected is None


def test_a_right_click_offers_what_can_be_done_there(line: Desk) -> None:
    for place, row, absent in (((90, 50), "review.delete", "view.flip_across"), ((90, 200), "view.flip_across", "")):
        spot = at(line, *place)
        line.drag(RIGHT, spot.toTuple())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        qt = line.window.action_set.qt
        assert qt[row] in menu.actions() and (not absent or qt[absent] not in menu.actions())
        assert qt[row].isEnabled()
        menu.close()
    line.drag(RIGHT, at(line, 90, 200).toTuple(), at(line, 90, 240).toTuple())
    assert QApplication.activePopupWidget() is None, "a drag zooms"


def test_the_other_base_tools(line: Desk) -> None:
    place, voi = line.canvas.viewport, line.entry.voi
    line.do("tools.pan")
    pull(line, (90, 150), (100, 170))
    assert (line.canvas.viewport.x, line.canvas.viewport.y) == pytest.approx((place.x + 10, place.y + 20))
    line.do("tools.zoom")
    pull(line, (90, 150), (90, 120))
    assert line.canvas.viewport.scale > place.scale and line.entry.voi is voi


# ---- turning -----------------------------------------------------------------------------------------------


def test_turning_shows_another_way_and_changes_no_measurement(line: Desk) -> None:
    before, upright = only_drawn(line), line.entry.upright
    assert upright is not None
    line.do("view.corner_texts")
    line.do("lungs.toggle")
    flipped = upright[:, ::-1]
    for action, turned in (("view.flip_across", flipped), ("view.rotate_right", np.rot90(flipped, -1))):
        line.do(action)
        view = line.canvas.viewport.placed()
        assert (view.columns, view.rows) == turned.shape[::-1]
        grey = line.canvas.table[turned[150, 100]]
        x, y = (int(v) for v in view.to_view(100.5, 150.5))
        assert tuple(line.shown()[y, x]) == (grey, grey, grey)
        after = only_drawn(line)
        assert after.annotation is before.annotation and after.measured is before.measured
        middle = at(line, 90, 50)
        line.drag(LEFT, middle.toTuple())
        assert line.bench.review.selected == before.annotation, "it is where it is seen"
        key(line, Qt.Key.Key_Escape)
    assert line.entry.turn == Turn(1, True)
    key(line, Qt.Key.Key_Home)
    assert line.entry.turn == Turn()


def test_dragging_a_turned_picture_moves_what_is_seen(line: Desk) -> None:
    line.do("view.rotate_right")
    spot = at(line, 90, 50)
    line.drag(LEFT, spot.toTuple(), (spot + QPoint(20, 0)).toTuple())
    assert only(line, Length) == Length((40, 30), (140, 30)), "right on the screen is up in the file"


@pytest.mark.parametrize("orientation", [["L", "F"], ["R", "H"], ["F", "L"]])
def test_annotations_are_in_the_files_own_orientation(desk: Desk, film: FilmWriter, orientation: list[str]) -> None:
    desk.open(film(PatientOrientation=orientation, ImagerPixelSpacing=[0.2, 0.2]))
    ready(desk)
    desk.do("tools.length")
    pull(desk, (40, 50), (140, 50))
    assert only(desk, Length) == Length((40, 50), (140, 50))


def test_the_badge_and_the_letters_follow(bench: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from spcxr_desktop.ui.view import legends

    texts: set[str] = set()
    real = legends.text_block

    def noted(lines: tuple[object, ...], *rest: object) -> object:
        texts.update(line.text for line in lines)  # type: ignore[attr-defined]
        return real(lines, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(legends, "text_block", noted)
    bench.do("view.corner_texts")
    assert not [text for text in texts if "FLIPPED" in text or "ROTATED" in text]
    bench.do("view.flip_across")
    bench.canvas.grab()
    assert "FLIPPED LEFT TO RIGHT" in texts and {"R", "L", "H", "F", "assumed"} <= texts
    bench.do("view.rotate_left")
    bench.canvas.grab()
    assert [text for text in texts if "ROTATED" in text]


def test_a_zoomed_place_stays_in_the_middle_when_turned(bench: Desk) -> None:
    bench.canvas.zoom(4.0)
    bench.draw()
    frame = bench.canvas.drawing.frame()
    middle = QPointF(bench.canvas.rect().center())
    assert frame is not None
    before, scale = frame.to_file(middle), bench.canvas.viewport.scale
    bench.do("view.rotate_left")
    frame = bench.canvas.drawing.frame()
    assert frame is not None
    assert frame.to_file(middle) == pytest.approx(before, abs=1.5) and bench.canvas.viewport.scale == scale


# ---- lens and probe ----------------------------------------------------------------------------------------


def test_the_probe_tells_the_value_under_the_pointer(desk: Desk, film: FilmWriter) -> None:
    desk.open(film(RescaleSlope="2", RescaleIntercept="-10"))
    ready(desk)
    desk.do("tools.probe")
    hover(desk, 30, 40)
    readout, pixels = desk.canvas.aids.readout, desk.entry.radiograph.pixels  # type: ignore[union-attr]
    stored = int(pixels[40, 30])
    assert readout.isVisible() and readout.text() == (
        f"column 30, row 40   value {stored * 2 - 10:.1f}, stored {stored}"
    )
    desk.do("view.flip_across")
    hover(desk, 31, 40)
    assert readout.text().startswith("column 30, row 40"), "the file's own pixel: what is left of its edge now"
    desk.do("tools.probe")
    assert not readout.isVisible()


def test_the_lens_shows_full_resolution_around_the_pointer(bench: Desk) -> None:
    bench.do("lungs.toggle")
    bench.do("view.fit")
    bench.canvas.zoom(0.5 / bench.canvas.viewport.scale)
    bench.do("tools.lens")
    hover(bench, 120, 150)
    lens = bench.canvas.aids.lens
    assert lens.isVisible() and lens.geometry().center() == at(bench, 120, 150) + QPoint(-1, -1)
    image = lens.grab().toImage()
    film = bench.entry.radiograph
    assert film is not None and lens._view is not None
    x, y = lens._view.to_image(image.width() / 2, image.height() / 2)
    grey = int(bench.canvas.table[film.pixels[int(y), int(x)]])
    shown = image.pixelColor(image.width() // 2, image.height() // 2).red()
    assert abs(shown - grey) <= 2 and lens._view.scale >= 1
    bench.qtbot.keyClick(bench.canvas, Qt.Key.Key_M)
    bench.draw()
    assert not lens.isVisible()


# ---- what lasts --------------------------------------------------------------------------------------------


def test_what_was_drawn_is_there_after_another_film_and_after_a_restart(start: Start, film: FilmWriter) -> None:
    one, other = film("one.dcm", ImagerPixelSpacing=[0.2, 0.2]), film("other.dcm")
    with start() as desk:
        desk.open(one)
        ready(desk)
        desk.do("tools.length")
        pull(desk, (40, 50), (140, 50))
        desk.do("review.key_image")
        desk.open(other)
        desk.do("view.next") if desk.entry.path != other else None
        desk.settle()
        desk.qtbot.waitUntil(lambda: desk.entry.path == other and desk.bench.review.view.kept)
        assert all_drawn(desk) == []
        desk.do("view.previous")
        desk.settle()
        desk.qtbot.waitUntil(lambda: len(all_drawn(desk)) == 1)
        assert desk.bench.review.key_image
    with start() as desk:
        desk.open(one)
        desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
        assert only(desk, Length) == Length((40, 50), (140, 50)) and desk.bench.review.undo_name == "Key image"
        desk.do("review.undo")
        desk.do("review.undo")
        assert all_drawn(desk) == []


def test_what_was_drawn_survives_a_kill(start: Start, film: FilmWriter, tmp_path: Path) -> None:
    path = film("one.dcm", ImagerPixelSpacing=[0.2, 0.2])
    script = Path(__file__).with_name("killed_session.py")
    ended = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "record"), str(path)],
        capture_output=True, text=True, timeout=120, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert "drawn" in ended.stdout
    with start() as desk:
        desk.open(path)
        desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept)
        assert only(desk, Length) == Length((40, 50), (140, 50))
        assert only_drawn(desk).measured.measurement.text == "20.0 mm (detector plane)"  # type: ignore[union-attr]
        desk.do("review.undo")
        assert all_drawn(desk) == []


def test_where_nothing_can_be_kept_drawing_works_all_the_same(
    qtbot: QtBot, models: Models, packages: Sequence[object], film: FilmWriter
) -> None:
    def refuse() -> Library:
        raise UserError("The folder cannot be written to.", "A folder.", "Free some room.")

    services = replace(
        real_services(), analyse=models.analyse, load_packages=lambda: packages, open_record=refuse,
        same_models=lambda results, known: True,
    )  # fmt: skip
    with contextmanager(_desk)(qtbot, services, models) as desk:
        desk.open(film())
        desk.do("view.actual_size")
        desk.do("tools.length")
        pull(desk, (40, 50), (140, 50))
        assert only(desk, Length) == Length((40, 50), (140, 50)) and not desk.bench.review.view.kept
        assert any("memory only" in text for text in desk.window.measurements.texts())
