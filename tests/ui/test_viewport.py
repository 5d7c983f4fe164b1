"""Geometry of the view, for any image and any movement."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.ui.view.legends import bar_length
from spcxr_desktop.ui.view.viewport import MAX_SCALE, Viewport

sizes = st.integers(1, 6000)
views = st.builds(
    lambda w, h, columns, rows, aspect: Viewport(columns=columns, rows=rows, aspect=aspect).resized(w, h),
    st.integers(1, 4000), st.integers(1, 3000), sizes, sizes, st.floats(0.3, 3.0),
)  # fmt: skip
moves = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.05, 20), st.floats(0, 3000)),
        st.tuples(st.just("pan"), st.floats(-9000, 9000), st.floats(-9000, 9000)),
        st.tuples(st.just("size"), st.integers(1, 4000), st.integers(1, 3000)),
    ),
    max_size=6,
)
Steps = list[tuple[str, float, float]]


def moved(view: Viewport, steps: Steps) -> Viewport:
    for kind, a, b in steps:
        if kind == "zoom":
            view = view.zoomed(a, b, b / 2)
        elif kind == "pan":
            view = view.panned(a, b)
        else:
            view = view.resized(int(a), int(b))
    return view


@given(views)
def test_fit_shows_the_whole_image_in_the_middle(view: Viewport) -> None:
    left, top = view.to_view(0, 0)
    right, bottom = view.to_view(view.columns, view.rows)
    assert left >= -1e-6 and top >= -1e-6
    assert right <= view.view_width + 1e-6 and bottom <= view.view_height + 1e-6
    assert left == pytest.approx(view.view_width - right, abs=1e-6)


@given(views, moves, st.floats(0, 4000), st.floats(0, 3000))
def test_to_image_is_the_inverse_of_to_view(view: Viewport, steps: Steps, x: float, y: float) -> None:
    view = moved(view, steps)
    assert view.to_view(*view.to_image(x, y)) == pytest.approx((x, y), abs=1e-4)


@given(views, moves)
def test_the_image_is_never_lost_and_the_scale_stays_sane(view: Viewport, steps: Steps) -> None:
    view = moved(view, steps)
    assert math.isfinite(view.x) and math.isfinite(view.y) and 0 < view.scale <= max(MAX_SCALE, view.fit_scale)
    tile = view.tile()
    if min(view.view_width, view.view_height) > 48:
        assert tile is not None
    if tile is not None:
        assert 0 <= tile.left < tile.right <= view.columns and 0 <= tile.top < tile.bottom <= view.rows


@given(views, moves)
def test_a_tile_covers_all_that_is_seen_of_the_image(view: Viewport, steps: Steps) -> None:
    view = moved(view, steps)
    tile = view.tile()
    if tile is None:
        return
    left, top = view.to_view(0, 0)
    right, bottom = view.to_view(view.columns, view.rows)
    assert tile.x <= max(left, 0) + 0.5 and tile.y <= max(top, 0) + 0.5
    assert tile.x + tile.width >= min(right, view.view_width) - 0.5
    assert tile.y + tile.height >= min(bottom, view.view_height) - 0.5


def test_zooming_far_away_from_the_limits_keeps_the_point() -> None:
    view = Viewport(columns=3000, rows=3000).resized(1000, 900).zoomed(2, 300, 200)
    before = view.to_image(300, 200)
    assert view.zoomed(1.7, 300, 200).to_image(300, 200) == pytest.approx(before)


@pytest.mark.parametrize(("pixel_mm", "scale", "length"), [(0.143, 0.4, 50), (0.143, 8.0, 2), (1.0, 0.05, 200)])
def test_the_scale_bar_has_a_round_length_that_fits(pixel_mm: float, scale: float, length: int) -> None:
    mm, width = bar_length(pixel_mm, scale)
    assert mm == length
    assert width == pytest.approx(mm / pixel_mm * scale) and width <= 180
