"""Where which text stands over the picture: identity, window and spacing in the corners, R and L at the edges, the
scale bar, and what must not be overlooked at the top."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from spcxr_desktop.app.display import Display
from spcxr_desktop.app.entry import Entry
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.view.blocks import INK, PAD_X, PAD_Y, SOFT, Line, bar_block, text_block
from spcxr_desktop.ui.view.planes import plane_colour
from spcxr_desktop.ui.view.viewport import Viewport

_MARGIN = 14.0
_BAR_STEPS_MM = (1, 2, 5, 10, 20, 50, 100, 200)
_BAR_LONGEST = 180.0  # logical px
_ROOMY = 760.0  # px: narrower, the bar stands above the corner texts instead of between them
_RAISE = 52.0
_GREY_HEIGHT = 90


def paint(
    painter: QPainter, entry: Entry, view: Viewport, size: QSize, ratio: float, corners: bool, display: Display
) -> None:
    """Draw all texts; the painter and ``size`` (of the canvas) are in device px, ``ratio`` of them to a logical one.

    Letters, scale and warnings stay when the corner texts are hidden.
    """
    assert entry.radiograph is not None
    place = _Place(painter, size, ratio)
    _letters(place, entry.radiograph.orientation.assumed)
    _scale_bar(place, entry.radiograph, view)
    marks = strings.marks(entry, display)
    if marks:
        place.put(place.text([Line(mark, theme.FLAG, 9.5, True) for mark in marks], 0.5), 0.5, 0.0)
    if corners:
        _corners(place, entry, view.scale / ratio, display)


def grey_corner(canvas: QRect) -> QRect:
    """Where the text about window and zoom stands, with room to spare; logical px."""
    return QRect(0, canvas.height() - _GREY_HEIGHT, canvas.width() // 2, _GREY_HEIGHT)


class _Place:
    """Puts blocks at fractions of the free way across and down, within the margins."""

    def __init__(self, painter: QPainter, size: QSize, ratio: float) -> None:
        self._painter, self._size, self.ratio = painter, size, ratio
        self.width = size.width() / ratio

    def text(self, lines: list[Line], across: float) -> QImage:
        return text_block(tuple(lines), across == 1.0, max(round(self.width / 2 - 2 * _MARGIN), 20), self.ratio)

    def put(self, block: QImage, across: float, down: float, lift: float = 0.0) -> None:
        """``lift``: logical px above the place."""
        x, y = (_MARGIN - pad for pad in (PAD_X, PAD_Y))
        free_x = self._size.width() - 2 * x * self.ratio - block.width()
        free_y = self._size.height() - 2 * y * self.ratio - block.height()
        left, top = x * self.ratio + across * free_x, y * self.ratio + down * free_y - lift * self.ratio
        self._painter.drawImage(QPoint(round(left), round(top)), block)


def _corners(place: _Place, entry: Entry, zoom: float, display: Display) -> None:
    assert entry.radiograph is not None
    blocks = (
        (0.0, 0.0, strings.identity_lines(entry.radiograph)),
        (1.0, 0.0, strings.study_lines(entry.radiograph)),
        (0.0, 1.0, strings.grey_lines(entry, zoom, display.sharp)),
    )
    for across, down, texts in blocks:
        if texts:
            place.put(place.text(_lines(texts), across), across, down)
    lines = _plane_lines(entry, display) + _lines(strings.spacing_lines(entry.radiograph))
    place.put(place.text(lines, 1.0), 1.0, 1.0)


def _lines(texts: list[str]) -> list[Line]:
    """The first one brighter."""
    return [Line(text, SOFT if number else INK) for number, text in enumerate(texts)]


def _plane_lines(entry: Entry, display: Display) -> list[Line]:
    """The file's overlays by name, each in its colour."""
    if not display.planes:
        return []
    labels = [label for _, label in entry.planes]
    return [Line(text, plane_colour(number).name()) for number, text in enumerate(strings.plane_lines(labels))]


def bar_length(pixel_mm: float, logical_per_pixel: float) -> tuple[int, float]:
    """The longest round length in mm that fits, and its logical pixels."""
    per_mm = logical_per_pixel / pixel_mm
    fitting = [mm for mm in _BAR_STEPS_MM if mm * per_mm <= _BAR_LONGEST] or [_BAR_STEPS_MM[0]]
    return fitting[-1], fitting[-1] * per_mm


def _letters(place: _Place, assumed: bool) -> None:
    """R at the image's left edge, L at its right: the patient's sides, as the picture stands upright."""
    for letter, across in (("R", 0.0), ("L", 1.0)):
        lines = [Line(letter, INK, 15, True)] + ([Line("assumed", points=8.5)] if assumed else [])
        place.put(place.text(lines, across), across, 0.5)


def _scale_bar(place: _Place, radiograph: Radiograph, view: Viewport) -> None:
    """A horizontal bar at the bottom; its unit says in which plane it holds."""
    spacing = radiograph.spacing
    if spacing is None:
        return
    across = spacing.column_mm
    if radiograph.orientation.row in "FH":  # stood up by a quarter turn
        across = spacing.row_mm
    length_mm, width = bar_length(across, view.scale / place.ratio)
    place.put(bar_block(f"{length_mm} {spacing.unit}", width, place.ratio), 0.5, 1.0,
              _RAISE if place.width < _ROOMY else 0.0)  # fmt: skip
