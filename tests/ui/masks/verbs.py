"""Hands on the mask: what stands, what the label layer shows, strokes at points of the file."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from spcxr_desktop.app.mask_sheet import MaskSheet
from spcxr_desktop.domain.masks import LUNGS
from tests.ui.drawing.verbs import at
from tests.ui.verbs import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


def sheet(desk: Desk) -> MaskSheet:
    found = desk.bench.masks.sheet
    assert found is not None
    return found


def mask(desk: Desk) -> NDArray[np.uint8]:
    """A copy of the mask that stands, in the file's orientation."""
    return sheet(desk).current.copy()


def kept(desk: Desk) -> NDArray[np.uint8]:
    """A copy of the document's own mask."""
    document = desk.bench.review.document
    assert document is not None
    return document.mask(LUNGS).copy()


def steps(desk: Desk) -> list[str]:
    history = desk.bench.review.history
    assert history is not None
    return [command.name for command in history.done]


def model(desk: Desk) -> NDArray[np.uint8]:
    lungs = desk.entry.lungs
    assert lungs is not None
    return lungs.mask().labels


def brush(desk: Desk, tool: str = "brush", px: float = 20.0) -> None:
    """Take up a tool, its tip this many px of the file across."""
    film, tools = sheet(desk).film, desk.bench.masks.tools
    width = film.spacing.column_mm if film.spacing is not None else 1.0
    desk.bench.masks.tools = replace(tools, px=px, mm=px * width)
    if desk.session.display.tool != tool:
        desk.do(f"mask.{tool}")


def without_tip(desk: Desk) -> NDArray[np.uint8]:
    """What the canvas shows with the pointer elsewhere."""
    assert desk.canvas.mask_hand is not None
    desk.canvas.mask_hand.leave()
    desk.draw()
    return desk.shown()


def pen(desk: Desk, kind: QEvent.Type, x: float, y: float, pressure: float) -> None:
    """One event of a drawing tablet at a point of the file."""
    place = QPointF(at(desk, x, y))
    down = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind, QPointingDevice.primaryPointingDevice(), place, desk.canvas.mapToGlobal(place), pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, down,
    )  # fmt: skip
    QApplication.sendEvent(desk.canvas, event)
    assert event.isAccepted()
    desk.draw()
