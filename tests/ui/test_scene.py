"""Everything a file adds to its picture arrives on the screen as it should: shutter, overlays, colours, marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry, Overlay
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow, grey_table
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Shutter
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view import legends
from spcxr_desktop.ui.view.blocks import Line
from spcxr_desktop.ui.view.canvas import Canvas
from spcxr_desktop.ui.view.planes import plane_colour
from tests.ui.verbs import Desk, FilmWriter

ROWS, COLUMNS = 160, 200
PIXELS = np.random.default_rng(0).integers(0, 4096, (ROWS, COLUMNS)).astype(np.uint16)
RULE = GrayscaleRule(voi=(VoiWindow(2000, 3000),), stored_max=4095)
GREYS = grey_table(RULE)[PIXELS]
LEFT = Qt.MouseButton.LeftButton
Texts = dict[str, str]  # text -> colour


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    out = Canvas()
    qtbot.addWidget(out)
    out.resize(420, 400)
    with qtbot.waitExposed(out):
        out.show()
    yield out


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Texts:
    """Every text that is laid over the picture, and its colour."""
    found: Texts = {}
    real_text, real_bar = legends.text_block, legends.bar_block

    def text_block(lines: tuple[Line, ...], rightward: bool, room: float, ratio: float) -> QImage:
        found.update({line.text: line.colour for line in lines})
        return real_text(lines, rightward, room, ratio)

    def bar_block(text: str, length: float, ratio: float) -> QImage:
        found[text] = "bar"
        return real_bar(text, length, ratio)

    monkeypatch.setattr(legends, "text_block", text_block)
    monkeypatch.setattr(legends, "bar_block", bar_block)
    return found


def entry(**fields: object) -> Entry:
    radiograph = Radiograph(PIXELS, RULE, Orientation("L", "F", False), None, Identity(), Path("film"))
    return replace(Entry(1, Path("film"), radiograph=radiograph, upright=PIXELS), **fields)  # type: ignore[arg-type]


def picture(canvas: Canvas, what: Entry, display: Display | None = None) -> NDArray[np.uint8]:
    """What stands where the film is, one image pixel per device pixel, RGB [rows, columns, 3], without texts."""
    canvas.scene.annotated = False
    canvas.show_entry(what, Overlay(), display)
    canvas.actual_size()
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    x, y = round(canvas.viewport.x), round(canvas.viewport.y)
    return data[:, : image.width() * 3].reshape(image.height(), image.width(), 3)[y : y + ROWS, x : x + COLUMNS].copy()


def in_grey(greys: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.repeat(greys[..., None], 3, axis=2)


def test_the_shutter_covers_in_its_grey_until_it_is_lifted(canvas: Canvas) -> None:
    covered = np.ones((ROWS, COLUMNS), bool)
    covered[20:140, 30:170] = False
    film = entry(shutter=Shutter(covered, 77))
    np.testing.assert_array_equal(picture(canvas, film), in_grey(np.where(covered, 77, GREYS).astype(np.uint8)))
    np.testing.assert_array_equal(picture(canvas, film, Display(shutter=False)), in_grey(GREYS))


def test_no_window_touches_what_the_shutter_covers(canvas: Canvas) -> None:
    film = entry(shutter=Shutter(np.ones((ROWS, COLUMNS), bool), 201), voi=VoiWindow(1, 1), invert=True)
    assert (picture(canvas, film) == 201).all()


def test_a_lifted_shutter_is_told(canvas: Canvas, texts: Texts) -> None:
    film = entry(shutter=Shutter(np.ones((ROWS, COLUMNS), bool), 0))
    canvas.corners = False
    canvas.show_entry(film, Overlay())
    canvas.grab()
    assert not [text for text in texts if "Shutter" in text]
    canvas.show_entry(film, Overlay(), Display(shutter=False))
    canvas.grab()
    assert [colour for text, colour in texts.items() if "Shutter off" in text] == [theme.FLAG]


def test_overlay_planes_have_their_colour_and_a_dark_outline(canvas: Canvas) -> None:
    first, second = np.zeros((ROWS, COLUMNS), bool), np.zeros((ROWS, COLUMNS), bool)
    first[40:44, 20:120], second[100:103, 60:160] = True, True
    film = entry(planes=((first, "Text"), (second, "")))
    shown = picture(canvas, film)
    for number, bits in enumerate((first, second)):
        colour = plane_colour(number)
        assert (shown[bits] == (colour.red(), colour.green(), colour.blue())).all()
    for row in (38, 39, 44, 45):  # around the first: darker than the film, the film still to be guessed
        assert (shown[row, 25:115].max(axis=1) <= GREYS[row, 25:115] * 0.21 + 1).all()
    np.testing.assert_array_equal(shown[60:90], in_grey(GREYS)[60:90])
    np.testing.assert_array_equal(picture(canvas, film, Display(planes=False)), in_grey(GREYS))


def test_planes_differ_in_colour_from_each_other_and_from_the_lungs() -> None:
    colours = [plane_colour(number).name() for number in range(4)]
    assert len({*colours, theme.RIGHT_LUNG, theme.LEFT_LUNG}) == 6


@pytest.mark.parametrize("scale", [0.1, 0.3, 0.6])
def test_a_thin_line_of_an_overlay_does_not_fade_when_shrunk(canvas: Canvas, scale: float) -> None:
    bits = np.zeros((ROWS, COLUMNS), bool)
    bits[80] = True
    canvas.scene.annotated = False
    canvas.show_entry(entry(planes=((bits, ""),)), Overlay())
    canvas.zoom(scale / canvas.viewport.scale)
    image = canvas.grab().toImage()
    x = round(canvas.viewport.x + 100 * canvas.viewport.scale)
    column = [image.pixelColor(x, y) for y in range(image.height())]
    assert max(min(c.red(), c.green()) - c.blue() for c in column) > 60  # yellow


def test_planes_are_listed_by_their_labels_in_their_colours(canvas: Canvas, texts: Texts) -> None:
    bits = np.eye(ROWS, COLUMNS, dtype=bool)
    film = entry(planes=((bits, "Collimation"), (bits, " ")))
    canvas.show_entry(film, Overlay())
    canvas.grab()
    assert texts["Overlay: Collimation"] == plane_colour(0).name()
    assert texts["Overlay: 2"] == plane_colour(1).name()
    texts.clear()
    canvas.show_entry(film, Overlay(), Display(planes=False))
    canvas.grab()
    assert not [text for text in texts if text.startswith("Overlay")]


def test_a_colour_picture_is_shown_as_it_is(canvas: Canvas, qtbot: QtBot) -> None:
    colour = np.random.default_rng(1).integers(0, 256, (ROWS, COLUMNS, 3)).astype(np.uint8)
    film = entry(colour=colour)
    np.testing.assert_array_equal(picture(canvas, film), colour)
    np.testing.assert_array_equal(picture(canvas, replace(film, voi=VoiWindow(5, 2), invert=True)), colour)


def test_dragging_on_a_colour_picture_does_nothing(canvas: Canvas, qtbot: QtBot, texts: Texts) -> None:
    canvas.show_entry(entry(colour=np.zeros((ROWS, COLUMNS, 3), np.uint8)), Overlay())
    asked: list[object] = []
    canvas.window_dragged.connect(asked.append)
    qtbot.mousePress(canvas, LEFT, pos=canvas.rect().center())
    qtbot.mouseMove(canvas, canvas.rect().center() / 2)
    qtbot.mouseRelease(canvas, LEFT)
    assert not canvas.let_go() and asked == []
    canvas.grab()
    assert "Colours as stored" in texts and not [text for text in texts if text.startswith("C ")]


def test_enlarged_pixels_are_blocks_on_demand(canvas: Canvas) -> None:
    canvas.scene.annotated = False
    canvas.show_entry(entry(), Overlay(), Display(sharp=True))
    canvas.zoom(8 / canvas.viewport.scale)
    image = canvas.grab().toImage()
    column, row = canvas.viewport.to_image(200.5, 150.5)
    grey = int(GREYS[int(row), int(column)])
    left, top = (int(v) for v in canvas.viewport.placed().to_view(int(column), int(row)))
    block = {image.pixelColor(left + x, top + y).getRgb() for x in range(8) for y in range(8)}
    assert block == {(grey, grey, grey, 255)}


@pytest.mark.parametrize(("row", "expected"), [("L", 2.0), ("F", 0.5)])
def test_pixels_keep_their_aspect_also_when_stood_up(canvas: Canvas, row: str, expected: float) -> None:
    made = entry()
    assert made.radiograph is not None
    orientation = Orientation(row, "F" if row == "L" else "L", False)
    film = replace(made, radiograph=replace(made.radiograph, aspect=2.0, orientation=orientation))
    canvas.show_entry(film, Overlay())
    assert canvas.viewport.aspect == expected


def test_lossy_frame_and_automatic_window_are_told(desk: Desk, film: FilmWriter, texts: Texts) -> None:
    desk.open(film(LossyImageCompression="01", LossyImageCompressionRatio="12", WindowCenter=None, WindowWidth=None))
    desk.canvas.grab()
    assert "lossy compression 12:1" in texts
    assert [text for text in texts if text.startswith("C ") and text.endswith("auto")]
    desk.session.update(desk.entry.id, radiograph=replace(desk.entry.radiograph, notes=("frame 2 of 3",)))  # type: ignore[type-var]
    desk.do("view.corner_texts")
    desk.do("view.corner_texts")
    desk.do("window.invert")
    desk.canvas.grab()
    assert "frame 2 of 3" in texts


def test_lengths_name_their_plane(desk: Desk, film: FilmWriter, texts: Texts) -> None:
    desk.open(film(ImagerPixelSpacing=[0.2, 0.2]))
    desk.canvas.grab()
    bar = next(text for text, kind in texts.items() if kind == "bar")
    assert bar.endswith("mm (detector plane)")
    assert [text for text in texts if text.startswith("0.200 mm") and "detector plane" in text]


def test_the_actions_of_a_files_additions(desk: Desk, film: FilmWriter) -> None:
    desk.open(film(), film("other.dcm", shape=(200, 240)))
    menu = desk.window.action_set.qt
    assert not menu["view.planes"].isEnabled() and not menu["view.shutter"].isEnabled()
    rows, columns = desk.entry.upright.shape  # type: ignore[union-attr]
    bits = np.zeros((rows, columns), bool)
    desk.session.update(desk.entry.id, planes=((bits, ""),), shutter=Shutter(bits, 0))
    desk.do("window.invert")
    assert menu["view.planes"].isEnabled() and menu["view.shutter"].isChecked()
    for action, field in (("view.planes", "planes"), ("view.shutter", "shutter"), ("view.sharp", "sharp")):
        before = getattr(desk.session.display, field)
        desk.do(action)
        assert getattr(desk.session.display, field) is not before
    desk.do("view.next")
    desk.settle()
    desk.do("view.previous")
    desk.settle()
    assert desk.session.display == Display(planes=False, shutter=True, sharp=True), "only the shutter closes again"


def test_a_place_is_kept_while_another_radiograph_is_looked_at(desk: Desk, film: FilmWriter) -> None:
    desk.open(film(), film("other.dcm"))
    desk.do("view.previous")
    desk.settle()
    desk.wheel((300, 300), 4)
    place = desk.canvas.viewport
    desk.do("view.next")
    desk.settle()
    assert desk.canvas.viewport.fitted
    desk.do("view.previous")
    desk.settle()
    now = desk.canvas.viewport
    assert (now.scale, now.x, now.y) == pytest.approx((place.scale, place.x, place.y)) and not now.fitted
