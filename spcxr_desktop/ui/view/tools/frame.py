"""Between the file's own coordinates, which annotations have, and the device pixels of a canvas."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from spcxr_desktop.app.entry import Entry
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.turn import Placement
from spcxr_desktop.ui.view.viewport import Viewport


@dataclass(frozen=True)
class Frame:
    """``view``: placed. ``ratio``: device per logical px. ``aspect``: height over width of a pixel of the file."""

    view: Viewport
    placement: Placement
    ratio: float = 1.0
    aspect: float = 1.0

    def to_device(self, at: Point) -> QPointF:
        """File -> device px."""
        return QPointF(*self.view.to_view(*self.placement.to_shown(at)))

    def to_file(self, at: QPointF) -> Point:
        """Device px -> file, the nearest point of the picture."""
        x, y = self.placement.to_file(self.view.to_image(at.x(), at.y()))
        return min(max(x, 0.0), float(self.placement.columns)), min(max(y, 0.0), float(self.placement.rows))

    def pixel(self, at: QPointF) -> tuple[int, int] | None:
        """Row and column of the file's pixel under device px; None beside the picture."""
        x, y = self.placement.to_file(self.view.to_image(at.x(), at.y()))
        inside = 0 <= x < self.placement.columns and 0 <= y < self.placement.rows
        return (int(y), int(x)) if inside else None


def frame_of(entry: Entry, view: Viewport, ratio: float) -> Frame | None:
    """Of an entry with pixels on a canvas; ``view``: where they are, placed or not."""
    film = entry.radiograph
    if film is None:
        return None
    placement = Placement.of(film.orientation, entry.turn, film.columns, film.rows)
    return Frame(view.placed(), placement, ratio, film.aspect)
