"""Findings, evidence, masks and the lists over the record in a German window: nothing English, nothing cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from spcxr_desktop.domain.editing.terminology import TERMS
from spcxr_desktop.domain.zones import WORDS
from spcxr_desktop.ui import evidence_strings, theme, translation
from tests.ui.drawing.verbs import pull
from tests.ui.judging.verbs import press
from tests.ui.masks.verbs import brush
from tests.ui.test_evidence import answer
from tests.ui.test_german import cut, english, texts
from tests.ui.verbs import Desk, FilmWriter

# How a package's figures came about stands in its card as the package words it.
PACKAGE = re.compile(r"on validation: |Intervals must cover|^validation films |^mahalanobis ")
SIDES = {"PatientOrientation": ["L", "F"]}


@pytest.fixture(autouse=True)
def german(qtbot: QtBot) -> Iterator[set[str]]:
    translation.install("de")
    yield translation.watch_unknown()
    translation.watch_unknown(False)
    translation.remove()


def test_findings_with_evidence_and_judgements(desk: Desk, film: FilmWriter, german: set[str]) -> None:
    desk.models.answer = answer
    desk.window.resize(1400, 1000)
    desk.open(film(**SIDES))
    desk.do("analysis.scores")
    desk.do("view.evidence")
    said = texts(desk.window.findings) | texts(desk.window.evidence)
    for verdict in ("accept", "reject", "uncertain"):
        press(desk, f"pneumonia/{verdict}")
        said |= texts(desk.window.findings)
    undo = desk.window.action_set.qt["review.undo"]
    assert undo.text() == "Rückgängig: Als unsicher vermerken (Pneumonia)"
    said |= texts(desk.window)
    assert english(said) == [] and english(german) == []
    assert any("linkes Unterfeld" in text for text in said), sorted(said)
    assert cut(desk.window) == []


@pytest.mark.parametrize("scale", [100, 150])
def test_reading_before_results(desk: Desk, film: FilmWriter, german: set[str], scale: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, scale)
    try:
        desk.window.resize(1600, 1000)
        desk.models.answer = answer
        desk.do("findings.reader_first")
        desk.open(film(**SIDES))
        assert english(texts(desk.window.findings)) == [] and cut(desk.window, scale == 100) == []
        desk.do("findings.none")
        desk.do("findings.reveal")
        said = texts(desk.window.findings)
        assert "Vor den Ergebnissen: liegt nicht vor" in said
        assert english(said) == [] and english(german) == [] and cut(desk.window, scale == 100) == []
    finally:
        theme.apply(application, 100)


def test_masks_and_their_labels(desk: Desk, film: FilmWriter, german: set[str]) -> None:
    desk.window.resize(1400, 1000)
    desk.open(film())
    hints = set()
    for tool in ("brush", "eraser", "smart_brush", "polygon", "lasso", "livewire", "fill"):
        desk.do(f"mask.{tool}")
        hints.add(desk.canvas.scene.hint)
    brush(desk)
    pull(desk, (120, 40))
    said = texts(desk.window) | set("  ·  ".join(filter(None, hints)).split("  ·  "))
    menu = desk.window.labels.findChildren(QAction)
    said |= {action.text() for action in menu}
    next(action for action in menu if action.text() == "Verschattung").trigger()
    desk.draw()
    desk.window.labels.rows[3].lock.click()
    desk.draw()
    said |= texts(desk.window) | {desk.canvas.scene.hint}
    assert desk.window.action_set.qt["window.preset.3"].text() == "Verschattung"
    assert desk.window.action_set.qt["review.undo"].text() == "Rückgängig: Label sperren"
    assert english(said - {""}) == [] and english(german) == []
    assert cut(desk.window) == []


@pytest.mark.parametrize("action", [
    "findings.disagreements", "findings.monitoring", "findings.compare", "help.model_card",
])  # fmt: skip
def test_lists_and_cards(real_desk: Desk, film: FilmWriter, action: str) -> None:
    real_desk.open(film(shape=(600, 500)))
    real_desk.do(action)
    real_desk.settle()
    (dialog,) = (top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not real_desk.window)
    pages = dialog.findChildren(QTextBrowser)
    said = texts(dialog) | {line for page in pages for line in page.toPlainText().split("\n")}
    assert [text for text in english(said) if not PACKAGE.search(text)] == [] and cut(dialog) == []
    dialog.close()


def test_every_place_and_term_has_its_word() -> None:
    places = (*WORDS, "mediastinum, right mid and lower zones and outside the lungs", "left lung and mediastinum")
    assert english({evidence_strings.where(words) for words in places}) == []
    said = "Mediastinum, rechtes Mittel- und Unterfeld und außerhalb der Lungen"
    assert evidence_strings.where(places[-2]) == said
    same = {"Pneumothorax", "Mediastinum", "Aorta", "Trachea"}
    assert {code.meaning for code in TERMS if translation.tr(code.meaning) == code.meaning} == same
