"""What is seen of a picture, at any scale and place, against plain arithmetic."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spcxr_desktop.ui.view.resample import Sampler, Seen, nearest, nearest_index
from spcxr_desktop.ui.view.viewport import Viewport

ROWS, COLUMNS = 90, 120
PIXELS = np.random.default_rng(0).integers(0, 16384, (ROWS, COLUMNS)).astype(np.uint16)
HALF = np.asarray(cv2.resize(PIXELS, (COLUMNS // 2, ROWS // 2), interpolation=cv2.INTER_AREA), np.uint16)

def view(scale: float, x: float = 0.0, y: float = 0.0, aspect: float = 1.0) -> Viewport:
    return Viewport(200, 150, COLUMNS, ROWS, aspect, scale, x, y, False)


places = st.integers(-400, 200)
enlarged = st.builds(
    lambda scale, aspect, x, y: Viewport(200, 150, COLUMNS, ROWS, aspect, scale, float(x), float(y), False),
    st.floats(1.01, 32), st.sampled_from([1.0, 1.0, 1.4]), places, places,
)  # fmt: skip
anyhow = st.builds(
    lambda scale, aspect, x, y: Viewport(200, 150, COLUMNS, ROWS, aspect, scale, float(x), float(y), False),
    st.floats(0.05, 32), st.floats(0.5, 2.0), places, places,
)  # fmt: skip


def seen_at(place: Viewport, sharp: bool = False) -> Seen:
    found = Sampler(PIXELS, HALF).at(place, sharp)
    assert found is not None
    return found


@given(anyhow, st.booleans())
@example(view(0.25, 1, 1), False)  # 22.5 device px high
def test_what_is_seen_fills_just_the_pictures_part_of_the_canvas(place: Viewport, sharp: bool) -> None:
    found = Sampler(PIXELS, HALF).at(place, sharp)
    box = place.seen()
    if box is None:
        assert found is None
        return
    assert found is not None
    assert (found.x, found.y) == box[:2]
    assert found.pixels.shape == (box[3] - box[1], box[2] - box[0])
    assert PIXELS.min() <= found.pixels.min() and found.pixels.max() <= PIXELS.max()


def test_one_to_one_is_the_picture_itself() -> None:
    found = seen_at(view(1.0, -7, 12))
    np.testing.assert_array_equal(found.pixels, PIXELS[:, 7:])
    assert (found.x, found.y) == (0, 12)


@pytest.mark.parametrize("times", [2, 3, 5, 6])
def test_shrinking_averages_areas(times: int) -> None:
    means = PIXELS.reshape(ROWS // times, times, COLUMNS // times, times).mean(axis=(1, 3))
    assert np.abs(seen_at(view(1 / times)).pixels - means).max() <= 1


def test_pixels_that_shrink_one_way_and_grow_the_other() -> None:
    found = seen_at(view(0.5, aspect=3.0)).pixels
    assert found.shape == (135, 60)
    across = PIXELS.reshape(ROWS, COLUMNS // 2, 2).mean(axis=2)
    places = (np.arange(135) + 0.5) / 1.5 - 0.5
    expected = np.stack([np.interp(places, np.arange(ROWS), column) for column in across.T], axis=1)
    assert np.abs(found - expected).max() <= 2


@given(enlarged)
def test_enlarging_interpolates_at_the_exact_place(place: Viewport) -> None:
    box = place.seen()
    if box is None:
        return
    expected = bilinear(PIXELS, place, box)
    assert np.abs(seen_at(place).pixels - expected).max() <= 1 + 16384 / 32  # OpenCV before 5 places to 1/32 pixel
    assert np.abs(seen_at(place).pixels - expected).mean() <= 60


@given(enlarged)
def test_sharp_pixels_are_the_stored_ones(place: Viewport) -> None:
    box = place.seen()
    if box is None:
        return
    rows, columns = nearest_index(place, box)
    np.testing.assert_array_equal(seen_at(place, sharp=True).pixels, PIXELS[rows][:, columns])
    np.testing.assert_array_equal(nearest(PIXELS, rows, columns), PIXELS[rows][:, columns])


def test_a_sharp_pixel_covers_its_whole_square() -> None:
    found = seen_at(view(8.0, -80, -160), sharp=True).pixels
    np.testing.assert_array_equal(found[:144], np.kron(PIXELS[20:38, 10:35], np.ones((8, 8), np.uint16)))


@pytest.mark.parametrize("scale", [0.31, 0.5, 0.83])
def test_moving_a_shrunken_picture_only_moves_it(scale: float) -> None:
    """Its noise would shimmer if it were resampled at another phase."""
    sampler = Sampler(PIXELS, HALF)
    first, second = sampler.at(view(scale, 60, 40)), sampler.at(view(scale, 67, 38))
    assert first is not None and second is not None
    assert (second.x - first.x, second.y - first.y) == (7, -2)
    np.testing.assert_array_equal(first.pixels, second.pixels)


@pytest.mark.parametrize("scale", [0.31, 0.5, 0.83])
def test_while_zooming_the_picture_stays_in_its_place(scale: float) -> None:
    """Quicker, less exact, but never more than a device pixel beside: a bright square is found where it will be."""
    picture = np.zeros((ROWS, COLUMNS), np.uint16)
    picture[30:50, 40:70] = 16000
    half = np.asarray(cv2.resize(picture, (COLUMNS // 2, ROWS // 2), interpolation=cv2.INTER_AREA), np.uint16)
    sampler, place = Sampler(picture, half), view(scale, -9, 5)
    quick, exact = sampler.at(place, zooming=True), sampler.at(place)
    assert quick is not None and exact is not None
    assert np.abs(np.array(bright(quick)) - bright(exact)).max() <= 1


def test_a_picture_in_four_channels_is_resampled_in_each() -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (ROWS, COLUMNS, 4)).astype(np.uint8)
    for place in (view(0.5), view(3.7, -50, -20)):
        together = Sampler(rgb).at(place)
        assert together is not None
        for channel in range(4):
            alone = Sampler(np.ascontiguousarray(rgb[..., channel])).at(place)
            assert alone is not None
            assert np.abs(together.pixels[..., channel].astype(int) - alone.pixels).max() <= 1


def bright(found: Seen) -> tuple[int, int, int, int]:
    """The bright square's box on the canvas."""
    rows, columns = np.nonzero(found.pixels > 8000)
    return (found.x + columns.min(), found.y + rows.min(), found.x + columns.max(), found.y + rows.max())


def bilinear(pixels: NDArray[np.uint16], place: Viewport, box: tuple[int, int, int, int]) -> NDArray[np.float64]:
    """At device pixel centres, in float."""
    x = np.clip((np.arange(box[0], box[2]) + 0.5 - place.x) / place.scale - 0.5, 0, COLUMNS - 1)
    y = np.clip((np.arange(box[1], box[3]) + 0.5 - place.y) / place.scale_y - 0.5, 0, ROWS - 1)
    left, top = np.minimum(x.astype(int), COLUMNS - 2), np.minimum(y.astype(int), ROWS - 2)
    across, down = x - left, (y - top)[:, None]
    values = pixels.astype(np.float64)
    upper = values[top][:, left] * (1 - across) + values[top][:, left + 1] * across
    lower = values[top + 1][:, left] * (1 - across) + values[top + 1][:, left + 1] * across
    return np.asarray(upper * (1 - down) + lower * down)
