"""Over the record: disagreements, monitoring; and the model card."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from spcxr_desktop.ui import survey_texts
from spcxr_desktop.ui.dialogs.disagreements import DisagreementsDialog
from spcxr_desktop.ui.dialogs.model_card import ModelCardDialog
from spcxr_desktop.ui.dialogs.monitoring import MonitoringDialog
from tests.ui.judging.verbs import dialog, press
from tests.ui.verbs import Desk, FilmWriter


def test_disagreements_are_filtered_and_opened(bench: Desk, film: FilmWriter) -> None:
    press(bench, "abnormal/reject")
    bench.bench.judging.judge("accept", "pneumonia")
    shown = bench.entry.id
    bench.open(film("b.dcm", PatientID="P2", PatientName="Roe^Richard"))
    bench.do("view.next")
    assert bench.entry.id != shown
    bench.do("findings.disagreements")
    found = dialog(bench, DisagreementsDialog)
    assert isinstance(found, DisagreementsDialog)
    assert {(row[0].split("  ")[0], row[2], row[4]) for row in found.table.texts()} == {
        ("Doe, Jane", "Abnormal", "not there"), ("Doe, Jane", "Pneumonia", "there"),
    }  # fmt: skip
    found.kind.setCurrentIndex(found.kind.findData("missed"))
    assert [row[2] for row in found.table.texts()] == ["Pneumonia"]
    found.stage.setCurrentIndex(found.stage.findData("before results"))
    assert found.table.texts() == []
    found.stage.setCurrentIndex(0)
    bench.qtbot.keyClick(found.table, Qt.Key.Key_Return)
    bench.settle()
    assert bench.entry.id == shown


def test_names_are_hidden_in_the_list_too(bench: Desk) -> None:
    press(bench, "abnormal/reject")
    bench.do("view.privacy")
    bench.do("findings.disagreements")
    found = dialog(bench, DisagreementsDialog)
    assert isinstance(found, DisagreementsDialog)
    (row,) = found.table.texts()
    assert "Doe" not in " ".join(row) and "P1" not in " ".join(row)


def test_monitoring_counts_and_exports(bench: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rates.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    press(bench, "abnormal/accept")
    bench.do("findings.monitoring")
    found = dialog(bench, MonitoringDialog)
    assert isinstance(found, MonitoringDialog)
    (row,) = found.table.texts()
    assert row[:3] == ("spcxr-screen 0.1.0", "2026-01", "1") and row[3] == "100 % (21 to 100), 1 of 1"
    assert row[-1] == "100 % (21 to 100), 1 of 1"
    found.apart["device"].setChecked(True)
    found.apart["model"].setChecked(False)
    assert found.table.texts()[0][0] == "Maker X1"
    found.measure.setCurrentIndex(found.measure.findData("agreed"))
    assert found._of.text() == survey_texts.OF["agreed"]
    found._export.click()
    bench.settle()
    head, line = file.read_text(encoding="utf-8").splitlines()
    assert head.startswith("model,device,month,films,flagged_count") and line.startswith(",Maker X1,2026-01,1,1,1,1.0")
    assert not any(name in line for name in ("Doe", "Jane", "P1"))


def test_monitoring_leaves_out_what_nobody_has_read_first(first: Desk) -> None:
    first.do("findings.monitoring")
    found = dialog(first, MonitoringDialog)
    assert isinstance(found, MonitoringDialog)
    assert found.table.texts() == []


def test_the_model_card_is_one_click_away(bench: Desk) -> None:
    button = bench.window.not_assessed._card
    assert button is not None and button.isVisible()
    button.click()
    found = dialog(bench, ModelCardDialog)
    assert isinstance(found, ModelCardDialog)
    said = found.plain()
    for needed in (
        "Intended use", "Known failures", "Supine films", "Not evaluable", "pregnant", "Not assessed", "Pneumothorax",
        "Rule-out", "0.95 (0.93 to 0.97)", "nih, adults", "0.86 (0.83 to 0.88)", "0.70 (0.60 to 0.80)", "does not hold",
        "photographs", "CC-BY-4.0", "ab" * 32, "neither part of the program nor installed",
    ):  # fmt: skip
        assert needed in said, needed
    assert "probab" not in said.casefold()
    assert found.text.hasFocus() and found.pdf().startswith(b"%PDF")
