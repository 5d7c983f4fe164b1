"""One running program per user and screen: a second start hands its paths to the first and ends.

The message is 4 bytes of length, big-endian, and so many of a JSON list of absolute paths; the answer is one byte
once it was understood. The socket is the user's own, and so is whoever listens on it, or nothing is sent.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import struct
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

MAX_BYTES = 2**20
_LENGTH = struct.Struct(">I")
_UNDERSTOOD = b"\x06"  # ASCII ACK
_CONNECT_MS = 300  # connecting is answered by the system, not by the other program
_ANSWER_MS = 5000  # the other window may be in the middle of something
_LOCK_MS = 2000
_LONGEST_NAME = 100  # bytes; the path of a Unix socket must fit into 108


def socket_name() -> str:
    """Where this user's window on this screen listens: a path, on Windows the name of a pipe."""
    screen = "|".join(
        os.environ.get(key, "") for key in ("SESSIONNAME", "WAYLAND_DISPLAY", "DISPLAY", "XDG_SESSION_ID")
    )
    user = str(os.getuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "")
    name = f"spcxr-{hashlib.sha256(f'{user}|{screen}'.encode(errors='replace')).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
        path = Path(folder or "/", name)
        if folder and path.parent.is_dir() and len(os.fsencode(path)) <= _LONGEST_NAME:
            return str(path)
    return f"/tmp/{name}"


def encode(paths: Sequence[Path]) -> bytes | None:
    """The message; None where it would be too long."""
    body = json.dumps([str(path) for path in paths]).encode("ascii")
    return _LENGTH.pack(len(body)) + body if len(body) <= MAX_BYTES else None


def decode(body: bytes) -> list[Path] | None:
    """The paths of a message without its length; None where it is anything but a list of absolute paths."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) and "\0" not in value for value in values):
        return None
    paths = [Path(value) for value in values]
    return paths if all(path.is_absolute() for path in paths) else None


class Instance(QObject):
    """This start of the program: gives its paths to the one that runs, or becomes the one that runs."""

    received = Signal(list)  # list[Path] from a later start; empty when it only wants the window

    def __init__(self, name: str | None = None) -> None:
        super().__init__()
        self._name = name or socket_name()
        self._server: QLocalServer | None = None
        self._unfinished: dict[QLocalSocket, bytearray] = {}

    def hand_over(self, paths: Sequence[Path]) -> bool:
        """Give the paths to the program that runs; False if there is none, or it does not answer."""
        message = encode(paths)
        socket = self._connect()
        if socket is None or message is None:
            return False
        socket.write(message)
        understood = socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.readAll().data()) == _UNDERSTOOD
        socket.abort()
        return understood

    def listen(self) -> bool:
        """Take what later starts hand over; False where another window already does, or the system forbids it."""
        lock = QLockFile(self._lock_path())  # two starts at once must not both clear away what a crash left behind
        if not lock.tryLock(_LOCK_MS):
            return False
        try:
            other = self._connect()
            if other is not None:
                other.abort()
                return False
            if os.path.lexists(self._name) and not self._ours():
                return False  # a socket that a crash left behind is replaced, nothing else is
            server = QLocalServer(self)
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            server.newConnection.connect(self._greet)
            if not server.listen(self._name):
                return False
            self._server = server
            return True
        finally:
            lock.unlock()

    def close(self) -> None:
        """Listen no longer."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _connect(self) -> QLocalSocket | None:
        if not self._ours():
            return None
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        return socket if socket.waitForConnected(_CONNECT_MS) else None

    def _ours(self) -> bool:
        """Whether the socket was made by this user: in a shared folder another could lie in wait for paths."""
        if sys.platform == "win32":
            return True  # pipes are kept apart by the access list that UserAccessOption sets
        try:
            facts = Path(self._name).lstat()
        except OSError:
            return False
        return stat.S_ISSOCK(facts.st_mode) and facts.st_uid == os.getuid()

    def _lock_path(self) -> str:
        return str(Path(tempfile.gettempdir(), f"{self._name}.lock"))  # beside the socket where that is a path

    def _greet(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setParent(self)  # outlives its own signals, whoever hangs up first
            self._unfinished[socket] = bytearray()
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(self._forget)
        self._hear()

    def _hear(self) -> None:
        """Collect messages; whoever sends something else is hung up on."""
        for socket, heard in list(self._unfinished.items()):
            heard += socket.read(_LENGTH.size + MAX_BYTES + 1 - len(heard)).data()
            if len(heard) < _LENGTH.size:
                continue
            (length,) = _LENGTH.unpack_from(heard)
            if length <= MAX_BYTES and len(heard) < _LENGTH.size + length:
                continue
            paths = decode(bytes(heard[_LENGTH.size :])) if len(heard) == _LENGTH.size + length else None
            del self._unfinished[socket]
            if paths is None:
                socket.abort()
                continue
            socket.write(_UNDERSTOOD)
            socket.flush()
            self.received.emit(paths)

    def _forget(self) -> None:
        """Let go of who hung up."""
        for socket in self.findChildren(QLocalSocket):
            if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._unfinished.pop(socket, None)
                socket.deleteLater()
