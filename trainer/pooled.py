"""What a frozen encoder makes of the training films, computed once and kept on disk: mean patches of several views."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from trainer.data.augment import Augmentation, augment, film_rngs, plain
from trainer.data.pack import Pack
from trainer.vit import VisionTransformer, standardise

_BATCH = 64


def pooled_patches(
    encoder: VisionTransformer,
    pack: Pack,
    films: NDArray[np.int64],
    *,
    views: int,
    seed: int,
    augmentation: Augmentation,
    folder: Path,
) -> NDArray[np.float32]:
    """Mean patch [1 + views, M, D] of ``films`` [M]: first as they are, then augmented.

    The file lies in ``folder`` under a name made of everything its numbers depend on.
    """
    facts = {
        "pack": pack.sha256, "films": _digest(films.tobytes()), "encoder": _weights_digest(encoder),
        "views": views, "seed": seed, "size": encoder.config.image_size, "augmentation": asdict(augmentation),
    }  # fmt: skip
    path = folder / f"patches-{_digest(json.dumps(facts, sort_keys=True).encode())}.npy"
    if not path.exists():
        found = np.stack([_view(encoder, pack, films, view, seed, augmentation) for view in range(-1, views)])
        part = path.with_name(f"{path.stem}.part.npy")
        np.save(part, found)
        part.replace(path)
    pooled: NDArray[np.float32] = np.load(path)
    return pooled


@torch.no_grad()
def _view(
    encoder: VisionTransformer, pack: Pack, films: NDArray[np.int64], view: int, seed: int, augmentation: Augmentation
) -> NDArray[np.float32]:
    """One view of every film, [M, D]; -1 is the film as it is."""
    side = encoder.config.image_size
    where = next(encoder.parameters()).device
    parts = []
    for start in range(0, len(films), _BATCH):
        batch = films[start : start + _BATCH]
        greys = torch.from_numpy(pack.films[batch]).to(where)
        x = plain(greys, side) if view < 0 else augment(greys, film_rngs(seed, 0, batch, view), side, augmentation)[0]
        with torch.autocast(where.type, torch.bfloat16):
            tokens = encoder(standardise(x))
        parts.append(tokens[:, 1:].float().mean(1).cpu())
    return torch.cat(parts).numpy()


def _weights_digest(module: torch.nn.Module) -> str:
    digest = hashlib.sha256()
    for name, value in sorted(module.state_dict().items()):
        digest.update(name.encode() + value.cpu().numpy().tobytes())
    return digest.hexdigest()[:16]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
