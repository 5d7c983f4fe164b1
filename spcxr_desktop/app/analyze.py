"""The ``analyze`` verb: what the terminal sees of a batch."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from spcxr_desktop.app.reading import start_reading

if TYPE_CHECKING:
    from spcxr_desktop.app.results import Outcome
    from spcxr_desktop.dicom.door import Door


def analyze_command(paths: Sequence[Path], out: Path, started: float) -> int:
    """Analyse ``paths`` into ``out``; 0, or 1 where a file failed unexpectedly. Raises UserError.

    ``started``: ``time.perf_counter()`` of the program's first line, so that "import" says what imports cost.
    """
    with closing(start_reading()) as door:  # first: a worker loads while this process does
        return _analyze(paths, out, started, door)


def _analyze(paths: Sequence[Path], out: Path, started: float, door: Door) -> int:
    from spcxr_desktop.app.batch import analyse_paths, load_packages
    from spcxr_desktop.app.results import TABLE_FILE
    from spcxr_desktop.inference.session import open_session
    from spcxr_desktop.store.paths import resources_dir

    import onnxruntime  # noqa: F401  isort: skip

    imported = time.perf_counter()
    packages = load_packages(resources_dir())
    for session in map(open_session, packages):
        if session.note:
            print(f"{session.package.manifest.id}: {session.note}", file=sys.stderr)
    loaded = time.perf_counter()
    once = {"import": round((imported - started) * 1000, 1), "load": round((loaded - imported) * 1000, 1)}
    out = out.absolute()
    with _reporter() as report:
        counts = analyse_paths(paths, out, packages, report=report, once_ms=once, door=door, tell=_tell)
    print(", ".join(f"{count} {status}" for status, count in counts.items()) + f". Table: {out / TABLE_FILE}")
    return 1 if counts["failed"] else 0


def _tell(path: Path, text: str) -> None:
    print(f"{path}: {text}", file=sys.stderr)


class _Plain:
    """One line per file, for logs and pipes."""

    def __call__(self, outcome: Outcome, number: int, total: int) -> None:
        print(f"[{number}/{total}] {_line(outcome)}", flush=True)


class _Bar:
    """A progress bar on a terminal; only files that were not analysed get a line."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("Analysing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=Console(stderr=True),
        )  # fmt: skip
        self._task = self.progress.add_task("analyse", total=None)

    def __call__(self, outcome: Outcome, number: int, total: int) -> None:
        if outcome.status != "analysed":
            self.progress.console.print(_line(outcome), markup=False, highlight=False, soft_wrap=True)
        self.progress.update(self._task, completed=number, total=total)


@contextmanager
def _reporter() -> Iterator[_Plain | _Bar]:
    if not sys.stderr.isatty():
        yield _Plain()
        return
    bar = _Bar()
    with bar.progress:
        yield bar


def _line(outcome: Outcome) -> str:
    if outcome.status != "analysed":
        return f"{outcome.status:<8}  {outcome.path}  {outcome.reason}"
    flags = ", ".join(score.label for score in outcome.results.flagged) if outcome.results is not None else ""
    return f"{outcome.status:<8}  {outcome.path}  {outcome.ms_total} ms  {'flagged: ' + flags if flags else 'no flag'}"
