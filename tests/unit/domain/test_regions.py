"""Values inside a region: the same numbers as plain arithmetic over its pixels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.annotations import Region
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, modality_values
from spcxr_desktop.domain.measure import statistics
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.regions import region_values

PIXELS = np.random.default_rng(3).integers(0, 4096, (60, 80)).astype(np.uint16)
FILM = Radiograph(PIXELS, GrayscaleRule(bias=-100, slope=2.0, intercept=-7.0), Orientation(), None, Identity(), Path())
corner = st.tuples(st.floats(-5, 85), st.floats(-5, 65))
regions = st.builds(Region, corner, corner, st.sampled_from(["rectangle", "ellipse"]))


@given(regions)
def test_statistics_are_those_of_the_pixels(region: Region) -> None:
    values = modality_values(FILM.grayscale, PIXELS + -100.0)
    expected, found = statistics(region, values), region_values(region, FILM)
    assert (expected is None) == (found is None)
    if expected is not None and found is not None:
        assert vars(found.statistics) == pytest.approx(vars(expected))
        assert found.counts.sum() == expected.count
        assert found.edges[0] <= expected.minimum and found.edges[-1] >= expected.maximum
        assert len(found.edges) == len(found.counts) + 1 <= 66 and (np.diff(found.edges) > 0).all()


def test_padding_is_no_value() -> None:
    pixels = np.full((4, 4), 50, np.uint16)
    pixels[:, 2:] = 9
    film = replace(FILM, pixels=pixels, grayscale=GrayscaleRule(padding=(9, 9)))
    found = region_values(Region((0, 0), (4, 4)), film)
    assert found is not None
    assert (found.statistics.count, found.statistics.mean, found.statistics.sd) == (8, 50, 0)
    assert region_values(Region((2, 0), (4, 4)), film) is None


def test_values_go_through_a_modality_lut() -> None:
    lut = Lut(0, np.array([7, 5, 5], np.uint16), 16)
    film = replace(FILM, pixels=np.array([[0, 1], [2, 2]], np.uint16), grayscale=GrayscaleRule(modality_lut=lut))
    found = region_values(Region((0, 0), (2, 2)), film)
    assert found is not None
    assert (found.statistics.minimum, found.statistics.maximum, found.statistics.mean) == (5, 7, 5.5)
