"""Is this ONNX graph harmless, and the one its manifest describes? Asked before ONNX Runtime sees a byte of it.

The graph is walked by ``protobuf``, without a copy of its weights, against the fields of onnx.proto3 (ONNX 1.19)
that a network needs; whatever else is there is refused. So there is no way to name another file (external data,
functions, other operator domains), and no loop that might never end (docs/decisions/0010-walking-the-graph.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spcxr_desktop.inference.labels import ClassificationTask, SegmentationTask
from spcxr_desktop.inference.manifest import Manifest
from spcxr_desktop.inference.protobuf import LENGTH, WireError, fields

MAX_NODES = 20_000
MAX_FIELDS = 2_000_000  # some seconds of walking
_DOMAINS = {"", "ai.onnx"}
_FLOAT = 1  # TensorProto.DataType
_OWN_SETTINGS = "ort_config"  # a key of the metadata that ONNX Runtime may take session options from
_ORT_FORMAT = b"ORTM"  # at byte 4: ONNX Runtime would take the file for a graph in its own format, which is not walked

# Per message: field number -> "" (a value), the message it holds, "!what" (refused) or "=name" (a value looked at).
_SCHEMA: Mapping[str, Mapping[int, str]] = {
    "model": {
        1: "", 2: "", 3: "", 4: "", 5: "", 6: "", 7: "graph", 8: "opset", 14: "metadata",
        20: "!training steps", 25: "!functions of its own",
    },
    "metadata": {1: "=key", 2: ""},
    "opset": {1: "=domain", 2: ""},
    "graph": {
        1: "node", 2: "", 5: "tensor", 10: "", 11: "input", 12: "output", 13: "", 14: "", 15: "!sparse weights", 16: "",
    },
    "node": {1: "", 2: "", 3: "", 4: "", 5: "attribute", 6: "", 7: "=domain", 8: "", 9: ""},
    "attribute": {
        1: "", 2: "", 3: "", 4: "", 5: "tensor", 6: "!a loop or a branch", 7: "", 8: "", 9: "", 10: "tensor",
        11: "!a loop or a branch", 13: "", 20: "", 22: "!sparse weights", 23: "!sparse weights",
    },
    "tensor": {
        1: "", 2: "", 4: "", 5: "", 6: "", 7: "", 8: "", 9: "", 10: "", 11: "", 12: "",
        13: "!weights in other files", 14: "=location", 16: "",
    },
    "input": {1: "=name", 2: "type", 3: "", 4: ""},
    "output": {1: "=name", 2: "type", 3: "", 4: ""},
    "type": {1: "tensor_type", 6: ""},
    "tensor_type": {1: "=element", 2: "shape"},
    "shape": {1: "dimension"},
    "dimension": {1: "=size", 2: "=free", 3: ""},
}  # fmt: skip


class GraphError(ValueError):
    """What keeps a graph from being loaded, as the end of "the graph has ..."."""


@dataclass
class Port:
    """An input or output of the graph. ``shape``: None for a side that is not fixed."""

    name: str = ""
    element: int = 0
    shape: list[int | None] = field(default_factory=list)


@dataclass
class Graph:
    """What was seen on the walk."""

    nodes: int = 0
    fields: int = 0
    inputs: list[Port] = field(default_factory=list)
    outputs: list[Port] = field(default_factory=list)


def check_graph(data: bytes, manifest: Manifest) -> Graph:
    """Raises GraphError where the graph could reach beyond itself or is not what the manifest says."""
    graph = walk_graph(data)
    _check_input(graph, manifest)
    outputs = {port.name: port for port in graph.outputs}
    for name in manifest.outputs:
        if name not in outputs or outputs[name].element != _FLOAT:
            raise GraphError(f"no float32 output '{name}'")
    for task in manifest.tasks:
        for name, expected in _expected(task, manifest.input.size).items():
            _check_shape(outputs[name], expected)
    if manifest.outliers is not None:
        _check_shape(outputs[manifest.outliers.output], [None, None])
    return graph


def walk_graph(data: bytes) -> Graph:
    """Every message of the graph, once. Raises GraphError."""
    if data[4:8] == _ORT_FORMAT:
        raise GraphError("another format than ONNX")
    graph = Graph()
    try:
        _walk("model", memoryview(data), graph)
    except WireError as error:
        raise GraphError(f"damaged bytes ({error})") from error
    except UnicodeDecodeError as error:
        raise GraphError("damaged bytes (a name that is no text)") from error
    return graph


def _walk(kind: str, message: memoryview, graph: Graph, port: Port | None = None) -> None:
    """``port``: the input or output that ``message`` is part of. The schema is a tree nine messages deep."""
    if kind == "node":
        graph.nodes += 1
        if graph.nodes > MAX_NODES:
            raise GraphError(f"more than {MAX_NODES} nodes")
    if kind in ("input", "output"):
        port = Port()
        (graph.inputs if kind == "input" else graph.outputs).append(port)
    if kind == "dimension" and port is not None:
        port.shape.append(None)
    for number, wire, value in fields(message):
        graph.fields += 1
        if graph.fields > MAX_FIELDS:
            raise GraphError(f"more than {MAX_FIELDS} parts")
        meaning = _SCHEMA[kind].get(number, f"!a part that this program does not know (field {number} of {kind})")
        if meaning.startswith("!"):
            raise GraphError(meaning[1:])
        if meaning.startswith("="):
            _look(meaning[1:], wire, value, port)
        elif meaning and isinstance(value, memoryview) and wire == LENGTH:
            _walk(meaning, value, graph, port)
        elif meaning:
            raise WireError(f"field {number} of {kind} is no message")


def _look(what: str, wire: int, value: int | memoryview, port: Port | None) -> None:
    """Values that decide. A field of another wire type than the schema's is nothing that ONNX writes."""
    if isinstance(value, int):
        if what == "location" and value != 0:
            raise GraphError("weights in other files")
        if what == "element" and port is not None:
            port.element = value
        if what == "size" and port is not None:
            port.shape[-1] = value
        if what in ("location", "element", "size"):
            return
    elif wire == LENGTH:
        text = bytes(value).decode("utf-8")
        if what == "domain" and text not in _DOMAINS:
            raise GraphError(f"operators of its own ({text[:40]!r})")
        if what == "key" and text == _OWN_SETTINGS:
            raise GraphError("settings of ONNX Runtime")
        if what == "name" and port is not None:
            port.name = text
        if what == "free" and port is not None:
            port.shape[-1] = None
        if what in ("domain", "key", "name", "free"):
            return
    raise WireError(f"a {what} of wire type {wire}")


def _check_input(graph: Graph, manifest: Manifest) -> None:
    contract = manifest.input
    if [port.name for port in graph.inputs] != [contract.name]:
        raise GraphError(f"not the one input '{contract.name}'")
    port = graph.inputs[0]
    fixed = port.shape[2:] == [contract.size, contract.size]
    if port.element != _FLOAT or len(port.shape) != 4 or port.shape[1] not in (1, None) or not fixed:
        raise GraphError(f"not the float32 input [B, 1, {contract.size}, {contract.size}]")


def _expected(task: ClassificationTask | SegmentationTask, size: int) -> Mapping[str, list[int | None]]:
    if isinstance(task, SegmentationTask):
        return {task.output: [None, 3, size, size]}
    if task.evidence is None or task.evidence_bias is None:
        return {task.output: [None, None]}
    columns = len(task.evidence_bias)
    return {task.output: [None, columns], task.evidence: [None, columns, None, None]}


def _check_shape(port: Port, expected: list[int | None]) -> None:
    """Sides that the graph leaves open are checked by the self-test."""
    pairs = zip(port.shape, expected, strict=False)
    if len(port.shape) != len(expected) or any(None not in pair and pair[0] != pair[1] for pair in pairs):
        raise GraphError(f"an output '{port.name}' of shape {port.shape}")
