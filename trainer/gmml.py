"""Group-masked model learning (Atito et al., arXiv 2205.14986) on one screen, written from its description.

A film is corrupted in groups of neighbouring patches, either with noise or with the same patches of another
film (the donor, or "alien"); the encoder sees every token, and a light head paints the film back. The loss is
L1 on the corrupted pixels alone. Shapes: B films, n patches a side, N = n*n, D width, S = 16 n pixels a side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from trainer.vit import VisionTransformer

Sampler = Callable[[np.random.Generator, int, float], NDArray[np.bool_]]

MAX_SIDE = 0.3  # longest block side, as a share of the film's side
RECONSTRUCTION_BLOCKS = (6, 8, 10, 12)  # residual streams averaged for the reconstruction


@dataclass(frozen=True)
class Corruption:
    """How much is hidden, and with what. Shares are of the film's area."""

    noise_low: float = 0.5
    noise_high: float = 0.75
    donor_share: float = 0.30
    donor_probability: float = 0.5  # 0: noise only; 1: donors only
    sampler: str = "uniform"

    def __post_init__(self) -> None:
        if self.sampler not in SAMPLERS:
            raise ValueError(f"unknown sampler {self.sampler!r}; choose one of {', '.join(sorted(SAMPLERS))}")


def uniform_blocks(rng: np.random.Generator, n: int, target: float) -> NDArray[np.bool_]:
    """Mask [n, n] of patch-aligned blocks; every cell is equally likely (to about 0.01).

    Sides first, then a corner from [1 - side, n): blocks may hang over any edge, so no edge is favoured.
    """
    mask = np.zeros((n, n), np.bool_)
    longest = max(1, int(MAX_SIDE * n))
    while mask.sum() < target * n * n:
        height, width = rng.integers(1, longest + 1, 2)
        top, left = rng.integers(1 - height, n), rng.integers(1 - width, n)
        mask[max(0, top) : top + height, max(0, left) : left + width] = True
    return mask


def published_blocks(rng: np.random.Generator, n: int, target: float, patch: int = 16) -> NDArray[np.bool_]:
    """The sampler of the published code with ``align`` = patch side; favours the centre and bottom right.

    Kept by name for fidelity: corners are drawn inside the film and blocks are clipped at the far edges, so
    the top-left patch is hidden far less often than the centre. Raises ValueError below 6 patches a side, where
    its blocks are one patch, the last row and column are never reached, and the target might not be either.
    """
    if n < 6:
        raise ValueError(f"the published sampler needs image_size >= {6 * patch}, got {n * patch}; or sampler=uniform")
    mask = np.zeros((n, n), np.bool_)
    side = n * patch
    longest = int(MAX_SIDE * side)
    while mask.sum() < target * n * n:
        top, left = rng.integers(0, side - patch, 2) // patch
        height, width = rng.integers(patch, longest, 2)
        height = round(min(height, side - top * patch) / patch)  # half to even, as published
        width = round(min(width, side - left * patch) / patch)
        mask[top : top + height, left : left + width] = True
    return mask


SAMPLERS: dict[str, Sampler] = {"uniform": uniform_blocks, "published": published_blocks}


def draw_corruption(
    rngs: list[np.random.Generator], n: int, side: int, settings: Corruption
) -> tuple[Tensor, Tensor, Tensor]:
    """One draw a film from its own generator: mask [B, n, n], donor [B] (-1 = noise), noise [B, 1, S, S].

    Masks and noise do not depend on the batch; the donor does, being another film of it. A batch of one has none.
    """
    films = len(rngs)
    sample = SAMPLERS[settings.sampler]
    masks = np.zeros((films, n, n), np.bool_)
    donors = np.full(films, -1, np.int64)
    noise = np.zeros((films, 1, side, side), np.float32)
    for i, rng in enumerate(rngs):
        if rng.random() < settings.donor_probability and films > 1:
            masks[i] = sample(rng, n, settings.donor_share)
            donors[i] = (i + rng.integers(1, films)) % films  # never the film itself
        else:
            masks[i] = sample(rng, n, rng.uniform(settings.noise_low, settings.noise_high))
            noise[i] = rng.standard_normal((1, side, side), np.float32)
    return torch.from_numpy(masks), torch.from_numpy(donors), torch.from_numpy(noise)


def to_pixels(mask: Tensor, patch: int) -> Tensor:
    """Patch mask [B, n, n] -> pixel mask [B, 1, n*patch, n*patch]."""
    return mask.repeat_interleave(patch, 1).repeat_interleave(patch, 2).unsqueeze(1)


def corrupt(clean: Tensor, pixels: Tensor, donors: Tensor, noise: Tensor) -> Tensor:
    """Replace the masked pixels of standardised films [B, 1, S, S] by the donor's, or by unit noise."""
    foreign = torch.where((donors >= 0).view(-1, 1, 1, 1), clean[donors.clamp(min=0)], noise)
    return torch.where(pixels, foreign, clean)


class ReconstructionHead(nn.Module):
    """Three GELU layers and a transposed convolution that paints one patch per token."""

    def __init__(self, dim: int, patch: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for _ in range(3):
            layers += [nn.Linear(dim, dim), nn.GELU()]
        self.mlp = nn.Sequential(*layers)
        self.paint = nn.ConvTranspose2d(dim, 1, patch, stride=patch)

    def forward(self, tokens: Tensor) -> Tensor:
        n = round(tokens.shape[1] ** 0.5)
        grid = self.mlp(tokens).transpose(1, 2).unflatten(2, (n, n))  # [B, D, n, n]
        return self.paint(grid)  # [B, 1, S, S]


class GMML(nn.Module):
    """Encoder and reconstruction head."""

    def __init__(self, encoder: VisionTransformer) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = ReconstructionHead(encoder.config.dim, encoder.config.patch_size)

    def forward(self, corrupted: Tensor) -> Tensor:
        """[B, 1, S, S] corrupted films -> [B, 1, S, S] reconstructions."""
        streams = self.encoder.features(corrupted, RECONSTRUCTION_BLOCKS)
        tokens = self.encoder.norm(torch.stack(streams).mean(0))  # [B, N+1, D]
        return self.head(tokens[:, 1:])


def reconstruction_loss(painted: Tensor, clean: Tensor, pixels: Tensor) -> Tensor:
    """L1 over the corrupted pixels of the whole batch; untouched pixels get no gradient."""
    return F.l1_loss(painted.float(), clean, reduction="none")[pixels].mean()
