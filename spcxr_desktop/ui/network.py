"""What of the window follows the network: the sign of the outbox, the notice, every open dialog about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spcxr_desktop.app.entry import Notice
from spcxr_desktop.ui.dialogs.following import Following

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


def draw(window: MainWindow) -> None:
    """Something of the network changed."""
    view = window.bench.network.view
    window.outbox.show_outbox(view.outbox)
    fault = view.notice
    told = Notice(fault.found, (fault.expected, fault.remedy), nameless=True) if fault is not None else None
    window.network_notice.show_notice(told)
    for dialog in window.findChildren(Following):
        dialog.follow_network()
