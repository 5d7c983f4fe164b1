"""Clicks through the files of a job in the real window, and watches when it is painted: for ``startup_window.py``.

Imports Qt, so it is imported when the program has done so.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from spcxr_desktop.app.entry import Entry
    from spcxr_desktop.ui.main_window import MainWindow

BEAT_MS = 2
REST_S = 0.4  # after the last image, and between two of them: what the program still does is done by then


class Run(QObject):
    """Watches paint events of the window and its canvas; clicks through the files of the job."""

    def __init__(self, window: MainWindow, job: dict[str, Any], marks: dict[str, float]) -> None:
        super().__init__(window)
        self.window, self.job, self.marks = window, job, marks
        self.opened: list[dict[str, float]] = []
        self.files = [Path(file) for file in job["clicks"]]
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
            if watched is self.window and "window" not in self.marks:
                self.marks["window"] = 0.0
                QTimer.singleShot(0, self.window_painted)
            elif watched is self.window.canvas and self.has_image and self.waiting is not None:
                QTimer.singleShot(0, self.image_painted)
        return False

    def window_painted(self) -> None:
        self.marks["window"] = time.monotonic()
        self.processor = time.process_time()
        if self.job["start"]:
            self.waiting = {"clicked": self.marks["window"]}
            self.watch()
        else:
            QTimer.singleShot(round(self.job["idle_s"] * 1000), self.click)

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
        if self.window.bench.session.current is not None:
            self.window.bridge.post(self.window.bench.close_current())
        QTimer.singleShot(50, self.open_next)

    def open_next(self) -> None:
        self.has_image = False
        self.waiting = {"clicked": time.monotonic()}
        self.watch()
        self.window.open([self.files.pop(0)])

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
        shown = self.window.canvas.grab().toImage()
        greys = {shown.pixelColor(x, shown.height() // 2).value() for x in range(0, shown.width(), 7)}
        answer = {"marks": self.marks, "opened": self.opened, "greys": len(greys), "processor": self.processor}
        print(json.dumps(answer), flush=True)
        sys.stdin.readline()
        self.window.close()
        QApplication.quit()
