"""The encoder: names that public checkpoints use, the walk through its blocks, shapes, polite refusals."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from trainer.vit import DropPath, VisionTransformer, ViTConfig, resample_positions, standardise

CONFIG = ViTConfig(image_size=64, dim=32, depth=3, heads=2)
BLOCK = (
    "norm1.weight", "norm1.bias", "attn.qkv.weight", "attn.qkv.bias", "attn.proj.weight", "attn.proj.bias",
    "norm2.weight", "norm2.bias", "mlp.fc1.weight", "mlp.fc1.bias", "mlp.fc2.weight", "mlp.fc2.bias",
)  # fmt: skip


@pytest.fixture
def encoder() -> VisionTransformer:
    torch.manual_seed(0)
    return VisionTransformer(CONFIG).eval()


@pytest.fixture
def films() -> torch.Tensor:
    return torch.randn(2, 1, 64, 64, generator=torch.Generator().manual_seed(1))


def test_parameter_names_are_those_of_timm(encoder: VisionTransformer) -> None:
    expected = {"cls_token", "pos_embed", "patch_embed.proj.weight", "patch_embed.proj.bias"}
    expected |= {"norm.weight", "norm.bias"}
    expected |= {f"blocks.{block}.{name}" for block in range(CONFIG.depth) for name in BLOCK}
    assert set(encoder.state_dict()) == expected


def test_parameter_shapes_are_those_of_timm(encoder: VisionTransformer) -> None:
    shapes = {name: tuple(value.shape) for name, value in encoder.state_dict().items()}
    assert shapes["cls_token"] == (1, 1, 32)
    assert shapes["pos_embed"] == (1, 17, 32)  # 4 x 4 patches and CLS, which comes first
    assert shapes["patch_embed.proj.weight"] == (32, 1, 16, 16)
    assert shapes["blocks.0.attn.qkv.weight"] == (96, 32)
    assert shapes["blocks.0.mlp.fc1.weight"] == (128, 32)


def test_vit_ti_has_the_published_size() -> None:
    """ViT-Ti/16 at 224 px has 5,717,416 parameters with an RGB stem and a head for 1,000 classes (DeiT)."""
    encoder = VisionTransformer(ViTConfig(image_size=224))
    rgb_stem, classifier = 2 * 16 * 16 * 192, 192 * 1000 + 1000
    assert sum(p.numel() for p in encoder.parameters()) == 5_717_416 - rgb_stem - classifier


def test_features_equal_a_walk_by_hand(encoder: VisionTransformer, films: torch.Tensor) -> None:
    weight, bias = encoder.patch_embed.proj.weight, encoder.patch_embed.proj.bias
    patches = films.unfold(2, 16, 16).unfold(3, 16, 16).reshape(2, 16, 256)  # row by row
    tokens = patches @ weight.reshape(32, 256).T + bias
    x = torch.cat([encoder.cls_token.expand(2, -1, -1), tokens], 1) + encoder.pos_embed
    walked = []
    for block in encoder.blocks:
        x = x + _attention(block.attn, block.norm1(x))
        x = x + block.mlp.fc2(nn.functional.gelu(block.mlp.fc1(block.norm2(x))))
        walked.append(x)
    third, first = encoder.features(films, (3, 1))
    torch.testing.assert_close(first, walked[0])
    torch.testing.assert_close(third, walked[2])
    torch.testing.assert_close(encoder(films), encoder.norm(walked[2]))


def _attention(attention: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """softmax(Q K' / sqrt(D/h)) V, head by head; rows of qkv are q, then k, then v, head by head within each."""
    q, k, v = attention.qkv(x).chunk(3, dim=-1)
    heads = []
    for head in range(2):
        part = slice(16 * head, 16 * head + 16)
        weights = (q[..., part] @ k[..., part].transpose(1, 2) / 4).softmax(-1)
        heads.append(weights @ v[..., part])
    return attention.proj(torch.cat(heads, -1))


def test_forward_gives_cls_and_one_token_a_patch(encoder: VisionTransformer, films: torch.Tensor) -> None:
    assert encoder(films).shape == (2, 17, 32)


def test_a_film_does_not_see_its_neighbours_in_the_batch(encoder: VisionTransformer, films: torch.Tensor) -> None:
    torch.testing.assert_close(encoder(films)[1:], encoder(films[1:]), atol=1e-5, rtol=1e-4)


def test_positions_are_kept_at_the_same_grid(encoder: VisionTransformer) -> None:
    assert torch.equal(resample_positions(encoder.pos_embed, 4), encoder.pos_embed)


def test_resampled_positions_keep_cls_and_place() -> None:
    """A table that holds its own coordinates still does after resampling, away from the edges.

    Torch's bicubic kernel (a = -0.75) bends a straight line by up to 0.05 of a patch.
    """
    y, x = torch.meshgrid(torch.arange(8.0), torch.arange(8.0), indexing="ij")
    table = torch.stack([y, x], -1).reshape(1, 64, 2)
    cls = torch.tensor([[[7.0, -7.0]]])
    larger = resample_positions(torch.cat([cls, table], 1), 16)
    assert larger.shape == (1, 257, 2)
    assert torch.equal(larger[:, :1], cls)
    middle = larger[0, 1:].reshape(16, 16, 2)[4:12, 4:12]
    expected = (torch.arange(4.0, 12.0) + 0.5) / 2 - 0.5
    torch.testing.assert_close(middle[..., 0], expected[:, None].expand(8, 8), atol=0.06, rtol=0)
    torch.testing.assert_close(middle[..., 1], expected[None].expand(8, 8), atol=0.06, rtol=0)


def test_a_side_that_is_no_multiple_of_the_patch_names_both_remedies() -> None:
    with pytest.raises(ValueError, match=r"image_size 100 .*multiple of the patch side 16; use 96 or 112"):
        VisionTransformer(ViTConfig(image_size=100))


def test_drop_path_drops_whole_films_and_keeps_the_mean() -> None:
    torch.manual_seed(0)
    drop = DropPath(0.25).train()
    out = drop(torch.ones(4000, 3, 2))
    kept = out[:, 0, 0] > 0
    assert torch.equal(out, torch.where(kept.view(-1, 1, 1), 1 / 0.75, 0.0).expand_as(out))
    assert abs(out.mean().item() - 1) < 0.05
    assert torch.equal(drop.eval()(torch.ones(3, 3, 2)), torch.ones(3, 3, 2))


def test_drop_path_rises_with_depth() -> None:
    rates = [block.drop_path.rate for block in VisionTransformer(CONFIG).blocks]
    assert rates == pytest.approx([0.0, 0.05, 0.1])


def test_standardise() -> None:
    assert standardise(torch.tensor([0.0, 0.5, 1.0])).tolist() == [-2.0, 0.0, 2.0]
