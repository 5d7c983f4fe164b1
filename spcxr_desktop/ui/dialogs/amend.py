"""Beginning an amendment, and giving one up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from spcxr_desktop.app.record_signing import Asked
from spcxr_desktop.app.review_desk import AMEND
from spcxr_desktop.domain.review import Revision
from spcxr_desktop.ui import signing_texts
from spcxr_desktop.ui.dialogs.sheet import FormDialog
from spcxr_desktop.ui.panels.parts import label

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


class AskedDialog(FormDialog):
    """Asks the record for one thing, and closes when it is done."""

    _asked: Asked | None = None

    def ask(self, asked: Asked) -> None:
        """Wait for this."""
        self.refuse(None)
        self._asked = asked
        self.act.setEnabled(False)
        self.follow()

    def follow(self) -> None:
        """The record has answered."""
        asked = self._asked
        if asked is None or not asked.done:
            return
        self._asked = None
        self.act.setEnabled(True)
        if asked.error is None:
            self.accept()
        else:
            self.refuse(asked.error)


class AmendDialog(AskedDialog):
    """Asks why."""

    def __init__(self, window: MainWindow, revision: Revision) -> None:
        super().__init__(window, "Amend what is signed", "Amend")
        self.row("What is signed", signing_texts.signed_line(revision))
        self.body.addWidget(label(
            "It stays in the record as it is. A draft begins from it; signing that replaces it, and names it.", "quiet"
        ))  # fmt: skip
        self.reason: QLineEdit = self.field("Why the signed review changes")
        self.reason.textChanged.connect(lambda text: self.act.setEnabled(bool(text.strip())))
        self.body.addStretch(1)
        self.act.setEnabled(False)
        self.act.clicked.connect(lambda: self.ask(window.bench.signing.amend(revision, self.reason.text())))
        self.settle_size()
        self.reason.setFocus()

    def accept(self) -> None:
        """Begun: the notice that offered it has had its say."""
        notice, bench = self.window_.bench.session.notice, self.window_.bench
        if notice is not None and notice.action == AMEND:
            self.window_.bridge.post(bench.dismiss_notice())
        super().accept()


class GiveUpDialog(AskedDialog):
    """Asks once more: what was done in the amendment is gone then."""

    def __init__(self, window: MainWindow, revision: Revision) -> None:
        super().__init__(window, "Give up the amendment", "Give up")
        self.body.addWidget(label("What you changed since it was begun is thrown away. What was signed stands:"))
        self.row("What is signed", signing_texts.signed_line(revision))
        self.body.addStretch(1)
        self.act.clicked.connect(lambda: self.ask(window.bench.signing.give_up(revision)))
        self.settle_size()
        self.leave.setFocus()
