"""ZIP archives, read in place: nothing is ever written, so no member can land outside of anything.

A member is named by a path that continues behind the archive's own, ``films.zip/ward 3/a.dcm``.
"""

from __future__ import annotations

import errno
import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from spcxr_desktop.domain.errors import UserError

MAX_MEMBERS = 50_000
MAX_MEMBER_BYTES = 2**30
_MAX_RATIO = 200  # deflate reaches 1,032; a radiograph that is not one single grey stays below 20
_FREE_MEMBER_BYTES = 8 * 2**20  # whatever the ratio: an empty picture compresses as well as a bomb does
_FREE_TOTAL_BYTES = 64 * 2**20
_MAX_DIRECTORY_BYTES = 16 * 2**20
_ENTRY_SIGNATURE = b"PK\x01\x02"
_LOCAL_HEADER_BYTES = 30  # without name and extra field (APPNOTE 4.3.7)
_ENCRYPTED = 0x0001 | 0x0040  # general purpose bits 0 and 6 (APPNOTE 4.4.4)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_METHOD_NAMES = {9: "deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}  # APPNOTE 4.4.5
_JUNK = {".DS_Store", "Thumbs.db", "desktop.ini"}
_EXPECTED = f"A ZIP archive of radiographs, without password, of at most {MAX_MEMBERS:,} files."
_UNPACK = "Unpack it with another program and open the folder."


class Archive:
    """The directory of one archive. ``members``: names in stable order; ``unsafe``: how many names were left out."""

    def __init__(self, reader: zipfile.ZipFile) -> None:
        self._reader = reader
        self._found, self.unsafe = _listing(reader.infolist())
        self.members = tuple(sorted(self._found, key=lambda name: name.split("/")))

    def size(self, name: str) -> int:
        """Bytes of a member once inflated, as declared. Raises FileNotFoundError."""
        return self._info(name).file_size

    def why_not(self, name: str) -> UserError | None:
        """What forbids reading a member, if anything does."""
        info = self._info(name)
        if info.flag_bits & _ENCRYPTED:
            return UserError("This file is encrypted in its ZIP archive.", _EXPECTED, _UNPACK)
        if info.compress_type not in _METHODS:
            method = _METHOD_NAMES.get(info.compress_type, f"number {info.compress_type}")
            return UserError(f"This file is packed by the method {method}.", "Deflate, or no compression.", _UNPACK)
        if info.file_size > MAX_MEMBER_BYTES:
            return UserError(f"This file has {info.file_size >> 20} MiB.", "At most 1024 MiB.", _UNPACK)
        if info.file_size > max(_FREE_MEMBER_BYTES, _MAX_RATIO * info.compress_size):
            found = f"This file would inflate to {info.file_size >> 20} MiB, over {_MAX_RATIO} times its packed size."
            return UserError(found, "A radiograph.", "Open it only if you know where it comes from: unpack it first.")
        return None

    def open(self, name: str, *, whole: bool) -> BinaryIO:
        """The bytes of a member: in memory, or inflated as they are read, which is for its first part only.

        Raises FileNotFoundError, and UserError for what ``why_not`` forbids and for damage.
        """
        info = self._info(name)
        refusal = self.why_not(name)
        if refusal is not None:
            raise refusal
        with damage_told():
            stream = self._reader.open(info)
            return io.BytesIO(stream.read(info.file_size + 1)) if whole else cast(BinaryIO, stream)

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self._found:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return self._found[name]


def open_archive(path: Path) -> Archive:
    """The directory of a ZIP file, parsed once as long as the file stays as it is.

    Raises UserError where it is damaged, too large or hostile, OSError where the file cannot be read.
    """
    facts = path.stat()
    return _parse(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=8)
def _parse(path: Path, modified: int, size: int) -> Archive:
    file = _OnDemand(path, size)
    with damage_told():
        try:
            reader = zipfile.ZipFile(file, metadata_encoding="utf-8")
        except UnicodeDecodeError:  # names from the days before UTF-8
            reader = zipfile.ZipFile(file)
    file.parsed = True
    infos = reader.infolist()
    total = sum(info.file_size for info in infos)
    if total > max(_FREE_TOTAL_BYTES, _MAX_RATIO * size) or _overlap(infos):
        found = "This ZIP archive would inflate to far more than it can honestly hold."
        raise UserError(found, _EXPECTED, "Open it only if you know where it comes from: unpack it first.")
    return Archive(reader)


@contextmanager
def damage_told() -> Iterator[None]:
    """What zipfile raises for a damaged archive, as a UserError; what the disk refuses stays an OSError."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UserError("This ZIP archive is damaged.", _EXPECTED, "Copy or make it again.") from error


class _OnDemand(io.RawIOBase):
    """A file that is open only while it is read: an archive that was looked at can still be moved or deleted."""

    def __init__(self, path: Path, size: int) -> None:
        self.parsed = False
        self._path, self._size, self._at = path, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        target = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if target < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._at = target
        return target

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes. The directory is read in one go: it is measured here, before anything is made of it."""
        left = max(0, self._size - self._at)
        size = left if size < 0 else min(size, left)
        if not self.parsed and size > _MAX_DIRECTORY_BYTES:
            raise UserError("The directory of this ZIP archive is too large.", _EXPECTED, _UNPACK)
        with self._path.open("rb", buffering=0) as file:
            file.seek(self._at)
            data = file.read(size) or b""
        self._at += len(data)
        if not self.parsed and data.count(_ENTRY_SIGNATURE) > MAX_MEMBERS:
            raise UserError(f"This ZIP archive holds more than {MAX_MEMBERS:,} files.", _EXPECTED, _UNPACK)
        return data


def _listing(infos: Iterable[zipfile.ZipInfo]) -> tuple[dict[str, zipfile.ZipInfo], int]:
    """Files by name; of several with one name the last, as unpacking would leave it. And the number of unsafe names."""
    found: dict[str, zipfile.ZipInfo] = {}
    unsafe = 0
    for info in infos:
        name = info.orig_filename
        if name.endswith("/"):
            continue
        parts = PurePosixPath(name).parts
        if not is_safe(name):
            unsafe += 1
        elif "__MACOSX" not in parts and parts[-1] not in _JUNK and not parts[-1].startswith("._"):
            found["/".join(parts)] = info
    return found, unsafe


def is_safe(name: str) -> bool:
    """False for names that would leave the archive if they were unpacked, or that no file can have.

    >>> is_safe("ward/a.dcm"), is_safe("../a.dcm"), is_safe("/etc/a"), is_safe("C:a"), is_safe("a\\\\b")
    (True, False, False, False, False)
    """
    parts = name.split("/")
    if not name or name.startswith("/") or ".." in parts or "\\" in name:
        return False
    if any(part[1:2] == ":" for part in parts):  # a drive of Windows, also behind "./"
        return False
    printable = all(c >= " " and not 0xD800 <= ord(c) < 0xE000 for c in name)  # no control characters, no surrogates
    return printable and any(part not in ("", ".") for part in parts)


def _overlap(infos: Iterable[zipfile.ZipInfo]) -> bool:
    """True where two members share bytes of the file, which only a bomb does."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size
    return False
