"""The door with real worker processes: what goes wrong in one costs the file, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from spcxr_desktop.dicom import link as links
from spcxr_desktop.dicom.door import Cancelled, Door, Limits, ReaderFault
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.dicom.read import read_header, read_radiograph
from spcxr_desktop.domain.errors import UserError

MakeDicom = Callable[..., Path]
REPOSITORY = Path(__file__).resolve().parents[3]
FAULTY = "tests.faulty_jobs"
SHORT = Limits(read_s=1.0, header_s=1.0)
WAIT_S = 30.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")


@pytest.fixture
def doors() -> Iterator[Callable[..., Door]]:
    """Opens doors on the faulty jobs, and closes them; none leaves a process behind."""
    opened: list[Door] = []

    def open_door(workers: int = 2, limits: Limits = SHORT, jobs: str = FAULTY) -> Door:
        opened.append(Door(workers, limits, jobs))
        return opened[-1]

    yield open_door
    for door in opened:
        door.close()
    assert until(lambda: not workers())


@pytest.fixture
def files(make_dicom: MakeDicom, film: NDArray[np.uint16]) -> Callable[[str], Path]:
    """Writes the same film under the name that says what goes wrong with it."""

    def write(name: str) -> Path:
        path = make_dicom(film)
        return path.rename(path.with_name(f"{name}.dcm"))

    return write


def workers() -> list[psutil.Process]:
    """Reading workers of this process; other tests' helpers of multiprocessing may live on."""
    children = psutil.Process().children()
    return [child for child in children if "spawn_main" in " ".join(_command(child))]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def until(condition: Callable[[], object]) -> bool:
    """Wait for it; whether it came true."""
    deadline = time.monotonic() + WAIT_S
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def code_of(door: Door, path: Path) -> str:
    with pytest.raises(UserError) as caught:
        door.read(path)
    assert caught.value.found and caught.value.expected and caught.value.remedy
    return caught.value.code


def test_a_film_comes_through_as_it_is_read_here(doors: Callable[..., Door], files: Callable[[str], Path]) -> None:
    path = files("film")
    here, there = read_radiograph(path), doors().read(path)
    assert np.array_equal(here.pixels, there.pixels)
    assert there.pixels.dtype == np.uint16 and there.pixels.flags.writeable
    assert there.path == path
    for name in ("orientation", "spacing", "identity", "notes", "aspect", "frame", "frames", "lossy"):
        assert getattr(here, name) == getattr(there, name), name
    assert here.grayscale.voi == there.grayscale.voi


def test_without_memory_files_arrays_come_through_the_pipe(
    doors: Callable[..., Door], make_dicom: MakeDicom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "make_memory", lambda: None)
    pixels = np.random.default_rng(0).integers(0, 4096, (1500, 1000)).astype(np.uint16)
    path = make_dicom(pixels)
    door = doors()
    for _ in range(2):
        assert np.array_equal(door.read(path).pixels, pixels)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("killed", "reader_crashed"),
        ("segfault", "reader_crashed"),
        ("exits", "reader_crashed"),
        ("stopped", "reader_timeout"),
        ("hangs", "reader_timeout"),
        ("spins", "reader_timeout"),
        ("garbage", "reader_timeout"),
        ("endless", "reader_crashed"),
        ("no_json", "reader_crashed"),
        ("other_type", "reader_crashed"),
        ("vast_range", "reader_crashed"),
        ("other_size", "reader_crashed"),
        ("other_frame", "reader_crashed"),
    ],
)
def test_a_worker_that_goes_wrong_costs_its_file(
    doors: Callable[..., Door], files: Callable[[str], Path], fault: str, code: str
) -> None:
    door, good = doors(), files("good")
    door.read(good)
    assert code_of(door, files(fault)) == code
    assert [worker for worker in workers() if worker.status() != "zombie"]  # the one that died was replaced
    assert door.read(good).rows == 48


@pytest.mark.parametrize("fault", ["bloats", "gulps", "gulps_in_a_parser"])
def test_a_worker_that_eats_memory_is_stopped(
    doors: Callable[..., Door], files: Callable[[str], Path], fault: str
) -> None:
    door = doors(limits=Limits(memory_bytes=300 << 20))
    assert code_of(door, files(fault)) == "reader_memory"
    assert door.read(files("good")).rows == 48


def test_a_bug_in_the_reader_is_told_by_its_place_alone(
    doors: Callable[..., Door], files: Callable[[str], Path]
) -> None:
    with pytest.raises(ReaderFault, match=r"KeyError at faulty_jobs.py:\d+$"):
        doors().read(files("bug"))


def test_the_reasons_of_the_reader_itself_come_through(doors: Callable[..., Door], tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("nothing to see here")
    with pytest.raises(UserError) as here:
        read_radiograph(text)
    with pytest.raises(UserError) as there:
        doors().read(text)
    assert str(here.value) == str(there.value)
    assert there.value.code == "not_a_radiograph"


def test_killing_a_worker_from_outside_in_the_middle_of_a_file(
    doors: Callable[..., Door], files: Callable[[str], Path]
) -> None:
    door = doors(workers=1, limits=Limits())
    good, slow = files("good"), files("hangs")
    door.read(good)
    (worker,) = workers()
    threading.Timer(0.1, worker.kill).start()
    assert code_of(door, slow) == "reader_crashed"
    assert door.read(good).rows == 48


def test_a_worker_that_died_while_it_had_nothing_to_do_is_nobodys_fault(
    doors: Callable[..., Door], files: Callable[[str], Path]
) -> None:
    door, good = doors(workers=1), files("good")
    door.read(good)
    (worker,) = workers()
    worker.kill()
    assert door.read(good).rows == 48


def test_one_bad_header_costs_one_row(doors: Callable[..., Door], files: Callable[[str], Path]) -> None:
    bad = {10: "killed", 20: "stopped", 21: "bug"}
    paths = [files(bad.get(number, f"film{number}")) for number in range(40)]
    rows = list(doors().headers(paths))
    assert [path for path, _ in rows] == paths
    codes = {number: row.code for number, (_, row) in enumerate(rows) if isinstance(row, UserError)}
    assert codes == {10: "reader_crashed", 20: "reader_timeout", 21: "internal_error"}
    sound = [path for path in paths if path.stem.startswith("film")]
    assert [row for _, row in rows if isinstance(row, Header)] == [read_header(path) for path in sound]


def test_a_film_is_read_while_a_scan_hangs(doors: Callable[..., Door], files: Callable[[str], Path]) -> None:
    door, good = doors(limits=Limits()), files("good")
    door.read(good)
    stop, hanging = threading.Event(), files("hangs")

    def scan_headers() -> None:
        with suppress(Cancelled):
            list(door.headers([hanging], stop.is_set))

    scan = threading.Thread(target=scan_headers)
    scan.start()
    assert until(lambda: door._pool._leased)
    assert door.read(good).rows == 48
    assert scan.is_alive()
    stop.set()
    scan.join(WAIT_S)
    assert not scan.is_alive()


def test_several_threads_share_the_workers(doors: Callable[..., Door], files: Callable[[str], Path]) -> None:
    door, good, killed = doors(), files("good"), files("killed")
    outcomes: list[object] = []

    def read_some(number: int) -> None:
        for turn in range(4):
            try:
                outcomes.append(door.read(killed if (number, turn) == (1, 2) else good).rows)
            except UserError as error:
                outcomes.append(error.code)

    threads = [threading.Thread(target=read_some, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_S)
    assert sorted(outcomes, key=str) == [48] * 15 + ["reader_crashed"]


def test_a_cancelled_read_ends_at_once_and_its_worker_is_used_again(
    doors: Callable[..., Door], files: Callable[[str], Path]
) -> None:
    door, good = doors(workers=1, limits=Limits()), files("good")
    door.read(good)
    (before,) = workers()
    with pytest.raises(Cancelled):
        door.read(files("slow"), cancel=lambda: True)
    assert door.read(good).rows == 48
    assert workers() == [before]


def test_a_cancelled_read_that_hangs_does_not_hold_its_worker(
    doors: Callable[..., Door], files: Callable[[str], Path]
) -> None:
    door, good = doors(workers=1, limits=Limits(read_s=3600)), files("good")
    door.read(good)
    with pytest.raises(Cancelled):
        door.read(files("spins"), cancel=lambda: True)
    assert door.read(good).rows == 48


def test_closing_the_door_ends_whoever_waits(doors: Callable[..., Door], files: Callable[[str], Path]) -> None:
    door = doors(limits=Limits())
    caught: list[type[BaseException]] = []

    def wait() -> None:
        try:
            door.read(files("stopped"))
        except Cancelled as error:
            caught.append(type(error))

    reading = threading.Thread(target=wait)
    reading.start()
    assert until(lambda: door._pool._leased)
    door.close()
    reading.join(WAIT_S)
    assert caught == [Cancelled]
    assert until(lambda: not workers())
    with pytest.raises(Cancelled):
        door.read(files("good"))


def test_workers_that_do_not_start_are_not_started_for_ever(
    doors: Callable[..., Door], files: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = links.Link.__init__
    monkeypatch.setattr(links.Link, "__init__", lambda *args: (started.append(1), start(*args))[1])
    door = doors(workers=1, jobs="tests.jobs_that_do_not_start", limits=Limits(starts=3, rest_s=3600))
    for _ in range(3):
        assert code_of(door, files("good")) == "reader_unavailable"
    assert len(started) == 3
    with pytest.raises(UserError):
        list(door.headers([files("good")]))


def test_files_are_found_in_batches_through_the_death_of_workers(
    doors: Callable[..., Door], make_dicom: MakeDicom, film: NDArray[np.uint16], tmp_path: Path
) -> None:
    for number in range(250):
        (tmp_path / f"{number:03}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "notes.txt").write_text("nothing to see here, and long enough to be read as something")
    door, found = doors(workers=1), []
    for batch in door.find([tmp_path]):
        found += batch
        for worker in workers():
            worker.kill()
    assert found == sorted(tmp_path.glob("*.png"))
    assert [path.name for batch in door.find([tmp_path], pictures_only=False) for path in batch][-1] == "notes.txt"
    with pytest.raises(UserError, match="does not exist"):
        list(door.find([tmp_path / "nowhere"]))


def test_nothing_that_codecs_write_reaches_the_terminal(files: Callable[[str], Path]) -> None:
    script = f"""
from pathlib import Path
from spcxr_desktop.dicom.door import Door
if __name__ == "__main__":
    door = Door(jobs={FAULTY!r})
    print(door.read(Path({str(files("noise"))!r})).rows)
    door.close()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("48\n", "")


PROGRAM = """
import os, sys, threading
from pathlib import Path
from spcxr_desktop.dicom.door import Door, Limits
if __name__ == "__main__":
    door = Door(limits=Limits(read_s=1.0), jobs="tests.faulty_jobs")
    door.read(Path(sys.argv[1]))
    threading.Thread(target=door.read, args=(Path(sys.argv[2]),), daemon=True).start()
    while not door._pool._leased: pass
    print("reading", flush=True)
    sys.stdin.read()
    {end}
"""


@pytest.mark.parametrize("fault", ["hangs", "spins"])
def test_workers_die_with_the_program_however_it_dies(files: Callable[[str], Path], fault: str) -> None:
    """The one that spins holds the GIL, so that only the system can end it."""
    command = [sys.executable, "-c", PROGRAM.format(end="pass"), str(files("good")), str(files(fault))]
    program = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "reading\n"
    children = psutil.Process(program.pid).children()
    memory = {str(path.readlink()) for child in children for path in Path(f"/proc/{child.pid}/fd").iterdir()}
    assert any("memfd:spcxr-pixels" in name for name in memory)
    assert not [name for name in memory if name.startswith("/dev/shm")]
    program.kill()
    program.wait()
    assert until(lambda: not any(child.is_running() and child.status() != "zombie" for child in children))


@pytest.mark.parametrize("end", ["pass", "raise KeyboardInterrupt", "os.kill(os.getpid(), 2)"])
def test_a_program_that_forgets_the_door_still_ends(files: Callable[[str], Path], end: str) -> None:
    """Also with a worker that is stopped, for which multiprocessing would wait for ever."""
    command = [sys.executable, "-c", PROGRAM.format(end=end), str(files("good")), str(files("stopped"))]
    program = subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "reading\n"
    children = psutil.Process(program.pid).children()
    program.communicate("", timeout=WAIT_S)
    assert until(lambda: not any(child.is_running() and child.status() != "zombie" for child in children))


def test_ctrl_c_is_for_the_program_and_not_for_its_workers(
    doors: Callable[..., Door], files: Callable[[str], Path]
) -> None:
    door, good = doors(workers=1), files("good")
    door.start()
    (worker,) = workers()
    os.kill(worker.pid, signal.SIGINT)  # while it starts
    door.read(good)
    os.kill(worker.pid, signal.SIGINT)
    assert door.read(good).rows == 48
    assert workers() == [worker]


def test_reading_loads_neither_pydicom_nor_codecs_into_the_program(files: Callable[[str], Path]) -> None:
    script = f"""
import sys
from pathlib import Path
from spcxr_desktop.dicom.door import Door
if __name__ == "__main__":
    door = Door()
    door.start()
    assert "numpy" not in sys.modules, "the worker should be on its way before that is loaded"
    path = Path({str(files("film"))!r})
    (batch,) = door.find([path])
    (row,) = door.headers(batch)
    assert door.read(path).rows == row[1].rows == 48
    door.close()
    print(*sorted(set(sys.modules) & {{"pydicom", "imagecodecs", "PySide6", "onnxruntime"}}))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")
