"""Our own C-STORE receiver: off unless the settings say otherwise, on this computer alone unless they say otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from spcxr_desktop.app.entry import Fault
from spcxr_desktop.app.network.hub import Hub
from spcxr_desktop.app.network.inbox import Inbox, stamp_of
from spcxr_desktop.app.network.views import ReceiverView
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.limits import GIB

if TYPE_CHECKING:
    from spcxr_desktop.pacs.receiver import Listen, Received, Receiver


@dataclass(frozen=True)
class ReceiverSettings:
    """As in the settings. ``peers``: AE titles; ``addresses``: IP addresses or networks; none for any, on loopback."""

    on: bool = False
    address: str = "127.0.0.1"
    port: int = 11112
    ae: str = "SPCXR"
    peers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    quota_gib: int = 20


class Receiving:
    """``view`` is replaced whole. Started and stopped on the lane of the network."""

    def __init__(self, hub: Hub, inbox: Inbox) -> None:
        self._hub, self._inbox = hub, inbox
        self._wanted, self._runs = ReceiverSettings(), ReceiverSettings()
        self.receiver: Receiver | None = None
        self.view = ReceiverView()

    def follow(self, wanted: ReceiverSettings) -> None:
        """The settings say so."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._hub.wake()

    def tick(self) -> float | None:
        """Start or stop where that is not so yet."""
        store, wanted = self._hub.store, self._wanted
        if store is None or wanted == self._runs:
            return None
        self.stop()
        self._runs = wanted
        if wanted.on:
            self._start(wanted, self._inbox.studies(store))
        self._hub.changed()
        return None

    def stop(self) -> None:
        """Let nobody in any more; no thread is left."""
        receiver, self.receiver = self.receiver, None
        if receiver is not None:
            receiver.stop()
        self.view = ReceiverView(received=self.view.received)

    def _start(self, wanted: ReceiverSettings, folder: Path) -> None:
        from spcxr_desktop.pacs.receiver import Receiver

        place = f"{wanted.address}, port {wanted.port}"
        try:
            receiver = Receiver(_listen(wanted, folder), self._heard)
            receiver.start()
        except UserError as error:
            self.view = ReceiverView("failed", wanted.ae, place, self.view.received, Fault.of(error))
            return
        self.receiver = receiver
        place = f"{wanted.address}, port {receiver.port}"
        self.view = ReceiverView("on", wanted.ae, place, self.view.received)

    def _heard(self, received: Received) -> None:
        """On a thread of the receiver's: a study is there."""
        self._inbox.take({received.folder: stamp_of(received.folder)})
        self.view = replace(self.view, received=self.view.received + len(received.objects))
        self._hub.changed()


def _listen(wanted: ReceiverSettings, folder: Path) -> Listen:
    from spcxr_desktop.pacs.receiver import Listen

    return Listen(
        folder, wanted.port, wanted.address, wanted.ae, wanted.peers, wanted.addresses, wanted.quota_gib * GIB
    )
