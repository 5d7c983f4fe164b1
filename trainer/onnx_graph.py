"""Torch model -> one small ONNX graph: standardisation inside, large weights int8 with a scale per row, or float16."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from trainer.vit import standardise

OPSET = 18
Weights = Literal["int8", "float16", "float32"]
_LARGE = 8192  # weights with fewer numbers stay float32: they weigh nothing


class Exported(nn.Module):
    """Prepared films [B, 1, S, S] in 0..1 -> every output of the model, in order: what the graph computes."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, film: Tensor) -> tuple[Tensor, ...]:
        found: Tensor | tuple[Tensor, ...] = self.model(standardise(film))
        return (found,) if isinstance(found, Tensor) else tuple(found)


def export_graph(
    model: nn.Module, image_size: int, outputs: Sequence[str], path: Path, *, weights: Weights = "int8"
) -> None:
    """Write ``path``: input ``film`` float32 [B, 1, S, S], the model's ``outputs`` by name, batch free."""
    film = torch.rand(2, 1, image_size, image_size)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            Exported(model).eval(), (film,), raw, input_names=["film"], output_names=list(outputs), opset_version=OPSET,
            dynamic_shapes={"film": {0: torch.export.Dim("batch", min=1)}}, dynamo=True, external_data=False,
            verbose=False,
        )  # fmt: skip
        graph = onnx.load(raw)
    if weights != "float32":
        _shrink(graph, weights)
    del graph.metadata_props[:]
    for node in graph.graph.node:
        del node.metadata_props[:]  # source paths of the exporting machine
        node.doc_string = ""
    onnx.checker.check_model(graph)
    onnx.save(graph, path)


def _shrink(model: onnx.ModelProto, to: Weights) -> None:
    """Replace large float weights by int8 and one float scale per output row, or by float16.

    Written as Cast and Mul, which ONNX Runtime folds into float32 weights when it loads the graph: the file
    is a quarter (half) of the size, the arithmetic is float32 on every provider.
    """
    graph = model.graph
    kept: list[TensorProto] = []
    nodes = []
    for tensor in graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.float32 or weights.ndim < 2 or weights.size < _LARGE:
            kept.append(tensor)
            continue
        names = [f"{tensor.name}.{part}" for part in (to, "scale", "float")]
        if to == "float16":
            kept.append(numpy_helper.from_array(weights.astype(np.float16), names[0]))
            nodes.append(helper.make_node("Cast", [names[0]], [tensor.name], to=TensorProto.FLOAT, name=names[2]))
            continue
        quantised, scale = quantise(weights)
        kept += [numpy_helper.from_array(quantised, names[0]), numpy_helper.from_array(scale, names[1])]
        nodes += [
            helper.make_node("Cast", [names[0]], [names[2]], to=TensorProto.FLOAT, name=names[2]),
            helper.make_node("Mul", [names[2], names[1]], [tensor.name], name=f"{tensor.name}.dequantised"),
        ]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    for position, node in enumerate(nodes):
        graph.node.insert(position, node)


def quantise(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8: weights ~ int8 * scale, off by at most half a scale.

    One scale per index of the first or of the last axis, whichever leaves the smaller error: convolutions
    [out, in, h, w] have their outputs first, exported matrices [in, out] have them last.
    """
    best: tuple[float, NDArray[np.int8], NDArray[np.float32]] | None = None
    for axis in (0, weights.ndim - 1):
        others = tuple(i for i in range(weights.ndim) if i != axis)
        scale = np.maximum(np.abs(weights).max(axis=others, keepdims=True) / 127, 1e-12).astype(np.float32)
        whole = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
        error = float(np.square(weights - whole * scale).mean())
        if best is None or error < best[0]:
            best = (error, whole, scale)
    assert best is not None
    return best[1], best[2]
