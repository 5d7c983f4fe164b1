"""Every text about sending and the outbox, in the window's language. None names a patient."""

from __future__ import annotations

from spcxr_desktop.app.network.views import OutboxRow, OutboxView, Pause, SendJob, SendState
from spcxr_desktop.ui import finding_texts
from spcxr_desktop.ui.translation import tr

TITLE = "Outbox"
WHY = (
    "Results on their way to other systems. What waits is sent by itself, also after the program was closed. What was "
    "refused is not sent again before somebody says so."
)
NOTHING = "Nothing waits, nothing was refused."
UNSIGNED = "Nobody has signed this: only what the models said is sent, marked UNVERIFIED in every object."
STATES: dict[SendState, str] = {
    "waiting": "Waiting", "sending": "Being sent", "sent": "Sent", "warning": "Sent, but changed there",
    "refused": "Refused", "committed": "Sent, and vouched for there", "not committed": "Sent, but not vouched for",
}  # fmt: skip
OBJECTS = {
    "seg": "Outlines (SEG)", "sr": "Findings (SR)", "gsps": "Drawings and window (GSPS)",
    "sc": "Picture with all that is drawn", "pdf": "Report page (PDF in DICOM)",
}  # fmt: skip
SENDABLE = tuple(OBJECTS)


def title(kind: str) -> str:
    """What an object is."""
    return tr(OBJECTS[kind]) if kind in OBJECTS else kind.upper()


def what(row: OutboxRow) -> str:
    """The object, plainly marked where nobody signed it."""
    return title(row.kind) if row.signed else f"{title(row.kind)}\nUNVERIFIED"


def row(row: OutboxRow) -> tuple[str, ...]:
    """A line of the list."""
    return (
        what(row), row.node, tr(STATES[row.state]), str(row.attempts), finding_texts.moment(row.queued), tr(row.reason),
    )  # fmt: skip


def badge(view: OutboxView) -> str:
    """In the strip, "" where there is nothing to say."""
    parts = [tr(f"{view.refused:,} refused")] if view.refused else []
    if view.unsent:
        parts.append(tr(f"{view.unsent:,} to be sent"))
    return "  ·  ".join(parts)


def summary(view: OutboxView) -> str:
    """Below the list."""
    size = f"{view.size / 2**20:.1f}"
    kept = tr(f"{size} MB kept") if view.size else ""
    return "  ·  ".join(part for part in (badge(view) or tr(NOTHING), kept) if part)


def pause(value: Pause) -> str:
    """Why a node gets nothing for now."""
    name = value.node
    when = tr("Nothing is sent there until you say so.")
    if value.again_s is not None:
        when = tr(f"It is tried again after {value.again_s:.0f} s.")
    return f"{tr(f'Sending to {name} rests.')} {tr(value.reason)} {when}"


def job(value: SendJob) -> list[str]:
    """What became of an order to send, before its objects are under way."""
    lines = []
    if value.queued:
        count = value.queued
        lines.append(tr(f"{count:d} objects are in the outbox." if count > 1 else "1 object is in the outbox."))
    if value.there:
        lines.append(tr(f"{value.there:d} were there already."))
    return [*lines, *(f"{title(kind)}: {tr(reason)}" for kind, reason in value.reasons)]
