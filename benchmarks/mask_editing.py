"""Drawing on a mask in the real window, by the clock, beside napari's Labels layer.

    xvfb-run -s "-screen 0 3840x2160x24" python -m benchmarks.mask_editing [--napari PYTHON] [--json FILE]

The program's own window of 3840 x 2160 opens a computed film of 3000 x 3000 from a file, with a record on the disk,
and a lung mask of that size. Then the same strokes are drawn in both programs with mouse events sent to the widget
that shows the picture (``mask_hand.py``). A move is timed from the event until the widget has been painted and the
event loop has nothing left to do. ``--napari``: the interpreter of an environment with napari; it runs
``benchmarks/mask_editing_napari.py`` on the same film, mask and strokes.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "xcb")

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

import numpy as np  # noqa: E402
import PySide6  # noqa: E402
from PySide6.QtCore import QEvent, QObject, QPointF, Qt  # noqa: E402
from PySide6.QtGui import QMouseEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from benchmarks.dx import dx_film  # noqa: E402
from benchmarks.film import BITS, COLUMNS, ROWS, film, labels  # noqa: E402
from benchmarks.mask_hand import (  # noqa: E402
    DIAMETER,
    HEIGHT,
    ROUNDS,
    WIDTH,
    Point,
    Times,
    before_others,
    histogram,
    label,
    strokes,
    table,
)
from spcxr_desktop.app.services import real_services  # noqa: E402
from spcxr_desktop.store.library import Library  # noqa: E402
from spcxr_desktop.store.open_review import OpenReview  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.main_window import MainWindow  # noqa: E402

PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_PATIENCE = 60.0  # s
WHAT = "move: event to picture"


class Painted(QObject):
    """Counts what the canvas paints."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class Subject:
    """The window with the film, the mask and the brush."""

    def __init__(self, folder: Path) -> None:
        self.window = MainWindow(
            replace(real_services(), load_packages=lambda: (), open_record=lambda: Library.open(folder / "record"))
        )
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.canvas, self.bench = self.window.canvas, self.window.bench
        self.painted = Painted()
        self.canvas.installEventFilter(self.painted)
        self.window.open([made_film(folder)])
        self.until(lambda: isinstance(self._draft(), OpenReview) and self.bench.idle())
        self.bench.masks.apply("Lungs", lambda sheet, mask: labels())
        self.bench.masks.tools = replace(self.bench.masks.tools, px=float(DIAMETER))
        self.window.action_set.qt["mask.brush"].trigger()
        self.until(self.bench.idle)
        self.canvas.fit()
        settled = time.monotonic() + 0.5
        self.until(lambda: time.monotonic() > settled)

    def _draft(self) -> object:
        sheet = self.bench.review._sheet
        return sheet.draft if sheet is not None else None

    @property
    def review(self) -> OpenReview:
        """As the record keeps it."""
        draft = self._draft()
        assert isinstance(draft, OpenReview)
        return draft

    def until(self, done: Callable[[], bool]) -> None:
        """Let the window work."""
        end = time.monotonic() + _PATIENCE
        while not done():
            if time.monotonic() > end:
                raise SystemExit("the window did not come to rest")
            QApplication.processEvents()

    def send(self, kind: QEvent.Type, at: Point) -> float:
        """Seconds from the event to the painted picture."""
        view = self.canvas.viewport.placed()
        ratio = self.canvas.devicePixelRatioF()
        place = QPointF(*view.to_view(*at)) / ratio
        buttons = NONE if kind == RELEASE else LEFT
        event = QMouseEvent(
            kind, place, self.canvas.mapToGlobal(place), NONE if kind == MOVE else LEFT, buttons,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        return self.timed(lambda: QApplication.sendEvent(self.canvas, event))

    def timed(self, act: Callable[[], object]) -> float:
        """Seconds until the canvas has been painted again."""
        QApplication.processEvents()
        before, start = self.painted.count, time.perf_counter()
        act()
        while self.painted.count == before:
            QApplication.processEvents()
            if time.perf_counter() - start > _PATIENCE:
                raise SystemExit("nothing was painted")
        QApplication.processEvents()
        return time.perf_counter() - start

    def durable(self) -> float:
        """Seconds from now until every step is on the disk."""
        start = time.perf_counter()
        while not self.review.durable:
            QApplication.processEvents()
            time.sleep(0.0005)  # the window is at rest: the processor is free for whoever writes
        return time.perf_counter() - start


def made_film(folder: Path) -> Path:
    """Without spacing, so that the tip's size is told in pixels."""
    dataset = dx_film("MASKS", ROWS, COLUMNS, BITS)
    dataset.PixelData = film().astype("<u2").tobytes()
    path = folder / "film.dcm"
    dataset.save_as(path, enforce_file_format=True)
    return path


def measure(subject: Subject, times: Times) -> None:
    """All rounds; the first stroke of each warms up and is not counted."""
    for round_ in range(ROUNDS):
        subject.bench.masks.choose(label(round_))
        for number, line in enumerate(strokes(round_)):
            pressed = subject.send(PRESS, line[0])
            moves = [subject.send(MOVE, at) for at in line[1:]]
            begun = time.perf_counter()
            released = subject.send(RELEASE, line[-1])
            subject.durable()
            durable = time.perf_counter() - begun
            undo, redo = (subject.window.action_set.qt[f"review.{verb}"] for verb in ("undo", "redo"))
            undone, redone = subject.timed(undo.trigger), subject.timed(redo.trigger)
            if number == 0:
                continue
            for move in moves:
                times.add(WHAT, round_, move)
            spent = {"press": pressed, "release": released, "release: on the disk": durable}
            for what, seconds in {**spent, "undo": undone, "redo": redone}.items():
                times.add(what, round_, seconds)


def ours(folder: Path, real_time: bool) -> Times:
    """This program."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    subject = Subject(folder)
    size = f"window {subject.window.width()} x {subject.window.height()}, canvas {subject.canvas.width()} x "
    times = Times("SPCXR", f"PySide6 {PySide6.__version__}, {size}{subject.canvas.height()}")
    if real_time:
        before_others()
    measure(subject, times)
    painted = subject.review.review.document.mask("lungs")
    print(f"pixels of the right lung afterwards: {int((painted == 1).sum())}", file=sys.stderr)
    subject.window.close()
    return times


def peer(python: str, folder: Path, real_time: bool) -> Times:
    """napari, in its own process and environment."""
    np.save(folder / "film.npy", film())
    np.save(folder / "labels.npy", labels())
    script = Path(__file__).with_name("mask_editing_napari.py")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    command = [python, str(script), str(folder), *(["--real-time"] if real_time else [])]
    subprocess.run(command, check=True, env={**clean, "QT_QPA_PLATFORM": "xcb"})
    return Times.read(folder / "napari.json")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--napari", metavar="PYTHON", help="interpreter of an environment with napari")
    parser.add_argument("--real-time", action="store_true", help="measure before all else on a busy machine (root)")
    parser.add_argument("--json", type=Path, help="write our times here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["SPCXR_DATA_DIR"] = str(folder / "data")
        load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        mine = ours(folder, arguments.real_time)
        other = peer(arguments.napari, folder, arguments.real_time) if arguments.napari else None
    if arguments.json is not None:
        mine.write(arguments.json)
    found = [mine, *([other] if other is not None else [])]
    print(f"{os.cpu_count()} cores ({platform.machine()}){load}, Python {platform.python_version()}")
    print("\n".join(f"{times.tool}: {times.about}" for times in found))
    print(f"\n{table(mine, other)}\n\n{histogram(WHAT, *found)}")


if __name__ == "__main__":
    main()
