"""The findings of the shown radiograph: flag first, score on demand, and never a word that means "healthy"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.assessing import Assessing
from spcxr_desktop.app.entry import Entry, Fault
from spcxr_desktop.app.evidence import chosen_evidence
from spcxr_desktop.app.judging import Said
from spcxr_desktop.app.session import Session
from spcxr_desktop.domain.findings import ResultSet, Score
from spcxr_desktop.domain.judgements import Reason, Verdict
from spcxr_desktop.ui import finding_texts, strings, theme
from spcxr_desktop.ui.panels.finding_row import ROLE, Finding, FindingRow
from spcxr_desktop.ui.panels.first_opinion import FirstOpinion
from spcxr_desktop.ui.panels.parts import boxed, label, picture
from spcxr_desktop.ui.translation import tr


@dataclass(frozen=True)
class Intents:
    """What the panel asks for."""

    choose: Callable[[str | None], object]
    judge: Callable[[Verdict, str], object]
    explain: Callable[[str, tuple[Reason, ...], str], object]
    evidence: Callable[[str | None], object]
    no_finding: Callable[[], object]
    reveal: Callable[[], object]


class FindingsPanel(QWidget):
    """Rebuilt whenever something of it changes: a handful of widgets, about a millisecond."""

    def __init__(self, scores_button: QPushButton, assessing: Assessing, intents: Intents) -> None:
        super().__init__()
        self.setAccessibleName(tr("Findings"))
        self._scores_button, self._assessing, self._intents = scores_button, assessing, intents
        self._title = label("", "big")
        self._shown: object = ()
        self._last: tuple[Entry | None, Session, Fault | None] | None = None
        self._unfolded = False  # findings without a flag have rows of their own
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE + 2)
        column.addWidget(self._title)
        column.addLayout(self._body)
        column.addWidget(scores_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_entry(self, entry: Entry | None, session: Session, package_fault: Fault | None) -> None:
        """Draw this entry's state; ``entry`` as it is shown."""
        self._last = entry, session, package_fault
        key = self._key(entry, session, package_fault)
        if key == self._shown:  # dragging the window redraws this panel sixty times a second otherwise
            return
        self._shown = key
        role = _role(QApplication.focusWidget()) if self.isAncestorOf(QApplication.focusWidget() or self) else ""
        self._clear()
        self._scores_button.setVisible(_has_scores(entry))
        self._title.setText(_title(entry, session))
        self._fill(entry, session, package_fault)
        self._give_focus(role)

    def texts(self) -> list[str]:
        """Every text that is shown, top to bottom: what a screen reader would meet."""
        return [found.text() for found in self.findChildren(QLabel) if found.text() and found.isVisibleTo(self)]

    def row(self, name: str) -> FindingRow:
        """The row of a label. Raises StopIteration where it has none."""
        return next(row for row in self.findChildren(FindingRow) if row.finding.score.label == name and row.isVisible())

    def control(self, role: str) -> QWidget:
        """The control for something, "pneumonia/accept". Raises StopIteration where there is none."""
        return next(widget for widget in self.findChildren(QWidget) if _role(widget) == role and widget.isVisible())

    # ---- what is drawn -----------------------------------------------------------------------------------

    def _key(self, entry: Entry | None, session: Session, package_fault: Fault | None) -> object:
        about = entry and (
            entry.id, entry.state, entry.results and (entry.results.scores, entry.results.gates, entry.results.outlier),
            entry.results_sha256, entry.veiled, entry.fault, entry.in_colour, entry.on_result_frame, entry.evidence,
        )  # fmt: skip
        judging = self._assessing.judging
        judged = tuple((score.label, judging.said(score.label)) for score in judging.scores)
        state = session.show_scores, session.models, session.display.evidence, package_fault, self._unfolded
        wanted = entry and session.is_wanted(entry.id)
        return about, wanted, state, judged, judging.label, judging.placing, self._assessing.prevalences

    def _fill(self, entry: Entry | None, session: Session, package_fault: Fault | None) -> None:
        results = entry.results if entry is not None else None
        if entry is None:
            self._body.addWidget(label("Open a radiograph to see what the models say of it.", "quiet"))
        elif entry.fault is not None:
            self._body.addWidget(_fault_row(entry.fault))
        elif results is None:
            self._not_yet(entry, session, package_fault)
        elif entry.veiled:
            self._first()
        else:
            if not entry.on_result_frame:
                self._body.addWidget(_note_row(strings.of_frame(entry)))
            if results.status == "analysed":
                self._assessed(entry, results, session)
            else:
                self._refused(results)

    def _first(self) -> None:
        if self._assessing.judging.entry is None:  # another frame is in view
            self._body.addWidget(label(finding_texts.READ_WHY, "quiet"))
            return
        first = FirstOpinion(self._assessing.judging)
        first.said.connect(lambda name, verdict: self._intents.judge(cast(Verdict, verdict), name))
        first.none.connect(self._intents.no_finding)
        first.reveal.connect(self._intents.reveal)
        self._body.addWidget(first)

    def _assessed(self, entry: Entry, results: ResultSet, session: Session) -> None:
        outlier = results.outlier
        unusual = outlier is not None and outlier.unusual
        if outlier is not None and unusual:
            why = label(finding_texts.UNLIKE_WHY, "quiet", 9), label(finding_texts.outlier(outlier), "faint", 9)
            title, icon = label(finding_texts.UNLIKE, "", 10.5), picture("warn", theme.FLAG)
            self._body.addWidget(boxed("unlike", title, *why, icon=icon))
        for gate in results.gates:
            if not (unusual and gate.id == "out_of_distribution"):
                self._body.addWidget(_note_row(gate.text))
        flagged = sorted(results.flagged, key=lambda score: score.exploratory)
        for score in flagged:
            self._body.addWidget(self._row(entry, results, score, session))
        if not flagged:
            self._body.addWidget(boxed("row", label(results.without_flag)))
        self._rest(entry, results, session)

    def _rest(self, entry: Entry, results: ResultSet, session: Session) -> None:
        """What is not flagged: one quiet line, or a row each to judge or with their scores."""
        rest = tuple(score for score in results.scores if not score.flagged)
        said = self._assessing.judging.said
        chosen = self._assessing.judging.label
        open_ = session.show_scores or self._unfolded or any(score.label == chosen for score in rest)
        if open_:
            for score in rest:
                self._body.addWidget(self._row(entry, results, score, session))
        elif rest:
            judged = tuple(score for score in rest if _worth_a_row(said(score.label)))
            for score in judged:
                self._body.addWidget(self._row(entry, results, score, session))
            quiet = tuple(score for score in rest if score not in judged)
            if quiet:
                self._body.addWidget(label(strings.not_flagged(quiet), "quiet"))
        if rest and not session.show_scores:
            self._body.addWidget(self._fold(), 0, Qt.AlignmentFlag.AlignLeft)

    def _fold(self) -> QPushButton:
        button = QPushButton(tr("Fold up what is not flagged" if self._unfolded else "Judge what is not flagged"))
        button.setObjectName("disclosure")
        button.setProperty(ROLE, "fold")
        button.clicked.connect(self._unfold)
        return button

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        if not self._unfolded:
            self._intents.choose(None)
        if self._last is not None:
            self.show_entry(*self._last)

    def _row(self, entry: Entry, results: ResultSet, score: Score, session: Session) -> FindingRow:
        judging = self._assessing.judging
        drawn = chosen_evidence(entry.evidence, results, session.display.evidence)
        evidence = next((item for item in entry.evidence if item.label == score.label), None)
        scored = session.show_scores
        finding = Finding(
            score, judging.said(score.label), judging.label == score.label, scored, judging.placing == score.label,
            evidence, drawn is not None and drawn.label == score.label,
            self._assessing.point(score, results) if scored else None,
            self._assessing.predicted(score, results) if scored else None,
        )  # fmt: skip
        row = FindingRow(finding)
        name, intents = score.label, self._intents
        row.setEnabled(judging.entry is not None)
        row.chosen.connect(lambda: intents.choose(name))
        row.judged.connect(lambda verdict: intents.judge(cast(Verdict, verdict), name))
        row.explained.connect(lambda reasons, text: intents.explain(name, reasons, text))
        row.evidence_asked.connect(lambda on: intents.evidence(name if on else None))
        return row

    def _refused(self, results: ResultSet) -> None:
        reasons = [gate for gate in results.gates if gate.severity == "refuse"]
        texts = [label(gate.text) for gate in reasons] or [label("The analysis did not end.")]
        box = boxed("refused", label("Not assessed, because", "quiet"), *texts, icon=picture("refused", theme.REFUSED))
        self._body.addWidget(box)
        for gate in results.gates:
            if gate.severity == "warn":
                self._body.addWidget(_note_row(gate.text))

    def _not_yet(self, entry: Entry, session: Session, package_fault: Fault | None) -> None:
        if entry.in_colour:
            self._body.addWidget(boxed("refused", label(strings.COLOUR_NOTE), icon=picture("refused", theme.REFUSED)))
        elif package_fault is not None:
            self._body.addWidget(_fault_row(package_fault))
        elif session.models == 0:
            self._body.addWidget(boxed("row", label(strings.NO_MODELS)))
        else:
            self._body.addWidget(label("Nothing is known of this radiograph yet.", "quiet"))

    def _clear(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # before the layout's own queued show(), which on a parentless widget opens a window
                widget.deleteLater()

    def _give_focus(self, role: str) -> None:
        """The keyboard stays where it was, though the widgets are others."""
        if not role:
            return
        items = (self._body.itemAt(place) for place in range(self._body.count()))
        kept = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        controls = (part for widget in kept for part in (widget, *widget.findChildren(QWidget)))
        found = next((control for control in controls if _role(control) == role), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)


def _worth_a_row(said: Said) -> bool:
    """The reader has judged it, or saw it before the models did not."""
    return said.now is not None or (said.first is not None and said.first.verdict != "reject")


def _role(widget: QWidget | None) -> str:
    value = widget.property(ROLE) if widget is not None else None
    return value if isinstance(value, str) else ""


def _has_scores(entry: Entry | None) -> bool:
    return entry is not None and entry.results is not None and entry.results.status == "analysed" and not entry.veiled


def _title(entry: Entry | None, session: Session) -> str:
    if entry is None:
        return "No radiograph open"
    if entry.veiled:
        return finding_texts.READ_TITLE
    if entry.state == "analysed" and entry.results is not None:
        flagged = entry.results.flagged
        exploratory = sum(score.exploratory for score in flagged)
        return finding_texts.count(len(flagged) - exploratory, exploratory) if entry.results.scores else "Not assessed"
    if entry.in_colour or (entry.state == "ready" and session.models == 0):
        return "Not assessed"
    return strings.state(entry, session)


def _note_row(text: str) -> QFrame:
    return boxed("gate", label(text), icon=picture("warn", theme.WARN))


def _fault_row(fault: Fault) -> QFrame:
    parts = (label(fault.found), label(f"Expected: {fault.expected}", "quiet"), label(f"Next: {fault.remedy}", "quiet"))
    return boxed("refused", *parts, icon=picture("refused", theme.REFUSED))
