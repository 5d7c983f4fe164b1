"""Our own SVG icons, drawn in one colour and tinted here for each state."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from spcxr_desktop.store.paths import resources_dir
from spcxr_desktop.ui import theme

INK = "#ink"  # the colour written in the files


@cache
def icon(name: str) -> QIcon:
    """``resources/icons/<name>.svg`` as an icon with its normal, lit and disabled tints. Raises OSError."""
    out = QIcon()
    for size in (20, 40, 80):
        out.addPixmap(pixmap(name, theme.TEXT, size), QIcon.Mode.Normal, QIcon.State.Off)
        out.addPixmap(pixmap(name, theme.ACCENT, size), QIcon.Mode.Normal, QIcon.State.On)
        out.addPixmap(pixmap(name, theme.DISABLED_ICON, size), QIcon.Mode.Disabled, QIcon.State.Off)
        out.addPixmap(pixmap(name, theme.DISABLED_ICON, size), QIcon.Mode.Disabled, QIcon.State.On)
    return out


@cache
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """One tint, ``size`` logical pixels square, rendered for a screen of device pixel ``ratio``."""
    text = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace(INK, colour)
    device = round(size * ratio)
    image = QPixmap(device, device)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, device, device))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
