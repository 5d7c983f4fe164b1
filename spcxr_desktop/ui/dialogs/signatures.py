"""Everything that was signed for the shown radiograph: who, when, why, and each to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from spcxr_desktop.app.changes import Changes
from spcxr_desktop.app.signing import State
from spcxr_desktop.domain.review import Revision
from spcxr_desktop.ui import signing_texts, theme
from spcxr_desktop.ui.dialogs.following import SurveyDialog
from spcxr_desktop.ui.dialogs.survey_table import SurveyTable
from spcxr_desktop.ui.panels.parts import label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow

_HEADS = ("", "Signed", "By", "Identity", "Hash", "Why")


class SignaturesDialog(SurveyDialog):
    """Not modal. Follows what is shown; the newest is first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr("Signatures"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(theme.px(860), 1500), theme.px(380))
        self.table = SurveyTable("Signatures", self._show)
        self._said = label("", "quiet")
        self.show_it = QPushButton(tr("Show this revision"))
        self.show_it.clicked.connect(lambda: self._show(self.table.currentRow()))
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        for button in (self.show_it, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(theme.SPACE + 4)
        whole.addWidget(label("Signatures", "big", wrap=False))
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)
        self.follow()
        self.table.setFocus()

    def follow(self) -> None:
        """What is shown, or what was signed of it, is another."""
        state = self._window.bench.signing.state
        self.table.fill(_HEADS, [_row(one, state) for one in reversed(state.chain)])
        self.show_it.setEnabled(state.shown is not None and len(state.chain) > 1)
        text = "An amendment is open: give it up or sign it to look at another revision." if state.draft else ""
        self._said.setText(text if state.chain else tr("Nothing was signed here."))

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how wide its columns are."""
        super().showEvent(event)
        self.table.resizeRowsToContents()

    def _show(self, place: int) -> None:
        chain = self._window.bench.signing.state.chain
        if 0 <= place < len(chain) and self._window.bench.signing.show(chain[-1 - place].sha256):
            self._window.bridge.post(Changes(review=True, record=True))


def _row(revision: Revision, state: State) -> tuple[str, ...]:
    number = state.chain.index(revision) + 1
    seen = f"{number}  ●" if revision is state.shown else str(number)
    proof = tr(signing_texts.PROVED[revision.reader.authenticated_by])
    who = f"{revision.reader.name}\n{revision.reader.id}"
    return (
        seen, signing_texts.moment(revision.signed_at), who, f"{revision.reader.verification}\n{proof}",
        signing_texts.short(revision), revision.reason or "–",
    )  # fmt: skip
