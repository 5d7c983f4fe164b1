from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference import package as pk
from spcxr_desktop.inference.session import open_session, self_test

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


def test_the_self_test_passes_and_notices_wrong_numbers(make_package: Make) -> None:
    folder = make_package()
    package = pk.load_package(folder)
    session = open_session(package)
    assert self_test(session) <= package.manifest.self_test.tolerance
    known = package.read_self_test()
    pk.write_self_test(folder, known["film"], {"logits": known["logits"] + 0.25})
    assert self_test(session) == pytest.approx(0.25, abs=1e-5)


def test_a_failing_self_test_is_refused_on_the_cpu(make_package: Make) -> None:
    folder = make_package("lungs")
    package = pk.load_package(folder)
    known = package.read_self_test()
    pk.write_self_test(folder, known["film"], {"lungs": known["lungs"] + 1})
    with pytest.raises(UserError, match="self-test"):
        open_session(package, preference=("CPUExecutionProvider", "a key of this test"))


def test_a_faster_provider_that_fails_leaves_a_note(
    packages: list[pk.ModelPackage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ONNX Runtime says that CUDA is there, yet it is not: what a machine with a broken driver does."""
    monkeypatch.setattr(
        onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"]
    )
    session = open_session(packages[0], preference=("CUDAExecutionProvider", "CPUExecutionProvider"))
    assert session.provider == "CPUExecutionProvider"
    assert "CUDAExecutionProvider not used" in session.note


def test_a_graph_that_is_no_graph_is_a_user_error(make_package: Make) -> None:
    folder = make_package()
    manifest = pk.load_package(folder).manifest
    (folder / pk.MODEL_FILE).write_bytes(b"not a graph")
    pk.write_manifest(folder, manifest)
    with pytest.raises(UserError, match="cannot load"):
        open_session(pk.load_package(folder))


def test_a_graph_of_another_size_is_a_user_error(make_package: Make) -> None:
    folder = make_package()
    manifest = pk.load_package(folder).manifest
    pk.write_manifest(folder, replace(manifest, input=pk.InputContract(128)))
    with pytest.raises(UserError, match="input of shape"):
        open_session(pk.load_package(folder), preference=("CPUExecutionProvider", "another size"))


def test_a_missing_output_is_a_user_error(make_package: Make) -> None:
    folder = make_package()
    manifest = pk.load_package(folder).manifest
    task = replace(manifest.tasks[0], output="elsewhere")
    pk.write_manifest(folder, replace(manifest, tasks=(task,)))
    with pytest.raises(UserError, match="elsewhere"):
        open_session(pk.load_package(folder), preference=("CPUExecutionProvider", "another output"))


def test_looking_at_packages_does_not_import_onnx_runtime() -> None:
    code = "import sys, spcxr_desktop.inference.run; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
