"""Which dialog an action about signing opens, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from spcxr_desktop.app.action import SigningWindow
from spcxr_desktop.ui.dialogs.amend import AmendDialog, GiveUpDialog
from spcxr_desktop.ui.dialogs.export import ExportDialog
from spcxr_desktop.ui.dialogs.preferences import PreferencesDialog
from spcxr_desktop.ui.dialogs.sign import SignDialog
from spcxr_desktop.ui.dialogs.signatures import SignaturesDialog

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


def show(window: MainWindow, which: SigningWindow) -> None:
    """Open it; nothing happens where there is nothing for it to show."""
    if which == "identity":
        dialog = window.findChild(PreferencesDialog) or PreferencesDialog(window)
        dialog.turn_to("Signing")
        dialog.show()
        dialog.raise_()
        return
    made = _made(window, which)
    if made is not None:
        made.show()
        made.raise_()
        made.activateWindow()


def _made(window: MainWindow, which: SigningWindow) -> QDialog | None:
    bench = window.bench
    state = bench.signing.state
    if which == "sign":
        bench.review.settle()  # what is being painted is a step before it is frozen
        summary = bench.signing.summary()
        return SignDialog(window, summary) if summary is not None else None
    if which == "amend":
        return AmendDialog(window, state.shown) if state.shown is not None and state.latest else None
    if which == "give up":
        return GiveUpDialog(window, state.chain[-1]) if state.draft and state.chain else None
    if which == "signatures":
        return next((d for d in window.findChildren(SignaturesDialog) if d.isVisible()), None) or (
            SignaturesDialog(window) if state.chain else None
        )
    plan = bench.exporting.plan()
    return ExportDialog(window, plan) if plan is not None else None
