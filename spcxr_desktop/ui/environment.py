"""The process as Qt wants it. Imports no Qt: call it before anything does."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

# opencv-python sets these on import on Linux, for the Qt 5 inside its wheel; Qt 6 would follow them and not start.
_SET_BY_OPENCV = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def clean_qt_environment() -> None:
    """Drop what opencv-python set for its own Qt; what the user set stays. Imports OpenCV, so that it is done once."""
    import cv2

    folder = Path(cv2.__file__).parent
    for name in _SET_BY_OPENCV:
        value = os.environ.get(name, "")
        if value and Path(value).is_relative_to(folder):
            del os.environ[name]


def prepare_process() -> None:
    """Everything that must have happened before PySide6 is imported."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: its helpers spin beside the window, to save 1 ms
    clean_qt_environment()
    if sys.platform == "win32":
        # Qt's folder of libraries holds an older C++ runtime than ONNX Runtime needs: the first one loaded stays.
        importlib.import_module("onnxruntime")
