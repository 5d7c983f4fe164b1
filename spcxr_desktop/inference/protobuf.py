"""The wire format of Protocol Buffers, read without copying (protobuf.dev/programming-guides/encoding).

Only what ``graph_check`` needs: which fields a message has, where each begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5  # 3 and 4, groups, are not part of proto3
_FIXED = {FIXED64: 8, FIXED32: 4}
_MAX_VARINT = 10  # bytes


class WireError(ValueError):
    """The bytes are no message."""


def fields(message: memoryview) -> Iterator[tuple[int, int, int | memoryview]]:
    """(field number, wire type, value) in order: an integer for a varint, else the field's bytes.

    Raises WireError where the message is cut off or is none.
    """
    at, end = 0, len(message)
    while at < end:
        tag, at = _varint(message, at)
        number, wire = tag >> 3, tag & 7
        if number == 0:
            raise WireError("field 0")
        if wire == VARINT:
            value, at = _varint(message, at)
            yield number, wire, value
            continue
        if wire == LENGTH:
            length, at = _varint(message, at)
        elif wire in _FIXED:
            length = _FIXED[wire]
        else:
            raise WireError(f"wire type {wire}")
        if length > end - at:
            raise WireError("a field that ends beyond its message")
        yield number, wire, message[at : at + length]
        at += length


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """The number that begins at ``at``, and where the next thing begins."""
    if at < len(message) and message[at] < 0x80:  # most are one byte
        return message[at], at + 1
    value = 0
    for index in range(_MAX_VARINT):
        if at + index >= len(message):
            raise WireError("a number that is cut off")
        byte = message[at + index]
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + index + 1
    raise WireError("a number of more than ten bytes")
