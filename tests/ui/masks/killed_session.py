"""Paints on a film in the real window: one stroke to its end, half of another, and is killed.

    python killed_session.py RECORD_FOLDER FILM
"""

from __future__ import annotations

import os
import signal
import sys
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
from tests.ui.drawing.killed_session import wait  # noqa: E402

FIRST, SECOND = ((120, 40), (140, 60)), ((120, 200), (140, 220))


def main(record: Path, film: Path) -> None:
    """Never returns."""
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
    window.action_set.trigger("mask.brush")
    wait(application, lambda: window.canvas.scene.hint != "")
    frame = window.canvas.drawing.frame()
    assert frame is not None
    for stroke in (FIRST, SECOND):
        start, end = (frame.to_device(point).toPoint() for point in stroke)
        QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(window.canvas, end)
        if stroke is FIRST:
            QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=end)
        application.processEvents()
    current = window.bench.session.current
    assert current is not None
    draft = window.bench.record.open_review(current.id)
    assert isinstance(draft, OpenReview)
    wait(application, lambda: draft.history.can_undo and draft.durable)
    print("painted", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":  # the readers' processes import this file too
    main(Path(sys.argv[1]), Path(sys.argv[2]))
