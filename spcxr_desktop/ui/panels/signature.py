"""That the review in view is signed, by whom, when and how proved; or that it amends what is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.app.signing import State
from spcxr_desktop.ui import signing_texts, theme
from spcxr_desktop.ui.panels.parts import boxed, label, picture
from spcxr_desktop.ui.translation import tr


class SignaturePanel(QWidget):
    """Hidden in a first draft. ``do`` takes the id of an action."""

    def __init__(self, do: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Signature"))
        self._head, self._when = label(""), label("", "quiet", 9)
        self._badge = label("", "badge", 8.5, wrap=False)
        self._note, self._why = label("", "quiet", 9), label("", "quiet", 9)
        self.amend, self.give_up = self._button("Amend…", "review.amend", do), self._button(
            "Give up…", "review.give_up", do
        )
        self.history = self._button("Signatures…", "review.signatures", do)
        self.export = self._button("Export…", "file.export", do)
        self.send = self._button("Send…", "network.send", do)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE)
        for button in (self.amend, self.give_up, self.history):
            buttons.addWidget(button)
        buttons.addStretch(1)
        leaving = QHBoxLayout()
        leaving.setSpacing(theme.SPACE)
        for button in (self.export, self.send):
            leaving.addWidget(button)
        leaving.addStretch(1)
        badge = QHBoxLayout()
        badge.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        badge.addStretch(1)
        said = (self._head, badge, self._when, self._why, self._note)
        box = boxed("row", *said, buttons, leaving, icon=picture("sign", theme.ACCENT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(box)
        self.hide()

    def show_state(self, state: State) -> None:
        """How the current review stands."""
        self.setVisible(bool(state.chain))
        if not state.chain:
            return
        last = state.shown or state.chain[-1]
        self._head.quote(signing_texts.signed_by(last) if state.shown is not None else signing_texts.amending(last))
        self._badge.setVisible(state.shown is not None)
        self._badge.quote(last.reader.verification)
        self._when.quote(signing_texts.signed_when(last))
        reason = state.reason if state.draft else last.reason
        self._why.quote(f"{tr('Why:')} {reason}" if reason else "")
        self._why.setVisible(bool(reason))
        note = "" if state.draft or state.latest else signing_texts.OLDER
        note = signing_texts.ELSEWHERE if state.draft and state.elsewhere else note
        note = signing_texts.NEWER if not note and state.newer_results else note
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.amend.setVisible(state.latest)
        self.give_up.setVisible(state.draft and not state.elsewhere)
        self.export.setVisible(not state.draft)
        self.send.setVisible(not state.draft)

    def texts(self) -> list[str]:
        """Every text that is shown."""
        return [found.text() for found in self.findChildren(QLabel) if found.text() and found.isVisibleTo(self)]

    def _button(self, title: str, action: str, do: Callable[[str], object]) -> QPushButton:
        out = QPushButton(tr(title))
        out.setObjectName("disclosure")
        out.clicked.connect(lambda: do(action))
        return out
