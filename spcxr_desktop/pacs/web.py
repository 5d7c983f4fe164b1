"""One conversation with a DICOMweb node: dicomweb-client over a session with bounds, and faults in words."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import requests
import requests.auth
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import faults
from spcxr_desktop.pacs.limits import MIB, Limits
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.secrets import secret_of
from spcxr_desktop.pacs.transfer import Cancel

if TYPE_CHECKING:
    from dicomweb_client.api import DICOMwebClient

_TICK_S = 0.25
_BUSY = (429, 502, 503, 504)
_ANSWER = 64 * MIB  # of JSON: some 20,000 studies
T = TypeVar("T")


class Web:
    """``client`` for searches, ``session`` for what is streamed, both under the same watch."""

    def __init__(self, node: Node, limits: Limits, cancel: Cancel) -> None:
        from dicomweb_client.api import DICOMwebClient

        for name in ("dicomweb_client", "urllib3", "requests"):  # they log addresses, and a search is in the address
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self.node, self.limits, self._cancel = node, limits, cancel
        self.url = node.url.rstrip("/")
        self.session = _session(node, self)
        self.timeout = (limits.connect_s, limits.silence_s)
        self.client: DICOMwebClient = DICOMwebClient(self.url, session=self.session, timeout=self.timeout)
        self.client.set_http_retry_params(retry=False)
        self.fault = ""
        self._sockets: list[socket.socket] = []
        self._until = float("inf")
        self._over = threading.Event()
        self._guard = threading.Thread(target=self._watch, daemon=True)

    def watched(self, connection: socket.socket) -> None:
        """A new connection: it is cut where the user ends the call or the time is over."""
        self._sockets.append(connection)

    def message(self) -> None:
        """The time of one answer or one object counts from here."""
        self._until = time.monotonic() + self.limits.message_s

    def _watch(self) -> None:
        while not self._over.wait(_TICK_S):
            late = time.monotonic() > self._until
            if self._cancel() or late:
                self.fault = self.fault or ("silent" if late else "cancelled")
                for connection in self._sockets:
                    _cut(connection)

    def asked(self, call: Callable[[], T], what: str) -> T:
        """``call``, which may be repeated: again after a pause where the node is busy or gone. Raises UserError."""
        for attempt in range(1, self.limits.attempts + 1):
            error: UserError
            try:
                self.message()
                return call()
            except (requests.RequestException, HTTPError, OSError) as fault:
                error = self.told(fault, what)
            if attempt == self.limits.attempts or not faults.worth_a_retry(error) or self.fault:
                raise error
            if self._over.wait(self.limits.pause_s * 2 ** (attempt - 1)) or self._cancel():
                raise faults.cancelled()
        raise AssertionError("there is at least one attempt")

    def told(self, fault: Exception, what: str) -> UserError:
        """What went wrong, in words."""
        if self.fault:
            return faults.cancelled() if self.fault == "cancelled" else faults.silent(self.node)
        if isinstance(fault, requests.HTTPError) and fault.response is not None:
            return status_error(self.node, fault.response.status_code, what)
        if isinstance(fault, requests.exceptions.SSLError):
            return faults.tls_failed(self.node)
        if isinstance(fault, requests.Timeout):
            return faults.silent(self.node)
        if isinstance(fault, requests.exceptions.JSONDecodeError):
            return faults.protocol(self.node, "an answer that is not JSON")
        text = str(fault)
        if isinstance(fault, requests.ConnectionError) and any(w in text for w in ("refused", "resolve", "establish")):
            return faults.unreachable(self.node)
        return faults.lost(self.node)

    def _open(self) -> None:
        self._guard.start()

    def _close(self) -> None:
        self._over.set()
        self.session.close()
        self._guard.join()


@contextmanager
def web(node: Node, limits: Limits, cancel: Cancel) -> Iterator[Web]:
    """A conversation; no connection and no thread is left. Raises UserError."""
    made = Web(node, limits, cancel)
    made._open()
    try:
        yield made
    finally:
        made._close()


def status_error(node: Node, status: int, what: str) -> UserError:
    """An HTTP status that is not success."""
    if status in (401, 403):
        return faults.sign_in_failed(node, status)
    if status in _BUSY:
        return UserError(
            f"'{node.name}' is busy (status {status}).", "A server with time for us.", "Try again in a while.",
            code="unreachable",
        )  # fmt: skip
    return faults.rejected(node, what, status)


class _Session(requests.Session):
    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """A wildcard stands as it is (RFC 3986 2.2 allows it): Orthanc does not know it as %2A."""
        prepared = super().prepare_request(request)
        prepared.url = (prepared.url or "").replace("%2A", "*")
        return prepared


def _session(node: Node, made: Web) -> requests.Session:
    session = _Session()
    session.trust_env = False  # no password of ~/.netrc, no proxy that nobody set here
    session.max_redirects = 0
    if node.tls.ca_file:
        session.verify = node.tls.ca_file
    if node.tls.certificate_file:
        session.cert = (node.tls.certificate_file, node.tls.key_file)
    if node.auth == "basic":
        session.auth = requests.auth.HTTPBasicAuth(node.user.encode(), secret_of(node).encode())
    elif node.auth == "bearer":
        session.headers["Authorization"] = f"Bearer {secret_of(node)}"
    adapter = _Adapter(made)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    session.hooks["response"].append(_bounded)
    return session


def _bounded(response: requests.Response, *_: Any, **given: Any) -> None:  # noqa: ANN401
    """Read an answer that is not streamed, up to its bound: requests itself would read whatever comes."""
    if given.get("stream"):
        return
    content = bytearray()
    for chunk in response.iter_content(1 << 16):
        content += chunk
        if len(content) > _ANSWER:
            response.close()
            raise requests.exceptions.ContentDecodingError("longer than its bound")
    response._content = bytes(content)


class _Adapter(HTTPAdapter):
    """Connections are told to the watch."""

    def __init__(self, made: Web) -> None:
        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                made.watched(self.sock)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                made.watched(self.sock)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self._pools = {"http": PlainPool, "https": SecurePool}
        super().__init__(max_retries=0)

    def init_poolmanager(self, *given: Any, **named: Any) -> None:  # noqa: ANN401
        """The pools of this adapter's own connections."""
        super().init_poolmanager(*given, **named)
        self.poolmanager.pool_classes_by_scheme = self._pools


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is closed already
        return
