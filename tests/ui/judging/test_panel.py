"""Findings that a radiologist can judge: in the panel, with the keys, in the picture."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from spcxr_desktop.domain.findings import Gate, Outlier
from spcxr_desktop.store.library import Library
from spcxr_desktop.ui import finding_texts
from spcxr_desktop.ui.dialogs.versions import VersionsDialog
from spcxr_desktop.ui.panels.reasons import ReasonsRow
from tests.ui.judging.verbs import dialog, judged, key, press, texts
from tests.ui.verbs import Desk, result_set, scores


def test_an_exploratory_flag_stands_apart_and_is_counted_apart(bench: Desk) -> None:
    panel = bench.window.findings
    assert panel.texts()[0] == "1 flagged, 1 exploratory"
    assert panel.row("abnormal").objectName() == "flagged" and panel.row("covid19").objectName() == "row"
    assert bench.entry.flags == 1


def test_a_film_unlike_the_known_ones_says_so_first_and_drives_nothing(bench: Desk) -> None:
    bench.models.answer = lambda film: replace(
        result_set(film, scores(), (Gate("cut", "warn", "The left lung may be cut off."),)),
        outlier=Outlier(3.0, 1.0, "distance"),
    )
    bench.do("analysis.run")
    bench.settle()
    shown = bench.window.findings.texts()
    assert shown[1] == finding_texts.UNLIKE and shown.index("The left lung may be cut off.") < shown.index("Abnormal")
    assert bench.entry.flags == 0
    bench.bench.show_worklist(True)
    bench.settle()
    assert [row.flagged for row in bench.bench.record.worklist.listing.rows] == [0]


def test_one_click_judges_and_undo_takes_it_back(bench: Desk) -> None:
    press(bench, "abnormal/accept")
    assert judged(bench)["abnormal"].verdict == "accept"
    assert "Accepted" in texts(bench)
    bench.do("review.undo")
    assert judged(bench) == {} and "Accepted" not in texts(bench)
    bench.do("review.redo")
    press(bench, "abnormal/accept")
    assert judged(bench) == {}


def test_the_keys_choose_and_judge(bench: Desk) -> None:
    bench.canvas.setFocus()
    key(bench, Qt.Key.Key_J)
    assert bench.bench.judging.label == "abnormal" and bench.window.findings.row("abnormal").property("chosen")
    key(bench, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    key(bench, Qt.Key.Key_J)
    key(bench, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert {label: j.verdict for label, j in judged(bench).items()} == {"abnormal": "reject", "covid19": "uncertain"}
    key(bench, Qt.Key.Key_J)  # the next is not flagged: it gets a row
    key(bench, Qt.Key.Key_Y)
    assert judged(bench)["pneumonia"].verdict == "accept" and "Missed by the models" in texts(bench)


def test_what_is_not_flagged_is_judged_after_unfolding(bench: Desk) -> None:
    assert "Assessed, not flagged: Pneumonia" in texts(bench)
    press(bench, "fold")
    press(bench, "pneumonia/reject")
    assert judged(bench)["pneumonia"].verdict == "reject" and "Agreed: not there" in texts(bench)


def test_the_keyboard_stays_on_what_was_pressed(bench: Desk) -> None:
    bench.window.findings.control("abnormal/reject").setFocus()
    bench.qtbot.keyClick(bench.window.findings.control("abnormal/reject"), Qt.Key.Key_Space)
    bench.draw()
    assert judged(bench)["abnormal"].verdict == "reject"
    assert bench.window.findings.control("abnormal/reject").hasFocus()


def test_reasons_and_a_note_go_with_the_judgement(bench: Desk) -> None:
    press(bench, "abnormal/reject")
    reasons = bench.window.findings.row("abnormal").findChild(ReasonsRow)
    assert reasons is not None
    menu = reasons.menu()
    offered = {action.text(): action for action in menu.actions()}
    assert len(offered) == len(finding_texts.REASONS) and not offered["Something else, see the note"].isEnabled()
    offered["Device or line"].trigger()
    bench.draw()
    note = bench.window.findings.control("abnormal/note")
    assert isinstance(note, QLineEdit)
    note.setFocus()
    bench.qtbot.keyClicks(note, "a tube")
    bench.qtbot.keyClick(note, Qt.Key.Key_Return)
    bench.draw()
    assert (judged(bench)["abnormal"].reasons, judged(bench)["abnormal"].text) == (("device",), "a tube")
    bench.bench.judging.choose(None)
    press(bench, "covid19/accept")
    assert "Device or line  ·  a tube" in texts(bench)


def test_elsewhere_is_drawn_in_the_picture(bench: Desk) -> None:
    press(bench, "abnormal/relocate")
    assert finding_texts.PLACING in texts(bench)
    middle = bench.canvas.rect().center()
    bench.drag(Qt.MouseButton.LeftButton, (middle.x() - 40, middle.y() - 30), (middle.x(), middle.y()),
               (middle.x() + 20, middle.y() + 30))  # fmt: skip
    made = judged(bench)["abnormal"]
    assert made.verdict == "relocate" and len(made.place) == 36
    assert bench.session.display.tool == "window" and finding_texts.PLACING not in texts(bench)
    assert bench.bench.review.view.drawn == () and len(bench.bench.review.view.places) == 1


def test_a_rerun_shows_the_older_judgement_as_such(bench: Desk) -> None:
    press(bench, "abnormal/accept")
    bench.models.answer = lambda film: result_set(film, scores(0.9, 0.2, 0.7))
    bench.do("analysis.run")
    bench.settle()
    assert "On an earlier result set: Accepted" in texts(bench)
    control = bench.window.findings.control("abnormal/accept")
    assert isinstance(control, QAbstractButton) and not control.isChecked()
    bench.do("findings.compare")
    found = dialog(bench, VersionsDialog)
    assert isinstance(found, VersionsDialog)
    rows = {row[0]: row[1:] for row in found.table.texts()}
    assert [cell.splitlines()[1] for cell in rows["Abnormal"]] == ["0.80, threshold 0.50", "0.90, threshold 0.50"]
    assert [cell.splitlines()[:1] for cell in rows["Reader"]] == [["there"], []]


def test_a_judgement_outlives_the_program(bench: Desk, record: Path) -> None:
    press(bench, "abnormal/reject")
    bench.do("file.close")
    bench.settle()
    with closing(Library.open(record)) as library:
        (opinion,) = library.judged.opinions()
        (run,) = library.judged.runs()
    assert opinion.judgement.verdict == "reject" and opinion.judgement.results == run.sha256
    assert (run.manufacturer, run.device) == ("Maker", "X1")



def test_every_control_of_the_panel_says_what_it_is(bench: Desk) -> None:
    press(bench, "abnormal/accept")
    controls = [
        control for kind in (QAbstractButton, QLineEdit) for control in bench.window.findings.findChildren(kind)
        if control.isVisible()
    ]  # fmt: skip
    assert len(controls) > 8
    for control in controls:
        assert control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
        assert control.focusPolicy() != Qt.FocusPolicy.NoFocus
