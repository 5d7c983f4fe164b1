"""Why a reader said so: reasons from a list, and a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from spcxr_desktop.domain.findings import Score
from spcxr_desktop.domain.judgements import Reason
from spcxr_desktop.ui import finding_texts, theme
from spcxr_desktop.ui.translation import tr

_LONGEST = 500  # characters of a note


class ReasonsRow(QWidget):
    """``changed`` with the reasons and the note, once a choice was made or the note was left."""

    changed = Signal(tuple, str)

    def __init__(self, reasons: tuple[Reason, ...], text: str, score: Score) -> None:
        super().__init__()
        self._given, self._reasons, self._score = text, reasons, score
        self.note = QLineEdit(text)
        self.note.setMaxLength(_LONGEST)
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setAccessibleDescription(tr(score.title))
        self.note.setProperty("role", f"{score.label}/note")
        self.note.editingFinished.connect(self._tell)
        self.button = QPushButton()
        self.button.setObjectName("disclosure")
        self.button.setAccessibleDescription(tr(score.title))
        self.button.setProperty("role", f"{score.label}/reasons")
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.button)
        row.addWidget(self.note, 1)
        self._name()

    def menu(self) -> QMenu:
        """The list of reasons, those given ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for reason, title in finding_texts.REASONS.items():
            action = QAction(tr(title), menu, checkable=True, checked=reason in self._reasons)
            action.setEnabled(reason != "other" or bool(self.note.text().strip()))
            action.toggled.connect(lambda on, reason=reason: self._set(reason, on))
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _set(self, reason: Reason, on: bool) -> None:
        kept = set(self._reasons) | {reason} if on else set(self._reasons) - {reason}
        self._reasons = tuple(name for name in finding_texts.REASONS if name in kept)
        self._name()
        self.changed.emit(self._reasons, self.note.text())

    def _name(self) -> None:
        count = len(self._reasons)
        self.button.setText(tr(f"Reasons: {count:d}") if count else tr("Reasons"))

    def _tell(self) -> None:
        if self.note.text() != self._given:
            self._given = self.note.text()
            self.changed.emit(self._reasons, self._given)
