"""Paragraphs, tables and lines of the page, in fonts that are embedded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, LongTable, Paragraph, TableStyle

from spcxr_desktop.app.page_fonts import Face, font_file, runs

AMBER, GREY, RULE = HexColor("#ffd37a"), HexColor("#5a5a5a"), HexColor("#c8c8c8")
_SHADE, _FLAG = HexColor("#f2f2f2"), HexColor("#fff3d9")
_NAMES: dict[Face, str] = {"plain": "SPCXR", "bold": "SPCXR-Bold", "han": "SPCXR-Han"}
FIRST_FONT = _NAMES["plain"]
_SIZE, _LEADING = 9.0, 12.0
_ROOM = 70.0  # points: a heading and a few lines


@cache
def prepare_fonts() -> None:
    """Make the fonts known to reportlab, once. Glyphs that are used are embedded, no others."""
    for face, name in _NAMES.items():
        pdfmetrics.registerFont(TTFont(name, str(font_file(face))))


def paragraph(text: str, *, bold: bool = False, size: float = _SIZE, colour: Color | None = None, after: float = 0.0,
              before: float = 0.0) -> Paragraph:  # fmt: skip
    """Wrapped, and cut inside of words that are longer than a line."""
    style = ParagraphStyle(
        "said", fontName=_NAMES["bold" if bold else "plain"], fontSize=size, leading=size * _LEADING / _SIZE,
        textColor=colour or HexColor("#000000"), spaceAfter=after, spaceBefore=before, splitLongWords=1,
        allowWidows=1, allowOrphans=1,
    )  # fmt: skip
    return Paragraph(_markup(text, "bold" if bold else "plain"), style)


def heading(text: str) -> list[Flowable]:
    """Begins a section, on the next page where hardly more than the heading would stand on this one."""
    return [CondPageBreak(_ROOM), paragraph(text, bold=True, size=10.5, before=8, after=3)]


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], flagged: Sequence[bool] = ()
) -> Flowable:
    """A table that goes on on the next page, with its head again. ``flagged``: rows that are shaded."""
    cells = [[paragraph(text, bold=True, size=8.5) for text in head]]
    for number, row in enumerate(rows):
        loud = number < len(flagged) and flagged[number]
        cells.append([paragraph(text, bold=loud and column < 2, size=8.5) for column, text in enumerate(row)])
    style = [
        ("FONTNAME", (0, 0), (-1, -1), FIRST_FONT),  # reportlab names it for every cell, whatever lies in it
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE), ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3), ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        *(("BACKGROUND", (0, row), (-1, row), _FLAG) for row, loud in enumerate(flagged, 1) if loud),
    ]  # fmt: skip
    return LongTable(cells, list(widths), repeatRows=1, splitInRow=1, style=TableStyle(style), hAlign="LEFT")


def draw_line(
    canvas: Canvas, at: tuple[float, float], text: str, size: float, *, bold: bool = False, right: bool = False,
    room: float | None = None,
) -> None:  # fmt: skip
    """One line at a point of the page, which it ends at where ``right``; cut where it is longer than ``room``."""
    face: Face = "bold" if bold else "plain"
    fitting = text
    while room is not None and len(fitting) > 1 and _length(fitting, face, size) > room:
        fitting = fitting.rstrip("…")[:-1].rstrip() + "…"
    x, y = at[0] - (_length(fitting, face, size) if right else 0.0), at[1]
    for kind, part in runs(fitting, face):
        canvas.setFont(_NAMES[kind], size)
        canvas.drawString(x, y, part)
        x += pdfmetrics.stringWidth(part, _NAMES[kind], size)


def _length(text: str, face: Face, size: float) -> float:
    return sum(float(pdfmetrics.stringWidth(part, _NAMES[kind], size)) for kind, part in runs(text, face))


def _markup(text: str, face: Face) -> str:
    """With the font of every piece; lines stay lines."""
    lines = []
    for line in text.splitlines() or [""]:
        parts = (
            escape(part) if kind == face else f'<font name="{_NAMES[kind]}">{escape(part)}</font>'
            for kind, part in runs(line, face)
        )
        lines.append("".join(parts))
    return "<br/>".join(lines)
