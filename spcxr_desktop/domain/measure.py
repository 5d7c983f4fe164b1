"""What annotations measure: a number, its honest unit, and what to mind.

Without spacing, lengths are in pixels and only said to be so. Angles and ratios need no spacing, but they do need to
know whether pixels are square: ``Spacing`` says so, else ``aspect`` (height of a pixel over its width).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.annotations import Angle, CardiothoracicRatio, Length, Region
from spcxr_desktop.domain.masks import Rect

if TYPE_CHECKING:
    from spcxr_desktop.domain.judgements import Point
    from spcxr_desktop.domain.radiograph import Spacing

_SAME_LEVEL = 10.0  # degrees between heart and thorax line from which the ratio is doubtful


@dataclass(frozen=True)
class Measurement:
    """``value`` in ``unit`` ("" for a plain number), what it is called, and a warning or ""."""

    name: str
    value: float
    unit: str
    warning: str = ""

    @property
    def text(self) -> str:
        """As it is shown: one decimal for mm and degrees, whole pixels, two decimals for a plain number.

        >>> Measurement("Length", 12.345, "mm (detector plane)").text
        '12.3 mm (detector plane)'
        """
        decimals = 0 if self.unit.startswith("px") else 1 if self.unit else 2
        return f"{self.value:.{decimals}f} {self.unit}".rstrip()


def length(line: Length, spacing: Spacing | None, aspect: float = 1.0) -> Measurement:
    """Length in mm where spacing is known, else in pixel widths."""
    dx, dy = _vector(line.start, line.end, spacing, aspect)
    return Measurement("Length", math.hypot(dx, dy), spacing.unit if spacing else "px")


def angle(arms: Angle, spacing: Spacing | None, aspect: float = 1.0) -> Measurement | None:
    """0..180 degrees; None where an arm has no length."""
    first = _vector(arms.vertex, arms.first, spacing, aspect)
    second = _vector(arms.vertex, arms.second, spacing, aspect)
    if not any(first) or not any(second):
        return None
    cross, dot = first[0] * second[1] - first[1] * second[0], first[0] * second[0] + first[1] * second[1]
    return Measurement("Angle", math.degrees(math.atan2(abs(cross), dot)), "°")


def area(region: Region, spacing: Spacing | None) -> Measurement:
    """Area of the drawn shape in mm² where spacing is known, else in pixels."""
    width, height = (abs(a - b) for a, b in zip(region.corner, region.opposite, strict=True))
    share = math.pi / 4 if region.shape == "ellipse" else 1.0
    pixels = width * height * share
    if spacing is None:
        return Measurement("Area", pixels, "px")
    return Measurement("Area", pixels * spacing.row_mm * spacing.column_mm, f"mm² ({spacing.plane})")


def cardiothoracic_ratio(
    ratio: CardiothoracicRatio, spacing: Spacing | None, aspect: float = 1.0, *, view: str = "", supine: bool = False
) -> Measurement | None:
    """Heart over thorax, both along the thorax line; None until the heart is placed or where a width is nothing.

    ``view``: View Position of the header. The ratio needs no spacing: magnification and plane cancel out.
    """
    thorax = _vector(*ratio.thorax, spacing, aspect)
    width = math.hypot(*thorax)
    if ratio.heart is None or width == 0:
        return None
    heart = _vector(*ratio.heart, spacing, aspect)
    along = abs(heart[0] * thorax[0] + heart[1] * thorax[1]) / width
    if along == 0:
        return None
    slant = math.degrees(math.acos(min(along / math.hypot(*heart), 1.0)))
    warnings = [
        ("supine film: the heart looks larger", supine),
        ("AP film: the heart is magnified", view == "AP"),
        (f"view {view or 'unknown'}: made for PA films", view not in ("PA", "AP")),
        ("the two lines are not parallel", slant > _SAME_LEVEL),
        ("the heart is wider than the thorax", along > width),
    ]
    texts = "; ".join(text for text, holds in warnings if holds)
    return Measurement("Cardiothoracic ratio", along / width, "", texts)


@dataclass(frozen=True)
class Statistics:
    """Of the values of the pixels whose centres lie inside a region."""

    count: int
    mean: float
    sd: float
    minimum: float
    maximum: float


def inside(region: Region, rows: int, columns: int) -> tuple[Rect, NDArray[np.bool_]] | None:
    """Where the region lies in the image and which pixels of that rectangle are in it; None where none is."""
    (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(region.corner, region.opposite, strict=True))
    # A pixel's centre is at its index + 0.5.
    box = Rect(math.ceil(y0 - 0.5), math.ceil(x0 - 0.5), math.floor(y1 - 0.5) + 1, math.floor(x1 - 0.5) + 1)
    box = box.clipped(rows, columns)
    if box.area == 0:
        return None
    member = np.ones(box.shape, bool)
    if region.shape == "ellipse":
        y = (np.arange(box.top, box.bottom) + 0.5 - (y0 + y1) / 2) / max((y1 - y0) / 2, 1e-9)
        x = (np.arange(box.left, box.right) + 0.5 - (x0 + x1) / 2) / max((x1 - x0) / 2, 1e-9)
        member = x[None] ** 2 <= (1 - y**2)[:, None]
    return (box, member) if member.any() else None


def statistics(region: Region, values: NDArray[Any]) -> Statistics | None:
    """Of ``values`` [rows, columns] (what they are is the caller's to say); None where no pixel is inside."""
    found = inside(region, *values.shape)
    if found is None:
        return None
    chosen = values[found[0].slices][found[1]].astype(np.float64)
    low, high = float(chosen.min()), float(chosen.max())
    return Statistics(chosen.size, float(chosen.mean()), float(chosen.std()), low, high)


def _vector(start: Point, end: Point, spacing: Spacing | None, aspect: float) -> tuple[float, float]:
    across, down = (spacing.column_mm, spacing.row_mm) if spacing else (1.0, aspect)
    return (end[0] - start[0]) * across, (end[1] - start[1]) * down
