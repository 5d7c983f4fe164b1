"""Strokes with the mouse: painted at once, one step each, exact undo, nothing lost and nothing left over."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from spcxr_desktop.domain.first_edit import edited
from tests.ui.drawing.verbs import LEFT, at, key, pull
from tests.ui.masks.verbs import CTRL, brush, kept, mask, model, pen, sheet, steps, without_tip
from tests.ui.verbs import Desk, FilmWriter


def test_the_document_is_empty_until_the_first_stroke_and_one_undo_returns_to_the_model(bench: Desk) -> None:
    before = model(bench)
    assert not kept(bench).any() and not sheet(bench).edited and not bench.canvas.scene.masks.stands
    brush(bench)
    pull(bench, (120, 150), (130, 150), (130, 160))
    assert bench.canvas.scene.masks.stands and steps(bench) == ["Brush"]
    assert mask(bench)[155, 130] == 1 and before[155, 130] == 0
    same = mask(bench) == before
    assert not same.all() and same[:130].all() and same[:, :105].all()
    bench.do("review.undo")
    assert not kept(bench).any() and not edited(sheet(bench).document) and not bench.canvas.scene.masks.stands
    np.testing.assert_array_equal(mask(bench), before)
    bench.do("review.redo")
    assert mask(bench)[155, 130] == 1 and bench.canvas.scene.masks.stands


def test_a_brush_paints_discs_of_its_size_without_gaps(bench: Desk) -> None:
    brush(bench, px=20)
    pull(bench, (110, 40), (140, 40))
    expected = np.zeros(mask(bench).shape, np.uint8)
    rows, columns = np.mgrid[: expected.shape[0], : expected.shape[1]] + 0.5
    along = np.clip(columns, 110, 140)
    expected[np.hypot(columns - along, rows - 40) <= 10] = 1
    differs = (mask(bench) == 1)[:60] != expected[:60].astype(bool)
    assert differs.sum() <= 8, "the pointer's place is whole px of the screen"


def test_the_other_lung_is_painted_over_only_where_that_is_wanted_and_nothing_overlaps(bench: Desk) -> None:
    left = np.argwhere(model(bench) == 2)
    y, x = left.mean(axis=0)
    brush(bench)
    key(bench, Qt.Key.Key_L)
    pull(bench, (x, y))
    assert steps(bench) == [] and not sheet(bench).edited, "a no-op makes no step"
    assert not kept(bench).any()
    key(bench, Qt.Key.Key_L)
    pull(bench, (x, y))
    assert mask(bench)[int(y), int(x)] == 1 and steps(bench) == ["Brush"]


def test_the_eraser_and_control_take_away_and_x_swaps(bench: Desk) -> None:
    y, x = np.argwhere(model(bench) == 1).mean(axis=0)
    brush(bench)
    key(bench, Qt.Key.Key_X)
    assert bench.session.display.tool == "eraser"
    pull(bench, (x, y))
    assert mask(bench)[int(y), int(x)] == 0 and steps(bench) == ["Eraser"]
    key(bench, Qt.Key.Key_X)
    assert bench.session.display.tool == "brush"
    QTest.mouseClick(bench.canvas, LEFT, CTRL, at(bench, x, y + 30))
    bench.draw()
    assert mask(bench)[int(y) + 30, int(x)] == 0 and steps(bench) == ["Eraser", "Eraser"]


def test_escape_in_the_middle_of_a_stroke_brings_everything_back(bench: Desk) -> None:
    brush(bench)
    for first in (True, False):
        before = mask(bench)
        QTest.mousePress(bench.canvas, LEFT, pos=at(bench, 120, 100))
        QTest.mouseMove(bench.canvas, at(bench, 120, 140))
        bench.draw()
        assert mask(bench)[120, 120] == 1
        key(bench, Qt.Key.Key_Escape)
        np.testing.assert_array_equal(mask(bench), before)
        QTest.mouseMove(bench.canvas, at(bench, 140, 140))
        QTest.mouseRelease(bench.canvas, LEFT, pos=at(bench, 140, 140))
        bench.draw()
        np.testing.assert_array_equal(mask(bench), before)
        assert bench.session.display.tool == "brush", "the tool stays at hand"
        assert sheet(bench).edited is not first and len(steps(bench)) == (0 if first else 1)
        if first:
            assert not kept(bench).any()
            pull(bench, (120, 40))


def test_undo_in_the_middle_of_a_stroke_takes_it_back_whole_and_redo_brings_it(bench: Desk) -> None:
    brush(bench)
    QTest.mousePress(bench.canvas, LEFT, pos=at(bench, 120, 100))
    QTest.mouseMove(bench.canvas, at(bench, 120, 140))
    bench.draw()
    bench.do("review.undo")
    np.testing.assert_array_equal(mask(bench), model(bench))
    QTest.mouseMove(bench.canvas, at(bench, 150, 140))
    QTest.mouseRelease(bench.canvas, LEFT, pos=at(bench, 150, 140))
    bench.draw()
    np.testing.assert_array_equal(mask(bench), model(bench))
    bench.do("review.redo")
    assert mask(bench)[120, 120] == 1 and mask(bench)[140, 150] == model(bench)[140, 150]


def test_space_still_pans_and_the_wheel_still_zooms(bench: Desk) -> None:
    brush(bench)
    view = bench.canvas.viewport
    QTest.keyPress(bench.canvas, Qt.Key.Key_Space)
    pull(bench, (90, 150), (100, 170))
    QTest.keyRelease(bench.canvas, Qt.Key.Key_Space)
    assert (bench.canvas.viewport.x - view.x, bench.canvas.viewport.y - view.y) == (10, 20)
    bench.wheel(at(bench, 90, 150).toTuple(), 1)
    assert bench.canvas.viewport.scale > view.scale and steps(bench) == []


def test_the_tip_is_drawn_true_to_size_and_changes_by_keys_and_wheel(bench: Desk) -> None:
    brush(bench, px=40)
    QTest.mouseMove(bench.canvas, at(bench, 120, 150))
    bench.draw()
    tip = bench.canvas.scene.masks.tip
    assert tip is not None and tip[1:] == (20, 20)
    assert "8.0 mm (detector plane)" in bench.canvas.scene.hint and "Right lung" in bench.canvas.scene.hint
    key(bench, Qt.Key.Key_BracketRight)
    tip = bench.canvas.scene.masks.tip
    assert tip is not None and tip[1] == pytest.approx(24) and "9.6 mm" in bench.canvas.scene.hint
    key(bench, Qt.Key.Key_BracketLeft)
    place, none = QPointF(at(bench, 120, 150)), Qt.MouseButton.NoButton
    view = bench.canvas.viewport
    QApplication.sendEvent(bench.canvas, QWheelEvent(
        place, bench.canvas.mapToGlobal(place), QPoint(), QPoint(0, -120), none, Qt.KeyboardModifier.ShiftModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip
    bench.draw()
    assert bench.canvas.viewport == view and "6.7 mm" in bench.canvas.scene.hint
    bench.do("mask.with_zoom")
    bench.canvas.zoom(2)
    pull(bench, (120, 150))
    assert "60 px of the screen" in bench.canvas.scene.hint
    tip = bench.canvas.scene.masks.tip
    assert tip is not None and tip[1] == 30 / 2


def test_a_pen_paints_by_its_pressure(bench: Desk) -> None:
    brush(bench, px=40)
    pen(bench, QEvent.Type.TabletPress, 120, 40, 0.25)
    pen(bench, QEvent.Type.TabletRelease, 120, 40, 0.0)
    light = int((mask(bench) != model(bench)).sum())
    assert abs(light - np.pi * 5**2) < 12
    pen(bench, QEvent.Type.TabletPress, 120, 40, 1.0)
    pen(bench, QEvent.Type.TabletMove, 125, 40, 1.0)
    pen(bench, QEvent.Type.TabletRelease, 125, 40, 0.0)
    assert int((mask(bench) != model(bench)).sum()) > 1200 and steps(bench) == ["Brush", "Brush"]


def test_what_is_painted_is_what_is_seen_turned_and_flipped(bench: Desk) -> None:
    bench.do("view.corner_texts")
    brush(bench, px=30)
    for turn in ("", "view.flip_across", "view.rotate_right", "view.flip_down"):
        bench.do(turn) if turn else None
        before, shown = mask(bench), bench.shown()
        x, y = 120, 40 + 60 * len(steps(bench))
        pull(bench, (x, y), (x + 4, y))
        changed = mask(bench) != before
        assert changed[y, x] and changed[y - 12, x] and not changed[y - 18, x]
        spot = at(bench, x, y)
        now = bench.shown()
        assert tuple(now[spot.y(), spot.x()]) != tuple(shown[spot.y(), spot.x()])
        before_repaint = bench.shown()
        bench.canvas.scene.labels.set_labels(bench.canvas.scene.labels._labels)
        bench.canvas.update()
        bench.draw()
        np.testing.assert_array_equal(bench.shown(), before_repaint, "partial repaints leave what a whole one shows")


def test_undo_repaints_what_it_touched_and_nothing_is_stale(bench: Desk) -> None:
    brush(bench)
    pull(bench, (120, 40))
    first = without_tip(bench)
    pull(bench, (120, 200), (140, 210))
    for undone in ("review.undo", "review.redo", "review.undo"):
        bench.do(undone)
        assert np.array_equal(without_tip(bench)[60:], first[60:]) is (undone == "review.undo")
    repainted: list[QRect] = []
    bench.canvas.update_device = repainted.append  # type: ignore[method-assign, assignment]
    bench.do("review.redo")
    (rect,) = [rect for rect in repainted if not rect.isEmpty()]
    assert rect.contains(at(bench, 130, 205)) and rect.width() < 60 and rect.height() < 60


def test_a_film_without_a_model_mask_is_painted_from_nothing(desk: Desk, film: FilmWriter) -> None:
    from tests.ui.drawing.verbs import ready

    desk.bench.session.models = 0
    desk.open(film())
    desk.session.update(desk.entry.id, lungs=None)
    ready(desk)
    brush(desk, px=30)
    pull(desk, (100, 100))
    assert abs(int((mask(desk) == 1).sum()) - np.pi * 15**2) < 20
    bench_done = steps(desk)
    desk.do("review.undo")
    assert bench_done == ["Brush"] and not mask(desk).any() and not edited(sheet(desk).document)


def test_numbers_keep_to_labels_now(bench: Desk) -> None:
    axes = cv2.countNonZero((model(bench) == 1).astype(np.uint8))
    found = sheet(bench).numbers(1)
    assert (found.pixels, found.model_pixels, found.dice) == (axes, axes, 1.0)
    brush(bench)
    for points in (((120, 40), (120, 60)), ((60, 150), (60, 160))):
        pull(bench, *points)
        now, ours = mask(bench), sheet(bench).numbers(1)
        rows = np.flatnonzero((now == 1).any(axis=1))
        assert ours.pixels == (now == 1).sum() and ours.lines == rows[-1] - rows[0] + 1
        both = ((now == 1) & (model(bench) == 1)).sum()
        assert ours.dice == 2 * both / ((now == 1).sum() + (model(bench) == 1).sum())
    assert "Dice" in " ".join(bench.window.lungs.texts())
    bench.do("review.undo")
    bench.do("review.undo")
    assert sheet(bench).numbers(1).dice == 1.0
