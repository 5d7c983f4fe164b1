"""Turning and flipping show another way and change no measurement."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from spcxr_desktop.domain.annotations import Length
from spcxr_desktop.domain.turn import Turn
from tests.ui.drawing.verbs import (
    LEFT,
    at,
    key,
    only,
    only_drawn,
    pull,
    ready,
)
from tests.ui.verbs import Desk, FilmWriter


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
