"""Drawing on one canvas: the pencil's paper, the text that is being written, what the review hears of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from spcxr_desktop.app.display import DRAWING, Tool
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.measured import Measured, measured
from spcxr_desktop.app.review_sheet import Drawn, ReviewView
from spcxr_desktop.domain.annotations import Annotation, Arrow, CardiothoracicRatio, Text
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.ui.measure_strings import hint
from spcxr_desktop.ui.view.note import Note
from spcxr_desktop.ui.view.scene import Scene
from spcxr_desktop.ui.view.tools.frame import Frame, frame_of
from spcxr_desktop.ui.view.tools.hits import Hit, hit
from spcxr_desktop.ui.view.tools.pencil import Pencil, Sketch
from spcxr_desktop.ui.view.viewport import Viewport

CURSORS: dict[Tool, Qt.CursorShape] = {
    "window": Qt.CursorShape.ArrowCursor, "pan": Qt.CursorShape.OpenHandCursor,
    "zoom": Qt.CursorShape.SizeVerCursor, "text": Qt.CursorShape.IBeamCursor,
    "fill": Qt.CursorShape.PointingHandCursor,
}  # fmt: skip


class Drawing(QObject):
    """Implements the pencil's ``Paper`` on a canvas. Nothing is changed here: the signals ask for it."""

    made = Signal(object)  # Annotation
    moved_to = Signal(str, object)  # key, Annotation
    selected = Signal(object)  # key or None

    def __init__(self, canvas: QWidget, scene: Scene) -> None:
        super().__init__(canvas)
        self._canvas, self._scene, self._layer = canvas, scene, scene.annotations
        self._entry: Entry | None = None
        self._viewport = Viewport()
        self._tool: Tool = "window"
        self._note: Note | None = None
        self._pencil = Pencil(self)

    # ---- what the canvas tells ---------------------------------------------------------------------------

    def show_entry(self, entry: Entry | None, viewport: Viewport, tool: Tool) -> None:
        """What is on the canvas, and which tool is at hand."""
        before, self._entry, self._viewport = self._entry, entry, viewport
        other = before is None or entry is None or before.radiograph is not entry.radiograph
        if other:
            self._drop_note()
        if other or tool != self._tool or self._turned(before, entry):
            self._tool = tool
            self._pencil.take(tool if entry is not None else "window")
            self._say_hint()
            self.rest_cursor()

    def show_review(self, view: ReviewView) -> None:
        """Draw these annotations; only what differs is painted anew."""
        before = self._layer.view
        if before is view:
            return
        with self._repainting():
            self._layer.view = view
        if before.key_image != view.key_image:
            self._canvas.update()

    def moved_view(self, viewport: Viewport) -> None:
        """The picture lies elsewhere."""
        self._viewport = viewport
        if self._note is not None:
            self._note.drop()

    def press(self, event: QMouseEvent) -> bool:
        """True where it was for drawing."""
        done = self._pencil.press(event)
        self._say_hint()
        return done

    def move(self, event: QMouseEvent) -> bool:
        """True where something is being drawn or moved with the button down."""
        return self._pencil.move(event)

    def release(self, event: QMouseEvent) -> bool:
        """True where something was being drawn or moved."""
        done = self._pencil.release(event)
        self._say_hint()
        return done

    def cancel(self) -> bool:
        """Drop what is being drawn, moved or written. False if there was nothing."""
        if self._drop_note():
            return True
        done = self._pencil.cancel()
        self._say_hint()
        return done

    def double_click(self, event: QMouseEvent) -> bool:
        """On a text it is edited; while drawing it is one more press."""
        if self._tool in DRAWING:
            return self.press(event)
        found = self.hit(event.position())
        if found is None:
            return False
        self._pencil.cancel()
        self.selected.emit(found.key)
        self.edit_text(found.key)
        return True

    def edit_text(self, key: str | None) -> None:
        """Write the text of a drawn text or arrow anew."""
        annotation, frame = self.annotation(key) if key is not None else None, self.frame()
        if isinstance(annotation, Text | Arrow) and frame is not None and key is not None:
            at = annotation.at if isinstance(annotation, Text) else annotation.tail
            self._write(at, annotation.text, lambda text: self._retold(key, annotation, text))

    # ---- the pencil's paper ------------------------------------------------------------------------------

    def frame(self) -> Frame | None:
        return frame_of(self._entry, self._viewport, self._canvas.devicePixelRatioF()) if self._entry else None

    def hit(self, at: QPointF) -> Hit | None:
        frame, view = self.frame(), self._layer.view
        if frame is None:
            return None
        return hit(view.drawn, view.selected, self._layer.labels(frame), at * frame.ratio, frame)

    def annotation(self, key: str) -> Annotation | None:
        return next((drawn.annotation for drawn in self._layer.view.drawn if drawn.key == key), None)

    def proposal(self) -> CardiothoracicRatio | None:
        lungs = self._entry.lungs if self._entry is not None else None
        return lungs.thorax if lungs is not None else None

    def show_sketch(self, sketch: Sketch | None) -> None:
        film = self._entry.radiograph if self._entry is not None else None
        drawn = None
        if sketch is not None and film is not None:
            # A ratio that is still being placed has no value yet, wherever the pointer is.
            waits = not sketch.complete or (isinstance(sketch.annotation, CardiothoracicRatio) and not sketch.key)
            said = Measured("") if waits else measured(sketch.annotation, film, values=False)
            drawn = Drawn(sketch.key, sketch.annotation, said)
        with self._repainting():
            self._layer.set_sketch(drawn)

    def made_one(self, annotation: Annotation) -> None:
        self.made.emit(annotation)

    def moved(self, key: str, annotation: Annotation) -> None:
        self.moved_to.emit(key, annotation)

    def chosen(self, key: str | None) -> None:
        if key != self._layer.view.selected:
            self.selected.emit(key)

    def ask_text(self, at: Point) -> None:
        self._write(at, "", lambda text: self.made.emit(Text(at, text)) if text else None)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        self._canvas.setCursor(shape)

    def rest_cursor(self) -> None:
        """The pointer of the tool at hand."""
        self._canvas.setCursor(self.resting_cursor)

    @property
    def resting_cursor(self) -> Qt.CursorShape:
        """What the pointer looks like while nothing is done."""
        return CURSORS.get(self._tool, Qt.CursorShape.CrossCursor)

    # ---- inside ------------------------------------------------------------------------------------------

    def _turned(self, before: Entry | None, entry: Entry | None) -> bool:
        """Whether the picture lies another way, or its lungs came before anything was placed."""
        if before is None or entry is None:
            return False
        idle = self._pencil.placing is None or not self._pencil.placing.points
        return entry.turn != before.turn or (entry.lungs is not before.lungs and idle)

    def _retold(self, key: str, annotation: Text | Arrow, text: str) -> None:
        if text or isinstance(annotation, Arrow):
            self.moved_to.emit(key, replace(annotation, text=text))

    def _write(self, at: Point, text: str, keep: object) -> None:
        self._drop_note()
        frame = self.frame()
        if frame is not None and callable(keep):
            place = (frame.to_device(at) / frame.ratio).toPoint()
            self._note = Note(self._canvas, place, text, keep)
            self._note.destroyed.connect(self._forget_note)

    def _drop_note(self) -> bool:
        note, self._note = self._note, None
        if note is not None:
            note.drop()
        return note is not None

    def _forget_note(self) -> None:
        self._note = None

    def _say_hint(self) -> None:
        placing = self._pencil.placing
        text = hint(self._tool, len(placing.points) if placing else 0, placing is not None and placing.needed == 2)
        if text != self._scene.hint:
            self._scene.hint = text
            self._canvas.update(QRect(0, 0, self._canvas.width(), 120))

    @contextmanager
    def _repainting(self) -> Iterator[None]:
        """Around a change of what is drawn: paint anew where it makes a difference, and nowhere else."""
        frame = self.frame()
        before = self._layer.extents(frame) if frame is not None else {}
        yield
        after = self._layer.extents(frame) if frame is not None else {}
        ratio = frame.ratio if frame is not None else 1.0
        for state in before.keys() | after.keys():
            if before.get(state) != after.get(state):
                for box in (before.get(state), after.get(state)):
                    if box is not None:
                        self._canvas.update(_logical(box, ratio))


def _logical(box: QRect, ratio: float) -> QRect:
    """Device px -> every logical px that they touch."""
    left, top = math.floor(box.left() / ratio), math.floor(box.top() / ratio)
    right, bottom = math.ceil((box.right() + 1) / ratio), math.ceil((box.bottom() + 1) / ratio)
    return QRect(left, top, right - left, bottom - top)
