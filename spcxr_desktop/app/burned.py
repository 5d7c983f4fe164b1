"""The picture of a report for viewers that show pictures alone: the film, and in words what it is and what was found.

No name, ID or study date of a patient stands in it, unless the reader wrote it. Some 0.1 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from spcxr_desktop.app.page_facts import (
    answers,
    drawings,
    headline,
    judged,
    ranked,
    score_text,
    titled,
    unlike,
    warnings,
)
from spcxr_desktop.app.page_film import Colour, Entry, Picture, draw_film
from spcxr_desktop.app.page_fonts import Face, font_file, runs
from spcxr_desktop.domain.findings import Score
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import Report

_LONG_SIDE = 1280  # px of the film
_LEAST_WIDTH = 1000  # px, for the text
_LINE_WIDTH = 2.0
_SIZE, _LINE, _MARGIN = 20, 28, 18
_SWATCH = 14
_AMBER: Colour = (255, 190, 60)
_WHITE: Colour = (240, 240, 240)
_DIM: Colour = (175, 175, 175)


@dataclass(frozen=True)
class _Row:
    """One paragraph. ``swatch``: a square of this colour before it."""

    text: str
    colour: Colour = _WHITE
    face: Face = "plain"
    swatch: Colour | None = None


def draw_burned(report: Report, radiograph: Radiograph) -> Picture:
    """uint8 [rows, columns, 3], RGB."""
    film, legend = draw_film(report, radiograph, _LONG_SIDE, _LINE_WIDTH)
    width = max(_LEAST_WIDTH, film.shape[1])
    left = (width - film.shape[1]) // 2
    padded = np.pad(film, ((0, 0), (left, width - film.shape[1] - left), (0, 0)))
    return np.ascontiguousarray(
        np.vstack([_band(_head(report), width), padded, _band(_caption(report, radiograph, legend), width)])
    )


def _head(report: Report) -> list[_Row]:
    results = report.results
    made = "Contains output of AI models." if results is not None and results.models else "No AI model ran."
    return [_Row(f"{report.statement}. {made}", _AMBER, "bold"), _Row(" ".join(answers(report)), _AMBER)]


def _caption(report: Report, radiograph: Radiograph, legend: Sequence[Entry]) -> list[_Row]:
    """Outcome, findings, what was not assessed, limits, drawings, legend, models."""
    results = report.results
    rows = [_Row(unlike(report), _AMBER, "bold")] if unlike(report) else []
    rows.append(_Row(headline(report), _AMBER if headline(report).startswith("Flagged") else _WHITE, "bold"))
    rows += [_Row(_finding(report, score), _WHITE if score.flagged else _DIM) for score in ranked(report)]
    if results is not None and results.not_assessed:
        rows.append(_Row("Not assessed, which is not negative: " + ", ".join(results.not_assessed)))
    rows += [_Row(f"Note: {text}") for _, text in warnings(report) if text != unlike(report)]
    rows += [_Row(f"{key.capitalize()} (reader): {text}") for key, text in sorted(report.texts.items()) if text.strip()]
    rows += [_Row(f"{one.number}: {one.name} {one.text}".rstrip()) for one in drawings(report, radiograph)]
    rows += [_Row(entry.text, _DIM, swatch=entry.colour) for entry in legend]
    if results is not None and results.models:
        rows.append(_Row("Models: " + ", ".join(f"{one.id} {one.version}" for one in results.models), _DIM))
    return rows


def _finding(report: Report, score: Score) -> str:
    said = judged(report, score)
    flag = "Flagged" if score.flagged else "Not flagged, which does not mean absent"
    reader = f". Reader: {said}" if said else ""
    return f"{flag}: {titled(score)}, score {score_text(score)}, threshold {score.threshold:.2f}{reader}"


def _band(rows: Sequence[_Row], width: int) -> Picture:
    """Text on black, wrapped to the width."""
    wrapped: list[tuple[_Row, str, bool]] = []
    for row in rows:
        lines = _wrap(row, width - 2 * _MARGIN - (2 * _SWATCH if row.swatch else 0))
        wrapped += [(row, line, number == 0) for number, line in enumerate(lines)]
    image = Image.new("RGB", (width, len(wrapped) * _LINE + 2 * _MARGIN))
    draw = ImageDraw.Draw(image)
    for number, (row, line, first) in enumerate(wrapped):
        x, y = _MARGIN, _MARGIN + number * _LINE
        if row.swatch:
            if first:
                draw.rectangle((x, y + 6, x + _SWATCH, y + 6 + _SWATCH), fill=row.swatch)
            x += 2 * _SWATCH
        _write(draw, (x, y), line, row)
    return np.asarray(image, np.uint8)


def _write(draw: ImageDraw.ImageDraw, at: tuple[int, int], line: str, row: _Row) -> None:
    x, base = float(at[0]), at[1] + _LINE - 8
    for face, text in runs(line, row.face):
        draw.text((x, base), text, fill=row.colour, font=_font(face), anchor="ls")
        x += _font(face).getlength(text)


def _wrap(row: _Row, width: int) -> list[str]:
    """Lines that fit; a word longer than a line is cut."""
    lines, line = [], ""
    for word in row.text.split():
        joined = f"{line} {word}" if line else word
        if _length(joined, row.face) <= width:
            line = joined
            continue
        lines += [line] if line else []
        while _length(word, row.face) > width:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or _length(word[:n], row.face) <= width)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines


def _length(text: str, face: Face) -> float:
    return sum(_font(kind).getlength(part) for kind, part in runs(text, face))


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(face), _SIZE, layout_engine=ImageFont.Layout.BASIC)
