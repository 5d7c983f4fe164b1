"""The nodes of this computer's user: ``nodes.json`` beside the settings, without passwords."""

from __future__ import annotations

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import OUR_AE, Node, parse_node
from spcxr_desktop.store import nodes as stored
from spcxr_desktop.store.nodes import StoredNode, StoredNodes
from spcxr_desktop.store.paths import user_data_dir


def load_nodes() -> tuple[Node, ...]:
    """All nodes, in the order they are kept. Raises UserError where the file is damaged: nothing is overwritten."""
    return tuple(Node.from_dict(item.fields) for item in stored.load_nodes(user_data_dir()).nodes)


def save_nodes(nodes: tuple[Node, ...]) -> None:
    """Write them, whole or not at all. Raises UserError, also where two have one name."""
    if len({node.name for node in nodes}) != len(nodes):
        raise UserError(
            "Two nodes have the same name.", "Names that are each used once.", "Choose another name."
        )

    def change(now: StoredNodes) -> StoredNodes:
        vouch = {item.name: item.commit for item in now.nodes}
        made = tuple(StoredNode(node.to_dict(), vouch.get(node.name, False)) for node in nodes)
        return StoredNodes(made, now.default if now.default in {node.name for node in nodes} else "")

    stored.change_nodes(user_data_dir(), change)


def node_named(text: str, calling_ae: str = OUR_AE) -> Node:
    """A node by its name in ``nodes.json``, else by the address itself. Raises UserError."""
    named = {node.name: node for node in load_nodes()}
    return named[text] if text in named else parse_node(text, calling_ae=calling_ae)
