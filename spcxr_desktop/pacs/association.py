"""One association with a node: opened with bounds, closed whatever happens, faults told in words."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.meta import IMPLEMENTATION_NAME, IMPLEMENTATION_UID
from spcxr_desktop.pacs.node import Node, Tls
from spcxr_desktop.pacs.quiet import quiet
from spcxr_desktop.pacs.transfer import Cancel

if TYPE_CHECKING:
    from pynetdicom.association import Association
    from pynetdicom.presentation import PresentationContext

    from spcxr_desktop.pacs.guard import Opened, Watch

MOST_CONTEXTS = 128  # PS3.8 9.3.2: odd numbers up to 255


class Line:
    """An association that is established. ``watch``: what came and went; ``fault`` says in words how it ended."""

    def __init__(self, node: Node, association: Association, watch: Watch) -> None:
        self.node, self.association, self.watch = node, association, watch

    @property
    def alive(self) -> bool:
        """Whether it still is."""
        return bool(self.association.is_established) and not self.watch.fault

    def fault(self) -> UserError:
        """Why there was no answer."""
        known = {
            "cancelled": faults.cancelled(),
            "silent": faults.silent(self.node),
            "length": faults.protocol(self.node, "a protocol unit of an impossible length"),
            "garbage": faults.protocol(self.node, "a message that is none"),
        }
        return known.get(self.watch.fault) or faults.lost(self.node)


@contextmanager
def associate(
    node: Node, contexts: Sequence[PresentationContext], limits: Limits, cancel: Cancel, *,
    roles: Sequence[object] = (), opened: Opened | None = None, handlers: Sequence[Any] = (),
) -> Iterator[Line]:  # fmt: skip
    """An association with ``contexts``. ``opened``: where objects go that the other side stores (C-GET).

    Raises UserError where it does not come about.
    """
    quiet()
    from spcxr_desktop.pacs.guard import Watch

    watch = Watch(limits, cancel)
    address = _reach(node, limits)
    entity = _entity(node, watch, opened)
    tls = (client_context(node.tls, node), node.host) if node.tls.on else None
    association = entity.associate(
        address, node.port, contexts=list(contexts), ae_title=node.called_ae, max_pdu=limits.announced_pdu,
        ext_neg=list(roles), tls_args=tls, evt_handlers=list(handlers),
    )  # fmt: skip
    line = Line(node, association, watch)
    try:
        if not association.is_established:
            raise _not_established(line)
        yield line
        if line.alive:
            association.release()
    finally:
        if association.is_established:
            association.abort()
        _end(association)


def client_context(tls: Tls, node: Node) -> ssl.SSLContext:
    """Verifies the other side always: by ``ca_file`` alone where given. Raises UserError where a file is no good."""
    try:
        context = ssl.create_default_context(cafile=tls.ca_file or None)
        if tls.certificate_file:
            context.load_cert_chain(tls.certificate_file, tls.key_file)
    except (OSError, ssl.SSLError) as error:
        raise UserError(
            f"The certificates of '{node.name}' cannot be read ({type(error).__name__}).",
            "PEM files: the authority's certificate, and our certificate with its key without a pass phrase.",
            "Choose other files in the node's TLS settings.", code="tls",
        ) from error  # fmt: skip
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _reach(node: Node, limits: Limits) -> str:
    """The address; a name that is not known and a closed port are told apart from TLS here. Raises UserError."""
    try:
        found = socket.getaddrinfo(node.host, node.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise faults.unreachable(node) from error
    return str(found[0][4][0]) if limits.connect_s else node.host


def _entity(node: Node, watch: Watch, opened: Opened | None) -> Any:  # noqa: ANN401
    from pynetdicom import AE

    from spcxr_desktop.pacs.guard import guard

    class Guarded(AE):
        def _create_socket(self, assoc: Association, *rest: Any) -> Any:  # noqa: ANN401
            made = super()._create_socket(assoc, *rest)
            guard(assoc, made, watch, opened)
            return made

    entity = Guarded(ae_title=node.calling_ae)
    entity.implementation_class_uid = IMPLEMENTATION_UID
    entity.implementation_version_name = IMPLEMENTATION_NAME
    entity.connection_timeout = entity.acse_timeout = watch.limits.connect_s
    entity.dimse_timeout = entity.network_timeout = watch.limits.silence_s
    return entity


def _not_established(line: Line) -> UserError:
    association: Any = line.association
    if line.watch.fault:
        return line.fault()
    answer = association.acceptor.primitive
    if association.is_rejected and answer is not None:
        return faults.not_let_in(line.node, answer.result_source, answer.diagnostic)
    if answer is not None:
        return faults.no_context(line.node, "none of what was proposed was accepted")
    if line.watch.sent:
        return faults.silent(line.node) if not line.watch.received else faults.protocol(line.node, "no DICOM greeting")
    return faults.tls_failed(line.node) if line.node.tls.on and _listens(line) else faults.unreachable(line.node)


def _listens(line: Line) -> bool:
    """Whether the port is open at all."""
    try:
        socket.create_connection((line.node.host, line.node.port), line.watch.limits.connect_s).close()
    except OSError:
        return False
    return True


def _end(association: Any) -> None:  # noqa: ANN401
    """No thread of the library outlives the call."""
    association.dimse.drop()
    association.kill()
    until = time.monotonic() + 5
    for thread in (association.dul, association):
        if thread.is_alive():
            thread.join(max(0.0, until - time.monotonic()))
