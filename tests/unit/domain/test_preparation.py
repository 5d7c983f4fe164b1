"""What must not reach a network (size, aspect ratio, borders, window) does not; what was measured bounds the rest."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from spcxr_desktop.domain.preparation import exposed_box, normalise, prepare, restore

S = 64
Greys = NDArray[np.uint8]


def drawn(rows: int, columns: int, low: float = 30, high: float = 215) -> Greys:
    """A trunk with two lungs, ribs and a bright heart, smooth enough to be drawn at any size; greys low..high."""
    y, x = np.mgrid[:rows, :columns]
    y, x = (y + 0.5) / rows, (x + 0.5) / columns
    film = 0.75 + 0.12 * np.sin(40 * y + 4 * x) + 0.1 * np.cos(5 * x)
    for centre, width in ((0.3, 0.15), (0.7, 0.13)):
        inside = 0.5 - 0.5 * np.tanh(20 * (((y - 0.5) / 0.32) ** 2 + ((x - centre) / width) ** 2 - 1))
        film -= 0.55 * inside
    film = (film - film.min()) / np.ptp(film)
    return np.round(low + (high - low) * film).astype(np.uint8)


def film_of(greys: Greys) -> NDArray[np.float32]:
    return prepare(greys, S).film


def change(one: NDArray[np.float32], other: NDArray[np.float32]) -> tuple[float, float]:
    """Mean and largest absolute difference; films lie in 0..1."""
    difference = np.abs(one - other)
    return float(difference.mean()), float(difference.max())


@pytest.mark.parametrize("shape", [(400, 340), (340, 400), (256, 256), (1000, 600), (70, 80)])
def test_size_and_aspect_ratio_do_not_reach_the_network(shape: tuple[int, int]) -> None:
    prepared = prepare(drawn(*shape), S)
    assert prepared.film.shape == (S, S)
    assert prepared.film.dtype == np.float32
    assert prepared.shape == shape
    mean, largest = change(prepared.film, film_of(drawn(500, 500)))
    assert mean < 0.006
    assert largest < 0.1


@pytest.mark.parametrize("border", [0, 255, 128])
def test_flat_borders_are_cut_off(border: int) -> None:
    film = drawn(400, 340)
    padded = cv2.copyMakeBorder(film, 60, 20, 45, 80, cv2.BORDER_CONSTANT, value=[border])
    box = exposed_box(np.asarray(padded, np.uint8))
    step = 480 / 128  # the box is found on a thumbnail of 128 px
    found = np.array([box.top, box.left, box.bottom, box.right])
    assert np.abs(found - [60, 45, 460, 385]).max() <= 1.5 * step
    mean, _ = change(film_of(np.asarray(padded, np.uint8)), film_of(film))
    assert mean < 0.025


def test_a_box_is_never_guessed_smaller_than_two_fifths() -> None:
    film = np.zeros((300, 300), np.uint8)
    film[140:160, 140:160] = drawn(20, 20)
    box = exposed_box(film)
    assert min(box.bottom - box.top, box.right - box.left) >= 0.4 * 300


@pytest.mark.parametrize(("gain", "offset"), [(0.5, 20), (0.7, 60), (1.15, -25), (0.3, 150)])
def test_a_linear_change_of_window_hardly_changes_the_film(gain: float, offset: float) -> None:
    """No clipping: what is left is the rounding to 8 bits, at most half a level of the narrower range."""
    film = drawn(400, 340)
    other = np.round(film * gain + offset)
    assert 0 < other.min() < other.max() < 255
    mean, largest = change(film_of(film), film_of(other.astype(np.uint8)))
    assert mean < 0.008
    assert largest < 0.05


@pytest.mark.parametrize("gamma", [0.6, 0.8, 1.25, 1.7])
def test_a_gamma_change_is_mostly_undone(gamma: float) -> None:
    """The gamma that puts the median at one half undoes another gamma, but for the shift of the black point."""
    film = drawn(400, 340, 0, 255)
    curved = np.round(255 * (film / 255.0) ** gamma).astype(np.uint8)
    before = change(film / np.float32(255), curved / np.float32(255))[0]
    after = change(film_of(film), film_of(curved))[0]
    assert after < 0.035
    assert after < 0.4 * before


def test_resizing_by_half_is_bounded() -> None:
    film = drawn(400, 340)
    half = np.asarray(cv2.resize(film, (170, 200), interpolation=cv2.INTER_AREA), np.uint8)
    mean, largest = change(film_of(film), film_of(half))
    assert mean < 0.004
    assert largest < 0.04


def test_jpeg_is_bounded() -> None:
    rng = np.random.default_rng(0)
    film = np.clip(drawn(400, 340) + rng.normal(0, 5, (400, 340)), 0, 255).astype(np.uint8)
    done, data = cv2.imencode(".jpg", film, [cv2.IMWRITE_JPEG_QUALITY, 90])
    assert done
    back = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
    mean, largest = change(film_of(film), film_of(back))
    assert mean < 0.002
    assert largest < 0.02


def test_brightness_does_not_reach_the_network() -> None:
    medians = [float(np.median(film_of(drawn(300, 300, low, high)))) for low, high in ((0, 90), (30, 215), (160, 250))]
    assert medians == pytest.approx([0.5, 0.5, 0.5], abs=0.02)


@pytest.mark.parametrize("shape", [(400, 340), (150, 260), (1200, 900)])
def test_what_the_network_marks_comes_back_to_its_place(shape: tuple[int, int]) -> None:
    rows, columns = shape
    inner = (rows // 4, 2 * rows // 3, columns // 5, columns // 2)
    marked = np.zeros(shape, np.uint8)
    marked[inner[0] : inner[1], inner[2] : inner[3]] = 255
    greys = cv2.copyMakeBorder(drawn(*shape), 30, 20, 40, 10, cv2.BORDER_CONSTANT, value=[0])
    marked = cv2.copyMakeBorder(marked, 30, 20, 40, 10, cv2.BORDER_CONSTANT, value=[0])
    prepared = prepare(np.asarray(greys, np.uint8), 160)
    box = prepared.box
    small = cv2.resize(marked[box.top : box.bottom, box.left : box.right], (160, 160), interpolation=cv2.INTER_AREA)
    back = restore(small[None].astype(np.float32) / 255, prepared)
    assert back.shape == (1, rows + 50, columns + 50)
    found, wanted = back[0] > 0.5, marked > 0
    assert (found & wanted).sum() / (found | wanted).sum() > 0.97


def test_nothing_is_found_outside_the_box() -> None:
    greys = cv2.copyMakeBorder(drawn(300, 260), 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=[0])
    prepared = prepare(np.asarray(greys, np.uint8), S)
    back = restore(np.ones((2, S, S), np.float32), prepared)
    box = prepared.box
    assert (back[:, box.top : box.bottom, box.left : box.right] == 1).all()
    assert back.sum() == 2 * (box.bottom - box.top) * (box.right - box.left)
    assert box.top > 20  # or the assertions above would say nothing


@pytest.mark.parametrize("grey", [0, 97, 255])
def test_a_flat_image_is_one_half(grey: int) -> None:
    assert (film_of(np.full((40, 30), grey, np.uint8)) == 0.5).all()


def test_normalise_takes_greys_of_any_range() -> None:
    field = np.random.default_rng(0).random((S, S)).astype(np.float32)
    np.testing.assert_allclose(normalise(field * 4000 - 700), normalise(field * 30), atol=1e-4)


@settings(deadline=None, max_examples=80)
@given(hnp.arrays(np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, min_side=16, max_side=48)), st.integers(8, 80))
def test_any_image_gives_a_finite_film(greys: Greys, size: int) -> None:
    prepared = prepare(greys, size)
    assert prepared.film.shape == (size, size)
    assert np.isfinite(prepared.film).all()
    assert 0 <= prepared.film.min() <= prepared.film.max() <= 1
    box = prepared.box
    assert 0 <= box.top < box.bottom <= greys.shape[0]
    assert 0 <= box.left < box.right <= greys.shape[1]


@pytest.mark.parametrize(
    "wrong", [np.zeros((15, 40), np.uint8), np.zeros((40, 40), np.uint16), np.zeros((40, 40, 3), np.uint8)]
)
def test_what_is_no_film_is_refused(wrong: NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match=r"expected uint8 greys .* of at least 16 px, got"):
        prepare(wrong, S)
