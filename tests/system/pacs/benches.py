"""The program without its window, as a test drives it: opened on a data folder, asked, waited for, closed or killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from spcxr_desktop.app.network.views import NetworkView
from spcxr_desktop.app.preferences import Preferences
from spcxr_desktop.app.services import real_services
from spcxr_desktop.app.workbench import Workbench

WAIT_S = 60.0


class Bench:
    """A workbench and the patience to wait for it."""

    def __init__(self, data: Path, **settings: object) -> None:
        services = real_services()
        self.work = Workbench(
            replace(services, network_folder=lambda: data), lambda changes: None, Preferences(data)
        )
        if settings:
            self.work.change_settings(**settings)
        self.work.record.start()
        self.until(lambda view: view.available)

    @property
    def view(self) -> NetworkView:
        return self.work.network.view

    def until(self, there: Callable[[NetworkView], object]) -> NetworkView:
        """Wait until the view is so."""
        end = time.monotonic() + WAIT_S
        while not there(self.view):
            assert time.monotonic() < end, self.view
            time.sleep(0.02)
        return self.view

    def analysed(self, count: int) -> None:
        """Wait until the record has so many studies that were analysed (or refused by a gate) and nothing runs."""

        def done(view: NetworkView) -> bool:
            self.work.record.worklist.reload()
            rows = self.work.record.worklist.listing.rows
            return sum(row.status in ("analysed", "not assessed", "signed") for row in rows) == count

        self.until(done)


@contextmanager
def bench(data: Path, **settings: object) -> Iterator[Bench]:
    made = Bench(data, **settings)
    try:
        yield made
    finally:
        made.work.close()
    assert made.work.tasks.faults == []
