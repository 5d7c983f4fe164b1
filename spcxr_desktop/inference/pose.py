"""How a chest film lies, from a thumbnail: upright, turned, a negative, and on which side the heart is.

A very small convolutional network (17,000 weights in ``pose.npz``, made by ``python -m trainer.pose``), run by NumPy
in a fraction of a millisecond, so that it works whatever model packages are installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 32  # px of the thumbnail
TURNS = ("upright", "turned left", "upside down", "turned right", "negative")
_LAYERS = (("1", 2), ("2", 2), ("3", 2))  # name and stride
Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Pose:
    """``turn``: probability of each of ``TURNS``. ``heart_left``: log odds that the heart is on the image's right.

    That is the side of the patient's left in an upright film; the sign changes exactly when the film is mirrored.
    """

    turn: tuple[float, ...]
    heart_left: float

    @property
    def other(self) -> str:
        """The likeliest of ``TURNS`` but upright."""
        return TURNS[1 + int(np.argmax(self.turn[1:]))]


def pose_of(film: NDArray[np.float32], weights: Weights | None = None) -> Pose:
    """Pose of a prepared film, float32 [S, S] in 0..1, S >= 32."""
    weights = weights or _shipped()
    small = np.asarray(cv2.resize(film, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
    small = (small - small.mean()) / (small.std() + 1e-6)
    both = np.stack([small, small[:, ::-1]])[:, None]  # [2, 1, S, S], the film and its mirror image
    out = _run(both, weights)  # [2, 6]: five turns and the side of the heart
    turns = np.exp(out[0, :5] - out[0, :5].max())
    return Pose(tuple(float(p) for p in turns / turns.sum()), float(out[0, 5] - out[1, 5]))


def _run(x: NDArray[np.float32], weights: Weights) -> NDArray[np.float32]:
    for name, stride in _LAYERS:
        x = np.maximum(_convolve(x, weights[f"kernel{name}"], weights[f"bias{name}"], stride), 0)
    return np.asarray(x.reshape(len(x), -1) @ weights["kernel"].T + weights["bias"], np.float32)


def _convolve(
    x: NDArray[np.float32], kernel: NDArray[np.float32], bias: NDArray[np.float32], stride: int
) -> NDArray[np.float32]:
    """[B, C, H, W] with [O, C, k, k], padding k // 2 -> [B, O, H / stride, W / stride]."""
    k = kernel.shape[-1]
    padded = np.pad(x, ((0, 0), (0, 0), (k // 2, k // 2), (k // 2, k // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (k, k), axis=(2, 3))[:, :, ::stride, ::stride]
    batch, channels, rows, columns = windows.shape[:4]
    flat = windows.transpose(0, 2, 3, 1, 4, 5).reshape(batch * rows * columns, channels * k * k)
    out = flat @ kernel.reshape(len(kernel), -1).T + bias
    return np.asarray(out.reshape(batch, rows, columns, -1).transpose(0, 3, 1, 2), np.float32)


@cache
def _shipped() -> dict[str, NDArray[np.float32]]:
    with resources.as_file(resources.files(__package__) / "pose.npz") as path, np.load(path) as arrays:
        return {name: np.asarray(arrays[name], np.float32) for name in arrays.files}
