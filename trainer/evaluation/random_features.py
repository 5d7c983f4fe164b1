"""Features of a network that was never trained: what architecture and pixel statistics give for nothing.

A pretrained or fine-tuned encoder has learnt something only where it clears a linear probe on these.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from trainer.data.augment import plain
from trainer.vit import VisionTransformer, ViTConfig, standardise

BATCH = 128


def random_features(films: NDArray[np.uint8], seed: int = 0, config: ViTConfig | None = None) -> NDArray[np.float32]:
    """uint8 films [N, P, P] -> float32 [N, 2 D] of an untrained encoder (ViT-Ti at 160 px unless ``config``)."""
    with torch.random.fork_rng(devices=[]):  # the caller's generator is not moved
        torch.manual_seed(seed)
        encoder = VisionTransformer(config or ViTConfig(image_size=160))
    return encoder_features(encoder, films)


@torch.no_grad()
def encoder_features(encoder: VisionTransformer, films: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Any encoder's concat(CLS, mean patch token): uint8 films [N, P, P] -> float32 [N, 2 D]. bf16 inside."""
    encoder.eval()
    where = next(encoder.parameters()).device
    parts = []
    for start in range(0, len(films), BATCH):
        batch = torch.from_numpy(films[start : start + BATCH]).to(where)
        with torch.autocast(where.type, torch.bfloat16):
            tokens = encoder(standardise(plain(batch, encoder.config.image_size)))  # [B, N+1, D], CLS first
        parts.append(torch.cat([tokens[:, 0], tokens[:, 1:].mean(1)], 1).float().cpu())
    return torch.cat(parts).numpy() if parts else np.zeros((0, 2 * encoder.config.dim), np.float32)
