"""One finding: what it is, where, its score on demand, and what the reader says of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QToolButton, QVBoxLayout, QWidget

from spcxr_desktop.app.evidence import Evidence
from spcxr_desktop.app.judging import Said
from spcxr_desktop.domain.findings import OperatingPoint, Score
from spcxr_desktop.domain.judgements import Reason, Verdict
from spcxr_desktop.domain.predictive import Predictive
from spcxr_desktop.ui import evidence_strings, finding_texts, icons, strings, theme
from spcxr_desktop.ui.panels.parts import ScoreBar, label, picture
from spcxr_desktop.ui.panels.reasons import ReasonsRow
from spcxr_desktop.ui.translation import tr

ROLE = "role"  # property: what a control is for, so that the keyboard finds it again after a rebuild
_VERDICT = 28  # px at 100 %


@dataclass(frozen=True)
class Finding:
    """What there is to show of one label. ``evidence_shown``: its evidence is drawn just now."""

    score: Score
    said: Said
    chosen: bool
    scored: bool
    placing: bool = False
    evidence: Evidence | None = None
    evidence_shown: bool = False
    point: OperatingPoint | None = None
    predicted: Predictive | None = None


class FindingRow(QFrame):
    """``chosen`` is emitted by a press anywhere; the others with what was asked for."""

    chosen = Signal()
    judged = Signal(str)  # verdict
    explained = Signal(tuple, str)  # reasons, text
    evidence_asked = Signal(bool)

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        score = finding.score
        driving = score.flagged and not score.exploratory
        self.setObjectName("flagged" if driving else "row")
        self.setProperty("chosen", finding.chosen)
        where = evidence_strings.where(finding.evidence.where) if finding.evidence is not None else ""
        self.setAccessibleName(finding_texts.row_name(score, where))
        self.setAccessibleDescription(tr("Chosen") if finding.chosen else "")
        across = QHBoxLayout(self)
        across.setContentsMargins(10, 9, 8, 7)
        across.setSpacing(10)
        if score.flagged:
            across.addWidget(picture("flag", theme.FLAG if driving else theme.QUIET), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        across.addLayout(self._column, 1)
        parts: list[QWidget | QLayout] = [self._head(), *self._where(), *self._numbers(), self._verdicts()]
        for part in (*parts, *self._lines()):
            self._add(part)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it: the keys act on it from then on."""
        self.chosen.emit()

    def _add(self, part: QWidget | QLayout) -> None:
        if isinstance(part, QWidget):
            self._column.addWidget(part)
        else:
            self._column.addLayout(part)

    def _head(self) -> QHBoxLayout:
        score = self.finding.score
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(score.title, "" if score.flagged else "quiet", 10.5 if score.flagged else 10), 1)
        if score.exploratory:
            badge = label(strings.EXPLORATORY, "badge", 8.5, wrap=False)
            badge.setToolTip(tr(strings.EXPLORATORY_WHY))
            head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _where(self) -> list[QWidget]:
        """The zone in words, and a warning where the evidence lies outside the lungs."""
        evidence = self.finding.evidence
        if evidence is None:
            return []
        out: list[QWidget] = [label(evidence_strings.where(evidence.where), "quiet", 9.5)] if evidence.where else []
        told = evidence.warning and (self.finding.score.flagged or self.finding.evidence_shown)
        return [*out, label(evidence.warning, "warned", 9)] if told else out

    def _numbers(self) -> list[QWidget]:
        finding = self.finding
        if not finding.scored:
            return []
        out: list[QWidget] = [ScoreBar(finding.score), label(strings.score(finding.score), "quiet", 9)]
        if finding.point is not None:
            out.append(label(finding_texts.point(finding.point), "faint", 9))
        if finding.predicted is not None:
            out.append(label(finding_texts.predicted(finding.predicted), "faint", 9))
        return out

    def _verdicts(self) -> QHBoxLayout:
        flagged, now = self.finding.score.flagged, self.finding.said.now
        row = QHBoxLayout()
        row.setSpacing(2)
        for verdict in finding_texts.VERDICTS if flagged else finding_texts.VERDICTS[:3]:
            on = self.finding.placing if verdict == "relocate" and self.finding.placing else (
                now is not None and now.verdict == verdict
            )  # fmt: skip
            row.addWidget(self._verdict(verdict, finding_texts.verdict_name(verdict, flagged), on))
        row.addStretch(1)
        if self.finding.evidence is not None:
            row.addWidget(self._evidence())
        return row

    def _verdict(self, verdict: Verdict, name: str, on: bool) -> QToolButton:
        button = verdict_button(finding_texts.ICONS[verdict], name, on)
        button.setProperty(ROLE, f"{self.finding.score.label}/{verdict}")
        button.setAccessibleDescription(tr(self.finding.score.title))
        button.clicked.connect(lambda: self.judged.emit(verdict))
        return button

    def _evidence(self) -> QToolButton:
        shown = self.finding.evidence_shown
        button = verdict_button("evidence", "Hide the evidence" if shown else "Show the evidence", shown)
        button.setProperty(ROLE, f"{self.finding.score.label}/evidence")
        button.setAccessibleDescription(tr(self.finding.score.title))
        button.clicked.connect(lambda: self.evidence_asked.emit(not shown))
        return button

    def _lines(self) -> list[QWidget]:
        finding = self.finding
        out: list[QWidget] = [label(finding_texts.PLACING, "warned", 9)] if finding.placing else []
        for line in finding_texts.said(finding.said, finding.score.flagged):
            said = label("", "quiet", 9)
            said.quote(line)  # who said it is no text of the program
            out.append(said)
        now = finding.said.now
        if now is None:
            return out
        if finding.chosen:
            reasons = ReasonsRow(now.reasons, now.text, finding.score)
            reasons.changed.connect(self.explained)
            return [*out, reasons]
        told = explained(now.reasons, now.text)
        if told:
            note = label("", "faint", 9)
            note.quote(told)
            out.append(note)
        return out


def explained(reasons: tuple[Reason, ...], text: str) -> str:
    """Reasons and note in a line."""
    named = ", ".join(tr(finding_texts.REASONS[reason]) for reason in reasons)
    return "  ·  ".join(part for part in (named, text) if part)


def verdict_button(icon: str, name: str, on: bool) -> QToolButton:
    """A small switch with a picture; its name says what pressing it does."""
    button = QToolButton()
    button.setObjectName("verdict")
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(theme.px(18), theme.px(18)))
    button.setCheckable(True)
    button.setChecked(on)
    button.setAccessibleName(tr(name))
    button.setToolTip(tr(name))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    theme.fix(button, width=_VERDICT + 6, height=_VERDICT)
    return button
