"""The radiograph on screen: an own widget, because every pixel it shows must be one that can be answered for."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spcxr_desktop.app.session import Entry, Overlay
from spcxr_desktop.domain.grayscale import Voi, VoiWindow, as_window, drag, grey_table, value_range
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.view import legends
from spcxr_desktop.ui.view.layers import LungLayer, RadiographLayer
from spcxr_desktop.ui.view.viewport import Viewport

_REFINE_MS = 120  # after the last movement the picture is resampled exactly
_ZOOM_PER_PIXEL = 1.006
_WHEEL_STEP = 1.2
_FINE_STEP = 1.05
Gesture = Literal["window", "zoom", "pan"]


class Canvas(QWidget):
    """Draws one entry; turns mouse movements into intents. Zoom and position are its own, greys are the session's."""

    window_dragged = Signal(object)  # VoiWindow; or what was there before, when a drag is taken back
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Radiograph")
        self.viewport = Viewport()
        self.corners = True
        self.table: NDArray[np.uint8] = np.zeros(65536, np.uint8)
        self._entry: Entry | None = None
        self._overlay = Overlay()
        self._views: dict[int, Viewport] = {}  # entry id -> where it was left
        self._radiograph, self._lungs = RadiographLayer(), LungLayer()
        self._pan_held = False
        self._gesture: Gesture | None = None
        self._last = self._anchor = QPointF()
        self._start_window = VoiWindow(0, 1)
        self._voi_before: Voi | None = None
        self._span = 1.0
        self._moving = False
        self._refine = QTimer(self, singleShot=True, interval=_REFINE_MS)
        self._refine.timeout.connect(self._settle)

    # ---- what is shown -----------------------------------------------------------------------------------

    def show_entry(self, entry: Entry | None, overlay: Overlay) -> None:
        """Draw this entry; None, or one without pixels, leaves the canvas black."""
        if entry is not None and entry.upright is None:
            entry = None
        before, self._entry, self._overlay = self._entry, entry, overlay
        if entry is None or entry.upright is None or entry.radiograph is None:
            self._radiograph.set_pixels(None, None)
            self.update()
            return
        self._radiograph.set_pixels(entry.upright, entry.half)
        self._lungs.set_lungs(entry.lungs)
        if before is None or before.id != entry.id:
            if before is not None:
                self._views[before.id] = self.viewport
            self.viewport = self._view_of(entry)
        if before is None or (before.id, before.voi, before.invert) != (entry.id, entry.voi, entry.invert):
            self.table = grey_table(entry.radiograph.grayscale, entry.voi, entry.invert)
        self.update()

    def _view_of(self, entry: Entry) -> Viewport:
        assert entry.upright is not None and entry.radiograph is not None
        rows, columns = entry.upright.shape
        left = self._views.get(entry.id)
        if left is None:
            spacing = entry.radiograph.spacing
            aspect = spacing.row_mm / spacing.column_mm if spacing is not None else 1.0
            if (rows, columns) != entry.radiograph.pixels.shape:
                aspect = 1 / aspect  # stood up by a quarter turn
            left = Viewport(columns=columns, rows=rows, aspect=aspect)
        return left.resized(*self._device_size())

    # ---- geometry ----------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Whole radiograph."""
        self._place(self.viewport.fit(), moving=False)

    def actual_size(self) -> None:
        """One image pixel on one device pixel, around the middle."""
        self.zoom(1.0 / self.viewport.scale)

    def zoom(self, factor: float) -> None:
        """Zoom around the middle of the canvas."""
        width, height = self._device_size()
        self._place(self.viewport.zoomed(factor, width / 2, height / 2), moving=False)

    def zoom_at(self, position: QPointF, factor: float) -> None:
        """Zoom; the image point under ``position`` (logical px) stays under it."""
        point = position * self.devicePixelRatioF()
        self._place(self.viewport.zoomed(factor, point.x(), point.y()), moving=True)

    def hold_pan(self, held: bool) -> None:
        """While held, dragging with the left button moves the picture."""
        self._pan_held = held
        if self._gesture is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.ArrowCursor)

    def let_go(self) -> bool:
        """Cancel a drag that is under way: the window it changed comes back. False if there was none."""
        gesture, self._gesture = self._gesture, None
        if gesture == "window":
            self.window_dragged.emit(self._voi_before)
        return gesture is not None

    def _place(self, viewport: Viewport, moving: bool) -> None:
        self.viewport = viewport
        self._moving = moving
        if moving:
            self._refine.start()
        self.update()
        self.view_changed.emit()

    def _settle(self) -> None:
        self._moving = False
        self.update()

    def _device_size(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1)

    # ---- events ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(900, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.viewport = self.viewport.resized(*self._device_size())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.CANVAS))
        if self._entry is not None:
            self._paint_entry(painter, self._entry)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.ACCENT).darker(180))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_entry(self, painter: QPainter, entry: Entry) -> None:
        ratio = self.devicePixelRatioF()
        if (self.viewport.view_width, self.viewport.view_height) != self._device_size():
            self.viewport = self.viewport.resized(*self._device_size())  # moved to a screen of another density
        tile = self.viewport.tile()
        if tile is not None:
            image = self._radiograph.image(tile, self.table, self._moving)
            image.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(tile.x / ratio, tile.y / ratio), image)
        if self._overlay.visible and entry.lungs is not None and self._overlay.opacity > 0:
            lungs = self._lungs.image(self.viewport, self._overlay.opacity, ratio)
            lungs.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(0, 0), lungs)
        legends.paint(painter, entry, self.viewport, QRectF(self.rect()), ratio, self.corners)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._entry is None or self._entry.radiograph is None or self._gesture is not None:
            return
        buttons: dict[Qt.MouseButton, Gesture] = {
            Qt.MouseButton.LeftButton: "pan" if self._pan_held else "window",
            Qt.MouseButton.RightButton: "zoom",
            Qt.MouseButton.MiddleButton: "pan",
        }
        self._gesture = buttons.get(event.button())
        self._last = self._anchor = event.position()
        rule = self._entry.radiograph.grayscale
        self._voi_before = self._entry.voi
        self._start_window = as_window(rule, self._entry.voi)
        low, high = value_range(rule)
        self._span = high - low
        if self._gesture == "pan":
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        step, self._last = position - self._last, position
        if self._gesture == "window":
            total = position - self._anchor
            self.window_dragged.emit(drag(self._start_window, total.x(), total.y(), self._span))
        elif self._gesture == "zoom":
            self.zoom_at(self._anchor, _ZOOM_PER_PIXEL ** -step.y())
        elif self._gesture == "pan":
            step *= self.devicePixelRatioF()
            self._place(self.viewport.panned(step.x(), step.y()), moving=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gesture = None
        self.hold_pan(self._pan_held)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.hold_pan(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_pan(False)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold_pan(False)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._entry is None:
            return
        fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        notches = event.angleDelta().y() / 120
        self.zoom_at(event.position(), (_FINE_STEP if fine else _WHEEL_STEP) ** notches)
