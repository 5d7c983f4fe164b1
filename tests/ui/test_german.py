"""The real window in German: no English text of the program is left in it, and every text has the room it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spcxr_desktop.app.actions import ACTIONS
from spcxr_desktop.domain.annotations import Length, Text
from spcxr_desktop.ui import theme, translation
from spcxr_desktop.ui.view import legends
from tests.ui.verbs import Desk, FilmWriter, refusal, result_set, scores

DESCRIPTION = "Lungs"  # of a study, by a word that the program knows
SPECIES = "The header names another species than human."
# What stays as it is: the patient of the films below, proper names, licences, keys.
QUOTED = re.compile(
    r"Doe, Jane|P1|Lungs \(of the header\)|.*\.(dcm|png)|spcxr-\S+ .*|\d+ %|[\d.,\u202f]+ px.*|SPCXR.*|PHANTOM|"
    r"pneumothorax|nodule|fracture|devices|Abnormal|Pneumonia|Covid-19|(Abnormal|Pneumonia|Covid-19).*"
)

ENGLISH_WORDS = re.compile(
    r"\b(the|of|is|not|to|and|are|it|for|with|this|that|has|be|or|from|by|no|all|open|close|show|hide|file|save|new)\b"
)


@pytest.fixture(autouse=True)
def german(qtbot: QtBot) -> Iterator[set[str]]:
    translation.install("de")
    yield translation.watch_unknown()
    translation.watch_unknown(False)
    translation.remove()


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written over the picture."""
    lines: list[str] = []
    write = legends.text_block

    def remember(texts: tuple[legends.Line, ...], *rest: object) -> object:
        lines.extend(line.text for line in texts)
        return write(texts, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(legends, "text_block", remember)
    return lines


def test_a_film_a_refused_one_and_an_unreadable_one(
    desk: Desk, film: FilmWriter, tmp_path: Path, german: set[str], painted: list[str]
) -> None:
    broken = tmp_path / "broken.dcm"
    broken.write_bytes(b"no picture " * 40)
    said = texts(desk.window)
    desk.open(film("one.dcm", StudyDescription=DESCRIPTION, PatientAge="065Y", PatientSex="F"))
    desk.do("analysis.scores")
    desk.do("window.histogram")
    desk.do("window.invert")
    said |= texts(desk.window)
    desk.models.answer = lambda radiograph: refusal(SPECIES)
    desk.open(film("two.dcm", PatientSpeciesDescription="CANINE"))
    said |= texts(desk.window)
    desk.open(broken)
    desk.bench.select(desk.session.id_at(len(desk.session) - 1))
    desk.draw()
    said |= texts(desk.window)
    assert english(said | set(painted)) == []
    assert DESCRIPTION in painted, "a description in the header stays, though the program knows the word"
    assert "weiblich" in " ".join(painted) and "invertiert" in " ".join(painted)
    assert any("Der Header nennt eine andere Spezies als Mensch." in text for text in said)
    assert any("Dies ist weder eine DICOM-Datei" in text for text in said)
    assert english(german) == [], "a text that was asked for and is not in the catalogue"


def test_help_about_and_the_test_pattern(desk: Desk, german: set[str]) -> None:
    for action in ("help.keys", "help.about", "help.test_pattern"):
        desk.do(action)
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
        desk.settle()
        assert english(texts(dialog)) == [], action
        assert any(re.search(r"[äöüß]", text) for text in texts(dialog)), action
        dialog.close()
        desk.draw()
    assert english(german) == [], "a text that was asked for and is not in the catalogue"


def test_every_menu_and_tool(desk: Desk) -> None:
    said = {action.text() for action in desk.window.findChildren(QAction)}
    said |= {action.toolTip() for action in desk.window.findChildren(QAction)}
    assert english(said) == []
    assert "Dateien öffnen …" in said
    assert any("(Strg+O)" in tip for tip in said), "Qt's own translation names the keys"


def test_what_a_reader_writes_stays_as_it_is(desk: Desk, film: FilmWriter) -> None:
    desk.open(film("one.dcm", shape=(600, 500)))
    for annotation in (Length((50.0, 100.0), (250.0, 100.0)), Text((200.0, 200.0), "Not assessed")):
        desk.window.bridge.post(desk.bench.review.add(annotation))
        desk.draw()
    said = texts(desk.window.measurements)
    assert {"Not assessed", "Länge", "200 px"} <= said
    assert desk.window.action_set.qt["review.undo"].text() == "Rückgängig: Text"


def test_the_bundled_models_speak_german(real_desk: Desk, film: FilmWriter, painted: list[str]) -> None:
    real_desk.open(film("one.dcm", shape=(600, 500)))
    real_desk.do("analysis.scores")
    said = texts(real_desk.window)
    assert english(said | set(painted)) == []
    assert any("Pneumothorax, Pleuraerguss" in text for text in said)
    assert any("Schwellenwert" in text for text in said)


NOT_HERE = {
    "file.open", "file.open_folder", "file.quit", "file.close", "file.open_sample", "help.save_keys",
    "view.full_screen",
}  # fmt: skip


def test_every_action(desk: Desk, film: FilmWriter, german: set[str], painted: list[str]) -> None:
    """Whatever an action brings to view or writes over the picture."""
    desk.open(film("one.dcm", shape=(600, 500)), film("two.dcm", PatientID="P1", StudyDate="20250101"))
    for action in ACTIONS:
        if action.id in NOT_HERE:
            continue
        desk.do(action.id)
        said = set().union(*(texts(top) for top in QApplication.topLevelWidgets() if top.isVisible()))
        assert english(said | set(painted)) == [], action.id
        for top in QApplication.topLevelWidgets():
            if top is not desk.window and top.isVisible():
                top.close()
        desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_Escape)
        desk.draw()
    assert english(german) == []


@pytest.mark.parametrize("scale", [100, 150])
def test_no_text_is_cut(desk: Desk, film: FilmWriter, scale: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, scale)
    try:
        desk.draw()
        desk.models.answer = lambda radiograph: result_set(radiograph, scores(abnormal=0.9, pneumonia=0.8))
        desk.window.resize(1600, 1000)
        desk.open(film("one.dcm", shape=(600, 500)))
        desk.do("analysis.scores")
        desk.draw()
        assert cut(desk.window, scale == 100) == [], scale
        desk.do("worklist.show")
        assert cut(desk.window, scale == 100) == [], scale
        desk.do("file.preferences")
        for dialog in QApplication.topLevelWidgets():
            if dialog is not desk.window and dialog.isVisible():
                assert cut(dialog) == []
                dialog.close()
    finally:
        theme.apply(application, 100)


def test_a_cut_text_would_be_found(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    for text, wrap in (("Ein langer Text ohne Umbruch", False), ("Ein langer Text mit Umbruch", True)):
        part = QLabel(text, box)
        part.setWordWrap(wrap)
        part.setFixedSize(60, 12)
    assert len(cut(box)) == 2


def texts(top: QWidget) -> set[str]:
    """Every text that is to be seen or heard in a window."""
    out: set[str] = {top.windowTitle()}
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisibleTo(top):
            continue
        out |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, QLabel | QAbstractButton):
            out.add(widget.text())
        elif isinstance(widget, QGroupBox):
            out.add(widget.title())
        elif isinstance(widget, QLineEdit):
            out.add(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            out |= {widget.itemText(i) for i in range(widget.count())}
        elif isinstance(widget, QTabWidget):
            out |= {widget.tabText(i) for i in range(widget.count())}
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            out |= _cells(widget)
    return {text for text in out if text}


def _cells(view: QAbstractItemView) -> set[str]:
    model, out = view.model(), set()
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        out |= {head} if isinstance(head, str) and not head.isdigit() else set()
        for row in range(model.rowCount(QModelIndex())):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                text = model.index(row, column).data(role)
                out |= set(re.split(r", |\n", text)) if isinstance(text, str) else set()
    return out


def english(said: set[str]) -> list[str]:
    """Those that the program would still translate, and those with words that no German text has."""
    own = (text for text in said if not QUOTED.fullmatch(text) and text != DESCRIPTION)
    return sorted(text for text in own if translation.tr(text) != text or ENGLISH_WORDS.search(text))


def cut(top: QWidget, choices: bool = True) -> list[str]:
    """Labels, buttons, headings and choices that are given less room than their text takes. ``choices``: also those
    of a list that are not chosen; with large texts they may be seen whole only once the list is opened."""
    out = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisibleTo(top):
            continue
        if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            continue
        if isinstance(widget, QComboBox):
            room = widget.width() - widget.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) - 8
            items = [widget.itemText(i) for i in range(widget.count())] if choices else [widget.currentText()]
            out += [text for text in items if widget.fontMetrics().horizontalAdvance(text) > room]
        elif isinstance(widget, QHeaderView):
            out += _cut_heads(widget)
        elif not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        elif isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                out.append(widget.text())
        elif widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            continue
        elif widget.sizeHint().width() > widget.width() + 1:
            out.append(widget.text())
    return out


def _cut_heads(head: QHeaderView) -> list[str]:
    """Headings of columns that are wider than their column; the last one may reach out of view."""
    texts_ = [head.model().headerData(i, Qt.Orientation.Horizontal) for i in range(head.count() - 1)]
    texts_ = [text for i, text in enumerate(texts_) if not head.isSectionHidden(i)]
    sizes = [head.sectionSize(i) for i in range(head.count() - 1) if not head.isSectionHidden(i)]
    shown = [(text, room) for text, room in zip(texts_, sizes, strict=True) if isinstance(text, str)]
    return [text for text, room in shown if head.fontMetrics().horizontalAdvance(text) > room]
