"""The radiograph on screen: an own widget, because every pixel it shows must be one that can be answered for."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from spcxr_desktop.app.derived_marks import Mark
from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry, Overlay
from spcxr_desktop.app.review_sheet import ReviewView
from spcxr_desktop.domain.grayscale import Voi, as_window, grey_table, value_range
from spcxr_desktop.domain.turn import Turn
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view import legends
from spcxr_desktop.ui.view.aids import Aids
from spcxr_desktop.ui.view.drawing import Drawing
from spcxr_desktop.ui.view.gestures import Hand, WindowStart
from spcxr_desktop.ui.view.scene import Scene, Shown, only_greys_differ
from spcxr_desktop.ui.view.tools.mask_hand import TIPS, MaskHand, Touch
from spcxr_desktop.ui.view.turned import TurnedEntry
from spcxr_desktop.ui.view.viewport import Viewport

_REFINE_MS = 120  # after the last step of a zoom the picture is put exactly in its place


class Canvas(QWidget):
    """Draws one entry; turns mouse movements into intents. Zoom and position are its own, greys are the session's."""

    window_dragged = Signal(object)  # VoiWindow; or what was there before, when a drag is taken back
    view_changed = Signal()
    tip_stepped = Signal(float)  # steps by which the tip of a mask tool is to be larger
    menu_wanted = Signal(object, QPoint)  # key of the annotation under the pointer or None; place on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Radiograph"))
        self.viewport = Viewport()
        self.corners = True
        self.scene = Scene()
        self.table: NDArray[np.uint8] = np.zeros(65536, np.uint8)
        self._table_key: tuple[object, ...] = ()
        self._shown: Shown | None = None
        self._views: dict[int, Viewport] = {}  # entry id -> where it was left
        self._turned = TurnedEntry()
        self._hand = Hand(self)
        self.drawing = Drawing(self, self.scene)
        self.mask_hand: MaskHand | None = None  # given by whoever edits masks
        self.aids = Aids(self, self.scene.picture)
        self._zooming = False
        self._refine = QTimer(self, singleShot=True, interval=_REFINE_MS)
        self._refine.timeout.connect(self._settle)

    # ---- what is shown -----------------------------------------------------------------------------------

    def show_entry(self, entry: Entry | None, overlay: Overlay, display: Display | None = None) -> None:
        """Draw this entry; None, or one without pixels, leaves the canvas black."""
        if entry is not None and (entry.upright is None or entry.radiograph is None):
            entry = None
        entry = self._turned.of(entry) if entry is not None else None
        before, shown = self._shown, Shown(entry, overlay, display or Display()) if entry is not None else None
        self._shown = shown
        self._update_for(before, shown)
        self.scene.set_entry(entry)
        changed = before is None or shown is None or _form(before.entry) != _form(shown.entry)
        if before is not None and changed:
            self._views[before.entry.id] = self.viewport
        if entry is not None and before is not None and entry.id == before.entry.id and entry.turn != before.entry.turn:
            self.viewport = self._turned_view(entry, before.entry.turn.inverse.then(entry.turn))
        elif entry is not None and changed:
            self.viewport = self._view_of(entry)
        self._take_tools(shown)
        if entry is None or entry.radiograph is None:
            return
        key = (entry.radiograph.grayscale, entry.voi, entry.invert)
        if key != self._table_key:
            self.table = grey_table(*key, used_only=True)
            self._table_key = key

    def _update_for(self, before: Shown | None, shown: Shown | None) -> None:
        """Where only the greys are new, what lies around the picture is not drawn again."""
        if before is None or shown is None or not only_greys_differ(before, shown):
            self.update()
            return
        seen = self.viewport.placed().seen()
        if seen is not None:
            self.update_device(QRect(seen[0], seen[1], seen[2] - seen[0], seen[3] - seen[1]))
        self.update(legends.grey_corner(self.rect()))

    def update_device(self, stale: QRect) -> None:
        """Draw again what a rectangle in device px touches."""
        if stale.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        left, top = math.floor(stale.left() / ratio), math.floor(stale.top() / ratio)
        right, bottom = math.ceil((stale.right() + 1) / ratio), math.ceil((stale.bottom() + 1) / ratio)
        self.update(QRect(left, top, right - left, bottom - top))

    def _view_of(self, entry: Entry) -> Viewport:
        assert entry.upright is not None and entry.radiograph is not None
        rows, columns = entry.upright.shape
        left = self._views.get(entry.id)
        if left is None or (left.rows, left.columns) != (rows, columns):
            left = Viewport(columns=columns, rows=rows, aspect=_aspect(entry))
        return left.resized(*self._device_size())

    def _turned_view(self, entry: Entry, step: Turn) -> Viewport:
        """As large as before and the same point in the middle, after the reader has turned the picture."""
        before, (width, height) = self.viewport, self._device_size()
        turned = Viewport(width, height, *step.size(before.columns, before.rows), _aspect(entry))
        if before.fitted:
            return turned.fit()
        middle = step.point(before.to_image(width / 2, height / 2), before.columns, before.rows)
        scaled = turned.fit().zoomed((before.scale_y if step.swaps else before.scale) / turned.fit().scale, 0, 0)
        x, y = scaled.to_view(*middle)
        return scaled.panned(width / 2 - x, height / 2 - y)

    def _take_tools(self, shown: Shown | None) -> None:
        """The tool at hand, the lens and the probe, on what is shown now."""
        display = shown.display if shown is not None else Display()
        tool = display.tool
        self._hand.left = tool if tool in ("pan", "zoom") else "window"
        self.drawing.show_entry(shown.entry if shown is not None else None, self.viewport, tool)
        self.aids.show_entry(shown.entry if shown is not None else None, display, self.table, self.viewport)

    def show_review(self, view: ReviewView) -> None:
        """Draw what the reader drew on this entry."""
        self.drawing.show_review(view)

    def show_derived(self, marks: tuple[Mark, ...]) -> None:
        """Draw what other systems say of this entry."""
        if self.scene.derived.set_marks(marks):
            self.update()

    @property
    def entry_id(self) -> int | None:
        """Which entry is shown."""
        return self._shown.entry.id if self._shown is not None else None

    def share_places(self, other: Canvas) -> None:
        """A film that moves from the one canvas to the other keeps its zoom and place."""
        self._views = other._views

    def keep_place(self) -> None:
        """Remember where the film is looked at, before films change places."""
        if self._shown is not None:
            self._views[self._shown.entry.id] = self.viewport

    def labels_changed(self, rect: QRect) -> None:
        """``scene.labels`` is new within ``rect`` (image px): draw that again, and nothing else."""
        self.update_device(self.scene.labels.changed(self.viewport.placed(), rect))

    # ---- geometry ----------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Whole radiograph."""
        self._place(self.viewport.fit())

    def actual_size(self) -> None:
        """One image pixel on one device pixel, around the middle."""
        self.zoom(1.0 / self.viewport.scale)

    def zoom(self, factor: float) -> None:
        """Zoom around the middle of the canvas."""
        width, height = self._device_size()
        self._place(self.viewport.zoomed(factor, width / 2, height / 2))

    def zoom_at(self, position: QPointF, factor: float) -> None:
        """Zoom; the image point under ``position`` (logical px) stays under it."""
        point = position * self.devicePixelRatioF()
        self._zooming = True
        self._refine.start()
        self._place(self.viewport.zoomed(factor, point.x(), point.y()))

    def pan(self, step: QPointF) -> None:
        """Move the picture by logical px."""
        step = step * self.devicePixelRatioF()
        self._place(self.viewport.panned(step.x(), step.y()))

    def place(self, viewport: Viewport) -> None:
        """Look at the picture like a canvas that this one goes along with."""
        if viewport.scale != self.viewport.scale:
            self._zooming = True
            self._refine.start()
        self._place(viewport)

    def _place(self, viewport: Viewport) -> None:
        self.viewport = viewport
        self.drawing.moved_view(viewport)
        self.aids.moved_view(viewport)
        self.update()
        self.view_changed.emit()

    def _settle(self) -> None:
        self._zooming = False
        self.update()

    def _device_size(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1)

    # ---- what the hand asks for --------------------------------------------------------------------------

    def hold_pan(self, held: bool) -> None:
        """While held, dragging with the left button moves the picture."""
        self._hand.hold_pan(held)

    def let_go(self) -> bool:
        """Cancel what is being dragged, drawn or written: what it changed comes back. False if there was nothing."""
        masked = self.mask_hand is not None and self.mask_hand.cancel()
        return masked or self.drawing.cancel() or self._hand.cancel()

    def window_start(self) -> WindowStart | None:
        """Where a drag of the window begins; None on a colour picture, which has none."""
        entry = self._shown.entry if self._shown is not None else None
        if entry is None or entry.radiograph is None or entry.colour is not None:
            return None
        rule = entry.radiograph.grayscale
        low, high = value_range(rule)
        return WindowStart(entry.voi, as_window(rule, entry.voi), high - low)

    def set_window(self, voi: Voi | None) -> None:
        """Ask for another window."""
        self.window_dragged.emit(voi)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Change the pointer."""
        self.setCursor(shape)

    def rest_cursor(self) -> None:
        """The pointer of the tool at hand."""
        self.drawing.rest_cursor()

    # ---- events ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(900, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.viewport = self.viewport.resized(*self._device_size())
        self.drawing.moved_view(self.viewport)
        self.aids.moved_view(self.viewport)

    def paintEvent(self, event: QPaintEvent) -> None:
        if (self.viewport.view_width, self.viewport.view_height) != self._device_size():
            self.viewport = self.viewport.resized(*self._device_size())  # moved to a screen of another density
        self.scene.paint(
            self, event.rect(), self._shown, self.viewport.placed(), self.table, self._zooming, self.corners
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._shown is None:
            return
        if self._hand.panning or not (self._masked(event, "press") or self.drawing.press(event)):
            self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.aids.point(event.position())
        masks = self.mask_hand
        if masks is not None and not self._hand.panning and masks.move(Touch.of(event), event.buttons()):
            return
        if self._hand.panning or not self.drawing.move(event):
            self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        menu = event.button() == Qt.MouseButton.RightButton and self._hand.clicked(event.position())
        if not (self._masked(event, "release") or self.drawing.release(event)):
            self._hand.release()
        if menu and self._shown is not None:
            found = self.drawing.hit(event.position())
            self.menu_wanted.emit(found.key if found is not None else None, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._shown is not None and self._masked(event, "double_click"):
            return
        if event.button() == Qt.MouseButton.LeftButton and not self.drawing.double_click(event):
            self.fit()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen paints with its pressure; for all else it is a mouse, which Qt makes of it where it is ignored."""
        masks, kind, kinds = self.mask_hand, event.type(), QEvent.Type
        event.ignore()
        if masks is None or self._shown is None or self._hand.panning:
            return
        if kind == kinds.TabletMove:
            event.setAccepted(masks.move(Touch.of(event), event.buttons()))
        elif kind in (kinds.TabletPress, kinds.TabletRelease):
            event.setAccepted(self._masked(event, "press" if kind == kinds.TabletPress else "release"))

    def _masked(self, event: QMouseEvent | QTabletEvent, what: Literal["press", "release", "double_click"]) -> bool:
        """Whether a mask tool is at hand and takes it."""
        if self.mask_hand is None:
            return False
        return bool(getattr(self.mask_hand, what)(Touch.of(event), event.button()))

    def leaveEvent(self, event: QEvent) -> None:
        self.aids.leave()
        if self.mask_hand is not None:
            self.mask_hand.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.hold_pan(True)
        elif event.key() != Qt.Key.Key_Backspace or self.mask_hand is None or not self.mask_hand.step_back():
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
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shift and self.mask_hand is not None and self.mask_hand.tool in TIPS:
            turned = event.angleDelta().y() or event.angleDelta().x()  # some systems turn Shift+wheel sideways
            self.tip_stepped.emit(turned / 120)
        elif self._shown is not None:
            self._hand.wheel(event)


def _aspect(entry: Entry) -> float:
    """Height over width of a pixel as it is shown."""
    assert entry.radiograph is not None
    turn = Turn.upright(entry.radiograph.orientation).then(entry.turn)
    return 1 / entry.radiograph.aspect if turn.swaps else entry.radiograph.aspect


def _form(entry: Entry) -> tuple[object, ...]:
    """What a place in the picture belongs to: the entry, and the size of its pixels, which may differ by frame."""
    return entry.id, entry.upright.shape if entry.upright is not None else None
