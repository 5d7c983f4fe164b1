"""What stands above pictures side by side: whose film, of which day, and what it is beside the others."""

from __future__ import annotations

from collections.abc import Sequence

from spcxr_desktop.app.entry import Entry
from spcxr_desktop.app.panes import Hanging
from spcxr_desktop.domain.pairing import Kinship, Role
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.translation import tr

LINKED = "Zoom, place and window go along with the other pictures"
LINKED_PLACE = "Zoom and place go along with the other pictures; the values are not comparable, so each has its window"
AWAY = "The picture is on the other screen."
BRING_BACK = "Bring it back"

_EMPTY: dict[Hanging, str] = {
    "free": "Click here and choose a radiograph from the list, or drag one here.",
    "prior": "No earlier radiograph of this patient is open. Without a date, or without a name or birth date beside "
    "the patient ID, none is taken for one.",
    "views": "The other view of this study is not open.",
}


def film(entry: Entry, named: bool) -> str:
    """Day and view; ``named``: the patient before them, where it must not be taken for granted."""
    identity = entry.identity
    day = strings.date(identity.study_date) or tr("no date")
    parts = [strings.who(entry) if named else "", day, identity.view_position or tr("view not stated")]
    return "  ·  ".join(part for part in parts if part)


def role(value: Role | None) -> str:
    """What a film is beside the others; "" where there is nothing to say."""
    if value is None:
        return ""
    if value.kind == "prior":
        return tr("PRIOR, 1 day earlier" if value.days == 1 else f"PRIOR, {value.days:d} days earlier")
    texts = {
        "latest": "LATEST",
        "same study": "SAME STUDY",
        "same day": "SAME DAY",
        "undated": "ORDER NOT KNOWN",
        "unclear": "PATIENT NOT CONFIRMED",
        "different": "ANOTHER PATIENT",
    }
    return tr(texts[value.kind])


def company(kinship: Kinship, entries: Sequence[Entry]) -> str:
    """The red banner; "" where all is one patient's."""
    if kinship == "one":
        return ""
    if kinship == "unclear":
        return tr("MAYBE DIFFERENT PATIENTS: the headers do not confirm that these films are one patient's. "
                  "They are not linked.")  # fmt: skip
    names = "  |  ".join(dict.fromkeys(strings.who(entry) for entry in entries))
    if len(entries) == 2:
        return tr(f"TWO DIFFERENT PATIENTS: {names}. They are not linked.")
    return tr(f"DIFFERENT PATIENTS: {names}. Films of different patients are not linked.")


def empty_pane(hanging: Hanging) -> str:
    """Why a pane shows nothing, and how to fill it."""
    return tr(_EMPTY[hanging])
