"""The exported graph: the same numbers as torch, any batch, small weights with a known error, no path of a machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from torch import nn

from tests.conftest import REPOSITORY
from trainer.heads import LungModel, ScreeningModel
from trainer.onnx_graph import Exported, export_graph, quantise
from trainer.packaging import OUTPUTS
from trainer.vit import VisionTransformer, ViTConfig

SIDE = 64
Run = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def encoder(depth: int) -> VisionTransformer:
    torch.manual_seed(0)
    return VisionTransformer(ViTConfig(image_size=SIDE, dim=64, depth=depth, heads=2))


@pytest.fixture(scope="module")
def screening() -> ScreeningModel:
    model = ScreeningModel(encoder(12)).eval()
    nn.init.normal_(model.head.value.weight)  # as after training; fresh ones give logits near 0
    nn.init.normal_(model.head.bias)
    return model


@pytest.fixture(scope="module")
def lungs() -> LungModel:
    return LungModel(encoder(12)).eval()


@pytest.fixture(scope="module")
def graphs(screening: ScreeningModel, lungs: LungModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """screening.onnx (float32), screening16.onnx (float16), screening8.onnx and lungs8.onnx (int8 weights)."""
    folder = tmp_path_factory.mktemp("graphs")
    names = OUTPUTS["screening"]
    export_graph(screening, SIDE, names, folder / "screening.onnx", weights="float32")
    export_graph(screening, SIDE, names, folder / "screening16.onnx", weights="float16")
    export_graph(screening, SIDE, names, folder / "screening8.onnx")
    export_graph(lungs, SIDE, OUTPUTS["lungs"], folder / "lungs8.onnx")
    return folder


def run_all(path: Path, films: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    session = ort.InferenceSession(path, providers=["CPUExecutionProvider"])
    return [np.asarray(found) for found in session.run(None, {"film": films})]


def run(path: Path, films: NDArray[np.float32]) -> NDArray[np.float32]:
    return run_all(path, films)[0]


def films(batch: int) -> NDArray[np.float32]:
    return np.random.default_rng(batch).random((batch, 1, SIDE, SIDE), np.float32)


def torch_says(model: nn.Module, batch: NDArray[np.float32]) -> NDArray[np.float32]:
    with torch.no_grad():
        return np.asarray(Exported(model).eval()(torch.from_numpy(batch))[0].numpy())


@pytest.mark.parametrize("batch", [1, 3])
def test_float_graph_equals_torch_for_any_batch(graphs: Path, screening: ScreeningModel, batch: int) -> None:
    expected = torch_says(screening, films(batch))
    assert np.ptp(expected) > 0.5
    assert np.abs(run(graphs / "screening.onnx", films(batch)) - expected).max() < 1e-4
    assert np.abs(run(graphs / "screening16.onnx", films(batch)) - expected).max() < 1e-2


@pytest.mark.parametrize("name", ["screening.onnx", "screening16.onnx", "screening8.onnx"])
def test_the_graphs_logit_is_bias_and_evidence(graphs: Path, screening: ScreeningModel, name: str) -> None:
    logits, evidence, embedding = run_all(graphs / name, films(3))
    assert evidence.shape == (3, 3, SIDE // 16, SIDE // 16)
    assert embedding.shape == (3, 2 * 64)
    bias = screening.head.bias.detach().numpy()
    assert np.ptp(evidence) > 0.01
    np.testing.assert_allclose(bias + evidence.sum((2, 3)), logits, atol=1e-5)


def test_evidence_and_embedding_are_torchs(graphs: Path, screening: ScreeningModel) -> None:
    with torch.no_grad():
        expected = Exported(screening)(torch.from_numpy(films(2)))
    for found, wanted in zip(run_all(graphs / "screening.onnx", films(2)), expected, strict=True):
        np.testing.assert_allclose(found, wanted.numpy(), atol=1e-4)


@pytest.mark.parametrize("batch", [1, 3])
def test_int8_weights_change_logits_little(graphs: Path, screening: ScreeningModel, batch: int) -> None:
    """By less than a hundredth of the logits' range."""
    expected = torch_says(screening, films(batch))
    difference = np.abs(run(graphs / "screening8.onnx", films(batch)) - expected)
    assert 0 < difference.max() < 0.01 * np.ptp(expected)


@pytest.mark.parametrize("batch", [1, 3])
def test_int8_weights_change_few_lung_pixels(graphs: Path, lungs: LungModel, batch: int) -> None:
    found, expected = run(graphs / "lungs8.onnx", films(batch)), torch_says(lungs, films(batch))
    assert found.shape == (batch, 3, SIDE, SIDE)
    assert 0 < np.abs(found - expected).max() < 0.01 * np.ptp(expected)
    assert (found.argmax(1) != expected.argmax(1)).mean() < 0.01


def test_standardisation_is_part_of_the_graph(screening: ScreeningModel) -> None:
    batch = torch.from_numpy(films(2))
    with torch.no_grad():
        assert torch.equal(Exported(screening)(batch)[0], screening((batch - 0.5) / 0.25).logits)


def test_int8_file_is_about_a_quarter(graphs: Path) -> None:
    """The position table and all vectors stay float32, and so does the graph itself."""
    full, half, small = ((graphs / f"screening{bits}.onnx").stat().st_size for bits in ("", "16", "8"))
    assert small < 0.4 * full
    assert half < 0.65 * full


def test_large_weights_are_int8_and_small_ones_are_not(graphs: Path) -> None:
    tensors = onnx.load(graphs / "lungs8.onnx").graph.initializer
    large = [t for t in tensors if t.data_type == onnx.TensorProto.FLOAT and np.prod(t.dims) >= 8192]
    assert [t.name for t in large] == []
    small = sum(t.data_type == onnx.TensorProto.INT8 for t in tensors)
    assert small >= 3 * 12  # qkv and both layers of the MLP in every block


@pytest.mark.parametrize("name", ["screening.onnx", "screening16.onnx", "screening8.onnx", "lungs8.onnx"])
def test_no_path_of_this_machine_is_in_the_file(graphs: Path, name: str) -> None:
    data = (graphs / name).read_bytes()
    home, here, python = str(Path.home()), str(REPOSITORY), sys.prefix
    for path in (f"{home}/", here, python, "site-packages", ".py", "heads.py", "torch/nn"):
        assert path.encode() not in data, path


def test_the_contract_of_the_package_format(graphs: Path) -> None:
    session = ort.InferenceSession(graphs / "lungs8.onnx", providers=["CPUExecutionProvider"])
    (film,), (output,) = session.get_inputs(), session.get_outputs()
    assert (film.name, film.type, film.shape[1:]) == ("film", "tensor(float)", [1, SIDE, SIDE])
    assert not isinstance(film.shape[0], int)
    assert (output.name, output.type) == ("lungs", "tensor(float)")


@settings(deadline=None, max_examples=50)
@given(
    seed=st.integers(0, 2**32 - 1),
    shape=st.sampled_from([(6, 40), (40, 6), (5, 3, 2, 2), (1, 17, 8)]),
    spread=st.floats(0, 4),
)
def test_quantised_weights_are_off_by_at_most_half_a_step(seed: int, shape: tuple[int, ...], spread: float) -> None:
    rng = np.random.default_rng(seed)
    weights = (rng.normal(size=shape) * np.exp(rng.normal(0, spread, (shape[0], *[1] * (len(shape) - 1))))).astype("f4")
    whole, scale = quantise(weights)
    assert whole.dtype == np.int8
    assert whole.min() >= -127
    assert scale.dtype == np.float32
    assert scale.size in (shape[0], shape[-1])
    assert (np.abs(weights - whole * scale) <= scale / 2 * (1 + 1e-4)).all()


def test_the_axis_with_the_smaller_error_is_chosen() -> None:
    rows = np.random.default_rng(0).normal(size=(40, 40)) * np.repeat([1, 10], 20)[:, None]
    assert quantise(rows.astype(np.float32))[1].shape == (40, 1)
    assert quantise(rows.T.astype(np.float32))[1].shape == (1, 40)


def test_zeros_stay_zeros() -> None:
    whole, scale = quantise(np.zeros((4, 4), np.float32))
    assert not whole.any()
    assert np.isfinite(scale).all()
