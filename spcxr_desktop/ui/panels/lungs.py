"""The lungs of the shown radiograph: which colour is which side, how large, how strongly drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from spcxr_desktop.app.mask_desk import MaskDesk
from spcxr_desktop.app.session import Entry, Overlay
from spcxr_desktop.ui import mask_strings, strings, theme
from spcxr_desktop.ui.panels.opacity import OpacityRow
from spcxr_desktop.ui.panels.parts import Swatch, heading, label
from spcxr_desktop.ui.translation import tr


class LungsPanel(QWidget):
    """Legend, areas and opacity. Hidden where there is no lung mask."""

    opacity_changed = Signal(float)  # 0..1

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Lungs"))
        self._right, self._left = label("", "quiet", wrap=False), label("", "quiet", wrap=False)
        self._note = label("", "faint", 9)
        self._more = label("", "quiet", 9)  # of the mask that the reader has edited
        self._more.hide()
        self._entry: Entry | None = None
        self.opacity = OpacityRow(tr("Opacity of the lungs"))
        self.opacity.changed.connect(self.opacity_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(heading("Lungs"))
        column.addLayout(self._legend())
        column.addWidget(self._more)
        column.addWidget(self._note)
        column.addWidget(self.opacity)

    def show_entry(self, entry: Entry | None) -> None:
        """Areas of this entry's lungs, as the models drew them."""
        self._entry = entry
        lungs = entry.lungs if entry is not None else None
        self.setVisible(lungs is not None)
        if entry is None or lungs is None:
            return
        spacing = entry.radiograph.spacing if entry.radiograph is not None else None
        self._right.setText(strings.area(lungs.right_px, spacing))
        self._left.setText(strings.area(lungs.left_px, spacing))
        note = strings.area_note(lungs, spacing)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_mask(self, desk: MaskDesk) -> None:
        """The reader's mask in numbers, where it stands in place of the model's."""
        sheet = desk.sheet
        if sheet is None or not sheet.edited:
            if not self._more.isHidden():
                self._more.hide()
                self.show_entry(self._entry)
            return
        self.show()
        right, left = sheet.numbers(1), sheet.numbers(2)
        spacing = sheet.film.spacing
        self._right.setText(strings.area(right.pixels, spacing))
        self._left.setText(strings.area(left.pixels, spacing))
        self._more.setText(mask_strings.numbers(right, left, sheet.film))
        self._more.show()
        if sheet.lungs is None:
            self._note.hide()

    def show_overlay(self, overlay: Overlay) -> None:
        """Follow the session's opacity without answering it."""
        self.opacity.follow(overlay.opacity, overlay.visible)

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [found.text() for found in self.findChildren(QLabel) if found.text()]

    def _legend(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE)
        grid.setVerticalSpacing(4)
        sides = (("Right lung", theme.RIGHT_LUNG, self._right), ("Left lung", theme.LEFT_LUNG, self._left))
        for row, (name, colour, area) in enumerate(sides):
            grid.addWidget(Swatch(colour), row, 0)
            grid.addWidget(label(name, wrap=False), row, 1)
            grid.addWidget(area, row, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        return grid
