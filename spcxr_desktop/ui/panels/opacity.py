"""How strongly something is drawn: a slider with its value in words."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from spcxr_desktop.ui import theme
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr


class OpacityRow(QWidget):
    """``follow`` shows an opacity without answering it."""

    changed = Signal(float)  # 0..1

    def __init__(self, name: str) -> None:
        """``name``: what a screen reader says, in the reader's language."""
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(lambda value: self.changed.emit(value / 100))
        self._percent = label("", "quiet", wrap=False)
        theme.fix(self._percent, 48)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE + 2)
        row.addWidget(label("Opacity", "quiet", wrap=False))
        row.addWidget(self.slider, 1)
        row.addWidget(self._percent)

    def follow(self, opacity: float, visible: bool = True) -> None:
        """The session's opacity, 0..1; nothing to set while it is not ``visible``."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(opacity * 100))
        self.slider.setEnabled(visible)
        self._percent.setText(f"{opacity * 100:.0f} %" if visible else tr("hidden"))
