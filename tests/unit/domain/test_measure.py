"""Measurements: right numbers, honest units, and no ratio before the reader has placed the heart."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.annotations import Angle, CardiothoracicRatio, Length, Region
from spcxr_desktop.domain.measure import angle, area, cardiothoracic_ratio, inside, length, statistics
from spcxr_desktop.domain.radiograph import Spacing

DETECTOR = Spacing(0.2, 0.1, "detector plane")
coordinate = st.floats(0, 3000)
point = st.tuples(coordinate, coordinate)


def test_a_length_says_in_which_plane() -> None:
    measured = length(Length((10, 20), (40, 20)), DETECTOR)
    assert (measured.text, length(Length((10, 20), (10, 50)), DETECTOR).value) == ("3.0 mm (detector plane)", 6.0)


def test_without_spacing_a_length_is_in_pixels() -> None:
    assert length(Length((0, 0), (30, 40)), None).text == "50 px"
    assert length(Length((0, 0), (0, 40)), None, aspect=0.5).value == 20


@given(point, point)
def test_a_length_has_no_direction(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert length(Length(a, b), DETECTOR).value == pytest.approx(length(Length(b, a), DETECTOR).value)


def test_an_angle_knows_that_pixels_are_not_square() -> None:
    arms = Angle((10, 0), (0, 0), (10, 10))
    square, oblong = angle(arms, None), angle(arms, DETECTOR)
    assert square is not None and oblong is not None
    assert square.text == "45.0 °"
    assert oblong.value == pytest.approx(math.degrees(math.atan(2)))
    assert angle(Angle((0, 0), (0, 0), (1, 1)), None) is None


def test_areas() -> None:
    box = Region((0, 0), (10, 20))
    assert area(box, None).text == "200 px"
    assert area(box, DETECTOR).text == "4.0 mm² (detector plane)"
    assert area(Region((10, 20), (0, 0), "ellipse"), None).value == pytest.approx(50 * math.pi)


def test_statistics_of_the_pixels_whose_centres_are_inside() -> None:
    values = np.arange(100).reshape(10, 10)
    found = statistics(Region((2.0, 3.0), (4.0, 5.0)), values)
    assert found is not None
    assert (found.count, found.mean, found.minimum, found.maximum) == (4, 37.5, 32, 43)
    assert statistics(Region((2.6, 3.0), (3.4, 5.0)), values) is None  # between two columns of centres
    assert statistics(Region((20, 20), (30, 30)), values) is None


@given(point, point, st.sampled_from(["rectangle", "ellipse"]))
def test_a_region_holds_about_its_area_of_pixels(a: tuple[float, float], b: tuple[float, float], shape: str) -> None:
    region = Region(a, b, shape)  # type: ignore[arg-type]
    found = inside(region, 3000, 3000)
    width, height = abs(a[0] - b[0]), abs(a[1] - b[1])
    count = int(found[1].sum()) if found else 0
    assert abs(count - area(region, None).value) <= 4 * (width + height) + 4


def test_the_cardiothoracic_ratio_waits_for_the_heart() -> None:
    thorax = ((100.0, 500.0), (900.0, 500.0))
    assert cardiothoracic_ratio(CardiothoracicRatio(thorax), DETECTOR) is None
    measured = cardiothoracic_ratio(CardiothoracicRatio(thorax, ((350.0, 480.0), (750.0, 480.0))), None, view="PA")
    assert measured is not None
    assert (measured.text, measured.warning) == ("0.50", "")


@pytest.mark.parametrize(
    ("view", "supine", "heart", "words"),
    [
        ("AP", False, ((350.0, 480.0), (750.0, 480.0)), "AP film"),
        ("PA", True, ((350.0, 480.0), (750.0, 480.0)), "supine"),
        ("", False, ((350.0, 480.0), (750.0, 480.0)), "view unknown"),
        ("PA", False, ((350.0, 300.0), (750.0, 700.0)), "not parallel"),
        ("PA", False, ((0.0, 480.0), (1000.0, 480.0)), "wider than the thorax"),
    ],
)
def test_what_makes_the_ratio_doubtful_is_said(
    view: str, supine: bool, heart: tuple[tuple[float, float], tuple[float, float]], words: str
) -> None:
    ratio = CardiothoracicRatio(((100.0, 500.0), (900.0, 500.0)), heart)
    measured = cardiothoracic_ratio(ratio, None, view=view, supine=supine)
    assert measured is not None and words in measured.warning


def test_points_are_finite() -> None:
    with pytest.raises(ValueError, match="finite"):
        Length((0.0, math.nan), (1.0, 1.0))
