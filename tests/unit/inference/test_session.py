from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference import providers
from spcxr_desktop.inference import session as session_module
from spcxr_desktop.inference.providers import CPU, OrtSession
from spcxr_desktop.inference.session import clear_sessions, open_session, self_test, use_threads
from spcxr_desktop.store.settings import PROVIDERS
from tests.unit.conftest import lungs_manifest, screen_manifest

Make = Callable[..., Path]


def test_a_session_gives_every_output_by_name(packages: list[pk.ModelPackage]) -> None:
    film = np.full((2, 1, 64, 64), 0.5, np.float32)
    logits = open_session(packages[0]).run(film)["logits"]
    np.testing.assert_allclose(logits, [[0, 1, 2], [0, 1, 2]], atol=1e-5)
    assert open_session(packages[1]).run(film)["lungs"].shape == (2, 3, 64, 64)


def test_a_session_is_made_once_per_graph(packages: list[pk.ModelPackage]) -> None:
    first, again, other = (open_session(packages[k]) for k in (0, 0, 1))
    assert first._ort is again._ort
    assert first._ort is not other._ort


def test_the_same_graph_under_another_manifest_is_stamped_with_its_own(packages: list[pk.ModelPackage]) -> None:
    other = replace(packages[0], manifest=replace(packages[0].manifest, version="9.9.9"))
    assert open_session(packages[0])._ort is open_session(other)._ort
    assert open_session(other).package.manifest.version == "9.9.9"


def test_the_self_test_passes_and_notices_wrong_numbers(packages: list[pk.ModelPackage]) -> None:
    session = open_session(packages[0])
    assert self_test(session) <= packages[0].manifest.self_test.tolerance
    assert self_test(replace(session, _ort=shifted(packages[0], 0.25))) == pytest.approx(0.25, abs=1e-5)
    assert self_test(replace(session, _ort=shifted(packages[0], float("nan")))) == float("inf")


def test_a_failing_self_test_is_refused_on_the_cpu(make_package: Make) -> None:
    folder = make_package("lungs")
    package = pk.load_package(folder)
    known = package.read_self_test()
    pk.write_self_test(folder, known["film"], {"lungs": known["lungs"] + 1})
    pk.write_manifest(folder, package.manifest)
    with pytest.raises(UserError, match="self-test"):
        open_session(pk.load_package(folder))


class Shifted:
    """A provider that lies: a real CPU session of the same graph, ``by`` added to every output."""

    def __init__(self, real: OrtSession, by: float, name: str) -> None:
        self.real, self.by, self.name = real, by, name

    def run(self, outputs: list[str], feed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        return [values + np.float32(self.by) for values in self.real.run(outputs, feed)]

    def get_providers(self) -> list[str]:
        return [self.name]


def shifted(package: pk.ModelPackage, by: float, name: str = CPU) -> Shifted:
    return Shifted(providers.start(package.read_model(), CPU), by, name)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of ONNX Runtime that says it brings every provider, and one that would send films elsewhere."""
    everything = ["AzureExecutionProvider", *reversed(providers.PREFERENCE)]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: everything)


@pytest.mark.usefixtures("many")
def test_providers_are_asked_in_order_until_one_is_right(packages: list[pk.ModelPackage]) -> None:
    asked = []

    def start(data: bytes, provider: str) -> OrtSession:
        asked.append(provider)
        if provider == "TensorrtExecutionProvider":
            raise RuntimeError("a library is missing")
        return shifted(packages[0], {"CUDAExecutionProvider": 0.25}.get(provider, 0.0), provider)

    session = open_session(packages[0], start=start)
    assert asked == ["CUDAExecutionProvider", "TensorrtExecutionProvider", "DmlExecutionProvider"]
    assert session.provider == "DmlExecutionProvider"
    assert session.note == (
        "CUDA not used: its numbers are off by 0.25; Tensorrt not used: it does not start (RuntimeError)"
    )


@pytest.mark.usefixtures("many")
def test_where_all_others_lie_the_cpu_computes_and_the_note_says_why(packages: list[pk.ModelPackage]) -> None:
    def start(data: bytes, provider: str) -> OrtSession:
        return providers.start(data, CPU) if provider == CPU else shifted(packages[0], 0.25, provider)

    session = open_session(packages[0], start=start)
    assert session.provider == CPU
    assert session.note.count("not used: its numbers are off by 0.25") == len(providers.PREFERENCE) - 1
    np.testing.assert_allclose(session.run(np.full((1, 1, 64, 64), 0.5, np.float32))["logits"], [[0, 1, 2]], atol=1e-5)


@pytest.mark.usefixtures("many")
def test_a_provider_that_is_not_really_there_leaves_a_note(packages: list[pk.ModelPackage]) -> None:
    """ONNX Runtime says that CUDA is there, yet it is not: what a machine with a broken driver does."""
    session = open_session(packages[0], preference=("CUDAExecutionProvider", CPU))
    assert session.provider == CPU
    assert session.note == "CUDA not used: it does not start (RuntimeError)"


def test_a_cpu_that_gives_other_numbers_is_refused(packages: list[pk.ModelPackage]) -> None:
    def start(data: bytes, provider: str) -> OrtSession:
        return shifted(packages[0], 1.0)

    with pytest.raises(UserError, match="off by 1"):
        open_session(packages[0], start=start)


def test_sessions_go_when_there_is_no_room(packages: list[pk.ModelPackage], monkeypatch: pytest.MonkeyPatch) -> None:
    clear_sessions()
    screen, lungs = packages
    monkeypatch.setattr(session_module, "MAX_CACHE", len(lungs.read_model()))
    kept = open_session(lungs)._ort
    assert open_session(lungs)._ort is kept
    open_session(screen)
    assert open_session(lungs)._ort is not kept


def test_one_pass_gives_every_output_of_every_task(joint: pk.ModelPackage) -> None:
    session = open_session(joint)
    passes = Counted(session._ort)
    film = np.random.default_rng(1).random((2, 1, 64, 64), np.float32)
    outputs = replace(session, _ort=passes).run(film)
    assert passes.count == 1
    assert {name: values.shape for name, values in outputs.items()} == {
        "logits": (2, 3), "lungs": (2, 3, 64, 64), "evidence": (2, 3, 2, 2), "embedding": (2, 4),
    }  # fmt: skip
    (task,) = joint.classification
    sums = outputs["evidence"].sum((2, 3)) + np.array(task.evidence_bias, np.float32)
    np.testing.assert_allclose(sums, outputs["logits"], atol=1e-5)


@pytest.mark.parametrize("output", ["logits", "lungs", "evidence", "embedding"])
def test_the_self_test_looks_at_every_output(joint: pk.ModelPackage, output: str) -> None:
    known = joint.read_self_test()
    film = known.pop("film")
    pk.write_self_test(joint.folder, film, {**known, output: known[output] + 0.5})
    pk.write_manifest(joint.folder, joint.manifest)
    with pytest.raises(UserError, match=r"off by 0\.5"):
        open_session(pk.load_package(joint.folder))


class Counted:
    """A real session that counts its passes."""

    def __init__(self, real: OrtSession) -> None:
        self.real, self.count = real, 0

    def run(self, outputs: list[str], feed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        self.count += 1
        return self.real.run(outputs, feed)

    def get_providers(self) -> list[str]:
        return self.real.get_providers()


@pytest.fixture
def joint(tmp_path: Path) -> pk.ModelPackage:
    """One encoder, four outputs: scores with evidence, lungs, embedding."""
    folder = tmp_path / "test-joint"
    folder.mkdir()
    write_joint(folder / pk.MODEL_FILE)
    film = np.random.default_rng(0).random((1, 1, 64, 64), np.float32)
    real = onnxruntime.InferenceSession(folder / pk.MODEL_FILE, providers=[CPU])
    pk.write_self_test(folder, film, {t.name: real.run([t.name], {"film": film})[0] for t in real.get_outputs()})
    pk.write_arrays(folder / "outliers.npz", {"centre": np.zeros(4, np.float32)})
    screen, lungs = screen_manifest(), lungs_manifest()
    scores = replace(screen.tasks[0], evidence="evidence", evidence_bias=(-5.0, -4.0, -3.0))
    outliers = pk.OutlierEntry("embedding", "outliers.npz", "by hand", 1.0)
    pk.write_manifest(folder, replace(screen, id="test-joint", tasks=(scores, *lungs.tasks), outliers=outliers))
    return pk.load_package(folder)


def write_joint(path: Path) -> None:
    """evidence[k] = mean of each quarter of the film; logit[k] = k - 5 + their sum; embedding: the four quarters."""
    helper = onnx.helper
    tensors: dict[str, NDArray[Any]] = {
        "three": np.ones((1, 3, 1, 1), np.float32), "offset": np.arange(3, dtype=np.float32)[None] - 5,
        "axes": np.array([2, 3], np.int64), "flat": np.array([-1, 4], np.int64),
    }  # fmt: skip
    nodes = [
        helper.make_node("AveragePool", ["film"], ["quarters"], kernel_shape=[32, 32], strides=[32, 32]),
        helper.make_node("Mul", ["quarters", "three"], ["evidence"]),
        helper.make_node("ReduceSum", ["evidence", "axes"], ["sums"], keepdims=0),
        helper.make_node("Add", ["sums", "offset"], ["logits"]),
        helper.make_node("Reshape", ["quarters", "flat"], ["embedding"]),
        helper.make_node("Mul", ["film", "three"], ["lungs"]),
    ]
    shapes: dict[str, list[str | int]] = {
        "logits": ["B", 3], "evidence": ["B", 3, 2, 2], "lungs": ["B", 3, 64, 64], "embedding": ["B", 4],
    }  # fmt: skip
    kind = onnx.TensorProto.FLOAT
    graph = helper.make_graph(
        nodes, "joint", [helper.make_tensor_value_info("film", kind, ["B", 1, 64, 64])],
        [helper.make_tensor_value_info(name, kind, shape) for name, shape in shapes.items()],
        [onnx.numpy_helper.from_array(values, name) for name, values in tensors.items()],
    )  # fmt: skip
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9), path)


def test_what_a_site_prefers_comes_first_and_the_cpu_is_always_there() -> None:
    try:
        providers.prefer(["tensorrt", "cuda"])
        assert providers.order() == ("TensorrtExecutionProvider", "CUDAExecutionProvider", CPU)
        providers.prefer(["cpu"])
        assert providers.order() == (CPU,)
        with pytest.raises(ValueError, match="azure"):
            providers.prefer(["azure"])
    finally:
        providers.prefer([])
    assert providers.order() == providers.PREFERENCE


def test_the_settings_know_the_same_providers() -> None:
    assert tuple(providers.NAMES) == PROVIDERS


@pytest.mark.usefixtures("many")
def test_the_cpu_ends_the_list_of_what_is_asked() -> None:
    assert providers.available(("CoreMLExecutionProvider",)) == ["CoreMLExecutionProvider", CPU]
    assert "AzureExecutionProvider" not in providers.available(providers.order())


def test_one_core_is_left_to_the_window(packages: list[pk.ModelPackage]) -> None:
    assert providers.threads() == max(1, len(os.sched_getaffinity(0)) - 1)
    try:
        use_threads(3)
        assert providers.threads() == 3
        open_session(packages[0])  # a session of its own: threads belong to what it is kept by
    finally:
        use_threads(0)


def test_looking_at_packages_does_not_import_onnx_runtime() -> None:
    code = "import sys, spcxr_desktop.inference.run; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
