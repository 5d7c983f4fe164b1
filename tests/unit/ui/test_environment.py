"""Qt's variables: what opencv-python set is dropped, what the user set stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cv2
import pytest

from spcxr_desktop.ui.environment import clean_qt_environment


def test_what_opencv_set_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(cv2.__file__).parent / "qt"
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", str(folder / "plugins"))
    monkeypatch.setenv("QT_QPA_FONTDIR", str(folder / "fonts"))
    clean_qt_environment()
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
    assert "QT_QPA_FONTDIR" not in os.environ


def test_what_the_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", "/opt/qt/plugins")
    clean_qt_environment()
    assert os.environ["QT_QPA_PLATFORM_PLUGIN_PATH"] == "/opt/qt/plugins"


def test_a_fresh_process_is_clean_and_has_not_loaded_qt() -> None:
    script = (
        "import os, sys; from spcxr_desktop.ui.environment import prepare_process; prepare_process();"
        "print([n for n in os.environ if n.startswith('QT_QPA_') and 'cv2' in os.environ[n]], 'PySide6' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[3]
    ended = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[] False"
