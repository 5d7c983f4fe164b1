"""The verbs of the network. ``Workbench.network`` is one ``Network``; every verb returns at once, works on a lane.

What came of it is in ``view``, made anew whenever it is looked at and published with ``Changes(network=True)``. Verbs
raise nothing: what could not be done is told in ``view`` (``notice``, a row's reason, a ``fault``). Nothing is
contacted but nodes of the settings, and those only when the user asks or asked for it.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Sequence

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.asking import Asking
from spcxr_desktop.app.network.hub import CHANGED, Hub
from spcxr_desktop.app.network.inbox import Inbox
from spcxr_desktop.app.network.nodes import Nodes
from spcxr_desktop.app.network.ordering import Ordering
from spcxr_desktop.app.network.receiving import ReceiverSettings, Receiving
from spcxr_desktop.app.network.retrieving import Retrieving
from spcxr_desktop.app.network.sending import Sending
from spcxr_desktop.app.network.trail import Trail
from spcxr_desktop.app.network.views import NetworkView
from spcxr_desktop.app.network.vouching import Vouching
from spcxr_desktop.app.network.watching import Watching
from spcxr_desktop.app.schedule import Schedule, Services
from spcxr_desktop.app.signing_export import Exporting
from spcxr_desktop.app.tasks import Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match, Query
from spcxr_desktop.store.network import NetworkStore
from spcxr_desktop.store.outbox import Outbox
from spcxr_desktop.store.settings import Settings


class Network:
    """Belongs to the window's thread; ``start`` and ``stop`` once each, ``close`` when the lanes have ended."""

    def __init__(
        self,
        services: Services,
        schedule: Schedule,
        exporting: Exporting,
        publish: Callable[[Changes], None],
        reader: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``reader``: id of who sends, for the audit trail."""
        self._reader, self._available = reader, services.network_folder is not None
        self.hub = hub = Hub(services.network_folder, schedule.tasks, publish, services.wire, clock)
        record = schedule.record
        self._asking = Asking(hub)
        self._nodes = Nodes(hub, self._asking)
        inbox = Inbox(
            hub, schedule.open, lambda job: record.lane.do(job, kept=False), lambda: record.images.registering
        )
        self._inbox = inbox
        self._retrieving = Retrieving(hub, self._nodes, inbox)
        self._sending = Sending(hub, self._nodes, Trail(record.lane, lambda: hub.over))
        self._nodes.changed = self._sending.resume
        self._ordering = Ordering(hub, self._nodes, self._sending, exporting)
        self._watching = Watching(hub, inbox)
        self._receiving = Receiving(hub, inbox)
        self._vouching = Vouching(hub, self._nodes, self._sending, self._receiving)

    @property
    def view(self) -> NetworkView:
        """Everything that is drawn."""
        hub = self.hub
        return NetworkView(
            self._available and hub.store is not None, self._nodes.rows, self._asking.query, self._retrieving.rows,
            self._sending.view, self._ordering.job, self._watching.view, self._receiving.view, hub.notice,
        )  # fmt: skip

    # ---- from start to end -------------------------------------------------------------------------------

    def start(self) -> None:
        """Open what was kept and go on with it."""
        if self._available:
            self.hub.tasks.start("network", "network", self._run, lambda: None)

    def follow(self, settings: Settings) -> None:
        """The settings are these now."""
        addresses = tuple(peer for peer in settings.receiver_peers if _is_network(peer))
        peers = tuple(peer for peer in settings.receiver_peers if peer not in addresses)
        self._watching.follow(settings.watched_folder)
        self._receiving.follow(ReceiverSettings(
            settings.receiver, settings.receiver_host, settings.receiver_port, settings.receiver_ae, peers, addresses,
        ))  # fmt: skip

    def stop(self) -> None:
        """Begin nothing more; ask what runs to end."""
        self.hub.stop()

    def close(self) -> None:
        """The lanes have ended."""
        try:
            self._retrieving.close()
        except UserError as error:
            self.hub.tell(error)
        self.hub.close()

    def _run(self, task: Task) -> Changes:
        self._nodes_first()
        if self.hub.store is None:
            return CHANGED
        self.hub.do(self._begin)
        try:
            parts = self._receiving, self._watching, self._retrieving, self._sending, self._vouching
            return self.hub.run(parts, task)
        finally:
            self._receiving.stop()

    def _nodes_first(self) -> None:
        self.hub.open()
        self._nodes.load()
        self.hub.changed()

    def _begin(self, store: NetworkStore) -> None:
        Outbox(store).sweep()
        self._inbox.resume(store)

    # ---- nodes -------------------------------------------------------------------------------------------

    def save_node(self, node: Node, *, was: str = "", secret: str | None = None, commit: bool = False) -> Changes:
        """Add a node, or change the one called ``was``. ``secret``: password or token, into the system's key store;
        None leaves the one that is there. ``commit``: it is asked to vouch for what it was sent."""
        return self._nodes.save(node, was, secret, commit)

    def remove_node(self, name: str) -> Changes:
        """Remove a node and its secret. What waits for it in the outbox stays there."""
        return self._nodes.remove(name)

    def make_default(self, name: str) -> Changes:
        """Results go there unless another node is chosen; "" for none."""
        return self._nodes.make_default(name)

    def test_node(self, name: str) -> Changes:
        """Ask whether it is there and takes us."""
        row = self._nodes.get(name)
        return self._asking.test(row.node) if row is not None else Changes()

    # ---- search and retrieve -----------------------------------------------------------------------------

    def search(self, node: str, query: Query) -> Changes:
        """Look for studies on a node; a search that runs is ended."""
        row = self._nodes.get(node)
        if row is None:
            return self._asking.refuse(node, query, _no_node(node))
        return self._asking.search(row.node, query)

    def cancel_search(self) -> Changes:
        """End the search."""
        return self._asking.cancel()

    def retrieve(self, node: str, matches: Sequence[Match]) -> Changes:
        """Fetch the studies of these answers; each is in the worklist once it is whole."""
        return self._retrieving.ask(node, matches)

    def cancel_transfers(self, ids: Sequence[int]) -> Changes:
        """Stop these; they can be gone on with."""
        return self._retrieving.cancel(ids)

    def retry_transfers(self, ids: Sequence[int]) -> Changes:
        """Go on with these, now."""
        return self._retrieving.retry(ids)

    def remove_transfers(self, ids: Sequence[int]) -> Changes:
        """Forget these rows, unless they are under way."""
        return self._retrieving.remove(ids)

    # ---- send --------------------------------------------------------------------------------------------

    @property
    def can_send(self) -> bool:
        """Whether the current radiograph has something that may be sent, and there is a node."""
        return self._ordering.can_send

    def send(self, node: str, kinds: Sequence[str], *, labelmap: bool = False) -> Changes:
        """Queue ``kinds`` (seg, sr, gsps, sc, pdf) of the current radiograph: of what was signed, else of what the
        models said, marked UNVERIFIED."""
        return self._ordering.send(node, kinds, labelmap, self._reader())

    def retry_sending(self, ids: Sequence[int]) -> Changes:
        """Send these again, now."""
        return self._sending.retry(ids)

    def remove_from_outbox(self, ids: Sequence[int]) -> Changes:
        """Take these out; what was not sent will not be."""
        return self._sending.remove(ids)

    def resume_node(self, name: str) -> Changes:
        """Try a node again that is left alone, now."""
        return self._sending.resume(name)

    def dismiss(self) -> Changes:
        """The notice was read."""
        self.hub.notice = None
        return CHANGED


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _no_node(name: str) -> UserError:
    return UserError(f"There is no node '{name}'.", "A node of the settings.", "Add it, or choose another one.")
