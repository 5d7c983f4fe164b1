"""Rows about findings: judging them, reading first, lists over the record, the model card."""

from __future__ import annotations

from functools import partial
from typing import Literal

from spcxr_desktop.app.action import Action, Context
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.domain.judgements import Verdict

Survey = Literal["disagreements", "monitoring"]


def _has_findings(bench: Workbench) -> bool:
    return bool(bench.judging.scores)


def _has_chosen(bench: Workbench) -> bool:
    return bench.judging.label is not None


def _can_place(bench: Workbench) -> bool:
    return _has_chosen(bench) and not bench.judging.veiled


def _is_veiled(bench: Workbench) -> bool:
    return bench.judging.veiled


def _can_reveal(bench: Workbench) -> bool:
    return bench.judging.can_reveal


def _has_results(bench: Workbench) -> bool:
    current = bench.session.current
    return current is not None and current.results is not None and not current.veiled and bench.record.lane.available


def _has_record(bench: Workbench) -> bool:
    return bench.record.lane.available


def _has_models(bench: Workbench) -> bool:
    return bool(bench.assessing.cards)


def _judge(verdict: Verdict, context: Context) -> Changes:
    return context.bench.judging.judge(verdict)


def _step(by: int, context: Context) -> Changes:
    return context.bench.judging.step(by)


def _survey(which: Survey, context: Context) -> Changes:
    return context.bench.assessing.ask_survey() | context.shell.show_survey(which)


def _compare(context: Context) -> Changes:
    current = context.bench.session.current
    if current is None:
        return Changes()
    return context.bench.assessing.survey.ask_versions(current.id) | context.shell.compare_versions()


def _flip_reader_first(context: Context) -> Changes:
    on = context.bench.preferences.settings.reader_first
    return context.bench.change_settings(reader_first=not on)


FINDING_ROWS: tuple[Action, ...] = (
    Action(
        "findings.next", "Next finding", "Analysis", partial(_step, 1), ("J",), enabled=_has_findings, separator=True
    ),
    Action("findings.previous", "Previous finding", "Analysis", partial(_step, -1), ("Shift+J",),
           enabled=_has_findings),
    Action("findings.accept", "Accept: it is there", "Analysis", partial(_judge, "accept"), ("Y",), "accept",
           enabled=_has_chosen),
    Action("findings.reject", "Reject: it is not there", "Analysis", partial(_judge, "reject"), ("Shift+N",), "reject",
           enabled=_has_chosen),
    Action("findings.uncertain", "Uncertain", "Analysis", partial(_judge, "uncertain"), ("Shift+Y",), "uncertain",
           enabled=_has_chosen),
    Action("findings.relocate", "It is elsewhere: draw where", "Analysis", partial(_judge, "relocate"), ("Shift+X",),
           "place", enabled=_can_place),
    Action(
        "findings.reader_first", "Read before results are shown", "Analysis", _flip_reader_first, separator=True,
        checked=lambda b: b.preferences.settings.reader_first,
    ),
    Action("findings.none", "No finding", "Analysis", lambda c: c.bench.judging.no_finding(), ("Ctrl+Shift+N",),
           enabled=_is_veiled),
    Action("findings.reveal", "Reveal the results", "Analysis", lambda c: c.bench.judging.reveal(),
           ("Ctrl+Return",), enabled=_can_reveal),
    Action(
        "findings.disagreements", "Disagreements…", "Analysis", partial(_survey, "disagreements"), ("Ctrl+D",),
        "disagree", enabled=_has_record, separator=True,
    ),
    Action("findings.compare", "Compare result sets of this film…", "Analysis", _compare, (), enabled=_has_results),
    Action("findings.monitoring", "Monitoring…", "Analysis", partial(_survey, "monitoring"), ("Ctrl+M",), "monitor",
           enabled=_has_record),
)  # fmt: skip

CARD_ROW = Action(
    "help.model_card", "Model cards", "Help", lambda c: c.shell.model_card(), ("Shift+F1",), "card",
    enabled=_has_models,
)  # fmt: skip

FINDING_REASONS: dict[object, str] = {
    _has_findings: "There are no findings to judge here",
    _has_chosen: "Choose a finding first",
    _can_place: "Choose a finding first",
    _is_veiled: "The results are shown",
    _can_reveal: "Give an opinion on every finding first",
    _has_results: "There is no result set to compare",
    _has_record: "Nothing is kept in this session",
    _has_models: "No model package is loaded",
}
"""Why a row cannot be done, by what asks."""
