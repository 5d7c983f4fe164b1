"""The texts over the picture: in no pane do two of them overlap, and what must be in sight stays there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Shutter, Spacing
from spcxr_desktop.domain.turn import Turn
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view import blocks, legends
from spcxr_desktop.ui.view.viewport import Viewport
from tests.ui.verbs import result_set, scores

PIXELS = np.zeros((250, 210), np.uint16)
WHO = Identity(
    "0815-4711-2025-0001", "Featherstonehaugh^Maximiliana Alexandra^^Dr.", "19600304", "F", 65.0, view_position="PA",
    modality="DX", body_part="CHEST", study_date="20250620", study_description="Chest radiograph in two planes, urgent",
)  # fmt: skip
NOTES = ("lossy compression 12.5:1", "frame 2 of 4", "spacing: magnification 1.25 taken out")
PLANES = tuple((np.zeros(PIXELS.shape, np.bool_), f"Overlay of the workstation {i}") for i in range(3))


@pytest.fixture(autouse=True)
def application(qtbot: QtBot) -> Iterator[QApplication]:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    theme.apply(found)
    yield found
    theme.apply(found)


def entry(assumed: bool = True, turn: Turn | None = None, spacing: Spacing | None = None, view: str = "PA") -> Entry:
    rule = GrayscaleRule(voi=(VoiWindow(-123456, 1234567),), voi_auto=True)
    identity = replace(WHO, view_position=view)
    film = Radiograph(
        PIXELS, rule, Orientation("L", "F", assumed), spacing, identity, Path("f"), lossy=True, notes=NOTES
    )
    results = result_set(film, scores())
    return Entry(
        1, Path("f"), state="analysed", identity=identity, radiograph=film, upright=PIXELS, results=results,
        planes=PLANES, shutter=Shutter(np.zeros(PIXELS.shape, np.bool_)), turn=turn or Turn(), invert=True,
    )  # fmt: skip


MM = Spacing(0.143, 0.143, "magnification corrected", 1.25)


def boxes(what: Entry, width: int, height: int, ratio: float = 1.0, corners: bool = True) -> list[QRectF]:
    view = Viewport(columns=210, rows=250).resized(round(width * ratio), round(height * ratio)).fit().placed()
    size = QSize(view.view_width, view.view_height)
    return [box for _, box in legends.arrange(what, view, size, ratio, corners, Display(shutter=False))]


def apart(found: list[QRectF], width: int, height: int) -> bool:
    inside = QRectF(0, 0, width, height)
    pairs = [(one, two) for i, one in enumerate(found) for two in found[i + 1 :]]
    return all(not one.intersects(two) for one, two in pairs) and all(inside.contains(box) for box in found)


def told(what: Entry, width: int, height: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """All that is painted in the end, as it is painted: broken into lines, "…" for what is elided."""
    painted: dict[int, list[str]] = {}
    real = blocks.text_block

    def text_block(lines: tuple[blocks.Line, ...], rightward: bool, room: float, ratio: float) -> QImage:
        block = real(lines, rightward, room, ratio)
        parts = [part for line in lines for part in blocks._broken(line, room)]
        widths = [blocks._metrics(part.points, part.bold).horizontalAdvance(part.text) for part in parts]
        painted[id(block)] = [p.text if wide <= room else "…" for p, wide in zip(parts, widths, strict=True)]
        return block

    monkeypatch.setattr(legends, "text_block", text_block)
    view = Viewport(columns=210, rows=250).resized(width, height).fit().placed()
    placed = legends.arrange(what, view, QSize(width, height), 1.0, True, Display(shutter=False))
    assert apart([box for _, box in placed], width, height)
    return " ".join(" ".join(painted.get(id(block), [])) for block, _ in placed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    width=st.integers(300, 2600), height=st.integers(300, 1600), ratio=st.sampled_from([1.0, 1.25, 2.0]),
    assumed=st.booleans(), mirrored=st.booleans(), quarters=st.integers(0, 3), calibrated=st.booleans(),
    view=st.sampled_from(["PA", "LL", ""]),
)  # fmt: skip
def test_no_two_texts_overlap(
    width: int, height: int, ratio: float, assumed: bool, mirrored: bool, quarters: int, calibrated: bool, view: str
) -> None:
    what = entry(assumed, Turn(quarters, mirrored), MM if calibrated else None, view)
    found = boxes(what, width, height, ratio)
    assert apart(found, width, height)
    assert len(found) >= (5 if view == "LL" else 7)  # four corners, the marks, R and L


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("turn", [Turn(), Turn(1, True)])
def test_in_a_quarter_of_a_small_window_all_that_matters_is_in_sight(
    application: QApplication, monkeypatch: pytest.MonkeyPatch, percent: int, turn: Turn
) -> None:
    """2 x 2 panes on 1280 x 800: a canvas of about 334 x 310."""
    theme.apply(application, percent)
    text = told(entry(turn=turn, spacing=MM), 334, 310, monkeypatch)
    if percent > 150:  # twice the size has no room for all of it, and still none may hide another
        return
    for needed in ("2025-06-20", "DX CHEST PA", "lossy compression 12.5:1", "C -123456", "W 1234567", "inverted",
                   "Zoom", "mm", "spcxr-screen 0.1.0", "R", "L", "assumed"):  # fmt: skip
        assert needed in text, needed
    assert ("FLIPPED" in text and "ROTATED 90°" in text) == (turn != Turn())


def test_less_important_lines_give_way_first(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(entry(spacing=MM), 700, 1000, monkeypatch)
    low = told(entry(spacing=MM), 600, 200, monkeypatch)
    for gives_way in ("1960-03-04", "Overlay of the workstation 2", "spacing: magnification"):
        assert gives_way in whole and gives_way not in low
    for stays in ("2025-06-20", "DX CHEST PA", "lossy compression 12.5:1", "W 1234567", "Zoom", "spcxr-screen 0.1.0"):
        assert stays in whole and stays in low


def test_letters_go_where_the_sides_are() -> None:
    def letters(turn: Turn) -> dict[str, str]:
        texts = legends.texts_of(entry(assumed=False, turn=turn), 1.0, False, Display()).letters
        return {lines[0].text: edge for edge, lines in texts}

    assert letters(Turn()) == {"R": "left", "L": "right"}
    assert letters(Turn(0, True)) == {"R": "right", "L": "left", "H": "top", "F": "bottom"}
    assert letters(Turn(2)) == {"R": "right", "L": "left", "H": "bottom", "F": "top"}
    assert letters(Turn(1)) == {"R": "top", "L": "bottom", "H": "right", "F": "left"}


def test_a_lateral_film_has_no_right_and_left_edge() -> None:
    assert legends.texts_of(entry(view="LL"), 1.0, True, Display()).letters == ()


def test_hidden_corners_leave_letters_scale_and_marks() -> None:
    assert len(boxes(entry(spacing=MM), 900, 900, corners=False)) == 4
