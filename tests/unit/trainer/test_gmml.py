"""What makes the method GMML: which patches are hidden, with what, and that only they are scored."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from trainer.data.augment import film_rngs
from trainer.gmml import (
    GMML,
    MAX_SIDE,
    SAMPLERS,
    Corruption,
    ReconstructionHead,
    corrupt,
    draw_corruption,
    published_blocks,
    reconstruction_loss,
    to_pixels,
    uniform_blocks,
)
from trainer.vit import VisionTransformer, ViTConfig

N, SIDE = 14, 224
Sampler = Callable[[np.random.Generator, int, float], NDArray[np.bool_]]


def generators(films: int, epoch: int = 0, view: int = 0) -> list[np.random.Generator]:
    return film_rngs(3, epoch, np.arange(films), view)


@pytest.mark.parametrize("sampler", sorted(SAMPLERS))
@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32), n=st.sampled_from([7, 10, 14]), target=st.floats(0.05, 0.75))
def test_masked_share_lies_between_target_and_one_block_more(sampler: str, seed: int, n: int, target: float) -> None:
    share = SAMPLERS[sampler](np.random.default_rng(seed), n, target).mean()
    block = max(1, round(MAX_SIDE * n)) ** 2
    assert target <= share < target + block / n**2


def cell_probability(sampler: Sampler, target: float) -> NDArray[np.float64]:
    return np.mean([sampler(np.random.default_rng((0, i)), N, target) for i in range(3000)], axis=0)


def test_uniform_sampler_hides_every_cell_alike() -> None:
    probability = cell_probability(uniform_blocks, 0.6)
    assert np.abs(probability - probability.mean()).max() < 0.03


def test_published_sampler_favours_the_centre() -> None:
    """METHOD measured 0.17 at the top-left corner, 0.72 at the centre, 0.37 at the bottom right for U[.5, .75]."""
    probability = cell_probability(published_blocks, 0.625)
    assert probability[0, 0] == pytest.approx(0.17, abs=0.05)
    assert probability[6:8, 6:8].mean() == pytest.approx(0.72, abs=0.05)
    assert probability[-1, -1] == pytest.approx(0.37, abs=0.06)


def test_published_sampler_refuses_a_film_too_small_to_hide() -> None:
    """At 80 px its blocks are one patch, the last row and column are out of reach, and 0.75 would never be met."""
    with pytest.raises(ValueError, match="96"):
        published_blocks(np.random.default_rng(0), 5, 0.75)


def test_an_unknown_sampler_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="unknown sampler 'random'; choose one of published, uniform"):
        Corruption(sampler="random")


def test_blocks_are_groups_of_neighbours() -> None:
    """Hidden patches touch hidden patches far more often than if they lay apart (0.30)."""
    masks = np.stack([uniform_blocks(np.random.default_rng(i), N, 0.3) for i in range(100)])
    right_neighbour_hidden = masks[:, :, 1:][masks[:, :, :-1]].mean()
    assert right_neighbour_hidden > 0.55


def test_draws_depend_on_seed_epoch_index_and_view_alone() -> None:
    small, large = (draw_corruption(generators(films), N, SIDE, Corruption()) for films in (3, 8))
    assert torch.equal(small[0], large[0][:3])
    assert torch.equal(small[2], large[2][:3])
    assert torch.equal(small[1] >= 0, large[1][:3] >= 0)  # whether a donor is used; which one, the batch decides
    again = draw_corruption(generators(8), N, SIDE, Corruption())
    assert all(torch.equal(a, b) for a, b in zip(large, again, strict=True))
    for other in (generators(8, epoch=1), generators(8, view=1)):
        assert not torch.equal(draw_corruption(other, N, SIDE, Corruption())[0], large[0])


def test_order_in_the_batch_changes_nothing_for_a_film() -> None:
    forwards = draw_corruption(film_rngs(0, 0, np.array([5, 9, 2])), N, SIDE, Corruption())
    backwards = draw_corruption(film_rngs(0, 0, np.array([2, 9, 5])), N, SIDE, Corruption())
    assert torch.equal(forwards[0], backwards[0].flip(0))
    assert torch.equal(forwards[2], backwards[2].flip(0))


def test_a_film_is_never_its_own_donor() -> None:
    for films in (2, 3, 5):
        for epoch in range(40):
            rngs = generators(films, epoch)
            _, donors, _ = draw_corruption(rngs, 4, 64, Corruption(donor_probability=1.0))
            assert (donors != torch.arange(films)).all()
            assert ((donors >= 0) & (donors < films)).all()


def test_donors_and_noise_come_in_the_asked_shares() -> None:
    masks, donors, _ = draw_corruption(generators(2000), 4, 64, Corruption(donor_probability=0.3))
    assert (donors >= 0).float().mean() == pytest.approx(0.3, abs=0.04)
    shares = masks.float().mean((1, 2))
    assert shares[donors >= 0].min() >= 0.3
    assert shares[donors >= 0].max() < 0.5 <= shares[donors < 0].min()


def test_a_batch_of_one_uses_noise() -> None:
    for epoch in range(20):
        _, donors, noise = draw_corruption(generators(1, epoch), 4, 64, Corruption(donor_probability=1.0))
        assert donors.tolist() == [-1]
        assert noise.std() == pytest.approx(1.0, abs=0.05)


def test_a_noise_film_is_hidden_alike_in_a_batch_of_one() -> None:
    """The draw does not depend on the batch even where the batch has no donor to give."""
    masks, donors, noise = draw_corruption(generators(12), 4, 64, Corruption())
    for film in torch.nonzero(donors < 0).flatten().tolist():
        alone = draw_corruption(film_rngs(3, 0, np.array([film])), 4, 64, Corruption())
        assert torch.equal(alone[0][0], masks[film])
        assert torch.equal(alone[2][0], noise[film])


@pytest.fixture
def corrupted() -> tuple[torch.Tensor, ...]:
    """clean, pixels, donors, noise, and what ``corrupt`` makes of them."""
    clean = torch.randn(6, 1, 64, 64, generator=torch.Generator().manual_seed(0))
    mask, donors, noise = draw_corruption(generators(6), 4, 64, Corruption())
    pixels = to_pixels(mask, 16)
    assert (donors >= 0).any()
    assert (donors < 0).any()
    return clean, pixels, donors, noise, corrupt(clean, pixels, donors, noise)


def test_hidden_pixels_are_the_donors_or_noise(corrupted: tuple[torch.Tensor, ...]) -> None:
    clean, pixels, donors, noise, out = corrupted
    for film, donor in enumerate(donors.tolist()):
        hidden = pixels[film]
        source = clean[donor] if donor >= 0 else noise[film]
        assert torch.equal(out[film][hidden], source[hidden])
        assert not torch.equal(out[film][hidden], clean[film][hidden])


def test_other_pixels_are_untouched(corrupted: tuple[torch.Tensor, ...]) -> None:
    clean, pixels, _, _, out = corrupted
    assert torch.equal(out[~pixels], clean[~pixels])


def test_to_pixels_hides_whole_patches() -> None:
    mask = torch.tensor([[[True, False], [False, False]]])
    pixels = to_pixels(mask, 3)
    assert pixels.shape == (1, 1, 6, 6)
    assert pixels[0, 0, :3, :3].all()
    assert pixels.sum() == 9


def test_loss_has_no_gradient_on_visible_pixels(corrupted: tuple[torch.Tensor, ...]) -> None:
    clean, pixels, *_ = corrupted
    painted = torch.zeros_like(clean, requires_grad=True)
    loss = reconstruction_loss(painted, clean, pixels)
    (gradient,) = torch.autograd.grad(loss, painted)
    assert (gradient[~pixels] == 0).all()
    torch.testing.assert_close(gradient[pixels].abs(), torch.full_like(gradient[pixels], 1 / pixels.sum().item()))
    torch.testing.assert_close(loss, clean[pixels].abs().mean())


def test_head_paints_each_patch_from_its_own_token() -> None:
    torch.manual_seed(0)
    head = ReconstructionHead(8, 16)
    tokens = torch.randn(1, 9, 8)
    changed = tokens.clone()
    changed[0, 5] += 1  # row 1, column 2 of 3 x 3
    difference = (head(changed) - head(tokens)).abs()[0, 0]
    assert difference[16:32, 32:].min() > 0
    difference[16:32, 32:] = 0
    assert difference.max() == 0


def test_one_batch_over_fits() -> None:
    """A narrow network learns four films by heart: smooth shapes, so that it takes seconds."""
    torch.manual_seed(0)
    model = GMML(VisionTransformer(ViTConfig(image_size=64, dim=64, depth=12, heads=2, drop_path=0.0)))
    y, x = torch.meshgrid(torch.linspace(-1, 1, 64), torch.linspace(-1, 1, 64), indexing="ij")
    clean = torch.stack([torch.sin(3 * x + k) + torch.cos((2 + k) * y) for k in range(4)]).unsqueeze(1)
    mask, donors, noise = draw_corruption(generators(4), 4, 64, Corruption())
    pixels = to_pixels(mask, 16)
    hidden = corrupt(clean, pixels, donors, noise)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    losses = []
    for _ in range(150):
        loss = reconstruction_loss(model(hidden), clean, pixels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.15 * losses[0]
