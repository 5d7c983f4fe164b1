"""What a hand does in the picture: drags that change window, zoom or place. Knows no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from spcxr_desktop.domain.grayscale import Voi, VoiWindow, drag

_ZOOM_PER_PIXEL = 1.006
_WHEEL_STEP = 1.2
_FINE_STEP = 1.05
Gesture = Literal["window", "zoom", "pan"]
_STILL = 4.0  # logical px: a hand that moved less has clicked


@dataclass(frozen=True)
class WindowStart:
    """Where a drag of the window begins. ``voi``: what was shown, to come back to; ``span``: range of the values."""

    voi: Voi | None
    window: VoiWindow
    span: float


class Picture(Protocol):
    """What the hand acts on."""

    def window_start(self) -> WindowStart | None: ...
    def set_window(self, voi: Voi | None) -> None: ...
    def zoom_at(self, position: QPointF, factor: float) -> None: ...
    def pan(self, step: QPointF) -> None: ...
    def show_cursor(self, shape: Qt.CursorShape) -> None: ...
    def rest_cursor(self) -> None: ...


class Hand:
    """Turns mouse events into movements of the picture."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.left: Gesture = "window"  # what the left button does
        self._gesture: Gesture | None = None
        self._pan_held = False
        self._last = self._anchor = QPointF()
        self._start: WindowStart | None = None

    def press(self, event: QMouseEvent) -> None:
        """Begin the gesture of this button, unless one is under way."""
        if self._gesture is not None:
            return
        buttons: dict[Qt.MouseButton, Gesture] = {
            Qt.MouseButton.LeftButton: "pan" if self._pan_held else self.left,
            Qt.MouseButton.RightButton: "zoom",
            Qt.MouseButton.MiddleButton: "pan",
        }
        self._gesture = buttons.get(event.button())
        self._last = self._anchor = event.position()
        self._start = self._picture.window_start() if self._gesture == "window" else None
        if self._gesture == "pan":
            self._picture.show_cursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, event: QMouseEvent) -> None:
        """Go on with it."""
        position = event.position()
        step, self._last = position - self._last, position
        if self._gesture == "window" and self._start is not None:
            total = position - self._anchor
            self._picture.set_window(drag(self._start.window, total.x(), total.y(), self._start.span))
        elif self._gesture == "zoom":
            self._picture.zoom_at(self._anchor, _ZOOM_PER_PIXEL ** -step.y())
        elif self._gesture == "pan":
            self._picture.pan(step)

    def release(self) -> None:
        """End it; what it did stays."""
        self._gesture = None
        self.hold_pan(self._pan_held)

    @property
    def panning(self) -> bool:
        """Whether the left button is held back for moving the picture."""
        return self._pan_held

    def clicked(self, at: QPointF) -> bool:
        """Whether the gesture under way has hardly moved."""
        return self._gesture is not None and (at - self._anchor).manhattanLength() <= _STILL

    def cancel(self) -> bool:
        """End it, and take back the window it changed. False if there was none."""
        gesture, self._gesture = self._gesture, None
        if gesture == "window" and self._start is not None:
            self._picture.set_window(self._start.voi)
        return gesture is not None

    def hold_pan(self, held: bool) -> None:
        """While held, dragging with the left button moves the picture."""
        self._pan_held = held
        if self._gesture is None:
            self._picture.show_cursor(Qt.CursorShape.OpenHandCursor) if held else self._picture.rest_cursor()

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        notches = event.angleDelta().y() / 120
        self._picture.zoom_at(event.position(), (_FINE_STEP if fine else _WHEEL_STEP) ** notches)
