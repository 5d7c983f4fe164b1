"""Searching a node and getting studies: every script, sorted, by keyboard; stopped, tried again; names hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from spcxr_desktop.app.network.views import QueryView
from spcxr_desktop.pacs.query import Match
from spcxr_desktop.ui import network_texts
from spcxr_desktop.ui.dialogs.query import QueryDialog
from spcxr_desktop.ui.network_model import DATE, DESCRIPTION, HERE, ID, PATIENT
from tests.ui.network.archive import Archive
from tests.ui.network.conftest import PATIENTS
from tests.ui.network.verbs import cells, search, until, view
from tests.ui.seen import texts_of
from tests.ui.signing.verbs import open_dialog
from tests.ui.verbs import Desk, FilmWriter


def test_patients_are_found_and_named_in_every_script(connected: Desk) -> None:
    dialog = search(connected)
    assert dialog.fault() == "" and "3 studies" in dialog.said()
    names = " ".join(cells(dialog, PATIENT))
    assert "山田 太郎" in names and "Käthe" in names and "Пётр" in names
    assert "胸部正面" in cells(dialog, DESCRIPTION) and "2025-11-03" in cells(dialog, DATE)


def test_a_name_in_its_own_script_is_asked_for_as_it_is_written(connected: Desk, archive: Archive) -> None:
    dialog = search(connected, "Иванов*")
    assert len(cells(dialog, PATIENT)) == 1 and cells(dialog, ID) == ["R-3"]
    assert str(archive.asked[-1].PatientName) == "Иванов*"


def test_the_answers_are_sorted_by_any_column_and_what_is_chosen_stays(connected: Desk) -> None:
    dialog = search(connected)
    dialog.table.selectRow(1)
    chosen = dialog.model.answer(1)
    dialog.table.sortByColumn(DATE, Qt.SortOrder.AscendingOrder)
    assert cells(dialog, DATE) == ["2025-11-01", "2025-11-02", "2025-11-03"]
    assert dialog.model.answer(dialog.table.currentIndex().row()) is chosen
    dialog.table.sortByColumn(ID, Qt.SortOrder.DescendingOrder)
    assert cells(dialog, ID) == ["R-3", "M-7", "JP-12"]


def test_quick_dates_are_asked_for_and_a_day_that_is_none_is_refused(connected: Desk, archive: Archive) -> None:
    dialog = open_dialog(connected, "network.query", QueryDialog)
    dialog.form.spans["week"].click()
    query = dialog.form.query()
    assert query.since is not None and query.until is not None and (query.until - query.since).days == 6
    dialog.form.spans["any"].click()
    assert dialog.form.query().dates == ""
    dialog.form.since.setText("31.31.2025")
    dialog.form.search.click()
    assert "A day of the search is none." in dialog.fault() and archive.asked == []
    dialog.form.since.setText("03.11.2025")
    dialog.form.until.setText("2025-11-01")
    dialog.form.search.click()
    assert "The search ends before it begins." in dialog.fault() and archive.asked == []


def test_a_study_is_got_with_enter_and_shown_with_enter(connected: Desk) -> None:
    dialog = search(connected, "Yamada*")
    assert dialog.table.hasFocus()
    connected.qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    until(connected, lambda: "In the worklist" in cells(dialog, HERE))
    until(connected, lambda: "1.2.9.1" in [entry.identity.study_instance_uid for entry in connected.session.entries])
    assert dialog.get.text() == "Show"
    connected.qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    connected.settle()
    assert connected.entry.identity.study_instance_uid == "1.2.9.1"
    assert "太郎" in connected.entry.identity.patient_name


def test_nobody_is_taken_from_what_they_read_by_what_arrives(connected: Desk, film: FilmWriter) -> None:
    connected.open(film("mine.dcm", StudyInstanceUID="1.2.3"))
    dialog = search(connected)
    dialog.table.selectAll()
    dialog.get.click()
    until(connected, lambda: cells(dialog, HERE) == ["In the worklist"] * 3)
    until(connected, lambda: len(connected.session) == 4)
    assert connected.entry.identity.study_instance_uid == "1.2.3"


def test_a_search_can_be_ended(connected: Desk, archive: Archive) -> None:
    archive.go.clear()
    dialog = open_dialog(connected, "network.query", QueryDialog)
    dialog.form.search.click()
    until(connected, lambda: bool(archive.asked))
    assert dialog.stop.isVisible() and "Searching" in dialog.said()
    dialog.stop.click()
    until(connected, lambda: view(connected).query.phase == "cancelled")
    assert "ended before all answers had come" in dialog.said() and not dialog.stop.isVisible()
    archive.go.set()


def test_a_node_that_is_gone_says_so_instead_of_an_empty_list(connected: Desk, archive: Archive) -> None:
    archive.stop()
    dialog = search(connected)
    assert "cannot be reached" in dialog.fault() and "\nNext: " in dialog.fault() and cells(dialog, PATIENT) == []


def test_what_is_coming_can_be_stopped_and_asked_for_again(connected: Desk, archive: Archive) -> None:
    dialog = search(connected, "Yamada*")
    archive.go.clear()
    dialog.get.click()
    until(connected, lambda: view(connected).transfers != () and view(connected).transfers[0].state == "running")
    assert dialog.transfers.isVisible() and not dialog.get.isEnabled()
    dialog.transfers.stop.click()
    until(connected, lambda: view(connected).transfers[0].state == "cancelled")
    assert cells(dialog, HERE) == ["Stopped"] and len(connected.session) == 0
    archive.go.set()
    dialog.transfers.again.click()
    until(connected, lambda: cells(dialog, HERE) == ["In the worklist"])
    dialog.transfers.remove.click()
    until(connected, lambda: view(connected).transfers == () and not dialog.transfers.isVisible())


def test_hidden_names_are_nowhere_in_the_answers_or_the_fields(connected: Desk) -> None:
    dialog = search(connected, "Yamada*")
    dialog.form.patient_id.setText("JP-12")
    dialog.get.click()
    until(connected, lambda: "In the worklist" in cells(dialog, HERE))
    connected.do("view.privacy")
    said = [text for text in texts_of(dialog) if text not in ("Yamada*", "JP-12")]  # the fields, which show dots
    assert not [text for text in said if any(word in text for word in ("Yamada", "山田", "JP-12", "胸部"))]
    assert {dialog.form.name.displayText(), dialog.form.patient_id.displayText()} & {"Yamada*", "JP-12"} == set()
    assert dialog.hidden.isVisible() and cells(dialog, PATIENT)[0].startswith("Patient ")
    assert [row[0] for row in dialog.transfers.table.texts()] == cells(dialog, PATIENT), "one patient has one number"
    connected.do("view.privacy")
    assert "山田 太郎" in cells(dialog, PATIENT)[0]


def test_a_list_that_is_cut_says_so() -> None:
    view = QueryView("done", "Archive", None, (Match("study", name="A"),) * 2, cut=True)
    assert "there are more answers than these" in network_texts.found(view)
    assert "more answers" not in network_texts.found(QueryView("done", "Archive", None, view.matches))


def test_without_a_node_the_way_to_one_is_shown(desk: Desk) -> None:
    until(desk, lambda: view(desk).available)
    dialog = open_dialog(desk, "network.query", QueryDialog)
    assert dialog.no_nodes.isVisible() and not dialog.form.isEnabled()


def test_everything_of_the_search_has_a_name(connected: Desk) -> None:
    dialog = search(connected)
    fields = (dialog.form.name, dialog.form.patient_id, dialog.form.accession, dialog.form.since, dialog.form.until,
              dialog.form.node, dialog.form.modality, dialog.table, dialog.transfers.table)  # fmt: skip
    assert all(field.accessibleName() for field in fields)
    first = dialog.model.index(0, PATIENT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert PATIENTS[0][1] in first and "2025-11-03" in first


@pytest.mark.parametrize("text", ["", "2025-12-31", "31.12.2025", "20251231"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    day = network_texts.parse_day(text)
    assert (day is None) == (text == "") and (day is None or day.isoformat() == "2025-12-31")
