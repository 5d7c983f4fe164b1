"""Warnings read out of the picture itself: which way it hangs, polarity, exposure, and what no detector draws.

Every limit lies beyond what 2,060 validation films of eight public collections show; docs/gates.md says how often
each gate is wrong, by source, and what it finds. All is measured on a thumbnail of the exposed box.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import Gate
from spcxr_desktop.inference.pose import Pose, pose_of

Greys = NDArray[np.float32]
SIDES_DOUBTFUL = "sides_doubtful"  # "right" and "left" must not be said; domain.zones knows it by this name

_SIDE = 256  # px of the thumbnail
_WRITING_SIDE = 320
_UPRIGHT = 0.2  # probability up to which the film is taken not to hang upright
_MIRRORED = -2.0  # log odds of the heart's side
_DARK, _LIGHT = 60.0, 215.0  # median grey of 255; a wide window of the header's own reaches 207
_FLAT = 15.0  # spread (standard deviation) of greys
_BLACK, _WHITE = 0.05, 0.12  # share of the middle of the film that is fully black or white
_BLURRED = 0.25  # steepest detail (99th percentile of the Laplacian) over the spread
_NOISY = 0.13  # median fine grain over the spread
_PATTERN = 2.7  # natural log of a peak over its ring in the spectrum
_LETTERS = 20  # bright marks of a letter's size
_TURN_TEXTS = {
    "turned left": "The film seems to lie on its side; the models know upright films only.",
    "turned right": "The film seems to lie on its side; the models know upright films only.",
    "upside down": "The film seems to stand on its head; the models know upright films only.",
}


def picture_gates(greys: NDArray[np.uint8], film: NDArray[np.float32]) -> tuple[Gate, ...]:
    """``greys`` uint8 [rows, columns], upright by the header, cut to the exposed box; ``film`` the same, prepared."""
    halved = _halved(greys)
    small = _thumbnail(halved, _SIDE)
    found = (*pose_gates(pose_of(film)), *_exposure(small), *_texture(small), _writing(halved))
    return tuple(gate for gate in found if gate is not None)


def pose_gates(pose: Pose) -> tuple[Gate, ...]:
    """Turned, negative or mirrored."""
    if pose.turn[0] <= _UPRIGHT:
        if pose.other == "negative":
            text = "The picture looks like a negative, although the polarity that the header states was followed."
            return (_warn("inverted", text),)
        text = "Right and left are in doubt: the film does not seem to hang upright."
        return _warn("turned", _TURN_TEXTS[pose.other]), _warn(SIDES_DOUBTFUL, text)
    if pose.heart_left < _MIRRORED:
        text = "Right and left are in doubt: the heart seems to lie on the right, or the film is mirrored."
        return (_warn(SIDES_DOUBTFUL, text),)
    return ()


def _exposure(small: Greys) -> tuple[Gate | None, ...]:
    edge = _SIDE // 8
    middle = small[edge:-edge, edge:-edge]
    median = float(np.median(small))
    clipped = float((middle <= 2).mean()) > _BLACK or float((middle >= 253).mean()) > _WHITE
    return (
        _warn("too_dark", "The film is unusually dark.") if median < _DARK else None,
        _warn("too_light", "The film is unusually light.") if median > _LIGHT else None,
        _warn("low_contrast", "The film has unusually little contrast.") if float(small.std()) < _FLAT else None,
        _warn("clipped", "Much of the film is fully black or fully white: detail is lost there.") if clipped else None,
    )


def _texture(small: Greys) -> tuple[Gate | None, ...]:
    """Blur, grain and a regular pattern, each against the film's own spread of greys."""
    edge = _SIDE // 16
    inner = small[edge:-edge, edge:-edge]
    spread = float(inner.std()) + 1e-3
    grain = inner - cv2.GaussianBlur(small, (0, 0), 1.5)[edge:-edge, edge:-edge]
    detail = float(np.percentile(np.abs(cv2.Laplacian(small, cv2.CV_32F)), 99)) / spread
    noisy = float(np.median(np.abs(grain))) / spread > _NOISY
    patterned = _peak(small) > _PATTERN
    text = "A regular pattern lies over the film: it may be a photograph of a screen."
    return (
        _warn("blurred", "The film is unusually blurred.") if detail < _BLURRED else None,
        _warn("noisy", "The film is unusually noisy.") if noisy else None,
        _warn("pattern", text) if patterned else None,
    )


def _peak(small: Greys) -> float:
    """Height of the highest peak of the spectrum over the median of its ring, off the axes, in natural logs."""
    window = np.hanning(_SIDE).astype(np.float32)
    spectrum = np.log(np.abs(np.fft.rfft2((small - small.mean()) * window[:, None] * window)) + 1e-3)
    return max(float(spectrum[ring].max() - np.median(spectrum[ring])) for ring in _RINGS)


def _rings() -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]:
    down, across = np.abs(np.fft.fftfreq(_SIDE))[:, None], np.fft.rfftfreq(_SIDE)[None]
    radius = np.hypot(down, across) * _SIDE
    band = (down > 0.02) & (across > 0.02)
    return tuple(
        (rows, columns)
        for rows, columns in (np.nonzero(band & (radius >= low) & (radius < low + 4)) for low in range(26, 126, 4))
    )


_RINGS = _rings()


def _writing(greys: NDArray[np.uint8]) -> Gate | None:
    """Counts bright marks of a letter's size: a side marker has a few, a printed header many."""
    small = _thumbnail(greys, _WRITING_SIDE).astype(np.uint8)
    marks = cv2.morphologyEx(small, cv2.MORPH_TOPHAT, np.ones((7, 7), np.uint8)) > 80
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks.astype(np.uint8), connectivity=8)
    wide, high, area = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_AREA]
    letters = np.count_nonzero((high >= 3) & (high <= 24) & (wide <= 40) & (area >= 5))
    if letters <= _LETTERS:
        return None
    return _warn("writing", "There is writing or drawing on the film.")


def _halved(greys: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """By whole halves to about the thumbnails' size: a tenth of the cost of averaging by any factor."""
    while min(greys.shape) >= 2 * _WRITING_SIDE:
        width, height = greys.shape[1] // 2, greys.shape[0] // 2
        even = greys[: 2 * height, : 2 * width]  # by exactly two, or it takes ten times as long
        greys = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return greys


def _thumbnail(greys: NDArray[np.uint8], side: int) -> Greys:
    shrinking = min(greys.shape) >= side
    out = cv2.resize(greys, (side, side), interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR)
    return np.asarray(out, np.float32)


def _warn(gate_id: str, text: str) -> Gate:
    return Gate(gate_id, "warn", text)
