"""One control per setting, each with its label, its help and its accessible name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from spcxr_desktop.store.settings import Settings
from spcxr_desktop.ui import theme
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

Change = Callable[..., object]  # called with setting=value


@dataclass(frozen=True)
class Choice:
    """A value of a setting and what it is called."""

    value: object
    title: str


@dataclass(frozen=True)
class Row:
    """A setting as the user meets it. No ``choices``: a tick. ``limits``: a slider from, to, step and unit, its
    values ``scale`` times the setting's.
    """

    name: str
    title: str
    help: str = ""
    choices: tuple[Choice, ...] = ()
    limits: tuple[int, int, int, str] | None = None
    scale: int = 1


class Control(QWidget):
    """A row with what changes it. ``follow`` shows a setting without changing it."""

    def __init__(self, row: Row, change: Change) -> None:
        super().__init__()
        self.row = row
        self._change = change
        self.field: QWidget
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        if row.choices:
            self._make_choices()
        elif row.limits is not None:
            self._make_slider(*row.limits)
        else:
            self._make_tick()
        self.field.setAccessibleName(tr(row.title))
        self.field.setAccessibleDescription(tr(row.help))
        if row.help:
            text = label(row.help, "quiet", 9)
            text.setContentsMargins(theme.px(26) if isinstance(self.field, QCheckBox) else 0, 0, 0, 0)
            self._column.addWidget(text)

    def fits(self, query: str) -> bool:
        """Whether its title or help holds every word of the query."""
        text = f"{tr(self.row.title)} {tr(self.row.help)} {self.row.title} {self.row.help}".casefold()
        return all(word in text for word in query.casefold().split())

    def follow(self, settings: Settings) -> None:
        """Show the present value."""
        value = getattr(settings, self.row.name)
        with QSignalBlocker(self.field):
            if isinstance(self.field, QCheckBox):
                self.field.setChecked(value)
            elif isinstance(self.field, QComboBox):
                values = [choice.value for choice in self.row.choices]
                self.field.setCurrentIndex(values.index(value) if value in values else -1)
            elif isinstance(self.field, QSlider):
                self.field.setValue(round(value * self.row.scale))
                self._tell(self.field.value())

    def _make_tick(self) -> None:
        tick = QCheckBox(tr(self.row.title))
        tick.toggled.connect(lambda on: self._change(**{self.row.name: on}))
        self.field = tick
        self._column.addWidget(tick)

    def _make_choices(self) -> None:
        box = QComboBox()
        box.addItems([tr(choice.title) for choice in self.row.choices])
        box.currentIndexChanged.connect(lambda place: self._change(**{self.row.name: self.row.choices[place].value}))
        box.setMinimumContentsLength(16)
        self.field = box
        self._titled(box)

    def _make_slider(self, low: int, high: int, step: int, unit: str) -> None:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(low, high)
        slider.setSingleStep(step)
        slider.setPageStep(step * 2)
        self._unit = unit
        self._value = label("", "quiet", wrap=False)
        theme.fix(self._value, least=72)
        slider.valueChanged.connect(self._slid)
        self.field = slider
        self._titled(slider, self._value)

    def _titled(self, field: QWidget, *after: QWidget) -> None:
        """The label above, so that it has room in every language and size."""
        title = label(self.row.title, wrap=False)
        title.setBuddy(field)
        self._column.addWidget(title)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE + 2)
        line.addWidget(field, 1 if after else 0)
        for widget in after:
            line.addWidget(widget)
        if not after:
            line.addStretch(1)
        self._column.addLayout(line)

    def _slid(self, value: int) -> None:
        assert self.row.limits is not None and isinstance(self.field, QSlider)
        step = self.row.limits[2]
        rounded = round(value / step) * step
        self._tell(rounded)
        whole = rounded if self.row.scale == 1 else rounded / self.row.scale
        self._change(**{self.row.name: whole})

    def _tell(self, value: int) -> None:
        never = value == 0 and self._unit in ("min", "GiB")
        self._value.setText(tr("never") if never else f"{value} {self._unit}")
