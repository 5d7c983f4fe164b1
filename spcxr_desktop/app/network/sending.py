"""Emptying the outbox: node by node, in the background, until each has what is meant for it.

Two lanes, so that one node that hangs does not hold up the others; a node that fails is left alone for a while, longer
each time, and one that has to be set right first until somebody asks for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.hub import CHANGED, Hub
from spcxr_desktop.app.network.nodes import Nodes
from spcxr_desktop.app.network.views import NodeRow, OutboxRow, OutboxView, Pause
from spcxr_desktop.app.network.wire import backoff_s
from spcxr_desktop.app.tasks import Cancelled, Lane, Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.faults import worth_a_retry
from spcxr_desktop.pacs.transfer import ObjectStatus
from spcxr_desktop.store.network import NetworkStore
from spcxr_desktop.store.outbox import AGAIN, Item, Outbox, Outcome

BATCH = 16  # objects of one conversation
SHOWN = 1000  # rows
HEARTBEAT_S = 60.0  # another program may have died, and its work is ours then
_LANES: tuple[Lane, ...] = ("send", "send2")
_STATES = {"done": "sent", "there": "sent", "warning": "warning", "refused": "refused"}

Audit = Callable[[Sequence[Item]], bool]


@dataclass
class _Rest:
    """A node that is left alone. ``until``: by the hub's clock, infinite where somebody must do something first."""

    failures: int = 0
    until: float = 0.0
    reason: str = ""


class Sending:
    """``audit``: writes states of items into the audit trail; False where there is none, and nothing is sent then."""

    def __init__(self, hub: Hub, nodes: Nodes, audit: Audit) -> None:
        self._hub, self._nodes, self._audit = hub, nodes, audit
        self._rests: dict[str, _Rest] = {}
        self._busy: dict[str, Lane] = {}
        self._owed: dict[int, Outcome] = {}  # what could not be written yet
        self._recovered = 0.0
        self._stale = True
        self.view = OutboxView()

    # ---- asked by the user -------------------------------------------------------------------------------

    def retry(self, ids: Sequence[int]) -> Changes:
        """Send these again, now."""

        def job(store: NetworkStore) -> None:
            Outbox(store).retry(ids)
            for row in self.view.rows:
                if row.id in ids:
                    self._rests.pop(row.node, None)
            self._stale = True

        return self._hub.do(job)

    def remove(self, ids: Sequence[int]) -> Changes:
        """Take these out of the outbox; what was not sent will not be."""

        def job(store: NetworkStore) -> None:
            self._audit_removed(Outbox(store).remove(ids))
            self._stale = True

        return self._hub.do(job)

    def resume(self, name: str) -> Changes:
        """Try this node again, now."""
        self._rests.pop(name, None)
        self._stale = True
        self._hub.wake()
        return CHANGED

    def _audit_removed(self, items: Sequence[Item]) -> None:
        self._audit([replace(item, state="removed") for item in items])

    # ---- on the lane of the network ----------------------------------------------------------------------

    def tick(self) -> float | None:
        """Give idle lanes the next node."""
        store = self._hub.store
        if store is None:
            return None
        outbox, now = Outbox(store), self._hub.clock()
        self._pay(outbox)
        if now - self._recovered >= HEARTBEAT_S or not self._recovered:
            self._recovered = now
            self._stale = bool(store.recover()) or self._stale
        waits = [HEARTBEAT_S]
        for name in outbox.waiting_nodes():
            rest = self._rests.get(name, _Rest())
            row = self._nodes.get(name)
            if row is None:
                self._rest(name, "This node is no longer in the settings.", math.inf)
            elif rest.until > now:
                waits.append(rest.until - now)
            elif name not in self._busy:
                self._start(row, outbox)
        if self._stale:
            self._stale = False
            self._draw(outbox)
        return min(waits)

    def touched(self) -> None:
        """The outbox was changed elsewhere."""
        self._stale = True
        self._hub.wake()

    def _start(self, row: NodeRow, outbox: Outbox) -> None:
        name = row.node.name
        for lane in _LANES:
            if lane not in self._busy.values() and self._hub.tasks.running(lane) is None:
                self._busy[name] = lane
                if self._hub.tasks.start(lane, "send", partial(self._send, row, outbox), self._hub.wake) is None:
                    self._busy.pop(name)
                return

    def _pay(self, outbox: Outbox) -> None:
        """Write down what could not be written before. Raises UserError while the disk is full."""
        if self._owed:
            owed = dict(self._owed)
            outbox.settle(owed.values())
            for number in owed:
                self._owed.pop(number, None)
            self._stale = True

    def _draw(self, outbox: Outbox) -> None:
        items, now = outbox.items(), self._hub.clock()
        rows = tuple(_row(item) for item in items[:SHOWN])
        waiting = {item.node for item in items if item.state in ("waiting", "sending")}
        pauses = tuple(
            Pause(name, rest.reason, None if math.isinf(rest.until) else max(rest.until - now, 0.0))
            for name, rest in self._rests.items() if rest.until > now and name in waiting
        )  # fmt: skip
        unsent = sum(item.state in ("waiting", "sending") for item in items)
        refused = sum(item.state in AGAIN for item in items)
        kept = {item.sha256: item.size for item in items if item.state in ("waiting", "sending", *AGAIN)}
        self.view = OutboxView(rows, pauses, unsent, refused, sum(kept.values()))
        self._hub.changed()

    # ---- on a lane of its own ----------------------------------------------------------------------------

    def _send(self, row: NodeRow, outbox: Outbox, task: Task) -> Changes:
        name = row.node.name
        try:
            self.log(outbox)
            items = outbox.claim(name, BATCH)
            outcomes: list[Outcome] = []
            try:
                self._stale = True
                self._hub.changed()
                outcomes = self._sent(row, outbox, items, task)
            finally:
                done = {outcome.id for outcome in outcomes}
                back = [Outcome(item.id, "waiting", item.reason) for item in items if item.id not in done]
                self._settle(outbox, [*outcomes, *back])
            self.log(outbox)
        except UserError as error:
            self._rest(name, error.found)
        except Cancelled:
            pass
        finally:
            self._busy.pop(name, None)
            self._stale = True
        return CHANGED

    def _sent(self, row: NodeRow, outbox: Outbox, items: Sequence[Item], task: Task) -> list[Outcome]:
        name, there = row.node.name, [item for item in items if outbox.path(item.sha256).is_file()]
        lost = "Its bytes are no longer in the outbox: send it again."
        outcomes = [Outcome(item.id, "refused", lost) for item in items if item not in there]
        if not there or task.token():
            return outcomes
        try:
            files = [outbox.path(item.sha256) for item in there]
            sent = self._hub.wire.send(row.node, files, progress=lambda advance: None, cancel=task.token)
        except UserError as error:
            return outcomes + self._failed(name, there, error)
        outcomes += [_outcome(item, status) for item, status in zip(there, sent.objects, strict=True)]
        again = [outcome for outcome in outcomes if outcome.state == "waiting"]
        if again and not sent.cancelled:
            self._rest(name, next((one.reason for one in again if one.reason), "Not everything was taken."))
        elif not again:
            self._rests.pop(name, None)
        return outcomes

    def _failed(self, name: str, items: Sequence[Item], error: UserError) -> list[Outcome]:
        if error.code == "cancelled":
            return []
        if error.code == "no_context":
            return [Outcome(item.id, "refused", error.found) for item in items]
        self._rest(name, f"{error.found} {error.remedy}", None if worth_a_retry(error) else math.inf)
        return [Outcome(item.id, "waiting", error.found) for item in items]

    def _rest(self, name: str, reason: str, until: float | None = None) -> None:
        rest = self._rests.get(name, _Rest())
        failures = rest.failures + 1
        if until is None:
            until = self._hub.clock() + backoff_s(failures, self._hub.draw)
        if (rest.until, rest.reason) != (until, reason):
            self._rests[name] = _Rest(failures, until, reason)
            self._stale = True

    def _settle(self, outbox: Outbox, outcomes: Sequence[Outcome]) -> None:
        """Write down what became of them; where the disk refuses it is written later, and they are not lost."""
        self._owed.update((outcome.id, outcome) for outcome in outcomes)
        self._pay(outbox)

    def log(self, outbox: Outbox) -> None:
        """The audit trail first has what was queued, then what was sent. Raises UserError where there is no trail."""
        items = outbox.unlogged()
        if not self._audit(items):
            raise UserError(
                "Nothing is sent while no record is kept: there would be no audit trail.", "An open record.",
                "See the notice on what is kept.", code="disk",
            )  # fmt: skip
        if items:
            outbox.mark_logged(items)


def _outcome(item: Item, status: ObjectStatus) -> Outcome:
    return Outcome(item.id, _STATES.get(status.state, "waiting"), status.reason, status.code)


def _row(item: Item) -> OutboxRow:
    return OutboxRow(
        item.id, item.node, item.uid, item.kind, item.signed, item.state, item.size, item.queued, item.reason,  # type: ignore[arg-type]
        item.attempts,
    )  # fmt: skip
