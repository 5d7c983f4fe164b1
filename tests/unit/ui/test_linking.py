"""Looking at two films in the same way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.grayscale import GrayscaleRule
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Spacing
from spcxr_desktop.ui.linking import Look, Ruler, follow
from spcxr_desktop.ui.view.viewport import Viewport

ONE = Viewport(columns=2000, rows=2400).resized(600, 700).fit()
TWO = Viewport(columns=3000, rows=3300).resized(500, 640).fit()


def middle(view: Viewport) -> tuple[float, float]:
    """The image point in the middle of the canvas."""
    return view.to_image(view.view_width / 2, view.view_height / 2)


def test_a_fitted_film_is_followed_by_a_fitted_one() -> None:
    moved = TWO.zoomed(3.0, 100, 100)
    assert follow(Look(ONE, 1.0, None), Look(moved, 1.0, None)) == TWO


@given(st.floats(0.6, 8.0), st.floats(-150, 150), st.floats(-150, 150))
def test_without_a_common_measure_zoom_and_place_are_shares_of_the_film(zoom: float, dx: float, dy: float) -> None:
    leader = ONE.zoomed(zoom, 300, 350).panned(dx, dy)
    found = follow(Look(leader, 1.0, Ruler(0.1, "mm (a)")), Look(TWO, 1.0, Ruler(0.1, "mm (b)")))
    assert found.scale / found.fit_scale == pytest.approx(leader.scale / leader.fit_scale)
    shares = [value / size for value, size in zip(middle(leader), (2000, 2400), strict=True)]
    got = [value / size for value, size in zip(middle(found), (3000, 3300), strict=True)]
    assert got == pytest.approx(shares, abs=0.05)  # a film is never moved out of its canvas


@given(st.floats(1.0, 8.0), st.floats(-100, 100), st.floats(-100, 100), st.sampled_from([1.0, 2.0]))
def test_in_a_common_plane_a_millimetre_is_as_long(zoom: float, dx: float, dy: float, ratio: float) -> None:
    leader = ONE.zoomed(zoom, 300, 350).panned(dx, dy)
    found = follow(Look(leader, 1.0, Ruler(0.2, "mm (p)")), Look(TWO, ratio, Ruler(0.125, "mm (p)")))
    assert found.scale / 0.125 / ratio == pytest.approx(leader.scale / 0.2)
    offset = [(value - size / 2) * 0.2 for value, size in zip(middle(leader), (2000, 2400), strict=True)]
    got = [(value - size / 2) * 0.125 for value, size in zip(middle(found), (3000, 3300), strict=True)]
    assert got == pytest.approx(offset, abs=1e-6)


def test_following_back_comes_back() -> None:
    rulers = Ruler(0.2, "mm (p)"), Ruler(0.125, "mm (p)")
    leader = ONE.zoomed(3.0, 300, 350).panned(40, -20)
    there = follow(Look(leader, 1.0, rulers[0]), Look(TWO, 1.0, rulers[1]))
    back = follow(Look(there, 1.0, rulers[1]), Look(ONE, 1.0, rulers[0]))
    assert (back.scale, back.x, back.y) == pytest.approx((leader.scale, leader.x, leader.y))


def test_a_film_without_pixels_is_left_alone() -> None:
    assert follow(Look(ONE.zoomed(2.0, 0, 0), 1.0, None), Look(Viewport(), 1.0, None)) == Viewport().fit()


def test_a_ruler_lies_across_the_picture_as_it_stands() -> None:
    film = Radiograph(
        np.zeros((2, 2), np.uint16), GrayscaleRule(), Orientation(), Spacing(0.3, 0.2, "detector plane"), Identity(),
        Path("f"),
    )  # fmt: skip
    assert Ruler.of(film, False) == Ruler(0.2, "mm (detector plane)")
    assert Ruler.of(film, True) == Ruler(0.3, "mm (detector plane)")
