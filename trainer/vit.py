"""The vision transformer encoder (Dosovitskiy et al., arXiv 2010.11929), grey input, any square size.

Parameter names follow timm's ``VisionTransformer`` so that public checkpoints load by name.
Shapes: B films, N patches, D embedding width, S image side in pixels, P patch side (16).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class ViTConfig:
    """Encoder dimensions. ``image_size`` is the side the position table was made for (px)."""

    image_size: int = 112
    patch_size: int = 16
    dim: int = 192
    depth: int = 12
    heads: int = 3
    mlp_ratio: float = 4.0
    drop_path: float = 0.1

    @property
    def grid(self) -> int:
        """Patches along one side."""
        return self.image_size // self.patch_size


VIT_SIZES: dict[str, dict[str, int]] = {
    "ti": {"dim": 192, "depth": 12, "heads": 3},
    "s": {"dim": 384, "depth": 12, "heads": 6},
    "b": {"dim": 768, "depth": 12, "heads": 12},
}


def vit_config(size: str, image_size: int, drop_path: float = ViTConfig.drop_path) -> ViTConfig:
    """The encoder named ``size``. Raises ValueError naming the sizes there are."""
    if size not in VIT_SIZES:
        raise ValueError(f"unknown encoder vit={size}; choose one of {', '.join(VIT_SIZES)}")
    return ViTConfig(image_size=image_size, drop_path=drop_path, **VIT_SIZES[size])


FILM_MEAN, FILM_STD = 0.5, 0.25  # of prepared films; fixed, so that a package never depends on its training set


def standardise(films: Tensor) -> Tensor:
    """Prepared films in 0..1 -> about zero mean, unit spread; part of every exported graph."""
    return (films - FILM_MEAN) / FILM_STD


class PatchEmbed(nn.Module):
    """Cut the film into P x P patches and project each to D numbers."""

    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        self.proj = nn.Conv2d(1, config.dim, config.patch_size, stride=config.patch_size)

    def forward(self, x: Tensor) -> Tensor:
        return self.proj(x).flatten(2).transpose(1, 2)  # [B, 1, S, S] -> [B, N, D]


class Attention(nn.Module):
    """Multi-head self-attention over all tokens."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        y = F.scaled_dot_product_attention(q, k, v)  # [B, heads, N, D/heads]
        return self.proj(y.transpose(1, 2).reshape(b, n, d))


class Mlp(nn.Module):
    """The feed-forward half of a block."""

    def __init__(self, dim: int, hidden: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(dim, hidden)
        self.fc2 = nn.Linear(hidden, dim)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(F.gelu(self.fc1(x)))


class DropPath(nn.Module):
    """Stochastic depth (Huang et al., arXiv 1603.09382): drop a residual branch for whole films."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0.0:
            return x
        keep = 1.0 - self.rate
        kept = torch.rand(x.shape[0], 1, 1, device=x.device) < keep
        return x * kept.to(x.dtype) / keep


class Block(nn.Module):
    """Pre-norm transformer block."""

    def __init__(self, config: ViTConfig, drop_path: float) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(config.dim, eps=1e-6)
        self.attn = Attention(config.dim, config.heads)
        self.norm2 = nn.LayerNorm(config.dim, eps=1e-6)
        self.mlp = Mlp(config.dim, int(config.dim * config.mlp_ratio))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.drop_path(self.attn(self.norm1(x)))
        return x + self.drop_path(self.mlp(self.norm2(x)))


class VisionTransformer(nn.Module):
    """Grey ViT encoder. ``forward`` gives the final tokens, ``features`` those of chosen blocks."""

    def __init__(self, config: ViTConfig) -> None:
        super().__init__()
        if config.image_size % config.patch_size:
            raise ValueError(
                f"image_size {config.image_size} is not a multiple of the patch side {config.patch_size}; "
                f"use {config.grid * config.patch_size} or {(config.grid + 1) * config.patch_size}"
            )
        self.config = config
        self.patch_embed = PatchEmbed(config)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, config.dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, config.grid**2 + 1, config.dim))
        rates = [config.drop_path * i / max(1, config.depth - 1) for i in range(config.depth)]
        self.blocks = nn.ModuleList(Block(config, rate) for rate in rates)
        self.norm = nn.LayerNorm(config.dim, eps=1e-6)
        self._init_weights()

    def _init_weights(self) -> None:
        nn.init.trunc_normal_(self.pos_embed, std=0.02)
        nn.init.normal_(self.cls_token, std=1e-6)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.trunc_normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)

    def features(self, x: Tensor, blocks: tuple[int, ...]) -> list[Tensor]:
        """Residual streams after the given 1-based blocks, each [B, N+1, D], CLS first, not normed."""
        x = self.patch_embed(x)  # [B, N, D]
        x = torch.cat([self.cls_token.expand(x.shape[0], -1, -1), x], dim=1) + self.pos_embed
        kept: dict[int, Tensor] = {}
        for number, block in enumerate(self.blocks, start=1):
            x = block(x)
            kept[number] = x
        return [kept[number] for number in blocks]

    def forward(self, x: Tensor) -> Tensor:
        """[B, 1, S, S] normalised film -> [B, N+1, D] normed tokens, CLS first."""
        return self.norm(self.features(x, (self.config.depth,))[0])


def resample_positions(pos_embed: Tensor, grid: int) -> Tensor:
    """Bicubic resampling of a position table [1, 1+n*n, D] to ``grid`` x ``grid`` patches (CLS kept)."""
    cls, table = pos_embed[:, :1], pos_embed[:, 1:]
    side = round(table.shape[1] ** 0.5)
    if side == grid:
        return pos_embed
    table = table.reshape(1, side, side, -1).permute(0, 3, 1, 2)
    table = F.interpolate(table, size=(grid, grid), mode="bicubic", antialias=False)
    return torch.cat([cls, table.permute(0, 2, 3, 1).flatten(1, 2)], dim=1)
