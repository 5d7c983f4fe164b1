"""Rows about the network: get from the archive, send, outbox, nodes."""

from __future__ import annotations

from functools import partial

from spcxr_desktop.app.action import Action, Context, NetworkWindow
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench


def _can_send(bench: Workbench) -> bool:
    plan = bench.exporting.plan()
    return plan is not None and plan.entry.dicom


def _show(which: NetworkWindow, context: Context) -> Changes:
    return context.shell.network(which)


NETWORK_ROWS: tuple[Action, ...] = (
    Action(
        "network.query", "Get from the archive…", "File", partial(_show, "query"), ("Ctrl+Shift+F",), "retrieve",
        separator=True, toolbar=True,
    ),
    Action(
        "network.send", "Send results…", "File", partial(_show, "send"), ("Ctrl+Shift+E",), "send", _can_send,
    ),
    Action("network.outbox", "Outbox…", "File", partial(_show, "outbox"), ("Ctrl+Shift+B",), "outbox"),
    Action("network.settings", "Nodes and receiving…", "File", partial(_show, "settings")),
)  # fmt: skip

NETWORK_REASONS: dict[object, str] = {_can_send: "There is nothing to send yet"}
"""Why a row cannot be done, by what asks."""
