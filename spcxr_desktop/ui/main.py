"""Starting the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spcxr_desktop.app.reading import start_reading
from spcxr_desktop.ui.environment import prepare_process

if TYPE_CHECKING:
    from spcxr_desktop.app.preferences import Preferences

# Workers parse headers in pure Python; whenever Qt gives the GIL back, the window waits this long for it, and a
# redraw gives it back some fifty times. With Python's 5 ms that is a stall one can see.
SWITCH_S = 0.0005


def run_window(paths: Sequence[Path], new_window: bool = False) -> int:
    """Open the window on these files, folders and archives; returns the exit code when it is closed.

    Where the program runs already, its window gets them and this returns at once, unless ``new_window``.
    """
    door = start_reading()  # the worker loads while this process does
    prepare_process()  # before Qt is imported, hence the imports below
    from spcxr_desktop.ui.single_instance import Instance

    paths = [path.expanduser().absolute() for path in paths]
    instance = Instance()
    if not new_window and instance.hand_over(paths):
        door.close()
        return 0
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
    preferences = _preferences()
    _speak(preferences)
    theme.apply(application, preferences.settings.text_scale)
    window = MainWindow(real_services(door), preferences)
    instance.received.connect(window.open_from_another_start)
    instance.listen()
    window.show()
    window.open(paths)
    try:
        return application.exec()
    finally:
        instance.close()
        door.close()


def _speak(preferences: Preferences) -> None:
    """The window's language. Without its files the window is English, and says so."""
    from spcxr_desktop.domain.errors import UserError
    from spcxr_desktop.ui import translation

    try:
        translation.install(preferences.settings.language)
    except (OSError, ValueError):
        preferences.notes.append(
            UserError(
                "The files of the chosen language are missing or damaged.",
                "A whole installation.",
                "Install the program again; until then it speaks English.",
            )
        )


def _preferences() -> Preferences:
    """The user's own; where there is no folder for them, those of this run alone."""
    from spcxr_desktop.app.preferences import Preferences
    from spcxr_desktop.domain.errors import UserError
    from spcxr_desktop.store.paths import user_data_dir

    try:
        return Preferences(user_data_dir())
    except UserError as error:
        preferences = Preferences()
        preferences.notes.append(error)
        return preferences
