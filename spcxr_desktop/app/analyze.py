"""The ``analyze`` verb: what the terminal sees of a batch, and what ends it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from spcxr_desktop.app.reading import start_reading

if TYPE_CHECKING:
    from spcxr_desktop.app.batch import Done
    from spcxr_desktop.dicom.door import Door


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; see ``batch.Run``."""

    paths: Sequence[Path]
    out: Path
    jobs: int = 1
    resume: bool = False
    mix_models: bool = False
    exports: tuple[str, ...] = ()
    labelmap: bool = False


def analyze_command(wanted: Wanted, started: float) -> int:
    """Analyse files; 0, or 1 where one failed unexpectedly. Raises UserError, and KeyboardInterrupt also when the
    system asks the program to end.

    ``started``: ``time.perf_counter()`` of the program's first line, so that "import" says what imports cost.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's helpers spin for 80 ms a film, to save one
    with _ends_on_request(), closing(start_reading(max(2, wanted.jobs))) as door:  # it starts while this process does
        return _analyze(wanted, started, door)


def _analyze(wanted: Wanted, started: float, door: Door) -> int:
    from spcxr_desktop.app.batch import Run, analyse_paths, load_packages
    from spcxr_desktop.app.batch_table import TABLE_FILE
    from spcxr_desktop.app.heap import keep_heap
    from spcxr_desktop.inference.session import open_session
    from spcxr_desktop.store.paths import resources_dir

    import onnxruntime  # noqa: F401  isort: skip

    imported = time.perf_counter()
    keep_heap()
    _share_cores(wanted.jobs)
    packages = load_packages(resources_dir())
    for session in map(open_session, packages):
        if session.note:
            print(f"{session.package.manifest.id}: {session.note}", file=sys.stderr)
    loaded = time.perf_counter()
    once = {"import": round((imported - started) * 1000, 1), "load": round((loaded - imported) * 1000, 1)}
    out = wanted.out.absolute()
    with _reporter() as report:
        told = (report, report.begun, report.tell)
        run = Run(wanted.jobs, wanted.resume, wanted.mix_models, once, *told, wanted.exports, wanted.labelmap)
        counts = analyse_paths(wanted.paths, out, packages, run, door)
    print(", ".join(f"{count} {status}" for status, count in counts.items()) + f". Table: {out / TABLE_FILE}")
    return 1 if counts["failed"] else 0


def _share_cores(jobs: int) -> None:
    """Films are what runs side by side. OpenCV's own threads gain a few milliseconds on one and spin for many more."""
    import cv2

    from spcxr_desktop.inference.session import use_threads

    cv2.setNumThreads(1)
    if jobs > 1:
        use_threads(max(1, usable_cores() // jobs))


def usable_cores() -> int:
    """Cores that this process may use; a container or ``taskset`` may leave it fewer than there are."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class _Quiet:
    """No terminal: files that were not analysed get a line, the others none."""

    done = total = 0

    def begun(self, done: int, total: int) -> None:
        """So many of the files were there already."""
        self.done, self.total = done, total

    def __call__(self, done: Done) -> None:
        self.done = done.number
        if done.status != "analysed":
            self.say(f"{done.status:<8}  {done.path}  {done.reason}")

    def tell(self, path: Path, text: str) -> None:
        """Something to know of an archive."""
        self.say(f"{path}: {text}")

    def say(self, text: str) -> None:
        """One line."""
        print(text, file=sys.stderr, flush=True)


class _Bar(_Quiet):
    """A terminal: also how many are done, how fast, and how long the rest will take."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("Analysing"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(), console=Console(stderr=True), speed_estimate_period=60,
        )  # fmt: skip
        self._task = self.progress.add_task("analyse", total=None, rate="")

    def begun(self, done: int, total: int) -> None:
        """The rate counts from here."""
        super().begun(done, total)
        self.progress.reset(self._task, completed=done, total=total)

    def __call__(self, done: Done) -> None:
        super().__call__(done)
        speed = self.progress.tasks[0].speed
        self.progress.update(self._task, completed=done.number, rate="" if not speed else rate(speed))

    def say(self, text: str) -> None:
        """One line above the bar."""
        self.progress.console.print(text, markup=False, highlight=False, soft_wrap=True)


def rate(speed: float) -> str:
    """Films a second in words; slow ones by the time that one takes."""
    return f"{speed:.1f} a second" if speed >= 1 else f"{1 / speed:.1f} s each"


@contextmanager
def _reporter() -> Iterator[_Quiet]:
    report = _Bar() if sys.stderr.isatty() else _Quiet()
    try:
        if isinstance(report, _Bar):
            with report.progress:
                yield report
        else:
            yield report
    except KeyboardInterrupt:
        if report.total:
            print(f"{report.done} of {report.total} files are done; --resume goes on from there.", file=sys.stderr)
        raise


@contextmanager
def _ends_on_request() -> Iterator[None]:
    """SIGTERM ends the program as Ctrl-C does: what is done is kept."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
