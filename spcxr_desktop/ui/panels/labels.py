"""The labels of the lung mask: which one is painted, how each is shown, what is locked, what may be added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.display import MASKING
from spcxr_desktop.app.mask_desk import LUNG_VALUES, MaskDesk
from spcxr_desktop.app.workbench import Workbench
from spcxr_desktop.domain.editing.terminology import ANATOMY, DEVICES, FINDINGS
from spcxr_desktop.domain.masks import Label
from spcxr_desktop.ui import icons, theme
from spcxr_desktop.ui.panels.parts import Swatch, heading, label
from spcxr_desktop.ui.translation import tr

_GROUPS = (("Findings", FINDINGS), ("Anatomy", ANATOMY), ("Devices", DEVICES))
_NAMES = {"Opacity": "Lung opacity"}  # "Opacity" alone is how strongly something is drawn
_ICON = 16
Publish = Callable[[Changes], None]


class LabelsPanel(QWidget):
    """Shown while masks are edited: a tool is at hand, or the mask is the reader's."""

    def __init__(self, bench: Workbench, publish: Publish) -> None:
        super().__init__()
        self.setAccessibleName(tr("Labels"))
        self._bench, self._publish = bench, publish
        self._shown: dict[int, Label] = {}
        self.rows: dict[int, LabelRow] = {}
        self._add = _button("plus", "Add a label")
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add.setMenu(self._terms())
        head = QHBoxLayout()
        head.addWidget(heading("Labels"))
        head.addStretch(1)
        head.addWidget(self._add)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setTracking(False)  # one step of undo, not one for every pixel of the slider
        self._slider.setAccessibleName(tr("Opacity of the label"))
        self._slider.valueChanged.connect(self._fade)
        opacity = QHBoxLayout()
        opacity.addWidget(label("Opacity of the label", "quiet", wrap=False))
        opacity.addWidget(self._slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        for part in (head, self._list, opacity):
            column.addLayout(part)
        self.hide()

    @property
    def _desk(self) -> MaskDesk:
        return self._bench.masks

    def show_masks(self, desk: MaskDesk) -> None:
        """List the labels of the shown radiograph."""
        masking = self._bench.session.display.tool in MASKING
        sheet = desk.sheet if masking or self._edited(desk) else None
        came = sheet is not None and self.isHidden()
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        if came and masking:
            QTimer.singleShot(0, self, self._come_into_view)
        labels = sheet.labels
        if labels != self._shown:
            self._shown = labels
            self._fill(labels)
        for value, row in self.rows.items():
            row.choose(value == desk.tools.label)
        chosen = labels.get(desk.tools.label)
        self._slider.setEnabled(chosen is not None)
        if chosen is not None and not self._slider.isSliderDown():
            with QSignalBlocker(self._slider):
                self._slider.setValue(round(chosen.opacity * 100))

    def _come_into_view(self) -> None:
        """Whoever takes up a brush sees what it paints."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self, 0, theme.SPACE)

    def _edited(self, desk: MaskDesk) -> bool:
        return desk.sheet is not None and desk.sheet.edited

    def _fill(self, labels: dict[int, Label]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = {value: LabelRow(value, shown, self._changed, self._choose) for value, shown in labels.items()}
        for value, row in self.rows.items():
            if value not in LUNG_VALUES:
                row.add_deletion(lambda _checked=False, gone=value: self._publish(self._desk.delete_label(gone)))
            self._list.addWidget(row)

    def _changed(self, value: int, after: Label, name: str) -> None:
        self._publish(self._desk.change_label(value, after, name))

    def _choose(self, value: int) -> None:
        changes = self._desk.choose(value)
        self._publish(changes)
        for number, row in self.rows.items():
            row.choose(number == self._desk.tools.label)

    def _fade(self, percent: int) -> None:
        now, value = self._desk.label, self._desk.tools.label
        if now is not None:
            self._changed(value, replace(now, opacity=percent / 100), "Label opacity")

    def _terms(self) -> QMenu:
        menu = QMenu(self)
        for title, codes in _GROUPS:
            group = menu.addMenu(tr(title))
            for code in codes:
                name = _NAMES.get(code.meaning, code.meaning)
                chosen = group.addAction(tr(name))
                chosen.triggered.connect(
                    lambda _checked=False, name=name, code=code: self._publish(self._desk.add_label(name, code))
                )
        menu.addAction(tr("Other…")).triggered.connect(self._name)
        return menu

    def _name(self) -> None:
        name, given = QInputDialog.getText(self, tr("Add a label"), tr("Name"), QLineEdit.EchoMode.Normal)
        if given and name.strip():
            self._publish(self._desk.add_label(name))


class LabelRow(QWidget):
    """Key, colour, name; eye, outline, lock. ``change`` is asked for a new label under the name of its step."""

    def __init__(
        self, value: int, shown: Label, change: Callable[[int, Label, str], None], choose: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._value, self._label, self._change = value, shown, change
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        colour = QToolButton()
        colour.setAutoRaise(True)
        inside = QHBoxLayout(colour)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(Swatch(QColor(*shown.colour).name()))
        colour.setMinimumSize(QSize(24, 24))
        colour.setToolTip(tr("Colour"))
        colour.setAccessibleName(tr(f"Colour of {tr(shown.name)}"))
        colour.clicked.connect(self._pick)
        self.name = QPushButton(f"{tr(shown.name)}   {value}" if value <= 9 else tr(shown.name))
        self.name.setObjectName("measurement")
        self.name.setStyleSheet("padding: 4px 8px; text-align: left;")
        self.name.setCheckable(True)
        code = shown.code
        self.name.setToolTip(f"{code.meaning} ({code.scheme} {code.value})" if code is not None else tr(shown.name))
        self.name.clicked.connect(lambda _checked=False: choose(value))
        self._row.addWidget(colour)
        self._row.addWidget(self.name, 1)
        self.visible = self._toggle("eye", "Shown", shown.visible, lambda on: ("visible", on))
        self.outline = self._toggle("outline", "Outline only", shown.outline, lambda on: ("outline", on))
        self.lock = self._toggle("lock", "Locked", shown.locked, lambda on: ("locked", on))

    def choose(self, chosen: bool) -> None:
        """Whether this is the label that is painted."""
        self.name.setChecked(chosen)

    def add_deletion(self, delete: Callable[..., None]) -> None:
        """The reader's own labels may go."""
        gone = _button("close", f"Delete {tr(self._label.name)}")
        gone.clicked.connect(delete)
        self._row.addWidget(gone)

    def _toggle(self, icon: str, title: str, on: bool, changed: Callable[[bool], tuple[str, bool]]) -> QToolButton:
        button = _button(icon, title)
        button.setCheckable(True)
        button.setChecked(on)
        button.setAccessibleName(f"{tr(title)}: {tr(self._label.name)}")

        def toggled(now: bool) -> None:
            field, value = changed(now)
            after: Label = replace(self._label, **{field: value})  # type: ignore[arg-type]
            self._change(self._value, after, _STEPS[field, value])

        button.clicked.connect(toggled)
        self._row.addWidget(button)
        return button

    def _pick(self) -> None:
        chosen = QColorDialog.getColor(QColor(*self._label.colour), self, tr(f"Colour of {tr(self._label.name)}"))
        if chosen.isValid():
            colour = (chosen.red(), chosen.green(), chosen.blue())
            self._change(self._value, replace(self._label, colour=colour), "Label colour")


_STEPS = {
    ("visible", True): "Show label", ("visible", False): "Hide label",
    ("outline", True): "Outline label", ("outline", False): "Fill label",
    ("locked", True): "Lock label", ("locked", False): "Unlock label",
}  # fmt: skip
"""What undo calls each."""


def _button(icon: str, title: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(_ICON, _ICON))
    button.setToolTip(tr(title))
    button.setAccessibleName(tr(title))
    return button
