"""Hands on the picture: press, pull and hover at points of the file, and what was drawn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from spcxr_desktop.app.review_sheet import Drawn
from spcxr_desktop.domain.annotations import Annotation
from tests.ui.verbs import Desk

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.MouseButton.NoButton
Kind = TypeVar("Kind", bound=Annotation)
Start = Callable[[], AbstractContextManager[Desk]]


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
