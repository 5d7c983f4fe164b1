"""A clock on the real program: loaded into each process that ``benchmarks/startup.py`` measures.

The process is ``python -m spcxr_desktop open ...`` itself, with this module imported by a ``sitecustomize`` on
PYTHONPATH. It hooks itself in when the module of the main window arrives, so that nothing of the program or of Qt is
imported earlier, later or in another order than without it; worker processes leave it alone.

The environment names a job file. Marks are seconds of the monotonic clock, which all processes of the machine share.
The answer goes to standard output as one line of JSON; then a line on standard input is waited for, so that memory can
be read while the program is at rest.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spcxr_desktop.app.entry import Entry
    from spcxr_desktop.ui.main_window import MainWindow

JOB_VARIABLE = "SPCXR_BENCHMARK_JOB"
MARKS: dict[str, float] = {"python": time.monotonic()}
JOB: dict[str, Any] = {}
REST_S = 0.4  # after the last image, and between two of them: what the program still does is done by then
BEAT_MS = 2


class AfterImport(importlib.abc.MetaPathFinder):
    """Calls a function with a module right after it has been executed."""

    def __init__(self, wanted: dict[str, Callable[[ModuleType], None]]) -> None:
        self._wanted = wanted

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The ordinary spec, with the call behind the ordinary loader."""
        if name not in self._wanted:
            return None
        then = self._wanted.pop(name)
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            then(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def without_models(services: ModuleType) -> None:
    """The program as it is on a computer without model packages."""
    real = services.real_services
    services.real_services = lambda *a, **k: replace(real(*a, **k), load_packages=lambda: ())


def on_window_module(module: ModuleType) -> None:
    """The main window's class, told to report to a ``Run`` as soon as there is one."""
    initialise = module.MainWindow.__init__

    def init(self: MainWindow, *arguments: object, **named: object) -> None:
        initialise(self, *arguments, **named)
        MARKS["window made"] = time.monotonic()
        _run(self)

    module.MainWindow.__init__ = init


def _run(window: MainWindow) -> None:
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    class Run(QObject):
        """Watches paint events of the window and its canvas; clicks through the files of the job."""

        def __init__(self) -> None:
            super().__init__(window)
            self.opened: list[dict[str, float]] = []
            self.files = [Path(file) for file in JOB["clicks"]]
            self.waiting: dict[str, float] | None = None
            self.has_image = False
            self.gap = self.gap_cpu = self.processor = 0.0
            self.wall, self.cpu = time.monotonic(), time.thread_time()
            show_entry = window.canvas.show_entry

            def watched(entry: Entry | None, *arguments: object) -> None:
                show_entry(entry, *arguments)
                self.has_image = entry is not None and entry.upright is not None

            window.canvas.show_entry = watched
            window.installEventFilter(self)
            window.canvas.installEventFilter(self)
            self.beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
            self.beat.timeout.connect(self.on_beat)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """A paint has begun; a timer of 0 ms fires when it is through and flushed to the window system."""
            if event.type() == QEvent.Type.Paint:
                if watched is window and "window" not in MARKS:
                    MARKS["window"] = 0.0
                    QTimer.singleShot(0, self.window_painted)
                elif watched is window.canvas and self.has_image and self.waiting is not None:
                    QTimer.singleShot(0, self.image_painted)
            return False

        def window_painted(self) -> None:
            MARKS["window"] = time.monotonic()
            self.processor = time.process_time()
            if JOB["start"]:
                self.waiting = {"clicked": MARKS["window"]}
                self.watch()
            else:
                QTimer.singleShot(round(JOB["idle_s"] * 1000), self.click)

        def watch(self) -> None:
            self.gap = self.gap_cpu = 0.0
            self.wall, self.cpu = time.monotonic(), time.thread_time()
            self.beat.start()

        def on_beat(self) -> None:
            wall, cpu = time.monotonic(), time.thread_time()
            if wall - self.wall > self.gap:
                self.gap, self.gap_cpu = wall - self.wall, cpu - self.cpu
            self.wall, self.cpu = wall, cpu

        def click(self) -> None:
            """What the file dialog does when it is left with a file."""
            if not self.files:
                self.done()
                return
            if window.bench.session.current is not None:
                window.bridge.post(window.bench.close_current())
            QTimer.singleShot(50, self.open_next)

        def open_next(self) -> None:
            self.has_image = False
            self.waiting = {"clicked": time.monotonic()}
            self.watch()
            window.open([self.files.pop(0)])

        def image_painted(self) -> None:
            if self.waiting is None:
                return
            self.waiting["image"] = time.monotonic()
            self.opened.append(self.waiting)
            self.waiting = None
            QTimer.singleShot(round(REST_S * 1000), self.rested)

        def rested(self) -> None:
            self.beat.stop()
            self.opened[-1] |= {"gap": self.gap, "gap_cpu": self.gap_cpu}
            self.click()

        def done(self) -> None:
            shown = window.canvas.grab().toImage()
            greys = {shown.pixelColor(x, shown.height() // 2).value() for x in range(0, shown.width(), 7)}
            answer = {"marks": MARKS, "opened": self.opened, "greys": len(greys), "processor": self.processor}
            print(json.dumps(answer), flush=True)
            sys.stdin.readline()
            window.close()
            QApplication.quit()

    Run()  # belongs to the window


def install() -> None:
    """Set the hooks, in the program's own process only."""
    if sys.orig_argv[1:3] != ["-m", "spcxr_desktop"]:
        return
    JOB.update(json.loads(Path(os.environ[JOB_VARIABLE]).read_text(encoding="utf-8")))
    hooks: dict[str, Callable[[ModuleType], None]] = {"spcxr_desktop.ui.main_window": on_window_module}
    if not JOB["models"]:
        hooks["spcxr_desktop.app.services"] = without_models
    sys.meta_path.insert(0, AfterImport(hooks))


install()
