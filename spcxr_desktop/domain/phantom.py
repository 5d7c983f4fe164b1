"""An analytic chest phantom: a PA radiograph computed from simple bodies, with exact lung masks.

For demonstrations, tests and benchmarks; never training data. The same seed gives the same pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.phantom_anatomy import Anatomy, Part, VesselTree, grow
from spcxr_desktop.domain.phantom_bodies import Chord, Floats, Grid, Slab
from spcxr_desktop.domain.phantom_film import expose, mark, present

RIGHT_LUNG, LEFT_LUNG = 1, 2  # values of the label map

_LEAST_AIR = 0.02  # of a lung's own chord: it wraps behind whatever displaces it, so its mask holds air throughout
_MM_TO_CM = np.float32(0.1)
_VESSELS, _TEXTURE, _NOISE = range(3)  # one stream of random numbers each


@dataclass(frozen=True, eq=False)
class Phantom:
    """``pixels`` uint16 [rows, columns], 14 bits, MONOCHROME2; ``lungs`` uint8 label map 0 / 1 right / 2 left.

    A lung's mask is the projection of the whole lung, the part behind the heart included, down to the dome of
    the diaphragm. ``opacity`` and ``marked`` are bool: lung made denser by an added opacity; text burned in.
    """

    pixels: NDArray[np.uint16]
    lungs: NDArray[np.uint8]
    opacity: NDArray[np.bool_]
    marked: NDArray[np.bool_]
    pitch_mm: float


def render(anatomy: Anatomy, *, opacity: bool, seed: int, scale: float = 1.0) -> Phantom:
    """Radiograph of ``anatomy``. ``scale`` < 1 makes a smaller raster of the same field, for quick tests.

    Raises ValueError when ``scale`` is not in (0, 1].
    """
    if not 0 < scale <= 1:
        raise ValueError(f"scale must lie in (0, 1], not {scale}")
    full = anatomy.grid
    grid = Grid(round(full.rows * scale), round(full.columns * scale), full.pitch_mm / scale)
    lungs = np.zeros((grid.rows, grid.columns), np.uint8)
    lungs[anatomy.right_lung.mask(grid)] = RIGHT_LUNG
    lungs[anatomy.left_lung.mask(grid)] = LEFT_LUNG
    added = _sum_of_chords(anatomy.opacities, grid) * (lungs > 0)
    line_integral = _line_integral(anatomy, grid, seed, added if opacity else None)
    pixels = present(expose(line_integral, grid, np.random.default_rng([seed, _NOISE])), grid)
    marked = mark(pixels, grid)
    return Phantom(pixels, lungs, (added > 0) & opacity, marked, grid.pitch_mm)


def _line_integral(anatomy: Anatomy, grid: Grid, seed: int, opacity: Floats | None) -> Floats:
    """Sum of attenuation along each ray, float32 [rows, columns], no unit."""
    total = np.zeros((grid.rows, grid.columns), np.float32)
    for part in (*anatomy.trunk, *anatomy.parts):
        _add(total, part.body.chord(grid), part.per_cm)
    texture = _texture(grid, np.random.default_rng([seed, _TEXTURE]))
    total *= 1.0 + np.float32(0.006) * texture
    air, blood = _lungs(anatomy, grid, seed)
    total += air * np.float32(anatomy.lung_per_cm) * _MM_TO_CM * (1.0 - np.float32(0.013) * texture)
    total += blood * np.float32(anatomy.blood_per_cm) * _MM_TO_CM
    if opacity is not None:
        patchy = np.clip(0.8 + 0.1 * texture, 0.3, 1.0)
        total -= np.minimum(opacity * patchy, 0.9 * air) * np.float32(anatomy.lung_per_cm) * _MM_TO_CM
    return np.maximum(total, 0.0)


def _lungs(anatomy: Anatomy, grid: Grid, seed: int) -> tuple[Floats, Floats]:
    """Length of lung along each ray, and of vessel blood inside it, both mm, float32 [rows, columns]."""
    air = np.zeros((grid.rows, grid.columns), np.float32)
    blood = np.zeros_like(air)
    for lung, side in ((anatomy.right_lung, "right"), (anatomy.left_lung, "left")):
        chord = lung.chord(grid)
        if chord is None:
            continue
        net = chord.length.copy()
        for part in anatomy.displacing:
            _carve(net, chord, part.body.chord(grid))
        air[chord.window] += np.maximum(net, np.float32(_LEAST_AIR) * chord.length)
        _add_vessels(blood, [tree for tree in anatomy.trees if tree.side == side], lung, grid, seed)
    return air, np.minimum(blood, 0.7 * air)


def _carve(net: Floats, lung: Chord, other: Chord | None) -> None:
    """Take from ``net`` (over the lung's window) the part of each ray where the other body lies in the lung."""
    common = None if other is None else _overlap(lung, other)
    if other is None or common is None:
        return
    (rows, columns), inner = common
    here, there = lung.length[rows, columns] / 2, other.length[inner] / 2
    front = np.minimum(lung.z_mm + here, other.z_mm + there)
    back = np.maximum(lung.z_mm - here, other.z_mm - there)
    net[rows, columns] -= np.maximum(front - back, 0.0) * (there > 0)


def _overlap(first: Chord, second: Chord) -> tuple[tuple[slice, slice], tuple[slice, slice]] | None:
    """The common rectangle of two windows, in each one's own rows and columns."""
    inside, outside = [], []
    for a, b in zip(first.window, second.window, strict=True):
        start, stop = max(a.start, b.start), min(a.stop, b.stop)
        if start >= stop:
            return None
        inside.append(slice(start - a.start, stop - a.start))
        outside.append(slice(start - b.start, stop - b.start))
    return (inside[0], inside[1]), (outside[0], outside[1])


def _add_vessels(blood: Floats, trees: list[VesselTree], lung: Slab, grid: Grid, seed: int) -> None:
    for number, tree in enumerate(trees):
        rng = np.random.default_rng([seed, _VESSELS, number, tree.side == "left"])
        for direction in tree.directions_deg:
            trunk = np.zeros_like(blood)
            for branch in grow(tree, direction, lung, rng):
                chord = branch.chord(grid)
                if chord is not None:
                    np.maximum(trunk[chord.window], chord.length, out=trunk[chord.window])  # a fork is one lumen
            blood += trunk


def _add(total: Floats, chord: Chord | None, per_cm: float) -> None:
    if chord is not None:
        total[chord.window] += chord.length * np.float32(per_cm) * _MM_TO_CM


def _sum_of_chords(parts: tuple[Part, ...], grid: Grid) -> Floats:
    """Chord lengths of several bodies together, mm."""
    total = np.zeros((grid.rows, grid.columns), np.float32)
    for part in parts:
        _add(total, part.body.chord(grid), 1.0 / float(_MM_TO_CM))
    return total


def _texture(grid: Grid, rng: np.random.Generator) -> Floats:
    """Tissue mottle: octaves of smooth random fields from 40 mm down to 1.2 mm, about unit variance."""
    out = np.zeros((grid.rows, grid.columns), np.float32)
    height, width = grid.rows * grid.pitch_mm, grid.columns * grid.pitch_mm
    for cell in (40.0, 20.0, 10.0, 5.0, 2.5, 1.2):
        field = rng.standard_normal((int(height / cell) + 2, int(width / cell) + 2), np.float32)
        out += np.float32((cell / 40.0) ** 0.2) * cv2.resize(
            field, (grid.columns, grid.rows), interpolation=cv2.INTER_CUBIC
        )
    return np.asarray(out / out.std(), np.float32)
