"""Opening a folder of thousands of films in the real window: python -m benchmarks.intake [--files 10000] [--runs 3]

The files are made (64 x 64, a study and a patient each); the reading workers are warm, no models are loaded, the record
is a new one. Times run from the call that opens the folder until the list has the row. Off screen, each run in a
process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

from PySide6.QtWidgets import QApplication  # noqa: E402

from benchmarks.dx import dx_film  # noqa: E402
from spcxr_desktop.app.services import real_services  # noqa: E402
from spcxr_desktop.dicom.door import Door  # noqa: E402
from spcxr_desktop.store.paths import DATA_FOLDER_VARIABLE  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.main import SWITCH_S  # noqa: E402
from spcxr_desktop.ui.main_window import MainWindow  # noqa: E402
from tests.ui.verbs import StallMonitor  # noqa: E402

_SIDE = 64
_WARM_S = 2.0


def write_film(path: Path, number: int) -> None:
    """A small film of a patient of its own."""
    dataset = dx_film(f"P{number}", _SIDE, _SIDE, 8)
    dataset.PixelData = bytes(_SIDE * _SIDE)
    dataset.save_as(path, enforce_file_format=True)


def measure(folder: Path) -> str:
    """One run in this process, as a line of a Markdown table."""
    sys.setswitchinterval(SWITCH_S)
    application = QApplication([])
    theme.apply(application)
    door = Door()
    door.start()
    window = MainWindow(replace(real_services(door), load_packages=lambda: ()))
    window.resize(1280, 800)
    window.show()
    paths = sorted(folder.iterdir())
    window.open(paths[:1])  # starts the second worker too
    warm = time.perf_counter() + _WARM_S
    while time.perf_counter() < warm:
        application.processEvents()
        time.sleep(0.001)
    window.action_set.trigger("file.close")
    application.processEvents()
    monitor, model = StallMonitor(), window.studies.model()
    start, rows = time.perf_counter(), {1: 0.0, 100: 0.0}
    window.open([folder])
    while model.rowCount() < len(paths):
        application.processEvents()
        for count, reached in rows.items():
            if not reached and model.rowCount() >= count:
                rows[count] = time.perf_counter() - start
        time.sleep(0.0005)
    whole = time.perf_counter() - start
    monitor.stop()
    window.close()
    times = " | ".join(f"{seconds * 1e3:.0f}" for seconds in (*rows.values(), whole))
    gaps = f"{monitor.longest_cpu * 1e3:.0f} | {monitor.longest_wall * 1e3:.0f}"
    return f"| {times} | {len(paths) / whole:.0f} | {gaps} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.folder is not None:
        print(measure(arguments.folder))
        return
    print("| first row, ms | 100 rows, ms | all, ms | rows/s | most work of the window at once, ms | longest gap, ms |")
    print("|---:|---:|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as made:
        films = Path(made) / "films"
        films.mkdir()
        for number in range(arguments.files):
            write_film(films / f"{number:05}.dcm", number)
        for run in range(arguments.runs):
            environment = {**os.environ, DATA_FOLDER_VARIABLE: str(Path(made) / f"data-{run}")}
            command = [sys.executable, "-m", "benchmarks.intake", "--folder", str(films)]
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
