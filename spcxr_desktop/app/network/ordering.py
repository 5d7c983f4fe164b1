"""Putting results into the outbox: the objects are written in memory, then kept on the disk, and only then sent."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Fault
from spcxr_desktop.app.export import FILES
from spcxr_desktop.app.network.hub import CHANGED, Hub
from spcxr_desktop.app.network.nodes import Nodes
from spcxr_desktop.app.network.sending import Sending
from spcxr_desktop.app.network.views import NodeRow, SendJob
from spcxr_desktop.app.signing_export import Exporting, Made, Plan
from spcxr_desktop.app.tasks import Cancelled, Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.outbox import Order, Outbox

_OBJECTS = {name: kind for kind, names in FILES.items() for name in names if name.endswith(".dcm")}


class Ordering:
    """``job``: the last order. One at a time; it takes a second or so."""

    def __init__(self, hub: Hub, nodes: Nodes, sending: Sending, exporting: Exporting) -> None:
        self._hub, self._nodes, self._sending, self._exporting = hub, nodes, sending, exporting
        self.job = SendJob()

    @property
    def can_send(self) -> bool:
        """Whether the current radiograph has something that may be sent, and there is a node to send it to."""
        plan = self._exporting.plan()
        return self._hub.store is not None and bool(self._nodes.rows) and plan is not None and plan.entry.dicom

    def send(self, node: str, kinds: Sequence[str], labelmap: bool, reader: str) -> Changes:
        """Queue ``kinds`` of the current radiograph for a node."""
        plan, row = self._exporting.plan(), self._nodes.get(node)
        if self.job.running:
            return CHANGED
        if plan is None or row is None or not set(kinds) & set(_OBJECTS.values()):
            self.job = SendJob(node=node, fault=Fault(
                "There is nothing to send.", "Results of the film in view, a node, and a kind of DICOM object.",
                "Analyse or sign the film first, and choose a node.",
            ))  # fmt: skip
            return CHANGED
        self.job = SendJob(True, node)
        work = partial(self._work, plan, row, tuple(kinds), labelmap, reader)
        if self._hub.tasks.start("outbox", "send", work, self._sending.touched) is None:
            self.job = SendJob(node=node, fault=Fault("Another order is under way.", "One at a time.", "Try again."))
        return CHANGED

    def _work(
        self, plan: Plan, row: NodeRow, kinds: Sequence[str], labelmap: bool, reader: str, task: Task
    ) -> Changes:
        made_of = SendJob(node=row.node.name)
        try:
            made = self._exporting.make(plan, kinds, labelmap, task)
            files = made.exported.files
            orders = [_order(made, name, data, reader) for name, data in files.items() if name in _OBJECTS]
            store = self._hub.store
            if store is None:
                raise Cancelled
            new, there = Outbox(store).put(row.node.name, orders, hold=row.commit)
            made_of = SendJob(False, row.node.name, new, there, tuple(made.exported.reasons.items()))
        except UserError as error:
            made_of = SendJob(node=row.node.name, fault=Fault.of(error))
        except Cancelled:
            made_of = SendJob()
        except Exception:
            made_of = SendJob(node=row.node.name, fault=Fault(
                "The program made an error; nothing was queued.", "Objects to send.", "Please report it with the log.",
            ))  # fmt: skip
            raise
        finally:
            self.job = made_of
        return CHANGED


def _order(made: Made, name: str, data: bytes, reader: str) -> Order:
    from pydicom import dcmread

    dataset = dcmread(io.BytesIO(data), stop_before_pixels=True, specific_tags=["SOPClassUID", "SOPInstanceUID"])
    signed = bool(made.report.revision)
    return Order(
        str(dataset.SOPInstanceUID), str(dataset.SOPClassUID), data, _OBJECTS[name], made.key, reader, signed
    )
