"""The worklist and the next case by the clock: python -m benchmarks.worklist [--studies 10000]

A record of many studies is made and shown in the real window, off screen; then studies of one 3000 x 3000 raw film each
are read one after the other along the worklist. Times run from the key until what it asked for has been drawn.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from spcxr_desktop.ui.environment import prepare_process

prepare_process()

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from benchmarks.dx import dx_film  # noqa: E402
from benchmarks.film import BITS  # noqa: E402
from benchmarks.film import film as pixels  # noqa: E402
from benchmarks.record import film, report, results  # noqa: E402
from spcxr_desktop.app.record_images import encode  # noqa: E402
from spcxr_desktop.app.services import real_services  # noqa: E402
from spcxr_desktop.domain.findings import Gate, ResultSet  # noqa: E402
from spcxr_desktop.store.library import Library  # noqa: E402
from spcxr_desktop.store.paths import DATA_FOLDER_VARIABLE  # noqa: E402
from spcxr_desktop.ui import theme  # noqa: E402
from spcxr_desktop.ui.main_window import MainWindow  # noqa: E402

CASES = 12
REFUSED = ResultSet(
    "refused", (Gate("view", "refuse", "a lateral"),), (), None, ("abnormal",), (), "2026-01-01T00:00:00+00:00"
)


def make_record(folder: Path, studies: int) -> None:
    """Thumbnails for all, results for every second, every tenth refused, every third read."""
    dice = np.random.default_rng(0)
    said = results(300)
    with Library.open(folder) as library:
        images = library.images.add([film(number) for number in range(studies)])
        ramp = np.linspace(20, 230, 144 * 120).reshape(144, 120)
        pictures = [encode(np.asarray(ramp * shade, np.uint8)) for shade in dice.uniform(0.4, 1.1, 20)]
        with library._database.write() as connection:
            rows = [(image, pictures[image % 20]) for image in images]
            connection.executemany("INSERT INTO thumbnails VALUES (?, ?)", rows)
            connection.executemany("UPDATE images SET read = 1 WHERE id = ?", [(image,) for image in images[::3]])
        for image in images[::2]:
            library.results.add(image, REFUSED if image % 10 == 1 else replace(said, created=f"{image}"))


def write_film(path: Path, number: int, values: NDArray[np.uint16]) -> None:
    """A film of one study of its own, uncompressed."""
    dataset = dx_film(f"N{number}", *values.shape, BITS)
    dataset.PixelData = values.astype("<u2").tobytes()
    dataset.save_as(path, enforce_file_format=True)


def until(done: Callable[[], bool], limit_s: float = 120.0) -> None:
    """Run the event loop until ``done``. Raises TimeoutError."""
    loop, timer, start = QEventLoop(), QTimer(interval=1), time.perf_counter()

    def look() -> None:
        if done():
            loop.exit(0)
        elif time.perf_counter() - start > limit_s:
            loop.exit(1)

    timer.timeout.connect(look)
    timer.start()
    if loop.exec():
        raise TimeoutError


class Paints(QObject):
    """Counts how often a widget was drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def lists(window: MainWindow) -> None:
    """Opening the page, searching, ordering, scrolling."""
    bench, page = window.bench, window.records.page
    worklist, rows = bench.record.worklist, page.view.rows
    paints = Paints(rows.viewport())

    def timed(act: Callable[[], object], done: Callable[[], bool]) -> float:
        """Milliseconds until it is done and has been drawn."""
        before, start = paints.count, time.perf_counter()
        act()
        until(lambda: done() and paints.count > before)
        return (time.perf_counter() - start) * 1000

    def followed() -> bool:
        return worklist.listing.filters == worklist.filters and page.view.model._rows is worklist.listing.rows

    def search(text: str) -> None:
        page.view.bar.search.setText(text)

    spent = []
    for _ in range(10):
        spent.append(timed(lambda: window.action_set.trigger("worklist.show"), lambda: page.isVisible()))
        until(bench.idle)
        window.action_set.trigger("worklist.show")
        until(bench.idle)
    report("worklist shown, the first time", spent[:1])
    report("worklist shown again", spent[1:])
    window.action_set.trigger("worklist.show")
    until(bench.idle)
    for text in ("muller", "zoe", "ng", "p0099", "thorax pa", ""):
        spent = []
        for _ in range(7):
            search("x" if text else "y")
            until(lambda: followed() and bench.idle())
            spent.append(timed(lambda text=text: search(text), followed))  # type: ignore[misc]
        report(f'search "{text}" ({len(worklist.listing.rows):,} found)', spent)
    spent = [timed(lambda: window.action_set.trigger("worklist.priority"), followed) for _ in range(10)]
    report("order by priority, and back", spent)
    bar = rows.verticalScrollBar()
    places = [bar.maximum() * step // 60 for step in range(1, 60)]
    spent = [timed(lambda place=place: bar.setValue(place), lambda: True) for place in places]  # type: ignore[misc]
    report("one step of scrolling through all rows", spent)
    window.action_set.trigger("worklist.show")


def cases(window: MainWindow, folder: Path) -> None:
    """Along the worklist, one study after the other."""
    bench = window.bench
    values = pixels()
    for number in range(CASES):
        write_film(folder / f"{number:02}.dcm", number, np.roll(values, 100 * number, axis=1))
    window.open([folder])
    until(lambda: len(bench.session) == CASES and bench.idle())
    for entry in bench.session.entries[1:]:  # all but the first closed: only the worklist knows them now
        bench.session.close(entry.id)
    bench.record.worklist.reload()
    until(bench.idle)
    first = bench.record.images.study(bench.session.entries[0].id)
    assert first is not None
    window.bridge.post(bench.open_study(first))
    spent = []
    for _ in range(CASES - 1):
        until(bench.idle)  # the reader looks at one while the next two are read
        before = bench.session.current
        start = time.perf_counter()
        window.action_set.trigger("view.next_study")
        until(lambda before=before: _shows_another(window, before))  # type: ignore[misc]
        window.canvas.grab()
        spent.append((time.perf_counter() - start) * 1000)
    report("next case to image, 3000 x 3000 raw", spent)


def _shows_another(window: MainWindow, before: object) -> bool:
    current = window.bench.session.current
    return current is not None and current is not before and current.upright is not None


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=10_000)
    studies = parser.parse_args().studies
    print("| what | median ms | p99 | worst | n |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[DATA_FOLDER_VARIABLE] = str(folder / "data")
        (folder / "data").mkdir(mode=0o700)
        make_record(folder / "data" / "record", studies)
        application = QApplication([])
        theme.apply(application)
        start = time.perf_counter()
        window = MainWindow(replace(real_services(), load_packages=lambda: ()))
        window.show()
        window.activateWindow()
        until(lambda: window.bench.record.worklist.listing.total == studies)
        report(f"window made, record opened, {studies:,} rows read", [(time.perf_counter() - start) * 1000])
        lists(window)
        (folder / "films").mkdir()
        cases(window, folder / "films")
        window.close()


if __name__ == "__main__":
    main()
