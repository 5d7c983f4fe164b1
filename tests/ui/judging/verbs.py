"""Verbs on the findings panel and on the dialogs about findings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from spcxr_desktop.domain.findings import ResultSet
from spcxr_desktop.domain.judgements import Judgement
from spcxr_desktop.domain.radiograph import Radiograph
from tests.ui.verbs import Desk, result_set, scores


def answer(film: Radiograph) -> ResultSet:
    return result_set(film, scores(0.8, 0.2, 0.7))


def texts(desk: Desk) -> str:
    return " | ".join(desk.window.findings.texts())


def judged(desk: Desk) -> dict[str, Judgement]:
    document = desk.bench.review.document
    assert document is not None
    return {judgement.label: judgement for judgement in document.judgements.values()}


def press(desk: Desk, role: str) -> None:
    control = desk.window.findings.control(role)
    assert isinstance(control, QAbstractButton)
    control.click()
    desk.draw()


def change(desk: Desk, **values: object) -> None:
    desk.window.bridge.post(desk.bench.change_settings(**values))
    desk.settle()


def key(desk: Desk, pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    desk.qtbot.keyClick(desk.canvas, pressed, modifier)
    desk.draw()


def dialog(desk: Desk, kind: type[QWidget]) -> QWidget:
    desk.settle()
    (found,) = [widget for widget in desk.window.findChildren(kind) if widget.isVisible()]
    return found
