"""Simple bodies and the length of a parallel ray through each, on the detector's pixel raster.

Axes in mm: x to the image's right (the patient's left), y down the film from its upper edge, z towards the
patient's front, 0 in the mid-coronal plane. A ray runs along z, so a body is a map of chord lengths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Window = tuple[slice, slice]

_SUBPIXEL_BITS = 4  # cv2.fillPoly takes vertices in 1/16 px
_SPLINE_STEPS = 14  # points per span of an outline
_MAX_OBLIQUITY = 3.2  # a tube seen end-on would otherwise have an endless chord


@dataclass(frozen=True)
class Grid:
    """Detector raster: ``pitch_mm`` between pixel centres, x = 0 on the middle of the width."""

    rows: int
    columns: int
    pitch_mm: float

    def x_mm(self, columns: slice) -> Floats:
        """Pixel-centre positions along x, float32 [n]."""
        index = np.arange(columns.start, columns.stop, dtype=np.float32)
        return np.asarray((index + 0.5 - self.columns / 2) * self.pitch_mm, np.float32)

    def y_mm(self, rows: slice) -> Floats:
        """Pixel-centre positions along y, float32 [n]."""
        return np.asarray((np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) * self.pitch_mm, np.float32)

    def window(self, left: float, right: float, top: float, bottom: float) -> Window | None:
        """Rows and columns whose centres may lie in a box given in mm; None when it misses the film."""
        first = max(int(left / self.pitch_mm + self.columns / 2 - 0.5), 0)
        last = min(int(right / self.pitch_mm + self.columns / 2 + 0.5) + 1, self.columns)
        upper, lower = max(int(top / self.pitch_mm - 0.5), 0), min(int(bottom / self.pitch_mm + 0.5) + 1, self.rows)
        return (slice(upper, lower), slice(first, last)) if first < last and upper < lower else None

    def pixels(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """(x, y) in mm [N, 2] -> (column, row) in pixels, 0 = centre of the first pixel."""
        offset = np.array([self.columns / 2 - 0.5, -0.5])
        return np.asarray(points / self.pitch_mm + offset, np.float64)


@dataclass(frozen=True, eq=False)
class Chord:
    """Chord lengths in mm, float32 over ``window``, of a body centred at depth ``z_mm`` along the ray."""

    window: Window
    length: Floats
    z_mm: float = 0.0


class Body(Protocol):
    """Anything a ray can be sent through."""

    def chord(self, grid: Grid) -> Chord | None:
        """Chord lengths, or None when the body lies off the film."""
        ...


@dataclass(frozen=True)
class Ellipsoid:
    """Semi-axes (along its own x, y, and z) turned by ``angle_deg`` in the film plane.

    ``softness`` 0.5 is the exact chord; larger values fade the edge, as a consolidation does.
    """

    centre: tuple[float, float, float]
    semi: tuple[float, float, float]
    angle_deg: float = 0.0
    softness: float = 0.5

    def chord(self, grid: Grid) -> Chord | None:
        """See ``Body``."""
        (x, y, z), (a, b, c) = self.centre, self.semi
        reach = max(a, b)
        window = grid.window(x - reach, x + reach, y - reach, y + reach)
        if window is None:
            return None
        dx, dy = grid.x_mm(window[1])[None, :] - x, grid.y_mm(window[0])[:, None] - y
        cosine, sine = np.cos(np.radians(self.angle_deg)), np.sin(np.radians(self.angle_deg))
        u, v = (dx * cosine + dy * sine) / a, (dy * cosine - dx * sine) / b
        inside = np.clip(1.0 - u * u - v * v, 0.0, 1.0)
        return Chord(window, np.asarray(2.0 * c * np.power(inside, self.softness), np.float32), z)


@dataclass(frozen=True, eq=False)
class Loft:
    """Stack of super-ellipses: ``levels`` [N, 4] = y, centre x, half-width, depth (mm), y rising."""

    levels: NDArray[np.float64]
    exponent: float = 2.0

    def chord(self, grid: Grid) -> Chord | None:
        """See ``Body``."""
        window = (slice(0, grid.rows), slice(0, grid.columns))
        y = grid.y_mm(window[0])
        centre, half, depth = (_smooth(y, self.levels[:, 0], self.levels[:, k])[:, None] for k in (1, 2, 3))
        across = np.abs(grid.x_mm(window[1])[None, :] - centre) / half
        inside = np.clip(1.0 - np.power(across, np.float32(self.exponent)), 0.0, 1.0)
        return Chord(window, np.asarray(depth * np.power(inside, np.float32(1 / self.exponent)), np.float32))


@dataclass(frozen=True, eq=False)
class Slab:
    """Closed outline [N, 2] (mm) extruded to ``depth_mm``, rounded off over ``edge_mm`` from its rim.

    The outline is a spline through the points; a point given twice is a corner. ``fade`` 0.5 is a round rim,
    larger values thin out towards it.
    """

    outline: NDArray[np.float64]
    depth_mm: float
    edge_mm: float
    z_mm: float = 0.0
    fade: float = 0.5

    def mask(self, grid: Grid) -> NDArray[np.bool_]:
        """The body's projection, bool [rows, columns]: exactly the pixels with a chord."""
        filled = np.zeros((grid.rows, grid.columns), np.uint8)
        vertices = np.round(grid.pixels(closed_spline(self.outline)) * (1 << _SUBPIXEL_BITS)).astype(np.int32)
        cv2.fillPoly(filled, [vertices], (1,), cv2.LINE_8, _SUBPIXEL_BITS)
        return filled.astype(np.bool_)

    def chord(self, grid: Grid) -> Chord | None:
        """See ``Body``."""
        points = closed_spline(self.outline)
        (left, top), (right, bottom) = points.min(axis=0) - 1, points.max(axis=0) + 1
        window = grid.window(left, right, top, bottom)
        if window is None:
            return None
        inside = self.mask(grid)[window].astype(np.uint8)
        distance = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_5)
        depth = np.clip((distance - 0.5 * inside) * np.float32(grid.pitch_mm / self.edge_mm), 0.0, 1.0)
        sigma = 0.12 * self.edge_mm / grid.pitch_mm  # hides the ridges where two rims are equally far
        depth = np.minimum(depth, blur(depth, sigma)) if sigma > 1 else depth
        rim = np.power(np.clip(depth * (2.0 - depth), 0.0, 1.0), np.float32(self.fade))
        length = self.depth_mm * rim + np.float32(1e-3) * inside
        return Chord(window, np.asarray(length, np.float32), self.z_mm)


@dataclass(frozen=True, eq=False)
class Tube:
    """Bent, tapered, flattened cylinder: ``nodes`` [N, 5] = x, y, z, radius, depth / width (mm, ratio).

    With ``shell_mm`` the wall is one body and ``core()`` the marrow inside it.
    """

    nodes: NDArray[np.float64]
    shell_mm: float = 0.0

    def core(self) -> Tube:
        """What is left inside the shell."""
        radius, ratio = self.nodes[:, 3], self.nodes[:, 4]
        inner = np.maximum(radius - self.shell_mm, 0.05)
        flat = np.maximum(radius * ratio - self.shell_mm, 0.0) / inner
        return Tube(np.column_stack([self.nodes[:, :3], inner, flat]))

    def chord(self, grid: Grid) -> Chord | None:
        """See ``Body``. Where the tube crosses itself the longer chord counts."""
        reach = float(self.nodes[:, 3].max())
        x, y = self.nodes[:, 0], self.nodes[:, 1]
        window = grid.window(x.min() - reach, x.max() + reach, y.min() - reach, y.max() + reach)
        if window is None:
            return None
        length = np.zeros((window[0].stop - window[0].start, window[1].stop - window[1].start), np.float32)
        for start, end in zip(self.nodes[:-1], self.nodes[1:], strict=True):
            _add_segment(grid, window, length, start, end)
        return Chord(window, length, float(self.nodes[:, 2].mean()))


def _add_segment(
    grid: Grid, window: Window, length: Floats, start: NDArray[np.float64], end: NDArray[np.float64]
) -> None:
    """Raise ``length`` to the chord of one straight piece with round ends."""
    reach = max(start[3], end[3])
    (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    part = grid.window(left - reach, right + reach, top - reach, bottom + reach)
    if part is None:
        return
    step = (end - start).astype(np.float32)
    dx, dy = grid.x_mm(part[1])[None, :] - np.float32(start[0]), grid.y_mm(part[0])[:, None] - np.float32(start[1])
    flat = max(float(step[0] ** 2 + step[1] ** 2), 1e-6)
    along = np.clip((dx * step[0] + dy * step[1]) / np.float32(flat), 0.0, 1.0)
    square = (dx - along * step[0]) ** 2 + (dy - along * step[1]) ** 2
    radius = np.float32(start[3]) + along * step[3]
    oblique = min(float(np.sqrt(1.0 + step[2] ** 2 / flat)), _MAX_OBLIQUITY)
    ratio = np.float32((start[4] + end[4]) * oblique)
    chord = ratio * np.sqrt(np.maximum(radius * radius - square, 0.0))
    rows = slice(part[0].start - window[0].start, part[0].stop - window[0].start)
    columns = slice(part[1].start - window[1].start, part[1].stop - window[1].start)
    np.maximum(length[rows, columns], chord, out=length[rows, columns])


def closed_spline(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Catmull-Rom through a closed ring of points [N, 2] -> [N * steps, 2], with a corner at each doubled point."""
    before, after, beyond = np.roll(points, 1, axis=0), np.roll(points, -1, axis=0), np.roll(points, -2, axis=0)
    spans = _spans(before, points, after, beyond)
    return spans[np.any(points != after, axis=1)].reshape(-1, points.shape[1])  # within a corner it would loop


def open_spline(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Catmull-Rom through an open line of points [N, D], ends included."""
    padded = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    spans = _spans(padded[:-3], padded[1:-2], padded[2:-1], padded[3:]).reshape(-1, points.shape[1])
    return np.concatenate([spans, points[-1:]])


def _spans(
    a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64], d: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Uniform Catmull-Rom from each b to its c: [N, steps, D]."""
    t = (np.arange(_SPLINE_STEPS) / _SPLINE_STEPS)[None, :, None]
    a, b, c, d = a[:, None], b[:, None], c[:, None], d[:, None]
    cubic = (3 * (b - c) + d - a) * t**3 + (2 * a - 5 * b + 4 * c - d) * t**2 + (c - a) * t + 2 * b
    return np.asarray(cubic / 2, np.float64)


def _smooth(at: Floats, knots: NDArray[np.float64], values: NDArray[np.float64]) -> Floats:
    """Interpolate along a spline through (knot, value), so that a loft has no creases."""
    line = open_spline(np.column_stack([knots, values]))
    return np.interp(at, line[:, 0], line[:, 1]).astype(np.float32)


def blur(image: Floats, sigma: float) -> Floats:
    """Gaussian blur that works on a small copy when the blur is wide."""
    shrink = max(int(sigma / 3), 1)
    size = (max(image.shape[1] // shrink, 1), max(image.shape[0] // shrink, 1))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA) if shrink > 1 else image
    small = cv2.GaussianBlur(small, (0, 0), sigma / shrink, borderType=cv2.BORDER_REPLICATE)
    if shrink > 1:
        small = cv2.resize(small, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(small, np.float32)
