"""Settings of each finding that the loaded models score: its operating point, and how common it is at this site."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QWidget

from spcxr_desktop.inference.labels import ClassLabel
from spcxr_desktop.store.settings import Settings
from spcxr_desktop.ui import finding_texts, strings, theme
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

AS_ABOVE = "As above"
PREVALENCE_WHY = (
    "How common a finding is among the films read here. With it, Show scores also says what a flag and no flag are "
    "worth (PPV and NPV)."
)


class LabelSettings(QWidget):
    """``change`` is called with setting=value."""

    def __init__(self, labels: Sequence[ClassLabel], change: Callable[..., object]) -> None:
        super().__init__()
        self._labels, self._change = tuple(labels), change
        self._settings = Settings()
        self.points: dict[str, QComboBox] = {}
        self.prevalences: dict[str, QDoubleSpinBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE * 2)
        grid.setVerticalSpacing(theme.SPACE)
        grid.setColumnStretch(3, 1)
        for column, head in enumerate(("Finding", "Operating point", "Prevalence")):
            grid.addWidget(label(head, "heading", 9, wrap=False), 0, column)
        for row, item in enumerate(self._labels, 1):
            title = tr(item.title) + (f" ({tr(strings.EXPLORATORY)})" if item.exploratory else "")
            grid.addWidget(label(title, wrap=False), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self._point(item), row, 1)
            grid.addWidget(self._prevalence(item), row, 2)
        if self._labels:
            grid.addWidget(label(PREVALENCE_WHY, "quiet", 9), len(self._labels) + 1, 0, 1, 4)
        else:
            grid.addWidget(label("No loaded model scores a finding.", "quiet"), 1, 0, 1, 4)

    def follow(self, settings: Settings) -> None:
        """Show the present values."""
        self._settings = settings
        for name, combo in self.points.items():
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(combo.findData(settings.label_points.get(name, "")), 0))
        for name, spin in self.prevalences.items():
            with QSignalBlocker(spin):
                spin.setValue(settings.prevalences.get(name, 0.0) * 100)

    def _point(self, item: ClassLabel) -> QComboBox:
        combo = self.points[item.id] = QComboBox()
        combo.setAccessibleName(tr("Operating point"))
        combo.setAccessibleDescription(tr(item.title))
        combo.addItem(tr(AS_ABOVE), "")
        for point in sorted(item.operating_points, key=lambda point: point.threshold):
            combo.addItem(tr(finding_texts.POINTS.get(point.id, point.id)), point.id)
            combo.setItemData(combo.count() - 1, finding_texts.point(point), Qt.ItemDataRole.ToolTipRole)
        combo.currentIndexChanged.connect(lambda _place: self._set_point(item.id, combo.currentData()))
        return combo

    def _prevalence(self, item: ClassLabel) -> QDoubleSpinBox:
        spin = self.prevalences[item.id] = QDoubleSpinBox()
        spin.setAccessibleName(tr("Prevalence"))
        spin.setAccessibleDescription(tr(item.title))
        spin.setRange(0.0, 100.0)
        spin.setDecimals(1)
        spin.setSuffix(" %")
        spin.setSpecialValueText(tr("not set"))
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(lambda value: self._set_prevalence(item.id, value))
        return spin

    def _set_point(self, name: str, point: str) -> None:
        kept = {key: value for key, value in self._settings.label_points.items() if key != name}
        self._change(label_points={**kept, name: point} if point else kept)

    def _set_prevalence(self, name: str, percent: float) -> None:
        kept = {key: value for key, value in self._settings.prevalences.items() if key != name}
        self._change(prevalences={**kept, name: round(percent / 100, 4)} if percent else kept)
