"""Reliability diagrams and mean evidence maps as PNG files, drawn with OpenCV; no film is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.inference.figures import ReliabilityFigure

Picture = NDArray[np.uint8]  # [H, W, 3], BGR

_SIDE, _MARGIN, _CELL = 260, 46, 24
_INK, _GREY, _BLUE, _ORANGE = (30, 30, 30), (200, 200, 200), (178, 114, 0), (0, 94, 213)


def reliability_picture(figures: Sequence[ReliabilityFigure], columns: int = 3) -> Picture:
    """One diagram each: observed share (with its interval) against the mean score of a bin; the diagonal is right."""
    return _tiled([_diagram(figure) for figure in figures], columns)


def evidence_picture(maps: Mapping[str, NDArray[np.float32]], columns: int = 3) -> Picture:
    """Mean maps [n, n] by title: orange raises the score, blue lowers it, white does nothing; own scales."""
    return _tiled([_heat(title, values) for title, values in maps.items()], columns)


def _diagram(figure: ReliabilityFigure) -> Picture:
    canvas = np.full((_SIDE + 2 * _MARGIN, _SIDE + 2 * _MARGIN, 3), 255, np.uint8)
    cv2.rectangle(canvas, _at(0, 0), _at(1, 1), _GREY, 1)
    cv2.line(canvas, _at(0, 0), _at(1, 1), _GREY, 1, cv2.LINE_AA)
    for item in figure.bins:
        cv2.line(canvas, _at(item.score, item.observed[1]), _at(item.score, item.observed[2]), _BLUE, 1, cv2.LINE_AA)
        cv2.circle(canvas, _at(item.score, item.observed[0]), 4, _BLUE, -1, cv2.LINE_AA)
    films = sum(item.films for item in figure.bins)
    _write(canvas, f"{figure.label}: {figure.stratum} ({films})", (6, 18))
    _write(canvas, "mean score 0..1; up: observed share 0..1", (_MARGIN, _SIDE + 2 * _MARGIN - 16))
    return canvas


def _heat(title: str, values: NDArray[np.float32]) -> Picture:
    strength = (values / (np.abs(values).max() or 1.0))[..., None]
    colour = np.where(strength > 0, np.array(_ORANGE), np.array(_BLUE))
    cells = (255 + (colour - 255) * np.abs(strength)).astype(np.uint8)
    side = len(values) * _CELL
    large = cv2.resize(cells, (side, side), interpolation=cv2.INTER_NEAREST)
    framed = cv2.copyMakeBorder(large, 28, 28, 28, 28, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    canvas = np.asarray(framed, np.uint8)
    _write(canvas, title, (6, 18))
    _write(canvas, f"sum {values.sum():+.2f}, largest {values.max():+.3f}", (6, side + 46))
    return canvas


def _at(x: float, y: float) -> tuple[int, int]:
    return round(_MARGIN + x * _SIDE), round(_MARGIN + (1 - y) * _SIDE)


def _write(canvas: Picture, text: str, place: tuple[int, int]) -> None:
    cv2.putText(canvas, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.42, _INK, 1, cv2.LINE_AA)


def _tiled(pictures: Sequence[Picture], columns: int) -> Picture:
    if not pictures:
        raise ValueError("nothing to draw")
    blank = np.full_like(pictures[0], 255)
    padded = [*pictures, *[blank] * (-len(pictures) % columns)]
    return np.vstack([np.hstack(padded[start : start + columns]) for start in range(0, len(padded), columns)])
