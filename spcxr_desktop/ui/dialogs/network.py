"""Which dialog an action about the network opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from spcxr_desktop.app.action import NetworkWindow
from spcxr_desktop.ui.dialogs.preferences import PreferencesDialog
from spcxr_desktop.ui.dialogs.query import QueryDialog
from spcxr_desktop.ui.dialogs.send import SendDialog
from spcxr_desktop.ui.panels.outbox import OutboxDialog

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


def show(window: MainWindow, which: NetworkWindow) -> None:
    """Open it, or bring the one that is open to the front; nothing happens where there is nothing for it to show."""
    made = _made(window, which)
    if made is not None:
        made.show()
        made.raise_()
        made.activateWindow()


def _made(window: MainWindow, which: NetworkWindow) -> QDialog | None:
    if which == "settings":
        dialog = window.findChild(PreferencesDialog) or PreferencesDialog(window)
        dialog.turn_to("Network")
        return dialog
    kinds: dict[NetworkWindow, type[QDialog]] = {"send": SendDialog, "query": QueryDialog, "outbox": OutboxDialog}
    open_one = next((found for found in window.findChildren(kinds[which]) if found.isVisible()), None)
    if open_one is not None:
        return open_one
    if which == "send":
        plan = window.bench.exporting.plan()
        return SendDialog(window, plan) if plan is not None else None
    return QueryDialog(window) if which == "query" else OutboxDialog(window)
