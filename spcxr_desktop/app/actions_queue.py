"""Rows about what waits for the models."""

from __future__ import annotations

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench


def _can_leave(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and bench.queue.can_leave(current)


def _leave(context: Context) -> Changes:
    current = context.bench.session.current
    return context.bench.queue.leave(current) if current is not None else Changes()


def _can_retry(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and bench.queue.can_retry(current)


def _retry(context: Context) -> Changes:
    current = context.bench.session.current
    return context.bench.queue.retry(current) if current is not None else Changes()


def _can_retry_all(bench: Workbench) -> bool:
    return bool(bench.session.faulty)


QUEUE_ROWS: tuple[Action, ...] = (
    Action("analysis.leave", "Do not analyse this radiograph now", "Analysis", _leave, enabled=_can_leave),
    Action("analysis.retry", "Try this radiograph again", "Analysis", _retry, ("Ctrl+F5",), enabled=_can_retry),
    Action(
        "analysis.retry_all", "Try all again that ended in an error", "Analysis", lambda c: c.bench.queue.retry_all(),
        enabled=_can_retry_all,
    ),
    Action(
        "analysis.pause", "Hold the analysis", "Analysis", lambda c: c.bench.queue.pause(not c.bench.queue.paused),
        checked=lambda b: b.queue.paused,
    ),
)  # fmt: skip

QUEUE_REASONS: dict[object, str] = {
    _can_leave: "It neither waits for analysis nor is analysed now",
    _can_retry: "It did not end in an error",
    _can_retry_all: "Nothing ended in an error",
}
