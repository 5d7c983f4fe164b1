"""Where a score comes from: the evidence map of one label as heat and as an outline on the upright film.

An ``EvidenceMap`` is no explanation made afterwards: its patches are the terms of the sum that is the logit. Shown are
those that raise the score, as logit per hundredth of the prepared square, so that maps of any grid compare. The
colours' scale is fixed (``FULL_HEAT``): a map without much evidence stays pale, it is never stretched to look hot.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import EvidenceMap
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.turn import Turn

Polygon = NDArray[np.float32]  # [N, 2] x, y in px of an image, 0 at the outer edge of the first pixel
Grid = NDArray[np.float32]

FULL_HEAT = 1.0  # logit per hundredth of the prepared square; hotter is drawn alike
OUTLINED = 0.5  # of all that raises the score lies within the outline
# RGB from faint to FULL_HEAT, violet to pink: lightness rises in equal steps (30 to 66 of CIELAB's 100), so that it
# tells heat by itself; never near white, which would look like an opacity; far from the lungs' orange and blue for
# every colour vision (CIE76 of 15 and more).
HEAT_COLOURS: tuple[tuple[int, int, int], ...] = (
    (89, 39, 163), (113, 47, 164), (136, 54, 168), (156, 62, 172), (177, 69, 177),
    (198, 77, 182), (219, 84, 187), (225, 106, 184), (229, 127, 184),
)  # fmt: skip
OUTLINE_COLOUR = HEAT_COLOURS[6]
_LEAST_HEAT = 0.05  # of FULL_HEAT: an outline never goes round what is fainter
_STEPS = 1000  # of heat, where its level is sought
_FINE = 480  # px: side of the grid on which outlines and shares are worked out
_TOLERANCE = 0.7  # px of that grid which an outline may leave its region's edge


def heat_grid(evidence: EvidenceMap) -> Grid:
    """What raises the score, float32 [n, n]: logit per hundredth of the square, 0 where a patch speaks against it."""
    per_hundredth = evidence.values.size / 100
    return np.asarray(np.maximum(evidence.values, 0) * per_hundredth, np.float32)


def sample(grid: Grid, rows: NDArray[np.floating], columns: NDArray[np.floating]) -> Grid:
    """``grid`` [n, m] at ``rows`` [H] and ``columns`` [W], fractions 0..1 of the square -> [H, W].

    Bilinear between the centres of patches: a patch's own value stands at its centre, no value lies outside those of
    the four patches around it, and the mean over the square is that of the patches.
    """
    down, across = _weights(grid.shape[0], rows), _weights(grid.shape[1], columns)
    return np.asarray(down @ grid @ across.T, np.float32)


def fine_shape(evidence: EvidenceMap) -> tuple[int, int]:
    """Rows and columns of the fine grid of a map."""
    rows, columns = (patches * max(round(_FINE / patches), 4) for patches in evidence.values.shape)
    return rows, columns


@dataclass(frozen=True, eq=False)
class Heat:
    """A map sampled over its square: ``fine`` some 480 px a side, a whole number of them to a patch.

    ``level``: the heat above which ``OUTLINED`` of all heat lies; None where nothing is hot enough to be outlined.
    """

    evidence: EvidenceMap
    fine: Grid
    level: float | None

    @classmethod
    def of(cls, evidence: EvidenceMap) -> Heat:
        """Sample a map (some 2 ms)."""
        rows, columns = fine_shape(evidence)
        fine = cv2.resize(heat_grid(evidence), (columns, rows), interpolation=cv2.INTER_LINEAR)  # as ``sample`` does
        return cls(evidence, np.asarray(fine, np.float32), _level(np.asarray(fine, np.float32)))


def outline(heat: Heat) -> tuple[Polygon, ...]:
    """Outlines of the hottest region, holes included (even-odd), in px of the upright film; () where there is none."""
    if heat.level is None:
        return ()
    region = (heat.fine >= heat.level).astype(np.uint8)
    contours, _ = cv2.findContours(region, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    simplified = (cv2.approxPolyDP(contour, _TOLERANCE, True)[:, 0, :] for contour in contours)
    top, left, bottom, right = heat.evidence.box
    scale = np.array([(right - left) / region.shape[1], (bottom - top) / region.shape[0]])
    corner = np.array([left, top])
    # Contours run through the centres of the fine grid's pixels.
    return tuple(((p + 0.5) * scale + corner).astype(np.float32) for p in simplified if len(p) >= 3)


def turned(evidence: EvidenceMap, turn: Turn) -> EvidenceMap:
    """The map of the film as it lies after ``turn``."""
    (rows, columns), (top, left, bottom, right) = evidence.shape, evidence.box
    one, other = turn.point((left, top), columns, rows), turn.point((right, bottom), columns, rows)
    box = (min(one[1], other[1]), min(one[0], other[0]), max(one[1], other[1]), max(one[0], other[0]))
    wide, high = turn.size(columns, rows)
    top, left, bottom, right = (round(edge) for edge in box)
    values = np.ascontiguousarray(turn.array(evidence.values))
    return replace(evidence, values=values, box=(top, left, bottom, right), shape=(high, wide))


def turned_outline(polygons: tuple[Polygon, ...], turn: Turn, columns: int, rows: int) -> tuple[Polygon, ...]:
    """Outlines on a film of ``columns`` x ``rows``, as they lie after ``turn``."""

    def moved(polygon: Polygon) -> Polygon:
        points: list[Point] = [turn.point((float(x), float(y)), columns, rows) for x, y in polygon]
        return np.array(points, np.float32).reshape(-1, 2)

    return tuple(moved(polygon) for polygon in polygons)


def in_file(polygons: tuple[Polygon, ...], evidence: EvidenceMap, orientation: Orientation) -> tuple[Polygon, ...]:
    """Outlines on the upright film, in the pixels of the file."""
    rows, columns = evidence.shape
    return turned_outline(polygons, Turn.upright(orientation).inverse, columns, rows)


def _level(fine: Grid) -> float | None:
    """By a histogram: a thousandth of the hottest is as exact as an outline can show."""
    hottest = float(fine.max())
    if hottest < _LEAST_HEAT * FULL_HEAT:
        return None
    steps = np.minimum(fine * (_STEPS / hottest), _STEPS - 1).astype(np.int64).ravel()
    held = np.bincount(steps, minlength=_STEPS) * (np.arange(_STEPS) + 0.5)
    above = np.cumsum(held[::-1])[::-1]  # heat in this step and all hotter ones
    step = int(np.flatnonzero(above >= OUTLINED * above[0])[-1])
    return max(step * hottest / _STEPS, _LEAST_HEAT * FULL_HEAT)


def _weights(patches: int, places: NDArray[np.floating]) -> Grid:
    """How much of each patch stands at each place, [len(places), patches]; rows sum to 1."""
    at = np.clip(np.asarray(places, np.float64) * patches - 0.5, 0, patches - 1)
    first = np.floor(at).astype(np.intp)
    part = at - first
    out = np.zeros((len(at), patches), np.float32)
    each = np.arange(len(at))
    out[each, first] = 1 - part
    out[each, np.minimum(first + 1, patches - 1)] += part
    return out
