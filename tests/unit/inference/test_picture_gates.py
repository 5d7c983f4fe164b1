"""Each gate of the picture on the phantom, hung, exposed and spoilt in every way the gates know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain.phantom import Phantom, render
from spcxr_desktop.domain.phantom_anatomy import load_anatomy
from spcxr_desktop.domain.preparation import prepare
from spcxr_desktop.domain.zones import SIDES_UNSURE
from spcxr_desktop.inference.picture_gates import SIDES_DOUBTFUL, picture_gates, pose_gates
from spcxr_desktop.inference.pose import Pose, pose_of

CHEST = Path(__file__).resolve().parents[3] / "resources" / "phantom" / "chest.json"
Film = NDArray[np.uint8]
DRAW = np.random.default_rng(0)


@pytest.fixture(scope="module")
def film() -> Film:
    """The phantom at a seventh of its size, 8 bits, without its printed mark."""
    phantom: Phantom = render(load_anatomy(CHEST), opacity=False, seed=1, scale=0.15)
    greys = (phantom.pixels >> 6).astype(np.uint8)
    return np.asarray(cv2.inpaint(greys, phantom.marked.astype(np.uint8), 3, cv2.INPAINT_TELEA), np.uint8)


def ids(film: Film) -> set[str]:
    film = np.ascontiguousarray(film)
    prepared = prepare(film, 96)
    box = prepared.box
    gates = picture_gates(film[box.top : box.bottom, box.left : box.right], prepared.film)
    assert all(gate.severity == "warn" for gate in gates)
    return {gate.id for gate in gates}


def test_a_good_film_passes_without_a_word(film: Film) -> None:
    assert ids(film) == set()


@pytest.mark.parametrize("size", [(300, 260), (1400, 1300)])
def test_the_films_size_says_nothing(film: Film, size: tuple[int, int]) -> None:
    assert ids(np.asarray(cv2.resize(film, size, interpolation=cv2.INTER_CUBIC), np.uint8)) - {"blurred"} == set()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_film_warns_and_puts_the_sides_in_doubt(film: Film, quarters: int) -> None:
    assert {"turned", SIDES_DOUBTFUL} <= ids(np.rot90(film, quarters))


def test_a_mirrored_film_puts_the_sides_in_doubt(film: Film) -> None:
    assert ids(film[:, ::-1]) == {SIDES_DOUBTFUL}
    assert SIDES_DOUBTFUL in SIDES_UNSURE  # no words "right" and "left" then


def test_a_negative_warns(film: Film) -> None:
    assert "inverted" in ids(255 - film)


@pytest.mark.parametrize(
    ("spoil", "gate"),
    [
        (lambda f: (255 * (f / 255) ** 4).astype(np.uint8), "too_dark"),
        (lambda f: (255 * (f / 255) ** 0.15).astype(np.uint8), "too_light"),
        (lambda f: (120 + (f - 128.0) / 8).astype(np.uint8), "low_contrast"),
        (lambda f: np.clip(f * 3.0 - 200, 0, 255).astype(np.uint8), "clipped"),
        (lambda f: np.clip(f * 3.0 - 350, 0, 255).astype(np.uint8), "clipped"),
        (lambda f: cv2.GaussianBlur(f, (0, 0), 12), "blurred"),
        (lambda f: np.clip(f + DRAW.normal(0, 40, f.shape), 0, 255).astype(np.uint8), "noisy"),
    ],
)
def test_spoilt_films_warn(film: Film, spoil: Callable[[Film], Film], gate: str) -> None:
    assert gate in ids(np.asarray(spoil(film), np.uint8))


def test_a_moire_warns(film: Film) -> None:
    y, x = np.mgrid[: film.shape[0], : film.shape[1]]
    wave = 25 * np.sin(2 * np.pi * (x / film.shape[1] * 61 + y / film.shape[0] * 37))
    assert "pattern" in ids(np.clip(film + wave, 0, 255).astype(np.uint8))


def test_a_side_marker_passes_and_a_printed_header_warns(film: Film) -> None:
    marked = film.copy()
    cv2.putText(marked, "R", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (255,), 2)
    assert ids(marked) == set()
    for line in range(8):
        place = (15, 60 + 30 * line)
        cv2.putText(marked, "NAME 1234 L 120KV", place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255,), 2)
    assert "writing" in ids(marked)


def test_the_hearts_side_changes_sign_with_the_picture(film: Film) -> None:
    small = prepare(film, 96).film
    mirrored = pose_of(np.ascontiguousarray(small[:, ::-1]))
    assert pose_of(small).heart_left == pytest.approx(-mirrored.heart_left, abs=1e-3)
    assert sum(pose_of(small).turn) == pytest.approx(1.0)


def test_an_unsure_pose_says_nothing() -> None:
    assert pose_gates(Pose((0.3, 0.2, 0.2, 0.2, 0.1), -1.0)) == ()
    assert [gate.id for gate in pose_gates(Pose((0.2, 0.2, 0.2, 0.2, 0.2), 0.0))] == ["turned", SIDES_DOUBTFUL]


def test_an_even_picture_breaks_nothing() -> None:
    assert {"low_contrast", "blurred"} <= ids(np.full((300, 300), 128, np.uint8))
