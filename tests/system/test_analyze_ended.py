"""``spcxr-desktop analyze`` that is ended in the middle: by Ctrl-C, by the system, by a kill at any moment."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2
import psutil
import pytest

from spcxr_desktop.app.batch_journal import JOURNAL_FILE, Journal
from spcxr_desktop.app.sample import write_sample
from spcxr_desktop.dicom.read import read_radiograph
from spcxr_desktop.domain.grayscale import default_greys

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")
FILMS, KILLS = 72, 8


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample phantom, small, many times."""
    folder = tmp_path_factory.mktemp("films")
    greys = default_greys(read_radiograph(write_sample(tmp_path_factory.mktemp("sample"))[0]))
    done, data = cv2.imencode(".png", cv2.resize(greys, (400, 400), interpolation=cv2.INTER_AREA))
    assert done
    for number in range(FILMS):
        (folder / f"{number:02}.png").write_bytes(data)
    return folder


def start(films: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "spcxr_desktop", "analyze", str(films), "--out", str(out), *options],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )


def lines(out: Path) -> list[str]:
    """Files that the journal has, one for each whole line."""
    path = out / JOURNAL_FILE
    whole = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [json.loads(line[9:])["file"] for line in whole if b'"file"' in line]


def wait_for_rows(program: subprocess.Popen[str], out: Path, count: int) -> None:
    while len(lines(out)) < count and program.poll() is None:
        time.sleep(0.005)


def kill(program: subprocess.Popen[str]) -> None:
    """The program alone, as the kernel would: its readers must notice by themselves."""
    readers = psutil.Process(program.pid).children(recursive=True) if program.poll() is None else []
    program.kill()
    program.communicate()
    assert not psutil.wait_procs(readers, timeout=30)[1]


def table(out: Path) -> list[dict[str, str]]:
    with (out / "results.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def group(program: subprocess.Popen[str]) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == program.pid:
                yield process
        except OSError:
            continue


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_end_on_request_takes_the_readers_along(films: Path, tmp_path: Path, number: int, jobs: str) -> None:
    """As a terminal sends it: to every process of the group. As the system does: to the program."""
    program = start(films, tmp_path, "--jobs", jobs)
    wait_for_rows(program, tmp_path, 3)
    processes = list(group(program))
    assert len(processes) >= 2
    (os.killpg if number == signal.SIGINT else os.kill)(program.pid, number)
    _, errors = program.communicate(timeout=60)
    done, last = errors.splitlines()
    assert program.returncode == 130
    rows = len(lines(tmp_path))
    counts = {f"{count} of {FILMS} files are done; --resume goes on from there." for count in (rows - 1, rows)}
    assert done in counts  # it may have ended between a row and its count
    assert last == "Interrupted."
    assert not psutil.wait_procs(processes, timeout=30)[1]
    assert not (tmp_path / "results.csv").exists()


def test_kills_at_any_moment_lose_no_row_and_make_none_twice(films: Path, tmp_path: Path) -> None:
    moment = random.Random(5)
    before: list[str] = []
    for number in range(KILLS):
        if number > KILLS // 2 and len(before) > FILMS - 24:
            break  # a fast machine: enough kills, and some films must be left for the last run
        program = start(films, tmp_path, "--resume", "--jobs", "2")
        if number % 4 == 3:  # while it starts, or just after
            time.sleep(moment.uniform(0.0, 1.5))
        else:
            wait_for_rows(program, tmp_path, len(before) + moment.randint(1, 6))
            time.sleep(moment.uniform(0.0, 0.1))
        kill(program)
        with Journal(tmp_path) as journal:
            now = [str(path) for path in journal.kept]
        assert now[: len(before)] == before
        before = now
    assert 0 < len(before) < FILMS
    program = start(films, tmp_path, "--resume", "--jobs", "2")
    told, errors = program.communicate()
    assert (program.returncode, errors) == (0, "")
    assert told.startswith(f"{FILMS} analysed, 0 refused, 0 failed.")
    rows = table(tmp_path)
    assert [Path(row["file"]).name for row in rows] == [f"{number:02}.png" for number in range(FILMS)]
    assert set(Counter(lines(tmp_path)).values()) == {1}  # and no film was analysed twice
    assert len({row["abnormal"] for row in rows}) == 1
    for row in rows:
        names = {path.name for path in Path(row["result_dir"]).iterdir()}
        assert names == {"result.json", "lungs.png", "overlay.png"}
        assert json.loads((Path(row["result_dir"]) / "result.json").read_text())["file"] == row["file"]
    assert not [path for path in tmp_path.iterdir() if path.is_dir() and path.name.startswith(".")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is counted differently elsewhere")
def test_memory_does_not_grow_with_the_number_of_films(films: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        shutil.copy(films / "00.png", many / f"{number:03}.png")
    out = tmp_path / "out"
    program = start(many, out, "--jobs", "2")
    facts = psutil.Process(program.pid)
    sizes = []
    for count in (100, 380):
        wait_for_rows(program, out, count)
        processes = [facts, *facts.children(recursive=True)]
        sizes.append(sum(process.memory_info().rss for process in processes) / 2**20)
    program.communicate()
    assert program.returncode == 0
    assert sizes[1] - sizes[0] < 20  # MiB; the arrays of 280 films would be 400
