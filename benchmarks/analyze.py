"""Whole-process time and peak memory of ``spcxr-desktop analyze`` on one file.

    python benchmarks/analyze.py FILE [--runs 5]

"first" is the first process of this benchmark: the file cache is not dropped, which needs root, so on a machine
that has just started it is a cold run and otherwise it is not. "warm" is the median of the runs after it.
"rest" is what no stage claims: the interpreter's start, reading arguments, the table, leaving.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

STAGES = ("import", "load", "decode", "prepare", "run", "restore", "write")


@dataclass(frozen=True)
class Measured:
    """One process: seconds from start to end, peak resident memory in MiB, milliseconds per stage."""

    seconds: float
    peak_mib: float
    stages_ms: dict[str, float]


def measure(file: Path) -> Measured:
    """Run the program once. Its memory is asked of a helper that has no other child."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "spcxr_desktop", "analyze", str(file), "--out", str(out)]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"analyze left with {process.returncode}")
        (document,) = (json.loads(path.read_text()) for path in out.glob("*/result.json"))
        if document["status"] != "analysed":
            raise SystemExit(f"the file was {document['status']}: {document['reason']}")
    return Measured(seconds, _mib(usage), document["timings_ms"])


def _mib(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def table(first: Measured, warm: list[Measured]) -> str:
    """Markdown."""
    columns = [("first", [first]), (f"warm, median of {len(warm)}", warm)]
    lines = ["| | " + " | ".join(name for name, _ in columns) + " |", "|---|" + "---:|" * len(columns)]
    rows = [("whole process, ms", [_median([m.seconds * 1000 for m in runs]) for _, runs in columns])]
    for stage in STAGES:
        rows.append((f"{stage}, ms", [_median([m.stages_ms.get(stage, 0) for m in runs]) for _, runs in columns]))
    rest = [_median([m.seconds * 1000 - sum(m.stages_ms.values()) for m in runs]) for _, runs in columns]
    rows.append(("rest, ms", rest))
    rows.append(("peak memory, MiB", [_median([m.peak_mib for m in runs]) for _, runs in columns]))
    lines += [f"| {name} | " + " | ".join(f"{value:.0f}" for value in values) + " |" for name, values in rows]
    return "\n".join(lines)


def _median(values: list[float]) -> float:
    return float(statistics.median(values))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=5, help="warm runs")
    arguments = parser.parse_args()
    first = measure(arguments.file)
    warm = [measure(arguments.file) for _ in range(arguments.runs)]
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"{arguments.file.name}; {platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}"
    )
    print(table(first, warm))


if __name__ == "__main__":
    main()
