"""The heads: shapes, what they read of the encoder, and that the lung decoder keeps place."""

from __future__ import annotations

import pytest
import torch

from trainer.data.labels import LABELS
from trainer.heads import LUNG_CLASSES, LungModel, ScreeningModel
from trainer.vit import VisionTransformer, ViTConfig


@pytest.fixture
def encoder() -> VisionTransformer:
    torch.manual_seed(0)
    return VisionTransformer(ViTConfig(image_size=64, dim=32, depth=12, heads=2)).eval()


@pytest.fixture
def films() -> torch.Tensor:
    return torch.randn(2, 1, 64, 64, generator=torch.Generator().manual_seed(1))


def test_screening_gives_one_logit_a_label(encoder: VisionTransformer, films: torch.Tensor) -> None:
    assert ScreeningModel(encoder).eval()(films).shape == (2, len(LABELS))


def test_screening_reads_cls_and_the_mean_patch(encoder: VisionTransformer, films: torch.Tensor) -> None:
    model, tokens = ScreeningModel(encoder).eval(), encoder(films)
    torch.testing.assert_close(model.pooled(films), torch.cat([tokens[:, 0], tokens[:, 1:].sum(1) / 16], 1))
    torch.testing.assert_close(model(films), model.pooled(films) @ model.head.weight.T + model.head.bias)


def test_lungs_have_the_films_own_size(encoder: VisionTransformer, films: torch.Tensor) -> None:
    assert LungModel(encoder).eval()(films).shape == (2, LUNG_CLASSES, 64, 64)


def test_lung_streams_lie_where_their_patches_lie(encoder: VisionTransformer, films: torch.Tensor) -> None:
    """A push on the tokens of row 1, column 2 moves the output there most: rows and columns are not swapped."""
    model = LungModel(encoder).eval()
    plain = model(films)
    token = 1 + 1 * 4 + 2  # after CLS, 4 patches a row
    push = torch.randn(32, generator=torch.Generator().manual_seed(2))
    encoder.blocks[-1].register_forward_hook(lambda _module, _inputs, x: x + push * (_at(x, token)))
    moved = (model(films) - plain).abs().sum(1)[0]
    cells = moved.reshape(4, 16, 4, 16).mean((1, 3))
    assert divmod(int(cells.argmax()), 4) == (1, 2)


def _at(x: torch.Tensor, token: int) -> torch.Tensor:
    mask = torch.zeros(x.shape[1], 1)
    mask[token] = 5.0
    return mask


@pytest.mark.parametrize("kind", [ScreeningModel, LungModel])
def test_every_parameter_is_trained(
    kind: type[ScreeningModel] | type[LungModel], encoder: VisionTransformer, films: torch.Tensor
) -> None:
    """Every parameter gets a gradient, except the encoder's last norm in the lung model, which reads before it."""
    model = kind(encoder)
    model(films).square().mean().backward()
    without = {name for name, parameter in model.named_parameters() if parameter.grad is None}
    assert without == ({"encoder.norm.weight", "encoder.norm.bias"} if kind is LungModel else set())
