"""Fetching studies in the background, one after the other. What is asked for is kept until it is whole or given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.hub import CHANGED, Hub
from spcxr_desktop.app.network.inbox import Inbox, stamp_of
from spcxr_desktop.app.network.nodes import Nodes
from spcxr_desktop.app.network.views import TransferRow, TransferState
from spcxr_desktop.app.network.wire import backoff_s
from spcxr_desktop.app.tasks import CancelToken, Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.faults import worth_a_retry
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match, is_uid
from spcxr_desktop.pacs.transfer import Advance
from spcxr_desktop.store.network import NetworkStore
from spcxr_desktop.store.retrievals import Retrieval, Retrievals, Wanted

TRIES = 8  # in a row; then the user is asked
_GONE = "This node is no longer in the settings."


@dataclass(frozen=True)
class _End:
    """How a try ended. ``state``: of the row."""

    state: str
    reason: str = ""
    done: int = 0
    total: int | None = None


class Retrieving:
    """``rows`` is replaced whole."""

    def __init__(self, hub: Hub, nodes: Nodes, inbox: Inbox) -> None:
        self._hub, self._nodes, self._inbox = hub, nodes, inbox
        self._due: dict[int, float] = {}  # by the hub's clock
        self._current: tuple[int, CancelToken] | None = None
        self._given_up: set[int] = set()
        self._advance = Advance(0, None, 0)
        self._owed: tuple[int, _End] | None = None  # what could not be written yet
        self._stored: tuple[Retrieval, ...] = ()
        self._stale = True

    @property
    def rows(self) -> tuple[TransferRow, ...]:
        """Newest first, with how far the one that comes is."""
        now, current = self._hub.clock(), self._current
        return tuple(self._row(row, now, current is not None and current[0] == row.id) for row in self._stored)

    # ---- asked by the user -------------------------------------------------------------------------------

    def ask(self, node: str, matches: Sequence[Match]) -> Changes:
        """Fetch the studies of these answers."""
        studies = {match.study: match for match in matches if is_uid(match.study)}
        wanted = [
            Wanted(node, uid, match.name, match.study_date, match.description) for uid, match in studies.items()
        ]
        return self._change(lambda rows: rows.ask(wanted))

    def cancel(self, ids: Sequence[int]) -> Changes:
        """Stop these. What has come of them stays, so that they can be gone on with."""
        current = self._current
        if current is not None and current[0] in ids:
            self._given_up.add(current[0])
            current[1].cancel()
        return self._change(lambda rows: rows.change(ids, ("waiting",), "cancelled"))

    def retry(self, ids: Sequence[int]) -> Changes:
        """Go on with these, now."""

        def again(rows: Retrievals) -> None:
            for number in ids:
                self._due.pop(number, None)
            rows.change(ids, ("waiting", "failed", "cancelled", "whole"), "waiting")

        return self._change(again)

    def remove(self, ids: Sequence[int]) -> Changes:
        """Forget these. Studies that are in the worklist stay there."""
        return self._change(lambda rows: rows.remove(ids))

    def _change(self, change: Callable[[Retrievals], None]) -> Changes:
        def job(store: NetworkStore) -> None:
            change(Retrievals(store))
            self._stale = True

        return self._hub.do(job)

    # ---- on the lane of the network ----------------------------------------------------------------------

    def tick(self) -> float | None:
        """Begin the next one that is due, unless one is coming."""
        store, now = self._hub.store, self._hub.clock()
        if store is None:
            return None
        rows = Retrievals(store)
        if self._owed is not None:
            number, end = self._owed
            rows.settle(number, end.state, end.reason, end.done, end.total)
            self._owed, self._stale = None, True
        if self._stale:
            self._stale = False
            self._stored = rows.rows()
            self._hub.changed()
        waiting = [row for row in reversed(self._stored) if row.state == "waiting"]
        due = [row.id for row in waiting if self._due.get(row.id, 0.0) <= now]
        if due and self._hub.tasks.running("retrieve") is None:
            folder = self._inbox.studies(store)
            self._hub.tasks.start("retrieve", "retrieve", partial(self._fetch, due, rows, folder), self._hub.wake)
        later = [self._due[row.id] - now for row in waiting if self._due.get(row.id, 0.0) > now]
        return min(later, default=None)

    # ---- on a lane of its own ----------------------------------------------------------------------------

    def _fetch(self, due: Sequence[int], rows: Retrievals, folder: Path, task: Task) -> Changes:
        row = rows.claim(due)
        if row is None:
            self._stale = True
            return CHANGED
        end = _End("failed", "The program made an error. Please report it with the log.")
        self._current = row.id, task.token
        self._advance, self._stale = Advance(row.done, row.total, 0), True
        self._hub.wake()
        try:
            known = self._nodes.get(row.node)
            end = _End("failed", _GONE) if known is None else self._got(known.node, row, folder, task)
        finally:
            self._current = None
            self._given_up.discard(row.id)
            self._owed = row.id, end  # written by the next turn, again and again while the disk refuses
            self._stale = True
        return CHANGED

    def _got(self, node: Node, row: Retrieval, folder: Path, task: Task) -> _End:
        def progress(advance: Advance) -> None:
            self._advance = advance
            self._hub.changed()

        try:
            got = self._hub.wire.get(node, row.study, folder, progress=progress, cancel=task.token)
        except UserError as error:
            if error.code == "cancelled":
                return self._ended(row)
            return self._failed(row, error.found, worth_a_retry(error))
        if got.folder is not None:
            self._inbox.take({got.folder: stamp_of(got.folder)})
            return _End("whole", got.reason, len(got.objects), got.expected)
        if got.cancelled:
            return self._ended(row)
        return self._failed(row, got.reason, True)

    def _ended(self, row: Retrieval) -> _End:
        """By the user; or because the program ends, and then the next one goes on with it."""
        state = "cancelled" if row.id in self._given_up else "waiting"
        return _End(state, "", self._advance.done, self._advance.total)

    def _failed(self, row: Retrieval, reason: str, again: bool) -> _End:
        tries = row.attempts + 1
        if not again or tries >= TRIES:
            return _End("failed", reason, self._advance.done, self._advance.total)
        self._due[row.id] = self._hub.clock() + backoff_s(tries, self._hub.draw)
        return _End("waiting", reason, self._advance.done, self._advance.total)

    def _row(self, row: Retrieval, now: float, current: bool) -> TransferRow:
        again = max(self._due.get(row.id, 0.0) - now, 0.0) if row.state == "waiting" else 0.0
        state: TransferState = "running" if current else "pausing" if again else row.state  # type: ignore[assignment]
        done, total = (self._advance.done, self._advance.total) if current else (row.done, row.total)
        return TransferRow(
            row.id, row.node, row.study, state, row.name, row.study_date, row.description, done, total, row.reason,
            row.attempts, again,
        )  # fmt: skip

    def close(self) -> None:
        """The lanes have ended: write down how the last one ended."""
        store, owed = self._hub.store, self._owed
        if store is not None and owed is not None:
            Retrievals(store).settle(owed[0], owed[1].state, owed[1].reason, owed[1].done, owed[1].total)
