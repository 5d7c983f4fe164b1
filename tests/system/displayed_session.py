"""The real window on a real X server: opens a film, lets the bundled models answer, and says what the screen shows.

    python displayed_session.py FILM

Prints one line of JSON: Qt's platform, the state of the film, and how many greys the screen has where the picture is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "xcb"

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

from PySide6.QtCore import QPoint  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from spcxr_desktop.app.services import real_services  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.main_window import MainWindow  # noqa: E402

_PATIENCE = 90.0  # s
_DONE = ("analysed", "refused", "failed", "unreadable")


def main(film: Path) -> None:
    """Open, wait, look, close."""
    application = QApplication([])
    theme.apply(application)
    window = MainWindow(real_services())
    window.resize(1280, 800)
    window.show()
    window.open([film])
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        application.processEvents()
        current = window.bench.session.current
        if current is not None and current.state in _DONE:
            break
        time.sleep(0.005)
    settled = time.monotonic() + 0.5
    while time.monotonic() < settled:
        application.processEvents()
    canvas, screen = window.canvas, application.primaryScreen()
    corner = canvas.mapToGlobal(QPoint(0, 0))
    seen = screen.grabWindow(0, corner.x(), corner.y(), canvas.width(), canvas.height()).toImage()
    grey = seen.convertToFormat(QImage.Format.Format_Grayscale8)
    current = window.bench.session.current
    said = {
        "platform": application.platformName(),
        "state": current.state if current is not None else "nothing opened",
        "greys": len(set(bytes(grey.constBits()))),
    }
    window.close()
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
