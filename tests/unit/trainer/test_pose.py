"""The pose network in torch and in NumPy is one network, and learns which way a picture hangs."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from spcxr_desktop.inference.pose import TURNS, pose_of
from trainer.pose import PoseNetwork, train, turned


def test_numpy_computes_what_torch_trained() -> None:
    torch.manual_seed(0)
    network = PoseNetwork().eval()
    films = torch.rand(5, 1, 32, 32)
    with torch.no_grad():
        turns, sides = network(films)[:, : len(TURNS)].softmax(1), network.heart_left(films)
    for film, turn, side in zip(films, turns, sides, strict=True):
        pose = pose_of(film[0].numpy(), network.arrays())
        np.testing.assert_allclose(pose.turn, turn.numpy(), atol=1e-4)
        assert pose.heart_left == pytest.approx(float(side), abs=1e-4)


def test_turns_are_what_their_names_say() -> None:
    film = torch.zeros(1, 1, 8, 8)
    film[..., 0, 2] = 1  # at the top
    assert turned(film, TURNS.index("upright"))[0, 0, 0, 2] == 1
    assert turned(film, TURNS.index("turned left"))[0, 0, 5, 0] == 1
    assert turned(film, TURNS.index("upside down"))[0, 0, 7, 5] == 1
    assert turned(film, TURNS.index("turned right"))[0, 0, 2, 7] == 1
    assert turned(film, TURNS.index("negative"))[0, 0, 0, 2] == 0


def test_a_little_training_finds_top_and_side() -> None:
    y, x = np.mgrid[:64, :64] / 63.0
    noise = np.random.default_rng(0).normal(0, 0.03, (40, 1, 64, 64))
    films = np.clip(0.2 + 0.4 * y**2 + 0.4 * ((x - 0.7) ** 2 + (y - 0.6) ** 2 < 0.04) + noise, 0, 1).astype(np.float32)
    network = train(torch.from_numpy(films), np.array(["a", "b"] * 20), steps=60)
    upright = pose_of(films[0, 0], network.arrays())
    upside_down = pose_of(np.ascontiguousarray(films[0, 0, ::-1, ::-1]), network.arrays())
    assert upright.turn[0] > 0.5 > upside_down.turn[0]
    assert upright.heart_left > 0
