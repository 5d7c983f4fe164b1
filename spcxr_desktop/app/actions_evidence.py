"""Actions on the evidence for the findings."""

from __future__ import annotations

from functools import partial

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench


def has_evidence(bench: Workbench) -> bool:
    """Whether the shown radiograph has evidence that the reader may see."""
    current = bench.session.current
    return current is not None and bool(current.as_shown().evidence)


def _opacity(by: float, context: Context) -> Changes:
    return context.bench.set_evidence_opacity(context.bench.session.overlay.evidence + by)


EVIDENCE_ROWS: tuple[Action, ...] = (
    Action(
        "view.evidence", "Show the evidence", "Analysis", lambda c: c.bench.toggle_evidence(), ("Shift+S",), "evidence",
        enabled=has_evidence, checked=lambda b: b.session.display.evidence is not None, toolbar=True,
    ),
    Action(
        "view.evidence_next", "Evidence for the next finding", "Analysis", lambda c: c.bench.next_evidence(),
        ("Alt+S",), enabled=has_evidence,
    ),
    Action("view.evidence_stronger", "Stronger evidence", "Analysis", partial(_opacity, 0.1), ("Alt+Up",),
           enabled=has_evidence),
    Action("view.evidence_fainter", "Fainter evidence", "Analysis", partial(_opacity, -0.1), ("Alt+Down",),
           enabled=has_evidence),
)  # fmt: skip

EVIDENCE_REASONS: dict[object, str] = {has_evidence: "The models gave no evidence for this radiograph"}
