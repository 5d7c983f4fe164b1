"""Which of ONNX Runtime's execution providers are asked, in what order, and with what options.

CUDA goes before TensorRT: both compute on the same card, yet TensorRT compiles a graph for minutes before its first
answer, and networks of this size gain nothing by it; it is asked where CUDA fails. Then what the system brings
(DirectML on Windows, CoreML on a Mac), then OpenVINO, which is mostly the processor by another way, and last the
processor itself, whose numbers every package's self-test was made with.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

CPU = "CPUExecutionProvider"
PREFERENCE = (
    "CUDAExecutionProvider",
    "TensorrtExecutionProvider",
    "DmlExecutionProvider",
    "CoreMLExecutionProvider",
    "OpenVINOExecutionProvider",
    CPU,
)
NAMES = {provider.removesuffix("ExecutionProvider").lower(): provider for provider in PREFERENCE}


class OrtSession(Protocol):
    """The part of ``onnxruntime.InferenceSession`` used here; the library has no type hints."""

    def run(self, outputs: list[str], feed: dict[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]: ...
    def get_providers(self) -> list[str]: ...


Start = Callable[[bytes, str], OrtSession]  # graph, provider


class _Choice:
    """What this process was told; both hold for sessions opened afterwards."""

    order: tuple[str, ...] = PREFERENCE
    threads: int = 0  # 0: by the computer


def prefer(names: Iterable[str]) -> None:
    """Ask these first, e.g. ("tensorrt", "cuda"), and no other than the CPU; without names, the usual order.

    Raises ValueError on a name that is no key of NAMES. Providers that send a film elsewhere (Azure) are not there.
    """
    wanted = list(names)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        raise ValueError(f"no provider: {', '.join(unknown)}")
    _Choice.order = tuple(dict.fromkeys([*(NAMES[name] for name in wanted), CPU])) if wanted else PREFERENCE


def use_threads(count: int) -> None:
    """Threads of each session that is opened from now on; 0 for one less than there are cores."""
    _Choice.threads = count


def order() -> tuple[str, ...]:
    """Providers in the order they are asked, whether they are there or not."""
    return _Choice.order


def threads() -> int:
    """Threads of a session: one core stays with the window."""
    if _Choice.threads:
        return _Choice.threads
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(1, cores - 1)


def available(preference: Sequence[str]) -> list[str]:
    """Those of ``preference`` that this build of ONNX Runtime brings; the CPU always, and nothing after it."""
    import onnxruntime

    present = set(onnxruntime.get_available_providers())
    asked = [name for name in preference if name in present and name != CPU]
    return [*asked, CPU]


def start(data: bytes, provider: str) -> OrtSession:
    """A session on ``provider``, its unsupported nodes on the CPU. Raises what ONNX Runtime raises.

    Also RuntimeError where ONNX Runtime quietly took another provider.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads()
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores alone
    options.add_session_config_entry("session.load_model_format", "ONNX")  # the format that graph_check walked
    options.enable_mem_pattern = provider != "DmlExecutionProvider"  # DirectML does not support it
    own = {"num_of_threads": str(threads())} if provider == "OpenVINOExecutionProvider" else {}  # it has its own pool
    providers = [(provider, own)] if provider == CPU else [(provider, own), (CPU, {})]
    session: OrtSession = onnxruntime.InferenceSession(data, options, providers=providers)
    used = session.get_providers()[0]
    if used != provider:
        raise RuntimeError(f"asked for {provider}, got {used}")
    return session
