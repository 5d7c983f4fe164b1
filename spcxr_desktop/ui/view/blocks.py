"""Texts over the picture, each painted once into a small image of its own and then only laid over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPainterPath, QPen

from spcxr_desktop.ui import theme

INK, SOFT = "#c6cbd1", "#aab0b7"
_GROUND = QColor(8, 9, 10, 170)  # behind texts: unseen on air, enough on bone
PAD_X, PAD_Y = 6.0, 3.0  # the ground's margin around a text, logical px
_LEADING = 2.0
_SCALE, _SCALE_GAP = 72.0, 6.0  # a scale of colours and what parts it from its text, logical px


@dataclass(frozen=True)
class Line:
    """One line of a block. ``whole``: broken between words where it is too long, instead of elided. ``when``: 0 never
    gives way where room is short, larger ones do first. ``ramp``: colours of a scale that is drawn before it."""

    text: str
    colour: str = SOFT
    points: float = 9.5
    bold: bool = False
    whole: bool = True
    when: int = 0
    ramp: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def text_block(lines: tuple[Line, ...], rightward: bool, room: float, ratio: float) -> QImage:
    """``lines`` on a dark veil, flush right where ``rightward``; longer ones are broken or elided to ``room`` (logical
    px).

    ``ratio``: device per logical pixels. The image is in device pixels and knows no ratio.
    """
    lines = tuple(part for line in lines for part in _broken(line, room))
    fonts = [_font(line.points, line.bold) for line in lines]
    metrics = [_metrics(line.points, line.bold) for line in lines]
    scales = [_SCALE + _SCALE_GAP if line.ramp else 0.0 for line in lines]
    texts = [m.elidedText(line.text, Qt.TextElideMode.ElideRight, room - scale)
             for m, line, scale in zip(metrics, lines, scales, strict=True)]  # fmt: skip
    widths = [m.horizontalAdvance(text) + scale for m, text, scale in zip(metrics, texts, scales, strict=True)]
    width = max(widths)
    height = sum(m.height() + _LEADING for m in metrics) - _LEADING
    image, painter = _veiled(QSizeF(width, height), ratio)
    y = PAD_Y
    for line, text, font, m, wide, scale in zip(lines, texts, fonts, metrics, widths, scales, strict=True):
        x = PAD_X + (width - wide if rightward else 0.0)
        if line.ramp:
            painter.fillRect(QRectF(x, y + m.ascent() / 2, _SCALE, m.ascent() / 2), _gradient(line.ramp, x))
        painter.setFont(font)
        painter.setPen(QColor(line.colour))
        painter.drawText(QPointF(x + scale, y + m.ascent()), text)
        y += m.height() + _LEADING
    painter.end()
    return image


def _gradient(colours: tuple[str, ...], x: float) -> QLinearGradient:
    out = QLinearGradient(x, 0.0, x + _SCALE, 0.0)
    for place, colour in enumerate(colours):
        out.setColorAt(place / max(len(colours) - 1, 1), QColor(colour))
    return out


def _broken(line: Line, room: float) -> list[Line]:
    """A line that must be read whole, in as many as it takes; a word that is too long is elided later."""
    metrics = _metrics(line.points, line.bold)
    if not line.whole or metrics.horizontalAdvance(line.text) <= room:
        return [line]
    parts = [""]
    for word in line.text.split(" "):
        longer = f"{parts[-1]} {word}" if parts[-1] else word
        if metrics.horizontalAdvance(longer) <= room or not parts[-1].strip():
            parts[-1] = longer
        else:
            parts.append(word)
    return [replace(line, text=part.strip()) for part in parts if part.strip()]


@lru_cache(maxsize=16)
def bar_block(text: str, length: float, ratio: float) -> QImage:
    """A bar of ``length`` logical px under its text."""
    font, metrics = _font(8.5, False), _metrics(8.5, False)
    wide = metrics.horizontalAdvance(text)
    width, height = max(wide, length), metrics.height() + 8
    image, painter = _veiled(QSizeF(width, height), ratio)
    x, y = PAD_X + (width - length) / 2, PAD_Y + height - 1
    bar = QPainterPath(QPointF(x, y - 4))
    for point in ((x, y), (x + length, y), (x + length, y - 4)):
        bar.lineTo(*point)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(INK), 1.4))
    painter.drawPath(bar)
    painter.setFont(font)
    painter.drawText(QPointF(PAD_X + (width - wide) / 2, PAD_Y + metrics.ascent()), text)
    painter.end()
    return image


@cache
def _font(points: float, bold: bool) -> QFont:
    return theme.font(points, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


@cache
def _metrics(points: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(points, bold))


def _veiled(size: QSizeF, ratio: float) -> tuple[QImage, QPainter]:
    """An image with the veil for content of ``size`` (logical px), and a painter on it in logical px."""
    whole = QRectF(0, 0, size.width() + 2 * PAD_X, size.height() + 2 * PAD_Y)
    device = (whole.size() * ratio).toSize()
    image = QImage(device, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(whole, 4, 4)
    return image, painter


theme.CACHES.extend(made.cache_clear for made in (text_block, bar_block, _font, _metrics))  # texts may change size
