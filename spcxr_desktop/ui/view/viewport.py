"""Where the image lies on the canvas: scale and offset. Pure geometry, no Qt.

Image coordinates: x, y in pixels, 0 at the outer edge of the first pixel. View coordinates: device pixels from
the canvas' top left corner. ``aspect``: height of an image pixel over its width, 1 for square ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

MAX_SCALE = 32.0
MIN_FRACTION = 0.25  # of the fitting scale: smaller is of no use
MARGIN = 48.0  # device px of the image that always stay in view


@dataclass(frozen=True)
class Tile:
    """A rectangle of image pixels (half-open) and the device pixels it covers."""

    left: int
    top: int
    right: int
    bottom: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Viewport:
    """``scale``: device pixels per image pixel across; ``x``, ``y``: view position of the image's corner."""

    view_width: int = 1
    view_height: int = 1
    columns: int = 0
    rows: int = 0
    aspect: float = 1.0
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    fitted: bool = True

    @property
    def scale_y(self) -> float:
        """Device pixels per image pixel downwards."""
        return self.scale * self.aspect

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole image is seen."""
        if not self.columns or not self.rows:
            return 1.0
        return min(self.view_width / self.columns, self.view_height / (self.rows * self.aspect))

    def fit(self) -> Viewport:
        """Whole image, centred."""
        scale = self.fit_scale
        x = (self.view_width - self.columns * scale) / 2
        y = (self.view_height - self.rows * self.aspect * scale) / 2
        return replace(self, scale=scale, x=x, y=y, fitted=True)

    def resized(self, width: int, height: int) -> Viewport:
        """Another canvas size: a fitted image stays fitted, else the middle stays in the middle."""
        moved = replace(
            self,
            view_width=max(width, 1),
            view_height=max(height, 1),
            x=self.x + (width - self.view_width) / 2,
            y=self.y + (height - self.view_height) / 2,
        )
        if self.fitted:
            return moved.fit()
        # A scale that was within bounds on the old canvas may not be on this one.
        return moved.zoomed(1.0, moved.view_width / 2, moved.view_height / 2)

    def zoomed(self, factor: float, x: float, y: float) -> Viewport:
        """Scale by ``factor``; the image point under view position (x, y) stays there."""
        low = min(self.fit_scale * MIN_FRACTION, MAX_SCALE)
        scale = min(max(self.scale * factor, low), MAX_SCALE)
        if math.isclose(scale, 1.0, rel_tol=1e-9):
            scale = 1.0  # one to one is drawn without resampling: it must not be missed by a rounding error
        real = scale / self.scale
        return replace(
            self, scale=scale, x=x - (x - self.x) * real, y=y - (y - self.y) * real, fitted=False
        )._kept_in_view()

    def panned(self, dx: float, dy: float) -> Viewport:
        """Move the image by device pixels."""
        return replace(self, x=self.x + dx, y=self.y + dy, fitted=False)._kept_in_view()

    def to_image(self, x: float, y: float) -> tuple[float, float]:
        """View -> image coordinates."""
        return (x - self.x) / self.scale, (y - self.y) / self.scale_y

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Image -> view coordinates."""
        return x * self.scale + self.x, y * self.scale_y + self.y

    def placed(self) -> Viewport:
        """The same with the image's corner on a whole device pixel.

        This is what is drawn: moving the picture then shifts it and never resamples it anew, and everything that
        lies over it moves with it. ``x`` and ``y`` themselves keep their fractions, or slow drags would be lost.
        """
        return replace(self, x=float(round(self.x)), y=float(round(self.y)))

    def at_origin(self) -> Viewport:
        """The same with the image's corner in the canvas' corner: coordinates that move with the image."""
        return replace(self, x=0.0, y=0.0)

    def moved_to(self, x: int, y: int, width: int, height: int) -> Viewport:
        """The same scale on a canvas of another size, the image's corner at (x, y)."""
        return replace(self, x=float(x), y=float(y), view_width=width, view_height=height)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole image in device pixels, at least 1."""
        # Not round(): it takes halves to the even side, and the size must not depend on the place.
        return max(math.floor(self.columns * self.scale + 0.5), 1), max(math.floor(self.rows * self.scale_y + 0.5), 1)

    def seen(self) -> tuple[int, int, int, int] | None:
        """Left, top, right, bottom (half-open) of the image on the canvas in device pixels; None if out of sight."""
        x, y, (width, height) = round(self.x), round(self.y), self.size
        left, top = max(x, 0), max(y, 0)
        right, bottom = min(x + width, self.view_width), min(y + height, self.view_height)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def tile(self) -> Tile | None:
        """The part of the image that is seen, in whole image pixels, and where it goes; None if nothing is seen.

        Rounding moves an edge by half a device pixel at most, so that the resampled tile can be drawn 1:1.
        """
        left, top = (max(math.floor(value), 0) for value in self.to_image(0, 0))
        right, bottom = self.to_image(self.view_width, self.view_height)
        left, top = left - left % 2, top - top % 2  # even, so that the half-sized picture has the same edges
        right, bottom = min(_even(right), self.columns), min(_even(bottom), self.rows)
        if right <= left or bottom <= top:
            return None
        x0, y0 = (round(value) for value in self.to_view(left, top))
        x1, y1 = (round(value) for value in self.to_view(right, bottom))
        return Tile(left, top, right, bottom, x0, y0, max(x1 - x0, 1), max(y1 - y0, 1))

    def _kept_in_view(self) -> Viewport:
        width, height = self.columns * self.scale, self.rows * self.scale_y
        x = min(max(self.x, MARGIN - width), self.view_width - MARGIN)
        y = min(max(self.y, MARGIN - height), self.view_height - MARGIN)
        return replace(self, x=x, y=y)


def _even(value: float) -> int:
    """The next even number at or above ``value``."""
    return 2 * math.ceil(value / 2)
