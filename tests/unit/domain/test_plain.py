"""Plain forms: what goes in comes out, equal values give equal bytes, anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spcxr_desktop.domain.annotations import Angle, Annotation, Length
from spcxr_desktop.domain.plain import canonical, from_plain, to_plain


@dataclass(frozen=True)
class Inner:
    number: float
    word: Literal["a", "b"] = "a"


@dataclass(frozen=True)
class Outer:
    inner: Inner
    several: tuple[Inner, ...] = ()
    pair: tuple[int, str] = (0, "")
    maybe: Inner | None = None
    table: Mapping[str, float] = field(default_factory=dict)


inners = st.builds(Inner, st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["a", "b"]))
outers = st.builds(
    Outer, inners, st.lists(inners).map(tuple), st.tuples(st.integers(), st.text()), st.none() | inners,
    st.dictionaries(st.text(), st.floats(-1e6, 1e6)),
)  # fmt: skip


@given(outers)
def test_what_goes_in_comes_out(outer: Outer) -> None:
    assert from_plain(Outer, to_plain(outer)) == outer


@given(st.integers(-(2**53), 2**53))
def test_equal_numbers_give_equal_bytes(number: int) -> None:
    assert canonical(to_plain(Inner(float(number)))) == canonical(to_plain(Inner(number)))


def test_annotations_are_told_apart_by_their_kind() -> None:
    length = Length((0.0, 1.0), (2.0, 3.5))
    assert from_plain(Annotation, to_plain(length)) == length  # type: ignore[arg-type]
    angle = Angle((0.0, 1.0), (2.0, 3.5), (1.0, 1.0))
    assert from_plain(Annotation, to_plain(angle)) == angle  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {"inner": {"number": "1"}},
        {"inner": {"number": True}},
        {"inner": {"number": 1, "word": "c"}},
        {"inner": {"number": 1}, "unknown": 1},
        {"inner": {"number": 1}, "pair": [1]},
        {"inner": {"number": 1}, "pair": [1.5, ""]},
        {"inner": {"number": 1}, "several": {}},
    ],
)
def test_what_does_not_fit_is_refused(plain: object) -> None:
    with pytest.raises(ValueError):
        from_plain(Outer, plain)  # type: ignore[arg-type]


def test_an_error_does_not_repeat_the_value() -> None:
    with pytest.raises(ValueError) as error:
        from_plain(Inner, {"number": "Planted^Name"})
    assert "Planted" not in str(error.value)


@pytest.mark.parametrize("value", [object(), {1: 2}, b"bytes"])
def test_what_has_no_plain_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        to_plain(value)


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError):
        canonical(float("nan"))
