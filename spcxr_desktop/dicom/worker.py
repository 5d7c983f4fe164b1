"""The side of the worker: a disposable process that parses and decodes unknown files, one after the other.

It is started by ``link.Link`` and lives until its pipe closes. Whatever a file does to it - crash, hang, eat memory -
happens here, and the program starts another. Imports nothing heavy before ``main`` has prepared the process.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spcxr_desktop.dicom.limits import Limits
from spcxr_desktop.dicom.memory import Memory, send_arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

READY, BEGUN = b"ready", b"begun"
OWN_JOBS = "spcxr_desktop.dicom.jobs"
OUT_OF_MEMORY = 75  # exit code
_LONGEST_CHAIN = 20
_GRACE_S = 2.0  # the program stops a slow worker first; the alarm is for a worker whose program is gone
_IDLE_S = 1.0  # films that follow one another faster use the same memory again, which is quicker than new one
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")  # one core is the window's

Job = Callable[..., object]


def main(connection: Connection, memory: Memory | None, jobs: str, limits: Limits) -> None:
    """Answer requests until the pipe closes. ``jobs``: the module with the table of what may be asked."""
    _silence()
    _die_with_the_program()
    for name in _THREADS:
        os.environ[name] = "1"
    table = _table(jobs)
    _bound(limits)
    with suppress(EOFError, OSError):  # the program is gone, or has had enough of this worker
        connection.send_bytes(READY)
        while True:
            if not connection.poll(_IDLE_S):
                _give_memory_back()
            request = json.loads(connection.recv_bytes())
            connection.send_bytes(BEGUN)  # from here on, what happens is because of what was asked
            for arguments in request["calls"]:
                _alarm(request["seconds"] + _GRACE_S)
                send_arrays(connection, memory, *_answer(table[request["job"]], arguments))  # and keep nothing of it
                _alarm(0.0)


def _answer(job: Job, arguments: list[Any]) -> tuple[bytes, list[NDArray[Any]]]:
    """Do a job; whatever becomes of it is a message."""
    from spcxr_desktop.dicom import wire
    from spcxr_desktop.domain.errors import UserError

    try:
        return wire.write(job(*arguments))
    except Exception as error:
        if _for_want_of_memory(error):
            os._exit(OUT_OF_MEMORY)  # nothing here is to be relied on any more
        if isinstance(error, UserError):
            return wire.write(error)
        # a bug: told by its place, without its text, which may quote the file
        last = traceback.extract_tb(error.__traceback__)[-1]
        return wire.write(wire.Fault(type(error).__name__, f"{Path(last.filename).name}:{last.lineno}"))


def _for_want_of_memory(error: BaseException | None) -> bool:
    """Whether a MemoryError stands behind it: parsers take one for damage in the file, like all that goes wrong."""
    seen = 0
    while error is not None and seen < _LONGEST_CHAIN:
        if isinstance(error, MemoryError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def _table(jobs: str) -> Mapping[str, Job]:
    sys.modules.setdefault("requests", None)  # type: ignore[arg-type]  # pydicom would load it, to download its test files
    if jobs == OWN_JOBS:
        from spcxr_desktop.dicom.jobs import JOBS  # written out, so that packagers see it

        return JOBS
    table: Mapping[str, Job] = importlib.import_module(jobs).JOBS
    return table


def _silence() -> None:
    """Codecs write to the terminal, and quote what they read. Ctrl-C is for the program, which then ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    if sys.platform == "win32":  # no window that says "has stopped working" and waits
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)  # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX


def _die_with_the_program() -> None:
    """End at once when the program does, also in the middle of a file and also when it is killed."""
    program = parent_process()

    def wait() -> None:
        if program is not None:
            program.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _bound(limits: Limits) -> None:
    """Limits that the system keeps: memory on top of what is loaded now, size of a file written, no core dumps."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.array_bytes, limits.array_bytes))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _give_memory_back() -> None:
    """What the last files took and malloc kept for the next: 34 MB after a hundred films of all syntaxes."""
    gc.collect()
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):  # another C library than GNU's
            ctypes.CDLL(None).malloc_trim(0)


def _alarm(seconds: float) -> None:
    """End this process in so many seconds, whatever it does then; 0 for never. For a codec that holds the GIL."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
