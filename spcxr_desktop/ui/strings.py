"""Every text of the window that is more than an action's title."""

from __future__ import annotations

import math
import re

from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.session import Entry, Fault, Session
from spcxr_desktop.app.workbench import Progress
from spcxr_desktop.domain.findings import ModelStamp, Score
from spcxr_desktop.domain.grayscale import VoiLut, as_window, default_voi
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Spacing

PRODUCT = "SPCXR"
RESEARCH_ONLY = "Research use only"
RESEARCH_LONG = "Research use only. Not for diagnosis."
NOT_ASSESSED = "Not assessed"
EXPLORATORY = "exploratory"
EXPLORATORY_WHY = "The public data cannot prove this label. Take it as a question, not as an answer."
DROP_TITLE = "Drop chest radiographs here"
DROP_HINT = "DICOM files and folders, or PNG and JPEG for research"
NO_MODELS = "No model package is installed. Pictures can be viewed; nothing is assessed."
FILE_KINDS = "All files (*);;DICOM (*.dcm *.dic *.dicom);;Pictures, research only (*.png *.jpg *.jpeg)"
NOTHING_ASSESSED = "Nothing was assessed on this radiograph."

ABOUT = (
    "Shows chest radiographs and what small models, trained on public data, flag on them.",
    "A flag is a reason to look, not a diagnosis. No flag is not a normal radiograph: most of what a radiograph "
    "can show was not looked for, and the window says so beside every one.",
    "The display is not calibrated or verified by this program.",
)

_STATE = {
    "waiting": "Waiting to be read",
    "reading": "Reading…",
    "ready": "Not analysed",
    "analysing": "Analysing…",
    "analysed": "Analysed",
    "refused": "Not assessed",
    "failed": "Analysis failed",
    "unreadable": "Cannot be read",
}
_SEX = {"M": "male", "F": "female", "O": "other"}


def who(entry: Entry) -> str:
    """First line of a row: the patient, "Phantom", or the file's name."""
    if is_phantom(entry.identity):
        return "Phantom"
    return person(entry.identity.patient_name) or entry.identity.patient_id or entry.path.name


def is_phantom(identity: Identity) -> bool:
    """The header calls it a phantom."""
    return "phantom" in f"{identity.patient_name} {identity.patient_id} {identity.study_description}".casefold()


def person(name: str) -> str:
    """A DICOM person name (PS3.5 6.2.1.2) as "Family, Given"."""
    parts = [re.sub(r"\s+", " ", part).strip() for part in name.split("=")[0].split("^")]
    return ", ".join(part for part in (parts[0], " ".join(part for part in parts[1:3] if part)) if part)


def date(value: str) -> str:
    """DICOM date -> ISO 8601; what is no date is left out."""
    return f"{value[:4]}-{value[4:6]}-{value[6:8]}" if re.fullmatch(r"\d{8}", value) else ""


def what(entry: Entry) -> str:
    """Second line of a row: view and date, or that it is not DICOM."""
    if not entry.dicom:
        return "Not DICOM, research only"
    identity = entry.identity
    view = identity.view_position or identity.modality
    return "  ·  ".join(part for part in (view, date(identity.study_date)) if part)


def state(entry: Entry, session: Session) -> str:
    """Third line of a row."""
    if entry.state in ("ready", "waiting") and entry.wanted and session.models != 0:
        return "Waiting for analysis" if entry.state == "ready" else _STATE["waiting"]
    if entry.state == "analysed":
        count = entry.flags
        return f"{count} flagged" if count else "None flagged"
    return _STATE[entry.state]


def identity_lines(radiograph: Radiograph) -> list[str]:
    """Top left of the picture."""
    identity = radiograph.identity
    name = "PHANTOM" if is_phantom(identity) else person(identity.patient_name)
    age = identity.patient_age_years
    details = [
        date(identity.patient_birth_date),
        f"{age:.0f} y" if age is not None and math.isfinite(age) else "",
        _SEX.get(identity.patient_sex.upper(), ""),
    ]
    lines = [name, identity.patient_id if identity.patient_id != name else "", "  ".join(d for d in details if d)]
    return [line for line in lines if line] or [radiograph.path.name]


def study_lines(radiograph: Radiograph) -> list[str]:
    """Top right of the picture."""
    identity = radiograph.identity
    kind = " ".join(part for part in (identity.modality, identity.body_part, identity.view_position) if part)
    lines = [date(identity.study_date), identity.study_description, kind]
    notes = [note for note in radiograph.notes if not note.startswith("window: auto")]  # told beside the window
    return [line for line in [*lines, *notes] if line]


def grey_lines(entry: Entry, zoom: float) -> list[str]:
    """Bottom left of the picture: window, polarity, zoom."""
    assert entry.radiograph is not None
    rule = entry.radiograph.grayscale
    voi = entry.voi or default_voi(rule)
    if isinstance(voi, VoiLut):
        text = f"LUT {voi.explanation}".strip()
    else:
        window = as_window(rule, voi)
        text = f"C {window.center:.0f}  W {window.width:.0f}"
        if entry.voi is None and (rule.voi_auto or not rule.voi):
            text += "  auto"
        elif voi.function == "SIGMOID":
            text += "  sigmoid"
    return [text + ("  inverted" if entry.invert else ""), f"Zoom {zoom * 100:.0f} %"]


def spacing_lines(radiograph: Radiograph) -> list[str]:
    """Bottom right of the picture: what a pixel measures, and in which plane."""
    size = f"{radiograph.columns} × {radiograph.rows}"
    return [f"{size} px", spacing(radiograph.spacing)]


def spacing(value: Spacing | None) -> str:
    """Never millimetres without their plane."""
    if value is None:
        return "px, uncalibrated"
    across, down = f"{value.column_mm:.3f}", f"{value.row_mm:.3f}"
    size = across if across == down else f"{down} × {across}"
    return f"{size} mm/px, {value.origin}"


def area(pixels: int, value: Spacing | None) -> str:
    """A lung's area in pixels, and in cm² with its plane where a pixel has a size."""
    text = f"{pixels:,} px".replace(",", "\u202f")
    if value is None:
        return text
    return f"{text}  ·  {pixels * value.row_mm * value.column_mm / 100:.0f} cm²"


def area_note(lungs: Lungs, value: Spacing | None) -> str:
    """What the areas are measured in, and whether the sides are known."""
    notes = []
    if value is not None:
        notes.append(f"areas in the {value.origin}" if value.origin != "calibrated" else "areas as calibrated")
    if lungs.sides_assumed:
        notes.append("sides assumed, the header does not tell")
    text = "; ".join(notes)
    return text[:1].upper() + text[1:]


def score(value: Score) -> str:
    """A probability beside its threshold."""
    return f"{value.probability:.2f}   threshold {value.threshold:.2f}"


def not_flagged(scores: tuple[Score, ...]) -> str:
    """What was looked for and not flagged, in one quiet line."""
    titles = (s.title + (f" ({EXPLORATORY})" if s.exploratory else "") for s in scores)
    return "Assessed, not flagged: " + ", ".join(titles)


def stamp(model: ModelStamp) -> str:
    """Which model said it."""
    return f"{model.id} {model.version}  ·  {model.provider.removesuffix('ExecutionProvider')}"


def fault(value: Fault) -> str:
    """The three parts of what went wrong, as a paragraph."""
    return f"{value.found}\nExpected: {value.expected}\nNext: {value.remedy}"


def progress(value: Progress) -> str:
    """Text of the status strip."""
    return f"{value.verb} {value.done} of {value.total}" if value.total else f"{value.verb}…"


def not_assessed_list(items: tuple[str, ...]) -> str:
    """The list as one sentence. What is not named was not looked for either."""
    text = ", ".join((*items, "and whatever is not named here"))
    return text[:1].upper() + text[1:] + "."
