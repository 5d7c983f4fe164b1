"""Storage commitment (PS3.4 J): the other side vouches for what it was sent.

The report may come on the same association or on a new one that the other side opens to us, so a receiver must listen,
under the AE title and port that the other side knows, for as long as one waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.association import associate
from spcxr_desktop.pacs.limits import DEFAULT, Limits
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import is_uid
from spcxr_desktop.pacs.transfer import Cancel, Commitment, never

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

COMMITMENT, WELL_KNOWN = "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.1.1"
_REASONS = {
    0x0110: "it failed there", 0x0112: "it is not there", 0x0213: "there is no room", 0x0122: "not this kind of object",
    0x0119: "it is another kind of object there", 0x0131: "the request was used before",
}  # fmt: skip


class Reports:
    """N-EVENT-REPORTs that came, by transaction. Shared by the association that asks and the receiver that listens."""

    def __init__(self) -> None:
        self._came: dict[str, Commitment] = {}
        self._awaited: set[str] = set()
        self._more = threading.Condition()

    def expect(self, transaction: str) -> None:
        """A report of this transaction may come."""
        with self._more:
            self._awaited.add(transaction)

    def take(self, event: Any) -> tuple[int, None]:  # noqa: ANN401
        """Answer an N-EVENT-REPORT; reports that nobody asked for are refused."""
        try:
            report = event.event_information
            transaction = str(report.get("TransactionUID", ""))
            made = _commitment(report)
        except Exception:  # pydicom fails in many ways on damage
            return 0x0110, None
        with self._more:
            if transaction not in self._awaited:
                return 0x0110, None
            self._came[transaction] = made
            self._more.notify_all()
        return 0x0000, None

    def wait(self, transaction: str, seconds: float, cancel: Cancel) -> Commitment | None:
        """The report, None where it does not come in time."""
        until = time.monotonic() + seconds
        with self._more:
            while transaction not in self._came and time.monotonic() < until and not cancel():
                self._more.wait(0.2)
            self._awaited.discard(transaction)
            return self._came.pop(transaction, None)


def dimse_commit(
    node: Node, objects: Mapping[str, str], reports: Reports, limits: Limits = DEFAULT, cancel: Cancel = never
) -> Commitment:
    """Ask ``node`` to vouch for ``objects`` (SOP Instance UID -> SOP Class UID), and wait for its word.

    ``reports``: of the receiver that listens, or a new one where the node answers on the same association. Objects that
    the node says nothing of count as failed. Raises UserError, also where no report comes within ``limits.silence_s``.
    """
    from pydicom.uid import generate_uid
    from pynetdicom import build_context, evt

    transaction = str(generate_uid())
    reports.expect(transaction)
    handlers = [(evt.EVT_N_EVENT_REPORT, reports.take)]
    with associate(node, [build_context(COMMITMENT)], limits, cancel, handlers=handlers) as line:
        asked = _request(transaction, objects)
        status, _ = line.association.send_n_action(asked, 1, COMMITMENT, WELL_KNOWN)
        if "Status" not in status:
            raise line.fault()
        if status.Status != 0:
            raise faults.rejected(node, "the storage commitment", int(status.Status))
        report = reports.wait(transaction, limits.silence_s, cancel)
    if report is None:
        raise faults.cancelled() if cancel() else faults.silent(node)
    safe = tuple(uid for uid in report.safe if uid in objects)
    told = {uid for uid, _ in report.failed}
    missing = [(uid, "nothing was said of it") for uid in objects if uid not in told and uid not in safe]
    return Commitment(safe, (*report.failed, *missing))


def _request(transaction: str, objects: Mapping[str, str]) -> Dataset:
    from pydicom.dataset import Dataset
    from pydicom.sequence import Sequence

    asked = Dataset()
    asked.TransactionUID = transaction
    items = []
    for uid, sop_class in objects.items():
        item = Dataset()
        item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = sop_class, uid
        items.append(item)
    asked.ReferencedSOPSequence = Sequence(items)
    return asked


def _commitment(report: Dataset) -> Commitment:
    safe = [str(item.ReferencedSOPInstanceUID) for item in report.get("ReferencedSOPSequence") or ()]
    failed = [
        (str(item.ReferencedSOPInstanceUID), _REASONS.get(int(item.get("FailureReason", 0)), "it failed there"))
        for item in report.get("FailedSOPSequence") or ()
    ]
    return Commitment(tuple(filter(is_uid, safe)), tuple((uid, why) for uid, why in failed if is_uid(uid)))
