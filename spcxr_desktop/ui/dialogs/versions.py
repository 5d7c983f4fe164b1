"""The result sets of one film side by side: what other model versions and other operating points said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.store.judged import Run
from spcxr_desktop.ui import finding_texts, survey_texts, theme
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


class VersionsDialog(SurveyDialog):
    """Of the film that was shown when it was opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr(survey_texts.VERSIONS))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(920), theme.px(520))
        self.table = SurveyTable(survey_texts.VERSIONS)
        self._said = label("Looking through the record…", "quiet")
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(theme.SPACE + 4)
        whole.addWidget(label(survey_texts.VERSIONS, "big", wrap=False))
        whole.addWidget(label(survey_texts.VERSIONS_WHY, "quiet"))
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self._shown: object = None
        self.follow()
        self.table.setFocus()

    def follow(self) -> None:
        """What was asked for is there, once."""
        versions = self._window.bench.assessing.survey.versions
        if versions is None or self._shown is not None:
            return
        self._shown = versions
        runs = versions.runs
        self._said.setText("" if runs else survey_texts.NO_VERSIONS)
        heads = ("", *(finding_texts.moment(run.created) for run in runs))
        self.table.fill(heads, self._rows(runs))

    def _rows(self, runs: tuple[Run, ...]) -> list[tuple[str, ...]]:
        if not runs:
            return []
        labels = {said.label: said.title for run in runs for said in run.said}
        rows = [
            (tr("Model version"), *("\n".join(run.models) for run in runs)),
            (tr("State"), *(survey_texts.run_status(run) for run in runs)),
            (tr("Gates"), *(", ".join(gate for gate, _ in run.gates) or "–" for run in runs)),
        ]
        for name, title in labels.items():
            rows.append((tr(title), *(survey_texts.run_said(run, name) for run in runs)))
            judged = [self._judged(name, run.sha256) for run in runs]
            if any(judged):
                rows.append((tr("Reader"), *judged))
        rows.append((tr("Processor"), *(", ".join(dict.fromkeys(map(_short, run.providers))) for run in runs)))
        return rows

    def _judged(self, name: str, sha256: str) -> str:
        """What the reader said of a label on one result set, as far as the open review has it."""
        document = self._window.bench.review.document
        found = document.judgements.get(f"{name}/{sha256}") if document is not None else None
        return _verdict(found) if found is not None else ""


def _verdict(judgement: Judgement) -> str:
    return f"{finding_texts.presence(judgement.verdict)}\n{judgement.reader}"


def _short(provider: str) -> str:
    return provider.removesuffix("ExecutionProvider")
