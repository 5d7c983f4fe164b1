"""The settings while the program runs: changed at once, saved on a lane of their own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.tasks import Task, Tasks
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.store.settings import MOST_RECENT, Settings, load_settings, save_settings, valid


class Preferences:
    """``settings`` and the way to change them. Without a folder nothing is read and nothing is saved."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.settings, self.notes = load_settings(folder) if folder is not None else (Settings(), [])
        self._lock = threading.Lock()
        self._jobs: deque[Callable[[], Changes]] = deque()
        self._saved = self.settings
        self._tasks: Tasks | None = None
        self._tell: Callable[[UserError], None] = self.notes.append

    def attach(self, tasks: Tasks, tell: Callable[[UserError], None]) -> None:
        """From now on save on a lane of ``tasks``; ``tell`` hears there why a save failed, once until one succeeds."""
        self._tasks, self._tell = tasks, tell

    def change(self, **values: object) -> Changes:
        """Set these settings. Raises ValueError on a value that is none; a change to nothing new is none."""
        wrong = [name for name, value in values.items() if not valid(name, value)]
        if wrong:
            raise ValueError(f"not a valid setting: {', '.join(wrong)}")
        changed = replace(self.settings, **values)  # type: ignore[arg-type]
        if changed == self.settings:
            return Changes()
        self.settings = changed
        self._go()
        return Changes(settings=True)

    def remember(self, paths: Sequence[Path]) -> Changes:
        """Put opened paths at the head of the recent ones; never while names are hidden."""
        if self.settings.privacy or not self.settings.keep_recent:
            return Changes()
        fresh = [str(path) for path in paths if valid("recent", [str(path)])]
        whole = tuple(dict.fromkeys([*fresh, *self.settings.recent]))[:MOST_RECENT]
        return self.change(recent=whole)

    def reset(self) -> Changes:
        """Every setting as it was at first, but for the place of the window and the recent cases."""
        now = self.settings
        kept = {name: getattr(now, name) for name in ("recent", "window_geometry", "splitter", "panels_shown")}
        first = {name: getattr(Settings(), name) for name in vars(now) if name not in kept}
        return self.change(**first)

    def aside(self, job: Callable[[], Changes]) -> None:
        """Run something brief that touches the disk on the lane of the settings; what it changed is published.

        Raises nothing here; a UserError of the job is told like one of a save.
        """
        self._jobs.append(job)
        self._go()

    def close(self) -> None:
        """Save what is not saved yet, here and now: the lanes have ended."""
        self._tasks = None
        self._save_now()

    def _go(self) -> None:
        if self._tasks is not None:
            self._tasks.start("settings", "settings", self._work, self._again)

    def _again(self) -> None:
        """What was changed while a save ran is saved by another one."""
        if self._jobs or (self.folder is not None and self.settings != self._saved):
            self._go()

    def _work(self, task: Task) -> Changes:
        changes = Changes()
        while self._jobs:
            try:
                changes |= self._jobs.popleft()()
            except UserError as error:
                self._tell(error)
        self._save_now()
        return changes

    def _save_now(self) -> None:
        with self._lock:
            settings = self.settings
            if self.folder is None or settings == self._saved:
                return
            self._saved = settings  # also where it fails: the next change tries again, not the next moment
            try:
                save_settings(self.folder, settings)
            except UserError as error:
                self._tell(error)
