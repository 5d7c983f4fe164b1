"""What the findings panel asks for, as verbs of the program."""

from __future__ import annotations

from collections.abc import Callable

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.ui.panels.findings import Intents


def intents(bench: Workbench, publish: Callable[[Changes], None]) -> Intents:
    """Every one is published; what acts on the shown radiograph asks for it anew."""
    judging = bench.judging
    return Intents(
        choose=lambda label: publish(judging.choose(label)),
        judge=lambda verdict, label: publish(judging.judge(verdict, label)),
        explain=lambda label, reasons, text: publish(judging.explain(label, reasons, text)),
        evidence=lambda label: publish(bench.show_evidence(label)),
        no_finding=lambda: publish(judging.no_finding()),
        reveal=lambda: publish(judging.reveal()),
    )
