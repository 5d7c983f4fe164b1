"""The film that the benchmarks show: 3000 x 3000, 14 bits, computed. Nothing in it comes from a patient.

    python benchmarks/film.py FOLDER      writes film.raw (little-endian uint16) and labels.raw (uint8)

It is shaped so that it costs what a real one costs: an exposed field with a collimated border, two lungs, ribs, fine
structure and quantum noise of some 0.4 % (a lossless JPEG 2000 of it takes about as many bits per pixel as one of a
detector's films), and two labels with the area of lungs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

ROWS = COLUMNS = 3000
BITS = 14
_SCALES = ((8, 1200.0), (40, 500.0), (200, 250.0))  # cells across the film, height of the structure in grey values
_NOISE = 60.0


def film(seed: int = 1) -> NDArray[np.uint16]:
    """The pixels, uint16 [3000, 3000], 0..16383."""
    rng = np.random.default_rng(seed)
    grey = np.full((ROWS, COLUMNS), 9000.0, np.float32)
    for cells, height in _SCALES:
        coarse = rng.standard_normal((cells, cells), np.float32) * np.float32(height)
        grey += cv2.resize(coarse, (COLUMNS, ROWS), interpolation=cv2.INTER_CUBIC)
    grey -= 3500.0 * cv2.GaussianBlur((labels() > 0).astype(np.float32), (0, 0), 30)
    y = np.arange(ROWS, dtype=np.float32)[:, None]
    x = np.arange(COLUMNS, dtype=np.float32)[None, :]
    ribs = np.sin((y - 0.25 * np.abs(x - COLUMNS / 2)) * np.float32(2 * np.pi / 190))
    grey += 450.0 * np.clip(ribs, 0, 1)
    grey += _NOISE * rng.standard_normal((ROWS, COLUMNS), np.float32)
    grey[:60], grey[-60:], grey[:, :90], grey[:, -90:] = 200, 200, 200, 200
    return np.clip(np.rint(grey), 0, 2**BITS - 1).astype(np.uint16)


def labels() -> NDArray[np.uint8]:
    """Two lungs, uint8 [3000, 3000]: 0, 1, 2."""
    drawn = np.zeros((ROWS, COLUMNS), np.uint8)
    for label, centre in ((1, 0.30), (2, 0.70)):
        middle = (round(COLUMNS * centre), round(ROWS * 0.47))
        cv2.ellipse(drawn, middle, (round(COLUMNS * 0.14), round(ROWS * 0.30)), 0, 0, 360, label, -1)
    return drawn


def main() -> None:
    """Write both for a program that is not Python."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    film().astype("<u2").tofile(folder / "film.raw")
    labels().tofile(folder / "labels.raw")


if __name__ == "__main__":
    main()
