"""Where which text stands over the picture: identity, window and spacing in the corners, R and L at the edges, the
scale bar, and what must not be overlooked at the top. No two of them ever overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view.blocks import PAD_X, PAD_Y, bar_block, text_block
from spcxr_desktop.ui.view.corner_lines import SILENT, Lines, Said, Texts, texts_of
from spcxr_desktop.ui.view.viewport import Viewport

_MARGIN = 14.0
_GAP = 6.0  # between blocks, logical px
_BAR_STEPS_MM = (1, 2, 5, 10, 20, 50, 100, 200)
_BAR_LONGEST = 180.0  # logical px
_GREY_HEIGHT = 150
_ROOM = 150  # px across that a corner likes to have; with less the texts are smaller, down to _SMALLEST of their size
_SMALLEST = 0.62
_SHRUNK = (1.0, 0.8, 0.65, 0.5)  # tried in turn where not even what must stay has its room

Placed = tuple[QImage, QRectF]  # what is drawn, and where: logical px


def paint(
    painter: QPainter,
    entry: Entry,
    view: Viewport,
    size: QSize,
    ratio: float,
    corners: bool,
    display: Display,
    said: Said = SILENT,
) -> None:
    """Draw all texts; the painter and ``size`` (of the canvas) are in device px, ``ratio`` of them to a logical one.

    Letters, scale and warnings stay when the corner texts are hidden.
    """
    for block, box in arrange(entry, view, size, ratio, corners, display, said):
        painter.drawImage(QPoint(round(box.x() * ratio), round(box.y() * ratio)), block)


def arrange(
    entry: Entry, view: Viewport, size: QSize, ratio: float, corners: bool, display: Display, said: Said = SILENT
) -> tuple[Placed, ...]:
    """Every block and its place. Where room is short, lines give way in their order, then the scale bar, then the
    texts' size."""
    texts, bar = texts_of(entry, view.scale / ratio, corners, display, said), _bar(entry, view, ratio)
    for shrunk in _SHRUNK:
        place = _Place(size, ratio, shrunk)
        placed = tuple(place.blocks(texts, bar))
        while not place.fits(placed) and (fewer := _without_one(texts)) is not None:
            texts = fewer
            placed = tuple(place.blocks(texts, bar))
        if not place.fits(placed) and bar is not None:
            bar = None
            placed = tuple(place.blocks(texts, bar))
        if place.fits(placed):
            break
    return placed


def grey_corner(canvas: QRect) -> QRect:
    """Where the text about window and zoom stands, with room to spare; logical px."""
    height = theme.px(_GREY_HEIGHT)
    return QRect(0, canvas.height() - height, canvas.width() // 2, height)


class _Place:
    """Places blocks within the margins of a canvas, so that each leaves the others their room."""

    def __init__(self, size: QSize, ratio: float, shrunk: float) -> None:
        self._ratio = ratio
        self._width, self._height = size.width() / ratio, size.height() / ratio
        self._left, self._top = _MARGIN - PAD_X, _MARGIN - PAD_Y
        self._room = max(self._width / 2 - _MARGIN - PAD_X - _GAP / 2, 20.0)  # across, of a corner's text
        self._factor = min(max(self._room / theme.px(_ROOM), _SMALLEST), 1.0) * shrunk

    def fits(self, placed: tuple[Placed, ...]) -> bool:
        """Whether nothing overlaps and nothing hangs over the edge."""
        boxes = [box for _, box in placed]
        inside = QRectF(0, 0, self._width, self._height)
        apart = all(not one.intersects(two) for i, one in enumerate(boxes) for two in boxes[i + 1 :])
        return apart and all(inside.contains(box) for box in boxes)

    def blocks(self, texts: Texts, bar: QImage | None) -> Iterator[Placed]:
        """Corners first; then the middle, beside them where it fits, else below or above; then letters between."""
        corners = [self._text(lines, number % 2) for number, lines in enumerate(texts.corners)]
        upper, lower = corners[:2], corners[2:]
        for number, (up, low) in enumerate(zip(upper, lower, strict=True)):
            if up is not None:
                yield self._at(up, number, 0.0)
            if low is not None:
                yield self._at(low, number, 1.0)
        head = [self._text(lines, 0) for edge, lines in texts.letters if edge == "top"]
        head += [self._text(texts.marks, 0, self._width - 2 * _MARGIN)] if texts.marks else []
        foot = [*(self._text(lines, 0) for edge, lines in texts.letters if edge == "bottom"), bar]
        yield from self._middle([block for block in head if block is not None], upper, 0.0)
        yield from self._middle([block for block in foot if block is not None], lower, 1.0)
        for edge, lines in texts.letters:
            block = self._text(lines, int(edge == "right"))
            if edge in ("left", "right") and block is not None:
                number = int(edge == "right")
                yield self._between(block, number, upper[number], lower[number])

    def _middle(self, blocks: list[QImage], beside: list[QImage | None], down: float) -> Iterator[Placed]:
        """A stack in the middle, at the top (0) or bottom (1)."""
        corners = [self._size(block) if block is not None else (0.0, 0.0) for block in beside]
        free = self._width - 2 * (self._left + max(width for width, _ in corners) + _GAP)
        passed = max(height for _, height in corners) + _GAP
        offset = 0.0
        for block in blocks:
            width, height = self._size(block)
            if width > free and any(width for width, _ in corners):
                offset = max(offset, passed)
            y = self._top + offset
            y = y if down == 0.0 else self._height - y - height
            yield block, QRectF((self._width - width) / 2, y, width, height)
            offset += height + _GAP

    def _between(self, block: QImage, side: int, upper: QImage | None, lower: QImage | None) -> Placed:
        """At a side, half-way down, or as near to that as the corners let it."""
        width, height = self._size(block)
        top = self._top + (self._size(upper)[1] + _GAP if upper is not None else 0.0)
        bottom = self._height - self._top - (self._size(lower)[1] + _GAP if lower is not None else 0.0)
        y = max(min((self._height - height) / 2, bottom - height), top)
        return block, QRectF(self._left + side * (self._width - 2 * self._left - width), y, width, height)

    def _at(self, block: QImage, across: float, down: float) -> Placed:
        width, height = self._size(block)
        x = self._left + across * (self._width - 2 * self._left - width)
        return block, QRectF(x, self._top + down * (self._height - 2 * self._top - height), width, height)

    def _text(self, lines: Lines, right: int, room: float | None = None) -> QImage | None:
        if not lines:
            return None
        sized = tuple(replace(line, points=line.points * self._factor) for line in lines)
        return text_block(sized, right == 1, room or self._room, self._ratio)

    def _size(self, block: QImage) -> tuple[float, float]:
        return block.width() / self._ratio, block.height() / self._ratio


def _without_one(texts: Texts) -> Texts | None:
    """Without the line that gives way first, the last of these; None where none may."""
    last = max((line.when for lines in texts.corners for line in lines), default=0)
    if last == 0:
        return None
    top_left, top_right, bottom_left, bottom_right = (list(lines) for lines in texts.corners)
    for lines in (bottom_right, top_right, top_left, bottom_left):
        for number in reversed(range(len(lines))):
            if lines[number].when == last:
                del lines[number]
                corners = tuple(top_left), tuple(top_right), tuple(bottom_left), tuple(bottom_right)
                return replace(texts, corners=corners)
    return None


def bar_length(pixel_mm: float, logical_per_pixel: float) -> tuple[int, float]:
    """The longest round length in mm that fits, and its logical pixels."""
    per_mm = logical_per_pixel / pixel_mm
    fitting = [mm for mm in _BAR_STEPS_MM if mm * per_mm <= _BAR_LONGEST] or [_BAR_STEPS_MM[0]]
    return fitting[-1], fitting[-1] * per_mm


def _bar(entry: Entry, view: Viewport, ratio: float) -> QImage | None:
    """A horizontal bar; its unit says in which plane it holds."""
    radiograph = entry.radiograph
    if radiograph is None or radiograph.spacing is None:
        return None
    spacing = radiograph.spacing
    quarter = (radiograph.orientation.row in "FH") != entry.turn.swaps
    length_mm, width = bar_length(spacing.row_mm if quarter else spacing.column_mm, view.scale / ratio)
    if (width + 2 * _MARGIN) * ratio > view.view_width:
        return None  # so near that a millimetre is wider than the canvas
    return bar_block(f"{length_mm} {tr(spacing.unit)}", width, ratio)
