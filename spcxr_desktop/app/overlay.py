"""One picture that says what was found: the film, the lungs in colour, the findings in words."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.findings import LUNG_COLOURS, LungMask, ResultSet, Score

RESEARCH_USE = "Research use only. Not for diagnosis."

_LONG_SIDE = 1400  # px of the film in the picture: larger than any list shows it, small enough to write in 0.1 s
_LEAST_WIDTH = 760  # px, for the text
_FONT = cv2.FONT_HERSHEY_SIMPLEX
_SCALE, _LINE, _MARGIN = 0.55, 24, 14
_COLOURS = {value: (blue, green, red) for value, (red, green, blue) in LUNG_COLOURS.items()}  # OpenCV's order
_AMBER, _WHITE, _DIM, _BLACK = (60, 190, 255), (240, 240, 240), (170, 170, 170), (0, 0, 0)

Picture = NDArray[np.uint8]  # [rows, columns, 3], BGR


@dataclass(frozen=True)
class Line:
    """One line of the caption."""

    text: str
    colour: tuple[int, int, int] = _WHITE


def draw_overlay(greys: NDArray[np.uint8], results: ResultSet) -> Picture:
    """Film with lungs between two bands of text. ``greys`` [rows, columns] in the orientation of the lung mask."""
    factor = min(1.0, _LONG_SIDE / max(greys.shape))
    size = (max(1, round(greys.shape[1] * factor)), max(1, round(greys.shape[0] * factor)))
    film = cv2.cvtColor(cv2.resize(greys, size, interpolation=cv2.INTER_AREA), cv2.COLOR_GRAY2BGR)
    picture = np.asarray(film, np.uint8)
    if results.lungs is not None:
        _draw_lungs(picture, results.lungs)
    width = max(_LEAST_WIDTH, size[0])
    left = (width - size[0]) // 2
    padded = cv2.copyMakeBorder(
        picture, 0, 0, left, width - size[0] - left, cv2.BORDER_CONSTANT, value=(_BLACK[0], _BLACK[1], _BLACK[2])
    )
    head = _band([Line(RESEARCH_USE, _AMBER)], width)
    return np.vstack([head, np.asarray(padded, np.uint8), _band(caption(results), width)])


def caption(results: ResultSet) -> list[Line]:
    """The findings in words: flagged first, then the rest, what was not assessed, warnings."""
    lines = [Line(f"Flagged: {_describe(score)}", _AMBER) for score in results.flagged] or [Line(results.without_flag)]
    lines += [Line(f"Not flagged: {_describe(score)}", _DIM) for score in results.scores if not score.flagged]
    if results.not_assessed:
        lines.append(Line("Not assessed: " + ", ".join(results.not_assessed), _DIM))
    if results.lungs is not None:
        doubt = " (sides assumed)" if results.lungs.sides_assumed else ""
        lines.append(Line(f"R, orange: the patient's right lung. L, blue: left lung{doubt}.", _DIM))
    lines += [Line(f"Note: {gate.text}", _DIM) for gate in results.gates if gate.id != "sides_assumed"]
    models = ", ".join(f"{model.id} {model.version}" for model in results.models)
    lines.append(Line(f"Models: {models}", _DIM))
    return lines


def _describe(score: Score) -> str:
    badge = " [exploratory]" if score.exploratory else ""
    return f"{score.title}{badge}  {score.value:.2f} (threshold {score.threshold:.2f})"


def _draw_lungs(picture: Picture, lungs: LungMask) -> None:
    """Light fill, clear outline and a letter, in place."""
    size = (picture.shape[1], picture.shape[0])
    labels = np.asarray(cv2.resize(lungs.labels, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    for value, letter in ((1, "R"), (2, "L")):
        lung = (labels == value).astype(np.uint8)
        if not lung.any():
            continue
        inside = lung.astype(np.bool_)
        colour = np.array(_COLOURS[value], np.float32)
        picture[inside] = (0.82 * picture[inside] + 0.18 * colour).astype(np.uint8)
        contours, _ = cv2.findContours(lung, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(picture, contours, -1, _COLOURS[value], 2, cv2.LINE_AA)
        rows, columns = np.nonzero(inside)
        at = (int(columns.mean()) - 12, int(rows.mean()) + 12)
        mark = letter + ("?" if lungs.sides_assumed else "")
        cv2.putText(picture, mark, at, _FONT, 1.1, _BLACK, 6, cv2.LINE_AA)
        cv2.putText(picture, mark, at, _FONT, 1.1, _COLOURS[value], 2, cv2.LINE_AA)


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
