"""How it looks: Fusion, one palette, a few rules. Low-chroma greys, one accent, amber for what is flagged.

Right lung orange, left lung sky blue: the pair of the Okabe-Ito palette that colour-blind readers tell apart.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from spcxr_desktop.domain.findings import LUNG_COLOURS

CANVAS = "#08090a"
WINDOW = "#17191b"
PANEL = "#1b1d20"
RAISED = "#25282c"
HOVER = "#2d3135"
LINE = "#2b2e32"
TEXT = "#dcdee1"
QUIET = "#abb1b8"
FAINT = "#989ea5"
ACCENT = "#6fb7a8"
FLAG = "#f0bf4c"
WARN = "#d9c48a"
REFUSED = "#9fc3d8"
EDGE = "#3a3e43"
PRIMARY, PRIMARY_HOVER = "#2c4a43", "#345850"
CHOSEN = "#2a3033"  # the ground of a chosen row
CHECKED = "#263833"
ALARM = "#8c1d18"  # two patients side by side, and nothing else
FLAGGED_GROUND, GATE_GROUND, REFUSED_GROUND = "#2e2919", "#24241f", "#222a30"
DISABLED_ICON = "#4c5157"
TEXTS = (TEXT, QUIET, FAINT, FLAG, WARN, REFUSED, ACCENT)
GROUNDS = (CANVAS, WINDOW, PANEL, RAISED, HOVER, FLAGGED_GROUND, GATE_GROUND, REFUSED_GROUND, CHOSEN)
"""Every text colour can be read on every one of the grounds."""
STRONG_GROUNDS = (PRIMARY, PRIMARY_HOVER, CHECKED, EDGE, ALARM)
"""Grounds for TEXT alone."""
PLANES = ("#f0e442", "#7fe0b0", "#f7a6d3", "#e3dbff")  # the file's own overlays: light, none near a lung's colour
ANNOTATION, CHOSEN_LINE = "#f2f4f6", "#7df5d9"  # what the reader drew, and what of it is selected
RIGHT_LUNG, LEFT_LUNG = (f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in LUNG_COLOURS.values())

POINTS = "points"  # property of a widget whose font size differs from the application's
SIZE = "size at 100 %"  # property of a widget whose size follows the texts: fixed width and height, least width
CACHES: list[Callable[[], None]] = []  # what was painted with fonts, to be forgotten when they change
_scale = 1.0

SPACE = 8  # px: every gap is a multiple of half of it
FAMILIES = ("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans", "Open Sans", "Ubuntu",
            "Cantarell", "Roboto", "Liberation Sans", "Nimbus Sans", "DejaVu Sans")  # fmt: skip

def apply(application: QApplication, percent: int = 100) -> None:
    """Dress the application, with texts of this size. Windows 10 ignores the colour scheme, hence the palette too."""
    application.setStyle("Fusion")
    application.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    application.setPalette(palette())
    rescale(application, percent)


def rescale(application: QApplication, percent: int) -> None:
    """Texts and what surrounds them at ``percent`` of their size, wherever they are shown now or later."""
    from spcxr_desktop.ui import style  # which takes its colours from here

    global _scale
    _scale = percent / 100
    for forget in CACHES:
        forget()
    application.setFont(font())
    application.setStyleSheet(style.sheet(_scale))
    for widget in application.allWidgets():
        points, size = widget.property(POINTS), widget.property(SIZE)
        if isinstance(points, float):
            widget.setFont(font(points))
        if isinstance(size, tuple):
            _fix(widget, *size)
        if isinstance(widget, QLabel):
            widget.updateGeometry()  # a wrapped one is not asked again for its height


def percent() -> int:
    """The size of texts now."""
    return round(_scale * 100)


def px(length: float) -> int:
    """A length that grows with the texts: of what holds one."""
    return round(length * _scale)


def font(points: float = 10.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The first installed family of FAMILIES, in this size, times the user's scale."""
    chosen = QFont(_family())
    chosen.setPointSizeF(points * _scale)
    chosen.setWeight(weight)
    chosen.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return chosen


def set_points(widget: QWidget, points: float) -> None:
    """Give a widget a font size of its own that follows the user's scale."""
    widget.setProperty(POINTS, float(points))
    widget.setFont(font(points))


def fix(widget: QWidget, width: int = 0, height: int = 0, least: int = 0) -> None:
    """Fix a width or height, or a least width, in px at 100 %, that follows the user's scale; 0 leaves it free."""
    widget.setProperty(SIZE, (width, height, least))
    _fix(widget, width, height, least)


def _fix(widget: QWidget, width: int, height: int, least: int) -> None:
    if width:
        widget.setFixedWidth(px(width))
    if height:
        widget.setFixedHeight(px(height))
    if least:
        widget.setMinimumWidth(px(least))


@cache
def _family() -> str:
    installed = set(QFontDatabase.families())
    return next((name for name in FAMILIES if name in installed), QFont().family())


def palette() -> QPalette:
    """The dark palette, with its disabled greys."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: WINDOW, roles.WindowText: TEXT, roles.Base: PANEL, roles.AlternateBase: RAISED,
        roles.Text: TEXT, roles.Button: RAISED, roles.ButtonText: TEXT, roles.BrightText: FLAG,
        roles.Highlight: PRIMARY, roles.HighlightedText: TEXT, roles.Link: ACCENT, roles.PlaceholderText: FAINT,
        roles.ToolTipBase: RAISED, roles.ToolTipText: TEXT, roles.Light: HOVER, roles.Midlight: RAISED,
        roles.Mid: LINE, roles.Dark: "#0e0f10", roles.Shadow: "#000000", roles.Accent: ACCENT,
    }  # fmt: skip
    out = QPalette()
    for role, colour in colours.items():
        out.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, role, QColor(FAINT))
    return out
