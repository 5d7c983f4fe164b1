"""How colours look to eyes with two kinds of cones: Machado, Oliveira and Fernandes, "A physiologically-based model
for simulation of color vision deficiency", IEEE TVCG 15 (2009), table 1, severity 1.0; and how far apart colours are
(CIE76 in CIELAB)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Triple = NDArray[np.float64]

MATRICES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])


def linear(colour: str) -> Triple:
    """ "#rrggbb" -> linear RGB 0..1 (IEC 61966-2-1)."""
    signal = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1..21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, kind: str | None) -> Triple:
    """Linear RGB as such an eye sees it; None: as all others do."""
    plain = linear(colour)
    return plain if kind is None else np.clip(np.array(MATRICES[kind]) @ plain, 0.0, 1.0)


def difference(one: Triple, other: Triple) -> float:
    """CIE76 distance of two colours in linear RGB; 2 is just noticeable side by side."""
    return float(np.linalg.norm(_lab(one) - _lab(other)))


def _lab(colour: Triple) -> Triple:
    ratio = _TO_XYZ @ colour / _WHITE
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])
