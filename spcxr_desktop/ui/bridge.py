"""The one signal. Workers post ``Changes`` from any thread; the GUI thread hears them, added up, once."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal

from spcxr_desktop.app.changes import Changes


class Bridge(QObject):
    """Any thread -> ``changed`` on the GUI thread. Posts that arrive before the GUI got round to it are joined."""

    changed = Signal(object)  # Changes
    _wake = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._pending = Changes()
        self._wake.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, changes: Changes) -> None:
        """Queue changes; never blocks on the GUI."""
        with self._lock:
            first = not self._pending
            self._pending |= changes
        if first and changes:
            self._wake.emit()

    def _deliver(self) -> None:
        with self._lock:
            changes, self._pending = self._pending, Changes()
        if changes:
            self.changed.emit(changes)
