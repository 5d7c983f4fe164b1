"""A picture that is computed to look at a display with: what of it can be seen says what the display swallows.

After the idea of the SMPTE RP 133 and AAPM TG18-QC patterns, drawn anew. Nothing here measures: whether a display
follows the Grayscale Standard Display Function (PS3.14) takes a photometer.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow

WHITE = 65535
STEPS = 18
# Values 0..65535 -> greys 0..255, each in the middle of its own range: grey = value / 257, exactly.
PATTERN_RULE = GrayscaleRule(voi=(VoiWindow(WHITE / 2, WHITE, "pattern", "LINEAR_EXACT"),))

_GROUND = 0.2  # between black and mid-grey, about as bright as a film on the whole
_LEAST = 240  # px: smaller, the lines of one pixel have no room
_PAIRS = 8  # lines of each kind in a group
Picture = NDArray[np.uint16]


def value(percent: float) -> int:
    """Per cent of white -> the value whose grey is nearest."""
    return round(percent / 100 * 255) * 257


def display_pattern(rows: int, columns: int) -> Picture:
    """uint16 [rows, columns], to be shown with one value per device pixel. At least 240 px each way."""
    if min(rows, columns) < _LEAST:
        raise ValueError(f"a pattern of {columns} x {rows} px has no room for its parts")
    picture = np.full((rows, columns), value(_GROUND * 100), np.uint16)
    unit = min(rows, columns) // 24
    middle_y, middle_x = rows // 2, columns // 2
    _geometry(picture, unit)
    _steps(picture, middle_y - 5 * unit, middle_x, unit * 3 // 2)
    _patch(picture, middle_y, middle_x - 5 * unit, 2 * unit, 0, 5)
    _patch(picture, middle_y, middle_x + 5 * unit, 2 * unit, 100, 95)
    line_pairs(picture, middle_y, middle_x, unit)
    _ramp(picture, middle_y + 5 * unit, middle_x, unit)
    inset = 5 * unit // 2
    for y in (inset, rows - inset):
        for x in (inset, columns - inset):
            line_pairs(picture, y, x, unit)
    return picture


def _geometry(picture: Picture, unit: int) -> None:
    """A frame on the outermost pixels, a square in each corner, a circle: complete, square and round if all is well."""
    rows, columns = picture.shape
    cv2.rectangle(picture, (0, 0), (columns - 1, rows - 1), value(100), 1)
    size = 5 * unit
    for y in (0, rows - size):
        for x in (0, columns - size):
            cv2.rectangle(picture, (x, y), (x + size - 1, y + size - 1), value(60), 1)
    cv2.circle(picture, (columns // 2, rows // 2), min(rows, columns) // 2 - 2, value(60), 1)


def _steps(picture: Picture, y: int, x: int, size: int) -> None:
    """Eighteen greys from black to white, nine to a row, the second row running back under the first."""
    left = x - 9 * size // 2
    for step in range(STEPS):
        row, place = divmod(step, STEPS // 2)
        place = place if row == 0 else STEPS // 2 - 1 - place
        top, start = y - size + row * size, left + place * size
        picture[top : top + size, start : start + size] = value(100 * step / (STEPS - 1))


def _patch(picture: Picture, y: int, x: int, half: int, outer: float, inner: float) -> None:
    """A square around (y, x) with a smaller one in it that differs by 5 %."""
    picture[y - half : y + half, x - half : x + half] = value(outer)
    picture[y - half // 2 : y + half // 2, x - half // 2 : x + half // 2] = value(inner)


def _ramp(picture: Picture, y: int, x: int, unit: int) -> None:
    """Every grey from black to white, from left to right."""
    width = 14 * unit
    greys = np.floor(np.linspace(0, 255.999, width)).astype(np.uint16) * np.uint16(257)
    picture[y - unit : y + unit, x - width // 2 : x - width // 2 + width] = greys


def line_pairs(picture: Picture, y: int, x: int, unit: int) -> None:
    """Around (y, x): lines upright and lying, of one and of two pixels, black and white above, faint below."""
    size = min(unit, 4 * _PAIRS)
    for row, (dark, bright) in enumerate(((0, 100), (45, 55))):
        for column, (thick, upright) in enumerate(((1, True), (1, False), (2, True), (2, False))):
            top = y - size - 1 + row * (size + 2)
            left = x + (column - 2) * (size + 2)
            index = np.arange(size) // thick % 2
            lines = np.where(index == 0, value(dark), value(bright)).astype(np.uint16)
            block = np.tile(lines, (size, 1)) if upright else np.tile(lines[:, None], (1, size))
            picture[top : top + size, left : left + size] = block
