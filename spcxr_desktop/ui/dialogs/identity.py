"""Who reads here: the part of the preferences that shows it, and the forms that change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from spcxr_desktop.store.identity import Identities, Identity
from spcxr_desktop.ui import signing_texts, theme
from spcxr_desktop.ui.dialogs.amend import AskedDialog
from spcxr_desktop.ui.panels.parts import boxed, label
from spcxr_desktop.ui.translation import tr

if TYPE_CHECKING:
    from spcxr_desktop.ui.main_window import MainWindow


class IdentityBox(QWidget):
    """Name, ID, how they are proved, and a button for each change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._who, self._proof = label("", "", 11), label("", "quiet")
        self.name = self._button("Name and ID…", NameDialog)
        self.pin = self._button("Set a PIN…", PinDialog)
        self.remove = self._button("Remove the PIN…", RemovePinDialog)
        self.forgotten = self._button("PIN forgotten…", ForgottenDialog)
        row = QHBoxLayout()
        for button in (self.name, self.pin):
            row.addWidget(button)
        row.addStretch(1)
        second = QHBoxLayout()
        for button in (self.remove, self.forgotten):
            second.addWidget(button)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(boxed("row", self._who, self._proof))
        column.addLayout(row)
        column.addLayout(second)
        column.addWidget(label(signing_texts.PIN_HONEST, "quiet", 9))
        self.follow()

    def follow(self) -> None:
        """Who reads, or what proves it, is another."""
        signing = self._window.bench.signing
        identity, proof = signing.identity, signing.proof
        self._who.quote(f"{identity.name} ({identity.id})")
        said = {"pin": signing_texts.PIN_WHY, "system account": signing_texts.ACCOUNT_WHY}
        self._proof.setText(said.get(proof, signing_texts.NO_PROOF))
        self.pin.setText(tr("Change the PIN…" if identity.has_pin else "Set a PIN…"))
        for button in (self.remove, self.forgotten):
            button.setVisible(identity.has_pin)
        self.setEnabled(self._window.bench.record.lane.available)

    def _button(self, title: str, form: Callable[[MainWindow], _IdentityForm]) -> QPushButton:
        out = QPushButton(tr(title))
        out.setAutoDefault(False)
        out.clicked.connect(lambda: form(self._window).open())
        return out


class _IdentityForm(AskedDialog):
    """Changes something, and shows why it could not."""

    def __init__(self, window: MainWindow, title: str, act: str) -> None:
        super().__init__(window, title, act, 480)
        self.signing = window.bench.signing
        self.fill()
        self.body.addStretch(1)
        self.act.clicked.connect(self.change)
        self.settle_size()
        next(field for field in self.findChildren(QLineEdit) if field.isEnabled()).setFocus()

    def fill(self) -> None:
        """Put the fields in."""
        raise NotImplementedError

    def change(self) -> None:
        """Ask for it."""
        raise NotImplementedError


class NameDialog(_IdentityForm):
    """Name and ID. With a PIN only the name, and only with that PIN."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "Who reads here", "Save")

    def fill(self) -> None:
        """Two fields, and the PIN where there is one."""
        identity = self.signing.identity
        self.name = self.field("Name", text=identity.name)
        self.id = self.field("ID, without spaces", text=identity.id)
        self.id.setEnabled(not identity.has_pin)
        self.pin = self.field("PIN", secret=True) if identity.has_pin else None
        text = "The name stands in signatures and in what is exported; the ID in the audit trail and with judgements."
        self.body.addWidget(label(text, "quiet", 9))

    def change(self) -> None:
        """Save both."""
        name, id, pin = self.name.text(), self.id.text(), self.pin.text() if self.pin is not None else ""
        self.ask(self.signing.identify(lambda store: store.name(id, name, pin)))


class PinDialog(_IdentityForm):
    """A PIN where there is none, or another one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "The PIN that proves who signs", "Save")

    def fill(self) -> None:
        """The old one, where there is one, and the new one twice."""
        identity = self.signing.identity
        self.old = self.field("PIN until now", secret=True) if identity.has_pin else None
        self.new = self.field("New PIN", secret=True)
        self.again = self.field("New PIN once more", secret=True)
        for field in (self.new, self.again):
            field.textChanged.connect(lambda _text: self._same())
        self.body.addWidget(label("6 to 64 digits, letters or signs, not all the same.", "quiet", 9))
        self._same()

    def change(self) -> None:
        """An identity that nobody named yet is named first."""
        new, old = self.new.text(), self.old.text() if self.old is not None else ""
        identity = self.signing.identity

        def set_pin(store: Identities) -> Identity:
            if store.get() is None:
                store.name(identity.id, identity.name)
            return store.set_pin(new, old)

        self.ask(self.signing.identify(set_pin))

    def _same(self) -> None:
        self.act.setEnabled(bool(self.new.text()) and self.new.text() == self.again.text())


class RemovePinDialog(_IdentityForm):
    """Back to unproved signatures."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "Remove the PIN", "Remove")

    def fill(self) -> None:
        """The PIN itself."""
        self.pin = self.field("PIN", secret=True)
        note = "From then on signatures say UNVERIFIED. What was signed stays as it is."
        self.body.addWidget(label(note, "quiet", 9))

    def change(self) -> None:
        """Remove it."""
        pin = self.pin.text()
        self.ask(self.signing.identify(lambda store: store.remove_pin(pin)))


class ForgottenDialog(_IdentityForm):
    """A new identity in place of one whose PIN is lost."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "The PIN is forgotten", "Begin a new identity")

    def fill(self) -> None:
        """Another ID, and what it means."""
        self.body.addWidget(label(signing_texts.FORGOTTEN))
        self.name = self.field("Name", text=self.signing.identity.name)
        self.id = self.field("ID, without spaces", text=f"{self.signing.identity.id}-2")

    def change(self) -> None:
        """Begin it."""
        name, id = self.name.text(), self.id.text()
        self.ask(self.signing.identify(lambda store: store.begin(id, name)))
