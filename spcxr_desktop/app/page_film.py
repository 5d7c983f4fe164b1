"""The film of a report as a picture: upright, in its window, never stretched, with outlines and numbered drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.app.evidence import Evidence, evidence_of
from spcxr_desktop.app.page_facts import areas, drawings, sides_known, square_or
from spcxr_desktop.domain.annotations import Annotation, Arrow, Region
from spcxr_desktop.domain.evidence import OUTLINE_COLOUR
from spcxr_desktop.domain.findings import LungMask, ResultSet
from spcxr_desktop.domain.grayscale import VoiWindow, grey_table, render, shuttered
from spcxr_desktop.domain.handles import handles, lines
from spcxr_desktop.domain.judgements import Point
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.domain.report import Report
from spcxr_desktop.domain.turn import Turn

Picture = NDArray[np.uint8]  # [rows, columns, 3], RGB
Colour = tuple[int, int, int]

DRAWN_COLOUR: Colour = (255, 220, 0)
_BLACK: Colour = (0, 0, 0)
_WHITE: Colour = (255, 255, 255)
_FONT = cv2.FONT_HERSHEY_DUPLEX
_SHIFT = 4  # sixteenths of a pixel
_LEAST_SIDE = 700  # px: a smaller film is enlarged, so that lines do not hide it


@dataclass(frozen=True)
class Entry:
    """One line of the legend."""

    colour: Colour | None  # None: nothing of it is drawn
    text: str


def draw_film(report: Report, radiograph: Radiograph, long_side: int, width: float) -> tuple[Picture, list[Entry]]:
    """The picture and what its colours mean. ``width``: of lines in px, from which letters take their size."""
    canvas = _Canvas.of(report, radiograph, long_side, width)
    legend = [
        *_draw_regions(canvas, report),
        *_draw_evidence(canvas, report),
        *_draw_reader(canvas, report, radiograph),
        _draw_sides(canvas, report),
    ]
    return canvas.picture, legend


def greys_of(report: Report, radiograph: Radiograph) -> NDArray[np.uint8]:
    """The film as the reader looked at it, else as its file asks for, lying as the file does: greys, or RGB."""
    if radiograph.colour is not None:
        return shuttered(radiograph.colour.copy(), radiograph.shutter)
    window, voi = report.window, None
    if window is not None and window.centre is not None and window.width is not None:
        voi = VoiWindow(window.centre, window.width)
    table = grey_table(radiograph.grayscale, voi, window is not None and window.inverted)
    return shuttered(render(radiograph.pixels, table), radiograph.shutter)


class _Canvas:
    """The upright film at its size in the picture, and where the file's points lie in it."""

    def __init__(self, picture: Picture, turn: Turn, file_size: tuple[int, int], width: float) -> None:
        self.picture, self.width = picture, width
        self._turn, self._columns, self._rows = turn, *file_size
        upright = turn.size(*file_size)
        self._scale = picture.shape[1] / upright[0], picture.shape[0] / upright[1]

    @classmethod
    def of(cls, report: Report, radiograph: Radiograph, long_side: int, width: float) -> _Canvas:
        upright = report.orientation.to_upright(greys_of(report, radiograph))
        turn = Turn.upright(report.orientation)
        aspect = square_or(radiograph.aspect)
        high = upright.shape[0] * (1 / aspect if turn.swaps else aspect)
        factor = long_side / max(high, upright.shape[1])
        if factor > 1:  # hardly enlarged
            factor = max(1.0, min(factor, _LEAST_SIDE / max(high, upright.shape[1])))
        size = (max(1, round(upright.shape[1] * factor)), max(1, round(high * factor)))
        small = size[0] < upright.shape[1] or size[1] < upright.shape[0]
        resized = cv2.resize(upright, size, interpolation=cv2.INTER_AREA if small else cv2.INTER_LINEAR)
        colour = resized if resized.ndim == 3 else cv2.cvtColor(resized, cv2.COLOR_GRAY2RGB)
        picture = np.ascontiguousarray(colour, np.uint8)
        return cls(picture, turn, (radiograph.columns, radiograph.rows), width)

    def upright(self, points: Sequence[Point] | NDArray[np.float32]) -> NDArray[np.float64]:
        """Points of the upright film, in px of the picture, [n, 2]."""
        return np.asarray(np.asarray(points, np.float64).reshape(-1, 2) * self._scale)

    def placed(self, points: Sequence[Point]) -> NDArray[np.float64]:
        """Points of the file, in px of the picture, [n, 2]."""
        return self.upright([self._turn.point(at, self._columns, self._rows) for at in points])

    def line(self, points: NDArray[np.float64], colour: Colour, closed: bool = False) -> None:
        """A line on a dark one, which any grey lets through."""
        whole = np.round((np.clip(points, -1e5, 1e5) - 0.5) * 2**_SHIFT).astype(np.int32)  # cv2 counts from centres
        for paint, width in ((_BLACK, 2 * self.width), (colour, self.width)):
            cv2.polylines(self.picture, [whole], closed, paint, max(1, round(width)), cv2.LINE_AA, _SHIFT)

    def letters(
        self, text: str, at: tuple[float, float], colour: Colour, size: float = 1.0, plate: bool = False
    ) -> None:
        """ASCII with its middle at a point, kept inside the picture. ``plate``: on black, whatever lies there."""
        scale, stroke = 0.42 * self.width * size, max(1, round(0.7 * self.width * size))
        (wide, high), _ = cv2.getTextSize(text, _FONT, scale, stroke)
        rows, columns = self.picture.shape[:2]
        x = int(np.clip(at[0] - wide / 2, 2, max(2, columns - wide - 2)))
        y = int(np.clip(at[1] + high / 2, high + 2, max(high + 2, rows - 2)))
        if plate:
            edge = round(3 * self.width)
            cv2.rectangle(self.picture, (x - edge, y - high - edge), (x + wide + edge, y + edge), _BLACK, cv2.FILLED)
        for paint, thick in ((_BLACK, stroke + 2 * round(self.width)), (colour, stroke)):
            cv2.putText(self.picture, text, (x, y), _FONT, scale, paint, thick, cv2.LINE_AA)


def _draw_regions(canvas: _Canvas, report: Report) -> list[Entry]:
    """The outline of every region."""
    if report.mask is None:
        return []
    upright = report.orientation.to_upright(report.mask)
    for region in report.regions:
        member = np.ascontiguousarray(upright == region.value, np.uint8)
        contours, _ = cv2.findContours(member, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        for contour in contours:
            canvas.line(canvas.upright(contour[:, 0, :] + 0.5), region.label.colour, closed=True)
    return [Entry(area.colour, area.name) for area in areas(report)]


def _draw_evidence(canvas: _Canvas, report: Report) -> list[Entry]:
    """Where the flags come from."""
    entries = []
    for item in flagged_places(report):
        for polygon in item.outline:
            canvas.line(canvas.upright(polygon), OUTLINE_COLOUR, closed=True)
        title = next(score.title for score in report.results.scores if score.label == item.label)  # type: ignore[union-attr]
        where = item.where or ("outlined" if item.outline else "no single place")
        said = item.warning if not item.map.tells_place else f"{where}. {item.warning}".rstrip(" .")
        entries.append(Entry(OUTLINE_COLOUR if item.outline else None, f"Evidence for {title}: {said}"))
    return entries


def flagged_places(report: Report) -> tuple[Evidence, ...]:
    """The evidence of the flagged findings, on the upright film."""
    results = report.results
    if results is None or not report.evidence:
        return ()
    flagged = {score.label for score in results.scores if score.flagged}
    lungs = None
    if report.mask is not None:
        lungs = LungMask(np.where(report.mask <= 2, report.mask, 0).astype(np.uint8), not sides_known(report))
    shown = ResultSet(
        results.status, results.gates, results.scores, lungs, results.not_assessed, results.models, results.created,
        evidence=tuple(item for item in report.evidence if item.label in flagged),
    )  # fmt: skip
    return evidence_of(shown, report.orientation)


def _draw_reader(canvas: _Canvas, report: Report, radiograph: Radiograph) -> list[Entry]:
    """What the reader drew, numbered, and the places given in judgements."""
    placed = [said for said in report.judgements if said.place]
    for said in placed:
        canvas.line(canvas.placed(said.place), DRAWN_COLOUR, closed=True)
    drawn = drawings(report, radiograph)
    for one in drawn:
        for line in _lines(canvas, one.annotation):
            canvas.line(line, DRAWN_COLOUR)
    for one in drawn:  # numbers lie above all lines
        at = canvas.placed(handles(one.annotation)[:1])[0]
        canvas.letters(str(one.number), (float(at[0]), float(at[1])), DRAWN_COLOUR)
    numbers = f"Drawn by the reader, numbered as listed (1 to {len(drawn)})"
    return ([Entry(DRAWN_COLOUR, "Place that the reader gave")] if placed else []) + (
        [Entry(DRAWN_COLOUR, numbers if len(drawn) > 1 else "Drawn by the reader (1)")] if drawn else []
    )


def _lines(canvas: _Canvas, drawn: Annotation) -> list[NDArray[np.float64]]:
    if isinstance(drawn, Region) and drawn.shape == "ellipse":
        (x0, y0), (x1, y1) = drawn.corner, drawn.opposite
        turns = np.linspace(0, 2 * np.pi, 73)
        x, y = (x0 + x1) / 2 + np.cos(turns) * (x1 - x0) / 2, (y0 + y1) / 2 + np.sin(turns) * (y1 - y0) / 2
        return [canvas.placed(list(zip(x.tolist(), y.tolist(), strict=True)))]
    found = [canvas.placed(line) for line in lines(drawn)]
    if isinstance(drawn, Arrow):
        found.append(_head(found[0], 9 * canvas.width))
    return found


def _head(shaft: NDArray[np.float64], length: float) -> NDArray[np.float64]:
    """The barbs of an arrow."""
    tail, head = shaft
    whole = float(np.hypot(*(tail - head)))
    back = (tail - head) / max(whole, 1e-9) * min(length, whole)
    side = np.array((-back[1], back[0])) * 0.5
    return np.stack((head + back + side, head, head + back - side))


def _draw_sides(canvas: _Canvas, report: Report) -> Entry:
    """R and L where they are known."""
    if not sides_known(report):
        return Entry(None, "Right and left are not known")
    rows, columns = canvas.picture.shape[:2]
    edge = 12 * canvas.width
    canvas.letters("R", (edge, rows / 2), _WHITE, 1.6, plate=True)
    canvas.letters("L", (columns - edge, rows / 2), _WHITE, 1.6, plate=True)
    return Entry(None, "R, L: the patient's right and left, from the header")
