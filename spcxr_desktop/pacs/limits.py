"""What a peer may make us hold, and how long it may make us wait."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB, GIB = 2**10, 2**20, 2**30


@dataclass(frozen=True)
class Limits:
    """Bounds of one conversation. Seconds and bytes.

    ``connect_s``: to be connected and let in. ``silence_s``: without a byte from the other side. ``message_s``: for one
    answer or one object to be whole, however steadily it drips. ``pdu``: the longest protocol unit that is taken;
    ``announced_pdu``: the one we ask for (PS3.8 D.1). ``command``, ``answer``, ``object``: of a command set, of one
    answer to a query, of one object. ``answers``: to one query. ``free``: disk that must stay free. ``attempts``: of
    a request that may be repeated, the wait doubles from ``pause_s``.
    """

    connect_s: float = 15.0
    silence_s: float = 60.0
    message_s: float = 600.0
    pdu: int = 1 * MIB
    announced_pdu: int = 256 * KIB
    command: int = 64 * KIB
    answer: int = 1 * MIB
    object: int = 2 * GIB
    answers: int = 10_000
    free: int = 1 * GIB
    attempts: int = 3
    pause_s: float = 0.5


DEFAULT = Limits()
