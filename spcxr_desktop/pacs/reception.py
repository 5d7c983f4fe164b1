"""The server under the receiver: pynetdicom's, with bounds put on every connection before a byte is read."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from pynetdicom.transport import RequestHandler, ThreadedAssociationServer

if TYPE_CHECKING:
    from spcxr_desktop.pacs.receiver import Receiver


class GuardedServer(ThreadedAssociationServer):
    """Lets in whom the receiver admits. ``receiver``: whose server it is."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(self, *given: Any, receiver: Receiver, **named: Any) -> None:  # noqa: ANN401
        self.receiver = receiver
        super().__init__(*given, **{**named, "request_handler": _Handler})

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401
        """Whether this connection is taken at all."""
        return self.receiver.admits(str(client_address[0]))

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Begin an association; what goes wrong with one does not end the others."""
        try:
            self.finish_request(request, client_address)
        except OSError:
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """socketserver would print a traceback: the peer's fault is no fault of ours."""
        self.shutdown_request(request)


class _Handler(RequestHandler):
    def _create_association(self) -> Any:  # noqa: ANN401
        association = super()._create_association()
        transport: Any = association.dul.socket
        transport.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server: Any = self.server
        server.receiver.visit(association, transport)
        return association
