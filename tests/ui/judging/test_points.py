"""Operating points: flags at another one, values at a prevalence, the page of the preferences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from spcxr_desktop.ui.dialogs.preferences import PreferencesDialog
from tests.ui.judging.verbs import change, dialog, press, texts
from tests.ui.verbs import Desk


def test_another_operating_point_is_a_new_result_set_without_a_run(bench: Desk, record: Path) -> None:
    press(bench, "abnormal/accept")
    before, calls = bench.entry, bench.models.calls
    change(bench, operating_point="rule_in")
    assert bench.models.calls == calls and bench.entry.results_sha256 != before.results_sha256
    assert bench.entry.flags == 0 and bench.window.findings.texts()[0] == "Assessed"
    assert bench.entry.lungs is before.lungs
    bench.do("analysis.scores")
    assert "0.80   threshold 0.85" in texts(bench) and "Rule-in: sensitivity 0.50 (0.44 to 0.56)" in texts(bench)
    bench.settle()
    bench.window.bench.record.worklist.reload()
    bench.settle()
    assert [row.flagged for row in bench.bench.record.worklist.listing.rows] == [0]
    assert "On an earlier result set" in texts(bench)


def test_values_at_a_prevalence_only_where_one_is_set_and_never_a_probability(bench: Desk) -> None:
    bench.do("analysis.scores")
    assert "PPV" not in texts(bench)
    change(bench, prevalences={"abnormal": 0.2})
    assert "At a prevalence of 20 %: PPV 0.52" in texts(bench)
    said = " ".join(label.text() for label in bench.window.findChildren(QLabel)).casefold()
    assert "probab" not in said


def test_the_preferences_have_a_page_for_it(bench: Desk) -> None:
    bench.do("file.preferences")
    found = dialog(bench, PreferencesDialog)
    assert isinstance(found, PreferencesDialog)
    combo = found.labels.points["abnormal"]
    combo.setCurrentIndex(combo.findData("rule_in"))
    found.labels.prevalences["pneumonia"].setValue(12.5)
    bench.settle()
    settings = bench.bench.preferences.settings
    assert settings.label_points == {"abnormal": "rule_in"} and settings.prevalences == {"pneumonia": 0.125}
    assert bench.entry.flags == 0
    found.labels.prevalences["pneumonia"].setValue(0)
    combo.setCurrentIndex(0)
    bench.settle()
    assert bench.bench.preferences.settings.prevalences == {} and bench.entry.flags == 1
