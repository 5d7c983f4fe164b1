"""Between one canvas and the mask desk: what the hand paints goes into the mask, what changed is drawn again."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QTimer

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.display import MaskTool
from spcxr_desktop.app.mask_desk import MaskDesk
from spcxr_desktop.app.mask_sheet import MaskSheet
from spcxr_desktop.app.mask_tools import pixel_size
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.domain.editing.brush import Brush
from spcxr_desktop.domain.editing.islands import flood
from spcxr_desktop.domain.editing.livewire import Livewire
from spcxr_desktop.domain.editing.polygon import fill_polygon
from spcxr_desktop.domain.editing.rules import Rules
from spcxr_desktop.domain.editing.smart_brush import SmartBrush
from spcxr_desktop.domain.grayscale import value_range
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.masks import Rect
from spcxr_desktop.domain.strokes import Stroke
from spcxr_desktop.ui import mask_strings
from spcxr_desktop.ui.view.canvas import Canvas
from spcxr_desktop.ui.view.tools.frame import Frame
from spcxr_desktop.ui.view.tools.mask_hand import TIPS, MaskHand, Touch

_NUMBERS_MS = 200  # how often numbers follow a stroke that is under way
_HINT = 120  # logical px from the top that the hint may take


class Masking(QObject):
    """Implements the hand's ``MaskPaper``. ``told``: numbers of a stroke under way are new."""

    def __init__(
        self, canvas: Canvas, bench: Workbench, publish: Callable[[Changes], None], told: Callable[[], None]
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._bench, self._publish = canvas, bench, publish
        self._layer = canvas.scene.masks
        self.hand = canvas.mask_hand = MaskHand(self)
        self._painting: tuple[MaskSheet, Stroke, Brush | SmartBrush] | None = None
        self._wire: tuple[Livewire, object, Point | None] | None = None
        self._seen: tuple[MaskSheet | None, int] = (None, 0)
        self._entry_id: int | None = None
        self._hinted = False  # what the canvas says above the picture was said here
        self._numbers = QTimer(self, interval=_NUMBERS_MS)
        self._numbers.timeout.connect(told)
        canvas.tip_stepped.connect(self._step_tip)

    @property
    def desk(self) -> MaskDesk:
        """All verbs."""
        return self._bench.masks

    def draw(self) -> None:
        """Show the mask of what the canvas shows; only what differs is painted anew."""
        entry_id, frame = self._canvas.entry_id, self._frame()
        if entry_id != self._entry_id:
            self.hand.cancel()
            self._entry_id = entry_id
        tool = self._bench.session.display.tool if self._active else "window"
        self.hand.take(tool)
        sheet = self.desk.sheet_of(entry_id)
        before, self._seen = self._seen, (sheet, sheet.changes if sheet is not None else 0)
        strength = self._bench.session.overlay.opacity
        if self._layer.show(self.desk.view_of(entry_id), frame.placement if frame else None, strength):
            self._canvas.update()
        elif sheet is not None and frame is not None and before[1] != sheet.changes:
            rects = sheet.since(before[1]) if before[0] is sheet else None
            for rect in rects if rects is not None else [Rect(0, 0, sheet.document.rows, sheet.document.columns)]:
                self._repaint(rect, frame)
        self._say_hint()
        self._fit_tip()
        if sheet is not before[0] and self.hand.tool is not None:
            QTimer.singleShot(0, self, self.desk.ready)

    # ---- the hand's paper --------------------------------------------------------------------------------

    def place(self, at: QPointF) -> Point | None:
        frame = self._frame()
        if frame is None:
            return None
        device = at * frame.ratio
        return frame.placement.to_file(frame.view.to_image(device.x(), device.y()))

    def near(self, one: Point, at: QPointF, reach: float) -> bool:
        frame = self._frame()
        if frame is None:
            return False
        away = frame.to_device(one) / frame.ratio - at
        return math.hypot(away.x(), away.y()) <= reach

    def begin(self, tool: MaskTool, at: Point, touch: Touch) -> bool:
        value = 0 if tool == "eraser" or touch.take_away else self.desk.tools.label
        begun = self._begin("eraser" if value == 0 else tool, value)
        if begun is None:
            return False
        sheet, stroke = begun
        self._painting = sheet, stroke, self._tip(tool, sheet, value, at)
        self._numbers.start()
        return True

    def stroke(self, start: Point, end: Point, pressure: tuple[float, float]) -> None:
        frame = self._frame()
        if self._painting is None or frame is None or not self._painting[0].painting:
            return  # it was ended from elsewhere
        _, stroke, tip = self._painting
        rect = tip.dab(stroke, *end, pressure[1]) if start == end else tip.segment(stroke, start, end, pressure)
        if rect is not None:
            self._painted(rect, frame)

    def finish(self) -> None:
        self._painting = None
        self._numbers.stop()
        self._publish(self.desk.finish())

    def take_back(self) -> bool:
        self._painting = None
        self._numbers.stop()
        changes = self.desk.cancel() or self.desk.propose(None)
        self._publish(changes)
        if changes:
            self.draw()
        return bool(changes)

    def enclose(self, points: list[Point], take_away: bool, tool: MaskTool) -> None:
        value = 0 if take_away else self.desk.tools.label
        begun, frame = self._begin(tool, value), self._frame()
        if begun is None or frame is None:
            return
        sheet, stroke = begun
        rect = fill_polygon(stroke, points, value, self.desk.rules(sheet, value))
        if rect is not None:
            self._painted(rect, frame)
        self._publish(self.desk.finish())

    def fill(self, at: Point, take_away: bool) -> None:
        value = 0 if take_away else self.desk.tools.label

        def flooded(rules: Rules) -> Changes:
            return self.desk.apply(mask_strings.STEPS["fill"], lambda _, mask: flood(mask, *at, value, rules))

        sheet = self.desk.sheet
        if sheet is not None and self._active:
            self._publish(flooded(self.desk.rules(sheet, value)))

    def wire(self, anchor: Point, at: Point) -> list[Point]:
        sheet = self.desk.sheet
        if sheet is None:
            return [at]
        if self._wire is None or self._wire[1] is not sheet.film:
            self._wire = Livewire(sheet.film.pixels), sheet.film, None
        wire, film, begun = self._wire
        if begun != anchor:
            wire.anchor(*anchor)
            self._wire = wire, film, anchor
        return wire.path(*at)[1:]

    def show_tip(self, at: Point | None) -> None:
        frame, sheet = self._frame(), self.desk.sheet
        before = self._layer.tip_rect(frame) if frame is not None else QRect()
        self._layer.tip = None
        if at is not None and frame is not None and sheet is not None and self.hand.tool in TIPS:
            size, radius = pixel_size(sheet.film), self.desk.tools.radius(sheet.film, self._scale(frame))
            self._layer.tip = at, max(radius / size.width, 0.5), max(radius / size.height, 0.5)
        if frame is not None:
            self._canvas.update_device(before)
            self._canvas.update_device(self._layer.tip_rect(frame))

    def show_outline(self, points: list[Point]) -> None:
        frame = self._frame()
        before = self._layer.outline_rect(frame) if frame is not None else QRect()
        self._layer.outline = tuple(points)
        if frame is not None:
            self._canvas.update_device(before.united(self._layer.outline_rect(frame)))

    # ---- inside ------------------------------------------------------------------------------------------

    @property
    def _active(self) -> bool:
        """Whether the canvas shows the film that all verbs are about."""
        current = self._bench.session.current
        return current is not None and current.id == self._canvas.entry_id

    def _frame(self) -> Frame | None:
        return self._canvas.drawing.frame()

    def _scale(self, frame: Frame) -> float:
        """Logical px of the screen per pixel of the file, across."""
        scale = frame.view.scale_y if frame.placement.turn.swaps else frame.view.scale
        return scale / frame.ratio

    def _begin(self, tool: str, value: int) -> tuple[MaskSheet, Stroke] | None:
        label = self.desk.label
        if not self._active or label is None:
            return None
        if label.locked and value:
            self._say_hint()
            return None
        begun = self.desk.begin(mask_strings.STEPS[tool])
        if begun is None or not self._layer.stands:
            self._publish(Changes(entries=begun is None, review=True))
            self.draw()  # the model's lungs gave way to the mask
        return begun

    def _tip(self, tool: MaskTool, sheet: MaskSheet, value: int, at: Point) -> Brush | SmartBrush:
        frame = self._frame()
        assert frame is not None
        rules, size = self.desk.rules(sheet, value), pixel_size(sheet.film)
        radius = self.desk.tools.radius(sheet.film, self._scale(frame))
        if tool != "smart_brush":
            return Brush(value, radius, rules, size)
        low, high = value_range(sheet.film.grayscale)
        tolerance = (high - low) * self.desk.tools.tolerance
        return SmartBrush(value, radius, sheet.film.pixels, tolerance, rules, size).started(*at)

    def _painted(self, rect: Rect, frame: Frame) -> None:
        self.desk.painted(rect)
        sheet = self.desk.sheet
        self._seen = sheet, sheet.changes if sheet is not None else 0
        self._repaint(rect, frame)

    def _repaint(self, rect: Rect, frame: Frame) -> None:
        self._canvas.update_device(self._layer.changed(rect, frame))

    def _step_tip(self, steps: float) -> None:
        sheet = self.desk.sheet
        if sheet is not None and self.hand.tool in TIPS:
            self._publish(self.desk.set_tools(self.desk.tools.larger(sheet.film, steps)))

    def _fit_tip(self) -> None:
        """The tip's circle follows its size, and goes with its tool."""
        if self._layer.tip is not None:
            self.show_tip(self._layer.tip[0] if self.hand.tool in TIPS else None)

    def _say_hint(self) -> None:
        """What is proposed, else what the tool does; other tools say theirs themselves."""
        sheet, tool = self.desk.sheet if self._active else None, self.hand.tool
        text = ""
        if sheet is not None and sheet.proposal is not None:
            text = mask_strings.proposal(sheet.proposal, self.desk.label)
        elif tool is not None:
            text = mask_strings.hint(tool, self.desk.label, self.desk.tools, sheet.film if sheet is not None else None)
        elif not self._hinted:
            return
        self._hinted = bool(text)
        if text != self._canvas.scene.hint:
            self._canvas.scene.hint = text
            self._canvas.update(QRect(0, 0, self._canvas.width(), _HINT))
