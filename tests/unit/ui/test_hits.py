"""What a pointer takes hold of: as near on the screen at any zoom, density and turn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect

from spcxr_desktop.app.measured import Measured
from spcxr_desktop.app.review_sheet import Drawn
from spcxr_desktop.domain.annotations import Annotation, Length, Region, Text
from spcxr_desktop.domain.turn import Placement, Turn
from spcxr_desktop.ui.view.tools.frame import Frame
from spcxr_desktop.ui.view.tools.hits import BODY, HANDLE, distance, hit
from spcxr_desktop.ui.view.viewport import Viewport

COLUMNS, ROWS = 400, 300
LINE = Length((100, 100), (300, 100))
frames = st.builds(
    lambda scale, ratio, quarters, mirrored, aspect: Frame(
        Viewport(900, 700, *Turn(quarters, mirrored).size(COLUMNS, ROWS), aspect, scale, 40.0, -30.0, False),
        Placement(Turn(quarters, mirrored), COLUMNS, ROWS), ratio, aspect,
    ),
    st.floats(0.3, 30), st.sampled_from([1.0, 1.25, 2.0, 3.0]), st.integers(0, 3), st.booleans(),
    st.sampled_from([1.0, 1.0, 1.5]),
)  # fmt: skip


def drawn(*annotations: Annotation) -> list[Drawn]:
    return [Drawn(str(number), annotation, Measured("")) for number, annotation in enumerate(annotations)]


def beside(frame: Frame, annotation: Length, share: float, logical: float) -> QPointF:
    """A place at a share of the line, ``logical`` px off it."""
    start, end = frame.to_device(annotation.start), frame.to_device(annotation.end)
    along = end - start
    length = math.hypot(along.x(), along.y())
    across = QPointF(-along.y(), along.x()) / length
    return start + along * share + across * logical * frame.ratio


@given(frames, st.sampled_from([-1, 1]))
def test_a_line_is_hit_within_its_tolerance_and_not_beyond(frame: Frame, side: int) -> None:
    items = drawn(LINE)
    ends = [frame.to_device(point).toTuple() for point in (LINE.start, LINE.end)]
    long_enough = math.dist(*ends) > 4 * HANDLE * frame.ratio
    near = hit(items, None, [], beside(frame, LINE, 0.5, side * (BODY - 0.5)), frame)
    if long_enough:
        assert near is not None and near.handle is None
    assert hit(items, None, [], beside(frame, LINE, 0.5, side * (HANDLE + 0.5)), frame) is None


@given(frames)
def test_an_end_is_a_handle(frame: Frame) -> None:
    found = hit(drawn(LINE), None, [], beside(frame, LINE, 1.0, HANDLE - 0.5), frame)
    assert found is not None and found.handle is not None


@given(frames, st.floats(0, 2 * math.pi))
def test_an_ellipse_is_hit_on_its_line_and_not_in_its_middle(frame: Frame, angle: float) -> None:
    region = Region((100, 80), (300, 220), "ellipse")
    edge = frame.to_device((200 + 100 * math.cos(angle), 150 + 70 * math.sin(angle)))
    # The polygon of 72 sides is off by no more than a thousandth of the radius.
    assert distance(region, edge, frame) <= 0.002 * 100 * frame.view.scale * max(frame.aspect, 1)
    radius = min(100 * frame.view.scale, 70 * frame.view.scale_y, 70 * frame.view.scale)
    assert distance(region, frame.to_device((200, 150)), frame) >= 0.9 * radius * min(1.0, frame.aspect)


@pytest.fixture
def frame() -> Frame:
    return Frame(Viewport(900, 700, COLUMNS, ROWS, 1.0, 1.0, 0.0, 0.0, False), Placement(Turn(), COLUMNS, ROWS))


def test_the_selected_one_is_taken_before_the_last_drawn(frame: Frame) -> None:
    items, at = drawn(LINE, LINE, LINE), QPointF(200, 101)
    first = hit(items, "0", [], at, frame)
    last = hit(items, None, [], at, frame)
    assert first is not None and last is not None and (first.key, last.key) == ("0", "2")


def test_a_text_is_taken_by_its_words(frame: Frame) -> None:
    items = drawn(Text((50, 50), "scar"))
    labels = [("0", QRect(50, 40, 60, 20))]
    assert hit(items, None, labels, QPointF(100, 50), frame) is not None
    assert hit(items, None, labels, QPointF(120, 50), frame) is None


@given(frames, st.floats(0, COLUMNS), st.floats(0, ROWS))
def test_the_frame_leads_there_and_back(frame: Frame, x: float, y: float) -> None:
    assert frame.to_file(frame.to_device((x, y))) == pytest.approx((x, y), abs=1e-6)


def test_beside_the_picture_is_no_pixel_and_its_nearest_point(frame: Frame) -> None:
    assert frame.pixel(QPointF(-0.5, 5)) is None and frame.pixel(QPointF(400, 5)) is None
    assert frame.pixel(QPointF(399.5, 5.5)) == (5, 399)
    assert frame.to_file(QPointF(-80, 900)) == (0.0, 300.0)
