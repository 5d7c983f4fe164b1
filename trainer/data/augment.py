"""Augmentation of prepared films, batched on the training device, every draw from the film's own generator.

Geometry is jittered hard (anisotropic scale, shift, rotation) because the aspect ratio of a film gives its
source and label away; greys get a random gamma, contrast and blur or noise. No horizontal flip: it would
teach that laterality does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor


@dataclass(frozen=True)
class Augmentation:
    """Ranges of the draws. Lengths are shares of the film's side, angles degrees."""

    scale_low: float = 0.75
    scale_high: float = 1.05
    stretch: float = 1.25  # width over height, log-uniform in [1/stretch, stretch]
    shift: float = 0.06
    rotation: float = 8.0
    gamma: float = 1.35  # log-uniform in [1/gamma, gamma]
    contrast: float = 0.15
    brightness: float = 0.08
    noise: float = 0.03
    blur_probability: float = 0.15
    erase_probability: float = 0.5  # hide one outer rectangle, where markers and text live


def film_rngs(
    seed: int, epoch: int, indices: NDArray[np.int64], view: int | NDArray[np.int64] = 0
) -> list[np.random.Generator]:
    """One generator a film, the same for any batch size, worker count or resumption.

    ``view``: the how-manieth look at a film in this epoch, one number or one a film.
    """
    views = np.broadcast_to(view, indices.shape)
    return [np.random.default_rng((seed, epoch, int(i), int(v))) for i, v in zip(indices, views, strict=True)]


def augment(
    films: Tensor, rngs: list[np.random.Generator], size: int, settings: Augmentation, masks: Tensor | None = None
) -> tuple[Tensor, Tensor | None]:
    """uint8 films and masks [B, P, P] (255 ignored) -> float films [B, 1, S, S] in 0..1 and masks uint8 [B, S, S]."""
    x = films.unsqueeze(1).float() / 255
    grid = _grid(rngs, size, settings, x.device)
    x = F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    x = _greys(x, rngs, settings)
    if masks is None:
        return x, None
    moved = F.grid_sample(masks.unsqueeze(1).float(), grid, mode="nearest", padding_mode="zeros", align_corners=False)
    return x, moved.squeeze(1).round().to(torch.uint8)


def plain(films: Tensor, size: int) -> Tensor:
    """The same films without augmentation: uint8 [B, P, P] -> float [B, 1, S, S] in 0..1."""
    x = films.unsqueeze(1).float() / 255
    if x.shape[-1] == size:
        return x
    return F.interpolate(x, size=(size, size), mode="bilinear", antialias=True, align_corners=False)


def _grid(rngs: list[np.random.Generator], size: int, settings: Augmentation, device: torch.device) -> Tensor:
    theta = np.zeros((len(rngs), 2, 3), np.float32)
    for i, rng in enumerate(rngs):
        scale = rng.uniform(settings.scale_low, settings.scale_high)
        half = 0.5 * np.log(settings.stretch) * rng.uniform(-1, 1)
        angle = np.deg2rad(settings.rotation) * rng.uniform(-1, 1)
        across, down = scale * np.exp(half), scale * np.exp(-half)
        cos, sin = np.cos(angle), np.sin(angle)
        # The window may leave the film only by `shift`: a cut lung is a different film.
        room = np.maximum(0, 1 - np.array([across, down])) + 2 * settings.shift
        theta[i, :, :2] = [[across * cos, -down * sin], [across * sin, down * cos]]
        theta[i, :, 2] = room * rng.uniform(-1, 1, 2)
    return F.affine_grid(torch.from_numpy(theta).to(device), [len(rngs), 1, size, size], align_corners=False)


def _greys(x: Tensor, rngs: list[np.random.Generator], settings: Augmentation) -> Tensor:
    b, _, side, _ = x.shape
    draws = np.array([rng.uniform(-1, 1, 3) for rng in rngs], np.float32)
    gamma, contrast, brightness = torch.from_numpy(draws).to(x.device).view(b, 3, 1, 1, 1).unbind(1)
    x = x.clamp(1e-4, 1) ** torch.exp(gamma * float(np.log(settings.gamma)))
    x = (x - 0.5) * (1 + settings.contrast * contrast) + 0.5 + settings.brightness * brightness
    blurred = F.avg_pool2d(x, 3, stride=1, padding=1, count_include_pad=False)
    blur = torch.tensor([rng.random() < settings.blur_probability for rng in rngs], device=x.device)
    x = torch.where(blur.view(-1, 1, 1, 1), blurred, x)
    strength = [settings.noise * rng.random() for rng in rngs]
    grain = np.stack(
        [rng.standard_normal((1, side, side), np.float32) * s for rng, s in zip(rngs, strength, strict=True)]
    )
    x = (x + torch.from_numpy(grain).to(x.device)).clamp(0, 1)
    for i, rng in enumerate(rngs):
        if rng.random() < settings.erase_probability:
            _erase_margin(x[i], rng)
    return x


def _erase_margin(film: Tensor, rng: np.random.Generator) -> None:
    """Paint one rectangle in the outer fifth of a film [1, S, S], where markers and text live, in a flat grey."""
    side = film.shape[-1]
    height, width = (rng.uniform(0.06, 0.2, 2) * side).astype(int)
    top, left = int(rng.uniform(0, side - height)), int(rng.uniform(0, side - width))
    match int(rng.integers(4)):
        case 0:
            top = 0
        case 1:
            top = side - int(height)
        case 2:
            left = 0
        case _:
            left = side - int(width)
    film[:, top : top + height, left : left + width] = float(rng.random())
