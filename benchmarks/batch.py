"""``spcxr-desktop analyze`` over many films: how --jobs scales, and whether memory stays flat.

    python -m benchmarks.batch stages --film FILE [--films 60] [--runs 5]
    python -m benchmarks.batch scaling [--film FILE] [--films 60] [--runs 5]
    python -m benchmarks.batch memory [--films 10000] [--jobs 2]

stages: milliseconds of a film among many like it, --jobs 1, from its result.json, the median of a run; "film to film"
is the time between two rows of the journal, everything in it, while the next film is decoded in the reader's process.
Processor time a film (user and system) hardly depends on what else runs: of the program, of its readers, and the
"overhead", the program's less ONNX Runtime's "run" and less the compression of both pictures, a codec's work.

scaling: films a second, counted from the fourth row of the journal to the last, so that start and load are left out.
The base is ``--jobs 1`` on one core (every process of it pinned there); the ratio is ``--jobs 2`` on two cores to that.
Beside it: two processes of ``--jobs 1``, each on a core of its own, what processes instead of lanes would give.
Arrangements alternate, so that whatever else runs hurts all of them. Linux.

memory: resident memory (RSS) of the program and of all its processes, through computed films of many sizes,
each hundredth of them 2140 x 1760 with 16 bits.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import psutil
import pydicom
from pydicom.uid import generate_uid

from spcxr_desktop.app.batch_journal import JOURNAL_FILE
from spcxr_desktop.app.png import encode_png
from spcxr_desktop.app.sample import write_sample

_WARM = 4  # rows
_LOOK_S = 0.004


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("stages", "scaling", "memory"))
    parser.add_argument("--film", type=Path, help="scaling: a DICOM file to take copies of; else the sample phantom")
    parser.add_argument("--films", type=int)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="memory: keeps the films there, and takes those that are there")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.folder or Path(name)
        if arguments.what == "stages":
            stages(folder, arguments.film, arguments.films or 60, arguments.runs)
        elif arguments.what == "scaling":
            scaling(folder, arguments.film, arguments.films or 60, arguments.runs)
        else:
            memory(folder, arguments.films or 10_000, arguments.jobs)


def scaling(folder: Path, film: Path | None, films: int, runs: int) -> None:
    """Print films a second of each arrangement, and the ratios to one core."""
    film = film or write_sample(folder / "sample")[0]
    halves = []
    for half in range(2):
        halves.append(folder / f"half{half}")
        halves[-1].mkdir()
        for number in range(films // 2):
            (halves[-1] / f"{number}.dcm").write_bytes(film.read_bytes())
    arrangements = {
        "--jobs 1, one core": [(halves, 1, {0})],
        "--jobs 1, two cores": [(halves, 1, {0, 1})],
        "--jobs 2, two cores": [(halves, 2, {0, 1})],
        "two processes, --jobs 1, a core each": [([halves[0]], 1, {0}), ([halves[1]], 1, {1})],
    }
    speeds: dict[str, list[float]] = {name: [] for name in arrangements}
    for _ in range(runs):
        for name, processes in arrangements.items():
            speeds[name].append(_speed(folder, processes))
    base = speeds["--jobs 1, one core"]
    shape = pydicom.dcmread(film, stop_before_pixels=True)
    print(f"{films} films of {shape.Rows} x {shape.Columns}, {runs} runs, load average {os.getloadavg()[0]:.1f}")
    print("| | films a second | ratio to one core |\n|---|---:|---:|")
    for name, values in speeds.items():
        ratios = [value / one for value, one in zip(values, base, strict=True)]
        print(f"| {name} | {spread(values)} | {spread(ratios)} |")


def stages(folder: Path, film: Path | None, films: int, runs: int) -> None:
    """Print what a film takes, by stage."""
    film = film or write_sample(folder / "sample")[0]
    (folder / "films").mkdir()
    for number in range(films):
        (folder / "films" / f"{number}.dcm").write_bytes(film.read_bytes())
    medians: dict[str, list[float]] = {}
    for _ in range(runs):
        busy: list[tuple[float, float]] = []
        speed = _speed(folder, [([folder / "films"], 1, set(range(os.cpu_count() or 1)))], busy)
        documents = [json.loads(path.read_text())["timings_ms"] for path in (folder / "out0").glob("*/result.json")]
        for stage in ("decode", "prepare", "run", "restore", "write"):
            medians.setdefault(stage, []).append(statistics.median(times[stage] for times in documents))
        medians.setdefault("film to film", []).append(1000 / speed)
        medians.setdefault("processor time, program", []).append(busy[0][0])
        medians.setdefault("processor time, readers", []).append(busy[0][1])
        medians.setdefault("compression of PNG", []).append(_compression(folder / "out0"))
        medians.setdefault("overhead", []).append(busy[0][0] - medians["run"][-1] - medians["compression of PNG"][-1])
    print(f"{film.name}, {films} films, {runs} runs, load average {os.getloadavg()[0]:.1f}")
    print("| ms | |\n|---|---:|")
    for stage, values in medians.items():
        print(f"| {stage} | {spread(values)} |")


def _compression(out: Path) -> float:
    """Milliseconds of processor time for both pictures of a film."""
    times = []
    for folder in [path.parent for path in out.glob("*/lungs.png")][:10]:
        pictures = [cv2.imread(str(folder / name), cv2.IMREAD_UNCHANGED) for name in ("lungs.png", "overlay.png")]
        start = time.thread_time()
        for picture in pictures:
            encode_png(np.asarray(picture, np.uint8))
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times)


def _speed(
    folder: Path, processes: Sequence[tuple[list[Path], int, set[int]]], busy: list[tuple[float, float]] | None = None
) -> float:
    """Films a second of processes that run at the same time: (folders, jobs, cores) each.

    ``busy`` gets the milliseconds of processor time that a film took in the first one: in the program, in its readers.
    """
    started = [
        _start(paths, folder / f"out{place}", jobs, cores) for place, (paths, jobs, cores) in enumerate(processes)
    ]
    first: dict[int, tuple[float, int]] = {}
    last: dict[int, tuple[float, int]] = {}
    spent: list[tuple[int, float, float]] = []  # rows, seconds of the program, of its readers
    while any(program.poll() is None for program in started):
        for place in range(len(started)):
            count = _rows(folder / f"out{place}")
            if count >= _WARM and place not in first:
                first[place] = (time.perf_counter(), count)
            if place in first and count > last.get(place, first[place])[1]:
                last[place] = (time.perf_counter(), count)
                if busy is not None:
                    spent += _processor_time(started[0].pid, count)
        time.sleep(_LOOK_S)
    for place, program in enumerate(started):
        if program.returncode:
            raise RuntimeError(f"analyze left with {program.returncode}")
        _rows_gone(folder / f"out{place}")
    if busy is not None:
        films = spent[-1][0] - spent[0][0]
        busy.append((1000 * (spent[-1][1] - spent[0][1]) / films, 1000 * (spent[-1][2] - spent[0][2]) / films))
    return sum((last[i][1] - first[i][1]) / (last[i][0] - first[i][0]) for i in first)


def _processor_time(program: int, rows: int) -> list[tuple[int, float, float]]:
    try:
        facts = psutil.Process(program)
        readers = [child.cpu_times() for child in facts.children(recursive=True)]
        own = facts.cpu_times()
    except psutil.NoSuchProcess:
        return []
    return [(rows, own.user + own.system, sum(times.user + times.system for times in readers))]


def _start(paths: Sequence[Path], out: Path, jobs: int, cores: set[int]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "spcxr_desktop", "analyze", *map(str, paths), "--out", str(out)]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )


def _rows(out: Path) -> int:
    try:
        return (out / JOURNAL_FILE).read_bytes().count(b'"digest"')
    except FileNotFoundError:
        return 0


def _rows_gone(out: Path) -> None:
    (out / JOURNAL_FILE).unlink()  # the next run's first rows must not be taken for rows of this one


def memory(folder: Path, films: int, jobs: int) -> None:
    """Print resident memory at a hundred, and at each tenth of the films."""
    if not (folder / "films").exists():
        (folder / "films").mkdir()
        for _ in write_films(folder / "films", films):
            pass
    out = folder / "out"
    start = time.perf_counter()
    program = _start([folder / "films"], out, jobs, set(range(os.cpu_count() or 1)))
    marks = sorted({100, *(films * tenth // 10 for tenth in range(1, 10)), films - 20})
    print(
        f"{films} films, --jobs {jobs}\n| films | program, MiB | all processes, MiB | s |\n|---:|---:|---:|---:|",
        flush=True,
    )
    for mark in marks:
        while program.poll() is None and _rows(out) < mark:
            time.sleep(0.2)
        if program.poll() is not None:
            break
        facts = psutil.Process(program.pid)
        own, others = _mib(facts), sum(map(_mib, facts.children(recursive=True)))
        print(f"| {mark} | {own:.0f} | {own + others:.0f} | {time.perf_counter() - start:.0f} |", flush=True)
    print("left with", program.wait(), "after", round(time.perf_counter() - start), "s; rows", _rows(out))


def write_films(folder: Path, count: int) -> Iterator[Path]:
    """Phantoms of 8 bits, 300 to 700 px, each with a UID of its own; each hundredth large, with 16 bits."""
    with tempfile.TemporaryDirectory() as name:
        dataset = pydicom.dcmread(write_sample(Path(name))[0])
    pixels = np.asarray(dataset.pixel_array, np.uint16)
    deep = int(dataset.BitsStored)
    small = np.asarray(pixels >> (deep - 8), np.uint8)
    sides = np.random.default_rng(0).integers(300, 700, (count, 2))
    for number, (rows, columns) in enumerate(sides):
        large = number % 100 == 0
        shape = (1760, 2140) if large else (int(columns), int(rows))
        film = cv2.resize(pixels if large else small, shape, interpolation=cv2.INTER_AREA)
        dataset.Rows, dataset.Columns = film.shape
        dataset.BitsAllocated = 8 * film.itemsize
        dataset.BitsStored = deep if large else 8
        dataset.HighBit = dataset.BitsStored - 1
        top = 2**dataset.BitsStored
        dataset.WindowCenter, dataset.WindowWidth = top // 2, top
        dataset.PixelData = film.tobytes() + b"\0" * (film.nbytes % 2)
        dataset["PixelData"].VR = "OW" if large else "OB"
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        path = folder / f"{number:05}.dcm"
        dataset.save_as(path)
        yield path


def spread(values: Sequence[float]) -> str:
    """Median (least to greatest)."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def _mib(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


if __name__ == "__main__":
    main()
