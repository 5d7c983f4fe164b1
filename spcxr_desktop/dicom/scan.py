"""Finding files: any nesting, no trust in names."""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from spcxr_desktop.domain.errors import UserError

FileKind = Literal["dicom", "image"]
_MAGIC_IMAGE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_PREAMBLE = 128
_FIRST_GROUPS = (0x0002, 0x0008)
_VRS = {b"UL", b"OB", b"UI", b"SH", b"CS", b"DA", b"TM", b"LO", b"ST", b"DT", b"AE", b"UN", b"SQ"}
_LONGEST_FIRST_VALUE = 1024  # bytes; the first element of a data set is a group length, character set or UID


def looks_like(path: Path) -> FileKind | None:
    """What the first bytes say: "dicom" (with or without preamble), "image" (PNG, JPEG), None for anything else.

    The name plays no part. Raises OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_PREAMBLE + 4)
    if head[_PREAMBLE:] == b"DICM":
        return "dicom"
    if head.startswith(_MAGIC_IMAGE):
        return "image"
    return "dicom" if _starts_with_element(head) else None


def _starts_with_element(head: bytes) -> bool:
    """True where ``head`` opens with a plausible first element of group 2 or 8, in any of the raw encodings."""
    if len(head) < 16:
        return False
    for order in "<>":
        group, number = struct.unpack(f"{order}HH", head[:4])
        if group not in _FIRST_GROUPS or number > 0x2112:
            continue
        if head[4:6] in _VRS:
            return True
        (length,) = struct.unpack(f"{order}I", head[4:8])
        if order == "<" and length <= _LONGEST_FIRST_VALUE and length % 2 == 0:
            return True
    return False


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every regular file below ``paths``, in a stable order (as given, then by name), each file once.

    Links are followed, loops are not. A folder that cannot be listed is yielded itself, so that the reader says
    why. Raises UserError for a path that does not exist.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not path.exists():
            raise UserError(f"{path} does not exist.", "A file or a folder.", "Check the path.")
        yield from _walk(path, seen)


def _walk(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    stack = [path]
    while stack:
        current = stack.pop()
        try:
            facts = current.stat()
        except OSError:  # a dangling link: there is no file behind it
            continue
        key = (facts.st_dev, facts.st_ino)
        if key in seen:
            continue
        seen.add(key)
        if stat.S_ISREG(facts.st_mode):
            yield current
        elif stat.S_ISDIR(facts.st_mode):
            try:
                inside = sorted(current.iterdir(), reverse=True)
            except OSError:
                yield current
                continue
            stack.extend(inside)
