"""Outlines, fill, whole-mask operations and the smart brush on the real window."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom import dcmread
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from spcxr_desktop.domain.masks import MaskArray
from tests.ui.drawing.verbs import LEFT, at, click, hover, key, pull, ready
from tests.ui.masks.verbs import CTRL, brush, mask, model, sheet, steps
from tests.ui.verbs import Desk, FilmWriter


def square(desk: Desk, left: int, top: int, right: int, bottom: int, value: int = 1) -> MaskArray:
    """The mask that stands, with a square of a label."""
    expected = mask(desk)
    expected[top:bottom, left:right] = value
    return expected


@pytest.mark.parametrize("ending", ["enter", "first point", "double click"])
def test_a_polygon_is_closed_by_enter_by_its_first_point_or_a_double_click(bench: Desk, ending: str) -> None:
    expected = square(bench, 110, 20, 140, 50)
    key(bench, Qt.Key.Key_P)
    click(bench, (110, 20), (140, 20), (140, 50))
    if ending == "double click":
        click(bench, (110, 50))
        QTest.mouseDClick(bench.canvas, LEFT, pos=at(bench, 110, 50))
    else:
        click(bench, (110, 50))
        key(bench, Qt.Key.Key_Return) if ending == "enter" else click(bench, (111, 21))
    bench.draw()
    np.testing.assert_array_equal(mask(bench), expected)
    assert steps(bench) == ["Polygon"] and not bench.canvas.scene.masks.outline


def test_a_polygon_with_control_takes_away_and_escape_drops_it(bench: Desk) -> None:
    y, x = (int(v) for v in np.argwhere(model(bench) == 1).mean(axis=0))
    expected = square(bench, x - 5, y - 5, x + 5, y + 5, 0)
    bench.do("mask.polygon")
    click(bench, (20, 20), (40, 20), (70, 70))
    key(bench, Qt.Key.Key_Backspace)
    hover(bench, 40, 40)
    assert len(bench.canvas.scene.masks.outline) == 3, "the next point is shown where the pointer is"
    key(bench, Qt.Key.Key_Escape)
    assert not bench.canvas.scene.masks.outline and steps(bench) == []
    for corner in ((-5, -5), (5, -5), (5, 5), (-5, 5)):
        pull(bench, (x + corner[0], y + corner[1]))
    QTest.mouseDClick(bench.canvas, LEFT, CTRL, at(bench, x - 5, y + 5))
    bench.draw()
    np.testing.assert_array_equal(mask(bench), expected)


def test_a_lasso_fills_what_was_circled(bench: Desk) -> None:
    bench.do("mask.lasso")
    around = [(125 + 15 * np.cos(a), 35 + 15 * np.sin(a)) for a in np.linspace(0, 6.2, 24)]
    before = mask(bench)
    pull(bench, *around)
    changed = mask(bench) != before
    assert abs(int(changed.sum()) - np.pi * 15**2) < 60 and steps(bench) == ["Lasso"]
    assert not bench.canvas.scene.masks.outline


def test_a_livewire_clings_to_an_edge(desk: Desk, film: FilmWriter) -> None:
    path = film(ImagerPixelSpacing=[0.2, 0.2])
    rows, columns = np.mgrid[:300, :240]
    disc = np.where(np.hypot(rows - 150, columns - 120) < 40, 3000, 500)
    disc = (disc + np.random.default_rng(1).normal(0, 30, disc.shape)).astype("<u2")
    dataset = dcmread(path)
    dataset.PixelData = disc.tobytes()
    dataset.save_as(path, enforce_file_format=True)
    desk.open(path)
    ready(desk)
    desk.session.update(desk.entry.id, lungs=None)
    desk.do("mask.livewire")
    click(desk, (120, 110), (160, 150), (120, 190), (80, 150))
    key(desk, Qt.Key.Key_Enter)
    wanted = np.hypot(rows - 150, columns - 120) < 40
    got = mask(desk) == 1
    assert 2 * (wanted & got).sum() / (wanted.sum() + got.sum()) > 0.97 and steps(desk) == ["Livewire"]


def test_the_smart_brush_stops_at_an_edge(desk: Desk, film: FilmWriter) -> None:
    path = film(ImagerPixelSpacing=[0.2, 0.2])
    dataset = dcmread(path)
    pixels = np.full((300, 240), 500, "<u2")
    pixels[:, 120:] = 3000
    dataset.PixelData = pixels.tobytes()
    dataset.save_as(path, enforce_file_format=True)
    desk.open(path)
    ready(desk)
    desk.session.update(desk.entry.id, lungs=None)
    brush(desk, "smart_brush", px=60)
    pull(desk, (105, 100), (105, 140))
    painted = mask(desk) == 1
    assert painted[120, 80:117].all() and not painted[:, 122:].any() and steps(desk) == ["Smart brush"]


def test_fill_fills_a_hole_with_a_click(bench: Desk) -> None:
    y, x = (int(v) for v in np.argwhere(model(bench) == 1).mean(axis=0))
    brush(bench, "eraser", px=14)
    pull(bench, (x, y))
    assert mask(bench)[y, x] == 0
    key(bench, Qt.Key.Key_F)
    click(bench, (x, y))
    np.testing.assert_array_equal(mask(bench), model(bench))
    assert steps(bench) == ["Eraser", "Fill"]


def test_what_is_proposed_is_seen_accepted_by_enter_and_left_by_escape(bench: Desk) -> None:
    bench.do("view.corner_texts")
    bench.do("mask.brush")
    before, shown = mask(bench), bench.shown()
    bench.do("mask.grow")
    bench.do("mask.grow")
    assert sheet(bench).proposal is not None and "Grow by 2 mm" in bench.canvas.scene.hint
    np.testing.assert_array_equal(mask(bench), before)
    y, x = np.argwhere(before == 1)[0]
    spot = at(bench, x + 0.5, y - 5)
    assert tuple(bench.shown()[spot.y(), spot.x()]) != tuple(shown[spot.y(), spot.x()])
    key(bench, Qt.Key.Key_Escape)
    assert sheet(bench).proposal is None and bench.session.display.tool == "brush"
    bench.do("mask.shrink")
    key(bench, Qt.Key.Key_Return)
    assert bench.canvas.scene.hint.startswith("Brush")
    assert steps(bench) == ["Shrink by 1 mm"] and (mask(bench) == 1).sum() < (before == 1).sum()


def test_operations_at_once(bench: Desk) -> None:
    y, x = (int(v) for v in np.argwhere(model(bench) == 1).mean(axis=0))
    brush(bench, px=16)
    pull(bench, (120, 20))
    bench.do("mask.swap")
    pull(bench, (x, y))
    bench.do("mask.fill_holes")
    assert mask(bench)[y, x] == 1 and mask(bench)[20, 120] == 1
    bench.do("mask.keep_largest")
    np.testing.assert_array_equal(mask(bench), model(bench))
    assert steps(bench) == ["Brush", "Eraser", "Fill holes", "Keep the largest piece"]


def test_only_inside_keeps_to_the_models_lungs(bench: Desk) -> None:
    brush(bench, "eraser", px=30)
    y, x = (int(v) for v in np.argwhere(model(bench) == 1).mean(axis=0))
    pull(bench, (x, y))
    bench.do("mask.only_inside")
    bench.do("mask.swap")
    edge = int(np.flatnonzero(model(bench)[y] == 1).max())
    pull(bench, (x, y), (edge, y), (edge + 20, y))
    np.testing.assert_array_equal(mask(bench), model(bench))


def test_refine_here_proposes_what_the_model_half_saw(bench: Desk) -> None:
    maps = {1: np.zeros((300, 240), np.uint8), 2: np.zeros((300, 240), np.uint8)}
    maps[1][model(bench) == 1] = 250
    y = int(np.argwhere(model(bench) == 1).mean(axis=0)[0])
    edge = int(np.flatnonzero(model(bench)[y] == 1).max())
    maps[1][y - 30 : y + 30, edge : edge + 14] = np.maximum(maps[1][y - 30 : y + 30, edge : edge + 14], 90)
    asked: list[object] = []
    bench.bench.refiner._ask = lambda film, packages: asked.append(film) or maps  # type: ignore[func-returns-value]
    qt = bench.window.action_set.qt["mask.refine"]
    assert not qt.isEnabled()
    brush(bench, px=12)
    pull(bench, (edge + 6, y - 3), (edge + 6, y + 3))
    assert qt.isEnabled()
    before = mask(bench)
    for _ in range(2):
        bench.do("mask.refine")
        bench.qtbot.waitUntil(lambda: sheet(bench).proposal is not None)
        bench.settle()
        np.testing.assert_array_equal(mask(bench), before)
        assert "The model's proposal" in bench.canvas.scene.hint
        key(bench, Qt.Key.Key_Return if len(asked) == 2 else Qt.Key.Key_Escape)
        asked.append("again")
    assert len([film for film in asked if film != "again"]) == 1, "the map of this film is kept"
    assert mask(bench)[y - 25, edge + 10] == 1 and mask(bench)[y, edge + 10] == 1
    bench.do("review.undo")
    np.testing.assert_array_equal(mask(bench), before)


def test_the_digits_choose_labels_only_while_painting(bench: Desk) -> None:
    voi = bench.entry.voi
    key(bench, Qt.Key.Key_2)
    assert bench.entry.voi is not voi and bench.bench.masks.tools.label == 1
    window = bench.entry.voi
    bench.do("mask.brush")
    key(bench, Qt.Key.Key_2)
    assert bench.bench.masks.tools.label == 2 and bench.entry.voi is window
    assert "Left lung" in bench.canvas.scene.hint
    key(bench, Qt.Key.Key_Escape)
    key(bench, Qt.Key.Key_1)
    assert bench.entry.voi is None and bench.bench.masks.tools.label == 2


