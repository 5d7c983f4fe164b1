"""Augmentation: every draw is the film's own, masks move with films, and left stays left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from trainer.data.augment import Augmentation, augment, film_rngs, plain

SIDE = 64
STILL = Augmentation(
    scale_low=1.0, scale_high=1.0, stretch=1.0, shift=0.0, rotation=0.0, gamma=1.0, contrast=0.0, brightness=0.0,
    noise=0.0, blur_probability=0.0, erase_probability=0.0,
)  # fmt: skip
GEOMETRY = replace(STILL, scale_low=0.75, scale_high=1.05, stretch=1.25, shift=0.06, rotation=8.0)
ALWAYS = Augmentation(blur_probability=1.0, erase_probability=1.0)


def generators(films: int, epoch: int = 0) -> list[np.random.Generator]:
    return film_rngs(1, epoch, np.arange(films))


@pytest.fixture
def films() -> torch.Tensor:
    return torch.randint(0, 256, (8, 72, 72), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))


def test_a_films_draws_depend_on_nothing_else(films: torch.Tensor) -> None:
    for settings in (Augmentation(), ALWAYS):
        many, _ = augment(films, generators(8), SIDE, settings)
        few, _ = augment(films[2:5], generators(8)[2:5], SIDE, settings)
        torch.testing.assert_close(few, many[2:5], atol=1e-6, rtol=0)
        assert not torch.equal(augment(films, generators(8, epoch=1), SIDE, settings)[0], many)


def test_masks_take_no_draws(films: torch.Tensor) -> None:
    with_mask, _ = augment(films, generators(8), SIDE, ALWAYS, films)
    without, nothing = augment(films, generators(8), SIDE, ALWAYS)
    assert torch.equal(with_mask, without)
    assert nothing is None


def test_range_and_shape(films: torch.Tensor) -> None:
    extreme = replace(ALWAYS, contrast=2.0, brightness=1.0, noise=1.0)
    x, masks = augment(films, generators(8), SIDE, extreme, films)
    assert x.shape == (8, 1, SIDE, SIDE)
    assert x.dtype == torch.float32
    assert 0 <= x.min() < x.max() <= 1
    assert masks is not None
    assert masks.shape == (8, SIDE, SIDE)
    assert masks.dtype == torch.uint8


def test_without_ranges_nothing_happens(films: torch.Tensor) -> None:
    x, masks = augment(films, generators(8), 72, STILL, films)
    torch.testing.assert_close(x[:, 0], films / 255, atol=5e-4, rtol=0)  # black is lifted to 1e-4
    assert torch.equal(masks, films)


def test_a_mask_moves_with_its_film() -> None:
    """A film that is its own mask stays so, up to the pixels that an edge runs through."""
    y, x = torch.meshgrid(torch.arange(96), torch.arange(96), indexing="ij")
    lung = (((x - 30) / 14) ** 2 + ((y - 44) / 30) ** 2 < 1).to(torch.uint8)
    moved, masks = augment((255 * lung).expand(40, -1, -1), generators(40), SIDE, GEOMETRY, lung.expand(40, -1, -1))
    assert masks is not None
    lungs = moved[:, 0] > 0.5
    overlap, union = (lungs & (masks == 1)).sum((1, 2)), (lungs | (masks == 1)).sum((1, 2))
    assert (overlap / union).min() > 0.93
    assert masks.float().mean((1, 2)).std() > 0.01  # they did move


def test_masks_keep_their_values() -> None:
    masks = torch.tensor([0, 1, 2, 255], dtype=torch.uint8).repeat(8, 72, 18)
    _, moved = augment(masks, generators(8), SIDE, GEOMETRY, masks)
    assert moved is not None
    assert set(moved.unique().tolist()) == {0, 1, 2, 255}


def test_left_and_right_are_never_exchanged() -> None:
    """A marker in the right half of the upper half stays there in every draw that shows it."""
    film = torch.zeros(1, 96, 96, dtype=torch.uint8)
    film[0, 16:28, 66:78] = 255
    x, _ = augment(film.expand(300, -1, -1), generators(300), SIDE, GEOMETRY)
    weight = x[:, 0]
    shown = weight.sum((1, 2)) > 5
    assert shown.sum() > 250
    columns = (weight.sum(1) * torch.arange(SIDE)).sum(1) / weight.sum((1, 2))
    rows = (weight.sum(2) * torch.arange(SIDE)).sum(1) / weight.sum((1, 2))
    assert columns[shown].min() > SIDE / 2
    assert rows[shown].max() < SIDE / 2


def test_the_aspect_ratio_is_jittered() -> None:
    """Width over height of a square is log-uniform in [1/stretch, stretch]: its own ratio says nothing."""
    film = torch.zeros(1, 96, 96, dtype=torch.uint8)
    film[0, 33:63, 33:63] = 255
    x, _ = augment(film.expand(400, -1, -1), generators(400), 128, replace(GEOMETRY, rotation=0.0, shift=0.0))
    inside = x[:, 0] > 0.5
    ratio = inside.any(1).sum(1) / inside.any(2).sum(1)
    assert ratio.min() == pytest.approx(1 / 1.25, abs=0.06)
    assert ratio.max() == pytest.approx(1.25, abs=0.06)


def test_erased_rectangles_lie_in_the_margin() -> None:
    film = torch.full((1, 64, 64), 128, dtype=torch.uint8)
    x, _ = augment(film.expand(200, -1, -1), generators(200), SIDE, replace(STILL, erase_probability=1.0))
    changed = (x[:, 0] - 128 / 255).abs() > 1e-3
    assert changed.any(2).any(1).float().mean() > 0.95
    assert not changed[:, 14:50, 14:50].any()
    for edge in (changed[:, 0], changed[:, -1], changed[:, :, 0], changed[:, :, -1]):
        assert edge.any(1).float().mean() > 0.15


def test_plain_resamples_and_nothing_else(films: torch.Tensor) -> None:
    assert torch.equal(plain(films, 72), films.unsqueeze(1) / 255)
    flat = torch.full((2, 72, 72), 51, dtype=torch.uint8)
    torch.testing.assert_close(plain(flat, 48), torch.full((2, 1, 48, 48), 0.2))
    halves = plain(films[:, :64, :64], 32)
    assert (halves.mean((1, 2, 3)) - films[:, :64, :64].float().mean((1, 2)) / 255).abs().max() < 0.01
