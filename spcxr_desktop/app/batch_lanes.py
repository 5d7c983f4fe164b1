"""Several files at once: each lane reads one file while its models run on the one before.

Lanes are threads. What takes long leaves Python's lock: decoding is in other processes, ONNX Runtime, OpenCV and the
compressor release it. Two processes of one lane each are 8 % faster than two lanes on two cores (benchmarks/README.md),
and would hold every model twice.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Generic, TypeVar

from spcxr_desktop.app.batch_film import Cancel, Film
from spcxr_desktop.app.batch_journal import Source
from spcxr_desktop.dicom.door import Cancelled, Door

_LOOK_S = 0.1  # Windows delivers no Ctrl-C to a thread that waits without an end
_T = TypeVar("_T")


class _Ended:
    """What a lane says last."""


class Lanes(Generic[_T]):
    """Reads ``paths`` through ``door`` and gives what ``work`` makes of each, as they are done, ``count`` at once.

    Memory: two films a lane. ``work`` must give something small, raise nothing because of what a file holds, and
    raise Cancelled soon after its check says so.
    """

    def __init__(self, door: Door, paths: Iterable[Path], work: Callable[[Film, Cancel], _T], count: int) -> None:
        self._door, self._work = door, work
        self._paths, self._taking = iter(paths), threading.Lock()
        self._stop = threading.Event()
        self._done: queue.SimpleQueue[_T | _Ended | BaseException] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._run, name=f"spcxr-lane-{i}", daemon=True) for i in range(count)]

    def results(self) -> Generator[_T, None, None]:
        """Start, and give what is done. Close it to stop: what is in the middle is dropped within a fraction of a
        second. Raises what a lane raised."""
        for thread in self._threads:
            thread.start()
        try:
            running = len(self._threads)
            while running:
                item = self._next()
                if isinstance(item, BaseException):
                    raise item
                if isinstance(item, _Ended):
                    running -= 1
                else:
                    yield item
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join()

    def _next(self) -> _T | _Ended | BaseException:
        while True:
            try:
                return self._done.get(timeout=_LOOK_S)
            except queue.Empty:
                continue

    def _run(self) -> None:
        """One lane."""
        try:
            with closing(self._films()) as films:
                for film in films:
                    if self._stop.is_set():
                        break
                    self._done.put(self._work(film, self._stop.is_set))
        except Cancelled:
            pass  # by whoever asked, who knows
        except BaseException as error:  # raised where the results are asked for
            self._done.put(error)
        self._done.put(_Ended())

    def _films(self) -> Generator[Film, None, None]:
        """The lane's files: whatever nobody else has taken, each read while it is busy with the one before."""
        with ThreadPoolExecutor(1, thread_name_prefix="spcxr-ahead") as executor:
            coming = self._submit(executor)
            while coming is not None:
                film = coming.result()
                coming = self._submit(executor)
                yield film

    def _submit(self, executor: ThreadPoolExecutor) -> Future[Film] | None:
        """Begin to read the next file; None where there is none, or all is to stop."""
        with self._taking:
            path = None if self._stop.is_set() else next(self._paths, None)
        return None if path is None else executor.submit(self._read, path)

    def _read(self, path: Path) -> Film:
        source, start = Source.of(path), time.perf_counter()
        radiograph, error = None, None
        try:
            radiograph = self._door.read(path, cancel=self._stop.is_set)
        except Exception as caught:  # told where the row is made
            error = caught
        return Film(path, source, round((time.perf_counter() - start) * 1000, 1), radiograph, error)
