"""Rows about signing: sign, amend, what was signed, who reads, exports."""

from __future__ import annotations

from functools import partial

from spcxr_desktop.app.action import Action, Context, SigningWindow
from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.workbench import Workbench


def _can_sign(bench: Workbench) -> bool:
    return bench.signing.draft is not None


def _can_amend(bench: Workbench) -> bool:
    return bench.signing.state.latest


def _can_give_up(bench: Workbench) -> bool:
    return bench.signing.amendment is not None


def _has_signatures(bench: Workbench) -> bool:
    return bool(bench.signing.state.chain)


def _can_export(bench: Workbench) -> bool:
    return bench.exporting.plan() is not None


def _has_record(bench: Workbench) -> bool:
    return bench.record.lane.available


def _sign_title(bench: Workbench) -> str:
    return "Sign the amendment…" if _can_give_up(bench) else "Sign the review…"


def _show(which: SigningWindow, context: Context) -> Changes:
    return context.shell.signing(which)


SIGNING_ROWS: tuple[Action, ...] = (
    Action(
        "review.sign", "Sign the review…", "File", partial(_show, "sign"), ("Ctrl+Shift+Return",), "sign", _can_sign,
        label=_sign_title, separator=True, toolbar=True,
    ),
    Action("review.amend", "Amend what is signed…", "File", partial(_show, "amend"), (), "amend", _can_amend),
    Action("review.give_up", "Give up the amendment…", "File", partial(_show, "give up"), enabled=_can_give_up),
    Action("review.signatures", "Signatures…", "File", partial(_show, "signatures"), enabled=_has_signatures),
    Action(
        "file.export", "Export…", "File", partial(_show, "export"), ("Ctrl+E",), "export", _can_export,
        separator=True, toolbar=True,
    ),
    Action("file.identity", "Who reads here…", "File", partial(_show, "identity"), enabled=_has_record),
)  # fmt: skip

SIGNING_REASONS: dict[object, str] = {
    _can_sign: "There is no open review to sign",
    _can_amend: "No signed review is in view",
    _can_give_up: "No amendment is open",
    _has_signatures: "Nothing was signed here",
    _can_export: "There is nothing to export yet",
    _has_record: "Nothing is kept in this session",
}
"""Why a row cannot be done, by what asks."""
