"""The walk over a graph's bytes: what it lets through, what it refuses, and that nothing makes it fail otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import graph_check
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference.graph_check import GraphError, check_graph, walk_graph
from spcxr_desktop.inference.manifest import parse_manifest
from spcxr_desktop.inference.protobuf import LENGTH, VARINT, WireError, fields

Make = Callable[..., Path]
SIZE = 64


def model() -> onnx.ModelProto:
    """logits = mean(film) * gain, with an initializer, an attribute and metadata."""
    nodes = [
        helper.make_node("ReduceMean", ["film", "axes"], ["mean"], keepdims=0),
        helper.make_node("Mul", ["mean", "gain"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes, "g",
        [helper.make_tensor_value_info("film", TensorProto.FLOAT, ["B", 1, SIZE, SIZE])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["B", 3])],
        [
            numpy_helper.from_array(np.ones((1, 3), np.float32), "gain"),
            numpy_helper.from_array(np.array([2, 3], np.int64), "axes"),
        ],
    )  # fmt: skip
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    helper.set_model_props(made, {"made by": "a test"})
    return made


BYTES = model().SerializeToString()


@pytest.fixture
def manifest(make_package: Make) -> pk.Manifest:
    return pk.load_package(make_package()).manifest


def test_a_plain_graph_is_walked_whole(manifest: pk.Manifest) -> None:
    graph = check_graph(BYTES, manifest)
    assert graph.nodes == 2
    assert [(port.name, port.element, port.shape) for port in graph.inputs] == [("film", 1, [None, 1, SIZE, SIZE])]
    assert [(port.name, port.element, port.shape) for port in graph.outputs] == [("logits", 1, [None, 3])]


def with_branch(made: onnx.ModelProto) -> None:
    inner = helper.make_graph([helper.make_node("Identity", ["film"], ["same"])], "inner", [], [])
    made.graph.node.append(helper.make_node("If", ["condition"], ["x"], then_branch=inner, else_branch=inner))


def with_function(made: onnx.ModelProto) -> None:
    node = helper.make_node("Identity", ["x"], ["y"])
    made.functions.append(helper.make_function("", "F", ["x"], ["y"], [node], [helper.make_opsetid("", 18)]))


def with_external_attribute(made: onnx.ModelProto) -> None:
    tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[1])
    tensor.data_location = TensorProto.EXTERNAL
    made.graph.node.append(helper.make_node("Constant", [], ["c"], value=tensor))


def with_external_name(made: onnx.ModelProto) -> None:
    entry = made.graph.initializer[0].external_data.add()
    entry.key, entry.value = "location", "/etc/passwd"


def with_sparse_weights(made: onnx.ModelProto) -> None:
    made.graph.sparse_initializer.add().dims.append(1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (with_branch, "a loop or a branch"),
        (with_function, "functions of its own"),
        (with_external_attribute, "weights in other files"),
        (with_external_name, "weights in other files"),
        (with_sparse_weights, "sparse weights"),
        (lambda made: made.graph.node.append(helper.make_node("EPContext", [], ["c"], domain="com.microsoft")),
         "operators of its own"),
        (lambda made: made.opset_import.append(helper.make_opsetid("com.evil", 1)), "operators of its own"),
        (lambda made: made.training_info.add(), "training steps"),
        (lambda made: helper.set_model_props(made, {"ort_config": "{}"}), "settings of ONNX Runtime"),
    ],
)  # fmt: skip
def test_what_reaches_beyond_the_graph_is_refused(change: Callable[[onnx.ModelProto], Any], found: str) -> None:
    made = model()
    change(made)
    with pytest.raises(GraphError, match=found):
        walk_graph(made.SerializeToString())


def test_another_format_that_onnx_runtime_would_take_is_refused() -> None:
    with pytest.raises(GraphError, match="another format"):
        walk_graph(b"\x12\x40..ORTM" + BYTES)


def port(made: onnx.ModelProto, **values: object) -> None:
    made.graph.input[0].CopyFrom(helper.make_tensor_value_info(**{
        "name": "film", "elem_type": TensorProto.FLOAT, "shape": ["B", 1, SIZE, SIZE], **values
    }))  # fmt: skip


def output(made: onnx.ModelProto, **values: object) -> None:
    made.graph.output[0].CopyFrom(helper.make_tensor_value_info(**{
        "name": "logits", "elem_type": TensorProto.FLOAT, "shape": ["B", 3], **values
    }))  # fmt: skip


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda made: port(made, name="image"), "not the one input"),
        (lambda made: made.graph.input.append(made.graph.input[0]), "not the one input"),
        (lambda made: port(made, elem_type=TensorProto.UINT8), "not the float32 input"),
        (lambda made: port(made, shape=["B", 3, SIZE, SIZE]), "not the float32 input"),
        (lambda made: port(made, shape=["B", 1, SIZE, "W"]), "not the float32 input"),
        (lambda made: output(made, name="scores"), "no float32 output 'logits'"),
        (lambda made: output(made, elem_type=TensorProto.FLOAT16), "no float32 output 'logits'"),
        (lambda made: output(made, shape=["B", 3, 1]), "of shape"),
    ],
)
def test_a_graph_that_is_not_the_manifests_is_refused(
    manifest: pk.Manifest, change: Callable[[onnx.ModelProto], Any], found: str
) -> None:
    made = model()
    change(made)
    with pytest.raises(GraphError, match=found):
        check_graph(made.SerializeToString(), manifest)


def test_evidence_and_embedding_must_be_there(manifest: pk.Manifest) -> None:
    data = manifest.to_dict()
    task = data["tasks"][0]  # type: ignore[index]
    task |= {"evidence": "evidence", "evidence_bias": [0.0, 0.0, 0.0]}
    with pytest.raises(GraphError, match="no float32 output 'evidence'"):
        check_graph(BYTES, parse_manifest(data))


def test_the_number_of_nodes_and_parts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_check, "MAX_NODES", 1)
    with pytest.raises(GraphError, match="more than 1 nodes"):
        walk_graph(BYTES)
    monkeypatch.setattr(graph_check, "MAX_FIELDS", 3)
    with pytest.raises(GraphError, match="more than 3 parts"):
        walk_graph(BYTES)


def test_a_graph_that_is_no_graph_is_refused_before_onnx_runtime(make_package: Make) -> None:
    folder = make_package()
    manifest = pk.load_package(folder).manifest
    (folder / pk.PINS_FILE).unlink(missing_ok=True)
    (folder.parent / pk.PINS_FILE).unlink()
    (folder / pk.MODEL_FILE).write_bytes(b"not a graph")
    pk.write_manifest(folder, manifest)
    with pytest.raises(UserError, match="the graph has"):
        pk.load_package(folder)


@given(st.integers(0, len(BYTES) - 1))
def test_a_cut_graph_is_refused_or_incomplete(end: int) -> None:
    """A cut may fall between two parts; then what was behind it is missing, and nothing else is wrong."""
    try:
        graph = walk_graph(BYTES[:end])
    except GraphError:
        return
    assert len(graph.outputs) <= 1


@given(st.binary(max_size=400))
def test_garbage_is_refused_or_empty(data: bytes) -> None:
    try:
        graph = walk_graph(data)
    except GraphError:
        return
    assert graph.fields <= len(data)


@given(st.integers(0, len(BYTES) - 1), st.integers(0, 255))
def test_a_changed_byte_never_fails_otherwise(at: int, value: int) -> None:
    changed = bytearray(BYTES)
    changed[at] = value
    try:
        graph = walk_graph(bytes(changed))
    except GraphError:
        return
    assert graph.nodes <= graph.fields


@given(st.lists(st.tuples(st.integers(1, 2**29 - 1), st.one_of(st.integers(0, 2**64 - 1), st.binary(max_size=40)))))
def test_what_was_encoded_is_read(parts: list[tuple[int, int | bytes]]) -> None:
    data = b"".join(encoded(number, value) for number, value in parts)
    read = [(number, bytes(v) if isinstance(v, memoryview) else v) for number, _, v in fields(memoryview(data))]
    assert read == parts


@pytest.mark.parametrize("data", [b"\x0b", b"\x00", b"\x0a\x05abc", b"\x08" + b"\xff" * 11, b"\x09\x00", b"\xff"])
def test_no_message_is_a_wire_error(data: bytes) -> None:
    with pytest.raises(WireError):
        list(fields(memoryview(data)))


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def encoded(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3 | VARINT) + varint(value)
    return varint(number << 3 | LENGTH) + varint(len(value)) + value
