"""Cases where reader and model disagree: filtered, and opened with Enter or a double-click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout

from spcxr_desktop.app.disagreements import Disagreement
from spcxr_desktop.store.rows import StudyRow
from spcxr_desktop.ui import finding_texts, survey_texts, theme, worklist_texts
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_HEADS = ("Patient", "Date", "Finding", "Model", "Reader", "Judged", "By", "Model version", "Why")
_ANY = ""


class DisagreementsDialog(SurveyDialog):
    """Not modal: it stays beside the picture while its cases are looked at."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._seen: object = None
        self._listed: list[Disagreement] = []
        self.setWindowTitle(tr(survey_texts.DISAGREEMENTS))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(1180), theme.px(560))
        self.kind = _combo("Kind", [(_ANY, "Every kind"), *survey_texts.KINDS.items()])
        self.stage = _combo("Stage", [(_ANY, "Any stage"), *survey_texts.STAGES.items()])
        self.finding, self.version = _combo("Finding", []), _combo("Model version", [])
        self.table = SurveyTable(survey_texts.DISAGREEMENTS, self._open)
        self._said = label("", "quiet")
        self._lay_out()
        for combo in (self.kind, self.stage, self.finding, self.version):
            combo.currentIndexChanged.connect(lambda _place: self._list())
        self.follow()
        self.table.setFocus()

    def follow(self) -> None:
        """The record or the settings changed."""
        overview = self._window.bench.assessing.survey.overview
        if overview is not None and overview is not self._seen:
            self._seen = overview
            found = overview.disagreements
            _refill(self.finding, "Every finding", {item.said.label: item.said.title for item in found})
            _refill(self.version, "Every model version", {_models(item): _models(item) for item in found}, quoted=True)
        self._list()

    def _list(self) -> None:
        overview = self._window.bench.assessing.survey.overview
        if overview is None:
            self._said.setText(tr("Looking through the record…"))
            return
        studies = overview.studies
        self._listed = [item for item in overview.disagreements if item.study in studies and self._passes(item)]
        rows = [_row(item, studies[item.study]) for item in self._listed]
        self.table.fill(_HEADS, rows)
        nothing = survey_texts.NONE_LIKE_THIS if overview.disagreements else survey_texts.NO_DISAGREEMENT
        count = len(rows)
        self._said.setText(tr(f"{count:,} {'case' if count == 1 else 'cases'}" if count else nothing))

    def _passes(self, item: Disagreement) -> bool:
        asked = ((self.kind, item.kind), (self.stage, item.judgement.stage), (self.finding, item.said.label),
                 (self.version, _models(item)))  # fmt: skip
        return all(combo.currentData() in (_ANY, None, value) for combo, value in asked)

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._listed):
            self._window.bridge.post(self._window.bench.open_study(self._listed[place].study))

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(theme.SPACE)
        for combo in (self.kind, self.finding, self.stage, self.version):
            filters.addWidget(combo)
        filters.addStretch(1)
        show = QPushButton(tr("Show the film"))
        show.clicked.connect(lambda: self._open(self.table.currentRow()))
        again = QPushButton(tr("Look again"))
        again.clicked.connect(lambda: self._window.bridge.post(self._window.bench.assessing.ask_survey()))
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        for button in (again, show, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(theme.SPACE + 4)
        whole.addWidget(label(survey_texts.DISAGREEMENTS, "big", wrap=False))
        whole.addWidget(label(survey_texts.DISAGREEMENTS_WHY, "quiet"))
        whole.addLayout(filters)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)


def _row(item: Disagreement, study: StudyRow) -> tuple[str, ...]:
    judgement = item.judgement
    return (
        worklist_texts.who(study), worklist_texts.date(study), tr(item.said.title), survey_texts.model_said(item),
        survey_texts.reader_said(item), f"{finding_texts.moment(judgement.at)}\n"
        + tr(survey_texts.STAGES[judgement.stage]), judgement.reader, _models(item), survey_texts.why(item),
    )  # fmt: skip


def _models(item: Disagreement) -> str:
    return " + ".join(item.models)


def _combo(name: str, choices: list[tuple[str, str]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(tr(name))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for value, title in choices:
        combo.addItem(tr(title), value)
    return combo


def _refill(combo: QComboBox, every: str, titles: dict[str, str], quoted: bool = False) -> None:
    """Other choices; what was chosen stays, where it is still there."""
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(tr(every), _ANY)
    for value, title in sorted(titles.items(), key=lambda item: item[1]):
        combo.addItem(title if quoted else tr(title), value)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    combo.blockSignals(False)
