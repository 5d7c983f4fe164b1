"""The style sheet: little enough to be read at once. Its colours come from the theme."""

from __future__ import annotations

from spcxr_desktop.store.paths import resources_dir
from spcxr_desktop.ui import theme

_CHECK, _DOWN = ((resources_dir() / "icons" / f"{name}.svg").as_posix() for name in ("check", "down"))


_FIXED = f"""
QMainWindow, QDialog {{ background: {theme.WINDOW}; }}
QMenuBar {{ background: {theme.WINDOW}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 4px; color: {theme.QUIET}; background: transparent; }}
QMenuBar::item:selected {{ background: {theme.RAISED}; color: {theme.TEXT}; }}
QMenu {{ background: {theme.RAISED}; border: 1px solid {theme.EDGE}; padding: 5px; }}
QMenu::item {{ padding: 6px 26px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.EDGE}; }}
QMenu::item:disabled {{ color: {theme.FAINT}; }}
QMenu::separator {{ height: 1px; background: {theme.EDGE}; margin: 5px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QToolBar {{ background: {theme.WINDOW}; border: 0; padding: 2px 8px 6px 8px; spacing: 2px; }}
QToolBar::separator {{ background: {theme.LINE}; width: 1px; margin: 6px 8px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; }}
QToolButton:hover {{ background: {theme.HOVER}; }}
QToolButton:checked {{ background: {theme.CHECKED}; border-color: #35524a; }}
QToolButton:focus {{ border-color: {theme.ACCENT}; }}
QToolButton:disabled {{ color: {theme.FAINT}; }}
QToolButton:disabled {{ background: transparent; border-color: transparent; }}
QToolButton#qt_toolbar_ext_button {{ background: {theme.RAISED}; border: 0; border-radius: 3px; padding: 0; }}
QToolButton#menu {{ padding: 5px 10px; }}
QToolButton#menu::menu-indicator {{ image: none; }}
QPushButton {{ background: {theme.RAISED}; border: 1px solid {theme.EDGE}; border-radius: 6px; padding: 6px 14px; }}
QPushButton:hover {{ background: {theme.HOVER}; }}
QPushButton:focus {{ border-color: {theme.ACCENT}; }}
QPushButton:disabled {{ color: {theme.FAINT}; border-color: {theme.LINE}; }}
QPushButton#primary {{ background: {theme.PRIMARY}; border-color: #3f6a5f; }}
QPushButton#primary:hover {{ background: {theme.PRIMARY_HOVER}; }}
QPushButton#primary:focus {{ border-color: {theme.ACCENT}; }}
QPushButton#disclosure {{ background: transparent; border: 1px solid transparent; color: {theme.QUIET};
    padding: 3px 6px; margin-left: -7px; text-align: left; }}
QPushButton#disclosure:hover {{ color: {theme.TEXT}; background: {theme.HOVER}; }}
QPushButton#disclosure:focus {{ border-color: {theme.ACCENT}; }}
QWidget#panel, QScrollArea#panel, QListView#panel {{ background: {theme.PANEL}; border: 0; }}
QScrollArea, QScrollArea#panel {{ border: 1px solid transparent; }}
QScrollArea:focus, QScrollArea#panel:focus {{ border: 1px solid {theme.ACCENT}; }}
QScrollArea#panel > QWidget > QWidget {{ background: {theme.PANEL}; }}
QListView#panel {{ outline: 0; padding: 4px; }}
QLabel#heading {{ color: {theme.FAINT}; font-weight: 600; }}
QLabel#quiet {{ color: {theme.QUIET}; }}
QLabel#faint {{ color: {theme.FAINT}; }}
QLabel#statement {{ color: {theme.FLAG}; font-weight: 600; }}
QLabel#role {{ color: {theme.TEXT}; background: {theme.EDGE}; border-radius: 4px; padding: 1px 7px; font-weight: 600; }}
QLabel#role[alarm="true"], QLabel#alarm {{ color: {theme.TEXT}; background: {theme.ALARM}; font-weight: 600; }}
QLabel#alarm {{ padding: 7px 14px; }}
QLabel#badge {{ color: {theme.QUIET}; border: 1px solid #4a4f55; border-radius: 7px; padding: 0 6px; }}
QPushButton#measurement {{ background: {theme.RAISED}; border: 1px solid transparent; padding: 0; }}
QPushButton#measurement:hover {{ background: {theme.HOVER}; }}
QPushButton#measurement:checked {{ background: {theme.CHECKED}; border-color: #35524a; }}
QPushButton#measurement:focus {{ border-color: {theme.ACCENT}; }}
QLabel#warned {{ color: {theme.FLAG}; }}
QFrame#row {{ background: {theme.RAISED}; border: 1px solid {theme.RAISED}; border-radius: 6px; }}
QFrame#flagged {{ background: {theme.FLAGGED_GROUND}; border: 1px solid #5c4d22; border-radius: 6px; }}
QFrame#row[chosen="true"], QFrame#flagged[chosen="true"] {{ border: 1px solid {theme.ACCENT}; }}
QFrame#unlike {{ background: {theme.GATE_GROUND}; border: 2px solid {theme.FLAG}; border-radius: 6px; }}
QToolButton#verdict {{ padding: 3px; }}
QToolButton#verdict:checked {{ background: {theme.CHECKED}; border-color: {theme.ACCENT}; }}
QToolButton#verdict:focus {{ border-color: {theme.TEXT}; }}
QFrame#gate {{ background: {theme.GATE_GROUND}; border: 1px solid #3c3a2c; border-radius: 6px; }}
QFrame#refused {{ background: {theme.REFUSED_GROUND}; border: 1px solid #3d5563; border-radius: 6px; }}
QFrame#line {{ background: {theme.LINE}; border: 0; max-height: 1px; min-height: 1px; }}
QPushButton#tab {{ background: transparent; border: 1px solid transparent;
    border-bottom: 2px solid transparent; border-radius: 0;
    color: {theme.QUIET}; padding: 6px 8px; }}
QPushButton#tab:hover {{ color: {theme.TEXT}; }}
QPushButton#tab:checked {{ color: {theme.TEXT}; border-bottom-color: {theme.ACCENT}; }}
QPushButton#tab:focus {{ border-color: {theme.ACCENT}; }}
QTableView#worklist {{ background: {theme.PANEL}; border: 0; border-top: 1px solid {theme.LINE}; border-radius: 0; }}
QTableView#worklist:focus {{ border: 0; border-top: 1px solid {theme.ACCENT}; }}
QFrame#strip {{ background: {theme.WINDOW}; border-top: 1px solid {theme.LINE}; }}
QPushButton#strip {{ background: transparent; border: 1px solid transparent; color: {theme.QUIET}; padding: 1px 6px; }}
QPushButton#strip:hover {{ background: {theme.HOVER}; color: {theme.TEXT}; }}
QPushButton#strip:focus {{ border-color: {theme.ACCENT}; }}
QPushButton#strip[alarm="true"] {{ color: {theme.FLAG}; }}
QFrame#notice {{ background: {theme.GATE_GROUND}; border-bottom: 1px solid #3c3a2c; }}
QSplitter::handle {{ background: {theme.LINE}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {theme.EDGE}; border-radius: 3px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: #4a4f55; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {theme.RAISED}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {theme.ACCENT}; border-radius: 2px; }}
QSlider::groove:horizontal {{ background: {theme.EDGE}; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {theme.ACCENT}; border-radius: 2px; }}
QSlider::sub-page:horizontal:disabled {{ background: #4a4f55; }}
QSlider::handle:horizontal {{ background: {theme.TEXT}; width: 14px; height: 14px; margin: -5px 0;
    border-radius: 7px; }}
QSlider::handle:horizontal:focus {{ background: {theme.ACCENT}; }}
QSlider::handle:horizontal:disabled {{ background: {theme.FAINT}; }}
QToolTip {{ background: {theme.RAISED}; color: {theme.TEXT}; border: 1px solid {theme.EDGE}; padding: 4px 6px; }}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QTextEdit, QPlainTextEdit, QKeySequenceEdit QLineEdit {{
    background: {theme.CANVAS}; border: 1px solid {theme.EDGE}; border-radius: 6px; padding: 4px 8px;
    selection-background-color: {theme.PRIMARY}; }}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QTextEdit:focus, QPlainTextEdit:focus {{
    border-color: {theme.ACCENT}; }}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {{ color: {theme.FAINT}; }}
QCheckBox, QRadioButton {{ border: 1px solid transparent; border-radius: 5px; padding: 2px 4px; spacing: 8px; }}
QCheckBox::indicator:checked {{ background: {theme.ACCENT}; border-color: {theme.ACCENT}; image: url({_CHECK}); }}
QCheckBox::indicator:disabled {{ border-color: {theme.EDGE}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {theme.ACCENT}; }}
QSlider {{ border: 1px solid transparent; border-radius: 5px; }}
QSlider:focus {{ border-color: {theme.ACCENT}; }}
QListView, QTreeView, QTableView {{ border: 1px solid {theme.LINE}; border-radius: 6px; outline: 0; }}
QListView:focus, QTreeView:focus, QTableView:focus {{ border: 1px solid {theme.ACCENT}; }}
QListView#panel:focus {{ border: 1px solid {theme.ACCENT}; }}
QListView#panel {{ border: 1px solid transparent; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {theme.CHOSEN};
    color: {theme.TEXT}; }}
QTreeView::item {{ padding: 5px 4px; }}
QHeaderView::section {{ background: {theme.WINDOW}; color: {theme.QUIET}; border: 0; padding: 4px 8px; }}
QTableView#survey::item {{ padding: 0 8px; }}
QFrame#palette {{ background: {theme.RAISED}; border: 1px solid {theme.EDGE}; border-radius: 10px; }}
QFrame#palette QListView {{ background: {theme.RAISED}; border: 0; }}
QFrame#conflict {{ background: {theme.FLAGGED_GROUND}; border: 1px solid #5c4d22; border-radius: 6px; }}
QWidget#lock {{ background: {theme.CANVAS}; }}
QListView#categories {{ background: {theme.WINDOW}; border: 1px solid transparent; }}
QListView#categories::item {{ padding: 7px 10px; border-radius: 6px; }}
QListView#categories:focus {{ border-color: {theme.ACCENT}; }}
"""


def sheet(scale: float) -> str:
    """Of the whole application; ``scale``: of its texts, 1 = 100 %."""
    return f"""{_FIXED}
QLabel#big {{ font-size: {13 * scale:.1f}pt; font-weight: 600; }}
QComboBox::drop-down {{ border: 0; width: {22 * scale:.0f}px; }}
QComboBox::down-arrow {{ image: url({_DOWN}); width: {14 * scale:.0f}px; height: {14 * scale:.0f}px; }}
QCheckBox::indicator {{ width: {15 * scale:.0f}px; height: {15 * scale:.0f}px; border: 1px solid {theme.QUIET};
    border-radius: 4px; background: {theme.CANVAS}; }}
"""
