"""How it looks: Fusion, one palette, a few rules. Low-chroma greys, one accent, amber for what is flagged.

Right lung orange, left lung sky blue: the pair of the Okabe-Ito palette that colour-blind readers tell apart.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from spcxr_desktop.domain.findings import LUNG_COLOURS

CANVAS = "#08090a"
WINDOW = "#17191b"
PANEL = "#1b1d20"
RAISED = "#25282c"
HOVER = "#2d3135"
LINE = "#2b2e32"
TEXT = "#dcdee1"
QUIET = "#9aa0a7"
FAINT = "#80868d"
ACCENT = "#6fb7a8"
FLAG = "#f0bf4c"
WARN = "#d9c48a"
PLANES = ("#f0e442", "#7fe0b0", "#f7a6d3", "#c9b8ff")  # the file's own overlays: light, none near a lung's colour
RIGHT_LUNG, LEFT_LUNG = (f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in LUNG_COLOURS.values())

SPACE = 8  # px: every gap is a multiple of half of it
FAMILIES = ("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans", "Open Sans", "Ubuntu",
            "Cantarell", "Roboto", "Liberation Sans", "Nimbus Sans", "DejaVu Sans")  # fmt: skip

_QSS = f"""
QMainWindow, QDialog {{ background: {WINDOW}; }}
QMenuBar {{ background: {WINDOW}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 4px; color: {QUIET}; background: transparent; }}
QMenuBar::item:selected {{ background: {RAISED}; color: {TEXT}; }}
QMenu {{ background: {RAISED}; border: 1px solid #3a3e43; padding: 5px; }}
QMenu::item {{ padding: 6px 26px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: #3a4043; }}
QMenu::item:disabled {{ color: {FAINT}; }}
QMenu::separator {{ height: 1px; background: #3a3e43; margin: 5px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QToolBar {{ background: {WINDOW}; border: 0; padding: 2px 8px 6px 8px; spacing: 2px; }}
QToolBar::separator {{ background: {LINE}; width: 1px; margin: 6px 8px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; }}
QToolButton:hover {{ background: {HOVER}; }}
QToolButton:checked {{ background: #263833; border-color: #35524a; }}
QToolButton:focus {{ border-color: {ACCENT}; }}
QToolButton:disabled {{ background: transparent; border-color: transparent; }}
QToolButton#menu {{ padding: 5px 10px; }}
QToolButton#menu::menu-indicator {{ image: none; }}
QPushButton {{ background: {RAISED}; border: 1px solid #3a3e43; border-radius: 6px; padding: 6px 14px; }}
QPushButton:hover {{ background: {HOVER}; }}
QPushButton:focus {{ border-color: {ACCENT}; }}
QPushButton:disabled {{ color: {FAINT}; border-color: {LINE}; }}
QPushButton#primary {{ background: #2c4a43; border-color: #3f6a5f; }}
QPushButton#primary:hover {{ background: #345850; }}
QPushButton#primary:focus {{ border-color: {ACCENT}; }}
QPushButton#disclosure {{ background: transparent; border: 1px solid transparent; color: {QUIET};
    padding: 3px 6px; margin-left: -7px; text-align: left; }}
QPushButton#disclosure:hover {{ color: {TEXT}; background: {HOVER}; }}
QPushButton#disclosure:focus {{ border-color: {ACCENT}; }}
QWidget#panel, QScrollArea#panel, QListView#panel {{ background: {PANEL}; border: 0; }}
QScrollArea#panel > QWidget > QWidget {{ background: {PANEL}; }}
QListView#panel {{ outline: 0; padding: 4px; }}
QLabel#heading {{ color: {FAINT}; font-weight: 600; }}
QLabel#quiet {{ color: {QUIET}; }}
QLabel#faint {{ color: {FAINT}; }}
QLabel#statement {{ color: {FLAG}; font-weight: 600; }}
QLabel#badge {{ color: {QUIET}; border: 1px solid #4a4f55; border-radius: 7px; padding: 0 6px; }}
QLabel#big {{ font-size: 17px; font-weight: 600; }}
QFrame#row {{ background: {RAISED}; border-radius: 6px; }}
QFrame#flagged {{ background: #2e2919; border: 1px solid #5c4d22; border-radius: 6px; }}
QFrame#gate {{ background: #24241f; border: 1px solid #3c3a2c; border-radius: 6px; }}
QFrame#refused {{ background: #222a30; border: 1px solid #3d5563; border-radius: 6px; }}
QFrame#line {{ background: {LINE}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame#strip {{ background: {WINDOW}; border-top: 1px solid {LINE}; }}
QFrame#notice {{ background: #24241f; border-bottom: 1px solid #3c3a2c; }}
QSplitter::handle {{ background: {LINE}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: #3a3e43; border-radius: 3px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: #4a4f55; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {RAISED}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 2px; }}
QSlider::groove:horizontal {{ background: #3a3e43; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {ACCENT}; border-radius: 2px; }}
QSlider::sub-page:horizontal:disabled {{ background: #4a4f55; }}
QSlider::handle:horizontal {{ background: {TEXT}; width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; }}
QSlider::handle:horizontal:focus {{ background: {ACCENT}; }}
QSlider::handle:horizontal:disabled {{ background: {FAINT}; }}
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid #3a3e43; padding: 4px 6px; }}
"""


def apply(application: QApplication) -> None:
    """Dress the application. Windows 10 ignores the colour scheme, hence the palette as well."""
    application.setStyle("Fusion")
    application.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    application.setPalette(palette())
    application.setFont(font())
    application.setStyleSheet(_QSS)


def font(points: float = 10.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The first installed family of FAMILIES, in this size."""
    chosen = QFont(_family())
    chosen.setPointSizeF(points)
    chosen.setWeight(weight)
    chosen.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return chosen


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
        roles.Highlight: "#2c4a43", roles.HighlightedText: TEXT, roles.Link: ACCENT, roles.PlaceholderText: FAINT,
        roles.ToolTipBase: RAISED, roles.ToolTipText: TEXT, roles.Light: HOVER, roles.Midlight: RAISED,
        roles.Mid: LINE, roles.Dark: "#0e0f10", roles.Shadow: "#000000", roles.Accent: ACCENT,
    }  # fmt: skip
    out = QPalette()
    for role, colour in colours.items():
        out.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, role, QColor(FAINT))
    return out
