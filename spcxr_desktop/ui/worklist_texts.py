"""Every text of the worklist, in the window's language."""

from __future__ import annotations

import math

from spcxr_desktop.app.privacy import SCREEN
from spcxr_desktop.app.worklist import Listing
from spcxr_desktop.app.worklist_rows import Order, When
from spcxr_desktop.store.rows import ImageRow, StudyRow, StudyStatus
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.translation import tr

HEADINGS = ("Patient", "Age, sex", "Date", "Projection", "Modality", "Status", "Flagged", "Warnings", "Description")
STATUS: dict[StudyStatus, str] = {
    "new": "New",
    "analysed": "Analysed",
    "not assessed": "Not assessed",
    "in review": "In review",
    "signed": "Signed",
}
AMENDED = "Signed, amended"
ORDERS: dict[Order, str] = {
    "arrival": "By arrival",
    "priority": "Flagged first",
    "patient": "By patient",
    "date": "By date",
    "status": "By status",
}
WHENS: dict[When, str] = {"any": "Any date", "today": "Today", "week": "Last 7 days"}
ANY_STATUS = "Any status"
SEARCH = "Search name, ID, date, description"
PRIORITY_WHY = "Flagged studies first, then those that were not assessed. What is not flagged is not normal."
NOTHING_YET = "Nothing has been opened yet. Whatever you open is listed here from then on."
NOTHING_KEPT = "There is no record to list: nothing is kept in this session."
NOTHING_FOUND = "No study is like this."
CHOOSE = "Choose a study to see its images."
MISSING = "File not found"
_FINDINGS = {
    "abnormal": "General screening",
    "pneumonia": "Pneumonia-like",
    "covid19": "Covid-19-like (exploratory)",
}


def who(row: StudyRow) -> str:
    """The patient as the window may name them."""
    text = f"{row.patient_name} {row.patient_id} {row.description}".casefold()
    if "phantom" in text:
        return f"{tr('Phantom')}  {row.patient_id}".strip()
    if SCREEN.on:
        return strings.pseudonym(SCREEN.number(_person(row)))
    return strings.person(row.patient_name) or row.patient_id or tr("No name in the header")


def number(row: StudyRow) -> str:
    """The patient ID, where it may be shown and is not shown already."""
    return "" if SCREEN.on or row.patient_id in who(row) else row.patient_id


def age_sex(row: StudyRow) -> str:
    """ "62 y  female"."""
    age = tr(f"{row.age_years:.0f} y") if row.age_years is not None and math.isfinite(row.age_years) else ""
    return "  ".join(part for part in (age, tr(strings.sex(row.sex))) if part)


def date(row: StudyRow) -> str:
    """Of the study."""
    return strings.date(row.study_date)


def status(row: StudyRow) -> str:
    """Where it stands."""
    return tr(AMENDED if row.status == "signed" and row.amended else STATUS[row.status])


def flags(row: StudyRow) -> str:
    """What is flagged, each label once."""
    labels = dict.fromkeys(label for label in row.flags.split(",") if label)
    return ", ".join(tr(_FINDINGS.get(label, label)) for label in labels)


def warnings(row: StudyRow) -> str:
    """How many gates warn, and how many images were not assessed."""
    warned = tr(f"{row.warnings:d} warnings" if row.warnings > 1 else "1 warning") if row.warnings else ""
    left = tr(f"{row.not_assessed:d} not assessed") if row.not_assessed and row.status != "not assessed" else ""
    return "  ·  ".join(part for part in (warned, left) if part)


def images(row: StudyRow) -> str:
    """How many, and how many of those nobody has looked at."""
    count = tr(f"{row.images:,} images" if row.images > 1 else "1 image")
    return count if not row.unread else f"{count}  ·  {tr(f'{row.unread:,} unread')}"


def what(row: StudyRow) -> str:
    """Second line of a row: view or modality, and the date."""
    kind = row.views.replace(",", ", ") or row.modality
    count = tr(f"{row.images:,} images") if row.images > 1 else ""
    return "  ·  ".join(part for part in (kind, count, date(row)) if part)


def state(row: StudyRow) -> str:
    """Third line of a row: the flags, else where it stands."""
    found = flags(row)
    return f"{found}  ·  {status(row)}" if found and row.status in ("in review", "signed") else found or status(row)


def spoken(row: StudyRow) -> str:
    """A row for those who hear it."""
    unread = tr("unread") if row.unread else ""
    parts = (who(row), age_sex(row), what(row), status(row), flags(row), warnings(row), unread)
    return ", ".join(part for part in parts if part)


def description(row: StudyRow) -> str:
    """Free text may name anybody."""
    return "" if SCREEN.on else row.description


def count(listing: Listing) -> str:
    """What is listed, and what nobody has looked at."""
    shown, total = len(listing.rows), listing.total
    text = tr(f"{shown:,} of {total:,} studies") if shown != total else tr(f"{total:,} studies")
    return f"{text}  ·  {tr(f'{listing.unread:,} unread')}"


def series(place: int, found: tuple[ImageRow, ...]) -> str:
    """A series of the tree."""
    return tr(f"Series {place:d}") + "  ·  " + tr(f"{len(found):,} images" if len(found) > 1 else "1 image")


def image(place: int, row: ImageRow, missing: bool) -> tuple[str, str]:
    """An image of the tree: what it is, and where it stands."""
    size = f"{row.columns} × {row.rows}" if row.rows else ""
    name = "  ·  ".join(part for part in (row.view or tr(f"Image {place:d}"), size) if part)
    if missing:
        return name, tr(MISSING)
    states = {"new": "New", "analysed": "Analysed", "refused": "Not assessed", "failed": "Analysis failed"}
    return name, tr(states[row.assessment])


def _person(row: StudyRow) -> tuple[str, str] | int:
    who = (row.patient_id.strip(), row.patient_name.strip().casefold())
    return who if any(who) else row.patient
