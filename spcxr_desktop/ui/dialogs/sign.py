"""Signing: what will be frozen, who signs, what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit

from spcxr_desktop.app.record_signing import Asked
from spcxr_desktop.app.signing import Summary
from spcxr_desktop.ui import signing_texts, theme
from spcxr_desktop.ui.dialogs.sheet import FormDialog
from spcxr_desktop.ui.panels.parts import label, line
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


class SignDialog(FormDialog):
    """Of the radiograph that was shown when it was opened; nothing else can be done in the window meanwhile."""

    def __init__(self, window: MainWindow, summary: Summary) -> None:
        super().__init__(window, "Sign the amendment" if summary.amends is not None else "Sign the review", "Sign")
        self._signing, self._summary = window.bench.signing, summary
        self._asked: Asked | None = None
        self.pin: QLineEdit | None = None
        self.account: QCheckBox | None = None
        self.reason: QLineEdit | None = None
        self._show_frozen()
        self._show_warnings()
        self.below.addWidget(line())
        self._show_reader()
        self.export = QCheckBox(tr("Export after signing"))
        self.export.setChecked(window.bench.preferences.settings.export_after_signing)
        self.below.addWidget(self.export)
        self.below.addWidget(label(signing_texts.STATEMENT, "statement"))
        self.body.addStretch(1)
        self.act.clicked.connect(self._sign)
        self._ready()
        self.settle_size()
        (self.pin or self.reason or self.act).setFocus()

    def follow(self) -> None:
        """The record has answered."""
        asked = self._asked
        if asked is None or not asked.done:
            return
        self._asked = None
        if asked.error is not None:
            self.refuse(asked.error)
            if self.pin is not None:
                self.pin.clear()
                self.pin.setFocus()
            self._ready()
            return
        export, window = self.export.isChecked(), self.window_
        self.accept()
        if export:
            window.action_set.trigger("file.export")
        elif window.bench.preferences.settings.next_after_signing:
            window.action_set.trigger("view.next_study")

    # ---- what is shown -----------------------------------------------------------------------------------

    def _show_frozen(self) -> None:
        summary = self._summary
        self.row("Radiograph", signing_texts.film(summary))
        self.row("Findings and judgements", "\n".join(signing_texts.findings(summary)))
        self.row("Lung mask", signing_texts.mask(summary))
        self.row("Drawings", signing_texts.drawings(summary))
        self.row("Models", signing_texts.models(summary))
        self.row("Window", signing_texts.window(summary.window))
        if summary.amends is not None:
            self.row("It replaces", signing_texts.signed_line(summary.amends))
            self.reason = self.field("Why the signed review changes", text=summary.reason)
            self.reason.textChanged.connect(lambda _text: self._ready())

    def _show_warnings(self) -> None:
        if self._summary.unjudged:
            names = signing_texts.titles(self._summary.unjudged)
            self.warn(tr("Flagged, and you said nothing of it:") + f" {names}")
        if self._summary.open:
            names = signing_texts.titles(self._summary.open)
            self.warn(tr("You and the model disagree, and no reason is given:") + f" {names}")

    def _show_reader(self) -> None:
        identity, proof = self._signing.identity, self._signing.proof
        who = label("")
        who.quote(f"{tr('You sign as:')} {identity.name} ({identity.id})")
        theme.set_points(who, 11)
        self.below.addWidget(who)
        if proof == "pin":
            self.pin = self.field("PIN", secret=True, below=True)
            self.pin.textChanged.connect(lambda _text: self._ready())
            self.below.addWidget(label(signing_texts.PIN_WHY, "quiet", 9))
        elif proof == "system account":
            self.account = QCheckBox(tr(f"I am logged in as {self._signing.account.name}, and sign as that account"))
            self.below.addWidget(self.account)
            self.below.addWidget(label(signing_texts.ACCOUNT_WHY, "quiet", 9))
        else:
            self.below.addWidget(label(signing_texts.NO_PROOF, "quiet", 9))

    # ---- what is done ------------------------------------------------------------------------------------

    def _ready(self) -> None:
        """Sign can be pressed, while nothing is missing."""
        waiting = self._asked is not None
        asked = (self.pin, self.reason)
        given = all(field is None or field.text().strip() for field in asked)
        self.act.setEnabled(given and not waiting)
        self.act.setText(tr("Signing…" if waiting else "Sign"))

    def _sign(self) -> None:
        self.refuse(None)
        self._asked = self._signing.sign(
            self._summary,
            self.pin.text() if self.pin is not None else None,
            self.account is not None and self.account.isChecked(),
            self.reason.text() if self.reason is not None else "",
        )
        self._ready()
        self.follow()  # a refusal may be there at once

