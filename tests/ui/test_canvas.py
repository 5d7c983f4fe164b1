"""The picture: every grey it shows is the table's, and every gesture does what the help says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from spcxr_desktop.domain.grayscale import VoiWindow, grey_table
from spcxr_desktop.ui import theme
from tests.ui.verbs import Desk, FilmWriter

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton


@pytest.fixture
def bare(desk: Desk, film: FilmWriter) -> Desk:
    """A film on the canvas, without lungs and corner texts."""
    desk.open(film())
    desk.do("lungs.toggle")
    desk.do("view.corner_texts")
    return desk


def test_one_to_one_shows_exactly_the_greys_of_the_table(bare: Desk) -> None:
    bare.do("view.actual_size")
    film = bare.entry.radiograph
    assert film is not None
    view, shown = bare.canvas.viewport, bare.shown()
    x, y = round(view.x), round(view.y)
    expected = grey_table(film.grayscale)[film.pixels]
    part = shown[y : y + film.rows, x : x + film.columns]
    for channel in range(3):
        np.testing.assert_array_equal(part[..., channel], expected)


def test_the_veils_of_the_texts_stay_where_the_texts_are(bare: Desk) -> None:
    """Once a brush was left behind and darkened the whole picture."""
    without = bare.shown()
    bare.do("view.corner_texts")
    bare.canvas.setFocus()
    bare.draw()
    middle = (slice(200, 600), slice(250, 500))
    np.testing.assert_array_equal(bare.shown()[middle], without[middle])


def test_around_the_picture_is_the_canvas_colour(bare: Desk) -> None:
    assert tuple(bare.shown()[60, 20]) == tuple(bytes.fromhex(theme.CANVAS[1:]))


def test_dragging_changes_the_window_and_the_table(bare: Desk) -> None:
    before = bare.canvas.table.copy()
    bare.drag(LEFT, (300, 300), (360, 340), (420, 330))
    voi = bare.entry.voi
    assert isinstance(voi, VoiWindow)
    assert voi.width > 4096 and voi.center > 2048
    assert (bare.canvas.table != before).any()


@pytest.mark.parametrize("end", [(-30000, 0), (30000, 0), (0, -30000), (0, 30000), (-30000, 30000)])
def test_any_drag_stays_finite(bare: Desk, end: tuple[int, int]) -> None:
    bare.drag(LEFT, (300, 300), end)
    voi = bare.entry.voi
    assert isinstance(voi, VoiWindow)
    assert np.isfinite(voi.center) and voi.width >= 1


def test_escape_takes_a_drag_back(bare: Desk) -> None:
    bare.qtbot.mousePress(bare.canvas, LEFT, pos=bare.canvas.rect().center())
    bare.qtbot.mouseMove(bare.canvas, bare.canvas.rect().center() * 1.2)
    bare.draw()
    assert bare.entry.voi is not None
    bare.do("view.escape")
    assert bare.entry.voi is None
    bare.qtbot.mouseRelease(bare.canvas, LEFT)


def test_the_wheel_zooms_at_the_pointer(bare: Desk) -> None:
    at = (410, 260)
    under = bare.canvas.viewport.to_image(*at)
    for notches in (2, 1, -1, 0.5):
        bare.wheel(at, notches)
        assert bare.canvas.viewport.to_image(*at) == pytest.approx(under)
    assert bare.canvas.viewport.scale > bare.canvas.viewport.fit_scale


def test_dragging_right_zooms_at_the_point_of_the_press(bare: Desk) -> None:
    at = (350, 300)
    under, scale = bare.canvas.viewport.to_image(*at), bare.canvas.viewport.scale
    bare.drag(RIGHT, at, (350, 200))
    assert bare.canvas.viewport.to_image(*at) == pytest.approx(under)
    assert bare.canvas.viewport.scale > scale


def test_middle_drag_and_space_drag_move_the_picture(bare: Desk) -> None:
    bare.do("view.actual_size")
    x, y = bare.canvas.viewport.x, bare.canvas.viewport.y
    bare.drag(MIDDLE, (300, 300), (320, 290))
    assert (bare.canvas.viewport.x, bare.canvas.viewport.y) == (x + 20, y - 10)
    bare.qtbot.keyPress(bare.canvas, Qt.Key.Key_Space)
    bare.drag(LEFT, (300, 300), (290, 310))
    bare.qtbot.keyRelease(bare.canvas, Qt.Key.Key_Space)
    assert (bare.canvas.viewport.x, bare.canvas.viewport.y) == (x + 10, y)
    assert bare.entry.voi is None


def test_a_double_click_fits(bare: Desk) -> None:
    bare.wheel((200, 200), 5)
    bare.qtbot.mouseDClick(bare.canvas, LEFT)
    assert bare.canvas.viewport.fitted


def test_invert_shows_the_negative_and_back(bare: Desk) -> None:
    bare.do("view.actual_size")
    middle = bare.canvas.height() // 2 + 60, bare.canvas.width() // 2
    positive = bare.shown()[middle]
    bare.do("window.invert")
    np.testing.assert_array_equal(bare.shown()[middle], 255 - positive)
    bare.do("window.invert")
    np.testing.assert_array_equal(bare.shown()[middle], positive)


def test_presets_are_the_files_own_windows(bare: Desk) -> None:
    menu = bare.window.action_set.qt
    assert [menu[f"window.preset.{i}"].isVisible() for i in (1, 2, 3)] == [True, True, False]
    bare.do("window.preset.2")
    assert isinstance(bare.entry.voi, VoiWindow) and bare.entry.voi.center == 1000
    bare.do("window.full_range")
    assert isinstance(bare.entry.voi, VoiWindow) and bare.entry.voi.width == 4096
    bare.do("window.default")
    assert bare.entry.voi is None


@pytest.mark.parametrize("keys", [[Qt.Key.Key_Home], [Qt.Key.Key_Escape, Qt.Key.Key_Escape]])
def test_reset_brings_window_polarity_and_place_back(bare: Desk, keys: list[Qt.Key]) -> None:
    table, place = bare.canvas.table.copy(), bare.canvas.viewport
    bare.drag(LEFT, (300, 300), (400, 350))
    bare.do("window.invert")
    bare.wheel((200, 200), 4)
    for key in keys:
        bare.qtbot.keyClick(bare.canvas, key)
    bare.draw()
    np.testing.assert_array_equal(bare.canvas.table, table)
    assert bare.canvas.viewport == place


def test_one_escape_alone_resets_nothing(bare: Desk) -> None:
    bare.wheel((200, 200), 4)
    bare.qtbot.keyClick(bare.canvas, Qt.Key.Key_Escape)
    assert not bare.canvas.viewport.fitted


def test_a_short_s_toggles_the_lungs_and_a_held_s_peeks(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    peeks: list[bool] = []
    desk.hold(Qt.Key.Key_S, 80)
    assert not desk.session.overlay.visible
    desk.hold(Qt.Key.Key_S, 80)
    assert desk.session.overlay.visible
    desk.hold(Qt.Key.Key_S, 900, lambda: peeks.append(desk.session.overlay.visible))
    assert peeks == [False] and desk.session.overlay.visible


def test_s_works_from_the_list_too(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.window.studies.setFocus()
    desk.qtbot.keyClick(desk.window.studies, Qt.Key.Key_S)
    desk.draw()
    assert not desk.session.overlay.visible


def test_the_right_lung_is_orange_and_lies_at_the_left_of_the_picture(desk: Desk, film: FilmWriter) -> None:
    desk.open(film(shape=(240, 240)))
    without = _difference(desk)
    right, left = without[400, 250 : without.shape[1] // 2], without[400, without.shape[1] // 2 :]
    warm, cold = right[:, 0] - right[:, 2], left[:, 0] - left[:, 2]
    assert warm.max() > 10 and warm.min() >= 0
    assert cold.min() < -10 and cold.max() <= 0


def test_opacity_follows_slider_and_keys_and_nought_hides_all(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.window.lungs.opacity.slider.setValue(0)
    desk.draw()
    assert desk.session.overlay.opacity == 0
    assert not _difference(desk).any()
    desk.do("lungs.stronger")
    assert desk.window.lungs.opacity.slider.value() == 10
    assert _difference(desk).any()


def test_a_film_with_header_orientation_is_shown_upright(desk: Desk, film: FilmWriter) -> None:
    """Rows run to the patient's right and columns to the head: the film was exported upside down."""
    desk.open(film(PatientOrientation=["R", "H"]))
    entry = desk.entry
    assert entry.radiograph is not None and entry.upright is not None
    assert not entry.radiograph.orientation.assumed
    np.testing.assert_array_equal(entry.upright, entry.radiograph.pixels[::-1, ::-1])


def test_pixels_that_are_not_square_are_shown_in_proportion(desk: Desk, film: FilmWriter) -> None:
    desk.open(film(ImagerPixelSpacing=[0.4, 0.2]))
    assert desk.canvas.viewport.aspect == pytest.approx(2.0)
    tile = desk.canvas.viewport.tile()
    assert tile is not None
    assert tile.height / tile.width == pytest.approx(300 * 2 / 240, rel=0.01)


def test_real_films_are_shown(desk: Desk, shared: Path) -> None:
    desk.open(shared / "data" / "dicom" / "cxr")
    assert len(desk.session.entries) == 10
    for _ in desk.session.entries:
        assert desk.entry.state == "analysed"
        assert desk.shown()[300:500, 300:700].std() > 5, "a flat picture"
        desk.do("view.next")
        desk.settle()


def _difference(desk: Desk) -> np.ndarray:
    """What the lungs add to the picture, int [height, width, 3]."""
    shown = desk.shown().astype(int)
    desk.do("lungs.toggle")
    without = desk.shown().astype(int)
    desk.do("lungs.toggle")
    return shown - without
