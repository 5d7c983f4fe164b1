"""What a hand does with annotations: draws new ones, takes hold of drawn ones. The canvas shows what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from spcxr_desktop.app.display import DRAWING, DrawingTool, Tool
from spcxr_desktop.domain.annotations import Annotation, CardiothoracicRatio
from spcxr_desktop.domain.handles import moved, with_handle, within
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.ui.view.tools.frame import Frame
from spcxr_desktop.ui.view.tools.hits import Hit
from spcxr_desktop.ui.view.tools.placing import Placing

STILL = 4.0  # logical px: a hand that moved less has clicked
_LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Sketch:
    """What is being drawn or moved. ``key``: of the annotation it stands for, "" for a new one."""

    key: str
    annotation: Annotation
    complete: bool = True


class Paper(Protocol):
    """What the pencil draws on."""

    def frame(self) -> Frame | None: ...
    def hit(self, at: QPointF) -> Hit | None: ...
    def annotation(self, key: str) -> Annotation | None: ...
    def proposal(self) -> CardiothoracicRatio | None: ...
    def show_sketch(self, sketch: Sketch | None) -> None: ...
    def made_one(self, annotation: Annotation) -> None: ...
    def moved(self, key: str, annotation: Annotation) -> None: ...
    def chosen(self, key: str | None) -> None: ...
    def ask_text(self, at: Point) -> None: ...
    def show_cursor(self, shape: Qt.CursorShape) -> None: ...
    def rest_cursor(self) -> None: ...


@dataclass(frozen=True)
class _Hold:
    """An annotation that is held, by a handle or by its body, and where it was taken."""

    key: str
    annotation: Annotation
    handle: int | None
    at: Point


class Pencil:
    """Left button only. What it does not want is left to the hand that moves the picture."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._tool: DrawingTool | None = None
        self._placing: Placing | None = None
        self._hold: _Hold | None = None
        self._sketch: Sketch | None = None
        self._pressed: QPointF | None = None

    @property
    def placing(self) -> Placing | None:
        """What is being drawn."""
        return self._placing

    def take(self, tool: Tool) -> None:
        """Take up a tool, or put the pencil away."""
        self.cancel()
        self._tool = tool if tool in DRAWING else None
        self._begin()

    def press(self, event: QMouseEvent) -> bool:
        """True where the pencil wants it."""
        frame = self._paper.frame()
        if event.button() != _LEFT or frame is None:
            return False
        at = frame.to_file(event.position() * frame.ratio)
        if self._tool == "text":
            self._paper.ask_text(at)
        elif self._placing is not None:
            self._pressed = event.position()
            self._place(at)
        else:
            return self._take_hold(event.position(), at)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """True where the pencil has something in hand."""
        frame = self._paper.frame()
        if frame is None:
            return False
        at = frame.to_file(event.position() * frame.ratio)
        if self._hold is not None:
            self._show(self._held(at, frame))
            return True
        if self._placing is not None:
            self._preview(at)
            return bool(event.buttons() & _LEFT)
        if event.buttons() == Qt.MouseButton.NoButton and self._tool is None:
            self._hover(event.position())
        return False

    def release(self, event: QMouseEvent) -> bool:
        """True where the pencil had something in hand."""
        frame = self._paper.frame()
        if event.button() != _LEFT or frame is None:
            return False
        if self._hold is not None:
            hold, sketch = self._hold, self._sketch
            self._hold = None
            self._show(None)
            if sketch is not None and sketch.annotation != hold.annotation:
                self._paper.moved(hold.key, sketch.annotation)
            return True
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._placing is not None:
            step = event.position() - pressed
            if step.manhattanLength() > STILL:
                self._place(frame.to_file(event.position() * frame.ratio))
        return pressed is not None

    def cancel(self) -> bool:
        """Drop what is being drawn or moved; the tool stays. False if there was nothing."""
        busy = self._hold is not None or (self._placing is not None and bool(self._placing.points))
        self._hold, self._pressed, self._placing = None, None, None
        self._show(None)
        self._begin()
        return busy

    # ---- inside ------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        frame = self._paper.frame()
        if self._tool is not None and frame is not None:
            self._placing = Placing(self._tool, self._paper.proposal(), frame.aspect)
            self._preview(None)

    def _place(self, at: Point) -> None:
        assert self._placing is not None
        self._placing.add(at)
        if not self._placing.complete:
            self._preview(at)
            return
        annotation, self._placing = self._placing.made(), None
        self._show(None)
        self._begin()
        if annotation is not None:
            self._paper.made_one(annotation)

    def _preview(self, at: Point | None) -> None:
        assert self._placing is not None
        preview = self._placing.preview(at if self._placing.points else None)
        self._show(Sketch("", *preview) if preview is not None else None)

    def _take_hold(self, position: QPointF, at: Point) -> bool:
        found = self._paper.hit(position)
        self._paper.chosen(found.key if found is not None else None)
        annotation = self._paper.annotation(found.key) if found is not None else None
        if found is None or annotation is None:
            return False
        self._hold = _Hold(found.key, annotation, found.handle, at)
        return True

    def _held(self, at: Point, frame: Frame) -> Sketch:
        assert self._hold is not None
        hold = self._hold
        if hold.handle is not None:
            return Sketch(hold.key, with_handle(hold.annotation, hold.handle, at, frame.aspect))
        shifted = moved(hold.annotation, at[0] - hold.at[0], at[1] - hold.at[1])
        return Sketch(hold.key, within(shifted, frame.placement.columns, frame.placement.rows))

    def _show(self, sketch: Sketch | None) -> None:
        if sketch != self._sketch:
            self._sketch = sketch
            self._paper.show_sketch(sketch)

    def _hover(self, position: QPointF) -> None:
        found = self._paper.hit(position)
        if found is None:
            self._paper.rest_cursor()
        else:
            shape = Qt.CursorShape.SizeAllCursor if found.handle is None else Qt.CursorShape.PointingHandCursor
            self._paper.show_cursor(shape)
