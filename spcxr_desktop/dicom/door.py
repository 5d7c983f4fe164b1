"""The one door through which unknown files come: window, command line and network receiver read through it.

Files are parsed and decoded in workers (``worker``), of which a ``Pool`` keeps a few; what comes back is checked
(``wire``, ``plausible``). The program itself needs neither pydicom nor a codec to read.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from spcxr_desktop.dicom.limits import Cancelled as Cancelled
from spcxr_desktop.dicom.limits import Limits as Limits
from spcxr_desktop.dicom.link import Cancel, Link, Lost
from spcxr_desktop.dicom.pool import Pool, unavailable
from spcxr_desktop.dicom.worker import OWN_JOBS
from spcxr_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from spcxr_desktop.dicom.deidentified import Deidentified, Indexed
    from spcxr_desktop.dicom.header import Header
    from spcxr_desktop.dicom.source_header import SourceHeader
    from spcxr_desktop.dicom.wire import Fault, Found, Reply
    from spcxr_desktop.domain.derived import DerivedObject
    from spcxr_desktop.domain.radiograph import Radiograph

_HEADERS = 16  # asked for at a time: a worker is free for something more urgent after about 20 ms
_T = TypeVar("_T")

Tell = Callable[[Path, str], None]
_Outcome: TypeAlias = "_T | UserError | ReaderFault"


class ReaderFault(Exception):
    """A bug in the reading of a file, in the worker. ``kind`` of exception and ``place`` in the code; no text."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(f"{kind} at {place}")
        self.kind, self.place = kind, place


@dataclass(frozen=True)
class Request:
    """What a worker is asked: a job of its table, the arguments of one or more calls, and seconds for each."""

    job: str
    calls: tuple[tuple[object, ...], ...]
    seconds: float
    urgent: bool = False
    prefer: Link | None = None


class Door:
    """Reads files in other processes. Thread-safe. The first worker starts with ``start`` or with the first request.

    ``jobs``: the module whose table says what a worker can do.
    """

    def __init__(self, workers: int = 2, limits: Limits = Limits(), jobs: str = OWN_JOBS) -> None:  # noqa: B008
        self._limits = limits
        self._pool = Pool(workers, limits, jobs)

    def start(self) -> None:
        """Start the first worker, and return at once; another one starts as soon as two things are asked for."""
        self._pool.start()

    def close(self) -> None:
        """Kill the workers; whoever waits for one gets Cancelled. Idempotent."""
        self._pool.close()

    def read(self, path: Path, frame: int = 0, cancel: Cancel | None = None) -> Radiograph:
        """Decode one frame, from 0.

        Raises UserError, with a ``code``: "reader_crashed", "reader_timeout" or "reader_memory" where the file did
        that to its worker. Raises Cancelled as soon as ``cancel`` says so, and ReaderFault for a bug.
        """
        limits = self._limits
        seconds = limits.read_s + limits.read_s_per_mib * _mebibytes(path)
        request = Request("read", ((str(path), frame),), seconds, urgent=True)
        (outcome,), _ = self._ask(request, partial(_take_radiograph, path, frame), cancel or _never)
        return _value(outcome)

    def headers(self, paths: Sequence[Path], cancel: Cancel | None = None) -> Iterator[tuple[Path, Header | UserError]]:
        """Headers without pixels, in order, as they are read. A bad file costs its own row only.

        Raises Cancelled, and UserError where no worker starts.
        """
        done = 0
        while done < len(paths):
            some = paths[done : done + _HEADERS]
            request = Request("header", tuple((str(path),) for path in some), self._limits.header_s)
            outcomes, _ = self._ask(request, _take_header, cancel or _never)
            for path, outcome in zip(some, outcomes, strict=False):  # fewer where one of them killed the worker
                yield path, _as_bug(outcome) if isinstance(outcome, ReaderFault) else outcome
            done += len(outcomes)

    def source_header(self, path: Path, cancel: Cancel | None = None) -> SourceHeader:
        """What objects made from this file repeat of its header.

        Raises UserError where it is no DICOM or cannot be read, Cancelled, and ReaderFault for a bug.
        """
        request = Request("source", ((str(path),),), self._limits.header_s)
        (outcome,), _ = self._ask(request, _take_source_header, cancel or _never)
        return _value(outcome)

    def derived(self, path: Path, cancel: Cancel | None = None) -> DerivedObject:
        """A segmentation, structured report or presentation state.

        Raises UserError where it is none of them, cannot be read or was too much for its worker, Cancelled, and
        ReaderFault for a bug.
        """
        seconds = self._limits.read_s + self._limits.read_s_per_mib * _mebibytes(path)
        (outcome,), _ = self._ask(Request("derived", ((str(path),),), seconds), _take_derived, cancel or _never)
        return _value(outcome)

    def deidentify(
        self, path: Path, key: bytes, accept_burned_in: bool = False, cancel: Cancel | None = None
    ) -> Deidentified:
        """The file without its patient. Raises UserError, Cancelled, and ReaderFault for a bug."""
        seconds = 2 * self._limits.read_s + self._limits.read_s_per_mib * _mebibytes(path)
        request = Request("deidentify", ((str(path), key.hex(), accept_burned_in),), seconds)
        (outcome,), _ = self._ask(request, _take_deidentified, cancel or _never)
        return _value(outcome)

    def index(self, folder: Path, out: Path, files: int, cancel: Cancel | None = None) -> Indexed:
        """A DICOMDIR in ``out`` over ``files`` cleaned files in ``folder``. Raises like ``deidentify``."""
        request = Request("index", ((str(folder), str(out)),), self._limits.find_s + files * self._limits.header_s)
        (outcome,), _ = self._ask(request, _take_indexed, cancel or _never)
        return _value(outcome)

    def find(
        self,
        paths: Sequence[Path],
        cancel: Cancel | None = None,
        tell: Tell | None = None,
        *,
        pictures_only: bool = True,
    ) -> Iterator[list[Path]]:
        """Files at or below ``paths``, in batches, as they are found (``scan.find_files``).

        ``tell`` hears what the user should know of an archive or index: its path, and a text. ``pictures_only``: of
        files that were not named themselves, those that begin like a picture. Raises UserError for a path that does
        not exist, and Cancelled.
        """
        name, skip, link = uuid.uuid4().hex, 0, None
        names = [str(path) for path in paths]
        while True:
            request = Request("find", ((name, names, pictures_only, skip),), self._limits.find_s, prefer=link)
            (outcome,), link = self._ask(request, _take_found, cancel or _never)
            found = _value(outcome)
            for path, text in found.notices:
                (tell or _ignore)(path, text)
            if found.paths:
                yield list(found.paths)
            skip += len(found.paths)
            if found.done:
                return

    def _ask(self, request: Request, take: Callable[[Reply], _T], cancel: Cancel) -> tuple[list[_Outcome[_T]], Link]:
        """The outcomes of the calls, in order, and the worker that was asked.

        There are fewer outcomes than calls where one of them was the end of the worker: that is the last outcome.
        """
        for _ in range(self._limits.starts):
            link = self._pool.lease(request.urgent, cancel, request.prefer)
            outcomes: list[_Outcome[_T]] = []
            try:
                link.send(request.job, request.calls, request.seconds)
                for _ in request.calls:
                    outcomes.append(_outcome(link.receive(take, cancel)))
            except Lost as lost:
                self._pool.bury(link)
                if self._pool.closed:
                    raise Cancelled from lost
                if lost.blameless:
                    continue
                outcomes.append(_refusal(lost, self._limits))
            except Cancelled:
                self._pool.forsake(link)
                raise
            except BaseException:  # interrupted, perhaps in the middle of a message
                self._pool.bury(link)
                raise
            else:
                self._pool.give_back(link)
            return outcomes, link
        raise unavailable()


def _never() -> bool:
    return False


def _ignore(path: Path, text: str) -> None:
    pass


def _mebibytes(path: Path) -> float:
    try:
        return path.stat().st_size / 2**20
    except OSError:  # in an archive, or not there: the worker says which
        return 0.0


def _take_radiograph(path: Path, frame: int, reply: Reply) -> Radiograph:
    from spcxr_desktop.dicom import wire
    from spcxr_desktop.dicom.plausible import check_radiograph
    from spcxr_desktop.domain.radiograph import Radiograph

    radiograph: Radiograph = wire.read(Radiograph, reply)
    check_radiograph(radiograph, frame)
    return replace(radiograph, path=path)


def _take_header(reply: Reply) -> Header:
    from spcxr_desktop.dicom import wire
    from spcxr_desktop.dicom.header import Header

    header: Header = wire.read(Header, reply)
    return header


def _take_source_header(reply: Reply) -> SourceHeader:
    from spcxr_desktop.dicom import wire
    from spcxr_desktop.dicom.source_header import SourceHeader

    header: SourceHeader = wire.read(SourceHeader, reply)
    return header


def _take_derived(reply: Reply) -> DerivedObject:
    from spcxr_desktop.dicom import wire
    from spcxr_desktop.dicom.derived.check import check_derived
    from spcxr_desktop.domain.derived import DerivedObject

    found: DerivedObject = wire.read(DerivedObject, reply)
    check_derived(found)
    return found


def _take_deidentified(reply: Reply) -> Deidentified:
    from spcxr_desktop.dicom import wire
    from spcxr_desktop.dicom.deidentified import Deidentified

    cleaned: Deidentified = wire.read(Deidentified, reply)
    return cleaned


def _take_indexed(reply: Reply) -> Indexed:
    from spcxr_desktop.dicom import wire
    from spcxr_desktop.dicom.deidentified import Indexed

    indexed: Indexed = wire.read(Indexed, reply)
    return indexed


def _take_found(reply: Reply) -> Found:
    from spcxr_desktop.dicom import wire

    found: Found = wire.read(wire.Found, reply)
    return found


def _value(outcome: _Outcome[_T]) -> _T:
    if isinstance(outcome, UserError | ReaderFault):
        raise outcome
    return outcome


def _outcome(answer: _T | UserError | Fault) -> _Outcome[_T]:
    from spcxr_desktop.dicom.wire import Fault

    return ReaderFault(answer.kind, answer.place) if isinstance(answer, Fault) else answer


def _as_bug(fault: ReaderFault) -> UserError:
    return UserError(
        f"The program made an error on this file ({fault}).",
        "A file it can handle.",
        "Please report it.",
        code="internal_error",
    )


def _refusal(lost: Lost, limits: Limits) -> UserError:
    """What a file is told that was the end of a worker."""
    found = {
        "reader_crashed": "The decoder broke down on this file.",
        "reader_timeout": f"Reading this file took more than {lost.seconds:.0f} s and was stopped.",
        "reader_memory": f"Reading this file took more than {limits.memory_bytes >> 20} MiB of memory and was stopped.",
    }[lost.reason]
    remedy = "Export it again, uncompressed if possible. Nothing else is affected."
    return UserError(found, "A radiograph that is neither damaged nor hostile.", remedy, code=lost.reason)
