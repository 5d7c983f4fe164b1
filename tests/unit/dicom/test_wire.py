"""What crosses from a worker: everything honest arrives unchanged, nothing else is let in."""

from __future__ import annotations

import json
import math
import pickle
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from spcxr_desktop.dicom import wire
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.dicom.plausible import check_radiograph
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.grayscale import GrayscaleRule, Lut, VoiLut, VoiWindow
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, OverlayPlane, Radiograph, Shutter, Spacing

ROOM = 1 << 20  # bytes of arrays that the tests allow for
SHAPE = (6, 5)

numbers = st.floats(-1e9, 1e9)
texts = st.text(max_size=20)
luts = st.builds(
    Lut, first=st.integers(-70000, 70000), entries=arrays(np.uint16, st.integers(1, 40)), bits=st.integers(1, 16)
)
windows = st.builds(VoiWindow, center=numbers, width=st.floats(1, 1e9), explanation=texts)
rules = st.builds(
    GrayscaleRule,
    bias=st.sampled_from([0, -32768]),
    slope=numbers,
    modality_lut=st.none() | luts,
    voi=st.lists(windows | st.builds(VoiLut, lut=luts, explanation=texts), max_size=3).map(tuple),
    presentation_lut=st.none() | luts,
    invert=st.booleans(),
    padding=st.none() | st.tuples(st.integers(-32768, 65535), st.integers(-32768, 65535)),
    stored_min=st.just(0),
    stored_max=st.integers(0, 32767),
)
radiographs = st.builds(
    Radiograph,
    pixels=arrays(np.uint16, SHAPE),
    grayscale=rules,
    orientation=st.sampled_from([Orientation(), Orientation("R", "F", False), Orientation("H", "L", False)]),
    spacing=st.none() | st.builds(Spacing, st.floats(0.01, 1), st.floats(0.01, 1), st.just("detector plane")),
    identity=st.builds(Identity, patient_name=texts, patient_age_years=st.none() | st.floats(0, 120)),
    path=st.just(Path("/films/\udcff/a b.dcm")),
    burned_in_annotation=st.none() | st.booleans(),
    notes=st.lists(texts, max_size=3).map(tuple),
    colour=st.none() | arrays(np.uint8, (*SHAPE, 3)),
    overlays=st.lists(st.builds(OverlayPlane, arrays(np.bool_, SHAPE), texts), max_size=2).map(tuple),
    shutter=st.none() | st.builds(Shutter, arrays(np.bool_, SHAPE), st.integers(0, 255)),
    aspect=st.floats(0.1, 10),
    frame=st.just(2),
    frames=st.just(3),
)


def through(value: object, hint: Any) -> Any:  # noqa: ANN401 - any answer
    """As the program sees what a worker wrote."""
    message, sent = wire.write(value)
    reply = wire.open_reply(message, ROOM)
    for array, original in zip(reply.arrays, sent, strict=True):
        array[...] = original
    return reply.outcome or wire.read(hint, reply)


def equal(a: object, b: object) -> bool:
    """Deep equality, of types too."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(equal, a, b))
    if is_dataclass(a):
        return all(equal(getattr(a, field.name), getattr(b, field.name)) for field in fields(a))
    return a == b


@given(radiographs)
def test_a_radiograph_arrives_as_it_was_sent(radiograph: Radiograph) -> None:
    arrived = through(radiograph, Radiograph)
    assert equal(arrived, radiograph)
    check_radiograph(arrived, frame=2)


def test_headers_finds_errors_and_faults_arrive() -> None:
    header = Header(Identity(patient_name="Doe^Jane", patient_age_years=40), dicom=True, rows=3)
    assert through(header, Header) == header
    assert type(through(header, Header).identity.patient_age_years) is float
    found = wire.Found((Path("/a/\udcff"), Path("b.zip/c")), ((Path("b.zip"), "told"),), done=False)
    assert through(found, wire.Found) == found
    error = through(UserError("a", "b", "c", code="d"), Header)
    assert (error.found, error.expected, error.remedy, error.code) == ("a", "b", "c", "d")
    assert through(wire.Fault("KeyError", "read.py:3"), Header) == wire.Fault("KeyError", "read.py:3")


def test_numbers_of_numpy_are_numbers() -> None:
    rule = GrayscaleRule(bias=np.int64(-3), slope=np.float32(0.5), invert=np.bool_(True), stored_min=np.uint16(4))  # type: ignore[arg-type]
    assert equal(through(rule, GrayscaleRule), GrayscaleRule(bias=-3, slope=0.5, invert=True, stored_min=4))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_not_written(value: float) -> None:
    with pytest.raises(ValueError):
        wire.write(GrayscaleRule(slope=value))


def test_what_is_no_answer_is_not_written() -> None:
    with pytest.raises(TypeError, match="function"):
        wire.write(lambda: None)


class Evil:
    """What a worker that a file has taken over might send."""

    def __reduce__(self) -> tuple[Any, ...]:
        return pytest.fail, ("the program ran what a worker sent",)


@pytest.mark.parametrize(
    "message",
    [
        b"",
        pickle.dumps(Evil()),
        b"null",
        b"[]",
        b"{}",
        b'{"value": 1, "arrays": 3}',
        b'{"value": 1, "arrays": [["object", [1]]]}',
        b'{"value": 1, "arrays": [["uint16", []]]}',
        b'{"value": 1, "arrays": [["uint16", [-1, -1]]]}',
        b'{"value": 1, "arrays": [["uint16", [0]]]}',
        b'{"value": 1, "arrays": [["uint16", [true]]]}',
        b'{"value": 1, "arrays": [["uint16", [1.0]]]}',
        b'{"value": 1, "arrays": [["uint16", [1, 1, 1, 1]]]}',
        b'{"value": 1, "arrays": [["uint16", [1048576, 1048576]]]}',
        b'{"value": 1, "arrays": [["uint8", [1000000]], ["uint8", [1000000]]]}',
        b'{"value": 1, "arrays": [' + b",".join([b'["uint8",[1]]'] * 65) + b"]}",
        b'{"error": ["a", "b", "c"]}',
        b'{"error": ["a", "b", "c", 1]}',
        b'{"fault": "KeyError"}',
        b"[" * 100_000,
        b'{"value": ' + b"9" * 10_000 + b"}",
        b"\xff\xfe",
    ],
)
def test_a_message_that_no_worker_sends_is_nonsense(message: bytes) -> None:
    with pytest.raises(wire.Nonsense):
        wire.read(Header, wire.open_reply(message, ROOM))


HEADER = json.loads(wire.write(Header(Identity(patient_age_years=40.5), dicom=True, rows=3))[0])["value"]


@pytest.mark.parametrize(
    "change",
    [
        {"is": "Identity"},
        {"rows": True},
        {"rows": 3.0},
        {"rows": "3"},
        {"rows": None},
        {"rows": 1 << 80},
        {"dicom": 1},
        {"photometric": 3},
        {"photometric": "x" * (1 << 17)},
        {"identity": None},
        {"identity": {}},
        {"identity": HEADER},
        {"identity": HEADER["identity"] | {"patient_age_years": "forty"}},
        {"__class__": "os"},
    ],
)
def test_a_value_of_another_type_is_nonsense(change: dict[str, object]) -> None:
    message = json.dumps({"value": HEADER | change, "arrays": []}).encode()
    with pytest.raises(wire.Nonsense):
        wire.read(Header, wire.open_reply(message, ROOM))


def test_infinite_and_nan_are_nonsense_although_json_has_them() -> None:
    for number in ("NaN", "Infinity", "1e999"):
        text = json.dumps({"value": HEADER, "arrays": []}).replace("40.5", number)
        with pytest.raises(wire.Nonsense):
            wire.read(Header, wire.open_reply(text.encode(), ROOM))


def test_a_missing_field_is_nonsense() -> None:
    short = {key: value for key, value in HEADER.items() if key != "rows"}
    with pytest.raises(wire.Nonsense):
        wire.read(Header, wire.Reply(short, ()))


def test_an_array_of_another_type_or_number_is_nonsense() -> None:
    value = {"is": "Shutter", "covered": 0, "grey": 0}
    bits, other = np.zeros((2, 2), np.bool_), np.zeros((2, 2), np.uint16)
    assert wire.read(Shutter, wire.Reply(value, (bits,))).grey == 0
    for wrong in ((), (other,)):
        with pytest.raises(wire.Nonsense):
            wire.read(Shutter, wire.Reply(value, wrong))
    for index in (-1, 1, 0.0, True, None):
        with pytest.raises(wire.Nonsense):
            wire.read(Shutter, wire.Reply(value | {"covered": index}, (bits,)))


def test_truth_values_are_zero_or_one_whatever_was_sent() -> None:
    bits = np.array([[0, 2], [255, 1]], np.uint8).view(np.bool_)
    covered = wire.read(Shutter, wire.Reply({"is": "Shutter", "covered": 0, "grey": 0}, (bits,))).covered
    assert covered.view(np.uint8).tolist() == [[0, 1], [1, 1]]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=300)
@given(st.data())
def test_whatever_stands_in_a_field_it_is_of_its_type_or_nonsense(data: st.DataObject) -> None:
    """Any field of any part of a real answer replaced by anything."""
    message, _ = wire.write(EVERYTHING)
    document = json.loads(message)
    part = document["value"]
    while True:
        key = data.draw(st.sampled_from(sorted(part)))
        if not isinstance(part[key], dict) or data.draw(st.booleans()):
            break
        part = part[key]
    part[key] = data.draw(json_values)
    reply = wire.open_reply(json.dumps(document).encode(), ROOM)
    try:
        radiograph = wire.read(Radiograph, reply)
        check_radiograph(radiograph, 0)
    except wire.Nonsense:
        return
    again = through(radiograph, Radiograph)
    assert equal(again, radiograph)


EVERYTHING = Radiograph(
    pixels=np.zeros(SHAPE, np.uint16),
    grayscale=GrayscaleRule(voi=(VoiWindow(1, 2),), modality_lut=Lut(0, np.arange(4, dtype=np.uint16), 16)),
    orientation=Orientation(),
    spacing=Spacing(0.1, 0.1, "calibrated"),
    identity=Identity(),
    path=Path("a"),
    overlays=(OverlayPlane(np.zeros(SHAPE, np.bool_)),),
    shutter=Shutter(np.zeros(SHAPE, np.bool_)),
)


@pytest.mark.parametrize(
    "fields_",
    [
        {"pixels": np.zeros((2, 2, 2), np.uint16)},
        {"colour": np.zeros((6, 5, 4), np.uint8)},
        {"overlays": (OverlayPlane(np.zeros((6, 6), np.bool_)),)},
        {"shutter": Shutter(np.zeros((5, 6), np.bool_))},
        {"shutter": Shutter(np.zeros(SHAPE, np.bool_), grey=256)},
        {"frame": 1, "frames": 2},
        {"frames": 0},
        {"aspect": 0.0},
        {"spacing": Spacing(0.1, -0.1, "calibrated")},
        {"grayscale": GrayscaleRule(stored_max=1 << 40)},
        {"grayscale": GrayscaleRule(stored_min=-1)},
        {"grayscale": GrayscaleRule(bias=1 << 40)},
        {"grayscale": GrayscaleRule(voi=(VoiWindow(0, 0),))},
        {"grayscale": GrayscaleRule(presentation_lut=Lut(0, np.zeros((2, 2), np.uint16), 8))},
        {"grayscale": GrayscaleRule(voi=(VoiLut(Lut(0, np.zeros(4, np.uint16), 40)),))},
    ],
)
def test_a_radiograph_that_contradicts_itself_is_nonsense(fields_: dict[str, Any]) -> None:
    check_radiograph(EVERYTHING, 0)
    with pytest.raises(wire.Nonsense):
        check_radiograph(replace(EVERYTHING, **fields_), 0)


@dataclass(frozen=True)
class Odd:
    """Annotations that answers do not have now and may have one day."""

    pair: tuple[int, str]
    kind: Literal["a", "b"]


def test_tuples_and_choices() -> None:
    assert through(Odd((1, "x"), "b"), Odd) == Odd((1, "x"), "b")
    for wrong in ({"pair": [1]}, {"pair": [1, "x", 2]}, {"kind": "c"}, {"kind": ["a"]}):
        value = {"is": "Odd", "pair": [1, "x"], "kind": "a"} | wrong
        with pytest.raises(wire.Nonsense):
            wire.read(Odd, wire.Reply(value, ()))
