"""How often the models flag, refuse, warn and agree with readers: a table, a plot, a file without patient data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout

from spcxr_desktop.app.monitoring import DIMENSIONS, MEASURES, Dimension, Group, Measure, as_csv, groups
from spcxr_desktop.ui import survey_texts, theme
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import number, tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_MOST_POINTS = 10  # in the plot; the table has all
_LONGEST_TICK = 20  # characters


class MonitoringDialog(SurveyDialog):
    """Not modal."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        from spcxr_desktop.ui.dialogs.plots import plot  # pyqtgraph: 0.2 s that no start should pay

        self._window = window
        self._groups: tuple[Group, ...] = ()
        self._seen: object = None
        self.setWindowTitle(tr(survey_texts.MONITORING))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(1180), theme.px(700))
        self.apart: dict[Dimension, QCheckBox] = {}
        for dimension in DIMENSIONS:
            box = self.apart[dimension] = QCheckBox(tr(survey_texts.DIMENSIONS[dimension]))
            box.setChecked(dimension != "device")
            box.toggled.connect(lambda _on: self._count())
        self.measure = QComboBox()
        self.measure.setAccessibleName(tr("Rate in the plot"))
        for measure in MEASURES:
            self.measure.addItem(tr(survey_texts.MEASURES[measure]), measure)
        self.measure.currentIndexChanged.connect(lambda _place: self._draw())
        self.plot = plot(theme.PANEL, theme.QUIET)
        self.plot.setAccessibleName(tr("Rates with their intervals; the table says the same"))
        theme.fix(self.plot, height=220)
        self._of, self._said = label("", "faint", 9), label("", "quiet")
        self.table = SurveyTable(survey_texts.MONITORING)
        self._lay_out()
        self.follow()
        self.table.setFocus()

    def follow(self) -> None:
        """The record changed."""
        overview = self._window.bench.assessing.survey.overview
        if overview is not self._seen or overview is None:
            self._seen = overview
            self._count()

    def _count(self) -> None:
        overview = self._window.bench.assessing.survey.overview
        if overview is None:
            self._said.setText(tr("Looking through the record…"))
            return
        apart = [dimension for dimension, box in self.apart.items() if box.isChecked()]
        self._groups = groups(overview.films, apart)
        heads = [*(survey_texts.DIMENSIONS[dimension] for dimension in apart), "Films",
                 *(survey_texts.MEASURES[measure] for measure in MEASURES)]  # fmt: skip
        self.table.fill(heads, [_row(group, apart) for group in self._groups])
        read_first = self._window.bench.session.reader_first
        nothing = "" if self._groups else survey_texts.NOTHING_RUN
        self._said.setText(survey_texts.NOT_READ if read_first else nothing)
        self._export.setEnabled(bool(self._groups))
        self._draw()

    def _draw(self) -> None:
        from spcxr_desktop.ui.dialogs.plots import rates

        measure: Measure = self.measure.currentData()
        apart = [dimension for dimension, box in self.apart.items() if box.isChecked()]
        shown = self._groups[-_MOST_POINTS:]
        differing = [each for each in apart if len({getattr(group, each) for group in shown}) > 1] or apart[-1:]
        names = [_tick(group, differing) for group in shown]
        rates(self.plot, names, [group.rate(measure).interval for group in shown])
        cut = f"the plot has the last {len(shown):d} of {len(self._groups):d} rows" if shown != self._groups else ""
        self._of.setText("; ".join(tr(part) for part in (survey_texts.OF[measure], cut) if part))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the table"), "spcxr-monitoring.csv", "CSV (*.csv)")
        if name:
            path = Path(name).with_suffix(".csv")
            self._window.bridge.post(self._window.bench.write_file(path, as_csv(self._groups)))

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(theme.SPACE)
        asked.addWidget(label("Told apart by", "quiet", wrap=False))
        for box in self.apart.values():
            asked.addWidget(box)
        asked.addStretch(1)
        asked.addWidget(self.measure)
        self._export, close = QPushButton(tr("Save as CSV…")), QPushButton(tr("Close"))
        self._export.clicked.connect(self._save)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        for button in (self._export, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(theme.SPACE + 4)
        whole.addWidget(label(survey_texts.MONITORING, "big", wrap=False))
        whole.addWidget(label(survey_texts.MONITORING_WHY, "quiet"))
        whole.addLayout(asked)
        whole.addWidget(self.plot)
        whole.addWidget(self._of)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)


def _row(group: Group, apart: list[Dimension]) -> tuple[str, ...]:
    told = (survey_texts.group(dimension, getattr(group, dimension)) for dimension in apart)
    return (*told, number(f"{group.films:,}"), *(survey_texts.rate(group.rate(measure)) for measure in MEASURES))


def _tick(group: Group, apart: list[Dimension]) -> str:
    """Below a point: what the groups differ by, cut where there is no room."""
    parts = [survey_texts.group(dimension, getattr(group, dimension)) for dimension in apart]
    cut = (part if len(part) <= _LONGEST_TICK else f"…{part[-_LONGEST_TICK:]}" for part in parts)
    return "\n".join(cut)
