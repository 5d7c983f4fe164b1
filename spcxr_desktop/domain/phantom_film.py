"""From a line integral to the film a reader gets: beam, scatter, detector, noise, then "for presentation"."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.phantom_bodies import Floats, Grid, blur

WHITE = (1 << 14) - 1  # 14 bits stored
MARK = "PHANTOM - NOT A PATIENT"

_PHOTONS_PER_MM2 = 920_000.0  # open field; leaves a few microgray behind the chest
_HEEL = 0.06  # loss of beam from the upper to the lower edge of the film
_SCATTER_SHARE = 0.22  # scatter behind a grid as a share of the blurred primary
_SCATTER_MM = 28.0
_DETECTOR_BLUR_MM = 0.11
_SCREEN_CORRELATION_MM = 0.07  # light spread in the scintillator, after the photons were counted
_ELECTRONIC_PHOTONS = 6.0
_FINEST_DETAIL_MM = 0.55
_DETAIL_MM = (2.2, 9.0)  # upper ends of the two bands that are lifted
_DETAIL_GAIN = (2.4, 2.2, 1.5)  # finest band first
_SKIN = 0.4  # line integral below which there is next to nothing in the beam
_BROAD_MM = 45.0
_BROAD_GAIN = 0.72  # of the slow background: narrows the range between lung and abdomen


def expose(line_integral: Floats, grid: Grid, rng: np.random.Generator) -> Floats:
    """Photons counted per pixel, float32 [rows, columns], behind the given line integral (Beer-Lambert)."""
    open_field = _PHOTONS_PER_MM2 * grid.pitch_mm**2
    heel = np.linspace(1.0, 1.0 - _HEEL, grid.rows, dtype=np.float32)[:, None]
    primary = np.exp(-line_integral) * heel * np.float32(open_field)
    image = primary * np.float32(1 - _SCATTER_SHARE) + blur(primary, _SCATTER_MM / grid.pitch_mm) * np.float32(
        _SCATTER_SHARE
    )
    image = _small_blur(image, _DETECTOR_BLUR_MM / grid.pitch_mm)
    # Several hundred photons per pixel and more: the normal law is the Poisson law to within the drawing.
    noise = rng.standard_normal(image.shape, np.float32) * np.sqrt(image)
    noise = _small_blur(noise, _SCREEN_CORRELATION_MM / grid.pitch_mm)
    noise += rng.standard_normal(image.shape, np.float32) * np.float32(_ELECTRONIC_PHOTONS)
    return np.asarray(image + noise, np.float32)


def present(photons: Floats, grid: Grid) -> NDArray[np.uint16]:
    """Logarithm, multi-scale enhancement and an S-shaped curve: 14-bit MONOCHROME2, air black."""
    density = np.float32(np.log(_PHOTONS_PER_MM2 * grid.pitch_mm**2)) - np.log(np.maximum(photons, 1.0))
    density = np.maximum(density, 0.0)
    out = _enhance(density, grid)
    low, high = np.float32(0.35), np.float32(4.5)
    unit = (out - low) / (high - low)
    curve = 1.0 / (1.0 + np.exp(-3.6 * (unit - 0.5)))
    ends = 1.0 / (1.0 + np.exp(1.8)), 1.0 / (1.0 + np.exp(-1.8))
    grey = np.clip((curve - ends[0]) / (ends[1] - ends[0]), 0.0, 1.0)
    grey *= np.minimum(density / np.float32(_SKIN), 1.0)  # flattening lifts bare air: take it back to black
    grey = np.float32(0.01) + np.float32(0.96) * grey
    return np.asarray(np.round(grey * WHITE), np.uint16)


def _enhance(density: Floats, grid: Grid) -> Floats:
    """Lift fine detail, flatten the slow background."""
    scales = (_FINEST_DETAIL_MM, *_DETAIL_MM, _BROAD_MM)
    gains = (*_DETAIL_GAIN, 1.0, _BROAD_GAIN)
    below, out = density, np.zeros_like(density)
    for sigma, gain in zip(scales, gains[:-1], strict=True):
        smoother = blur(below, sigma / grid.pitch_mm)
        out += np.float32(gain) * (below - smoother)
        below = smoother
    middle = np.float32(2.6)  # the level that the background is flattened towards
    return np.asarray(out + middle + np.float32(gains[-1]) * (below - middle), np.float32)


def mark(pixels: NDArray[np.uint16], grid: Grid) -> NDArray[np.bool_]:
    """Burn in the phantom text and the L at the patient's left; returns the touched pixels, bool."""
    ink = np.zeros(pixels.shape, np.uint8)
    per_mm = 1.0 / grid.pitch_mm
    thin = max(round(0.5 * per_mm), 1)
    text_scale = 4.2 * per_mm / 21.0  # Hershey capitals are 21 px high at scale 1
    cv2.putText(ink, MARK, _at(8, 11, per_mm), cv2.FONT_HERSHEY_SIMPLEX, text_scale, 255, thin, cv2.LINE_AA)
    left = grid.columns * grid.pitch_mm - 26
    cv2.putText(ink, "L", _at(left, 26, per_mm), cv2.FONT_HERSHEY_DUPLEX, 13 * per_mm / 21, 255, 3 * thin, cv2.LINE_AA)
    cover = ink.astype(np.float32) / 255
    pixels[:] = np.round(pixels * (1 - cover) + WHITE * cover).astype(np.uint16)
    return np.asarray(ink > 0, np.bool_)


def _at(x_mm: float, y_mm: float, per_mm: float) -> tuple[int, int]:
    return round(x_mm * per_mm), round(y_mm * per_mm)


def _small_blur(image: Floats, sigma: float) -> Floats:
    """Blur of about a pixel; nothing left to do on rasters much coarser than the detector's."""
    if sigma < 0.2:
        return image
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32)
