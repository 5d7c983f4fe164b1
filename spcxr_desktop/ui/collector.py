"""Garbage collection on the GUI thread only.

Python's cycle collector runs in whatever thread allocates. A Qt object freed on a worker thread crashes the
program, and one that is part of a cycle (any widget with a lambda on its own signal is) dies just there. So the
automatic collector is off while a window lives, and a timer of the GUI thread does its work in small portions.

A full collection walks over everything there is: 80 ms with 10,000 files open, which one can feel. What has outlived
the younger generations in such numbers is put aside instead, and looked at again when the window closes.
"""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 400
_FULL_EVERY = 25  # collections of the younger generations before a full one
_FULL_MOST = 30_000  # objects a full one may walk over: some 15 ms


class Collector(QObject):
    """Takes over from the automatic collector until ``stop``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rounds = 0
        gc.disable()
        gc.freeze()  # modules and the program's own code live as long as the window does
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """The youngest generations whenever they have grown; all of them now and then."""
        assert threading.current_thread() is threading.main_thread()
        young, _, _ = gc.get_count()
        if young < gc.get_threshold()[0]:
            return
        self._rounds += 1
        gc.collect(1)
        if self._rounds % _FULL_EVERY:
            return
        if len(gc.get_objects(generation=2)) > _FULL_MOST:
            gc.freeze()
        else:
            gc.collect(2)

    def stop(self) -> None:
        """Give back to the automatic collector, with nothing of the window left for it."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()
