"""ONNX Runtime sessions: the fastest provider that also gives the right numbers, else the CPU."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.inference.package import ModelPackage

PREFERENCE = (
    "CUDAExecutionProvider",
    "DmlExecutionProvider",
    "CoreMLExecutionProvider",
    "CPUExecutionProvider",
)
_CPU = "CPUExecutionProvider"
_FLOAT = "tensor(float)"


class _Tensor(Protocol):
    name: str
    type: str
    shape: list[object]


class _OrtSession(Protocol):
    """The part of ``onnxruntime.InferenceSession`` used here; the library has no type hints."""

    def run(self, outputs: list[str], feed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]: ...
    def get_inputs(self) -> list[_Tensor]: ...
    def get_outputs(self) -> list[_Tensor]: ...
    def get_providers(self) -> list[str]: ...


@dataclass(frozen=True, eq=False)
class Session:
    """A package that is ready to run. ``note``: why it is not on a faster provider, else empty."""

    package: ModelPackage
    provider: str
    note: str
    _ort: _OrtSession

    def run(self, film: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
        """film [B, 1, S, S], 0..1 -> every output of the package's tasks, by name."""
        names = [task.output for task in self.package.manifest.tasks]
        values = self._ort.run(names, {self.package.manifest.input.name: film})
        return dict(zip(names, values, strict=True))


_cache: dict[tuple[str, tuple[str, ...]], Session] = {}
_lock = threading.Lock()


def open_session(package: ModelPackage, preference: Sequence[str] = PREFERENCE) -> Session:
    """The session of a package, made and self-tested once per graph (sha256) and kept. Raises UserError."""
    key = (package.manifest.sha256, tuple(preference))
    with _lock:
        if key not in _cache:
            _cache[key] = _create(package, preference)
        session = replace(_cache[key], package=package)  # another manifest may come with the same graph
    _check_graph(session)
    return session


def self_test(session: Session) -> float:
    """Run the package's known film; the largest absolute difference on any output value. Raises UserError."""
    known = session.package.read_self_test()
    outputs = session.run(known["film"])
    differences = []
    for name, values in outputs.items():
        if values.shape != known[name].shape:
            raise UserError(
                f"The self-test of '{session.package.manifest.id}' gave {name} of shape {values.shape}.",
                f"The stored shape {known[name].shape}.",
                "Install the model package again.",
            )
        differences.append(float(np.abs(values - known[name]).max()))
    worst = max(differences)
    return worst if np.isfinite(worst) else float("inf")


def _create(package: ModelPackage, preference: Sequence[str]) -> Session:
    """Try providers in order. A faster one that fails, or computes something else, is a note; the CPU's is an error."""
    import onnxruntime

    data = package.read_model()
    available = set(onnxruntime.get_available_providers())
    accelerators = [name for name in preference if name in available and name != _CPU]
    notes = []
    for provider in accelerators:
        reason = ""
        try:
            session = _start(data, package, provider, "")
            difference = self_test(session)
            if difference <= package.manifest.self_test.tolerance:
                return session
            reason = f"self-test off by {difference:.2g}"
        except Exception as error:  # a driver may fail in any way; what matters is that the CPU takes over
            reason = type(error).__name__
        notes.append(f"{provider} not used: {reason}")
    return _start_on_cpu(data, package, "; ".join(notes))


def _start_on_cpu(data: bytes, package: ModelPackage, note: str) -> Session:
    name = package.manifest.id
    try:
        session = _start(data, package, _CPU, note)
    except UserError:
        raise
    except Exception as error:  # ONNX Runtime raises its own classes, all of them direct children of Exception
        raise UserError(
            f"ONNX Runtime cannot load the model package '{name}' ({type(error).__name__}).",
            "A graph that this version of ONNX Runtime runs.",
            "Update the program, or install the package again.",
        ) from error
    difference = self_test(session)
    if difference > package.manifest.self_test.tolerance:
        raise UserError(
            f"The self-test of the model package '{name}' is off by {difference:.2g}.",
            f"At most {package.manifest.self_test.tolerance:.2g}.",
            "Install the package again; if that does not help, this computer's processor is not supported.",
        )
    return session


def _start(data: bytes, package: ModelPackage, provider: str, note: str) -> Session:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, (os.cpu_count() or 1) - 1)  # one core stays with the window
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if provider == "DmlExecutionProvider":
        options.enable_mem_pattern = False  # DirectML does not support it
    providers = [provider] if provider == _CPU else [provider, _CPU]
    ort: _OrtSession = onnxruntime.InferenceSession(data, options, providers=providers)
    used = ort.get_providers()[0]
    if used != provider:
        raise RuntimeError(f"asked for {provider}, got {used}")
    session = Session(package, provider, note, ort)
    _check_graph(session)
    return session


def _check_graph(session: Session) -> None:
    """The graph has the input and the outputs that the manifest promises. Raises UserError."""
    package, ort = session.package, session._ort
    contract = package.manifest.input
    inputs, outputs = ort.get_inputs(), {tensor.name: tensor for tensor in ort.get_outputs()}
    found = ""
    if len(inputs) != 1 or inputs[0].name != contract.name or inputs[0].type != _FLOAT:
        found = f"inputs {[tensor.name for tensor in inputs]}"
    elif len(inputs[0].shape) != 4 or inputs[0].shape[2:] != [contract.size, contract.size]:
        found = f"an input of shape {inputs[0].shape}"
    for task in package.manifest.tasks:
        if task.output not in outputs or outputs[task.output].type != _FLOAT:
            found = f"no float32 output '{task.output}'"
    if found:
        raise UserError(
            f"The graph of the model package '{package.manifest.id}' has {found}.",
            f"One float32 input '{contract.name}' [B, 1, {contract.size}, {contract.size}] and every task's output.",
            "Install the package again.",
        )
