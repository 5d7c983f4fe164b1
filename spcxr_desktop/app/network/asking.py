"""Questions to nodes that the user waits for, one after the other: is it there, what has it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from functools import partial

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.entry import Fault
from spcxr_desktop.app.network.hub import CHANGED, Hub
from spcxr_desktop.app.network.views import NodeTest, QueryView
from spcxr_desktop.app.tasks import CancelToken, Task, Work
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Query


class Asking:
    """``tests``: by node name. ``query``: the last search; a new one ends the one before."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._lock = threading.RLock()
        self._line: deque[Work] = deque()
        self._search: CancelToken | None = None
        self.query = QueryView()
        self.tests: dict[str, NodeTest] = {}

    def test(self, node: Node) -> Changes:
        """Ask whether a node is there."""
        self.tests[node.name] = NodeTest("running")
        return self._put(partial(self._test, node))

    def search(self, node: Node, query: Query) -> Changes:
        """Search on a node."""
        self._end_search()
        self._search = mine = CancelToken()
        self.query = QueryView("running", node.name, query)
        return self._put(partial(self._find, node, query, mine))

    def refuse(self, node: str, query: Query, error: UserError) -> Changes:
        """A search that cannot be begun."""
        self._end_search()
        self.query = QueryView("failed", node, query, fault=Fault.of(error))
        return CHANGED

    def cancel(self) -> Changes:
        """End the search that runs; what came so far is not shown."""
        if self.query.phase == "running":
            self._end_search()
            self.query = replace(self.query, phase="cancelled", cut=True)
        return CHANGED

    def _end_search(self) -> None:
        if self._search is not None:
            self._search.cancel()
        self._search = None

    def _put(self, work: Work) -> Changes:
        with self._lock:
            self._line.append(work)
        self._go()
        return CHANGED

    def _go(self) -> None:
        """A task that ends at once calls this again from within ``start``."""
        with self._lock:
            work = self._line.popleft() if self._line else None
            if work is not None and self._hub.tasks.start("ask", "ask a node", work, self._go) is None:
                self._line.appendleft(work)

    # ---- on the lane -------------------------------------------------------------------------------------

    def _test(self, node: Node, task: Task) -> Changes:
        try:
            reply = self._hub.wire.echo(node, task.token)
            self.tests[node.name] = NodeTest("ok", reply.ms)
        except UserError as error:
            self.tests[node.name] = NodeTest("failed", fault=Fault.of(error))
        except Exception:
            self.tests[node.name] = NodeTest("failed", fault=_bug())
            raise
        return CHANGED

    def _find(self, node: Node, query: Query, mine: CancelToken, task: Task) -> Changes:
        def ended() -> bool:
            return mine() or task.token()

        view = QueryView("cancelled", node.name, query, cut=True)
        try:
            if not ended():
                found = self._hub.wire.find(node, query, lambda advance: None, ended)
                view = QueryView("done", node.name, query, found.matches, found.cut)
        except UserError as error:
            if error.code != "cancelled":
                view = QueryView("failed", node.name, query, fault=Fault.of(error))
        except Exception:
            view = QueryView("failed", node.name, query, fault=_bug())
            raise
        finally:
            if not mine():  # else another search is shown by now
                self.query = view
        return CHANGED


def _bug() -> Fault:
    return Fault("The program made an error.", "An answer.", "Please report it with the log.")
