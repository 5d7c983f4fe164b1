"""How the tools that paint are set: size, label, what they spare. The reader's choice, the same on every film."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from spcxr_desktop.domain.editing.spans import PixelSize
from spcxr_desktop.domain.radiograph import Radiograph

Unit = Literal["mm", "px", "screen"]
_STEP = 1.2  # per key press or notch of the wheel
_LEAST, _MOST = 0.5, 400.0
PAINTING = ("brush", "eraser", "smart_brush")  # tools with a tip


@dataclass(frozen=True)
class MaskTools:
    """``mm``, ``px`` and ``screen``: diameters of the tip on calibrated films, on others, and where it scales with
    zoom, in logical px of the screen. ``label``: the value that is painted. ``tolerance``: of the smart brush, in
    parts of the film's range of values. ``keep_others``: no label is painted over. ``only_inside``: pixels change
    only inside the model's lungs. ``compare``: the model's outline and what differs from it are drawn."""

    mm: float = 12.0
    px: float = 60.0
    screen: float = 60.0
    with_zoom: bool = False
    label: int = 1
    tolerance: float = 0.06
    keep_others: bool = False
    only_inside: bool = False
    compare: bool = False

    def unit(self, film: Radiograph) -> Unit:
        """What the tip's size is told in on this film."""
        if self.with_zoom:
            return "screen"
        return "mm" if film.spacing is not None else "px"

    def diameter(self, film: Radiograph) -> float:
        """In its unit."""
        return float(getattr(self, self.unit(film)))

    def larger(self, film: Radiograph, steps: float) -> MaskTools:
        """Steps up, or down where negative."""
        size = min(max(self.diameter(film) * _STEP**steps, _LEAST), _MOST)
        if self.unit(film) == "mm":
            return replace(self, mm=size)
        return replace(self, screen=size) if self.unit(film) == "screen" else replace(self, px=size)

    def radius(self, film: Radiograph, scale: float) -> float:
        """In the unit of ``pixel_size``. ``scale``: logical px of the screen per pixel of the film, across."""
        size = pixel_size(film)
        return self.screen / 2 / scale * size.width if self.with_zoom else self.diameter(film) / 2

    def said(self, film: Radiograph) -> str:
        """The tip's size in words."""
        number, unit = self.diameter(film), self.unit(film)
        if unit == "mm" and film.spacing is not None:
            return f"{number:.1f} mm ({film.spacing.plane})"
        return f"{number:.0f} px" if unit == "px" else f"{number:.0f} px of the screen"


def pixel_size(film: Radiograph) -> PixelSize:
    """Of the file's pixels: mm where the spacing is known, else widths of a pixel."""
    return PixelSize.of(film.spacing, film.aspect)
