"""Opening a path that is a file, or names a member of a ZIP archive (``films.zip/ward 3/a.dcm``).

Members are inflated into memory, never to disk: patient data leave no temporary files behind.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO, Literal

from spcxr_desktop.dicom.archive import damage_told, open_archive

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")  # a member's header; the end record of an empty archive
# what systems answer for a path that goes on behind a file; Windows calls some of them malformed
_NO_SUCH_FILE = {errno.ENOENT, errno.ENOTDIR, errno.EINVAL, errno.ENAMETOOLONG}


def open_binary(path: Path, *, whole: bool = True) -> BinaryIO:
    """Open a file or a member for reading from its start.

    ``whole`` False is for reading the first part only: a member is then inflated no further than it is read.
    Raises OSError, and UserError where an archive is damaged, encrypted or hostile.
    """
    try:
        return path.open("rb")
    except OSError as error:
        place = locate(path) if error.errno in _NO_SUCH_FILE else None
        if place is None:
            raise
    archive, name = place
    return open_archive(archive).open(name, whole=whole)


def head(path: Path, count: int) -> bytes:
    """The first ``count`` bytes, fewer where there are fewer. Raises like open_binary."""
    with open_binary(path, whole=False) as file, damage_told():
        return file.read(count)


def size_of(path: Path) -> int:
    """Bytes of a file, or of a member once inflated (as declared). Raises like open_binary."""
    try:
        return path.stat().st_size
    except OSError as error:
        place = locate(path) if error.errno in _NO_SUCH_FILE else None
        if place is None:
            raise
    archive, name = place
    return open_archive(archive).size(name)


def kind_of(path: Path) -> Literal["file", "folder"] | None:
    """What a path names, inside an archive too; None where there is nothing. Raises UserError for a bad archive."""
    try:
        if path.exists():
            return "folder" if path.is_dir() else "file"
    except OSError as error:
        if error.errno not in _NO_SUCH_FILE:  # it may not be looked at; trying to read it will say so
            return "file"
    place = locate(path)
    if place is None:
        return None
    members = open_archive(place[0]).members
    if place[1] in members:
        return "file"
    return "folder" if any(name.startswith(f"{place[1]}/") for name in members) else None


def locate(path: Path) -> tuple[Path, str] | None:
    """(archive, name of the member) of a path inside a ZIP file; None for any other path."""
    for parent in path.parents:
        try:
            if parent.is_file():
                return (parent, path.relative_to(parent).as_posix()) if _is_zip(parent) else None
            if parent.exists():
                return None
        except OSError:
            continue
    return None


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in ZIP_STARTS
