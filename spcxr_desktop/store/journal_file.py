"""The bytes of a journal: frames that say how long they are, where they stand and what came before them.

    "SPCXRJ1\\n", then frames: length u32 | sequence u64 | check u32 | payload        (big-endian)

``check`` is the CRC-32 of length, sequence and payload, begun with the check of the frame before, so that a frame
counts only where every frame before it is whole. Frame 0 is the header. A file is read up to its last whole frame.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spcxr_desktop.domain.encoding import decode_command, encode_command
from spcxr_desktop.domain.history import Command, History, Step
from spcxr_desktop.domain.plain import canonical, from_plain, to_plain

MAGIC = b"SPCXRJ1\n"
SUFFIX = ".journal"

_PREFIX = struct.Struct(">IQ")
_CHECK = struct.Struct(">I")
_OVERHEAD = _PREFIX.size + _CHECK.size
_STEPS: dict[Step, bytes] = {"do": b"D", "undo": b"U", "redo": b"R"}


@dataclass(frozen=True)
class JournalHeader:
    """``journal``: an id that is new each time one is begun; ``base``: hash of the sealed state it starts from."""

    review: str
    journal: str
    base: str


@dataclass(frozen=True)
class JournalState:
    """What a file holds. ``end``: byte after the last whole frame; ``torn``: bytes after it that are none.

    ``damaged``: these bytes are more than a last frame that was cut short, so that steps may be lost in them.
    """

    header: JournalHeader
    records: tuple[bytes, ...]
    end: int
    check: int
    torn: int
    damaged: bool

    @property
    def next_sequence(self) -> int:
        """Of the frame that is written next."""
        return len(self.records) + 1


def frame(sequence: int, payload: bytes, previous: int) -> tuple[bytes, int]:
    """One frame and its check, which the next frame begins with."""
    prefix = _PREFIX.pack(len(payload), sequence)
    check = zlib.crc32(payload, zlib.crc32(prefix, previous))
    return prefix + _CHECK.pack(check) + payload, check


def beginning(header: JournalHeader) -> tuple[bytes, int]:
    """The bytes of a new journal and the check of its header."""
    first, check = frame(0, canonical(to_plain(header)), 0)
    return MAGIC + first, check


def read_journal(path: Path) -> JournalState:
    """Every whole frame. Raises ValueError where not even the header is whole, OSError."""
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        raise ValueError("this is no journal")
    end, check = len(MAGIC), 0
    payloads: list[bytes] = []
    for payload, after, own in _frames(data, end):
        payloads.append(payload)
        end, check = after, own
    if not payloads:
        raise ValueError("a journal has no header")
    header = from_plain(JournalHeader, json.loads(payloads[0]))
    rest = data[end:]
    whole = len(rest) >= _OVERHEAD and len(rest) >= _OVERHEAD + _PREFIX.unpack_from(rest)[0]
    return JournalState(header, tuple(payloads[1:]), end, check, len(rest), whole)


def encode_step(step: Step, command: Command) -> bytes:
    """One record. An undo or redo needs no command: the stacks know which."""
    return _STEPS[step] + (encode_command(command) if step == "do" else b"")


def replay(history: History, records: Iterable[bytes]) -> None:
    """Take every recorded step again. Raises ValueError where they do not belong to this history's document."""
    for record in records:
        kind = record[:1]
        if kind == _STEPS["do"]:
            done = history.do(decode_command(record[1:]))
        else:
            done = history.undo() if kind == _STEPS["undo"] else history.redo() if kind == _STEPS["redo"] else None
        if done is None:
            raise ValueError("a recorded step does not fit the document")


def _frames(data: bytes, start: int) -> Iterator[tuple[bytes, int, int]]:
    """Payload, end and check of each whole frame in order."""
    check, sequence = 0, 0
    while len(data) - start >= _OVERHEAD:
        length, number = _PREFIX.unpack_from(data, start)
        (stored,) = _CHECK.unpack_from(data, start + _PREFIX.size)
        end = start + _OVERHEAD + length
        if number != sequence or end > len(data):
            return
        payload = data[start + _OVERHEAD : end]
        check = zlib.crc32(payload, zlib.crc32(data[start : start + _PREFIX.size], check))
        if check != stored:
            return
        yield payload, end, check
        start, sequence = end, sequence + 1
