"""What comes by itself goes into the worklist, and is analysed before the reader asks for it.

Something is known as taken only once the record has it, so that a kill between the two has it taken in again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.hub import Hub
from spcxr_desktop.store import faults
from spcxr_desktop.store.arrivals import Arrivals
from spcxr_desktop.store.network import NetworkStore

if TYPE_CHECKING:
    from spcxr_desktop.app.record_lane import Job
    from spcxr_desktop.store.library import Library

STUDIES = "studies"  # where studies from the network lie, below the store's folder


class Opener(Protocol):
    """``Schedule.open``: ``done`` is called on the lane once rows are there."""

    def __call__(
        self, paths: Callable[[], Sequence[Path]], show: bool = True, done: Callable[[], None] | None = None
    ) -> Changes: ...


class Inbox:
    """``open_files`` opens; ``do`` has a job of the record done, in order; ``registering``: it still takes in."""

    def __init__(
        self, hub: Hub, open_files: Opener, do: Callable[[Job], None], registering: Callable[[], bool]
    ) -> None:
        self._hub, self._open_files, self._do, self._registering = hub, open_files, do, registering
        self._lock = threading.Lock()
        self._asked: dict[Path, str] = {}  # opened in this session, with their stamps

    def take(self, stamps: Mapping[Path, str]) -> int:
        """Open these, without showing them, unless they were opened as they are now. How many are new."""
        with self._lock:
            fresh = {path: stamp for path, stamp in stamps.items() if self._asked.get(path) != stamp}
            self._asked.update(fresh)
        if fresh:
            self._open_files(lambda: sorted(fresh), False, partial(self._opened, fresh))
        return len(fresh)

    def studies(self, store: NetworkStore) -> Path:
        """The folder of studies from the network. Raises UserError."""
        folder = store.folder / STUDIES
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise faults.of_system(error, folder) from error
        return folder

    def resume(self, store: NetworkStore) -> None:
        """At the start: studies that a former program received and did not take in, and what was not analysed."""
        arrivals = Arrivals(store)
        known = arrivals.stamps()
        found = {path: stamp_of(path) for path in self.studies(store).iterdir() if not path.name.startswith(".")}
        self.take({path: stamp for path, stamp in found.items() if stamp and known.get(path) != stamp})
        pending = arrivals.pending()
        if pending:
            self._do(partial(self._analyse_rest, store, pending))

    # ---- on other lanes ----------------------------------------------------------------------------------

    def _opened(self, stamps: Mapping[Path, str]) -> None:
        """They have their rows; what registers them in the record stands in its line already."""

        def known(library: Library) -> Changes:
            if self._registering():
                self._do(known)
                return Changes()

            def job(store: NetworkStore) -> None:
                Arrivals(store).taken(stamps)

            self._hub.do(job)
            return Changes(network=True)

        self._do(known)

    def _analyse_rest(self, store: NetworkStore, pending: Sequence[Path], library: Library) -> Changes:
        """Open again what the record has without results; the others are settled."""
        left: dict[Path, str] = {}
        for path in pending:
            files = sorted(path.glob("*")) if path.is_dir() else [path]
            rows = [library.images.at(file) for file in files]
            if any(row is not None and row.assessment == "new" for row in rows):
                left[path] = stamp_of(path)
        settled = [path for path in pending if path not in left]
        self._hub.do(lambda store: Arrivals(store).settled(settled))
        self.take({path: stamp for path, stamp in left.items() if stamp})
        return Changes()


def stamp_of(path: Path) -> str:
    """What changes when a file, or the list of files in a folder, changes; "" where there is nothing."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{0 if path.is_dir() else found.st_size}:{found.st_mtime_ns}"
