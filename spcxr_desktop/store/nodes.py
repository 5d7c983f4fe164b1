"""The nodes of the network: ``nodes.json`` in the settings folder, for its owner alone, written whole or not at all.

What a node's fields mean is not known here. Passwords and tokens are in the system's key store, never in this file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store import faults
from spcxr_desktop.store.locks import FileLock

FILE_NAME = "nodes.json"
SCHEMA = 1
MOST = 100
_WAIT_S = 5.0


@dataclass(frozen=True)
class StoredNode:
    """``fields``: of ``pacs.node.Node.to_dict``. ``commit``: ask it to vouch for what it was sent."""

    fields: Mapping[str, object]
    commit: bool = False

    @property
    def name(self) -> str:
        """How the user calls it."""
        return str(self.fields.get("name", ""))


@dataclass(frozen=True)
class StoredNodes:
    """All nodes, in the user's order. ``default``: name of the one that results go to, "" for none."""

    nodes: tuple[StoredNode, ...] = ()
    default: str = ""


def load_nodes(folder: Path) -> StoredNodes:
    """What is kept in ``folder``; none where there is no file.

    Raises UserError where the file cannot be read or is not one of ours; it stays as it is then.
    """
    file = folder / FILE_NAME
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return StoredNodes()
    except OSError as error:
        raise faults.of_system(error, folder) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(file) from error
    whole = isinstance(stored, dict) and stored.get("schema") == SCHEMA and isinstance(stored.get("nodes"), list)
    if not whole or not all(isinstance(item, dict) for item in stored["nodes"]):
        raise _damaged(file)
    commit = stored.get("commit")
    asked = set(filter(lambda name: isinstance(name, str), commit if isinstance(commit, list) else []))
    nodes = tuple(StoredNode(item, item.get("name") in asked) for item in stored["nodes"][:MOST])
    return StoredNodes(nodes, str(stored.get("default", "")))


def change_nodes(folder: Path, change: Callable[[StoredNodes], StoredNodes]) -> StoredNodes:
    """Change what is in the file *now*: another window may have changed it. Raises UserError, also from ``change``."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / "nodes.lock") as lock:
            if not lock.take(timeout=_WAIT_S):
                raise faults.said(faults.BUSY, folder)
            changed = change(load_nodes(folder))
            if len(changed.nodes) > MOST:
                raise UserError(f"There are {MOST} nodes already.", "Fewer.", "Remove one that is not used.")
            _save(folder / FILE_NAME, changed)
    except OSError as error:
        raise faults.of_system(error, folder) from error
    return changed


def _save(file: Path, nodes: StoredNodes) -> None:
    commit = [item.name for item in nodes.nodes if item.commit]
    content = {"schema": SCHEMA, "default": nodes.default, "commit": commit}
    part = file.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        json.dump({**content, "nodes": [dict(item.fields) for item in nodes.nodes]}, stream, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)


def _damaged(file: Path) -> UserError:
    return UserError(
        f"The list of nodes ({file.name}) cannot be read.", "The file as this version writes it.",
        f"Move {file.parent / file.name} away to begin a new list, or put a good copy in its place.",
        code="nodes_damaged",
    )  # fmt: skip
