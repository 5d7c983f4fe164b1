"""What actions ask of the window itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QFileDialog

from spcxr_desktop.app.action import NetworkWindow, SigningWindow
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.help import AboutDialog, HelpDialog
from spcxr_desktop.ui.translation import tr

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
            self._window, tr("Open radiographs, a DICOMDIR or ZIP archives"), "", tr(strings.FILE_KINDS)
        )
        return self._window.bench.open([Path(name) for name in names]) if names else Changes()

    def open_folder(self) -> Changes:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Open a folder of radiographs"))
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
        """Cancel the drag, else the tool, else the selection, else leave full screen, else, the second time, reset."""
        if self._window.canvas.let_go():
            return Changes()
        dropped = self._window.bench.put_down()
        if dropped:
            return dropped
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

    def other_screen(self) -> Changes:
        """There and back."""
        return self._window.move_picture()

    def panels(self) -> Changes:
        """Hide or show both sides. What must stay in view moves to the strip below."""
        self._window.set_panels(not self._window.panels_shown)
        return Changes(results=True)

    def next_pane(self) -> Changes:
        """Move the keyboard to the next part of the window."""
        self._window.focus_next_pane()
        return Changes()

    def search_worklist(self) -> Changes:
        """Type into the worklist's search field, where it is shown; else show it."""
        session, records, changes = self._window.bench.session, self._window.records, Changes()
        if not session.worklist_page and not (session.worklist_side and records.side.isVisible()):
            changes = self._window.bench.show_worklist(True)
            records.draw(changes)
        records.search()
        return changes

    def corner_texts(self) -> Changes:
        """Hide or show the texts in the corners of the picture."""
        self._window.panes.set_corners(not self._window.canvas.corners)
        return Changes()

    def edit_text(self) -> Changes:
        """Write the selected text anew, where it stands."""
        self._window.canvas.drawing.edit_text(self._window.bench.review.view.selected)
        return Changes()

    def accept(self) -> Changes:
        """Close the outline that is being drawn, else take what is proposed."""
        hand = self._window.canvas.mask_hand
        if hand is not None and hand.close():
            return Changes()
        return self._window.bench.masks.accept()

    def show_survey(self, which: Literal["disagreements", "monitoring"]) -> Changes:
        """A list over the record beside the picture."""
        from spcxr_desktop.ui.dialogs.disagreements import DisagreementsDialog
        from spcxr_desktop.ui.dialogs.monitoring import MonitoringDialog

        kind = DisagreementsDialog if which == "disagreements" else MonitoringDialog
        open_one = next((found for found in self._window.findChildren(kind) if found.isVisible()), None)
        dialog = open_one or kind(self._window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return Changes()

    def compare_versions(self) -> Changes:
        """The result sets of the shown film side by side."""
        from spcxr_desktop.ui.dialogs.versions import VersionsDialog

        VersionsDialog(self._window).show()
        return Changes()

    def model_card(self) -> Changes:
        """What the models are, and what was measured of them."""
        from spcxr_desktop.ui.dialogs.model_card import ModelCardDialog

        ModelCardDialog(self._window, self._window.bench.assessing.cards).show()
        return Changes()

    def palette(self) -> Changes:
        """Find an action by its name."""
        self._window.personal.palette.open()
        return Changes()

    def signing(self, which: SigningWindow) -> Changes:
        """Sign, amend, what was signed, who reads, exports."""
        from spcxr_desktop.ui.dialogs.signing import show

        show(self._window, which)
        return Changes()

    def network(self, which: NetworkWindow) -> Changes:
        """Search a node, send, what waits, nodes."""
        from spcxr_desktop.ui.dialogs.network import show

        show(self._window, which)
        return Changes()

    def preferences(self) -> Changes:
        """The settings; the dialog that is open comes to the front."""
        from spcxr_desktop.ui.dialogs.preferences import PreferencesDialog

        dialog = self._window.findChild(PreferencesDialog) or PreferencesDialog(self._window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return Changes()

    def lock(self) -> Changes:
        """Hide everything until it is pressed."""
        self._window.personal.lock_page.lock()
        return Changes()

    def save_keys(self) -> Changes:
        """Write the keys as they are now to a PDF or HTML file."""
        from spcxr_desktop.ui.dialogs.key_sheet import ask_and_save

        return ask_and_save(self._window)

    def help(self) -> Changes:
        """Keys and gestures."""
        chosen = self._window.bench.preferences.settings.shortcuts
        HelpDialog(self._window, chosen, lambda: self._window.action_set.trigger("help.save_keys")).show()
        return Changes()

    def about(self) -> Changes:
        """What this is."""
        AboutDialog(self._window, lambda: self._window.bench.parts).show()
        return self._window.bench.load_parts()

    def test_pattern(self) -> Changes:
        """A pattern to judge the screen by."""
        from spcxr_desktop.ui.pattern import PatternDialog  # rarely wanted

        PatternDialog(self._window).show()
        return Changes()

    def quit(self) -> Changes:
        """Close the window, and with it the program."""
        self._window.close()
        return Changes()
