"""Each tool on the real window with the mouse: exact values on a film of known spacing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from spcxr_desktop.domain.annotations import Angle, Arrow, CardiothoracicRatio, Length, Region, Text
from tests.ui.drawing.verbs import (
    LEFT,
    all_drawn,
    at,
    click,
    hover,
    key,
    only,
    only_drawn,
    pull,
    ready,
)
from tests.ui.verbs import Desk, FilmWriter


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
