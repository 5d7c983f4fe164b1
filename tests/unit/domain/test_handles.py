"""Annotations in the hand: what is moved is where it was put, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.annotations import (
    Angle,
    Annotation,
    Arrow,
    CardiothoracicRatio,
    Length,
    Region,
    Text,
    frame_of,
    new_key,
)
from spcxr_desktop.domain.handles import handles, lines, moved, parallel, with_handle, within
from spcxr_desktop.domain.measure import cardiothoracic_ratio

coordinate = st.integers(0, 3000).map(float)
point = st.tuples(coordinate, coordinate)
annotations: st.SearchStrategy[Annotation] = st.one_of(
    st.builds(Length, point, point),
    st.builds(Angle, point, point, point),
    st.builds(Region, point, point, st.sampled_from(["rectangle", "ellipse"])),
    st.builds(Text, point, st.text(max_size=9)),
    st.builds(Arrow, point, point, st.text(max_size=9)),
    st.builds(CardiothoracicRatio, st.tuples(point, point), st.none() | st.tuples(point, point)),
)


@given(annotations, st.integers(-99, 99), st.integers(-99, 99))
def test_moving_moves_every_handle_and_back(annotation: Annotation, dx: int, dy: int) -> None:
    away = moved(annotation, dx, dy)
    assert handles(away) == tuple((x + dx, y + dy) for x, y in handles(annotation))
    assert moved(away, -dx, -dy) == annotation


@given(annotations, st.integers(0, 3), point)
def test_a_handle_is_where_it_was_put(annotation: Annotation, number: int, to: tuple[float, float]) -> None:
    number %= len(handles(annotation))
    changed = with_handle(annotation, number, to)
    assert type(changed) is type(annotation)
    assert to in handles(changed)


@given(st.builds(Region, point, point), st.integers(0, 3), point)
def test_a_regions_opposite_corner_stays(region: Region, number: int, to: tuple[float, float]) -> None:
    stays = handles(region)[(number + 2) % 4]
    assert stays in handles(with_handle(region, number, to))


def test_the_heart_stays_parallel_to_the_thorax() -> None:
    ratio = CardiothoracicRatio(((0, 100), (300, 100)), ((100, 80), (220, 80)))
    lifted = with_handle(ratio, 2, (90, 60))
    assert isinstance(lifted, CardiothoracicRatio) and lifted.heart == ((90, 60), (220, 60))
    tilted = with_handle(ratio, 1, (300, 130))
    found = cardiothoracic_ratio(tilted, None, view="PA")  # type: ignore[arg-type]
    assert found is not None and found.warning == ""


def test_parallel_minds_that_pixels_are_not_square() -> None:
    assert parallel(((0, 0), (10, 10)), (0, 0), (10, 0), aspect=1.0) == (5, 5)
    x, y = parallel(((0, 0), (10, 10)), (0, 0), (10, 0), aspect=2.0)
    assert x == y == pytest.approx(2)


def test_an_unplaced_heart_has_no_handle() -> None:
    with pytest.raises(IndexError):
        with_handle(CardiothoracicRatio(((0, 0), (9, 0))), 2, (1, 1))


@given(annotations, st.integers(1, 4000), st.integers(1, 4000))
def test_nothing_that_fits_lies_outside_afterwards(annotation: Annotation, columns: int, rows: int) -> None:
    back = handles(within(annotation, columns, rows))
    before = handles(annotation)
    for axis, size in ((0, columns), (1, rows)):
        if max(p[axis] for p in before) - min(p[axis] for p in before) <= size:
            assert all(0 <= p[axis] <= size for p in back)


def test_lines_are_what_is_drawn() -> None:
    assert lines(Text((1, 1), "a")) == () == lines(Region((0, 0), (5, 5), "ellipse"))
    assert len(lines(Region((0, 0), (5, 5)))) == 4
    assert lines(CardiothoracicRatio(((0, 0), (9, 0)))) == (((0, 0), (9, 0)),)


def test_keys_are_new_sort_as_made_and_know_their_frame() -> None:
    keys: list[str] = []
    for frame in (0, 3, 0):
        keys.append(new_key(frame, keys))
    assert [frame_of(key) for key in keys] == [0, 3, 0]
    assert sorted((keys[0], keys[2])) == [keys[0], keys[2]] and len(set(keys)) == 3
    assert frame_of("line") == 0
