"""Draws a length on a film in the real window, and is killed as soon as the step is on the disk.

    python killed_session.py RECORD_FOLDER FILM
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from spcxr_desktop.app.services import real_services  # noqa: E402
from spcxr_desktop.store.library import Library  # noqa: E402
from spcxr_desktop.store.open_review import OpenReview  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.main_window import MainWindow  # noqa: E402
from spcxr_desktop.ui.view.tools.frame import Frame  # noqa: E402

_PATIENCE = 60.0  # s


def wait(application: QApplication, until: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + _PATIENCE
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        application.processEvents()
        time.sleep(0.005)


def opened(record: Path, film: Path, tool: str) -> tuple[QApplication, MainWindow, Frame]:
    """A window that shows the film at actual size, with its record open and a tool at hand."""
    application = QApplication([])
    theme.apply(application)
    services = replace(real_services(), load_packages=lambda: (), open_record=lambda: Library.open(record))
    window = MainWindow(services)
    window.resize(1280, 800)
    window.show()
    window.open([film])
    review = window.bench.review
    wait(application, lambda: review.view.kept)
    window.action_set.trigger("view.actual_size")
    window.action_set.trigger(tool)
    wait(application, lambda: window.canvas.scene.hint != "")
    frame = window.canvas.drawing.frame()
    assert frame is not None
    return application, window, frame


def die(application: QApplication, window: MainWindow, last_word: str) -> None:
    """As soon as what was done is on the disk."""
    current = window.bench.session.current
    assert current is not None
    draft = window.bench.record.open_review(current.id)
    assert isinstance(draft, OpenReview)
    wait(application, lambda: draft.history.can_undo and draft.durable)
    print(last_word, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def main(record: Path, film: Path) -> None:
    """Never returns."""
    application, window, frame = opened(record, film, "tools.length")
    start, end = (frame.to_device(point).toPoint() for point in ((40, 50), (140, 50)))
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(window.canvas, end)
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=end)
    die(application, window, "drawn")


if __name__ == "__main__":  # the readers' processes import this file too
    main(Path(sys.argv[1]), Path(sys.argv[2]))
