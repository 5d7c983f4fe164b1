"""What of a batch is done: one line per file, appended as files are done, so that a killed run can go on.

Every line is the CRC-32 of what follows (8 hex digits), a space, a JSON object in ASCII, a line feed. A line that was
torn or damaged counts as not written. A line with "models" says what the lines after it are made with, one with
"complete" that the table was written, all others what became of one file; the last line of a file holds.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from spcxr_desktop.app.results import Written
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import Status
from spcxr_desktop.store.locks import FileLock

JOURNAL_FILE, LOCK_FILE = "results.jsonl", ".results.lock"
_SYNC_S = 1.0  # how much of the journal a power cut may take


@dataclass(frozen=True)
class Source:
    """What a file was like when it was read: another size or time of change, and it is analysed again."""

    size: int
    mtime_ns: int

    @classmethod
    def of(cls, path: Path) -> Source | None:
        """Of a file, or of the archive that it lies in; None where there is none."""
        for place in (path, *path.parents):
            with suppress(OSError, ValueError):
                facts = place.stat()
                return cls(facts.st_size, facts.st_mtime_ns)
        return None


@dataclass(frozen=True)
class Kept:
    """One file that is done. ``offset``: where its line begins. ``sizes`` and ``digest``: see ``Written``."""

    offset: int
    status: Status
    source: Source | None
    sizes: Mapping[str, int]
    digest: str


@dataclass
class _State:
    kept: dict[Path, Kept] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)  # fingerprint -> name
    labels: dict[str, None] = field(default_factory=dict)
    complete: bool = False
    end: int = 0


class Journal:
    """The journal of one output folder; one process at a time may have it open."""

    def __init__(self, out: Path) -> None:
        self.path = out / JOURNAL_FILE
        self._lock = FileLock(out / LOCK_FILE)
        self._file = -1
        self._synced = 0.0
        self._state = _State()

    def __enter__(self) -> Journal:
        """Make the folder, lock it and read what is there. Raises UserError where another run has it, and OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self._lock.take():
            raise UserError(
                f"Another run writes into {self.path.parent}.",
                "A folder that one run writes into at a time.",
                "Wait until it is done, or choose another folder with --out.",
            )
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            for offset, line in _lines(self.path):
                self._take(offset, line)
            os.ftruncate(self._file, self._state.end)  # what was torn
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def kept(self) -> Mapping[Path, Kept]:
        """The files that are done."""
        return self._state.kept

    @property
    def models(self) -> Mapping[str, str]:
        """What the rows so far were made with: fingerprints and names."""
        return self._state.models

    @property
    def unfinished(self) -> bool:
        """Whether there are rows that no complete table has."""
        return bool(self._state.kept) and not self._state.complete

    @property
    def labels(self) -> tuple[str, ...]:
        """Whatever was scored."""
        return tuple(self._state.labels)

    def begin_anew(self) -> None:
        """Forget all lines."""
        os.ftruncate(self._file, 0)
        self._state = _State()

    def use(self, models: Mapping[str, str], labels: Sequence[str]) -> None:
        """The lines that follow are made with these models."""
        if set(models) <= set(self.models) and set(labels) <= set(self.labels):
            return
        self._append({"models": dict(models), "labels": list(labels)})
        self._state.models |= models
        self._state.labels |= dict.fromkeys(labels)

    def add(self, path: Path, source: Source | None, status: Status, row: Mapping[str, object], files: Written) -> None:
        """A file is done and its folder is in place. A kill cannot take the line any more when this returns."""
        offset = self._append({
            "file": str(path), "source": None if source is None else [source.size, source.mtime_ns], "status": status,
            "row": row, "sizes": files.sizes, "digest": files.digest,
        })  # fmt: skip
        self._state.kept[path] = Kept(offset, status, source, {}, "")  # nothing that anybody asks for again
        self._state.complete = False

    def complete(self) -> None:
        """The table of all files was written."""
        self._append({"complete": True})
        self._state.complete = True

    def rows(self, paths: Sequence[Path]) -> Iterator[tuple[Path, dict[str, object]]]:
        """The rows of those of the paths that are done, in this order, one line in memory at a time."""
        with self.path.open("rb") as file:
            for path in paths:
                if path in self.kept:
                    file.seek(self.kept[path].offset)
                    line = _parse(file.readline())
                    if line is None:
                        raise OSError(f"{JOURNAL_FILE} was changed by another program")
                    yield path, line["row"]

    def _append(self, line: Mapping[str, object]) -> int:
        text = json.dumps(line).encode("ascii")
        data = b"%08x %s\n" % (zlib.crc32(text), text)
        offset = self._state.end
        os.lseek(self._file, offset, os.SEEK_SET)  # over what an interrupt cut short
        done = 0
        while done < len(data):
            done += os.write(self._file, data[done:])
        self._state.end += done
        if time.monotonic() - self._synced > _SYNC_S:
            os.fsync(self._file)
            self._synced = time.monotonic()
        return offset

    def _take(self, offset: int, data: bytes) -> None:
        line = _parse(data)
        if line is None:
            self._state.end = offset + len(data) if data.endswith(b"\n") else offset
            return
        self._state.end = offset + len(data)
        if "models" in line:
            self._state.models |= line["models"]
            self._state.labels |= dict.fromkeys(line["labels"])
            return
        self._state.complete = "complete" in line
        if self._state.complete:
            return
        source = None if line["source"] is None else Source(*line["source"])
        kept = Kept(offset, line["status"], source, line["sizes"], line["digest"])
        self._state.kept[Path(line["file"])] = kept

    def _close(self) -> None:
        if self._file >= 0:
            with suppress(OSError):  # a full disk, which whoever wrote last has heard of
                os.ftruncate(self._file, self._state.end)  # an interrupt may have cut a line short
                os.fsync(self._file)
            os.close(self._file)
            self._file = -1
        self._lock.release(remove=True)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Offsets and lines, line feeds included."""
    offset = 0
    with path.open("rb") as file:
        for line in file:
            yield offset, line
            offset += len(line)


def _parse(data: bytes) -> dict[str, Any] | None:
    """What a line says; None where it is not whole."""
    text = data[9:-1]
    if not data.endswith(b"\n") or data[:9] != b"%08x " % zlib.crc32(text):
        return None
    line: dict[str, Any] = json.loads(text)
    return line
