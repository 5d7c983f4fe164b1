"""The findings of the shown radiograph: flag first, score on demand, and never a word that means "healthy"."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.session import Entry, Fault, Session
from spcxr_desktop.domain.findings import ResultSet, Score
from spcxr_desktop.ui import strings, theme
from spcxr_desktop.ui.panels.parts import ScoreBar, boxed, label, picture
from spcxr_desktop.ui.translation import tr


class FindingsPanel(QWidget):
    """Rebuilt whenever the result set changes: a handful of widgets, some hundred microseconds."""

    def __init__(self, scores_button: QPushButton) -> None:
        super().__init__()
        self.setAccessibleName(tr("Findings"))
        self._scores_button = scores_button
        self._title = label("", "big")
        self._shown: object = ()
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE + 2)
        column.addWidget(self._title)
        column.addLayout(self._body)
        column.addWidget(scores_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_entry(self, entry: Entry | None, session: Session, package_fault: Fault | None) -> None:
        """Draw this entry's state."""
        about = entry and (entry.id, entry.state, entry.results, entry.fault, entry.in_colour, entry.on_result_frame)
        key = (about, entry and session.is_wanted(entry.id), session.show_scores, session.models, package_fault)
        if key == self._shown:  # dragging the window redraws this panel sixty times a second otherwise
            return
        self._shown = key
        self._clear()
        results = entry.results if entry is not None else None
        analysed = results is not None and results.status == "analysed"
        self._scores_button.setVisible(analysed)
        self._title.setText(_title(entry, session))
        if entry is None:
            self._body.addWidget(label("Open a radiograph to see what the models say of it.", "quiet"))
        elif entry.fault is not None:
            self._body.addWidget(_fault_row(entry.fault))
        elif results is None:
            self._not_yet(entry, session, package_fault)
        else:
            if not entry.on_result_frame:
                self._body.addWidget(_note_row(strings.of_frame(entry)))
            self._assessed(results, session.show_scores) if analysed else self._refused(results)

    def texts(self) -> list[str]:
        """Every text that is shown, top to bottom: what a screen reader would meet."""
        return [found.text() for found in self.findChildren(QLabel) if found.text() and found.isVisibleTo(self)]

    def _assessed(self, results: ResultSet, scores: bool) -> None:
        for gate in results.gates:
            self._body.addWidget(_note_row(gate.text))
        for score in results.flagged:
            self._body.addWidget(_finding_row(score, scores))
        if not results.flagged:
            self._body.addWidget(boxed("row", label(results.without_flag)))
        rest = tuple(score for score in results.scores if not score.flagged)
        if scores:
            for score in rest:
                self._body.addWidget(_finding_row(score, scores))
        elif rest:
            self._body.addWidget(label(strings.not_flagged(rest), "quiet"))

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


def _title(entry: Entry | None, session: Session) -> str:
    if entry is None:
        return "No radiograph open"
    if entry.state == "analysed" and entry.results is not None:
        count = len(entry.results.flagged)
        unflagged = "Assessed" if entry.results.scores else "Not assessed"
        return f"{count:d} finding{'s' if count > 1 else ''} flagged" if count else unflagged
    if entry.in_colour or (entry.state == "ready" and session.models == 0):
        return "Not assessed"
    return strings.state(entry, session)


def _finding_row(score: Score, with_score: bool) -> QFrame:
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(score.title, "" if score.flagged else "quiet", 10.5 if score.flagged else 10), 1)
    if score.exploratory:
        badge = label(strings.EXPLORATORY, "badge", 8.5, wrap=False)
        badge.setToolTip(tr(strings.EXPLORATORY_WHY))
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
    content: list[QWidget | QHBoxLayout] = [head]
    if with_score:
        content += [ScoreBar(score), label(strings.score(score), "quiet", 9)]
    icon = picture("flag", theme.FLAG) if score.flagged else None
    row = boxed("flagged" if score.flagged else "row", *content, icon=icon)
    row.setAccessibleName(tr(f"{score.title}, {'flagged' if score.flagged else 'not flagged'}"))
    return row


def _note_row(text: str) -> QFrame:
    return boxed("gate", label(text), icon=picture("warn", theme.WARN))


def _fault_row(fault: Fault) -> QFrame:
    parts = (label(fault.found), label(f"Expected: {fault.expected}", "quiet"), label(f"Next: {fault.remedy}", "quiet"))
    return boxed("refused", *parts, icon=picture("refused", theme.REFUSED))
