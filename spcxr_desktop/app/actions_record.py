"""Rows about the record: worklist, next study, read marks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench


def _can_step(by: int, bench: Workbench) -> bool:
    return bench.cases.can_step(by)


def _step(by: int, context: Context) -> Changes:
    return context.bench.step_study(by)


def _toggle_page(context: Context) -> Changes:
    return context.bench.show_worklist(not context.bench.session.worklist_page)


def _toggle_priority(context: Context) -> Changes:
    worklist = context.bench.record.worklist
    order = "arrival" if worklist.filters.order == "priority" else "priority"
    worklist.ask(replace(worklist.filters, order=order, descending=False))  # type: ignore[arg-type]
    return Changes(record=True)


def _is_read(bench: Workbench) -> bool:
    current = bench.session.current
    return bench.record.lane.available and current is not None and current.read


def _mark_unread(context: Context) -> Changes:
    current = context.bench.session.current
    return context.bench.record.looked_at(current.id, read=False) if current is not None else Changes()


STEP_ROWS: tuple[Action, ...] = (
    Action(
        "view.previous_study", "Previous study", "View", partial(_step, -1), ("Ctrl+Left", "Ctrl+Up"),
        enabled=partial(_can_step, -1),
    ),
    Action(
        "view.next_study", "Next study", "View", partial(_step, 1), ("Ctrl+Right", "Ctrl+Down"),
        enabled=partial(_can_step, 1),
    ),
)  # fmt: skip

WORKLIST_ROWS: tuple[Action, ...] = (
    Action(
        "worklist.show", "Worklist", "View", _toggle_page, ("Ctrl+L",), "worklist",
        checked=lambda b: b.session.worklist_page, separator=True, toolbar=True,
    ),
    Action("worklist.search", "Search the worklist", "View", lambda c: c.shell.search_worklist(), ("Ctrl+F",)),
    Action(
        "worklist.priority", "Worklist: flagged first", "View", _toggle_priority,
        checked=lambda b: b.record.worklist.filters.order == "priority",
    ),
    Action("worklist.unread", "Mark as unread", "View", _mark_unread, ("Ctrl+U",), enabled=_is_read),
)  # fmt: skip
