"""The strokes of ``mask_editing.py`` in napari's Labels layer: run by it, with the interpreter of napari's environment.

    python mask_editing_napari.py FOLDER [--real-time]      reads film.npy and labels.npy there, writes napari.json

The window is as large, its docks are closed so that the picture has all of it; the mouse events go to the widget that
napari draws into. A move is timed from the event until napari's scene has been drawn and the event loop is empty.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import napari
import numpy as np
from qtpy.QtCore import QEvent, QPointF, Qt
from qtpy.QtGui import QMouseEvent
from qtpy.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mask_hand import DIAMETER, HEIGHT, PEER_STROKES, ROUNDS, WIDTH, Point, Times, before_others, label, strokes

_PATIENCE = 60.0  # s


class Subject:
    """The viewer with film and mask, painting."""

    def __init__(self, folder: Path) -> None:
        self.viewer: Any = napari.Viewer()
        window = self.viewer.window._qt_window
        view = self.viewer.window._qt_viewer
        for dock in (view.dockLayerList, view.dockLayerControls):
            dock.close()
        window.resize(WIDTH, HEIGHT)
        film = np.load(folder / "film.npy")
        self.viewer.add_image(film, contrast_limits=(0, int(film.max())))
        self.labels = self.viewer.add_labels(np.load(folder / "labels.npy"))
        self.labels.mode, self.labels.brush_size, self.labels.selected_label = "paint", DIAMETER, 1
        self.canvas: Any = view.canvas.native
        self.drawn = 0
        view.canvas._scene_canvas.events.draw.connect(self._draw)
        window.show()
        for _ in range(200):
            QApplication.processEvents()
            time.sleep(0.005)
        self.viewer.reset_view(margin=0)
        for _ in range(100):
            QApplication.processEvents()
            time.sleep(0.005)

    def _draw(self, event: object) -> None:
        self.drawn += 1

    def send(self, kind: QEvent.Type, at: Point) -> float:
        """Seconds from the event to the drawn picture."""
        _, y0, x0 = self.viewer.scene.camera.center
        zoom = self.viewer.scene.camera.zoom
        # napari's pixel centres lie on whole numbers, ours half a pixel further.
        x = (at[0] - 0.5 - x0) * zoom + self.canvas.width() / 2
        y = (at[1] - 0.5 - y0) * zoom + self.canvas.height() / 2
        place, left, none = QPointF(x, y), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        buttons = none if kind == QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(
            kind, place, self.canvas.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier
        )
        return self.timed(lambda: QApplication.sendEvent(self.canvas, event), kind != QEvent.Type.MouseButtonRelease)

    def timed(self, act: Callable[[], object], draws: bool = True) -> float:
        """Seconds until napari has drawn again; without ``draws`` it may have nothing to draw."""
        QApplication.processEvents()
        before, start = self.drawn, time.perf_counter()
        act()
        while draws and self.drawn == before:
            QApplication.processEvents()
            if time.perf_counter() - start > _PATIENCE:
                raise SystemExit("napari drew nothing")
        QApplication.processEvents()
        return time.perf_counter() - start


def main() -> None:
    """All rounds; the first stroke of each warms up and is not counted."""
    folder = Path(sys.argv[1])
    subject = Subject(folder)
    kinds = QEvent.Type
    size = f"canvas {subject.canvas.width()} x {subject.canvas.height()}"
    times = Times("napari", f"napari {napari.__version__}, {size}")
    if "--real-time" in sys.argv:
        before_others()
    for round_ in range(ROUNDS):
        subject.labels.selected_label = label(round_)
        for number, line in enumerate(strokes(round_)[:PEER_STROKES]):
            pressed = subject.send(kinds.MouseButtonPress, line[0])
            moves = [subject.send(kinds.MouseMove, at) for at in line[1:]]
            released = subject.send(kinds.MouseButtonRelease, line[-1])
            undone, redone = subject.timed(subject.labels.undo), subject.timed(subject.labels.redo)
            if number == 0:
                continue
            for move in moves:
                times.add("move: event to picture", round_, move)
            for what, seconds in {"press": pressed, "release": released, "undo": undone, "redo": redone}.items():
                times.add(what, round_, seconds)
    print(f"pixels of the right lung afterwards: {int((subject.labels.data == 1).sum())}", file=sys.stderr)
    times.write(folder / "napari.json")
    subject.viewer.close()


if __name__ == "__main__":
    main()
