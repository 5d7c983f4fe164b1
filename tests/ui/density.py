"""Run by test_density.py in a process of its own, at the density that QT_SCALE_FACTOR sets: prints what it found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from spcxr_desktop.app.entry import Entry, Overlay  # noqa: E402
from spcxr_desktop.domain.grayscale import GrayscaleRule, VoiWindow, grey_table  # noqa: E402
from spcxr_desktop.domain.orientation import Orientation  # noqa: E402
from spcxr_desktop.domain.radiograph import Identity, Radiograph  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.view.canvas import Canvas  # noqa: E402

LEFT, TOP = 67, 41  # logical px, odd: at 1.25 and 1.5 the canvas begins within a device pixel


def film() -> Radiograph:
    """Noise: any resampling changes it."""
    pixels = np.random.default_rng(0).integers(0, 4096, (121, 157)).astype(np.uint16)
    rule = GrayscaleRule(voi=(VoiWindow(2000, 3000),), stored_max=4095)
    return Radiograph(pixels, rule, Orientation(), None, Identity(), Path())


def on_screen(window: QWidget) -> NDArray[np.uint8]:
    """What the window has drawn into its backing store, RGB [height, width, 3] in device px.

    The offscreen platform gives the first ``window.width()`` x ``window.height()`` device px of it.
    """
    return rgb(window.screen().grabWindow(window.winId()).toImage())


def rgb(image: QImage) -> NDArray[np.uint8]:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return data[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def stands_in(picture: NDArray[np.uint8], greys: NDArray[np.uint8]) -> bool:
    """Whether the greys are somewhere in the picture, every one of them, in all three channels."""
    rows, columns = greys.shape
    for y in range(picture.shape[0] - rows + 1):
        for x in range(picture.shape[1] - columns + 1):
            if (picture[y, x : x + columns] == greys[0][:, None]).all():
                return bool((picture[y : y + rows, x : x + columns] == greys[..., None]).all())
    return False


def main() -> None:
    """Alone and within a window; then drawn anew in a part only."""
    application = QApplication([])
    theme.apply(application)
    window = QWidget()
    window.resize(700, 560)
    canvas = Canvas(window)
    canvas.scene.annotated = False
    canvas.setGeometry(LEFT, TOP, 230, 190)
    radiograph = film()
    entry = Entry(1, Path(), radiograph=radiograph, upright=radiograph.pixels)
    canvas.show_entry(entry, Overlay())
    window.show()
    application.processEvents()
    canvas.actual_size()
    application.processEvents()
    greys = grey_table(radiograph.grayscale)[radiograph.pixels]
    whole = on_screen(window)
    canvas.repaint(81, 70, 33, 57)
    alone = stands_in(rgb(canvas.grab().toImage()), greys)
    after_a_part = bool((on_screen(window) == whole).all())
    canvas.scene.annotated = True
    canvas.update()
    application.processEvents()
    canvas.show_entry(replace(entry, voi=VoiWindow(700, 77777777), invert=True), Overlay())  # a longer text
    application.processEvents()
    canvas.show_entry(replace(entry, voi=VoiWindow(7, 7)), Overlay())
    application.processEvents()
    after_windows = on_screen(window)
    canvas.repaint()
    found = {
        "ratio": canvas.devicePixelRatioF(),
        "alone": alone,
        "in a window": stands_in(whole, greys),
        "after a part": after_a_part,
        "after windows": bool((on_screen(window) == after_windows).all()),
        "size": [canvas.viewport.view_width, canvas.viewport.view_height],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
