"""Evidence figures on a model whose logit is known patch by patch: the truth must win, and by how much is known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.inference.figures import parse_figures
from spcxr_desktop.inference.node import Node
from trainer.evaluation import evidence as ev

N, S = 8, 64
WEIGHTS = np.zeros((2, N, N), np.float32)
WEIGHTS[0, 5:7, 1:3], WEIGHTS[0, 0, :] = 3.0, -0.5  # label 0 looks at a place in the right lung
WEIGHTS[1, 1, 4:] = 2.0  # label 1 at one outside
BIAS = np.array([-2.0, -1.0], np.float32)


def model(films: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    patches = films[:, 0].reshape(len(films), N, S // N, N, S // N).mean((2, 4))  # [B, N, N]
    found = (patches[:, None] * WEIGHTS).astype(np.float32)
    return BIAS + found.sum((2, 3)), found


@pytest.fixture(scope="module")
def films() -> NDArray[np.float32]:
    """Bright spots on dark ground, so that taking a place out changes it."""
    rng = np.random.default_rng(0)
    out = np.asarray(rng.uniform(0, 0.15, (12, S, S)), np.float32)
    out[:, 40:56, 8:24] = 1.0
    out[:, 8:16, 32:] = 0.9
    return out


@pytest.fixture(scope="module")
def masks() -> NDArray[np.uint8]:
    out = np.zeros((12, S, S), np.uint8)
    out[:10, 28:60, 4:28], out[:10, 28:60, 36:60] = 1, 2
    out[3, :4, :] = 255  # what nobody decided is no lung
    return out


LABELS = {"pneumonia": np.arange(12) % 2 == 0, "odd": np.arange(12) >= 8, "none": np.zeros(12, np.bool_)}


def test_figures_are_what_a_model_package_may_hold(films: NDArray[np.float32], masks: NDArray[np.uint8]) -> None:
    rows = ev.evidence_figures(model, films, masks, LABELS, most=4)
    assert [row["label"] for row in rows] == ["pneumonia", "odd"]  # no film has the third
    assert rows[0]["films"] == 4
    read = parse_figures(Node({"evidence": rows})).evidence
    assert read[0].inside_lungs[0] > 0.9 > 0.1 > read[1].inside_lungs[0]
    for row in read:
        assert row.deletion < row.random_deletion and row.insertion > row.random_insertion
        # Taking places out one by one is the best order for a model that only adds up: near it, never beyond.
        assert 0 <= row.deletion - row.occlusion_deletion < 0.05
        assert 0 <= row.occlusion_insertion - row.insertion < 0.05


def test_films_without_a_mask_do_not_count_as_outside(films: NDArray[np.float32], masks: NDArray[np.uint8]) -> None:
    curves = ev.evidence_curves(model, films, masks, {"pneumonia": np.arange(12) >= 8})[0]
    assert np.isfinite(curves.inside).tolist() == [True, True, False, False]
    assert ev.evidence_figures(model, films[10:], masks[10:], {"pneumonia": [True, True]}) == []


def test_occlusion_finds_the_weights(films: NDArray[np.float32]) -> None:
    falls = ev.occlusion(model, films[0], N)
    assert falls.shape == (2, N, N)
    hottest = np.argsort(-falls[0], axis=None)[:4]
    assert {(int(i) // N, int(i) % N) for i in hottest} == {(5, 1), (5, 2), (6, 1), (6, 2)}


def test_curves_by_hand() -> None:
    """One patch decides: gone at the first of ten steps, or kept until the last."""

    def one_patch(films: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        value = films[:, 0, 40:48, 8:16].mean((1, 2))[:, None]
        return 6 * value - 3, np.zeros((len(films), 1, N, N), np.float32)

    film = np.zeros((S, S), np.float32)
    film[40:48, 8:16] = 1.0
    order = np.zeros((N, N))
    order[5, 1] = 1
    gone = ev._mixed(film, [np.zeros((N, N), np.bool_)])
    whole, empty = (1 / (1 + np.exp(-float(one_patch(x)[0][0, 0]))) for x in (film[None, None], gone[:, None]))
    assert whole - empty > 0.8
    deletion, insertion = ev.curve_areas(one_patch, film, order, 0)
    assert deletion == pytest.approx(empty + (whole - empty) * 0.05)  # whole at 0, empty from a tenth on
    assert insertion == pytest.approx(whole - (whole - empty) * 0.05)
    deletion, insertion = ev.curve_areas(one_patch, film, -order, 0)  # the last to go, the last to come
    assert deletion == pytest.approx(whole - (whole - empty) * 0.05)
    assert insertion == pytest.approx(empty + (whole - empty) * 0.05)


def test_the_same_seed_draws_the_same_films(films: NDArray[np.float32], masks: NDArray[np.uint8]) -> None:
    one, again = (ev.evidence_figures(model, films, masks, LABELS, most=3, seed=4) for _ in range(2))
    assert one == again


def test_differences_have_the_sign_of_better(films: NDArray[np.float32], masks: NDArray[np.uint8]) -> None:
    curves = ev.evidence_curves(model, films, masks, LABELS)[0]
    found = ev.differences(curves, np.arange(12))
    assert found["deletion against random"][1] > 0 and found["insertion against random"][1] > 0
    assert -0.05 < found["deletion against occlusion"][0] <= 0


def test_shapes_are_checked(films: NDArray[np.float32], masks: NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="one shape"):
        ev.evidence_figures(model, films, masks[:, :32], LABELS)
