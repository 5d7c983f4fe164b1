"""Files that carry the same SOP Instance UID, which is meant to be unique in the world (PS3.5 9)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from spcxr_desktop.domain.radiograph import Radiograph

DuplicateKind = Literal["identical", "header differs", "picture differs"]


@dataclass(frozen=True)
class Duplicate:
    """Several entries with one SOP Instance UID. ``entries``: positions, the first of them the one to keep.

    "identical": the same bytes; the later ones may be dropped, and counted. "header differs": the same picture under
    another header. "picture differs": one UID for different pictures, which must not be overlooked.
    """

    kind: DuplicateKind
    entries: tuple[int, ...]

    @property
    def loud(self) -> bool:
        """True where the reader must be told even without asking."""
        return self.kind == "picture differs"

    @property
    def text(self) -> str:
        """For the window, without patient data."""
        count = len(self.entries)
        return {
            "identical": f"{count} identical copies of one file; one is shown.",
            "header differs": f"{count} files hold the same picture under different headers.",
            "picture differs": f"{count} files claim to be the same image but show different pictures. "
            "Ask where they come from before relying on either.",
        }[self.kind]


def collisions(uids: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Positions of two and more entries with the same UID; empty UIDs collide with nothing."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, uid in enumerate(uids):
        if uid.strip():
            groups[uid.strip()].append(index)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def judge(
    entries: Sequence[int], file_hash: Callable[[int], str], picture_hash: Callable[[int], str]
) -> tuple[Duplicate, ...]:
    """What the entries of one collision are to each other.

    ``file_hash``: of all bytes, "" where it cannot be read; called once per entry. ``picture_hash``: ``hash_picture``
    of the decoded file, "" where there is none; called only where the bytes differ, once per distinct file. Entries
    that cannot be read are left out.
    """
    files: dict[str, list[int]] = defaultdict(list)
    for index in entries:
        if digest := file_hash(index):
            files[digest].append(index)
    found = [Duplicate("identical", tuple(same)) for same in files.values() if len(same) > 1]
    kept = [same[0] for same in files.values()]
    if len(kept) < 2:
        return tuple(found)
    pictures: dict[str, list[int]] = defaultdict(list)
    for index in kept:
        pictures[picture_hash(index)].append(index)
    return (*found, *_apart(pictures))


def hash_picture(radiograph: Radiograph) -> str:
    """sha256 of what was stored, whatever its compression, depth and byte order; of the colours of a colour picture.

    Windows, orientation and identity are header, not picture. Frames that were not read are not taken on trust: files
    of several frames are the same only in their bytes.
    """
    digest = hashlib.sha256(f"{radiograph.rows} {radiograph.columns} {radiograph.frames}".encode())
    if radiograph.frames > 1:
        digest.update(str(radiograph.path).encode("utf-8", "surrogatepass"))
    if radiograph.colour is not None:
        digest.update(np.ascontiguousarray(radiograph.colour).tobytes())
    else:
        digest.update((radiograph.pixels.astype("<i4") + radiograph.grayscale.bias).astype("<i4").tobytes())
    return digest.hexdigest()


def _apart(pictures: dict[str, list[int]]) -> list[Duplicate]:
    """Distinct files of one collision by the hash of their picture; files without one have only their header."""
    shown = {picture: entries for picture, entries in pictures.items() if picture}
    found = [Duplicate("header differs", tuple(same)) for same in shown.values() if len(same) > 1]
    if len(shown) > 1:
        found.append(Duplicate("picture differs", tuple(sorted(same[0] for same in shown.values()))))
    without = pictures.get("", [])
    if len(without) > 1:
        found.append(Duplicate("header differs", tuple(without)))
    return found
