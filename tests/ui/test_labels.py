"""The label layer that editing will paint on: what a stroke redraws is what a fresh drawing would show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.entry import Entry, Overlay
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.ui.view.canvas import Canvas
from spcxr_desktop.ui.view.labels import LabelLayer, LabelStyle
from spcxr_desktop.ui.view.viewport import Viewport

ROWS, COLUMNS = 70, 80
STYLES = {1: LabelStyle((255, 0, 0), 0.4, 1.0), 2: LabelStyle((0, 100, 255), 0.4, 1.0), 127: LabelStyle((9, 9, 9))}
dabs = st.lists(
    st.tuples(st.integers(-5, 84), st.integers(-5, 74), st.integers(1, 12), st.sampled_from([0, 1, 2, 127])), max_size=6
)
views = st.builds(
    lambda scale, x, y: Viewport(120, 90, COLUMNS, ROWS, 1.0, scale, float(x), float(y), False),
    st.one_of(st.floats(0.3, 12), st.sampled_from([0.5, 1.0, 2.0])), st.integers(-200, 60), st.integers(-200, 60),
)  # fmt: skip


def layer(labels: NDArray[np.uint8]) -> LabelLayer:
    out = LabelLayer()
    out.set_styles(STYLES)
    out.set_labels(labels)
    return out


def drawn(on: LabelLayer, view: Viewport) -> NDArray[np.uint8]:
    """The layer over black, BGRA [height, width, 4]."""
    image = QImage(view.view_width, view.view_height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    on.draw(painter, view)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(view.view_height, view.view_width, 4).copy()


@settings(max_examples=60, deadline=None)
@given(views, dabs, st.tuples(st.integers(-20, 20), st.integers(-20, 20)))
def test_strokes_leave_what_a_fresh_drawing_shows(
    view: Viewport, strokes: list[tuple[int, int, int, int]], move: tuple[int, int]
) -> None:
    labels = np.zeros((ROWS, COLUMNS), np.uint8)
    labels[10:30, 20:50] = 1
    painted = layer(labels)
    for number, (x, y, radius, label) in enumerate(strokes):
        before = drawn(painted, view)
        cv2.circle(labels, (x, y), radius, label, -1)
        stale = painted.changed(view, QRect(x - radius, y - radius, 2 * radius + 1, 2 * radius + 1))
        after = drawn(painted, view)
        np.testing.assert_array_equal(after, drawn(layer(labels), view))
        elsewhere = np.ones(after.shape[:2], bool)
        seen = stale.intersected(QRect(0, 0, view.view_width, view.view_height))
        elsewhere[seen.top() : seen.bottom() + 1, seen.left() : seen.right() + 1] = False
        np.testing.assert_array_equal(after[elsewhere], before[elsewhere])
        if number == 2:
            view = view.panned(*move).placed()


def test_a_label_is_filled_and_outlined_in_its_colour() -> None:
    labels = np.zeros((ROWS, COLUMNS), np.uint8)
    labels[10:30, 20:50] = 1
    shown = drawn(layer(labels), Viewport(COLUMNS, ROWS, COLUMNS, ROWS, 1.0, 1.0))
    np.testing.assert_array_equal(shown[20, 30], (0, 0, 102, 102))  # 0.4 of red, premultiplied
    np.testing.assert_array_equal(shown[10, 30], (0, 0, 255, 255))
    np.testing.assert_array_equal(shown[29, 49], (0, 0, 255, 255))
    assert not shown[9].any() and not shown[:, 50].any() and not shown[30].any()


def test_a_label_without_a_style_is_not_drawn_and_too_high_a_one_is_refused() -> None:
    labels = np.full((ROWS, COLUMNS), 5, np.uint8)
    assert not drawn(layer(labels), Viewport(COLUMNS, ROWS, COLUMNS, ROWS)).any()
    with pytest.raises(ValueError, match="128"):
        LabelLayer().set_styles({128: LabelStyle((1, 2, 3))})


class Recording(Canvas):
    """Writes down what it was told to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.rects.append(event.rect())


def test_a_window_redraws_the_picture_and_not_what_lies_around_it(qtbot: QtBot) -> None:
    pixels = np.full((ROWS, COLUMNS), 100, np.uint16)
    radiograph = Radiograph(pixels, GrayscaleRule(), Orientation(), None, Identity(), Path())
    entry, canvas = Entry(1, Path(), radiograph=radiograph, upright=pixels), Recording()
    qtbot.addWidget(canvas)
    canvas.resize(900, 350)
    with qtbot.waitExposed(canvas):
        canvas.show()
    qtbot.waitUntil(lambda: bool(canvas.rects))
    canvas.rects.clear()
    canvas.show_entry(entry, Overlay())
    qtbot.waitUntil(lambda: canvas.rects == [canvas.rect()])
    canvas.show_entry(replace(entry, voi=VoiWindow(90, 40)), Overlay())
    qtbot.waitUntil(lambda: canvas.rects[-1].right() < 800)
    assert canvas.rects[-1].contains(canvas.rect().center())
    canvas.show_entry(replace(entry, voi=VoiWindow(90, 40)), Overlay(visible=False))
    qtbot.waitUntil(lambda: canvas.rects[-1] == canvas.rect())


def test_a_dab_redraws_its_rectangle_and_nothing_else(qtbot: QtBot) -> None:
    pixels = np.full((ROWS, COLUMNS), 100, np.uint16)
    radiograph = Radiograph(pixels, GrayscaleRule(), Orientation(), None, Identity(), Path())
    canvas, labels = Recording(), np.zeros((ROWS, COLUMNS), np.uint8)
    qtbot.addWidget(canvas)
    canvas.resize(400, 350)
    canvas.show_entry(Entry(1, Path(), radiograph=radiograph, upright=pixels), Overlay())
    canvas.scene.labels.set_styles(STYLES)
    canvas.scene.labels.set_labels(labels)
    with qtbot.waitExposed(canvas):
        canvas.show()
    qtbot.waitUntil(lambda: bool(canvas.rects))
    canvas.rects.clear()
    labels[20:25, 30:40] = 1
    canvas.labels_changed(QRect(30, 20, 10, 5))
    qtbot.waitUntil(lambda: bool(canvas.rects))
    (rect,) = canvas.rects
    scale = canvas.viewport.scale
    assert rect.width() <= 10 * scale + 8 and rect.height() <= 5 * scale + 8
    x, y = canvas.viewport.to_view(35, 22)
    assert rect.contains(round(x), round(y))
    image = canvas.grab().toImage()
    assert image.pixelColor(round(x), round(y)).red() > image.pixelColor(round(x), round(y)).blue() + 50
