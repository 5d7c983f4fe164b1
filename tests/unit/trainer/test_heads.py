"""The heads: shapes, what they read of the encoder, and that the lung decoder keeps place."""

from __future__ import annotations

import pytest
import torch
from torch import nn

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


@pytest.fixture
def screening(encoder: VisionTransformer) -> ScreeningModel:
    """With weights as after training: fresh ones give logits near 0."""
    torch.manual_seed(3)
    model = ScreeningModel(encoder).eval()
    for parameter in (model.head.value.weight, model.head.offset, model.head.bias):
        nn.init.normal_(parameter)
    return model


def test_screening_gives_a_logit_and_a_map_for_each_label(screening: ScreeningModel, films: torch.Tensor) -> None:
    logits, evidence, embedding = screening(films)
    assert logits.shape == (2, len(LABELS))
    assert evidence.shape == (2, len(LABELS), 4, 4)
    assert embedding.shape == (2, 64)


def test_the_logit_is_its_bias_and_the_sum_of_its_evidence(screening: ScreeningModel, films: torch.Tensor) -> None:
    logits, evidence, _ = screening(films)
    assert evidence.std((2, 3)).min() > 0.01  # not the same everywhere
    torch.testing.assert_close(screening.head.bias + evidence.sum((2, 3)), logits)


def test_nothing_reaches_the_logits_past_the_patches(screening: ScreeningModel, films: torch.Tensor) -> None:
    """Whatever CLS is after the last block, scores and evidence stay; only the embedding reads it."""
    before = screening(films)
    screening.encoder.blocks[-1].register_forward_hook(
        lambda _module, _inputs, x: torch.cat([x[:, :1] + torch.linspace(-9, 9, 32), x[:, 1:]], 1)
    )
    after = screening(films)
    assert torch.equal(before.logits, after.logits)
    assert torch.equal(before.evidence, after.evidence)
    assert not torch.allclose(before.embedding, after.embedding)


def test_evidence_lies_where_its_patch_lies(screening: ScreeningModel, films: torch.Tensor) -> None:
    """A push on the tokens of row 1, column 2 moves that cell alone: rows and columns are not swapped."""
    before = screening(films).evidence
    push = torch.randn(32, generator=torch.Generator().manual_seed(6))
    screening.encoder.blocks[-1].register_forward_hook(lambda _module, _inputs, x: x + push * _at(x, 1 + 1 * 4 + 2))
    moved = (screening(films).evidence - before).abs().amax((0, 1))
    assert moved[1, 2] > 0.01
    moved[1, 2] = 0
    assert moved.max() == 0


def test_a_film_is_judged_alike_in_any_company(screening: ScreeningModel) -> None:
    films = torch.randn(5, 1, 64, 64, generator=torch.Generator().manual_seed(7))
    for together, alone in zip(screening(films), screening(films[2:3]), strict=True):
        torch.testing.assert_close(together[2:3], alone, rtol=1e-4, atol=1e-5)


def test_a_constant_moves_between_evidence_and_bias(screening: ScreeningModel, films: torch.Tensor) -> None:
    before = screening(films)
    typical = torch.tensor([-1.5, 0.25, 3.0])
    screening.head.move_to_bias(typical)
    after = screening(films)
    torch.testing.assert_close(after.logits, before.logits)
    assert torch.equal(screening.head.bias, typical)
    torch.testing.assert_close(after.evidence.sum((2, 3)), before.logits - typical)


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
    found = model(films)
    (found if isinstance(found, torch.Tensor) else found.logits).square().mean().backward()
    without = {name for name, parameter in model.named_parameters() if parameter.grad is None}
    assert without == ({"encoder.norm.weight", "encoder.norm.bias"} if kind is LungModel else set())
