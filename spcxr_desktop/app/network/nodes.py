"""The nodes of the settings: kept in ``nodes.json``, their secrets in the system's key store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.asking import Asking
from spcxr_desktop.app.network.hub import Hub
from spcxr_desktop.app.network.views import NodeRow
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.store.network import NetworkStore
from spcxr_desktop.store.nodes import StoredNode, StoredNodes, change_nodes, load_nodes


class Nodes:
    """Changed on the lane of the network; ``rows`` is replaced whole."""

    def __init__(self, hub: Hub, asking: Asking) -> None:
        self._hub, self._asking = hub, asking
        self._rows: tuple[NodeRow, ...] = ()
        self.changed: Callable[[str], object] = lambda name: None  # a node of this name is another one now

    @property
    def rows(self) -> tuple[NodeRow, ...]:
        """As they are in the file, with what came of their tests."""
        tests = dict(self._asking.tests)
        return tuple(replace(row, test=tests.get(row.node.name)) for row in self._rows)

    def get(self, name: str) -> NodeRow | None:
        """The row of this name."""
        return next((row for row in self._rows if row.node.name == name), None)

    def load(self) -> None:
        """Read the file, on the lane. What is no node is told and stays in the file until the list is changed."""
        if self._hub.root is None:
            return
        try:
            self._show(load_nodes(self._hub.root))
        except UserError as error:
            self._hub.tell(error)

    def save(self, node: Node, was: str, secret: str | None, commit: bool) -> Changes:
        """Add a node, or change the one that was called ``was``. ``secret``: None leaves it as it is."""
        return self._hub.do(partial(self._save, node, was, secret, commit))

    def remove(self, name: str) -> Changes:
        """Remove a node and its secret. What waits for it in the outbox stays there."""
        return self._hub.do(partial(self._remove, name))

    def make_default(self, name: str) -> Changes:
        """Results go there unless another node is chosen; "" for none."""
        return self._hub.do(lambda store: self._change(lambda now: replace(now, default=name)))

    # ---- on the lane -------------------------------------------------------------------------------------

    def _save(self, node: Node, was: str, secret: str | None, commit: bool, store: NetworkStore) -> None:
        before = self.get(was) if was else None
        fresh = StoredNode(node.to_dict(), commit)

        def change(now: StoredNodes) -> StoredNodes:
            names = [item.name for item in now.nodes]
            if node.name in names and node.name != was:
                raise UserError(
                    f"There is a node called '{node.name}' already.", "A name of its own.", "Choose another name."
                )
            nodes = tuple(fresh if item.name == was else item for item in now.nodes)
            default = node.name if now.default == was and was else now.default
            return StoredNodes(nodes if was in names else (*now.nodes, fresh), default or node.name)

        self._change(change)
        self._asking.tests.pop(was, None)
        self._asking.tests.pop(node.name, None)
        if before is not None and was != node.name:
            store.rename_node(was, node.name)
        if secret is not None:
            self._hub.wire.keep_secret(node.name, secret)
        elif before is not None and was != node.name and before.node.auth != "none" and node.auth != "none":
            self._hub.wire.move_secret(before.node, node.name)
        self.changed(node.name)

    def _remove(self, name: str, store: NetworkStore) -> None:
        row = self.get(name)

        def change(now: StoredNodes) -> StoredNodes:
            nodes = tuple(item for item in now.nodes if item.name != name)
            return StoredNodes(nodes, "" if now.default == name else now.default)

        self._change(change)
        if row is not None and row.node.auth != "none":
            self._hub.wire.keep_secret(name, "")
        self.changed(name)

    def _change(self, change: Callable[[StoredNodes], StoredNodes]) -> None:
        if self._hub.root is not None:
            self._show(change_nodes(self._hub.root, change))

    def _show(self, stored: StoredNodes) -> None:
        rows = []
        for item in stored.nodes:
            try:
                rows.append(NodeRow(Node.from_dict(item.fields), item.name == stored.default, item.commit))
            except UserError as error:
                self._hub.tell(error)
        self._rows = tuple(rows)
