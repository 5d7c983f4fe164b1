"""The picture on a second screen, with two screens that Qt's own offscreen platform makes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ONE = {"name": "one", "x": 0, "y": 0, "width": 1280, "height": 800}
TWO = {"name": "two", "x": 1280, "y": 0, "width": 1600, "height": 1200}
DPI = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}

SCRIPT = """
import json
from spcxr_desktop.ui.environment import prepare_process
prepare_process()
from PySide6.QtWidgets import QApplication
from spcxr_desktop.app.services import real_services
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.main_window import MainWindow

def draw():
    for _ in range(5):
        application.processEvents()

application = QApplication([])
theme.apply(application)
window = MainWindow(real_services())
window.show()
draw()
action = window.action_set.qt["layout.screen"]
told = [action.isEnabled()]
action.trigger()
draw()
away = window.middle.window_away
told += [away.screen().name(), window.screen().name(), away.size().toTuple(), window.canvas.window() is away]
away.close()
draw()
told += [window.canvas.window() is window, window.canvas.screen().name()]
window.close()
print(json.dumps(told))
"""


def test_the_picture_fills_the_screen_that_the_window_is_not_on(tmp_path: Path) -> None:
    screens = tmp_path / "screens.json"
    config = {"synchronousWindowSystemEvents": False, "windowFrameMargins": False}
    screens.write_text(json.dumps({**config, "screens": [{**ONE, **DPI}, {**TWO, **DPI}]}), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens.name}"}
    environment["PYTHONPATH"] = str(REPOSITORY)
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.splitlines()[-1]) == [True, "two", "one", [1600, 1200], True, True, "one"]
