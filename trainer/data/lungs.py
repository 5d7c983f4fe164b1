"""Lung masks of many conventions -> one: uint8, 0 background, 1 right lung (image left), 2 left lung, 255 ignore."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

RIGHT, LEFT, IGNORE = 1, 2, 255
_SMALLEST = 0.1  # of the largest part: what is smaller is a stray stroke, not a lung


def two_lungs(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Masks of the two lungs, in any order, same shape -> labels. The lung further to the image's left is the right.

    Sets disagree on whose left a "left" mask is; on a frontal film the picture settles it. Where both lie, neither
    is meant: the overlap is to be ignored. Raises ValueError for an empty lung.
    """
    if not one.any() or not other.any():
        raise ValueError("a mask without one of the lungs")
    columns = np.arange(one.shape[1])
    right, left = sorted((one, other), key=lambda lung: float((lung.sum(0) * columns).sum() / lung.sum()))
    labels = np.zeros(one.shape, np.uint8)
    labels[right], labels[left] = RIGHT, LEFT
    labels[right & left] = IGNORE
    return labels


def one_mask(lungs: NDArray[np.bool_], ignore: NDArray[np.bool_] | None = None) -> NDArray[np.uint8]:
    """A mask of both lungs together -> labels, by its two largest parts. Raises ValueError where it has not got two."""
    count, parts, facts, _ = cv2.connectedComponentsWithStats(lungs.astype(np.uint8), connectivity=4)
    areas = facts[1:, cv2.CC_STAT_AREA]
    order = np.argsort(-areas, kind="stable")
    if count < 3 or areas[order[1]] < _SMALLEST * areas[order[0]]:
        raise ValueError("a mask whose lungs are not two separate parts")
    labels = two_lungs(parts == order[0] + 1, parts == order[1] + 1)
    if ignore is not None:
        labels[ignore] = IGNORE
    return labels


def between_ignored(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """For masks that leave out heart and mediastinum: what lies between the lungs, row by row, is to be ignored."""
    out = labels.copy()
    for row in np.flatnonzero((labels == RIGHT).any(1) & (labels == LEFT).any(1)):
        start, end = np.flatnonzero(labels[row] == RIGHT).max() + 1, np.flatnonzero(labels[row] == LEFT).min()
        out[row, start:end] = IGNORE
    return out


def read_binary(path: Path) -> NDArray[np.bool_]:
    """A mask file of any common format, GIF too: what is not black. Raises ValueError where it cannot be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("L")) > 127 if picture.mode != "P" else np.asarray(picture) > 0
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        raise ValueError(f"{path.name} is not a readable mask") from error


def from_two_files(one: Path, other: Path) -> Callable[[], NDArray[np.uint8]]:
    """A reader for masks that lie in a file for each lung."""
    return lambda: two_lungs(read_binary(one), read_binary(other))


def polygons(shape: tuple[int, int], paths: list[list[tuple[float, float]]]) -> NDArray[np.bool_]:
    """Polygons of (x, y) in pixels, filled, in an image of ``shape`` (rows, columns)."""
    canvas = np.zeros(shape, np.uint8)
    for path in paths:
        cv2.fillPoly(canvas, [np.round(np.array(path, np.float64)).astype(np.int32)], 1)
    return canvas.astype(np.bool_)
