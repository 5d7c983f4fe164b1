"""What the window draws of the network: frozen values, replaced whole and published with ``Changes(network=True)``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spcxr_desktop.app.entry import Fault
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match, Query

TestState = Literal["running", "ok", "failed"]
QueryPhase = Literal["idle", "running", "done", "failed", "cancelled"]
TransferState = Literal["waiting", "running", "pausing", "failed", "cancelled", "whole"]
SendState = Literal["waiting", "sending", "sent", "warning", "refused", "committed", "not committed"]
WatchState = Literal["off", "starting", "watching", "unreachable"]
ReceiverState = Literal["off", "starting", "on", "failed"]


@dataclass(frozen=True)
class NodeTest:
    """What came of the last test of a node. ``ms``: until the answer. ``fault``: where it failed."""

    state: TestState
    ms: float = 0.0
    fault: Fault | None = None


@dataclass(frozen=True)
class NodeRow:
    """One node of the settings. ``default``: results go there unless another one is chosen. ``commit``: the node is
    asked to vouch for what was sent (storage commitment). ``test``: None while nobody tried it."""

    node: Node
    default: bool = False
    commit: bool = False
    test: NodeTest | None = None


@dataclass(frozen=True)
class QueryView:
    """The last search. ``matches``: in the order of the answers. ``cut``: there was more, or it was cancelled."""

    phase: QueryPhase = "idle"
    node: str = ""
    query: Query | None = None
    matches: tuple[Match, ...] = ()
    cut: bool = False
    fault: Fault | None = None


@dataclass(frozen=True)
class TransferRow:
    """One study that is asked for, is coming or has come. ``total``: objects, None where the node did not say.

    ``state``: "pausing" waits for its next try in ``again_s`` seconds; "whole" is in the worklist or on its way there.
    ``name``, ``study_date``, ``description``: as the search had them. ``reason``: why it is not whole, "" where it is.
    """

    id: int
    node: str
    study: str
    state: TransferState
    name: str = ""
    study_date: str = ""
    description: str = ""
    done: int = 0
    total: int | None = None
    reason: str = ""
    attempts: int = 0
    again_s: float = 0.0


@dataclass(frozen=True)
class OutboxRow:
    """One object for one node. ``kind``: of ``app.export.KINDS``. ``signed``: made of a signed review; else UNVERIFIED.

    ``queued``: ISO 8601, UTC. ``reason``: of the last try that failed, a sentence without patient data. ``uid``: SOP
    Instance UID. ``state``: "waiting" also between two tries.
    """

    id: int
    node: str
    uid: str
    kind: str
    signed: bool
    state: SendState
    size: int
    queued: str
    reason: str = ""
    attempts: int = 0


@dataclass(frozen=True)
class Pause:
    """A node that gets nothing for now, and why. ``again_s``: until the next try; None: not before it is asked for."""

    node: str
    reason: str
    again_s: float | None


@dataclass(frozen=True)
class OutboxView:
    """``rows``: newest first. ``unsent``: waiting or under way; ``refused``: to be looked at. ``size``: bytes kept."""

    rows: tuple[OutboxRow, ...] = ()
    pauses: tuple[Pause, ...] = ()
    unsent: int = 0
    refused: int = 0
    size: int = 0


@dataclass(frozen=True)
class WatchView:
    """The watched folder. ``waiting``: files that are not whole yet. ``taken``: since the program began. ``reason``:
    why it cannot be read, or what was left out."""

    state: WatchState = "off"
    folder: Path | None = None
    waiting: int = 0
    taken: int = 0
    reason: str = ""


@dataclass(frozen=True)
class ReceiverView:
    """Our own C-STORE receiver. ``received``: objects since the program began. ``fault``: why it does not run."""

    state: ReceiverState = "off"
    ae: str = ""
    place: str = ""
    received: int = 0
    fault: Fault | None = None


@dataclass(frozen=True)
class SendJob:
    """The last order to send, on its way into the outbox. ``queued``: objects put there; ``there``: were there already.
    ``reasons``: (kind, why there is none of it). ``fault``: nothing was queued."""

    running: bool = False
    node: str = ""
    queued: int = 0
    there: int = 0
    reasons: tuple[tuple[str, str], ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True)
class NetworkView:
    """Everything. ``available``: False where there is no folder for it. ``notice``: what the user must know."""

    available: bool = False
    nodes: tuple[NodeRow, ...] = ()
    query: QueryView = QueryView()
    transfers: tuple[TransferRow, ...] = ()
    outbox: OutboxView = OutboxView()
    job: SendJob = SendJob()
    watched: WatchView = WatchView()
    receiver: ReceiverView = ReceiverView()
    notice: Fault | None = None

    def node(self, name: str) -> NodeRow | None:
        """The row of this name."""
        return next((row for row in self.nodes if row.node.name == name), None)

    @property
    def default(self) -> NodeRow | None:
        """Where results go unless another node is chosen."""
        return next((row for row in self.nodes if row.default), None)
