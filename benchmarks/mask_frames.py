"""Frames of correcting the phantom's lung mask in the real window, drawn by the real mouse events.

    python benchmarks/mask_frames.py docs/images/mask.png [FILM]

Without a film, the sample phantom. Four frames in one picture: erasing, compared with the model, what the model
proposes around the correction, a smoothing that waits to be accepted.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

import numpy as np  # noqa: E402
from PySide6.QtCore import QPoint, QRect, Qt  # noqa: E402
from PySide6.QtGui import QImage, QPainter  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from spcxr_desktop.app.services import real_services  # noqa: E402
from spcxr_desktop.store.library import Library  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.main_window import MainWindow  # noqa: E402

_LEFT = Qt.MouseButton.LeftButton
_PATIENCE = 300.0  # s
_FRAME = (500, 440)  # px of one of the four


class Film:
    """The window with one film and its mask."""

    def __init__(self, application: QApplication, record: Path, film: Path | None) -> None:
        services = replace(real_services(), open_record=lambda: Library.open(record))
        self.application, self.window = application, MainWindow(services)
        self.window.resize(1500, 950)
        self.window.show()
        if film is None:
            self.do("file.open_sample")
        else:
            self.window.open([film])
        bench = self.window.bench
        self.wait(lambda: bench.session.current is not None and bench.session.current.results is not None)
        self.wait(lambda: bench.review.view.kept and bench.idle())

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until something is so. Raises TimeoutError."""
        end = time.monotonic() + _PATIENCE
        while not until():
            if time.monotonic() > end:
                raise TimeoutError
            self.application.processEvents()
            time.sleep(0.01)

    def do(self, action: str) -> None:
        """As a menu would."""
        self.window.action_set.trigger(action)
        self.draw()

    def draw(self) -> None:
        """Let what was posted be drawn."""
        for _ in range(6):
            self.application.processEvents()

    def at(self, point: tuple[float, float]) -> QPoint:
        """Where a point of the file is on the canvas."""
        frame = self.window.canvas.drawing.frame()
        assert frame is not None
        return (frame.to_device(point) / frame.ratio).toPoint()

    def stroke(self, *points: tuple[float, float]) -> None:
        """Press, move, let go."""
        canvas = self.window.canvas
        QTest.mousePress(canvas, _LEFT, pos=self.at(points[0]))
        for point in points:
            QTest.mouseMove(canvas, self.at(point))
            self.draw()
        QTest.mouseRelease(canvas, _LEFT, pos=self.at(points[-1]))
        self.draw()

    def frame(self, middle: tuple[float, float]) -> QImage:
        """What the canvas shows around a point of the file."""
        self.draw()
        picture = self.window.canvas.grab().toImage()
        box = QRect(QPoint(), picture.size())
        part = QRect(0, 0, *_FRAME)
        part.moveCenter(self.at(middle))
        part.moveLeft(min(max(part.left(), 0), box.width() - part.width()))
        part.moveTop(min(max(part.top(), 0), box.height() - part.height()))
        return picture.copy(part)


def correct(film: Film) -> list[QImage]:
    """The four frames: the left lung without the heart."""
    sheet = film.window.bench.masks.sheet
    assert sheet is not None and sheet.model is not None
    rows, columns = np.nonzero(sheet.model == 2)
    left, right, top, bottom = columns.min(), columns.max(), rows.min(), rows.max()
    across, down = right - left, bottom - top

    def point(x: float, y: float) -> tuple[float, float]:
        return left + x * across, top + y * down

    middle, frames = point(0.4, 0.7), []
    film.window.bench.masks.choose(2)
    film.do("view.corner_texts")
    film.window.canvas.zoom_at(film.at(middle).toPointF(), 1.15)
    film.do("mask.eraser")
    for _ in range(4):
        film.do("mask.larger")
    film.stroke(*(point(0.05 + 0.25 * t, 0.35 + 0.45 * t) for t in np.linspace(0, 1, 20)))
    film.stroke(*(point(0.02 + 0.2 * t, 0.5 + 0.3 * t) for t in np.linspace(0, 1, 20)))
    frames.append(film.frame(middle))
    film.do("mask.compare")
    frames.append(film.frame(middle))
    film.do("mask.compare")
    film.do("mask.refine")
    film.wait(lambda: film.window.bench.idle())
    frames.append(film.frame(middle))
    film.do("view.escape")
    film.do("mask.smooth")
    film.do("mask.smooth")
    frames.append(film.frame(middle))
    film.do("view.escape")
    return frames


def main(out: Path, film: Path | None) -> None:
    """Write the picture."""
    application = QApplication([])
    theme.apply(application)
    with tempfile.TemporaryDirectory() as folder:
        made = Film(application, Path(folder) / "record", film)
        frames = correct(made)
        made.window.close()
    width, height = _FRAME
    sheet = QImage(2 * width + 4, 2 * height + 4, QImage.Format.Format_RGB32)
    sheet.fill(0)
    painter = QPainter(sheet)
    for number, frame in enumerate(frames):
        painter.drawImage(number % 2 * (width + 4), number // 2 * (height + 4), frame)
    painter.end()
    sheet.save(str(out))


if __name__ == "__main__":  # the readers' processes import this file too
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
