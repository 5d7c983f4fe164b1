"""Strokes that look like letters, in the corners of a picture. A sign at most: none seen is no proof of none there."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE = 1024  # px of the longer side at which strokes are looked for
_CORNER = 0.25  # of each side
_STROKES = 6  # letters in one corner
_LETTER = (6, 40)  # px high
_CONTRAST = 60  # grey levels of 255 between a stroke and what is around it


def text_in_corners(greys: NDArray[np.uint8]) -> bool:
    """Whether a corner has small bright or dark strokes in a line, as letters are. ``greys`` [rows, columns]."""
    scale = _SIDE / max(greys.shape)
    if scale < 1:
        greys = np.asarray(cv2.resize(greys, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    rows, columns = (int(side * _CORNER) for side in greys.shape)
    corners = (greys[:rows, :columns], greys[:rows, -columns:], greys[-rows:, :columns], greys[-rows:, -columns:])
    return any(_line_of_letters(side) for corner in corners for side in (corner, 255 - corner))


def _line_of_letters(corner: NDArray[np.uint8]) -> bool:
    """Bright strokes, of letters' size, several on one line."""
    if min(corner.shape) < _LETTER[1]:
        return False
    around = cv2.morphologyEx(corner, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    strokes = (corner.astype(np.int16) - around > _CONTRAST).astype(np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    letters = [
        (int(top), int(height)) for _, top, width, height, area in boxes[1:]
        if _LETTER[0] <= height <= _LETTER[1] and 0.1 <= width / height <= 1.6 and area >= 0.12 * width * height
    ]  # fmt: skip
    return any(
        sum(abs(top - other) <= 3 and abs(height - tall) <= 0.4 * height for other, tall in letters) >= _STROKES
        for top, height in letters
    )
