"""Paints on a film in the real window: one stroke to its end, half of another, and is killed.

    python killed_session.py RECORD_FOLDER FILM
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from tests.ui.drawing.killed_session import die, opened  # noqa: E402

FIRST, SECOND = ((120, 40), (140, 60)), ((120, 200), (140, 220))


def main(record: Path, film: Path) -> None:
    """Never returns."""
    application, window, frame = opened(record, film, "mask.brush")
    for stroke in (FIRST, SECOND):
        start, end = (frame.to_device(point).toPoint() for point in stroke)
        QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(window.canvas, end)
        if stroke is FIRST:
            QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=end)
        application.processEvents()
    die(application, window, "painted")


if __name__ == "__main__":  # the readers' processes import this file too
    main(Path(sys.argv[1]), Path(sys.argv[2]))
