"""What a hand does to the mask: strokes of a tip, outlines, clicks. The paper knows what is painted where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTabletEvent

from spcxr_desktop.app.display import MASKING, MaskTool, Tool
from spcxr_desktop.domain.judgements import Point

NEAR = 9.0  # logical px: a click this near to the first point closes an outline
_STILL = 3.0  # logical px between two points of a freehand outline
_LEFT = Qt.MouseButton.LeftButton
_LEAST_PRESSURE = 0.05  # a tip that hardly touches still paints
TIPS = ("brush", "eraser", "smart_brush")


@dataclass(frozen=True)
class Touch:
    """``at``: logical px of the canvas. ``take_away``: the modifier that turns painting into erasing is held."""

    at: QPointF
    pressure: float = 1.0
    take_away: bool = False

    @classmethod
    def of(cls, event: QMouseEvent | QTabletEvent) -> Touch:
        """A pen's pressure scales the tip; a mouse has none."""
        pressure = max(event.pressure(), _LEAST_PRESSURE) if isinstance(event, QTabletEvent) else 1.0
        return cls(event.position(), pressure, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))


class MaskPaper(Protocol):
    """What the hand paints on. Points are the file's."""

    def place(self, at: QPointF) -> Point | None: ...
    def near(self, one: Point, at: QPointF, reach: float) -> bool: ...
    def begin(self, tool: MaskTool, at: Point, touch: Touch) -> bool: ...
    def stroke(self, start: Point, end: Point, pressure: tuple[float, float]) -> None: ...
    def finish(self) -> None: ...
    def take_back(self) -> bool: ...
    def enclose(self, points: list[Point], take_away: bool, tool: MaskTool) -> None: ...
    def fill(self, at: Point, take_away: bool) -> None: ...
    def wire(self, anchor: Point, at: Point) -> list[Point]: ...
    def show_tip(self, at: Point | None) -> None: ...
    def show_outline(self, points: list[Point]) -> None: ...


class MaskHand:
    """Left button, and a pen. What it does not want is left to the hand that moves the picture."""

    def __init__(self, paper: MaskPaper) -> None:
        self._paper = paper
        self._tool: MaskTool | None = None
        self._last: tuple[Point, float] | None = None  # of a stroke under way
        self._points: list[Point] = []  # of an outline under way
        self._ahead: list[Point] = []  # from its last point to the pointer
        self._drawn: QPointF | None = None  # where the last point of a freehand outline was set

    @property
    def tool(self) -> MaskTool | None:
        """The tool at hand."""
        return self._tool

    @property
    def busy(self) -> bool:
        """Whether something is begun and not ended."""
        return self._last is not None or bool(self._points)

    def take(self, tool: Tool) -> None:
        """Take up a tool, or put all of them away. A stroke under way ends; an outline is dropped."""
        new = tool if tool in MASKING else None
        if new == self._tool:
            return
        self._end_stroke()
        self._drop_outline()
        self._tool = new
        if new is None:
            self._paper.show_tip(None)

    def press(self, touch: Touch, button: Qt.MouseButton) -> bool:
        """True where the hand wants it."""
        at = self._paper.place(touch.at)
        if self._tool is None or button != _LEFT or at is None:
            return False
        if self._tool in TIPS:
            if self._paper.begin(self._tool, at, touch):
                self._last = at, touch.pressure
                self._paper.stroke(at, at, (touch.pressure, touch.pressure))
        elif self._tool == "fill":
            self._paper.fill(at, touch.take_away)
        elif self._tool == "lasso":
            self._points, self._drawn = [at], touch.at
        elif len(self._points) > 2 and self._paper.near(self._points[0], touch.at, NEAR):
            self.close(touch.take_away)
        else:
            self._points += self._way(at)
            self._ahead = []
            self._paper.show_outline(self._points)
        return True

    def move(self, touch: Touch, buttons: Qt.MouseButton) -> bool:
        """True where the hand has something under way."""
        at = self._paper.place(touch.at)
        if self._tool is None or at is None:
            return False
        if self._tool in TIPS:
            self._paper.show_tip(at)
        if self._last is not None:
            start, pressure = self._last
            self._last = at, touch.pressure
            self._paper.stroke(start, at, (pressure, touch.pressure))
            return True
        if self._tool == "lasso" and self._points:
            if self._drawn is None or (touch.at - self._drawn).manhattanLength() >= _STILL:
                self._points.append(at)
                self._drawn = touch.at
                self._paper.show_outline(self._points)
            return True
        if self._points:
            self._ahead = self._way(at)
            self._paper.show_outline([*self._points, *self._ahead])
        return buttons in (Qt.MouseButton.NoButton, _LEFT)

    def release(self, touch: Touch, button: Qt.MouseButton) -> bool:
        """True where the hand had something under way."""
        if self._tool is None or button != _LEFT:
            return False
        if self._last is not None:
            self._end_stroke()
        elif self._tool == "lasso" and self._points:
            self.close(touch.take_away)
        return True

    def double_click(self, touch: Touch, button: Qt.MouseButton) -> bool:
        """The second press of two: it closes an outline; for other tools it is one more press."""
        if self._tool in ("polygon", "livewire") and button == _LEFT:
            return self.close(touch.take_away)
        return self.press(touch, button)

    def close(self, take_away: bool = False) -> bool:
        """Fill the outline drawn so far. False where there is none."""
        points, tool = self._points, self._tool
        if tool is None or not points:
            return False
        if tool == "livewire" and len(points) > 2:
            points = [*points, *self._paper.wire(points[-1], points[0])]
        self._drop_outline()
        if len(points) > 2:
            self._paper.enclose(points, take_away, tool)
        return True

    def step_back(self) -> bool:
        """Take the last point of an outline back. False where there is none."""
        if self._tool != "polygon" or not self._points:
            return False
        self._points.pop()
        self._paper.show_outline(self._points)
        return True

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._paper.show_tip(None)

    def cancel(self) -> bool:
        """Drop what is under way, and take back what it painted. False if there was nothing."""
        busy, self._last = self.busy, None
        self._drop_outline()
        return self._paper.take_back() or busy

    def _way(self, at: Point) -> list[Point]:
        if self._tool == "livewire" and self._points:
            return self._paper.wire(self._points[-1], at)
        return [at]

    def _end_stroke(self) -> None:
        if self._last is not None:
            self._last = None
            self._paper.finish()

    def _drop_outline(self) -> None:
        if self._points or self._ahead:
            self._points, self._ahead, self._drawn = [], [], None
            self._paper.show_outline([])
