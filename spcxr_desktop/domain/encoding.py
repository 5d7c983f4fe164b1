"""Commands and histories as bytes: for the journal and for the sealed record.

A block is the length of a canonical JSON head (u32, big-endian), the head, and the bytes that the head counts.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import astuple, dataclass
from typing import Literal, cast

from spcxr_desktop.domain.document import Atom, Collection, ItemChange, PixelPatch, ReviewDocument, read_item
from spcxr_desktop.domain.history import Command, History
from spcxr_desktop.domain.masks import Rect
from spcxr_desktop.domain.plain import Plain, canonical, from_plain, to_plain

_LENGTH = struct.Struct(">I")
PlainMap = dict[str, Plain]


@dataclass(frozen=True)
class _PatchHead:
    """What the head says of a patch; ``sizes``: bytes before, bytes after."""

    mask: str
    rect: tuple[int, int, int, int]
    sizes: tuple[int, int]
    kind: Literal["patch"] = "patch"


def encode_command(command: Command) -> bytes:
    """Everything of a command; ``decode_command`` gives an equal one."""
    atoms: list[Plain] = []
    pixels: list[bytes] = []
    for atom in command.atoms:
        if isinstance(atom, PixelPatch):
            atoms.append(to_plain(_PatchHead(atom.mask, astuple(atom.rect), (len(atom.before), len(atom.after)))))
            pixels += [atom.before, atom.after]
        else:
            atoms.append([atom.collection, atom.key, to_plain(atom.before), to_plain(atom.after)])
    return _block({"name": command.name, "atoms": atoms}, b"".join(pixels))


def decode_command(data: bytes) -> Command:
    """Raises ValueError for anything that ``encode_command`` did not make."""
    head, pixels = _unblock(data)
    atoms: list[Atom] = []
    start = 0
    for plain in _list(head.get("atoms")):
        atom, start = _patch(plain, pixels, start) if isinstance(plain, dict) else (_item(plain), start)
        atoms.append(atom)
    if start != len(pixels):
        raise ValueError("a command has pixels left over")
    return Command(from_plain(str, head.get("name")), tuple(atoms))


def encode_history(history: History) -> bytes:
    """Both stacks, the saved mark and the limits, compressed."""
    commands = [encode_command(command) for command in (*history.done, *history.undone)]
    head: PlainMap = {
        "limits": [history.max_bytes, history.max_depth],
        "saved": history.saved_at,
        "done": len(history.done),
        "sizes": [len(command) for command in commands],
    }
    return zlib.compress(_block(head, b"".join(commands)), 1)


def decode_history(data: bytes, document: ReviewDocument) -> History:
    """The history of ``document``, which already is in the state that was encoded with it. Raises ValueError."""
    try:
        head, body = _unblock(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError("a history is damaged") from error
    commands: list[Command] = []
    start = 0
    for size in from_plain(tuple[int, ...], head.get("sizes")):
        commands.append(decode_command(body[start : start + size]))
        start += size
    done = from_plain(int, head.get("done"))
    limits = from_plain(tuple[int, int], head.get("limits"))
    saved = None if head.get("saved") is None else from_plain(int, head.get("saved"))
    return History.restored(document, commands[:done], commands[done:], saved, limits)


def _patch(plain: Plain, pixels: bytes, start: int) -> tuple[Atom, int]:
    """A patch, and where the pixels of the next one begin."""
    head = from_plain(_PatchHead, plain)
    middle, end = start + head.sizes[0], start + sum(head.sizes)
    if min(head.sizes) < 0 or end > len(pixels):
        raise ValueError("a command has too few pixels")
    return PixelPatch(head.mask, Rect(*head.rect), pixels[start:middle], pixels[middle:end]), end


def _item(plain: Plain) -> Atom:
    parts = _list(plain)
    if len(parts) != 4:
        raise ValueError("an unknown kind of atom")
    collection, key = from_plain(str, parts[0]), from_plain(str, parts[1])
    before, after = (None if value is None else read_item(collection, value) for value in parts[2:])
    return ItemChange(cast(Collection, collection), key, before, after)


def _block(head: PlainMap, body: bytes) -> bytes:
    text = canonical(head)
    return _LENGTH.pack(len(text)) + text + body


def _unblock(data: bytes) -> tuple[PlainMap, bytes]:
    if len(data) < _LENGTH.size:
        raise ValueError("a block is too short")
    end = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    head = json.loads(data[_LENGTH.size : end])  # its errors are ValueErrors
    if not isinstance(head, dict):
        raise ValueError("a block has no head")
    return head, data[end:]


def _list(plain: Plain) -> list[Plain]:
    if not isinstance(plain, list):
        raise ValueError("a list is expected")
    return plain
