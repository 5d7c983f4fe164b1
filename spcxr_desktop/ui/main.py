"""Starting the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from spcxr_desktop.ui.environment import prepare_process

# Workers parse headers in pure Python; whenever Qt gives the GIL back, the window waits this long for it, and a
# redraw gives it back some fifty times. With Python's 5 ms that is a stall one can see.
SWITCH_S = 0.0005


def run_window(paths: Sequence[Path]) -> int:
    """Open the window on these files and folders; returns the exit code when it is closed."""
    prepare_process()  # before Qt is imported, hence the imports below
    from PySide6.QtWidgets import QApplication

    from spcxr_desktop.app.services import real_services
    from spcxr_desktop.domain.errors import UserError
    from spcxr_desktop.store.logs import start_log
    from spcxr_desktop.ui import strings, theme
    from spcxr_desktop.ui.main_window import MainWindow

    try:
        start_log()
    except UserError as error:  # a film can be read without a log
        print(error, file=sys.stderr)
    sys.setswitchinterval(SWITCH_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName(strings.PRODUCT)
    theme.apply(application)
    window = MainWindow(real_services())
    window.show()
    window.open(paths)
    return application.exec()
