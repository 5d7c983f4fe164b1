"""The display test pattern in a window of its own, drawn by the same canvas as a film, one value per device pixel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from spcxr_desktop.app.entry import Entry, Overlay
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.radiograph import Identity, Radiograph
from spcxr_desktop.domain.test_pattern import PATTERN_RULE, display_pattern
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr
from spcxr_desktop.ui.view.canvas import Canvas

_LEAST = 260  # logical px of the picture


class PatternCanvas(Canvas):
    """Shows a pattern of exactly its own size; the mouse does nothing to it."""

    def __init__(self) -> None:
        super().__init__()
        self.scene.annotated = False
        self.setAccessibleName(tr("Display test pattern"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumSize(_LEAST, _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_pattern()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # moved to a screen of another density
            self._draw_pattern()
        return done

    def _draw_pattern(self) -> None:
        ratio = self.devicePixelRatioF()
        pixels = display_pattern(round(self.height() * ratio), round(self.width() * ratio))
        radiograph = Radiograph(pixels, PATTERN_RULE, Orientation(), None, Identity(), Path(), dicom=False)
        self.show_entry(Entry(pixels.size, Path(), radiograph=radiograph, upright=pixels), Overlay(visible=False))
        self.fit()


class PatternDialog(QDialog):
    """The pattern, and in words what should be seen of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Display test pattern"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 980)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(theme.SPACE + 4)
        self.canvas = PatternCanvas()
        column.addWidget(self.canvas, 1)
        words = QGridLayout()
        words.setContentsMargins(20, 0, 20, 0)
        words.setHorizontalSpacing(28)
        words.setVerticalSpacing(4)
        for number, (what, seen) in enumerate(strings.PATTERN):
            text = label(f"{tr(what)}: {tr(seen)}", "quiet", 9)
            words.addWidget(text, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        words.setColumnStretch(0, 1)
        words.setColumnStretch(1, 1)
        column.addLayout(words)
        note = label(strings.PATTERN_NOTE, "statement", 9)
        note.setContentsMargins(20, 0, 20, 0)
        column.addWidget(note)
