"""The parts of the page, from the top to the bottom."""

from __future__ import annotations

import io
from collections.abc import Mapping

import cv2
from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, Spacer, Table, TableStyle

from spcxr_desktop.app.page_facts import (
    answers,
    areas,
    day,
    drawings,
    headline,
    judged,
    moment,
    point_text,
    ranked,
    score_text,
    short,
    titled,
    unlike,
    unscored,
    warnings,
)
from spcxr_desktop.app.page_film import Entry, Picture, draw_film
from spcxr_desktop.app.page_fonts import OTHER_SCRIPT, UNWRITTEN, name_text, writable
from spcxr_desktop.app.page_letters import FIRST_FONT, GREY, RULE, heading, paragraph, table
from spcxr_desktop.domain.findings import OperatingPoint
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.report import Report

_FILM_WIDTH, _FILM_HEIGHT = 92 * mm, 100 * mm
_FILM_PX, _LINE_PX = 1300, 3.4
_JPEG_QUALITY = 90
_MOST_ENTRIES = 14  # of the legend beside the film; the rest stands below in tables anyway
_LONGEST_CELL = 180  # characters
_KEY_IMAGE = "key image"  # of Report.marks
_TIGHT: list[tuple[object, ...]] = [
    ("FONTNAME", (0, 0), (-1, -1), FIRST_FONT),  # reportlab names it for every cell, whatever lies in it
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5), ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]  # fmt: skip


def patient_block(report: Report, radiograph: Radiograph, width: float) -> list[Flowable]:
    """Patient and study as the header has them."""
    identity = radiograph.identity
    said: list[Flowable] = [paragraph("Chest radiograph", bold=True, size=15, after=4, before=4)]
    if not radiograph.dicom:
        return [*said, paragraph("Not a DICOM file: it names no patient and no study.", after=4)]
    rows = (
        (("Patient", name_text(identity.patient_name)), ("Study", identity.study_description)),
        (("ID", identity.patient_id), ("Study date", day(identity.study_date))),
        (("Born", _born(identity)), ("Accession", identity.accession_number)),
        (("Sex", identity.patient_sex), ("Image", _image(report, radiograph))),
    )
    cells = [
        [piece for name, value in row for piece in (paragraph(name, colour=GREY), paragraph(value or "not stated"))]
        for row in rows
    ]
    label = 20 * mm
    style = TableStyle([*_TIGHT, ("BOX", (0, 0), (-1, -1), 0.6, RULE)])
    block = Table(cells, [label, width / 2 - label] * 2, style=style)
    texts = [identity.patient_name.replace("^", " ").replace("=", " "), identity.study_description]
    missing = [] if all(map(writable, texts)) else [paragraph(OTHER_SCRIPT, size=8, colour=GREY)]
    return [*said, block, *missing, Spacer(1, 5)]


def _born(identity: Identity) -> str:
    age = f"{identity.patient_age_years:.0f} years" if identity.patient_age_years is not None else ""
    return ", ".join(part for part in (day(identity.patient_birth_date), age) if part)


def _image(report: Report, radiograph: Radiograph) -> str:
    identity = radiograph.identity
    parts = [
        " ".join(filter(None, (identity.modality, identity.body_part, identity.view_position))),
        f"{radiograph.columns} × {radiograph.rows} px",
        f"frame {report.image.frame + 1} of {radiograph.frames}" if radiograph.frames > 1 else "",
        "lossy compression" if radiograph.lossy else "",
    ]
    return ", ".join(filter(None, parts))


def answers_block(report: Report, width: float) -> list[Flowable]:
    """Who stands behind it, in a frame: nothing on the page matters more."""
    first, *rest = answers(report)
    said = [[paragraph(first, bold=True, size=10)], *([paragraph(text)] for text in rest)]
    if report.marks.get(_KEY_IMAGE):
        said.append([paragraph("Marked as a key image.")])
    style = TableStyle([*_TIGHT, ("BOX", (0, 0), (-1, -1), 1.2, Color(0, 0, 0))])
    return [Table(said, [width], style=style), Spacer(1, 6)]


def film_block(report: Report, radiograph: Radiograph, width: float) -> list[Flowable]:
    """The film on the left, the outcome and the legend beside it."""
    picture, legend = draw_film(report, radiograph, _FILM_PX, _LINE_PX)
    scale = min(_FILM_WIDTH / picture.shape[1], _FILM_HEIGHT / picture.shape[0])
    film = Image(_jpeg(picture), picture.shape[1] * scale, picture.shape[0] * scale)
    room = width - film.drawWidth - 5 * mm
    beside: list[Flowable] = [paragraph(unlike(report), bold=True, after=6)] if unlike(report) else []
    beside.append(paragraph(headline(report), bold=True, size=10.5, after=6))
    beside += [_entry(entry, room) for entry in legend[:_MOST_ENTRIES]]
    window = report.window is not None and (report.window.centre is not None or report.window.inverted)
    shown = "Shown upright, in the reader's window." if window else "Shown upright, in the file's own window."
    beside.append(paragraph(shown, size=8, colour=GREY, before=4))
    beside.append(paragraph("Not for reading: a small, compressed picture.", size=8, colour=GREY))
    style = TableStyle([*_TIGHT, *(
        (side, (0, 0), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    )])  # fmt: skip
    return [Table([[film, "", beside]], [film.drawWidth, 5 * mm, room], style=style), Spacer(1, 4)]


def _entry(entry: Entry, room: float) -> Flowable:
    style = [*_TIGHT, ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    if entry.colour is not None:
        red, green, blue = (part / 255 for part in entry.colour)
        style += [("LINEBEFORE", (0, 0), (0, 0), 3.5, Color(red, green, blue))]
    return Table([["", paragraph(entry.text, size=8)]], [3 * mm, room - 3 * mm], style=TableStyle(style), hAlign="LEFT")


def _jpeg(picture: Picture) -> io.BytesIO:
    done, data = cv2.imencode(".jpg", picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not done:
        raise RuntimeError("OpenCV did not encode a JPEG")
    return io.BytesIO(data.tobytes())


def texts_block(report: Report) -> list[Flowable]:
    """What the reader wrote."""
    said: list[Flowable] = []
    for key, text in sorted(report.texts.items()):
        if text.strip():
            said += heading(f"{key.capitalize()} (reader)")
            said += [paragraph(line, after=2) for line in text.splitlines()]
    return said


def findings_block(report: Report, points: Mapping[str, OperatingPoint], width: float) -> list[Flowable]:
    """Every label that a model scored, flagged ones first, and what the reader said of it."""
    scores = ranked(report)
    out: list[Flowable] = []
    if scores:
        nothing = "not judged" if report.revision else "nobody"
        rows = [
            (
                titled(score), "Flagged" if score.flagged else "Not flagged",
                score_text(score), point_text(score, points.get(score.label)), _brief(judged(report, score)) or nothing,
            )
            for score in scores
        ]  # fmt: skip
        widths = [width * share for share in (0.24, 0.12, 0.11, 0.25, 0.28)]
        out += [*heading("Findings"), table(("Finding", "Result", "Score", "Operating point", "Reader"), rows, widths,
                                           [score.flagged for score in scores])]  # fmt: skip
        out.append(paragraph(
            "Not flagged does not mean absent. A score is not a probability unless it says so; intervals are 95 %, "
            "measured on validation films, which may differ from these.", size=8, colour=GREY, before=2,
        ))  # fmt: skip
        long = [(score.title, judged(report, score)) for score in scores if len(judged(report, score)) > _LONGEST_CELL]
        out += [paragraph(f"Reader on {title}: {text}", before=3) for title, text in long]
        if any(score.exploratory for score in scores):
            out.append(paragraph("[exploratory]: public data cannot prove this label.", size=8, colour=GREY))
    other = unscored(report)
    if other:
        said = [f"{label.replace('_', ' ')}: {text}" for label, text in other]
        out += [*heading("Said by the reader before results"), *map(paragraph, said)]
    return out


def _brief(said: str) -> str:
    """What fits a cell; the whole stands below the table."""
    return said if len(said) <= _LONGEST_CELL else f"{said[:_LONGEST_CELL].rsplit(' ', 1)[0]} … (whole text below)"


def limits_block(report: Report) -> list[Flowable]:
    """What was not assessed, and why what was said may not hold."""
    out: list[Flowable] = []
    if report.results is not None and report.results.not_assessed:
        out += [*heading("Not assessed, which is not negative"), paragraph(", ".join(report.results.not_assessed))]
    found = warnings(report)
    if found:
        out += [*heading("Limits and warnings"), *(paragraph(f"• {text}", after=1.5) for _, text in found)]
    return out


def measured_block(report: Report, radiograph: Radiograph, width: float) -> list[Flowable]:
    """Areas of regions and what the reader drew, in honest units."""
    out: list[Flowable] = []
    found = areas(report)
    if found:
        rows = [(area.name, area.text, area.making) for area in found]
        widths = [width * share for share in (0.36, 0.38, 0.26)]
        out += [*heading("Areas"), table(("Region", "Area", "Outlined by"), rows, widths)]
    drawn = drawings(report, radiograph)
    if drawn:
        rows = [(str(one.number), one.name, one.text) for one in drawn]
        widths = [width * share for share in (0.06, 0.24, 0.70)]
        out += [*heading("Drawn by the reader"), table(("No.", "What", "Says"), rows, widths)]
    return out


def models_block(report: Report, width: float) -> list[Flowable]:
    """Which models, in which version, and what was unusual about how they ran."""
    if report.results is None or not report.results.models:
        return [*heading("Models"), paragraph("No model ran.")]
    rows = [
        (f"{model.id} {model.version}", short(model.sha256), model.threshold_set or "none",
         model.provider + (f". {model.note}" if model.note else ""))
        for model in report.results.models
    ]  # fmt: skip
    widths = [width * share for share in (0.26, 0.18, 0.28, 0.28)]
    return [*heading("Models"), table(("Model", "sha256", "Threshold set", "Computed by"), rows, widths)]


def origin_block(report: Report, radiograph: Radiograph) -> list[Flowable]:
    """What pins the page to its film and to what was signed."""
    image = report.image
    facts = [("Image", image.sop_instance_uid or "not DICOM"), ("Pixels, sha256", image.pixel_sha256)]
    if report.results is not None:
        facts += [("Analysed", moment(report.results.created)), ("Results, sha256", report.results.sha256)]
    facts += [(name, value) for name, value in (("Revision", report.revision), ("Amends", report.replaces)) if value]
    said: list[Flowable] = [*heading("Where this comes from")]
    said += [paragraph(f"{name}: {value}", size=7.5, colour=GREY) for name, value in facts]
    if _lacks_letters(report, radiograph):
        said.append(paragraph(OTHER_SCRIPT, size=7.5, colour=GREY))
    return said


def _lacks_letters(report: Report, radiograph: Radiograph) -> bool:
    """Whether ``UNWRITTEN`` stands somewhere for what the reader wrote."""
    drawn = [one.text for one in drawings(report, radiograph)]
    reader = [report.reader.name] if report.reader is not None else []
    said = [one.text for one in report.judgements]
    texts = [*report.texts.values(), *drawn, *reader, *said, report.reason, *(area.name for area in areas(report))]
    return any(UNWRITTEN in text or not writable(text) for text in texts)
