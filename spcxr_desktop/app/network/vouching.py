"""Storage commitment: nodes that are asked to vouch for what they were sent say so, object by object."""

from __future__ import annotations

from functools import partial

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.hub import CHANGED, Hub
from spcxr_desktop.app.network.nodes import Nodes
from spcxr_desktop.app.network.receiving import Receiving
from spcxr_desktop.app.network.sending import Sending
from spcxr_desktop.app.network.views import NodeRow
from spcxr_desktop.app.network.wire import backoff_s
from spcxr_desktop.app.tasks import Cancelled, Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.outbox import Outbox

MOST = 200  # objects of one question


class Vouching:
    """Asks again, after longer and longer, until there is an answer; the bytes stay in the outbox until then."""

    def __init__(self, hub: Hub, nodes: Nodes, sending: Sending, receiving: Receiving) -> None:
        self._hub, self._nodes, self._sending, self._receiving = hub, nodes, sending, receiving
        self._tries: dict[str, tuple[int, float]] = {}  # failures, and when to ask again by the hub's clock

    def tick(self) -> float | None:
        """Ask the next node that has something to vouch for."""
        store, now = self._hub.store, self._hub.clock()
        if store is None:
            return None
        outbox, waits = Outbox(store), []
        for row in self._nodes.rows:
            if not row.commit or row.node.kind != "dimse" or not outbox.uncommitted(row.node.name):
                continue
            due = self._tries.get(row.node.name, (0, 0.0))[1]
            if due > now:
                waits.append(due - now)
            elif self._hub.tasks.running("vouch") is None:
                self._hub.tasks.start("vouch", "vouch", partial(self._ask, row, outbox), self._hub.wake)
        return min(waits, default=None)

    def _ask(self, row: NodeRow, outbox: Outbox, task: Task) -> Changes:
        name = row.node.name
        objects = {item.uid: item.sop_class for item in outbox.uncommitted(name)[:MOST]}
        receiver = self._receiving.receiver
        try:
            said = self._hub.wire.commit(row.node, objects, receiver.reports if receiver else None, task.token)
            outbox.commit(name, said.safe, said.failed)
            self._sending.log(outbox)
            self._tries.pop(name, None)
        except Cancelled:
            return Changes()
        except UserError as error:
            if error.code != "cancelled":
                failures = self._tries.get(name, (0, 0.0))[0] + 1
                self._tries[name] = failures, self._hub.clock() + backoff_s(failures, self._hub.draw)
        self._sending.touched()
        return CHANGED
