"""Bounds around pynetdicom: how long a protocol unit may be, how long one may take, where an object's bytes go.

pynetdicom reads as many bytes as a peer announces, for as long as the peer takes, into memory. What replaces that here
hangs on two seams of an Association: its socket's ``recv`` and ``send``, and its DIMSE provider.
"""

from __future__ import annotations

import io
import queue
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pynetdicom.dimse import DIMSEServiceProvider
from pynetdicom.dimse_messages import C_STORE_RQ, DIMSEMessage

from spcxr_desktop.pacs.limits import Limits
from spcxr_desktop.pacs.meta import Unsound
from spcxr_desktop.pacs.staging import Full, Incoming
from spcxr_desktop.pacs.transfer import Cancel

if TYPE_CHECKING:
    from pynetdicom.association import Association

_SLICE_S = 0.25  # how often cancel is asked

Opened = Callable[[str, str, str], Incoming]  # SOP class, SOP instance, transfer syntax -> where its bytes go


class Unheard(OSError):
    """The peer broke a bound; the connection ends."""


class Watch:
    """What one conversation has seen. ``moved``: when the last byte came or went; ``fault``: which bound broke."""

    def __init__(self, limits: Limits, cancel: Cancel) -> None:
        self.limits, self.cancel = limits, cancel
        self.moved = self.begun = time.monotonic()
        self.received = self.sent = 0
        self.fault = ""

    def touch(self) -> None:
        """A byte came or went."""
        self.moved = time.monotonic()

    def broken(self, fault: str) -> Unheard:
        """Note the first fault."""
        self.fault = self.fault or fault
        return Unheard(fault)

    def check(self) -> None:
        """Raises Unheard where a message takes too long, nothing comes, or the user ended it."""
        now = time.monotonic()
        if self.cancel():
            raise self.broken("cancelled")
        if now - self.moved > self.limits.silence_s or now - self.begun > self.limits.message_s:
            raise self.broken("silent")


def guard(association: Association, transport: Any, watch: Watch, opened: Opened | None = None) -> None:  # noqa: ANN401
    """Put the bounds around a new association and its socket. ``opened``: where objects that are stored to us go."""
    transport.recv = lambda size: _receive(transport, watch, size)
    transport.send = lambda data: _send(transport, watch, data)
    association.dimse = Dimse(association, watch, opened)


def _receive(transport: Any, watch: Watch, size: int) -> bytearray:  # noqa: ANN401
    """``size`` bytes, or fewer where the peer ends. Raises Unheard, after the connection was closed, and OSError."""
    try:
        if size > watch.limits.pdu:
            raise watch.broken("length")
        data = bytearray(size)
        view, got, begun = memoryview(data), 0, time.monotonic()
        transport.socket.settimeout(_SLICE_S)
        while got < size:
            try:
                count = transport.socket.recv_into(view[got:])
            except TimeoutError:
                count = None
            if time.monotonic() - begun > watch.limits.silence_s:
                raise watch.broken("silent")
            if count is None:
                watch.check()
                continue
            if count == 0:
                break
            watch.touch()
            got += count
            watch.received += count
        return data if got == size else bytearray(view[:got])
    except Unheard:
        _shut(transport.socket)
        raise


def _send(transport: Any, watch: Watch, data: bytes) -> None:  # noqa: ANN401
    """Send all of it, or say that the connection is over."""
    view, sent = memoryview(data), 0
    try:
        transport.socket.settimeout(_SLICE_S)
        while sent < len(view):
            try:
                count = transport.socket.send(view[sent:])
            except TimeoutError:
                watch.check()
                continue
            watch.touch()
            sent += count
            watch.sent += count
    except (OSError, AttributeError):  # AttributeError: the library has closed and dropped the socket
        _shut(transport.socket)
        transport.event_queue.put("Evt17")


def _shut(connection: socket.socket | None) -> None:
    try:
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is closed already
        return


class Dimse(DIMSEServiceProvider):
    """pynetdicom's provider with bounds, an ear for cancel, and a place for data sets other than memory."""

    def __init__(self, association: Association, watch: Watch, opened: Opened | None) -> None:
        super().__init__(association)
        self.watch, self._opened = watch, opened
        self.incoming: Body | None = None

    def get_msg(self, block: bool = False) -> Any:  # noqa: ANN401
        """The next message, (None, None) where there will be none. Its time counts from here."""
        if not block:
            return super().get_msg(False)
        self.watch.begun = self.watch.moved = time.monotonic()
        while True:
            try:
                return self.msg_queue.get(timeout=_SLICE_S)
            except queue.Empty:
                try:
                    self.watch.check()
                except Unheard:
                    return None, None
                if not self.dul.is_alive():
                    return None, None

    def receive_primitive(self, primitive: Any) -> None:  # noqa: ANN401
        """Bytes of a message. Where it grows beyond its bound, takes too long or is none, the connection ends."""
        if self.message is None:
            self.message = DIMSEMessage()
            self.message.encoded_command_set = _Bounded(self.watch.limits.command)
            self.incoming = Body(self, self.message)
            self.message.data_set = self.incoming
            self.watch.begun = time.monotonic()
        try:
            self.watch.check()
            super().receive_primitive(primitive)
        except Exception as error:  # garbage inside a well-formed unit
            self.drop()
            if not isinstance(error, Unheard):
                self.watch.broken("garbage")
            _shut(self.dul.socket.socket if self.dul.socket else None)  # the reactor finds it closed and ends

    def drop(self) -> None:
        """The object that is arriving will not be whole."""
        if self.incoming is not None:
            self.incoming.drop()
            self.incoming = None


class _Bounded(io.BytesIO):
    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:  # noqa: ANN401
        """Raises OverflowError."""
        if self.tell() + len(data) > self._most:
            raise OverflowError("longer than its bound")
        return super().write(data)


class Body(_Bounded):
    """The data set of a message that arrives: of an answer in memory, of an object in the staging folder."""

    def __init__(self, provider: Dimse, message: DIMSEMessage) -> None:
        super().__init__(provider.watch.limits.answer)
        self._provider, self._message = provider, message
        self.incoming: Incoming | None = None
        self.fault: Exception | None = None

    def write(self, data: Any) -> int:  # noqa: ANN401
        """Raises OverflowError for an answer; what cannot be kept of an object is remembered and told in its status."""
        if not isinstance(self._message, C_STORE_RQ):
            return super().write(data)
        try:
            if self.incoming is None and self.fault is None:
                self.incoming = self._open()
            if self.incoming is not None:
                self.incoming.write(data)
        except (Full, Unsound, OSError) as error:
            self.fault = error
            self.drop()
        return len(data)

    def _open(self) -> Incoming:
        command: Any = self._message.command_set
        context = self._provider.assoc._accepted_cx.get(self._message.context_id or 0)
        if self._provider._opened is None or context is None:
            raise Unsound("nothing is stored on this connection")
        syntax = str(context.transfer_syntax[0])
        return self._provider._opened(str(command.AffectedSOPClassUID), str(command.AffectedSOPInstanceUID), syntax)

    def drop(self) -> None:
        """Nothing of the object stays."""
        if self.incoming is not None:
            self.incoming.drop()
            self.incoming = None
