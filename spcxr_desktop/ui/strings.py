"""Every text of the window that is more than an action's title.

Functions give their texts in the window's language, as only here it is known what of them is a header's; constants
are English, and ``tr`` is theirs who show them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.outlines import Lungs
from spcxr_desktop.app.privacy import SCREEN
from spcxr_desktop.app.session import Entry, Fault, Notice, Session
from spcxr_desktop.app.workbench import Progress
from spcxr_desktop.domain.findings import ModelStamp, Score
from spcxr_desktop.domain.grayscale import VoiLut, default_voi
from spcxr_desktop.domain.person_name import parse
from spcxr_desktop.domain.radiograph import Identity, Radiograph, Spacing
from spcxr_desktop.ui import measure_strings
from spcxr_desktop.ui.translation import language, number, tr

PRODUCT = "SPCXR"
RESEARCH_ONLY = "Research use only"
RESEARCH_LONG = "Research use only. Not for diagnosis."
NOT_ASSESSED = "Not assessed"
EXPLORATORY = "exploratory"
EXPLORATORY_WHY = "The public data cannot prove this label. Take it as a question, not as an answer."
DROP_TITLE = "Drop chest radiographs here"
DROP_HINT = "DICOM files, folders, DICOMDIR or ZIP archives; PNG and JPEG for research"
NO_MODELS = "No model package is installed. Pictures can be viewed; nothing is assessed."
COLOUR = "Colour picture: shown, not analysed"
FLAGGED_APART = "Flagged, not counted"  # exploratory, or on a film unlike those the models know
READ_FIRST = "Read it first"
COLOUR_NOTE = "Colour picture: shown, not analysed."
COLOUR_SHORT = "Colour, not analysed"  # where a row has no room for more
FILE_KINDS = (
    "All files (*);;DICOM (*.dcm *.dic *.dicom DICOMDIR);;ZIP archives (*.zip);;"
    "Pictures, research only (*.png *.jpg *.jpeg)"
)
NOTHING_ASSESSED = "Nothing was assessed on this radiograph."

ABOUT = (
    "Shows chest radiographs and what small models, trained on public data, flag on them.",
    "A flag is a reason to look, not a diagnosis. No flag is not a normal radiograph: most of what a radiograph "
    "can show was not looked for, and the window says so beside every one.",
)
DISPLAY_NOT_VERIFIED = "Display not verified."
DISPLAY_WHY = "Nobody has measured what this screen shows. Help, Display test pattern, shows what it may swallow."
PATTERN = (
    ("Squares at the left and right", "both inner squares, 5 % in black and 95 % in white, must be distinguishable"),
    ("Eighteen steps", "each differs from its neighbours"),
    ("Ramp", "runs from black to white without a visible edge"),
    ("Lines, in the middle and in the corners", "the finest are single black and white ones, not an even grey"),
    ("Frame and corner squares", "complete on all sides, the squares are square"),
    ("Circle", "round"),
)
PATTERN_NOTE = (
    "Display not verified. What you see here is no measurement: whether the screen follows the DICOM grey-scale curve "
    "takes a photometer. Look from where you read, in the light you read in, with the window as large as the screen."
)

PALETTE = "Find an action"
PALETTE_HINT = "Type a few letters of what you want to do"
PALETTE_FOUND = "Actions found"
NOT_NOW = "Not possible now"
HIDDEN = "Names are hidden"
NOTICE_HIDDEN = "There is a note on files that names them. Names are hidden now."
HINT_HIDDEN = "Something in the header does not agree with another opened file. Names are hidden now."
NO_SETTING = "No setting is called so"
SAVE_KEYS = "Save as PDF or HTML…"
KEYS_ASK = "Press the new key, or Esc to leave it as it is"
KEYS_HELD = "This action acts while its key is held: it takes one key without Ctrl, Alt or Shift."
KEYS_NONE = "no key"
KEYS_TWICE = "The keys marked here are wanted by two actions. Neither has them until one gives way."
LOCKED = "Locked"
LOCK_PRESS = "Press any key, or click, to go on."
LOCK_HONEST = (
    "This hides pictures and names from whoever passes by. It asks for no password: to keep others out, lock the "
    "computer itself."
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
        return tr("Phantom")
    if SCREEN.on:
        return pseudonym(SCREEN.number_of(entry.identity, entry.path))
    return person(entry.identity.patient_name) or entry.identity.patient_id or entry.path.name


def pseudonym(number: int) -> str:
    """What stands for a patient while names are hidden."""
    return tr(f"Patient {number:d}")


def where(entry: Entry) -> str:
    """Tooltip of a row: the file, and what does not agree with another one."""
    return "\n".join((tr(HIDDEN) if SCREEN.on else str(entry.path), *hints(entry)))


def hints(entry: Entry) -> tuple[str, ...]:
    """What does not agree between this file and another one."""
    return (tr(HINT_HIDDEN),) if SCREEN.on and entry.hints else entry.hints


def notice(value: Notice) -> Notice:
    """A notice as it may be shown."""
    text = value.text if value.nameless else NOTICE_HIDDEN
    return Notice(text, action=value.action) if SCREEN.on else value


def sex(value: str) -> str:
    """A code of the header in words, "" where it is none."""
    return _SEX.get(value.upper(), "")


def is_phantom(identity: Identity) -> bool:
    """The header calls it a phantom."""
    return "phantom" in f"{identity.patient_name} {identity.patient_id} {identity.study_description}".casefold()


def person(name: str) -> str:
    """A DICOM person name for people: every script it is written in."""
    return parse(name).display()


def date(value: str) -> str:
    """DICOM date -> ISO 8601, in German 31.12.2025; what is no date is left out."""
    if not re.fullmatch(r"\d{8}", value):
        return ""
    year, month, day = value[:4], value[4:6], value[6:8]
    return f"{day}.{month}.{year}" if language() == "de" else f"{year}-{month}-{day}"


def what(entry: Entry) -> str:
    """Second line of a row: view, number of frames and date, or that it is not DICOM."""
    if not entry.dicom:
        return tr("Not DICOM, research only")
    identity = entry.identity
    view = identity.view_position or identity.modality
    frames = tr(f"{entry.frames:,} frames") if entry.frames > 1 else ""
    return "  ·  ".join(part for part in (view, frames, date(identity.study_date)) if part)


def state(entry: Entry, session: Session) -> str:
    """Third line of a row."""
    if entry.in_colour and entry.state not in ("analysing", "analysed", "failed"):
        return tr(COLOUR)
    if entry.state in ("ready", "failed") and session.is_wanted(entry.id) and session.models != 0:
        return tr("Waiting for analysis")
    if entry.veiled:
        return tr(READ_FIRST)
    if entry.state == "analysed":
        count = entry.flags
        if not count and entry.results is not None and entry.results.flagged:
            return tr(FLAGGED_APART)
        return tr(f"{count:d} flagged" if count else "None flagged")
    return tr(_STATE[entry.state])


def identity_lines(radiograph: Radiograph) -> list[str]:
    """Top left of the picture."""
    identity = radiograph.identity
    name = "PHANTOM" if is_phantom(identity) else person(identity.patient_name)
    number = "" if SCREEN.on else identity.patient_id
    if SCREEN.on and not is_phantom(identity):
        name = pseudonym(SCREEN.number_of(identity, radiograph.path))
    age = identity.patient_age_years
    details = [
        "" if SCREEN.on else date(identity.patient_birth_date),
        tr(f"{age:.0f} y") if age is not None and math.isfinite(age) else "",
        tr(_SEX.get(identity.patient_sex.upper(), "")),
    ]
    lines = [name, number if number != name else "", "  ".join(d for d in details if d)]
    return [line for line in lines if line] or [radiograph.path.name]


def kind(identity: Identity) -> str:
    """Modality, body part and view."""
    return " ".join(part for part in (identity.modality, identity.body_part, identity.view_position) if part)


def lossy_notes(radiograph: Radiograph) -> list[str]:
    """What says that the file was compressed with loss, as ``study_lines`` has it."""
    return [tr(note) for note in radiograph.notes if note.startswith("lossy")]


def model_lines(entry: Entry) -> list[str]:
    """Which models spoke, while what they said is in view."""
    results = entry.results
    if results is None or results.status != "analysed" or not entry.on_result_frame:
        return []
    return list(dict.fromkeys(f"{model.id} {model.version}" for model in results.models))


def study_lines(radiograph: Radiograph) -> list[str]:
    """Top right of the picture."""
    identity = radiograph.identity
    description = "" if SCREEN.on else identity.study_description  # free text may name anybody
    lines = [date(identity.study_date), description, kind(identity)]
    notes = [note for note in radiograph.notes if not note.startswith("window: auto")]  # told beside the window
    return [line for line in [*lines, *map(tr, notes)] if line]


def grey_lines(entry: Entry, zoom: float, sharp: bool = False) -> list[str]:
    """Bottom left of the picture: window, polarity, zoom."""
    assert entry.radiograph is not None
    scale = tr(f"Zoom {zoom * 100:.0f} %") + (f"  {tr('sharp pixels')}" if sharp else "")
    if entry.colour is not None:
        return [tr("Colours as stored"), scale]
    rule = entry.radiograph.grayscale
    voi = entry.voi or default_voi(rule)
    if isinstance(voi, VoiLut):
        text = f"LUT {voi.explanation}".strip()
    else:
        text = f"C {voi.center:.0f}  W {voi.width:.0f}"
        if entry.voi is None and (rule.voi_auto or not rule.voi):
            text += f"  {tr('auto')}"
        elif voi.function == "SIGMOID":
            text += f"  {tr('sigmoid')}"
    return [text + (f"  {tr('inverted')}" if entry.invert else ""), scale]


def marks(entry: Entry, display: Display) -> list[str]:
    """Top of the picture: what must not be overlooked while it is so."""
    out = [badge] if (badge := measure_strings.turn(entry.turn)) else []
    if entry.shutter is not None and not display.shutter:
        out.append(tr("Shutter off: shows what the file covers"))
    return out


def assumed() -> str:
    """Beside a letter that the header does not vouch for."""
    return tr("assumed")


def plane_lines(labels: Sequence[str]) -> list[str]:
    """The file's overlay planes by their names."""
    return [tr(f"Overlay: {label.strip() or place}") for place, label in enumerate(labels, 1)]


def spacing_lines(radiograph: Radiograph) -> list[str]:
    """Bottom right of the picture: what a pixel measures, and in which plane."""
    size = f"{radiograph.columns} × {radiograph.rows}"
    return [f"{size} px", spacing(radiograph.spacing)]


def spacing(value: Spacing | None) -> str:
    """Never millimetres without their plane."""
    if value is None:
        return tr("px, uncalibrated")
    across, down = number(f"{value.column_mm:.3f}"), number(f"{value.row_mm:.3f}")
    size = across if across == down else f"{down} × {across}"
    return tr(f"{size} {value.unit} per px")


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
        notes.append(tr(f"areas in cm² ({value.plane})"))
    if lungs.sides_assumed:
        notes.append(tr("sides assumed, the header does not tell"))
    text = "; ".join(notes)
    return text[:1].upper() + text[1:]


def score(value: Score) -> str:
    """A score beside its threshold."""
    return tr(f"{value.value:.2f}   threshold {value.threshold:.2f}")


def not_flagged(scores: tuple[Score, ...]) -> str:
    """What was looked for and not flagged, in one quiet line."""
    titles = (tr(s.title) + (f" ({tr(EXPLORATORY)})" if s.exploratory else "") for s in scores)
    listed = ", ".join(titles)
    return tr(f"Assessed, not flagged: {listed}")


def of_frame(entry: Entry) -> str:
    """Beside findings that do not belong to the frame in view."""
    return tr(f"This is of frame {entry.result_frame + 1:d}. The frame in view was not analysed.")


def frame(radiograph: Radiograph) -> str:
    """Which frame of how many; "" for a file with one."""
    return tr(f"frame {radiograph.frame + 1} of {radiograph.frames:d}") if radiograph.frames > 1 else ""


def stamp(model: ModelStamp) -> str:
    """Which model said it."""
    return f"{model.id} {model.version}  ·  {model.provider.removesuffix('ExecutionProvider')}"


def fault(value: Fault) -> str:
    """The three parts of what went wrong, as a paragraph."""
    return "\n".join((tr(value.found), tr(f"Expected: {value.expected}"), tr(f"Next: {value.remedy}")))


def progress(value: Progress) -> str:
    """Text of the status strip."""
    if value.total:
        return tr(f"{value.verb} {value.done:,} of {value.total:,}")
    return tr(f"{value.verb}… {value.done:,} found") if value.done else f"{tr(value.verb)}…"


def not_assessed_list(items: tuple[str, ...]) -> str:
    """The list as one sentence. What is not named was not looked for either."""
    text = ", ".join(map(tr, (*items, "and whatever is not named here")))
    return text[:1].upper() + text[1:] + "."


def not_assessed_line(items: tuple[str, ...]) -> str:
    """The same where no heading says what it is."""
    text = not_assessed_list(items)
    if language() == "en":
        text = text[:1].lower() + text[1:]
    return f"{tr(NOT_ASSESSED)}: {text}"


def detail(line: str) -> str:
    """A line of a notice's details; what a file's name introduces is translated without it."""
    known = tr(line)
    name, colon, text = line.partition(": ")
    return known if known != line or not colon else f"{name}: {tr(text)}"
