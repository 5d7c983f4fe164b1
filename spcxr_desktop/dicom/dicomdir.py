"""DICOMDIR, the index of a medium (PS3.3 annex F, PS3.10 8): the files that it names.

Records are taken in the order in which they are stored. The offsets that link them into a tree are not followed: half
of the writers get them wrong, and a hostile index could tie them into a loop.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydicom.dataset import Dataset

from spcxr_desktop.dicom import source
from spcxr_desktop.dicom.archive import open_archive
from spcxr_desktop.dicom.dataset import element, number, parse, texts
from spcxr_desktop.domain.errors import UserError

NAME = "DICOMDIR"
MAX_RECORDS = 100_000
_MAX_BYTES = 64 * 2**20
_MAX_COMPONENTS = 32  # PS3.10 8.2 allows 8
_Parts = tuple[str, ...]


@dataclass(frozen=True)
class Index:
    """What a DICOMDIR names: the files that are there, in record order, each once, and how many are not.

    ``outside``: names that would lead out of the folder of the DICOMDIR, which are not followed.
    """

    files: tuple[Path, ...]
    missing: int = 0
    outside: int = 0

    @property
    def named(self) -> int:
        """How many files the index names."""
        return len(self.files) + self.missing + self.outside

    @property
    def note(self) -> str:
        """What is wrong with the index, "" if nothing."""
        notes = []
        if self.missing:
            notes.append(f"{self.missing:,} of {self.named:,} files that this DICOMDIR names are missing")
        if self.outside:
            notes.append(f"{self.outside:,} of its names lead out of its folder and were not followed")
        return "; ".join(notes)


def read_index(path: Path) -> Index:
    """The files that a DICOMDIR names, below its own folder only, in upper or lower case.

    Raises UserError where it is damaged or too large.
    """
    if source.size_of(path) > _MAX_BYTES:
        raise UserError("This DICOMDIR is too large.", "At most 64 MiB.", "Open the folder that it lies in.")
    records = element(parse(path, pixels=False), "DirectoryRecordSequence") or ()
    if len(records) > MAX_RECORDS:
        found = f"This DICOMDIR has {len(records):,} records."
        raise UserError(found, f"At most {MAX_RECORDS:,}.", "Open the folder that it lies in.")
    find = _finder(path.parent)
    files: dict[Path, None] = {}
    missing = outside = 0
    for parts in filter(None, map(_file_id, records)):
        file = find(parts)
        if file is not None:
            files[file] = None
        elif _leads_out(parts):
            outside += 1
        else:
            missing += 1
    return Index(tuple(files), missing, outside)


def refusal(index: Index) -> UserError:
    """Why a DICOMDIR that was opened shows nothing."""
    if not index.named:
        found = "This DICOMDIR names no files."
    else:
        found = f"This DICOMDIR names {index.named:,} files, and none of them is there."
    return UserError(found, "The files of the medium beside it.", "Copy the whole medium, then open its folder.")


def _file_id(record: Dataset) -> _Parts:
    """Referenced File ID (0004,1500) of a record that is in use; () for the records of patients, studies, series."""
    if number(record, "RecordInUseFlag") == 0:
        return ()
    return texts(record, "ReferencedFileID")[:_MAX_COMPONENTS]


def _leads_out(parts: _Parts) -> bool:
    return any(part in ("..", "") or any(c in part for c in "/\\:") for part in parts)


def _finder(folder: Path) -> Callable[[_Parts], Path | None]:
    """Looks names up among those that are there, so that no name can lead out of ``folder``."""
    if not folder.is_dir():
        return _in_archive(folder)
    root = os.path.realpath(folder)
    listed: dict[Path, dict[str, Path]] = {}

    def find(parts: _Parts) -> Path | None:
        current = folder
        for part in parts:
            if current not in listed:
                listed[current] = _listing(current, root)
            found = listed[current].get(part) or listed[current].get(_folded(part))
            if found is None:
                return None
            current = found
        return current if current.is_file() else None

    return find


def _listing(folder: Path, root: str) -> dict[str, Path]:
    """The names in a folder, and their folded forms; links that leave ``root`` are not there."""
    names: dict[str, Path] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink() and not os.path.realpath(entry.path).startswith(root + os.sep):
                    continue
                names[entry.name] = Path(entry.path)
    except OSError:  # a file, or a folder that may not be listed: nothing is found in it
        return {}
    for name in sorted(names):
        names.setdefault(_folded(name), names[name])
    return names


def _in_archive(folder: Path) -> Callable[[_Parts], Path | None]:
    """The same among the members of a ZIP archive, where ``folder`` is the archive or a folder in it."""
    archive, inside = source.locate(folder / NAME) or (folder, NAME)
    depth = inside.count("/")
    names: dict[_Parts, Path] = {}
    for member in open_archive(archive).members:
        parts = tuple(member.split("/"))
        if parts[:depth] == tuple(inside.split("/"))[:-1]:
            names.setdefault(tuple(map(_folded, parts[depth:])), archive / member)
    return lambda parts: names.get(tuple(map(_folded, parts)))


def _folded(name: str) -> str:
    """A name as any file system may have changed it: lower case, and without the version of ISO 9660 ("IM1.;1")."""
    return name.casefold().removesuffix(";1").rstrip(".")
