"""Reading first: nothing of the results leaks before an opinion, and both are kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from spcxr_desktop.domain.findings import Gate, ResultSet
from spcxr_desktop.store.library import Library
from spcxr_desktop.ui import finding_texts
from spcxr_desktop.ui.dialogs.disagreements import DisagreementsDialog
from spcxr_desktop.ui.panels.finding_row import FindingRow
from tests.ui.judging.verbs import dialog, judged, key, press, texts
from tests.ui.verbs import Desk, FilmWriter


def test_nothing_leaks_before_the_reader_has_said_something(first: Desk) -> None:
    first.do("analysis.scores")
    first.bench.show_side(True)
    first.bench.record.worklist.reload()
    first.settle()
    shown = " | ".join(label.text() for label in first.window.findChildren(QLabel)).casefold()
    assert "flagged" not in shown.replace("what they flagged stays hidden", "") and "0.80" not in shown
    assert first.entry.flags == 0 and "Read it first" in first.window.studies.model().index(0, 0).data()
    (row,) = first.bench.record.worklist.listing.rows
    assert (row.flagged, row.flags, row.warnings, row.priority[0]) == (0, "", 0, 3)
    assert not [row for row in first.window.findChildren(FindingRow) if row.isVisible()]
    assert not first.window._scores.isVisible()
    assert not first.window.action_set.qt["findings.compare"].isEnabled()
    assert not first.window.action_set.qt["view.evidence"].isEnabled()
    assert first.window.lungs.isVisible() and finding_texts.READ_LUNGS.casefold() in shown


def test_opinions_then_results_and_both_are_logged(first: Desk, record: Path) -> None:
    press(first, "pneumonia/accept")
    first.window.bridge.post(first.bench.judging.choose("covid19"))
    first.draw()
    key(first, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert judged(first)["covid19"].verdict == "reject"
    assert not first.window.action_set.qt["findings.reveal"].isEnabled()
    press(first, "none")
    press(first, "reveal")
    first.settle()
    assert first.window.findings.texts()[0] == "1 flagged, 1 exploratory"
    assert "Before results: there" in texts(first) and "Before results: not there" in texts(first)
    first.do("findings.disagreements")
    found = dialog(first, DisagreementsDialog)
    assert isinstance(found, DisagreementsDialog)
    assert sorted((row[2], row[3], row[4]) for row in found.table.texts()) == [
        ("Abnormal", "flagged", "not there"), ("Covid-19", "flagged, exploratory", "not there"),
        ("Pneumonia", "not flagged", "there"),
    ]  # fmt: skip
    first.do("file.close")
    first.settle()
    with closing(Library.open(record)) as library:
        actions = [entry.action for entry in library.audit.entries()]
        assert library.images.get(1).revealed == library.judged.runs()[0].sha256
    assert actions.index("opinion.given") < actions.index("results.revealed") and "reading.mode" in actions


def test_what_was_revealed_stays_so(first: Desk, film: FilmWriter) -> None:
    press(first, "none")
    press(first, "reveal")
    first.settle()
    path = first.entry.path
    first.do("file.close")
    first.open(path)
    assert first.entry.revealed and not first.entry.veiled


def test_a_refused_film_has_nothing_to_hide(first: Desk) -> None:
    first.models.answer = lambda film: ResultSet(
        "refused", (Gate("view", "refuse", "This is a lateral view."),), (), None, (), (), "2026-01-01T00:00:00+00:00"
    )
    first.do("analysis.run")
    first.settle()
    assert "This is a lateral view." in texts(first)
