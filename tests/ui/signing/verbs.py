"""Verbs on the dialogs about signing."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QDialog

from spcxr_desktop.app.record_signing import Asked
from spcxr_desktop.domain.review import Revision
from spcxr_desktop.store.identity import Identities, Identity
from spcxr_desktop.ui.dialogs.amend import AmendDialog
from spcxr_desktop.ui.dialogs.sign import SignDialog
from tests.ui.verbs import Desk

PIN = "314159"
_D = TypeVar("_D", bound=QDialog)


def ready(desk: Desk) -> None:
    """Wait until the record has brought the review of what is shown."""
    desk.qtbot.waitUntil(lambda: desk.bench.review.view.kept, timeout=60_000)
    desk.settle()


def shown(desk: Desk, kind: type[_D]) -> _D:
    """The dialog of this kind that is open."""
    desk.draw()
    (found,) = [widget for widget in desk.window.findChildren(kind) if widget.isVisible()]
    return found


def open_dialog(desk: Desk, action: str, kind: type[_D]) -> _D:
    desk.do(action)
    return shown(desk, kind)


def answered(desk: Desk, asked: Asked) -> Asked:
    desk.qtbot.waitUntil(lambda: asked.done, timeout=60_000)
    desk.settle()
    return asked


def sign(desk: Desk, pin: str = "", reason: str = "") -> Revision:
    """Through the dialog, which must take it."""
    dialog = open_dialog(desk, "review.sign", SignDialog)
    if dialog.pin is not None:
        dialog.pin.setText(pin)
    if dialog.reason is not None and reason:
        dialog.reason.setText(reason)
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: desk.bench.signing.signed is not None, timeout=60_000)
    desk.settle()
    return chain(desk)[-1]


def chain(desk: Desk) -> tuple[Revision, ...]:
    return desk.bench.signing.state.chain


def amend(desk: Desk, reason: str) -> None:
    dialog = open_dialog(desk, "review.amend", AmendDialog)
    dialog.reason.setText(reason)
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: desk.bench.signing.amendment is not None, timeout=60_000)
    desk.settle()


def set_pin(desk: Desk, pin: str = PIN, name: str = "Dr. Anna Berg", id: str = "aberg") -> None:
    """An identity with a PIN."""

    def verb(store: Identities) -> Identity:
        store.name(id, name)
        return store.set_pin(pin)

    assert answered(desk, desk.bench.signing.identify(verb)).error is None


def panel(desk: Desk) -> str:
    return " | ".join(desk.window.signature.texts())
