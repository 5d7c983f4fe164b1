"""Verbs on the real window, and result sets to show in it: only the models are replaced."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.session import Entry
from spcxr_desktop.app.tasks import Cancelled
from spcxr_desktop.domain.findings import Gate, LungMask, ModelStamp, ResultSet, Score
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.inference.package import ModelPackage
from spcxr_desktop.ui.dragging import entry_mime
from spcxr_desktop.ui.main_window import MainWindow

NOT_ASSESSED = ("pneumothorax", "nodule", "fracture", "devices")
STAMP = ModelStamp("spcxr-screen", "0.1.0", "ab" * 32, "screening-v1", "CPUExecutionProvider")
WAIT_MS = 60_000


def scores(abnormal: float = 0.8, pneumonia: float = 0.2, covid: float = 0.1) -> tuple[Score, ...]:
    """Three scores with threshold 0.5, the third exploratory."""
    rows = (("abnormal", "Abnormal", abnormal), ("pneumonia", "Pneumonia", pneumonia), ("covid19", "Covid-19", covid))
    return tuple(Score(name, title, p, 0.5, p >= 0.5, name == "covid19") for name, title, p in rows)


def result_set(radiograph: Radiograph, found: tuple[Score, ...], gates: tuple[Gate, ...] = ()) -> ResultSet:
    """An analysed result set with two oval lungs."""
    rows, columns = radiograph.orientation.to_upright(radiograph.pixels).shape
    labels = np.zeros((rows, columns), np.uint8)
    axes = (columns // 8, rows // 4)
    cv2.ellipse(labels, (columns * 3 // 10, rows // 2), axes, 0, 0, 360, 1, -1)
    cv2.ellipse(labels, (columns * 7 // 10, rows // 2), axes, 0, 0, 360, 2, -1)
    mask = LungMask(radiograph.orientation.from_upright(labels), radiograph.orientation.assumed)
    return ResultSet("analysed", gates, found, mask, NOT_ASSESSED, (STAMP,), "2026-01-01T00:00:00+00:00")


def refusal(text: str) -> ResultSet:
    """A refused result set."""
    gates = (Gate("view", "refuse", text),)
    return ResultSet("refused", gates, (), None, ("Abnormal", *NOT_ASSESSED), (), "2026-01-01T00:00:00+00:00")


class Models:
    """Stands where ``inference.run`` does: gives what the test asked for, in steps that can be held and cancelled."""

    def __init__(self) -> None:
        self.answer: Callable[[Radiograph], ResultSet] = lambda radiograph: result_set(radiograph, scores())
        self.go = threading.Event()
        self.go.set()
        self.threads: set[str] = set()
        self.calls = 0
        self.version = STAMP.version

    def same(self, results: ResultSet, packages: Sequence[ModelPackage]) -> bool:
        """Whether these models said it: told by the version."""
        return not results.models or results.models[0].version == self.version

    def analyse(
        self,
        radiograph: Radiograph,
        packages: Sequence[ModelPackage],
        *,
        progress: Callable[[float, str], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> ResultSet:
        assert progress is not None and cancel is not None
        self.calls += 1
        self.threads.add(threading.current_thread().name)
        progress(0.5, "run")
        while not self.go.wait(0.01):
            if cancel():
                raise Cancelled
        return self.answer(radiograph)


class StallMonitor(QObject):
    """A heartbeat in the event loop. ``longest_cpu``: the most the GUI thread itself worked between two beats, s;
    ``longest_wall``: the longest gap by the clock, s, which on a loaded machine also counts what others did."""

    def __init__(self) -> None:
        super().__init__()
        self.beats, self.longest_cpu, self.longest_wall = 0, 0.0, 0.0
        self._cpu, self._wall = time.thread_time(), time.perf_counter()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()

    def _beat(self) -> None:
        cpu, wall = time.thread_time(), time.perf_counter()
        self.longest_cpu = max(self.longest_cpu, cpu - self._cpu)
        self.longest_wall = max(self.longest_wall, wall - self._wall)
        self._cpu, self._wall = cpu, wall
        self.beats += 1


class Desk:
    """Verbs on the main window."""

    def __init__(self, window: MainWindow, models: Models, qtbot: QtBot) -> None:
        self.window, self.models, self.qtbot = window, models, qtbot
        self.canvas, self.bench, self.session = window.canvas, window.bench, window.bench.session

    @property
    def entry(self) -> Entry:
        assert self.session.current is not None
        return self.session.current

    def open(self, *paths: Path) -> None:
        """Open, and wait until all is read and analysed and drawn."""
        self.window.open(paths)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs and nothing is queued."""
        self.qtbot.waitUntil(self._idle, timeout=WAIT_MS)
        self.draw()

    def draw(self) -> None:
        """Let what was posted be drawn."""
        for _ in range(3):
            QApplication.processEvents()

    def do(self, action_id: str) -> None:
        """Trigger an action as its menu would."""
        self.window.action_set.qt[action_id].trigger()
        self.draw()

    def drag(self, button: Qt.MouseButton, *points: tuple[int, int]) -> None:
        """Press at the first point, move through the others, let go at the last."""
        self.qtbot.mousePress(self.canvas, button, pos=QPoint(*points[0]))
        for point in points[1:]:
            self.qtbot.mouseMove(self.canvas, QPoint(*point))
            self.draw()
        self.qtbot.mouseRelease(self.canvas, button, pos=QPoint(*points[-1]))
        self.draw()

    def wheel(self, at: tuple[int, int], notches: float) -> None:
        """Turn the wheel over a point of the canvas."""
        place, none = QPointF(*at), Qt.MouseButton.NoButton
        event = QWheelEvent(
            place, self.canvas.mapToGlobal(place), QPoint(), QPoint(0, round(120 * notches)), none,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas, event)
        self.draw()

    def hold(self, key: Qt.Key, ms: int, between: Callable[[], None] | None = None) -> None:
        """Press a key and let it go ``ms`` later, by the events' own time stamps."""
        for kind, stamp in ((QEvent.Type.KeyPress, 1000), (QEvent.Type.KeyRelease, 1000 + ms)):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            event.setTimestamp(stamp)
            QApplication.sendEvent(self.canvas, event)
            self.draw()
            if kind == QEvent.Type.KeyPress and between is not None:
                between()

    def drop(self, *paths: Path) -> None:
        """Drop files on the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(QPoint(100, 100), Qt.DropAction.CopyAction, mime, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(
            self.window, QDropEvent(QPointF(100, 100), Qt.DropAction.CopyAction, mime, buttons, keys)
        )
        self.settle()

    def drag_row(self, entry_id: int, pane: int) -> None:
        """Drag a row of the list onto a pane."""
        target, mime = self.window.panes.panes[pane], entry_mime(entry_id)
        keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(QPoint(20, 60), Qt.DropAction.CopyAction, mime, buttons, keys)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(target, QDropEvent(QPointF(20, 60), Qt.DropAction.CopyAction, mime, buttons, keys))
        self.settle()

    def click_pane(self, pane: int) -> None:
        """Click into a pane, picture or not, and let go where it was pressed."""
        stage = self.window.panes.panes[pane].stage
        self.qtbot.mouseClick(stage.currentWidget(), Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
        self.settle()

    def choose(self, index: int) -> None:
        """Choose a row of the list."""
        self.window.studies.chosen.emit(self.session.id_at(index))
        self.settle()

    def shown(self) -> NDArray[np.uint8]:
        """What the canvas shows, RGB [height, width, 3]."""
        image = self.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return data[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()

    def _idle(self) -> bool:
        """Nothing runs, and the list has had the time to ask for the thumbnails of its rows."""
        studies = self.window.studies
        seen = not studies.isVisible() or studies.rows_in_view() == studies._seen
        return self.bench.idle() and not studies._look.isActive() and seen


FilmWriter = Callable[..., Path]
