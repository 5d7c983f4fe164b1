"""What a worker can be asked: read a picture, read a header, find files. Only workers import this."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from spcxr_desktop.dicom.deidentified import Deidentified, Indexed
from spcxr_desktop.dicom.derived.read import read_derived
from spcxr_desktop.dicom.header import Header
from spcxr_desktop.dicom.read import read_header, read_radiograph
from spcxr_desktop.dicom.read_source import read_source_header
from spcxr_desktop.dicom.scan import Notice, find_files, looks_like
from spcxr_desktop.dicom.source_header import SourceHeader
from spcxr_desktop.dicom.wire import Found
from spcxr_desktop.domain.derived import DerivedObject
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.radiograph import Radiograph

_BATCH, _BATCH_S = 100, 0.05
_MOST_WALKS = 4


class _Walk:
    """A search that is going on. ``notices``: what it met since the last batch and the user should know."""

    def __init__(self, paths: list[str], pictures_only: bool, skip: int) -> None:
        self.notices: list[Notice] = []
        found = find_files([Path(path) for path in paths], pictures_only=pictures_only, tell=self.notices.append)
        self._files = islice(found, skip, None)

    def batch(self) -> Found:
        """The next files."""
        batch: list[Path] = []
        ends = time.monotonic() + _BATCH_S
        done = True
        for path in self._files:
            batch.append(path)
            if len(batch) >= _BATCH or time.monotonic() >= ends:
                done = False
                break
        notices = tuple((notice.path, notice.text) for notice in self.notices)
        self.notices.clear()
        return Found(tuple(batch), notices, done)


_walks: OrderedDict[str, _Walk] = OrderedDict()


def read(path: str, frame: int) -> Radiograph:
    """One frame, from 0. Raises UserError, with a code."""
    try:
        return read_radiograph(Path(path), frame)
    except UserError as error:
        error.code = error.code or _reason(Path(path))
        raise


def header(path: str) -> Header:
    """What the header says. Raises UserError."""
    return read_header(Path(path))


def source(path: str) -> SourceHeader:
    """What derived objects repeat of the header. Raises UserError."""
    return read_source_header(Path(path))


def derived(path: str) -> DerivedObject:
    """A segmentation, structured report or presentation state. Raises UserError."""
    return read_derived(Path(path))


def deidentify(path: str, key: str, accept_burned_in: bool) -> Deidentified:
    """A file without its patient. Raises UserError."""
    from spcxr_desktop.dicom.deidentify import deidentify as cleaned  # dicognito: only when asked for

    return cleaned(path, key, accept_burned_in)


def index(folder: str, out: str) -> Indexed:
    """A DICOMDIR over files that were cleaned."""
    from spcxr_desktop.dicom.deidentify import index as indexed

    return indexed(folder, out)


def find(name: str, paths: list[str], pictures_only: bool, skip: int) -> Found:
    """The next files below ``paths``.

    ``name`` is this search's: a worker that knows it goes on where it stopped; one that does not (it took the place
    of another) walks from the start and leaves ``skip`` files out. Raises UserError.
    """
    walk = _walks.pop(name, None) or _Walk(paths, pictures_only, skip)
    found = walk.batch()
    if not found.done:
        _walks[name] = walk
        while len(_walks) > _MOST_WALKS:
            _walks.popitem(last=False)
    return found


def _reason(path: Path) -> str:
    """Why a file could not be read, as one word for tables."""
    try:
        return "unreadable" if looks_like(path) else "not_a_radiograph"
    except (OSError, UserError):
        return "unreadable"


JOBS: Mapping[str, Callable[..., object]] = {
    "read": read, "header": header, "source": source, "derived": derived, "find": find,
    "deidentify": deidentify, "index": index,
}  # fmt: skip
