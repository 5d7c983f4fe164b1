"""The network's parts without a network: a clock that a test turns, nodes that answer as it likes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spcxr_desktop.app.network.asking import Asking
from spcxr_desktop.app.network.hub import Hub, Part
from spcxr_desktop.app.network.nodes import Nodes
from spcxr_desktop.app.network.wire import Wire
from spcxr_desktop.app.tasks import NETWORK_LANES, Tasks
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Found, Query
from spcxr_desktop.pacs.transfer import (
    Cancel,
    Commitment,
    ObjectStatus,
    Progress,
    Reply,
    Retrieved,
    Sent,
)

Answer = Callable[[Node, Sequence[Path]], Sent]
Fetch = Callable[[Node, str, Path, Progress, Cancel], Retrieved]


def unreachable(name: str = "one") -> UserError:
    return UserError(f"'{name}' cannot be reached.", "One that is there.", "Try again.", code="unreachable")


def taken(files: Sequence[Path], state: str = "done", reason: str = "") -> Sent:
    return Sent(tuple(ObjectStatus(path.stem, "1.2", state, reason, path=path) for path in files))  # type: ignore[arg-type]


@dataclass
class Far:
    """The other sides. ``sent``: node and hash of each object that a node was given, in order."""

    sends: dict[str, Answer] = field(default_factory=dict)
    fetch: Fetch | None = None
    find: Callable[[Query, Cancel], Found] = lambda query, cancel: Found(())
    vouch: Callable[[Mapping[str, str]], Commitment] = lambda objects: Commitment(tuple(objects), ())
    sent: list[tuple[str, str]] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)

    def wire(self) -> Wire:
        return Wire(
            self._echo, lambda node, query, progress, cancel: self.find(query, cancel), self._get, self._send,
            lambda node, objects, reports, cancel: self.vouch(objects), self.secrets.__setitem__,
            lambda node, name: self.secrets.__setitem__(name, self.secrets.pop(node.name)),
        )  # fmt: skip

    def _echo(self, node: Node, cancel: Cancel) -> Reply:
        if node.host == "192.0.2.1":
            raise unreachable(node.name)
        return Reply(1.5, "there")

    def _get(self, node: Node, study: str, folder: Path, *, progress: Progress, cancel: Cancel) -> Retrieved:
        assert self.fetch is not None
        return self.fetch(node, study, folder, progress, cancel)

    def _send(self, node: Node, files: Sequence[Path], *, progress: Progress, cancel: Cancel) -> Sent:
        answer = self.sends.get(node.name)
        said = answer(node, files) if answer is not None else taken(files)
        self.sent += [(node.name, path.stem) for path, item in zip(files, said.objects, strict=True) if item.safe]
        return said


class Place:
    """One program: hub, nodes and asking. ``settle`` gives turns until nothing runs any more."""

    def __init__(self, root: Path, far: Far) -> None:
        self.now, self.far = 1000.0, far
        self.tasks = Tasks(lambda changes: None)
        self.hub = Hub(lambda: root, self.tasks, lambda changes: None, far.wire, lambda: self.now)
        assert self.hub.open(), self.hub.notice
        self.asking = Asking(self.hub)
        self.nodes = Nodes(self.hub, self.asking)
        self.nodes.load()

    def settle(self, *parts: Part) -> float | None:
        """Jobs, turns and lanes until all is quiet; in how many seconds the next part is due."""
        quiet = 0  # turns in a row that started nothing: what a lane has just ended may make the next turn start more
        while True:
            self.hub.work_off()
            due = self.hub.turn(parts)
            quiet = quiet + 1 if not self.busy() and not self.hub._jobs else 0
            if quiet == 3:
                return due
            time.sleep(0.002)

    def busy(self) -> bool:
        return any(self.tasks.running(lane) is not None for lane in NETWORK_LANES)

    def add(self, *names: str, host: str = "127.0.0.1", commit: bool = False) -> None:
        """Nodes of these names."""
        for name in names:
            self.nodes.save(Node(name, "dimse", host, 104, "THERE"), "", None, commit)
        self.hub.work_off()

    def close(self) -> None:
        self.hub.stop()
        self.tasks.close()
        self.hub.close()
        assert self.tasks.faults == []
