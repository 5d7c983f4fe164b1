"""What a reading worker may spend on one file, and the word for "no longer wanted". Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass


class Cancelled(Exception):
    """Whoever asked does not want the answer any more, or the door was closed. Not an error."""


@dataclass(frozen=True)
class Limits:
    """``read_s`` (plus ``read_s_per_mib`` of the file) and ``header_s``: seconds for one file. ``find_s``: for the
    next hundred files of a search. ``start_s``: from the start of a worker to its first word.

    ``memory_bytes``: what a worker may take on top of its own code. ``reply_bytes`` and ``array_bytes``: what one
    answer may weigh, texts and numbers, and arrays. ``starts``: how often a worker is started in a row that dies
    before its first word; ``rest_s``: how long nobody tries again after that.
    """

    read_s: float = 10.0
    read_s_per_mib: float = 0.1
    header_s: float = 5.0
    find_s: float = 30.0
    start_s: float = 60.0
    memory_bytes: int = 1536 << 20
    reply_bytes: int = 8 << 20
    array_bytes: int = 1 << 30
    starts: int = 3
    rest_s: float = 5.0
