"""Executors: one task per lane at a time, cancel, faults that are told without their text."""

from __future__ import annotations

import threading

import pytest

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.tasks import Cancelled, Task, Tasks


class Inbox:
    """Collects published changes and waits for a number of ends."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.ended = threading.Semaphore(0)

    def publish(self, changes: Changes) -> None:
        self.changes |= changes

    def end(self) -> None:
        self.ended.release()

    def wait(self) -> None:
        assert self.ended.acquire(timeout=20), "the task never ended"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def test_work_runs_on_a_lane_thread_and_its_changes_are_published(inbox: Inbox) -> None:
    tasks, where = Tasks(inbox.publish), []

    def work(task: Task) -> Changes:
        where.append(threading.current_thread().name)
        task.progress(0.5)
        return Changes(results=True)

    assert tasks.start("infer", "x", work, inbox.end) is not None
    inbox.wait()
    tasks.close()
    assert where[0].startswith("spcxr-infer")
    assert inbox.changes == Changes(results=True, work=True)
    assert tasks.faults == []


def test_a_busy_lane_refuses_and_another_lane_does_not(inbox: Inbox) -> None:
    tasks, go = Tasks(inbox.publish), threading.Event()

    def wait(task: Task) -> Changes:
        assert go.wait(20)
        return Changes()

    assert tasks.start("read", "first", wait, inbox.end) is not None
    assert tasks.start("read", "second", wait, inbox.end) is None
    assert tasks.start("infer", "third", wait, inbox.end) is not None
    go.set()
    inbox.wait()
    inbox.wait()
    tasks.close()
    assert tasks.running("read") is None


def test_cancel_reaches_the_worker_and_is_no_fault(inbox: Inbox) -> None:
    tasks, begun, stopped = Tasks(inbox.publish), threading.Event(), []

    def work(task: Task) -> Changes:
        begun.set()
        try:
            while True:
                task.token.check()
                task.token._event.wait(0.01)
        except Cancelled:
            stopped.append(True)
            raise

    tasks.start("infer", "long", work, inbox.end)
    assert begun.wait(20)
    tasks.cancel("infer")
    inbox.wait()
    tasks.close()
    assert stopped == [True]
    assert tasks.faults == []


def test_a_bug_is_logged_without_its_text(inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks(inbox.publish)

    def work(task: Task) -> Changes:
        raise ValueError("Mustermann^Erika")

    tasks.start("read", "read", work, inbox.end)
    inbox.wait()
    tasks.close()
    assert tasks.faults == ["read: ValueError"]
    assert "ValueError" in caplog.text
    assert "Mustermann" not in caplog.text


def test_close_joins_the_threads_and_takes_no_more_work(inbox: Inbox) -> None:
    tasks = Tasks(inbox.publish)
    tasks.start("read", "x", lambda task: Changes(), inbox.end)
    inbox.wait()
    tasks.close()
    tasks.close()
    assert tasks.start("read", "y", lambda task: Changes(), inbox.end) is None
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("spcxr-")]
