"""Trains the network of ``spcxr_desktop.inference.pose``: ``python -m trainer.pose PACK [--leave-one-out]``.

No label is needed: films are taken to hang upright and are turned, mirrored and inverted here. The few that hang
wrongly in the public collections are noise it has to live with. Every source weighs the square root of its size.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from spcxr_desktop.inference.pose import SIDE, TURNS
from trainer.data.pack import Pack, load_pack

_WORK = 64  # px at which films are jittered
_BATCH, _STEPS, _RATE = 128, 1500, 2e-3
_SOFT = 0.02  # of the films hang wrongly; without it the network grows sure of them


class PoseNetwork(nn.Module):
    """Thumbnails [B, 1, 32, 32] -> five logits of ``TURNS`` and the side of the heart [B, 6]."""

    def __init__(self) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            [nn.Conv2d(1, 16, 5, 2, 2), nn.Conv2d(16, 32, 3, 2, 1), nn.Conv2d(32, 32, 3, 2, 1)]
        )
        self.drop = nn.Dropout(0.3)
        self.last = nn.Linear(32 * (SIDE // 8) ** 2, len(TURNS) + 1)

    def forward(self, thumbnails: Tensor) -> Tensor:
        x = thumbnails - thumbnails.mean((2, 3), keepdim=True)
        x = x / (x.std((2, 3), keepdim=True, unbiased=False) + 1e-6)
        for layer in self.convolutions:
            x = F.relu(layer(x))
        out: Tensor = self.last(self.drop(x.flatten(1)))
        return out

    def heart_left(self, thumbnails: Tensor) -> Tensor:
        """Log odds [B], odd under mirroring."""
        return self(thumbnails)[:, -1] - self(thumbnails.flip(3))[:, -1]

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """As ``inference.pose`` reads them."""
        out = {"kernel": self.last.weight, "bias": self.last.bias}
        for number, layer in enumerate(self.convolutions, start=1):
            out |= {f"kernel{number}": layer.weight, f"bias{number}": layer.bias}  # type: ignore[dict-item]
        return {name: value.detach().numpy().astype(np.float32) for name, value in out.items()}


def train(films: Tensor, sources: NDArray[np.str_], steps: int = _STEPS, seed: int = 0) -> PoseNetwork:
    """``films`` float [N, 1, 64, 64] in 0..1, ``sources`` [N]."""
    torch.manual_seed(seed)
    draw = torch.Generator().manual_seed(seed)
    network = PoseNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    _, which, counts = np.unique(sources, return_inverse=True, return_counts=True)
    weights = torch.from_numpy(1 / np.sqrt(counts[which]))
    for _ in range(steps):
        chosen = torch.multinomial(weights, _BATCH, replacement=True, generator=draw)
        loss = _loss(network, F.interpolate(_jitter(films[chosen], draw), size=SIDE, mode="area"), draw)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()


def turned(films: Tensor, turn: int) -> Tensor:
    """Films [B, 1, S, S] in 0..1 as ``TURNS[turn]``; a quarter to the left is counter-clockwise."""
    return 1 - films if TURNS[turn] == "negative" else torch.rot90(films, turn, (2, 3))


def thumbnails(pack: Pack, chosen: NDArray[np.int64]) -> Tensor:
    """Prepared films of a pack, float [N, 1, 64, 64] in 0..1."""
    films = torch.from_numpy(pack.films[chosen])[:, None].float() / 255
    return F.interpolate(films, size=_WORK, mode="area")


def _loss(network: PoseNetwork, films: Tensor, draw: torch.Generator) -> Tensor:
    turns = torch.randint(0, len(TURNS), (len(films),), generator=draw)
    mirrored = torch.rand(len(films), generator=draw) < 0.5
    mixed = torch.where(mirrored[:, None, None, None], films.flip(3), films)
    mixed = torch.stack([turned(film[None], int(turn))[0] for film, turn in zip(mixed, turns, strict=True)])
    side = network.heart_left(films)
    sides = (1 - _SOFT) * F.softplus(-side) + _SOFT * F.softplus(side)
    return F.cross_entropy(network(mixed)[:, : len(TURNS)], turns, label_smoothing=_SOFT) + sides.mean()


def _jitter(films: Tensor, draw: torch.Generator) -> Tensor:
    """Small turns, stretches and shifts, another gamma, and an outer strip hidden, where the side markers are."""
    n = len(films)

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(n, generator=draw) * (high - low) + low

    angle, wide, high = uniform(-0.15, 0.15), uniform(0.85, 1.1), uniform(0.85, 1.1)
    rows = [
        torch.stack([wide * torch.cos(angle), -torch.sin(angle), uniform(-0.1, 0.1)], 1),
        torch.stack([torch.sin(angle), high * torch.cos(angle), uniform(-0.1, 0.1)], 1),
    ]
    grid = F.affine_grid(torch.stack(rows, 1), list(films.shape), align_corners=False)
    films = F.grid_sample(films, grid, align_corners=False, padding_mode="border")
    films = films.clamp(1e-3, 1) ** torch.exp(uniform(-0.3, 0.3))[:, None, None, None]
    for film, width, edge, grey in zip(films[:, 0], uniform(0, 20), uniform(0, 8), uniform(0, 1), strict=True):
        w = int(width)
        strips = (film[:w], film[_WORK - w :], film[:, :w], film[:, _WORK - w :])
        if edge < len(strips):
            strips[int(edge)].fill_(float(grey))
    return films


def main() -> None:
    """Trains on the training folds and writes the weights beside ``inference/pose.py``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--out", type=Path, default=Path("spcxr_desktop/inference/pose.npz"))
    parser.add_argument("--without", help="leave this source out, to see what the network is worth elsewhere")
    arguments = parser.parse_args()
    pack = load_pack(arguments.pack)
    chosen = pack.select(folds=range(7), ship_only=True)
    sources = pack.column("source")[chosen]
    kept = sources != arguments.without
    network = train(thumbnails(pack, chosen[kept]), sources[kept])
    np.savez_compressed(arguments.out, **network.arrays())  # type: ignore[arg-type]
    print(f"{arguments.out}: {sum(a.size for a in network.arrays().values()):,} weights, {kept.sum()} films")


if __name__ == "__main__":
    main()
