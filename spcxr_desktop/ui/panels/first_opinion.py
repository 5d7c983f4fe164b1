"""Reading before results are shown: one opinion per finding, then the results. Nothing here knows what was flagged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.judging import Judging
from spcxr_desktop.domain.findings import Score
from spcxr_desktop.domain.judgements import Judgement, Verdict
from spcxr_desktop.ui import finding_texts, strings, theme
from spcxr_desktop.ui.panels.finding_row import ROLE, verdict_button
from spcxr_desktop.ui.panels.parts import boxed, label
from spcxr_desktop.ui.translation import tr

_VERDICTS: tuple[Verdict, ...] = ("accept", "reject", "uncertain")


class FirstOpinion(QWidget):
    """``said`` with label and verdict; ``none`` and ``reveal`` are the two buttons."""

    said = Signal(str, str)
    none = Signal()
    reveal = Signal()

    def __init__(self, judging: Judging) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(label(finding_texts.READ_WHY, "quiet"))
        for score in judging.scores:
            column.addWidget(self._row(score, judging.said(score.label).first, score.label == judging.label))
        column.addLayout(self._foot(judging.can_reveal))
        column.addWidget(label(finding_texts.READ_LUNGS, "faint", 9))

    def _row(self, score: Score, first: Judgement | None, chosen: bool) -> QWidget:
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(label(score.title), 1)
        if score.exploratory:
            line.addWidget(label(strings.EXPLORATORY, "badge", 8.5, wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
            line.addSpacing(6)
        for verdict in _VERDICTS:
            on = first is not None and first.verdict == verdict
            button = verdict_button(finding_texts.ICONS[verdict], finding_texts.FIRST[verdict], on)
            button.setProperty(ROLE, f"{score.label}/{verdict}")
            button.setAccessibleDescription(tr(score.title))
            button.clicked.connect(lambda _on=False, verdict=verdict: self.said.emit(score.label, verdict))
            line.addWidget(button)
        row = boxed("row", line)
        row.setProperty("chosen", chosen)
        row.setAccessibleName(tr(score.title))
        return row

    def _foot(self, ready: bool) -> QHBoxLayout:
        self.no_finding = QPushButton(tr("No finding"))
        self.no_finding.setProperty(ROLE, "none")
        self.no_finding.setToolTip(tr("Says of every finding without an opinion that it is not there"))
        self.no_finding.setEnabled(not ready)
        self.no_finding.clicked.connect(self.none)
        self.show_results = QPushButton(tr("Reveal the results"))
        self.show_results.setObjectName("primary")
        self.show_results.setProperty(ROLE, "reveal")
        self.show_results.setEnabled(ready)
        self.show_results.clicked.connect(self.reveal)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(self.no_finding)
        row.addWidget(self.show_results, 1)
        return row
