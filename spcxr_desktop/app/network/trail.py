"""What the audit trail has of the outbox: hashes of objects, UIDs and nodes, no name of anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from spcxr_desktop.app.record_lane import RecordLane
from spcxr_desktop.store.outbox import Item

_ACTIONS = {"waiting": "queued", "not committed": "not_committed"}


class Trail:
    """Writes on whatever lane asks; ``over``: the program ends."""

    def __init__(self, lane: RecordLane, over: Callable[[], bool]) -> None:
        self._lane, self._over = lane, over

    def __call__(self, items: Sequence[Item]) -> bool:
        """One entry an item: queued, sent, warning, refused, committed, not committed, removed. False: no record.

        Raises UserError; Cancelled where the program ends before it is known whether there is a record.
        """
        library = self._lane.library(self._over)
        if library is None:
            return False
        for item in items:
            library.audit.log(
                item.actor, f"outbox.{_ACTIONS.get(item.state, item.state)}", item.subject, kind=item.kind,
                signed=item.signed, object=item.sha256, uid=_hash(item.uid), node=_hash(item.node),
            )  # fmt: skip
        return True


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
