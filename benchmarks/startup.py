"""From the start of the process to the window and to the first image; clicks, stalls and memory. Whole processes.

    python benchmarks/startup.py [--runs 9] [--cold 3] [--platform xcb|offscreen] [--models] [--json OUT]

Measures ``python -m spcxr_desktop`` as it is, with the clock of ``startup_window.py`` on it, on files that it makes
itself from the film of ``film.py``: uncompressed, and JPEG 2000 lossless. Without ``--models`` the program finds no
model packages. Linux; needs Xvfb for ``--platform xcb`` where DISPLAY is not set. "cold": the page cache was dropped
before the process started, which needs root.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import psutil  # noqa: E402
from startup_files import KINDS, make_files  # noqa: E402

CLICKS = 4  # per process: the first of a running window, then later ones
IDLE_S = 1.5  # between the window and the first click
SCREEN = "1920x1200x24"
MIB = 2**20
SAMPLE_S = 0.01
LATEST_S = 60.0
# An installed program is compiled; a source tree whose byte code may not be written would be compiled at every start.
BYTE_CODE = tempfile.TemporaryDirectory(prefix="spcxr-byte-code-")


@dataclass
class Memory:
    """MiB. Peaks: of the program's own process, of each worker, and of all together counting shared pages once."""

    program_rss: float = 0.0
    workers_rss: list[float] = field(default_factory=list)
    program_pss: float = 0.0
    all_pss: float = 0.0
    all_rss: float = 0.0


@contextmanager
def display(asked: str) -> Iterator[dict[str, str]]:
    """Environment of the measured processes; starts an X server where there is none."""
    if asked == "offscreen" or "DISPLAY" in os.environ:
        yield {"QT_QPA_PLATFORM": asked}
        return
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        yield {"QT_QPA_PLATFORM": asked, "DISPLAY": f":{server.stdout.readline().strip()}"}
    finally:
        server.terminate()
        server.wait()


def run(job: dict[str, Any], environment: dict[str, str], sample: bool = False) -> tuple[dict[str, Any], Memory]:
    """One process through one job. ``sample``: follow its memory, which costs it time."""
    with tempfile.TemporaryDirectory(prefix="spcxr-startup-") as home:
        (Path(home) / "sitecustomize.py").write_text("import startup_window\n", encoding="utf-8")
        (Path(home) / "job.json").write_text(json.dumps(job), encoding="utf-8")
        own = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home,
               "XDG_STATE_HOME": home, "XDG_RUNTIME_DIR": home, "TMPDIR": home,
               "PYTHONPATH": os.pathsep.join([home, str(HERE), str(HERE.parent)]),
               "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(BYTE_CODE.name),
               "SPCXR_BENCHMARK_JOB": str(Path(home) / "job.json")}  # fmt: skip
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "spcxr_desktop", "open", *job["start"]],
            env=os.environ | environment | own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        try:
            memory = _follow(process, sample)
            line = process.stdout.readline()
            if not line:
                raise SystemExit(f"the program left with {process.wait()} before it was measured")
            answer = json.loads(line)
            _peaks(process.pid, memory)
            process.communicate("quit\n", timeout=LATEST_S)
        finally:
            process.kill()  # nothing to do where it has left
        if process.returncode:
            raise SystemExit(f"the program left with {process.returncode}")
    answer["marks"] = {name: at - started for name, at in answer["marks"].items()}
    answer["opened"] = [each | {"clicked": each["clicked"] - started, "image": each["image"] - started}
                        for each in answer["opened"]]  # fmt: skip
    if answer["opened"] and answer["greys"] < 20:
        raise SystemExit("the canvas does not show the film")
    return answer, memory


def _follow(process: subprocess.Popen[str], sample: bool) -> Memory:
    """Wait until the answer is there to be read; sample meanwhile."""
    memory, latest = Memory(), time.monotonic() + LATEST_S
    while not select.select([process.stdout], [], [], SAMPLE_S if sample else 1.0)[0]:
        if time.monotonic() > latest:
            raise SystemExit("the program did not show what it was asked for")
        if not sample:
            continue
        try:
            parent = psutil.Process(process.pid)
            each = [one.memory_full_info() for one in (parent, *parent.children(recursive=True))]
        except psutil.Error:
            continue  # one of them has just started or ended
        memory.program_pss = max(memory.program_pss, each[0].pss / MIB)
        memory.all_pss = max(memory.all_pss, sum(one.pss for one in each) / MIB)
        memory.all_rss = max(memory.all_rss, sum(one.rss for one in each) / MIB)
    return memory


def _peaks(pid: int, memory: Memory) -> None:
    """The kernel's own record of each process that is alive."""
    parent = psutil.Process(pid)
    memory.program_rss = _high_water(pid)
    memory.workers_rss = sorted((_high_water(child.pid) for child in parent.children(recursive=True)), reverse=True)


def _high_water(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


def drop_caches() -> bool:
    """Whether the kernel let its page cache go."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n", encoding="ascii")
    except OSError:
        return False
    return True


class Table:
    """Measured values by row; prints median and range."""

    def __init__(self) -> None:
        self.rows: dict[str, list[float]] = {}

    def add(self, row: str, value: float) -> None:
        """One more measurement."""
        self.rows.setdefault(row, []).append(value)

    def markdown(self) -> str:
        """One line per row."""
        lines = ["| | n | median | smallest | largest |", "|---|---:|---:|---:|---:|"]
        for row, values in self.rows.items():
            shown = " | ".join(f"{value:.0f}" for value in (statistics.median(values), min(values), max(values)))
            lines.append(f"| {row} | {len(values)} | {shown} |")
        return "\n".join(lines)


def start_runs(table: Table, files: dict[str, list[Path]], options: argparse.Namespace, env: dict[str, str]) -> None:
    """Process start with a file on the command line, warm and cold."""
    run(_job(options, start=files["raw"][0]), env)  # byte code, page cache
    for _ in range(options.runs):
        for kind in KINDS:
            answer, _memory = run(_job(options, start=files[kind][0]), env)
            table.add("start -> window, ms", answer["marks"]["window"] * 1000)
            table.add("of it processor time of the window's process, ms", answer["processor"] * 1000)
            table.add(f"start -> first image, {kind}, ms", answer["opened"][0]["image"] * 1000)
            table.add(f"longest gap of the event loop while it starts, {kind}, ms", answer["opened"][0]["gap"] * 1000)
            for name in ("python", "window made"):
                table.add(f"start -> {name}, ms", answer["marks"][name] * 1000)
    for _ in range(options.cold):
        for kind in KINDS:
            if not drop_caches():
                print("cold runs left out: the page cache cannot be dropped here", file=sys.stderr)
                return
            answer, _memory = run(_job(options, start=files[kind][0]), env)
            table.add("cold: start -> window, ms", answer["marks"]["window"] * 1000)
            table.add(f"cold: start -> first image, {kind}, ms", answer["opened"][0]["image"] * 1000)


def click_runs(table: Table, files: dict[str, list[Path]], options: argparse.Namespace, env: dict[str, str]) -> None:
    """Files opened in a window that has been there for a while."""
    for _ in range(options.runs):
        for kind in KINDS:
            answer, _memory = run(_job(options, clicks=files[kind][:CLICKS]), env)
            for index, opened in enumerate(answer["opened"]):
                which = "first click" if index == 0 else "later clicks"
                table.add(f"{which} -> image, {kind}, ms", (opened["image"] - opened["clicked"]) * 1000)
                table.add(f"longest gap of the event loop, {which}, {kind}, ms", opened["gap"] * 1000)
                table.add(f"of it the window's own work, {which}, {kind}, ms", opened["gap_cpu"] * 1000)


def memory_runs(table: Table, files: dict[str, list[Path]], options: argparse.Namespace, env: dict[str, str]) -> None:
    """Peaks of processes whose times are not used, because their memory is looked at a hundred times a second."""
    for _ in range(options.memory):
        for kind in KINDS:
            _answer, memory = run(_job(options, clicks=files[kind][:CLICKS]), env, sample=True)
            table.add(f"peak RSS of the program's process, {kind}, MiB", memory.program_rss)
            table.add(f"peak PSS of the program's process, {kind}, MiB", memory.program_pss)
            for index, peak in enumerate(memory.workers_rss):
                table.add(f"peak RSS of worker {index + 1}, {kind}, MiB", peak)
            table.add(f"peak PSS of all processes, {kind}, MiB", memory.all_pss)
            table.add(f"peak RSS of all processes (shared pages counted twice), {kind}, MiB", memory.all_rss)


def _job(options: argparse.Namespace, start: Path | None = None, clicks: Sequence[Path] = ()) -> dict[str, Any]:
    return {"models": options.models, "idle_s": IDLE_S, "start": [str(start)] if start else [],
            "clicks": [str(file) for file in clicks]}  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--cold", type=int, default=3)
    parser.add_argument("--memory", type=int, default=3, help="runs whose memory is followed")
    parser.add_argument("--platform", choices=("xcb", "offscreen"), default="xcb" if shutil.which("Xvfb") else None)
    parser.add_argument("--models", action="store_true", help="with the bundled model packages")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    options.platform = options.platform or "offscreen"
    table, before = Table(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="spcxr-films-") as folder, display(options.platform) as environment:
        files = make_files(Path(folder), CLICKS)
        start_runs(table, files, options, environment)
        click_runs(table, files, options, environment)
        memory_runs(table, files, options, environment)
    load = f"load average {before:.1f} to {os.getloadavg()[0]:.1f}"
    where = f"{platform.machine()}, {os.cpu_count()} cores, {load}, Python {platform.python_version()}"
    print(f"{where}, {options.platform}")
    print(table.markdown())
    if options.json:
        options.json.write_text(json.dumps({"load": load, "rows": table.rows}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
