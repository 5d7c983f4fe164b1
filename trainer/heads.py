"""Heads on the encoder: screening (multi-label) and lungs (segmentation). Shapes as in ``vit.py``."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from trainer.data.labels import LABELS
from trainer.vit import VisionTransformer

LUNG_BLOCKS = (3, 6, 9, 12)  # residual streams the decoder reads: early ones keep place, late ones meaning
LUNG_CLASSES = 3  # background, right, left


class ScreeningModel(nn.Module):
    """Encoder and one linear layer on [CLS, mean patch token] -> logits [B, 3] in the order of ``LABELS``."""

    def __init__(self, encoder: VisionTransformer) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(2 * encoder.config.dim, len(LABELS))
        nn.init.trunc_normal_(self.head.weight, std=0.01)
        nn.init.zeros_(self.head.bias)

    def pooled(self, films: Tensor) -> Tensor:
        """Standardised films [B, 1, S, S] -> [B, 2D]."""
        tokens = self.encoder(films)
        return torch.cat([tokens[:, 0], tokens[:, 1:].mean(1)], dim=1)

    def forward(self, films: Tensor) -> Tensor:
        return self.head(self.pooled(films))


class LungModel(nn.Module):
    """Encoder, light convolutional decoder, and a shallow path that keeps edges sharper than 16 px.

    Standardised films [B, 1, S, S] -> logits [B, 3, S, S] (background, patient's right, patient's left).
    """

    def __init__(self, encoder: VisionTransformer, width: int = 64) -> None:
        super().__init__()
        self.encoder = encoder
        dim = encoder.config.dim
        self.norms = nn.ModuleList(nn.LayerNorm(dim, eps=1e-6) for _ in LUNG_BLOCKS)
        self.merge = nn.Conv2d(dim * len(LUNG_BLOCKS), width, 1)
        self.stem2 = _conv(1, 12, stride=2)  # S/2
        self.stem4 = _conv(12, 24, stride=2)  # S/4
        self.stem8 = _conv(24, 48, stride=2)  # S/8
        self.up8 = _conv(width + 48, 48)
        self.up4 = _conv(48 + 24, 32)
        self.up2 = _conv(32 + 12, 16)
        self.classify = nn.Conv2d(16, LUNG_CLASSES, 1)

    def forward(self, films: Tensor) -> Tensor:
        half = self.stem2(films)
        quarter = self.stem4(half)
        eighth = self.stem8(quarter)
        n = self.encoder.config.grid
        streams = self.encoder.features(films, LUNG_BLOCKS)
        grids = [
            norm(s[:, 1:]).transpose(1, 2).unflatten(2, (n, n)) for norm, s in zip(self.norms, streams, strict=True)
        ]
        x = self.merge(torch.cat(grids, 1))  # [B, W, n, n]
        x = self.up8(torch.cat([_double(x), eighth], 1))
        x = self.up4(torch.cat([_double(x), quarter], 1))
        x = self.up2(torch.cat([_double(x), half], 1))
        return _double(self.classify(x))


def _conv(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1), nn.GroupNorm(4, outputs), nn.GELU())


def _double(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
