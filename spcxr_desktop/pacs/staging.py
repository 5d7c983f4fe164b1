"""Where received objects lie: byte by byte as they came, behind group 2 of ours, until their study is whole.

``root``/.incoming/<batch>/x.part is being written, ``root``/.incoming/<batch>/<SOP Instance UID>.dcm is whole,
``root``/<Study Instance UID>/<SOP Instance UID>.dcm is for others to see. Each step is one rename.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spcxr_desktop.pacs.limits import DEFAULT, Limits
from spcxr_desktop.pacs.meta import Unsound, file_meta, identify
from spcxr_desktop.pacs.query import is_uid

INCOMING = ".incoming"


class Full(Exception):
    """No room: the quota, the size of one object or the disk. The text is for a status, not for the user."""


@dataclass(frozen=True)
class Whole:
    """One object that has arrived. ``study``: its Study Instance UID."""

    uid: str
    sop_class: str
    study: str
    path: Path
    size: int


class Staging:
    """A folder that objects arrive in. ``quota``: bytes below it, 0 none but the disk."""

    def __init__(self, root: Path, limits: Limits = DEFAULT, quota: int = 0) -> None:
        self.root, self.limits, self.quota = root, limits, quota
        self._lock = threading.Lock()
        self._held = tree_size(root) if quota else 0

    def batch(self, name: str) -> Batch:
        """Objects that belong together. The same name is gone on with. Raises OSError."""
        folder = self.root / INCOMING / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Batch(self, folder)

    def leftovers(self) -> list[Batch]:
        """Batches that a former process left."""
        folder = self.root / INCOMING
        return [Batch(self, item) for item in sorted(folder.iterdir()) if item.is_dir()] if folder.is_dir() else []

    def take(self, size: int) -> None:
        """Account for ``size`` bytes to come. Raises Full."""
        with self._lock:
            if self.quota and self._held + size > self.quota:
                raise Full("quota")
            self._held += size
        if shutil.disk_usage(self.root).free < self.limits.free:
            raise Full("disk")

    def give_back(self, size: int) -> None:
        """These bytes are not held after all."""
        with self._lock:
            self._held -= size


class Batch:
    """What one association, or one study that is retrieved, brings."""

    def __init__(self, staging: Staging, folder: Path) -> None:
        self.staging, self.folder = staging, folder

    def object(self, sop_class: str, uid: str, syntax: str) -> Incoming:
        """Begin an object. Raises Unsound where the UIDs cannot name a file, OSError, Full."""
        if not (is_uid(uid) and is_uid(sop_class) and is_uid(syntax)):
            raise Unsound("its UIDs are not UIDs")
        return Incoming(self, sop_class, uid, syntax)

    def whole(self) -> Iterator[Whole]:
        """The objects that have arrived."""
        for path in sorted(self.folder.glob("*.dcm")):
            names = identify(path)
            yield Whole(names.uid, names.sop_class, names.study, path, path.stat().st_size)

    def discard_parts(self) -> None:
        """Remove what was being written when its process ended."""
        for path in self.folder.glob("*.part"):
            path.unlink(missing_ok=True)

    def publish(self) -> dict[str, list[Whole]]:
        """Move whole objects into their studies' folders; by study. What is there already stays as it is."""
        made: dict[str, list[Whole]] = {}
        for item in self.whole():
            folder = self.staging.root / item.study
            folder.mkdir(mode=0o700, exist_ok=True)
            target = folder / item.path.name
            if target.exists() and (filecmp.cmp(item.path, target, shallow=False) or identify(target).uid == item.uid):
                item.path.unlink()
                self.staging.give_back(item.size)
            else:
                item.path.replace(target)
            made.setdefault(item.study, []).append(Whole(item.uid, item.sop_class, item.study, target, item.size))
        for study in made:
            _settle(self.staging.root / study)
        self.close()
        return made

    def close(self) -> None:
        """Remove the batch's folder if nothing is in it."""
        self.discard_parts()
        try:
            self.folder.rmdir()
        except OSError:  # whole objects are still in it: they are kept
            return


class Incoming:
    """One object that is arriving. ``write`` its data set, then ``finish`` or ``drop``."""

    def __init__(self, batch: Batch, sop_class: str, uid: str, syntax: str, *, meta: bool = True) -> None:
        self._batch, self._uid, self._sop_class = batch, uid, sop_class
        handle, name = tempfile.mkstemp(suffix=".part", dir=batch.folder)
        self._path, self._file = Path(name), os.fdopen(handle, "wb", buffering=1 << 18)
        self.size = 0
        self._room = 0
        self.open = True
        if meta:
            try:
                self.write(file_meta(sop_class, uid, syntax))
            except BaseException:
                self.drop()
                raise

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Raises Full and OSError."""
        size = self.size + len(data)
        if size > self._batch.staging.limits.object:
            raise Full("object")
        if size > self._room:
            self._batch.staging.take(1 << 20)
            self._room += 1 << 20
            while size > self._room:
                self._batch.staging.take(1 << 20)
                self._room += 1 << 20
        self._file.write(data)
        self.size = size

    def finish(self) -> Whole:
        """It is whole: check that it is what it was announced as, and that it is on the disk.

        Raises Unsound, and the file is gone; OSError.
        """
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            names = identify(self._path)
            if self._uid and (names.uid, names.sop_class) != (self._uid, self._sop_class):
                raise Unsound("its data set is of another object than was announced")
            target = self._batch.folder / f"{names.uid}.dcm"
            self._path.replace(target)
        except BaseException:
            self.drop()
            raise
        self.open = False
        self._batch.staging.give_back(self._room - self.size)
        return Whole(names.uid, names.sop_class, names.study, target, self.size)

    def drop(self) -> None:
        """It will not be whole: nothing of it stays."""
        if self.open:
            self.open = False
            self._file.close()
            self._path.unlink(missing_ok=True)
            self._batch.staging.give_back(self._room)


def tree_size(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0


def _settle(folder: Path) -> None:
    """Renames are on the disk when this returns, where the system can say so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
