"""Finding files: any nesting, no trust in names."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spcxr_desktop.dicom import source
from spcxr_desktop.dicom.archive import Archive, open_archive
from spcxr_desktop.domain.errors import UserError

FileKind = Literal["dicom", "image"]
Content = Literal["dicom", "image", "index", "zip", "gzip"]

INDEX_NAME = "DICOMDIR"
_HEAD_BYTES = 512  # preamble and as much meta information as tells an index of files from a file
_MAGIC_IMAGE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_MAGIC_GZIP = b"\x1f\x8b\x08"
_PREAMBLE = 128
# Media Storage SOP Class UID as the meta information of a DICOMDIR holds it: explicit VR little endian, always
_INDEX_CLASS = b"\x02\x00\x02\x00UI\x14\x001.2.840.10008.1.3.10"
_FIRST_GROUPS = (0x0002, 0x0008)
_VRS = {b"UL", b"OB", b"UI", b"SH", b"CS", b"DA", b"TM", b"LO", b"ST", b"DT", b"AE", b"UN", b"SQ"}
_LONGEST_FIRST_VALUE = 1024  # bytes; the first element of a data set is a group length, character set or UID
_EXPECTED = "A DICOM radiograph (CR, DX, RG or Secondary Capture), PNG or JPEG, or a ZIP archive of them."


@dataclass(frozen=True)
class Notice:
    """Something about an archive or index that the user should know although it opens. ``text`` names no file."""

    path: Path
    text: str


def looks_like(path: Path) -> FileKind | None:
    """What the first bytes say: "dicom" (with or without preamble), "image" (PNG, JPEG), None for anything else.

    The name plays no part. Raises OSError where the file cannot be read, UserError where it lies in an archive that
    is damaged or encrypted.
    """
    content = content_of(source.head(path, _HEAD_BYTES))
    return content if content in ("dicom", "image") else None


def content_of(head: bytes) -> Content | None:
    """What the first bytes of a file say it is; "index" is a DICOMDIR, whatever its name."""
    if head[_PREAMBLE : _PREAMBLE + 4] == b"DICM":
        return "index" if _INDEX_CLASS in head else "dicom"
    if head.startswith(_MAGIC_IMAGE):
        return "image"
    if head.startswith(source.ZIP_STARTS):
        return "zip"
    if head.startswith(_MAGIC_GZIP):
        return "gzip"
    return "dicom" if _starts_with_element(head) else None


def refusal(path: Path) -> UserError:
    """Why a file that ``looks_like`` nothing cannot be opened. Raises OSError."""
    try:
        content = content_of(source.head(path, _HEAD_BYTES))
        if content == "index":
            from spcxr_desktop.dicom import dicomdir

            return dicomdir.refusal(dicomdir.read_index(path))
        if content == "zip":
            return _empty_archive(path)
    except UserError as error:
        return error
    if content == "gzip":
        return UserError("This file is compressed with gzip.", _EXPECTED, "Unpack it, then open what comes out.")
    found = "This is neither a DICOM file nor a PNG or JPEG picture."
    return UserError(found, _EXPECTED, "Choose another file, or unpack it first.")


def find_files(
    paths: Iterable[Path], *, pictures_only: bool = False, tell: Callable[[Notice], None] | None = None
) -> Iterator[Path]:
    """Every file at or below ``paths``, as the search comes across it: as given, then by name; each file once.

    Folders, ZIP archives (members as paths behind the archive's own; those inside another are not opened) and
    DICOMDIRs (their files first, in record order) are opened. Links are followed, loops are not. ``pictures_only``:
    of files that were not named themselves, those that begin like a picture. A folder, archive or index that cannot
    be opened, or holds nothing to show, is yielded itself, so that reading it says why. ``tell`` hears what was left
    out. Raises UserError for a path that does not exist.
    """
    search = _Search(pictures_only, tell or (lambda notice: None))
    for path in paths:
        kind = source.kind_of(path)
        if kind is None:
            raise UserError(f"{path} does not exist.", "A file or a folder.", "Check the path.")
        place = source.locate(path)
        if place is None:
            yield from search.below(path)
        else:
            archive, name = place
            yield from search.members(open_archive(archive), archive, name, named=kind == "file")


class _Search:
    """One search; remembers what it has met."""

    def __init__(self, pictures_only: bool, tell: Callable[[Notice], None]) -> None:
        self._pictures_only = pictures_only
        self._tell = tell
        self._seen: set[object] = set()
        self._met = 0  # files that were found, again or for the first time

    def below(self, path: Path) -> Iterator[Path]:
        """Files at or below a path of the file system."""
        stack = [path]
        while stack:
            current = stack.pop()
            try:
                facts = current.stat()
            except OSError:  # a dangling link has no file behind it; what was named gets its reason all the same
                if current is path:
                    yield current
                continue
            if stat.S_ISREG(facts.st_mode):
                yield from self._file(current, named=current is path, facts=facts)
            elif stat.S_ISDIR(facts.st_mode) and self._is_new(_key(current, facts)):
                try:
                    inside = [entry.name for entry in os.scandir(current)]
                except OSError:
                    yield current
                    continue
                stack.extend(current / name for name in sorted(inside, key=_index_first, reverse=True))

    def _is_new(self, key: object) -> bool:
        new = key not in self._seen
        self._seen.add(key)
        return new

    def members(self, archive: Archive, path: Path, folder: str = "", named: bool = False) -> Iterator[Path]:
        """Files of an archive, all of them or those at or below the member ``folder``."""
        refused = 0
        inside = [name for name in archive.members if not folder or f"{name}/".startswith(f"{folder}/")]
        for name in sorted(inside, key=_member_order):
            if self._pictures_only and not named and archive.why_not(name) is not None:
                refused += 1
                continue
            yield from self._file(path / name, named=named)
        if archive.unsafe:
            self._tell(Notice(path, f"{archive.unsafe:,} names in this archive lead out of it and were not followed"))
        if refused:
            self._tell(Notice(path, f"{refused:,} files in this archive are encrypted or packed in an unknown way"))

    def _file(
        self, path: Path, named: bool, facts: os.stat_result | None = None, expand: bool = True
    ) -> Iterator[Path]:
        """A file, or what it leads to. ``facts``: None for members of an archive. ``expand``: False inside an index."""
        key = _key(path, facts)
        if key in self._seen:
            self._met += 1
            return
        try:
            content = content_of(source.head(path, _HEAD_BYTES))
        except (OSError, UserError):  # listed, so that opening it says why
            content = "dicom"
        if expand and (content == "index" or path.name.upper() == INDEX_NAME):
            yield from self._container(self._indexed(path), path, key, named)
        elif expand and content == "zip" and facts is not None and (named or path.suffix.lower() == ".zip"):
            yield from self._container(self._archived(path), path, key, named)
        elif named or not self._pictures_only or content in ("dicom", "image"):
            self._seen.add(key)
            self._met += 1
            yield path
        elif content == "zip" and facts is None:
            self._tell(Notice(path, "an archive inside an archive is not opened"))

    def _container(self, inside: Iterator[Path], path: Path, key: object, named: bool) -> Iterator[Path]:
        """What an archive or index leads to; itself where that is nothing, or where it cannot be opened."""
        self._seen.add(key)
        before, broken = self._met, False
        try:
            yield from inside
        except (OSError, UserError):
            broken = True
        if broken or (self._met == before and (named or not self._pictures_only)):
            self._met += 1
            yield path

    def _archived(self, path: Path) -> Iterator[Path]:
        yield from self.members(open_archive(path), path)

    def _indexed(self, path: Path) -> Iterator[Path]:
        from spcxr_desktop.dicom import dicomdir

        index = dicomdir.read_index(path)
        if index.note:
            self._tell(Notice(path, index.note))
        for file in index.files:
            yield from self._file(file, named=False, facts=file.stat() if file.exists() else None, expand=False)


def _key(path: Path, facts: os.stat_result | None) -> object:
    """What is the same for all names of one file."""
    if facts is None or not facts.st_ino:  # a member of an archive; a file system without numbers
        return os.path.realpath(path)
    return facts.st_dev, facts.st_ino


def _index_first(name: str) -> tuple[bool, str]:
    return name.upper() != INDEX_NAME, name


def _member_order(name: str) -> tuple[bool, list[str]]:
    return not f"/{name.upper()}".endswith(f"/{INDEX_NAME}"), name.split("/")


def _empty_archive(path: Path) -> UserError:
    place = source.locate(path)
    if place is not None:
        found = "This is a ZIP archive inside another; these are not opened."
        return UserError(found, _EXPECTED, "Unpack the outer one first.")
    archive = open_archive(path)
    reasons = [error for error in map(archive.why_not, archive.members) if error is not None]
    if reasons:
        return reasons[0]
    if archive.unsafe and not archive.members:
        found = f"This ZIP archive holds {archive.unsafe:,} files, all under names that lead out of it."
        return UserError(found, _EXPECTED, "Do not unpack it unless you know where it comes from.")
    found = f"None of the {len(archive.members):,} files in this ZIP archive is a picture."
    return UserError(found, _EXPECTED, "Choose another archive.")


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
