"""One prepared film through the bundled networks in ONNX Runtime, the same in PyTorch, and two published ones.

    python -m benchmarks.peers [--runs 12] [--threads N]

Contestants take turns, one film each, so that whatever else runs hurts all of them; a ratio is taken within a round.
"eager" is PyTorch without compilation, in inference mode, on the networks that the trainer builds for the size of the
bundled packages, with random weights: weights do not change the time. DenseNet-121 and PSPNet: see peers_nets.py.
Reading, preparation and full-size masks are no part of it; `python -m benchmarks.batch stages` has those.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence

import numpy as np
import onnxruntime
import torch
from torch import nn

from benchmarks.peers_nets import PSPNet, densenet121
from spcxr_desktop.inference.package import ModelPackage, bundled_packages, load_package
from spcxr_desktop.inference.session import open_session, use_threads
from spcxr_desktop.store.paths import resources_dir
from trainer.heads import LungModel, ScreeningModel
from trainer.vit import VisionTransformer, vit_config

_WARM_UP = 2
Contestants = dict[str, Callable[[], object]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=12)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    use_threads(arguments.threads)
    packages = [load_package(folder) for folder in bundled_packages(resources_dir())]
    contestants = ours(packages) | eager(packages) | published()
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(arguments.runs + _WARM_UP):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            if number >= _WARM_UP:
                times[name].append((time.perf_counter() - start) * 1000)
    versions = f"ONNX Runtime {onnxruntime.__version__}, PyTorch {torch.__version__}"
    load = f"load average {os.getloadavg()[0]:.1f}"
    print(f"{platform.machine()}, {arguments.threads} threads, {load}, {arguments.runs} rounds; {versions}")
    print(table(times))


def table(times: dict[str, list[float]]) -> str:
    """Markdown: milliseconds, and how many times as long as ours, median (least to greatest)."""
    lines = ["| network | ms | to SPCXR |", "|---|---:|---:|"]
    for name, values in times.items():
        task = name.partition(":")[0]
        base = times[f"{task}: SPCXR, ONNX Runtime"]
        ratios = [value / one for value, one in zip(values, base, strict=True)]
        lines.append(f"| {name} | {spread(values, 1)} | {spread(ratios, 2)} |")
    both = {kind: _sum(times, kind) for kind in ("SPCXR, ONNX Runtime", "SPCXR, PyTorch eager")}
    both["DenseNet-121 + PSPNet, PyTorch eager"] = [
        a + b
        for a, b in zip(
            times["screening: DenseNet-121, 224 px, PyTorch eager"], times["lungs: PSPNet, 512 px, PyTorch eager"],
            strict=True,
        )
    ]  # fmt: skip
    for kind, values in both.items():
        ratios = [value / one for value, one in zip(values, both["SPCXR, ONNX Runtime"], strict=True)]
        lines.append(f"| both: {kind} | {spread(values, 1)} | {spread(ratios, 2)} |")
    return "\n".join(lines)


def ours(packages: Sequence[ModelPackage]) -> Contestants:
    """The bundled packages as the program runs them, all outputs asked for."""
    found: Contestants = {}
    for package in packages:
        session, size = open_session(package), package.manifest.input.size
        film = np.random.default_rng(0).random((1, 1, size, size), np.float32)
        found[f"{_task(package)}: SPCXR, ONNX Runtime"] = lambda session=session, film=film: session.run(film)
    return found


def eager(packages: Sequence[ModelPackage]) -> Contestants:
    """The trainer's networks of the same size."""
    found: Contestants = {}
    for package in packages:
        size = package.manifest.input.size
        vit = str(package.manifest.training.get("config", {}).get("vit", "ti"))
        encoder = VisionTransformer(vit_config(vit, size))
        network = ScreeningModel(encoder) if package.classification else LungModel(encoder)
        found[f"{_task(package)}: SPCXR, PyTorch eager"] = _timed(network, 1, size)
    return found


def published() -> Contestants:
    """What torchxrayvision runs for the same two tasks."""
    return {
        "screening: DenseNet-121, 224 px, PyTorch eager": _timed(densenet121(), 1, 224),
        "lungs: PSPNet, 512 px, PyTorch eager": _timed(PSPNet(), 3, 512),
    }


def _timed(network: nn.Module, channels: int, size: int) -> Callable[[], object]:
    network.eval()
    film = torch.rand((1, channels, size, size), generator=torch.Generator().manual_seed(0))

    def run() -> object:
        with torch.inference_mode():
            return network(film)

    return run


def _task(package: ModelPackage) -> str:
    return "screening" if package.classification else "lungs"


def _sum(times: dict[str, list[float]], kind: str) -> list[float]:
    return [a + b for a, b in zip(times[f"screening: {kind}"], times[f"lungs: {kind}"], strict=True)]


def spread(values: Sequence[float], digits: int) -> str:
    """Median (least to greatest)."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


if __name__ == "__main__":
    main()
