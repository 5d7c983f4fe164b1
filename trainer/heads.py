"""Heads on the encoder: screening (multi-label) and lungs (segmentation). Shapes as in ``vit.py``."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from trainer.data.labels import LABELS
from trainer.vit import VisionTransformer

LUNG_BLOCKS = (3, 6, 9, 12)  # residual streams the decoder reads: early ones keep place, late ones meaning
LUNG_CLASSES = 3  # background, right, left


class Screened(NamedTuple):
    """What the screening graph gives: logits [B, K]; evidence [B, K, n, n], row 0 at the top; embedding [B, 2D].

    ``logits[:, k] == bias[k] + evidence[:, k].sum((1, 2))``: the logit is computed as that sum, nothing else adds.
    """

    logits: Tensor
    evidence: Tensor
    embedding: Tensor


class EvidenceHead(nn.Module):
    """Linear in the patches: patch p of N gives label k the evidence value_k . h_p / N, and that is all there is.

    CLS is not read and there is no path round the patches. So the best weights for a given encoder are a convex
    problem (``trainer.recipes.probe``); gated attention trained by gradient did worse on as few films (experiment 2).
    """

    def __init__(self, inputs: int, labels: int) -> None:
        super().__init__()
        self.value = nn.Linear(inputs, labels, bias=False)
        self.offset = nn.Parameter(torch.zeros(labels))  # of every patch
        self.bias = nn.Parameter(torch.zeros(labels))
        nn.init.trunc_normal_(self.value.weight, std=0.02)

    def forward(self, patches: Tensor) -> tuple[Tensor, Tensor]:
        """Patch tokens [B, N, F] -> logits [B, K] and evidence [B, K, N]."""
        evidence = (self.value(patches) + self.offset).transpose(1, 2) / patches.shape[1]
        return self.bias + evidence.sum(-1), evidence

    @torch.no_grad()
    def move_to_bias(self, typical: Tensor) -> None:
        """Make ``typical`` [K], a logit of this head, its bias; logits stay as they are.

        A constant may stand with the patches or with the bias. With the mean logit of films without the finding as
        bias, evidence is what a film shows beyond those.
        """
        self.offset.copy_(self.offset + self.bias - typical)
        self.bias.copy_(typical)


class ScreeningModel(nn.Module):
    """Encoder and evidence head on its final patch tokens -> ``Screened``, labels in the order of ``LABELS``."""

    def __init__(self, encoder: VisionTransformer) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = EvidenceHead(encoder.config.dim, len(LABELS))

    def forward(self, films: Tensor) -> Screened:
        """Standardised films [B, 1, S, S]."""
        tokens = self.encoder(films)
        logits, evidence = self.head(tokens[:, 1:])
        embedding = torch.cat([tokens[:, 0], tokens[:, 1:].mean(1)], dim=-1)  # CLS may be here: no score is made of it
        n = self.encoder.config.grid
        return Screened(logits, evidence.unflatten(-1, (n, n)), embedding)


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
