"""Verbs on the dialogs about the network."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from spcxr_desktop.app.network.views import NetworkView, NodeRow
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.ui.dialogs.nodes import NodeDialog
from spcxr_desktop.ui.dialogs.preferences import PreferencesDialog
from spcxr_desktop.ui.dialogs.query import QueryDialog
from tests.ui.signing.verbs import open_dialog, shown
from tests.ui.verbs import WAIT_MS, Desk


def view(desk: Desk) -> NetworkView:
    return desk.bench.network.view


def until(desk: Desk, holds: Callable[[], bool]) -> None:
    desk.qtbot.waitUntil(holds, timeout=WAIT_MS)
    desk.draw()


def add_node(desk: Desk, node: Node) -> NodeRow:
    """Without the dialog."""
    until(desk, lambda: view(desk).available)
    desk.window.bridge.post(desk.bench.network.save_node(node))
    until(desk, lambda: view(desk).node(node.name) is not None)
    row = view(desk).node(node.name)
    assert row is not None
    return row


def settings(desk: Desk) -> PreferencesDialog:
    """The network's page of the preferences."""
    until(desk, lambda: view(desk).available)
    return open_dialog(desk, "network.settings", PreferencesDialog)


def fill(dialog: NodeDialog, node: Node) -> None:
    """Write a node into the form."""
    dialog.name.setText(node.name)
    dialog.kind.setCurrentIndex(dialog.kind.findData(node.kind))
    dialog.host.setText(node.host)
    dialog.port.setText(str(node.port))
    dialog.called_ae.setText(node.called_ae)
    dialog.url.setText(node.url)
    dialog.auth.setCurrentIndex(dialog.auth.findData(node.auth))
    dialog.user.setText(node.user)


def closed(dialog: QDialog) -> bool:
    """Whether it is gone: dialogs delete themselves."""
    return not isValid(dialog) or not dialog.isVisible()


def add_by_form(desk: Desk, page: PreferencesDialog, node: Node, secret: str = "") -> NodeDialog:
    """Through the dialog, until it has closed or refuses."""
    page.nodes.add.click()
    dialog = shown(desk, NodeDialog)
    fill(dialog, node)
    dialog.secret.setText(secret)
    dialog.act.click()
    until(desk, lambda: closed(dialog) or bool(dialog.refusal()))
    return dialog


def answer_of(desk: Desk, name: str) -> NodeRow:
    """Once a test has ended."""

    def ended() -> bool:
        row = view(desk).node(name)
        return row is not None and row.test is not None and row.test.state != "running"

    until(desk, ended)
    row = view(desk).node(name)
    assert row is not None
    return row


def search(desk: Desk, name: str = "") -> QueryDialog:
    """Open the search, and search."""
    dialog = open_dialog(desk, "network.query", QueryDialog)
    dialog.form.name.setText(name)
    desk.qtbot.keyClick(dialog.form.name, Qt.Key.Key_Return)
    until(desk, lambda: view(desk).query.phase not in ("idle", "running"))
    return dialog


def cells(dialog: QueryDialog, column: int) -> list[str]:
    model = dialog.model
    return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]
