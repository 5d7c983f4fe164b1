"""The watched folder: new files are opened once they are whole. Nothing in it is ever changed, moved or deleted.

A file is whole when its size and its time stood still over some looks. Files that lay there when the watch began are
left alone. Links are not followed, so that no loop can be walked; names that begin with a dot or end like something
half written are left out.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.network.hub import CHANGED, Hub
from spcxr_desktop.app.network.inbox import Inbox
from spcxr_desktop.app.network.views import WatchView
from spcxr_desktop.app.tasks import Task
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.arrivals import Arrivals

LOOK_S, AWAY_S = 3.0, 15.0  # between two looks; while the folder cannot be read
STILL = 2  # looks in a row that found a file as it was before
DEEPEST, MOST = 16, 50_000  # folders below one another, files of one look
BATCH = 100  # files that are opened at once
_HALF = (".part", ".tmp", ".crdownload", ".filepart", "~", ".lock")


@dataclass
class _Look:
    """What one look found: path -> stamp. ``cut``: something was left out."""

    stamps: dict[Path, str]
    cut: bool = False


class Watching:
    """``view`` is replaced whole. ``folder``: "" watches nothing."""

    def __init__(self, hub: Hub, inbox: Inbox) -> None:
        self._hub, self._inbox = hub, inbox
        self._folder: Path | None = None
        self._known: dict[Path, str] | None = None  # what was taken or lay there before; None: not read yet
        self._still: dict[Path, tuple[str, int]] = {}  # stamp, and in how many looks it was the same
        self._next = 0.0
        self.view = WatchView()

    def follow(self, folder: str) -> None:
        """The settings say so."""
        wanted = Path(folder) if folder else None
        if wanted == self._folder:
            return
        self._folder, self._known, self._still, self._next = wanted, None, {}, 0.0
        self.view = WatchView("off" if wanted is None else "starting", wanted, taken=self.view.taken)
        self._hub.changed()
        self._hub.wake()

    def tick(self) -> float | None:
        """Look when it is time."""
        folder, store, now = self._folder, self._hub.store, self._hub.clock()
        if folder is None or store is None:
            return None
        if now < self._next:
            return self._next - now
        if self._hub.tasks.running("watch") is None:
            self._next = now + LOOK_S
            self._hub.tasks.start("watch", "watch", partial(self._look, folder, Arrivals(store)), self._hub.wake)
        return LOOK_S

    # ---- on a lane of its own ----------------------------------------------------------------------------

    def _look(self, folder: Path, arrivals: Arrivals, task: Task) -> Changes:
        before = self.view
        try:
            look = _walk(folder, self._hub.root, task)
        except OSError as error:
            if folder == self._folder:
                self._next = self._hub.clock() + AWAY_S
                self._still = {}
                reason = f"The folder cannot be read ({error.strerror or type(error).__name__}); it is tried again."
                self.view = replace(before, state="unreachable", waiting=0, reason=reason)
            return CHANGED if self.view != before else Changes()
        try:
            self._seen(folder, look, arrivals)
        except UserError as error:
            self.view = replace(before, reason=f"{error.found} {error.remedy}")
        return CHANGED if self.view != before else Changes()

    def _seen(self, folder: Path, look: _Look, arrivals: Arrivals) -> None:
        if folder != self._folder:
            return
        if self._known is None:
            if not arrivals.is_known_folder(folder):
                arrivals.begin_folder(folder, look.stamps)
            self._known = arrivals.stamps()
        known, still = self._known, self._still
        fresh = {path: stamp for path, stamp in look.stamps.items() if known.get(path) != stamp}
        counted = {
            path: (stamp, still[path][1] + 1 if still.get(path, ("", 0))[0] == stamp else 0)
            for path, stamp in fresh.items()
        }
        ready = [path for path, (stamp, looks) in counted.items() if looks >= STILL and not stamp.startswith("0:")]
        batch = {path: fresh[path] for path in sorted(ready)[:BATCH]}
        taken = self._inbox.take(batch)
        known.update(batch)
        self._still = {path: value for path, value in counted.items() if path not in batch}
        reason = f"Only the first {MOST:,} files, {DEEPEST} folders deep, are watched." if look.cut else ""
        self.view = WatchView("watching", folder, len(self._still), self.view.taken + taken, reason)


def _walk(folder: Path, ours: Path | None, task: Task) -> _Look:
    """Every file that may be meant. Raises OSError where the folder itself cannot be read; one below is passed by."""
    look = _Look({})
    line = [(folder, 0)]
    while line:
        here, depth = line.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            if here == folder:
                raise
            continue
        for entry, found in _stats(entries):
            task.token.check()
            path = Path(entry.path)
            if stat.S_ISDIR(found.st_mode):
                look.cut |= depth + 1 > DEEPEST
                if depth + 1 <= DEEPEST and path != ours:
                    line.append((path, depth + 1))
            elif stat.S_ISREG(found.st_mode) and len(look.stamps) < MOST:
                look.stamps[path] = f"{found.st_size}:{found.st_mtime_ns}"
            else:
                look.cut |= stat.S_ISREG(found.st_mode)
    return look


def _stats(entries: list[os.DirEntry[str]]) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
    for entry in entries:
        if entry.name.startswith(".") or entry.name.lower().endswith(_HALF):
            continue
        try:
            yield entry, entry.stat(follow_symlinks=False)
        except OSError:  # gone since the folder was listed
            continue
