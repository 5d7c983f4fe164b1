"""A C-STORE receiver (PS3.4 B): off unless somebody starts it, on this computer alone unless told otherwise.

What it takes lies in ``Listen.folder`` as ``staging`` has it. An object is acknowledged when it is on the disk and is
what was announced. A study is shown to others when its association ended in order; after a broken one, what was
acknowledged waits for the sender to try again, ``Listen.hold_s`` at the longest, so that nobody reads half a study
unknowingly.
"""

from __future__ import annotations

import ipaddress
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.dimse_commit import COMMITMENT, Reports
from spcxr_desktop.pacs.limits import DEFAULT, GIB, Limits
from spcxr_desktop.pacs.meta import IMPLEMENTATION_NAME, IMPLEMENTATION_UID, Unsound
from spcxr_desktop.pacs.node import OUR_AE, is_ae
from spcxr_desktop.pacs.quiet import quiet
from spcxr_desktop.pacs.staging import Batch, Staging, Whole
from spcxr_desktop.pacs.syntaxes import DOCUMENTS, IMAGES, PICTURES, encodings_of
from spcxr_desktop.pacs.transfer import never

VERIFICATION = "1.2.840.10008.1.1"
_TICK_S = 0.5


@dataclass(frozen=True)
class Listen:
    """How the receiver listens. Raises UserError where it cannot be meant.

    ``address``: 127.0.0.1 unless others are to reach it. ``port``: 0 for any. ``ae_titles``: who may call, none for
    anybody; ``addresses``: from where, IP addresses or networks such as 10.1.0.0/16, none for anywhere. ``quota``:
    bytes in ``folder`` at most. ``most``: associations at a time.
    """

    folder: Path
    port: int = 11112
    address: str = "127.0.0.1"
    ae_title: str = OUR_AE
    ae_titles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    quota: int = 20 * GIB
    most: int = 8
    hold_s: float = 300.0

    def __post_init__(self) -> None:
        """Check every field."""
        try:
            for text in (self.address, *self.addresses):
                ipaddress.ip_network(text, strict=False)
        except ValueError as error:
            raise _unusable("An address is not one.", "IP addresses, or networks such as 10.1.0.0/16.") from error
        if not all(map(is_ae, (self.ae_title, *self.ae_titles))):
            raise _unusable("An AE title is not one.", "1 to 16 letters, digits or signs, without a backslash.")
        if not (0 <= self.port <= 65535 and 1 <= self.most <= 64 and self.quota > 0):
            raise _unusable("Port, quota or number of associations is out of range.", "A port up to 65535.")
        if not ipaddress.ip_address(self.address).is_loopback and not (self.ae_titles and self.addresses):
            raise _unusable(
                "A receiver that other computers can reach would take objects from anybody.",
                "A list of AE titles and a list of addresses that may send.",
            )


@dataclass(frozen=True)
class Received:
    """One study has come. ``objects``: those of this time, in ``folder``. ``whole``: False where its sender broke off
    and did not try again."""

    study: str
    folder: Path
    objects: tuple[Whole, ...]
    calling_ae: str
    whole: bool


@dataclass
class _Visit:
    """One association."""

    batch: Batch
    dimse: Any
    calling_ae: str = ""
    orderly: bool = False
    ended: float | None = None
    objects: list[Whole] = field(default_factory=list)


class Receiver:
    """Listens from ``start`` to ``stop``. ``heard`` is called with every study, on a thread of the receiver's."""

    def __init__(self, listen: Listen, heard: Callable[[Received], None], limits: Limits = DEFAULT) -> None:
        self.listen, self._heard, self._limits = listen, heard, limits
        self._server: Any = None
        self._staging: Staging | None = None
        self._visits: dict[int, _Visit] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._keeper: threading.Thread | None = None
        self.refused = 0
        self.reports = Reports()  # of storage commitment

    @property
    def port(self) -> int:
        """Where it listens now, 0 where it does not."""
        return int(self._server.server_address[1]) if self._server is not None else 0

    def start(self) -> None:
        """Listen. What a former process had acknowledged is told first. Raises UserError."""
        quiet()
        try:
            self.listen.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._staging = Staging(self.listen.folder, self._limits, self.listen.quota)
            left = [batch for batch in self._staging.leftovers() if batch.folder.name.startswith("visit-")]
        except OSError as error:
            raise faults.disk(error.strerror) from error
        for batch in left:
            self._publish(_Visit(batch, None), whole=False)
        try:
            self._server = self._listening()
        except OSError as error:
            raise UserError(
                f"The receiver cannot listen on port {self.listen.port} ({error.strerror}).", "A free port.",
                "Choose another port, or end the program that uses it.", code="port",
            ) from error  # fmt: skip
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        self._over.clear()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def stop(self) -> None:
        """Let nobody in any more, end what runs, tell what is whole. No thread is left."""
        if self._server is None:
            return
        server, self._server = self._server, None
        server.shutdown()
        for association in server.active_associations:
            association.abort()
            association.join(5)
        self._over.set()
        if self._keeper is not None:
            self._keeper.join()
        self._sweep(last=True)

    def _listening(self) -> Any:  # noqa: ANN401
        from pynetdicom import AE, evt

        from spcxr_desktop.pacs.reception import GuardedServer

        entity = AE(ae_title=self.listen.ae_title)
        entity.implementation_class_uid = IMPLEMENTATION_UID
        entity.implementation_version_name = IMPLEMENTATION_NAME
        entity.maximum_pdu_size = self._limits.announced_pdu
        entity.maximum_associations = self.listen.most
        entity.require_called_aet = True
        entity.require_calling_aet = list(self.listen.ae_titles)
        entity.acse_timeout = entity.connection_timeout = self._limits.connect_s
        entity.dimse_timeout = entity.network_timeout = self._limits.silence_s
        entity.add_supported_context(VERIFICATION)
        entity.add_supported_context(COMMITMENT, scu_role=True, scp_role=True)  # its reports come to us
        for sop_class in (*IMAGES, *PICTURES, *DOCUMENTS):
            entity.add_supported_context(sop_class, list(encodings_of(sop_class)))
        handlers: list[Any] = [
            (evt.EVT_C_STORE, self._store), (evt.EVT_RELEASED, self._released), (evt.EVT_ESTABLISHED, self._let_in),
            (evt.EVT_N_EVENT_REPORT, self.reports.take),
        ]  # fmt: skip
        server = entity.make_server(
            (self.listen.address, self.listen.port), evt_handlers=handlers, server_class=GuardedServer, receiver=self
        )
        entity._servers.append(server)  # where its shutdown looks for it
        return server

    def admits(self, address: str) -> bool:
        """Whether an address may send, and there is room for one more."""
        allowed = self.listen.addresses
        known = not allowed or any(
            ipaddress.ip_address(address) in ipaddress.ip_network(one, strict=False) for one in allowed
        )
        with self._lock:
            busy = sum(visit.ended is None for visit in self._visits.values())
            if not known or busy >= 2 * self.listen.most:  # those let in, and as many that are told there is no room
                self.refused += 1
                return False
        return True

    def visit(self, association: Any, transport: Any) -> None:  # noqa: ANN401
        """An association begins. Raises OSError."""
        from spcxr_desktop.pacs.guard import Watch, guard

        if self._staging is None:
            raise OSError("not started")
        batch = self._staging.batch(f"visit-{uuid.uuid4().hex}")
        guard(association, transport, Watch(self._limits, never), batch.object)
        with self._lock:
            self._visits[id(association)] = _Visit(batch, association.dimse)
        association.spcxr_begun = time.monotonic()

    def _let_in(self, event: Any) -> None:  # noqa: ANN401
        self._visits[id(event.assoc)].calling_ae = str(event.assoc.requestor.ae_title).strip()

    def _store(self, event: Any) -> int:  # noqa: ANN401
        from spcxr_desktop.pacs.dimse_get import store_answer

        return store_answer(event, self._visits[id(event.assoc)].objects.append)

    def _released(self, event: Any) -> None:  # noqa: ANN401
        self._visits[id(event.assoc)].orderly = True

    def _keep(self) -> None:
        while not self._over.wait(_TICK_S):
            self._sweep(last=False)

    def _sweep(self, last: bool) -> None:
        """Tell what is whole of associations that are over."""
        now = time.monotonic()
        running = {id(one) for one in threading.enumerate()}
        ready: list[tuple[_Visit, bool]] = []
        with self._lock:
            for key, visit in list(self._visits.items()):
                if visit.ended is None and (last or key not in running) and (now - visit.dimse.watch.begun > 0):
                    visit.ended = now
                    visit.dimse.drop()
                if visit.ended is None:
                    continue
                if visit.orderly or last or not visit.objects or now - visit.ended > self.listen.hold_s:
                    ready.append((visit, visit.orderly))
                    del self._visits[key]
            done = {item.study for visit, orderly in ready if orderly for item in visit.objects}
            for key, visit in list(self._visits.items()):  # the sender came again: what had waited goes with it
                if visit.ended is not None and {item.study for item in visit.objects} <= done:
                    ready.insert(0, (visit, True))
                    del self._visits[key]
        for visit, whole in ready:
            self._publish(visit, whole)

    def _publish(self, visit: _Visit, whole: bool) -> None:
        try:
            made = visit.batch.publish()
        except (OSError, Unsound):  # what is acknowledged stays where it is and is told at the next start
            return
        for study, objects in made.items():
            self._heard(Received(study, self.listen.folder / study, tuple(objects), visit.calling_ae, whole))


def _unusable(found: str, expected: str) -> UserError:
    return UserError(found, expected, "Correct the receiver's settings.", code="receiver")
