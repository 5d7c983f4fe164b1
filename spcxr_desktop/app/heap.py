"""Memory that films use one after the other stays with the process instead of going back and forth.

GNU's malloc maps a large array anew for each film and gives it back after; the system then clears every page of it once
more. On a film of 3.8 Mpx that is a fifth of all that is not the models.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # malloc.h
_LARGEST = 32 << 20  # bytes; malloc takes no higher one, and larger arrays are few
_KEPT = 256 << 20


def keep_heap() -> None:
    """From here on, up to 256 MiB of free memory are kept, in one heap for all threads. Linux with GNU's malloc."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(AttributeError, OSError):  # another C library than GNU's
        mallopt = ctypes.CDLL(None).mallopt
        for what, value in ((_MMAP_THRESHOLD, _LARGEST), (_TRIM_THRESHOLD, _KEPT), (_ARENA_MAX, 1)):
            mallopt(what, value)
