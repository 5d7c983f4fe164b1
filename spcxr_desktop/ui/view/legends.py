"""Texts over the picture: identity, window, spacing in the corners, R and L at the edges, the scale bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from spcxr_desktop.app.session import Entry
from spcxr_desktop.domain.radiograph import Spacing
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.view.viewport import Viewport

_MARGIN = 14.0
_BAR_STEPS_MM = (1, 2, 5, 10, 20, 50, 100, 200)
_BAR_LONGEST = 180.0  # logical px
_ROOMY = 760.0  # px: narrower, the bar stands above the corner texts instead of between them
_RAISE = 48.0
_GROUND = QColor(8, 9, 10, 170)  # behind texts: unseen on air, enough on bone
_INK = QColor("#c6cbd1")
_SOFT = QColor("#aab0b7")


def paint(painter: QPainter, entry: Entry, view: Viewport, size: QRectF, ratio: float, corners: bool) -> None:
    """Draw all annotations into ``size`` (logical px). Letters and scale stay when the corner texts are hidden."""
    assert entry.radiograph is not None
    painter.save()  # a brush left behind would tint what is drawn after
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _letters(painter, size, entry.radiograph.orientation.assumed)
    spacing = _shown_spacing(entry)
    if spacing is not None:
        _scale_bar(painter, spacing, view, size, ratio)
    if corners:
        _corners(painter, entry, view.scale / ratio, size)
    painter.restore()


def _corners(painter: QPainter, entry: Entry, zoom: float, size: QRectF) -> None:
    assert entry.radiograph is not None
    top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    _block(painter, size, top | left, strings.identity_lines(entry.radiograph))
    _block(painter, size, top | right, strings.study_lines(entry.radiograph))
    _block(painter, size, bottom | left, strings.grey_lines(entry, zoom))
    _block(painter, size, bottom | right, strings.spacing_lines(entry.radiograph))


def bar_length(pixel_mm: float, logical_per_pixel: float) -> tuple[int, float]:
    """The longest round length in mm that fits, and its logical pixels."""
    per_mm = logical_per_pixel / pixel_mm
    fitting = [mm for mm in _BAR_STEPS_MM if mm * per_mm <= _BAR_LONGEST] or [_BAR_STEPS_MM[0]]
    return fitting[-1], fitting[-1] * per_mm


def _shown_spacing(entry: Entry) -> Spacing | None:
    return entry.radiograph.spacing if entry.radiograph is not None else None


def _block(painter: QPainter, size: QRectF, place: Qt.AlignmentFlag, lines: list[str]) -> None:
    """Lines of text in a corner, the first one brighter."""
    font = theme.font(9.5)
    metrics = QFontMetricsF(font)
    step = metrics.height() + 2
    upper = bool(place & Qt.AlignmentFlag.AlignTop)
    y = _MARGIN + metrics.ascent() if upper else size.height() - _MARGIN - metrics.descent() - step * (len(lines) - 1)
    room = size.width() / 2 - 2 * _MARGIN
    lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
    widths = [metrics.horizontalAdvance(line) for line in lines]
    rightward = bool(place & Qt.AlignmentFlag.AlignRight)
    left = size.width() - _MARGIN - max(widths, default=0) if rightward else _MARGIN
    _ground(painter, QRectF(left, y - metrics.ascent(), max(widths, default=0), step * len(lines) - 2))
    for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
        x = size.width() - _MARGIN - width if rightward else _MARGIN
        _text(painter, QPointF(x, y + number * step), line, font, _INK if number == 0 else _SOFT)


def _letters(painter: QPainter, size: QRectF, assumed: bool) -> None:
    """R at the image's left edge, L at its right: the patient's sides, as the picture stands upright."""
    font, small = theme.font(15, QFont.Weight.DemiBold), theme.font(8.5)
    middle = size.height() / 2
    for letter, left in (("R", True), ("L", False)):
        width = QFontMetricsF(font).horizontalAdvance(letter)
        note = QFontMetricsF(small).horizontalAdvance("assumed") if assumed else 0.0
        widest = max(width, note)
        _ground(painter, QRectF(_MARGIN if left else size.width() - _MARGIN - widest, middle - 20, widest,
                                42 if assumed else 24))  # fmt: skip
        _text(painter, QPointF(_MARGIN if left else size.width() - _MARGIN - width, middle), letter, font, _INK)
        if assumed:
            x = _MARGIN if left else size.width() - _MARGIN - note
            _text(painter, QPointF(x, middle + 16), "assumed", small, _SOFT)


def _scale_bar(painter: QPainter, spacing: Spacing, view: Viewport, size: QRectF, ratio: float) -> None:
    """A horizontal bar at the bottom, with its plane unless calibrated."""
    length_mm, width = bar_length(spacing.column_mm, view.scale / ratio)
    y = size.height() - _MARGIN - 4 - (_RAISE if size.width() < _ROOMY else 0)
    x = (size.width() - width) / 2
    label = f"{length_mm} mm" + ("" if spacing.origin == "calibrated" else f", {spacing.origin}")
    font = theme.font(8.5)
    metrics = QFontMetricsF(font)
    text = metrics.horizontalAdvance(label)
    widest = max(width, text)
    top = y - 9 - metrics.ascent()
    _ground(painter, QRectF((size.width() - widest) / 2, top, widest, y + 2 - top))
    bar = QPainterPath(QPointF(x, y - 4))
    for point in ((x, y), (x + width, y), (x + width, y - 4)):
        bar.lineTo(*point)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_INK, 1.4))
    painter.drawPath(bar)
    _text(painter, QPointF((size.width() - text) / 2, y - 9), label, font, _INK)


def _ground(painter: QPainter, box: QRectF) -> None:
    """A dark veil behind a text, so that it is read on bone as on air."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(box.adjusted(-6, -3, 6, 3), 4, 4)


def _text(painter: QPainter, at: QPointF, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(at, text)
