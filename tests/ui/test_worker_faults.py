"""A reader killed, hung and bloated on purpose, with the real window unharmed: one row says why, the others open."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import psutil
import pytest

from tests.ui.verbs import WAIT_MS, Desk, FilmWriter, StallMonitor

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals")

STALL_S = 0.050


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("killed", "The decoder broke down"),
        ("segfault", "The decoder broke down"),
        ("stopped", "took more than 2 s"),
        ("spins", "took more than 2 s"),
        ("bloats", "took more than 300 MiB of memory"),
        ("gulps", "took more than 300 MiB of memory"),
        ("garbage", "took more than 2 s"),
        ("no_json", "The decoder broke down"),
    ],
)
def test_one_row_says_why_and_the_window_goes_on(
    faulty_desk: Desk, film: FilmWriter, fault: str, told: str, record_property: Callable[[str, object], None]
) -> None:
    desk = faulty_desk
    files = [film("a.dcm"), film(f"pixels_{fault}.dcm"), film("c.dcm")]
    monitor = StallMonitor()
    desk.open(*files)
    monitor.stop()
    cpu, wall = monitor.longest_cpu * 1e3, monitor.longest_wall * 1e3
    record_property("longest_gui_cpu_ms", round(cpu, 1))
    record_property("longest_gap_ms", round(wall, 1))
    print(f"{fault}: beats {monitor.beats}, GUI thread {cpu:.1f} ms, longest gap by the clock {wall:.1f} ms")
    assert [entry.state for entry in desk.session.entries] == ["analysed", "unreadable", "analysed"]
    assert monitor.longest_cpu <= STALL_S
    bad = desk.session.entries[1]
    assert bad.fault is not None and told in bad.fault.found
    desk.do("view.next")
    desk.settle()
    assert desk.entry is bad
    assert any(told in text for text in desk.window.findings.texts())
    assert any("Nothing else is affected" in text for text in desk.window.findings.texts())
    desk.do("view.next")
    desk.settle()
    assert desk.entry.path == files[2] and desk.shown().std() > 5


def test_a_reader_killed_from_outside_while_films_are_read(faulty_desk: Desk, film: FilmWriter) -> None:
    """Whatever was being read at that moment has a row that says so; everything else is there."""
    desk = faulty_desk
    desk.open(film("first.dcm"))
    readers = [child for child in psutil.Process().children() if "--multiprocessing-fork" in child.cmdline()]
    assert readers
    slow = film("slow.dcm")
    desk.window.open([slow, film("b.dcm"), film("c.dcm")])
    desk.qtbot.waitUntil(lambda: any(e.state == "reading" for e in desk.session.entries), timeout=WAIT_MS)
    for reader in readers:
        reader.kill()
    desk.settle()
    states = [entry.state for entry in desk.session.entries]
    assert len(states) == 4 and set(states) <= {"analysed", "unreadable"}
    assert states.count("unreadable") <= len(readers)
    desk.open(film("last.dcm"))
    assert desk.session.entries[-1].state == "analysed"


def test_the_window_closes_although_a_reader_hangs(faulty_desk: Desk, film: FilmWriter) -> None:
    desk = faulty_desk
    desk.window.open([film("pixels_stopped.dcm")])
    desk.qtbot.waitUntil(lambda: any(e.state == "reading" for e in desk.session.entries), timeout=WAIT_MS)
    start = time.perf_counter()
    desk.window.close()
    print(f"closed in {(time.perf_counter() - start) * 1e3:.0f} ms")
    (entry,) = desk.session.entries
    assert entry.fault is None  # it did not wait until the reader's time was over
