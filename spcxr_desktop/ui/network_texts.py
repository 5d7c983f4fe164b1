"""Every text about the network, in the window's language."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

from spcxr_desktop.app.entry import Fault
from spcxr_desktop.app.network.views import NodeRow, QueryView, TransferRow
from spcxr_desktop.app.privacy import SCREEN
from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs.faults import place
from spcxr_desktop.pacs.node import Node
from spcxr_desktop.pacs.query import Match
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.translation import language, number, tr

Span = Literal["any", "today", "week", "month"]

NODE_KINDS = {"dimse": "DICOM (DIMSE)", "dicomweb": "DICOMweb"}
AUTHS = {"none": "None", "basic": "User and password", "bearer": "Token"}
SPANS: dict[Span, str] = {"any": "Any date", "today": "Today", "week": "7 days", "month": "30 days"}
DAYS: dict[Span, int | None] = {"any": None, "today": 0, "week": 6, "month": 29}  # before today
MODALITIES = ("", "DX", "CR", "RG", "XA", "RF", "CT", "MR", "SR", "SEG", "PR", "OT")
HEADINGS = ("Patient", "ID", "Date", "Description", "Modality", "Images", "Here")
AE_WHY = "Both must be registered on the other side, capitals included."
KEEP_SECRET = "Leave it empty to keep the one that is stored"
SECRET_WHY = "It goes to the key store of this system, never into a file of this program."
ENCRYPT_HONEST = (
    "Without TLS or https everybody on the way can read names and pictures. AE titles prove nothing about who is there."
)
REMOVE_WHY = "Its password or token leaves the key store with it. What waits for it in the outbox stays, and says so."
NODES_WHY = (
    "Other systems that radiographs are asked of and results are sent to. Only these are ever contacted, and only when "
    "somebody asks for it or something waits for them."
)
NO_NODES = "No node is set up yet. Add the archive that you ask, or the one that results go to."
UNTRIED = "Not tried yet"
TRYING = "Asking…"
PLAIN = "not encrypted"
CUT = "The list is cut: there are more answers than these. Narrow the search."
ENDED = "ended before all answers had come"
TRANSFERS = {
    "waiting": "Waiting", "running": "Coming", "pausing": "Broken off", "failed": "Failed",
    "cancelled": "Stopped", "whole": "In the worklist",
}  # fmt: skip
NOTHING_ASKED = "Say what to look for, then press Enter."
NO_ANSWER = "No study is like this there."
SEARCHING = "Searching…"
NAMES_HIDDEN = "Names are hidden: patients are numbered, and what you type is not shown."
WILDCARDS = "Family^Given, in any script; * and ? stand for anything"


def three(error: UserError | Fault) -> str:
    """What was found, what was expected, what to do."""
    return strings.fault(Fault(error.found, error.expected, error.remedy))


def where(node: Node) -> str:
    """Host and port, or the address."""
    return tr(place(node))


def protocol(node: Node) -> str:
    """Protocol, and whether others can read along."""
    return f"{tr(NODE_KINDS[node.kind])}, {'TLS' if node.secure else tr(PLAIN)}"


def tested(row: NodeRow) -> str:
    """What came of the last test, in a word."""
    if row.test is None:
        return tr(UNTRIED)
    if row.test.state == "failed":
        return tr("No answer")
    return tr(TRYING) if row.test.state == "running" else tr(f"Answered in {row.test.ms:.0f} ms")


def answer(row: NodeRow) -> str:
    """The same in full."""
    test = row.test
    if test is None or test.state == "running":
        return tr(UNTRIED) if test is None else tr(TRYING)
    if test.fault is not None:
        return three(test.fault)
    name = row.node.name
    return tr(f"'{name}' is there and takes us. It answered in {test.ms:.0f} ms.")


def found(view: QueryView) -> str:
    """Below the answers."""
    if view.phase == "running":
        return tr(SEARCHING)
    if view.phase in ("idle", "failed"):
        return tr(NOTHING_ASKED)
    count = len(view.matches)
    text = tr(f"{count:,} {'study' if count == 1 else 'studies'}") if count else tr(NO_ANSWER)
    if view.phase == "cancelled":
        return f"{text}  ·  {tr(ENDED)}"
    return f"{text}  ·  {tr(CUT)}" if view.cut else text


def here(row: TransferRow | None) -> str:
    """What of a study is here, in a few words."""
    if row is None:
        return ""
    if row.state == "running":
        return _counted(row) if row.done or row.total else tr("Asked for")
    return tr(TRANSFERS[row.state])


def here_in_full(row: TransferRow | None) -> str:
    """The same with its reason."""
    if row is None:
        return ""
    again = tr(f"It is tried again after {row.again_s:.0f} s.") if row.state == "pausing" else ""
    return "  ·  ".join(part for part in (here(row), tr(row.reason), again) if part)


def fraction(row: TransferRow) -> float | None:
    """How far it is, 0..1; None where nothing is under way or nobody knows."""
    if row.state not in ("running", "pausing") or not row.total:
        return None
    return min(row.done / row.total, 1.0)


def colour(row: TransferRow | None) -> str:
    """Never the only sign: the text says it too."""
    if row is None or row.state in ("waiting", "cancelled"):
        return theme.QUIET
    return theme.ACCENT if row.state in ("running", "whole") else theme.WARN


def transfer_name(row: TransferRow, match: Match | None) -> str:
    """Whose study is coming, as the window may name them. ``match``: its answer, where that is still listed."""
    if match is not None:
        return person(match)
    if SCREEN.on:
        return strings.pseudonym(SCREEN.number(_person(row.name, "", row.study)))
    return strings.person(row.name) or tr("No name in the header")


def transfer_what(row: TransferRow) -> str:
    """Which study."""
    text = "" if SCREEN.on else row.description
    return "  ·  ".join(part for part in (strings.date(row.study_date), text) if part)


def spoken(match: Match, row: TransferRow | None) -> str:
    """A row for those who hear it."""
    said = (show(match) for show in (person, patient_id, day, description, modality, images))
    return ", ".join(part for part in (*said, here(row)) if part)


def _counted(row: TransferRow) -> str:
    if row.total is None:
        return tr(f"{row.done:,} images")
    return tr(f"{row.done:,} of {row.total:,} images")


def person(match: Match) -> str:
    """The patient as the window may name them."""
    if "phantom" in f"{match.name} {match.patient_id} {match.description}".casefold():
        return tr("Phantom")
    if SCREEN.on:
        return strings.pseudonym(SCREEN.number(_person(match.name, match.patient_id, match.study)))
    return strings.person(match.name) or match.patient_id or tr("No name in the header")


def patient_id(match: Match) -> str:
    """The number, where it may be shown."""
    return "" if SCREEN.on else match.patient_id


def description(match: Match) -> str:
    """Free text may name anybody."""
    return "" if SCREEN.on else match.description


def day(match: Match) -> str:
    """Of the study."""
    return strings.date(match.study_date)


def modality(match: Match) -> str:
    """Of all its series."""
    return ", ".join(match.modalities)


def images(match: Match) -> str:
    """How many, where the server counted."""
    return "" if match.images is None else number(f"{match.images:,}")


def parse_day(text: str) -> date | None:
    """A day as people write it: 2025-12-31, 31.12.2025, 20251231; None for nothing. Raises UserError."""
    text = text.strip()
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d"):
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if re.fullmatch(r"[\d.\-]+", text) and found.year > 1800:
            return found
    raise UserError("A day of the search is none.", f"One like {write_day(date(2025, 12, 31))}.", "Correct it.")


def write_day(day: date) -> str:
    """As ``parse_day`` reads it, in the window's language."""
    return f"{day:%d.%m.%Y}" if language() == "de" else f"{day:%Y-%m-%d}"


def _person(name: str, patient_id: str, study: str) -> tuple[str, str] | str:
    who = (patient_id.strip(), name.strip().casefold())
    return who if any(who) else study
