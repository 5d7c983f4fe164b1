"""The round brush, and the eraser, which is a brush with the value 0."""

from __future__ import annotations

from dataclasses import dataclass, field

from spcxr_desktop.domain.editing.rules import ONLY_EMPTY, Rules, TableOfLabels, paint
from spcxr_desktop.domain.editing.spans import SQUARE, PixelSize, Tip, swept
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.masks import Rect
from spcxr_desktop.domain.strokes import Stroke


@dataclass(frozen=True, eq=False)
class Brush:
    """Paints ``value`` (0 erases what ``rules.paint_over`` names). Made once per stroke or kept, it has no state.

    ``radius`` in the unit of ``size``: mm, or pixel widths by default; a radius below half a pixel paints one pixel.
    """

    value: int
    radius: float
    rules: Rules = ONLY_EMPTY
    size: PixelSize = SQUARE
    _table: TableOfLabels = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.radius > 0 or not min(self.size) > 0:
            raise ValueError("a brush has a radius, a pixel a size")
        object.__setattr__(self, "_table", self.rules.table(self.value))

    def dab(self, stroke: Stroke, x: float, y: float, pressure: float = 1.0) -> Rect | None:
        """Press at a point. ``pressure`` 0..1 scales the radius. Returns what to repaint, None for nothing."""
        tip = (x, y, self.radius * pressure)
        return self._sweep(stroke, tip, tip)

    def segment(
        self, stroke: Stroke, start: Point, end: Point, pressure: tuple[float, float] = (1.0, 1.0)
    ) -> Rect | None:
        """Move from one point to the next: no gaps, however fast the hand. Returns what to repaint."""
        first, last = (*start, self.radius * pressure[0]), (*end, self.radius * pressure[1])
        return self._sweep(stroke, first, last)

    def _sweep(self, stroke: Stroke, start: Tip, end: Tip) -> Rect | None:
        runs = swept(start, end, self.size, stroke.document.rows, stroke.document.columns)
        if runs is None or not paint(stroke, runs.rect, runs.member(), self.value, self.rules, self._table):
            return None
        return runs.rect
