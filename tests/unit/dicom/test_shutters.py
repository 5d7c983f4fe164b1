"""Shutters: what is covered, and what is too odd to cover anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.dicom.shutters import read_shutter
from spcxr_desktop.domain.grayscale import default_greys
from spcxr_desktop.domain.radiograph import OverlayPlane

Make = Callable[..., Path]
SHAPE = (60, 80)
RECTANGLE = {
    "ShutterLeftVerticalEdge": 11,
    "ShutterRightVerticalEdge": 70,
    "ShutterUpperHorizontalEdge": 6,
    "ShutterLowerHorizontalEdge": 55,
}


def header(**elements: object) -> Dataset:
    """A data set with these elements."""
    dataset = Dataset()
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    return dataset


def covered(aspect: float = 1.0, **elements: object) -> NDArray[np.bool_]:
    """What the shutter of such a header covers."""
    shutter, notes = read_shutter(header(**elements), SHAPE, aspect, {})
    assert shutter is not None
    assert notes == ()
    return shutter.covered


def test_a_rectangle_shows_its_edges_and_what_lies_between() -> None:
    expected = np.ones(SHAPE, bool)
    expected[5:55, 10:70] = False  # rows 6..55 and columns 11..70, counted from 1
    assert np.array_equal(covered(ShutterShape="RECTANGULAR", **RECTANGLE), expected)


def test_a_circle_is_round_on_square_pixels() -> None:
    rows, columns = np.mgrid[1 : SHAPE[0] + 1, 1 : SHAPE[1] + 1]
    expected = (rows - 30) ** 2 + (columns - 40) ** 2 > 20**2
    found = covered(ShutterShape="CIRCULAR", CenterOfCircularShutter=[30, 40], RadiusOfCircularShutter=20)
    assert np.array_equal(found, expected)


def test_a_circle_is_round_as_drawn_on_pixels_that_are_not_square() -> None:
    found = covered(2.0, ShutterShape="CIRCULAR", CenterOfCircularShutter=[30, 40], RadiusOfCircularShutter=20)
    seen = np.argwhere(~found)
    assert np.ptp(seen[:, 1]) == 40
    assert np.ptp(seen[:, 0]) == 20


def test_a_polygon_is_closed_from_its_last_vertex_to_the_first() -> None:
    found = covered(ShutterShape="POLYGONAL", VerticesOfThePolygonalShutter=[10, 10, 10, 50, 50, 10])
    assert not found[9, 9:50].any()
    assert not found[9:50, 9].any()
    assert found[45, 45]
    assert found[:9].all()


def test_several_shapes_cover_together() -> None:
    circle = {"CenterOfCircularShutter": [30, 40], "RadiusOfCircularShutter": 32}
    both = covered(ShutterShape=["RECTANGULAR", "CIRCULAR"], **RECTANGLE, **circle)
    one, other = covered(ShutterShape="RECTANGULAR", **RECTANGLE), covered(ShutterShape="CIRCULAR", **circle)
    assert np.array_equal(both, one | other)
    assert (one & ~other).any()
    assert (other & ~one).any()


@pytest.mark.parametrize(("value", "grey"), [(None, 0), (0, 0), (0xFFFF, 255), (0x8000, 128), (257, 1)])
def test_the_presentation_value_becomes_a_grey(value: int | None, grey: int) -> None:
    elements = {} if value is None else {"ShutterPresentationValue": value}
    shutter, _ = read_shutter(header(ShutterShape="RECTANGULAR", **RECTANGLE, **elements), SHAPE, 1.0, {})
    assert shutter is not None
    assert shutter.grey == grey


def test_a_bitmap_is_an_overlay_that_is_not_drawn(make_dicom: Make, film: NDArray[np.uint16]) -> None:
    bits = np.zeros(film.shape, np.uint8)
    bits[:10] = 1
    dataset = {"ShutterShape": "BITMAP", "ShutterOverlayGroup": 0x6000, "ShutterPresentationValue": 0x4040}
    path = make_dicom(film, **dataset)
    import pydicom

    raw = pydicom.dcmread(path)
    for group, mask in ((0x6000, bits), (0x6002, 1 - bits)):
        raw.add_new((group, 0x0010), "US", film.shape[0])
        raw.add_new((group, 0x0011), "US", film.shape[1])
        raw.add_new((group, 0x0050), "SS", [1, 1])
        raw.add_new((group, 0x3000), "OW", np.packbits(mask, bitorder="little").tobytes())
    raw.save_as(path)
    radiograph = read_radiograph(path)
    assert radiograph.shutter is not None
    assert np.array_equal(radiograph.shutter.covered, bits.astype(bool))
    assert [np.array_equal(p.bits, 1 - bits) for p in radiograph.overlays] == [True]
    greys = default_greys(radiograph)
    assert np.all(greys[:10] == 0x40)
    assert np.ptp(greys[10:]) > 100


def test_what_is_covered_has_no_say_in_the_automatic_window(make_dicom: Make) -> None:
    pixels = np.full((200, 200), 4000, np.uint16)
    pixels[50:150, 50:150] = np.linspace(1000, 1200, 100).astype(np.uint16)
    edges = dict(zip(RECTANGLE, (51, 150, 51, 150), strict=True))
    radiograph = read_radiograph(make_dicom(pixels, ShutterShape="RECTANGULAR", **edges))
    assert radiograph.grayscale.voi_auto
    greys = default_greys(radiograph)
    assert np.ptp(greys[50:150, 50:150]) > 240
    assert np.all(greys[:50] == 0)


@pytest.mark.parametrize(
    "elements",
    [
        {"ShutterShape": "RECTANGULAR"},
        {"ShutterShape": "RECTANGULAR", **RECTANGLE, "ShutterLeftVerticalEdge": 71},
        {"ShutterShape": "CIRCULAR", "CenterOfCircularShutter": [30, 40], "RadiusOfCircularShutter": 0},
        {"ShutterShape": "CIRCULAR", "CenterOfCircularShutter": [30], "RadiusOfCircularShutter": 5},
        {"ShutterShape": "POLYGONAL", "VerticesOfThePolygonalShutter": [1, 1, 5, 5]},
        {"ShutterShape": "POLYGONAL", "VerticesOfThePolygonalShutter": [1, 1, 5, 5, 9]},
        {"ShutterShape": "POLYGONAL", "VerticesOfThePolygonalShutter": [1, 1, 2**31 - 1, 5, 9, 9]},
        {"ShutterShape": "BITMAP", "ShutterOverlayGroup": 0x6000},
        {"ShutterShape": "TRIANGULAR"},
    ],
)
def test_senseless_shapes_are_ignored_with_a_note(elements: dict[str, object]) -> None:
    shutter, notes = read_shutter(header(**elements), SHAPE, 1.0, {})
    assert shutter is None
    assert notes == ("a shutter of the header makes no sense: ignored",)


def test_a_shutter_over_everything_is_ignored_with_a_note() -> None:
    edges = dict(zip(RECTANGLE, (1001, 1002, 1, 60), strict=True))
    shutter, notes = read_shutter(header(ShutterShape="RECTANGULAR", **edges), SHAPE, 1.0, {})
    assert shutter is None
    assert any("whole picture" in note for note in notes)


def test_a_shutter_over_nothing_is_none() -> None:
    edges = dict(zip(RECTANGLE, (1, 80, 1, 60), strict=True))
    assert read_shutter(header(ShutterShape="RECTANGULAR", **edges), SHAPE, 1.0, {}) == (None, ())


whole = st.integers(-(2**31), 2**31 - 1)


@given(
    shapes=st.lists(st.sampled_from(["RECTANGULAR", "CIRCULAR", "POLYGONAL", "BITMAP", "X"]), max_size=4),
    edges=st.tuples(whole, whole, whole, whole),
    center=st.lists(whole, max_size=3),
    radius=whole,
    vertices=st.lists(st.integers(-200, 200) | whole, max_size=12),
    value=st.integers(0, 65535),
)
def test_any_shutter_leaves_some_of_the_picture(
    shapes: list[str],
    edges: tuple[int, int, int, int],
    center: list[int],
    radius: int,
    vertices: list[int],
    value: int,
) -> None:
    dataset = header(
        ShutterShape=shapes,
        **dict(zip(RECTANGLE, edges, strict=True)),
        CenterOfCircularShutter=center,
        RadiusOfCircularShutter=radius,
        VerticesOfThePolygonalShutter=vertices,
        ShutterPresentationValue=value,
        ShutterOverlayGroup=0x6000,
    )
    shutter, _ = read_shutter(dataset, SHAPE, 1.0, {0x6000: OverlayPlane(np.eye(*SHAPE, dtype=np.bool_))})
    if shutter is not None:
        assert shutter.covered.shape == SHAPE
        assert shutter.covered.any()
        assert not shutter.covered.all()
        assert 0 <= shutter.grey <= 255
