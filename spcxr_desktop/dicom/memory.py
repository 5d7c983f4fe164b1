"""The arrays' way from a worker to the program: memory both have open, or, where there is no such thing, the pipe.

On Linux it is a file in memory without a name (``memfd_create``): made by the program, inherited by the one worker,
gone with the last of the two, whatever kills them; nothing ever stands in /dev/shm. It is read with ``preadv``, not
mapped, so that a worker which shortens it causes a short read and not a SIGBUS. It is used again for the next file:
new pages cost more (13 ms for 18 MB) than both copies together (4 ms).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from multiprocessing import reduction
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALIGN = 64  # bytes
_KEEP = 32 << 20  # bytes that stay allocated for the next file
_PIECE = 1 << 20  # bytes of a message where arrays go through the pipe


class Memory:
    """An open memory file. Pickles only into a process that is being spawned, which inherits it."""

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def __reduce__(self) -> tuple[Callable[[Any], Memory], tuple[Any]]:
        return _inherited, (reduction.DupFd(self.fd),)  # type: ignore[attr-defined,unused-ignore]

    def close(self) -> None:
        """Let go of it. Idempotent."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def make_memory() -> Memory | None:
    """A new empty memory file; None where the system has none without a name."""
    if sys.platform == "linux" and hasattr(os, "memfd_create"):
        return Memory(os.memfd_create("spcxr-pixels"))
    return None


def send_arrays(connection: Connection, memory: Memory | None, reply: bytes, arrays: Sequence[NDArray[Any]]) -> None:
    """In the worker: send a reply and its arrays (C-contiguous)."""
    views = [_bytes(array) for array in arrays]
    if memory is None:
        connection.send_bytes(reply)
        for view in views:
            for start in range(0, len(view), _PIECE):
                connection.send_bytes(view[start : start + _PIECE])
        return
    place = 0
    for view in views:
        done = 0
        while done < len(view):
            done += os.pwrite(memory.fd, view[done:], place + done)
        place += _aligned(len(view))
    connection.send_bytes(reply)


def receive_arrays(connection: Connection, memory: Memory | None, arrays: Sequence[NDArray[Any]]) -> None:
    """In the program: fill arrays (C-contiguous), in the order in which they were sent, after the reply came.

    Raises ValueError where less or more was sent.
    """
    place = 0
    for array in arrays:
        view = _bytes(array)
        done = 0
        while done < len(view):
            if memory is None:
                piece = connection.recv_bytes(_PIECE)
                view[done : done + len(piece)] = piece
                got = len(piece)
            else:
                got = os.preadv(memory.fd, [view[done:]], place + done)
            if got == 0:
                raise ValueError("fewer bytes than the arrays have")
            done += got
        place += _aligned(len(view))
    if memory is not None and place > _KEEP:
        os.truncate(memory.fd, 0)


def _bytes(array: NDArray[Any]) -> memoryview:
    return memoryview(array.reshape(-1).view("uint8").data)


def _aligned(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


def _inherited(handle: Any) -> Memory:  # noqa: ANN401 - what DupFd becomes on the other side has no public type
    return Memory(handle.detach())
