"""Rows about the program itself: recent cases, settings, lock, names, size of text."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.store.settings import LEAST_SCALE, MOST_SCALE, Settings

RECENT_ROWS = 6


def _settings(bench: Workbench) -> Settings:
    return bench.preferences.settings


def _has_recent(number: int, bench: Workbench) -> bool:
    return not _settings(bench).privacy and number < len(_settings(bench).recent)


def _has_recent_cases(bench: Workbench) -> bool:
    return bool(_settings(bench).recent)


def _can_grow(bench: Workbench) -> bool:
    return _settings(bench).text_scale < MOST_SCALE


def _can_shrink(bench: Workbench) -> bool:
    return _settings(bench).text_scale > LEAST_SCALE


def _recent_title(number: int, bench: Workbench) -> str | None:
    """Where it lies, last two parts: enough to know it again."""
    return "/".join(Path(_settings(bench).recent[number]).parts[-2:]) if _has_recent(number, bench) else None


def _open_recent(number: int, context: Context) -> Changes:
    return context.bench.open_recent(number)


def _recent() -> tuple[Action, ...]:
    """What was opened last, latest first."""
    return tuple(
        Action(
            f"file.recent.{number + 1}",
            f"Recent case {number + 1}",
            "File",
            partial(_open_recent, number),
            enabled=partial(_has_recent, number),
            label=partial(_recent_title, number),
            quotes=lambda bench: True,
            separator=number == 0,
        )
        for number in range(RECENT_ROWS)
    )


def _flip_privacy(context: Context) -> Changes:
    return context.bench.change_settings(privacy=not _settings(context.bench).privacy)


def _text_scale(by: int, context: Context) -> Changes:
    scale = _settings(context.bench).text_scale + by
    return context.bench.change_settings(text_scale=min(max(scale, LEAST_SCALE), MOST_SCALE))


FILE_ROWS: tuple[Action, ...] = (
    *_recent(),
    Action(
        "file.forget_recent", "Forget recent cases", "File", lambda c: c.bench.change_settings(recent=()),
        enabled=_has_recent_cases,
    ),
    Action(
        "file.preferences", "Preferences…", "File", lambda c: c.shell.preferences(), ("Ctrl+,",), "preferences",
        separator=True,
    ),
    Action("file.lock", "Lock", "File", lambda c: c.shell.lock(), ("Ctrl+Alt+L",), "lock", separator=True),
)  # fmt: skip

VIEW_ROWS: tuple[Action, ...] = (
    Action(
        "view.privacy", "Hide names", "View", _flip_privacy, ("Ctrl+Shift+P",), "privacy",
        checked=lambda b: _settings(b).privacy, separator=True,
    ),
    Action(
        "view.text_larger", "Larger text", "View", partial(_text_scale, 10), ("Ctrl+Shift+Up",),
        enabled=_can_grow,
    ),
    Action(
        "view.text_smaller", "Smaller text", "View", partial(_text_scale, -10), ("Ctrl+Shift+Down",),
        enabled=_can_shrink,
    ),
)  # fmt: skip

PROGRAM_REASONS: dict[object, str] = {
    _has_recent_cases: "No case is remembered",
    _can_grow: "Texts are as large as they get",
    _can_shrink: "Texts are as small as they get",
}
