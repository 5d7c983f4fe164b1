"""What actions ask of the window itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QFileDialog

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.help import AboutDialog, HelpDialog

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_TWICE_MS = 700


class WindowShell:
    """Implements ``app.actions.Shell`` for one main window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._escaped = QElapsedTimer()

    def open_files(self) -> Changes:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Open radiographs, a DICOMDIR or ZIP archives", "", strings.FILE_KINDS
        )
        return self._window.bench.open([Path(name) for name in names]) if names else Changes()

    def open_folder(self) -> Changes:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder of radiographs")
        return self._window.bench.open([Path(name)]) if name else Changes()

    def fit(self) -> Changes:
        """Whole radiograph."""
        self._window.canvas.fit()
        return Changes()

    def actual_size(self) -> Changes:
        """One image pixel per screen pixel."""
        self._window.canvas.actual_size()
        return Changes()

    def zoom(self, factor: float) -> Changes:
        """Around the middle."""
        self._window.canvas.zoom(factor)
        return Changes()

    def escape(self) -> Changes:
        """Cancel the drag, else leave full screen, else, the second time, reset the picture."""
        if self._window.canvas.let_go():
            return Changes()
        if self._window.isFullScreen():
            return self.full_screen()
        twice = self._escaped.isValid() and self._escaped.elapsed() < _TWICE_MS
        self._escaped.restart() if self._escaped.isValid() else self._escaped.start()
        if not twice:
            return Changes()
        self._escaped.invalidate()
        return self._window.bench.reset_grey() | self.fit()

    def full_screen(self) -> Changes:
        """There and back."""
        self._window.set_full_screen(not self._window.isFullScreen())
        return Changes()

    def panels(self) -> Changes:
        """Hide or show both sides. What must stay in view moves to the strip below."""
        self._window.set_panels(not self._window.panels_shown)
        return Changes(results=True)

    def next_pane(self) -> Changes:
        """Move the keyboard to the next part of the window."""
        self._window.focus_next_pane()
        return Changes()

    def corner_texts(self) -> Changes:
        """Hide or show the texts in the corners of the picture."""
        self._window.canvas.corners = not self._window.canvas.corners
        self._window.canvas.update()
        return Changes()

    def help(self) -> Changes:
        """Keys and gestures."""
        HelpDialog(self._window).show()
        return Changes()

    def about(self) -> Changes:
        """What this is."""
        AboutDialog(self._window).show()
        return Changes()

    def test_pattern(self) -> Changes:
        """A pattern to judge the screen by."""
        from spcxr_desktop.ui.pattern import PatternDialog  # rarely wanted

        PatternDialog(self._window).show()
        return Changes()

    def quit(self) -> Changes:
        """Close the window, and with it the program."""
        self._window.close()
        return Changes()
