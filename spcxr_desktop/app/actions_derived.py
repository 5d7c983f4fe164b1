"""The action on what other systems say of the shown radiograph."""

from __future__ import annotations

from spcxr_desktop.app.action import Action
from spcxr_desktop.app.workbench import Workbench


def has_derived(bench: Workbench) -> bool:
    """Whether some opened object is about the shown radiograph, and the reader may see it."""
    current = bench.session.current
    return current is not None and not current.veiled and bool(bench.derived.of(current))


DERIVED_ROWS: tuple[Action, ...] = (
    Action(
        "view.derived", "Objects from other systems", "View", lambda c: c.bench.derived.toggle(), ("Shift+O",),
        enabled=has_derived, checked=lambda b: b.derived.any_shown(),
    ),
)  # fmt: skip
DERIVED_REASONS: dict[object, str] = {has_derived: "No opened object is about this radiograph"}
