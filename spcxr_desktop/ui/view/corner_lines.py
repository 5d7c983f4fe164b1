"""Which texts stand over the picture, and which of them give way first where there is little room."""

from __future__ import annotations

from dataclasses import dataclass

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.domain.evidence import HEAT_COLOURS
from spcxr_desktop.domain.pairing import view_of
from spcxr_desktop.domain.turn import Turn
from spcxr_desktop.ui import evidence_strings, measure_strings, strings, theme
from spcxr_desktop.ui.view.blocks import INK, SOFT, Line
from spcxr_desktop.ui.view.planes import plane_colour

Lines = tuple[Line, ...]
NEVER, LATE, EARLY = 0, 1, 2  # when a line gives way to others
EVIDENCE_INK = "#f0a8d8"


@dataclass(frozen=True)
class Texts:
    """``corners``: left to right, the upper ones first. ``marks`` stand at the top, ``letters`` at the edges named."""

    corners: tuple[Lines, Lines, Lines, Lines] = ((), (), (), ())
    marks: Lines = ()
    letters: tuple[tuple[str, Lines], ...] = ()


@dataclass(frozen=True)
class Said:
    """What the review and the tool at hand add."""

    key_image: bool = False
    hint: str = ""


SILENT = Said()


def texts_of(entry: Entry, zoom: float, corners: bool, display: Display, said: Said = SILENT) -> Texts:
    """All texts of an entry; ``zoom``: logical per image px. Letters and marks stay when ``corners`` are hidden."""
    assert entry.radiograph is not None
    marks = _marks(entry, display, said)
    letters = _letters(entry)
    if not corners:
        return Texts(((), (), (), _evidence(entry, display)[:1]), marks, letters)
    greys = _first_brighter([*strings.grey_lines(entry, zoom, display.sharp), *strings.model_lines(entry)])
    foot = (*_evidence(entry, display), *_planes(entry, display), *_spacing(entry))
    return Texts((_identity(entry), _study(entry), greys, foot), marks, letters)


def _marks(entry: Entry, display: Display, said: Said) -> Lines:
    """How the reader has turned it, what must not be overlooked, the key image, what to do next."""
    evidence = evidence_strings.shown(entry, display)
    warning = evidence_strings.warning(evidence) if evidence is not None else ""
    texts = [*strings.marks(entry, display), *([warning] if warning else [])]
    lines = [Line(mark, theme.FLAG, 9.5, True) for mark in texts]
    if said.key_image:
        lines.append(Line(f"★  {measure_strings.key_image()}", theme.ACCENT, 9.5, True))
    return tuple([*lines, Line(said.hint, INK, 9.5)] if said.hint else lines)


def _identity(entry: Entry) -> Lines:
    """Name, then ID, then birth date, age and sex, which give way first."""
    assert entry.radiograph is not None
    texts = strings.identity_lines(entry.radiograph)
    whens = (NEVER, LATE, EARLY)
    return tuple(
        Line(text, SOFT if number else INK, when=whens[min(number, 2)], whole=number > 1)
        for number, text in enumerate(texts)
    )


def _study(entry: Entry) -> Lines:
    """Date and view stay, and that it is lossy; the description and other notes give way."""
    assert entry.radiograph is not None
    radiograph = entry.radiograph
    day, kind = strings.date(radiograph.identity.study_date), strings.kind(radiograph.identity)
    lossy = strings.lossy_notes(radiograph)
    lines = []
    for number, text in enumerate(strings.study_lines(radiograph)):
        stays = text in (day, kind) or text in lossy
        when = NEVER if stays else EARLY
        lines.append(Line(text, SOFT if number else INK, when=when, whole=stays))
    return tuple(lines)


def _spacing(entry: Entry) -> Lines:
    """The size in pixels gives way, the unit stays."""
    assert entry.radiograph is not None
    size, unit = strings.spacing_lines(entry.radiograph)
    return Line(size, INK, when=EARLY), Line(unit, SOFT)


def _first_brighter(texts: list[str]) -> Lines:
    return tuple(Line(text, SOFT if number else INK) for number, text in enumerate(texts))


def _planes(entry: Entry, display: Display) -> Lines:
    """The file's overlays by name, each in its colour."""
    if not display.planes:
        return ()
    labels = strings.plane_lines([label for _, label in entry.planes])
    return tuple(Line(text, plane_colour(i).name(), when=LATE, whole=False) for i, text in enumerate(labels))


def _evidence(entry: Entry, display: Display) -> Lines:
    """The scale of the heat and what it is for; where the outline is gives way."""
    evidence = evidence_strings.shown(entry, display)
    if evidence is None:
        return ()
    first, *rest = evidence_strings.legend(entry, evidence)
    ramp = tuple(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in HEAT_COLOURS)
    scale = Line(evidence_strings.full_heat(), EVIDENCE_INK, 8.5, whole=False, when=LATE, ramp=ramp)
    return Line(first, EVIDENCE_INK), *(Line(text, EVIDENCE_INK, when=LATE) for text in rest), scale


def _letters(entry: Entry) -> tuple[tuple[str, Lines], ...]:
    """R where the patient's right side is now, L opposite. A lateral film has neither at its edges."""
    assert entry.radiograph is not None
    if view_of(entry.radiograph.identity) == "lateral":
        return ()
    below = (Line(strings.assumed(), points=8.5),) if entry.radiograph.orientation.assumed else ()
    sides = [("R", entry.turn.edge("left")), ("L", entry.turn.edge("right"))]
    if entry.turn != Turn():  # head and feet are told once they are not where they are looked for
        sides += [("H", entry.turn.edge("top")), ("F", entry.turn.edge("bottom"))]
    return tuple((edge, (Line(letter, INK, 15, True), *below)) for letter, edge in sides)
