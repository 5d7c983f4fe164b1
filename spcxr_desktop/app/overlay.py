"""One picture that says what was found: the film, the lungs in colour, where flags come from, the findings in words."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.evidence import Evidence
from spcxr_desktop.domain.evidence import OUTLINE_COLOUR
from spcxr_desktop.domain.findings import LUNG_COLOURS, LungMask, ResultSet, Score

RESEARCH_USE = "Research use only. Not for diagnosis."

_LONG_SIDE = 1024  # px of the film in the picture: larger than lists show it; drawn and written in 15 ms
_LEAST_WIDTH = 760  # px, for the text
_FONT = cv2.FONT_HERSHEY_SIMPLEX
_SCALE, _LINE, _MARGIN = 0.55, 24, 14
_COLOURS = {value: (blue, green, red) for value, (red, green, blue) in LUNG_COLOURS.items()}  # OpenCV's order
_ORCHID = (OUTLINE_COLOUR[2], OUTLINE_COLOUR[1], OUTLINE_COLOUR[0])
_AMBER, _WHITE, _DIM, _BLACK = (60, 190, 255), (240, 240, 240), (170, 170, 170), (0, 0, 0)

_UNLIKE = "out_of_distribution"  # the gate's id

Picture = NDArray[np.uint8]  # [rows, columns, 3], BGR


@dataclass(frozen=True)
class Line:
    """One line of the caption."""

    text: str
    colour: tuple[int, int, int] = _WHITE


def draw_overlay(greys: NDArray[np.uint8], results: ResultSet, evidence: Sequence[Evidence] = ()) -> Picture:
    """Film with lungs between two bands of text. ``greys`` [rows, columns] in the orientation of the lung mask.

    ``evidence``: of the flagged findings, in that orientation; its outlines are drawn.
    """
    factor = min(1.0, _LONG_SIDE / max(greys.shape))
    size = (max(1, round(greys.shape[1] * factor)), max(1, round(greys.shape[0] * factor)))
    picture = np.asarray(cv2.cvtColor(_shrink(greys, size), cv2.COLOR_GRAY2BGR), np.uint8)
    if results.lungs is not None:
        _draw_lungs(picture, results.lungs)
    _draw_outlines(picture, evidence, factor)
    width = max(_LEAST_WIDTH, size[0])
    left = (width - size[0]) // 2
    padded = cv2.copyMakeBorder(
        picture, 0, 0, left, width - size[0] - left, cv2.BORDER_CONSTANT, value=(_BLACK[0], _BLACK[1], _BLACK[2])
    )
    head = _band([Line(RESEARCH_USE, _AMBER)], width)
    return np.vstack([head, np.asarray(padded, np.uint8), _band(caption(results, evidence), width)])


def _shrink(greys: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """To ``size`` (width, height): averages by whole halves, which cost a tenth of averages by any factor, then lines
    between."""
    while greys.shape[1] >= 2 * size[0] and greys.shape[0] >= 2 * size[1]:
        width, height = greys.shape[1] // 2, greys.shape[0] // 2
        even = greys[: 2 * height, : 2 * width]  # by exactly two, or it takes ten times as long
        greys = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(greys, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def caption(results: ResultSet, evidence: Sequence[Evidence] = ()) -> list[Line]:
    """The findings in words: that the film is unlike those the models know, before anything they say of it; flagged
    ones, then the rest, what was not assessed, warnings."""
    lines = [Line(gate.text, _AMBER) for gate in results.gates if gate.id == _UNLIKE]
    lines += [Line(f"Flagged: {_describe(score)}", _AMBER) for score in results.flagged]
    if not results.flagged:
        lines.append(Line(results.without_flag))
    lines += [Line(_place(item, results), _ORCHID) for item in evidence]
    lines += [Line(f"Not flagged: {_describe(score)}", _DIM) for score in results.scores if not score.flagged]
    if results.not_assessed:
        lines.append(Line("Not assessed: " + ", ".join(results.not_assessed), _DIM))
    if results.lungs is not None:
        doubt = " (sides assumed)" if results.lungs.sides_assumed else ""
        lines.append(Line(f"R, orange: the patient's right lung. L, blue: left lung{doubt}.", _DIM))
    lines += [Line(f"Note: {gate.text}", _DIM) for gate in results.gates if gate.id not in ("sides_assumed", _UNLIKE)]
    models = ", ".join(f"{model.id} {model.version}" for model in results.models)
    lines.append(Line(f"Models: {models}", _DIM))
    return lines


def _place(evidence: Evidence, results: ResultSet) -> str:
    title = next((score.title for score in results.scores if score.label == evidence.label), evidence.label)
    if not evidence.map.tells_place:
        return f"Evidence for {title}: {evidence.warning}"
    where = evidence.where or ("no single place" if not evidence.outline else "outlined")
    inside = evidence.site.inside
    share = f", {inside:.0%} within the lungs" if inside is not None else ""
    return f"Evidence for {title}: {where}{share}. {evidence.warning}".rstrip()


def _draw_outlines(picture: Picture, evidence: Sequence[Evidence], factor: float) -> None:
    """Orchid on a dark line, in place; ``factor``: px of the picture per px of the film."""
    for item in evidence:
        # Sixteenths of a pixel; cv2 counts from the centre of the first.
        points = [np.round((polygon * factor - 0.5) * 16).astype(np.int32) for polygon in item.outline]
        for colour, width in ((_BLACK, 4), (_ORCHID, 2)):
            cv2.polylines(picture, points, True, colour, width, cv2.LINE_AA, shift=4)


def _describe(score: Score) -> str:
    badge = " [exploratory]" if score.exploratory else ""
    return f"{score.title}{badge}  {score.value:.2f} (threshold {score.threshold:.2f})"


def _draw_lungs(picture: Picture, lungs: LungMask) -> None:
    """Light fill, clear outline and a letter, in place."""
    size = (picture.shape[1], picture.shape[0])
    labels = np.asarray(cv2.resize(lungs.labels, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    for value, letter in ((1, "R"), (2, "L")):
        lung = np.equal(labels, value).view(np.uint8)
        if not lung.any():
            continue
        top, left, height, width = _bounds(lung)
        field = picture[top : top + height, left : left + width]
        inside = lung[top : top + height, left : left + width]
        colour = np.full_like(field, _COLOURS[value])
        cv2.copyTo(cv2.addWeighted(field, 0.82, colour, 0.18, 0), inside, field)
        contours, _ = cv2.findContours(lung, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        cv2.drawContours(picture, contours, -1, _COLOURS[value], 2, cv2.LINE_AA)
        moments = cv2.moments(inside, binaryImage=True)
        at = (left + int(moments["m10"] / moments["m00"]) - 12, top + int(moments["m01"] / moments["m00"]) + 12)
        mark = letter + ("?" if lungs.sides_assumed else "")
        cv2.putText(picture, mark, at, _FONT, 1.1, _BLACK, 6, cv2.LINE_AA)
        cv2.putText(picture, mark, at, _FONT, 1.1, _COLOURS[value], 2, cv2.LINE_AA)


def _bounds(mask: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Top, left, height and width of what is not 0."""
    left, top, width, height = cv2.boundingRect(mask)
    return top, left, height, width


def _band(lines: list[Line], width: int) -> Picture:
    """Text on black, wrapped to the width."""
    (glyph, _), _ = cv2.getTextSize("n" * 40, _FONT, _SCALE, 1)
    columns = max(20, int((width - 2 * _MARGIN) * 40 / glyph))
    wrapped = [
        Line(part, line.colour)
        for line in lines
        for part in textwrap.wrap(_ascii(line.text), columns, subsequent_indent="    ")
    ]
    band = np.zeros((len(wrapped) * _LINE + 2 * _MARGIN, width, 3), np.uint8)
    for index, line in enumerate(wrapped):
        at = (_MARGIN, _MARGIN + (index + 1) * _LINE - 8)
        cv2.putText(band, line.text, at, _FONT, _SCALE, line.colour, 1, cv2.LINE_AA)
    return band


def _ascii(text: str) -> str:
    """The drawn font knows ASCII only; accents fall away, anything else becomes a question mark."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "replace").decode("ascii")
    return plain.replace("\n", " ")
