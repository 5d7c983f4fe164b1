"""What the window says: flag first, score on demand, and nothing that could be taken for "healthy"."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.domain.findings import NOTHING_FLAGGED, Gate, ResultSet
from spcxr_desktop.domain.radiograph import Radiograph
from spcxr_desktop.ui import strings
from spcxr_desktop.ui.panels.parts import ScoreBar
from tests.ui.verbs import Desk, FilmWriter, refusal, result_set, scores


def every_text(window: QWidget) -> str:
    """All texts in view, lower case."""
    return " | ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible()).casefold()


def test_flagged_findings_come_first_and_scores_are_hidden(desk: Desk, film: FilmWriter) -> None:
    desk.models.answer = lambda film: result_set(film, scores(0.2, 0.9, 0.7))
    desk.open(film())
    texts = desk.window.findings.texts()
    assert texts[0] == "1 flagged, 1 exploratory"
    assert texts.index("Pneumonia") < texts.index("Covid-19") < texts.index("Assessed, not flagged: Abnormal")
    assert not [bar for bar in desk.window.findings.findChildren(ScoreBar) if bar.isVisible()]
    assert not any("0.9" in text for text in texts)


def test_scores_appear_on_demand_with_their_threshold(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    desk.do("analysis.scores")
    texts = desk.window.findings.texts()
    assert "0.80   threshold 0.50" in texts
    bars = desk.window.findings.findChildren(ScoreBar)
    assert [bar.accessibleName() for bar in bars] == ["Abnormal", "Pneumonia", "Covid-19"]
    assert desk.window._scores.text() == "Hide scores"
    desk.window._scores.click()
    desk.draw()
    assert "0.80   threshold 0.50" not in desk.window.findings.texts()


@pytest.mark.parametrize("covid", [0.1, 0.9])
@pytest.mark.parametrize("shown", [False, True])
def test_covid_is_always_marked_exploratory(desk: Desk, film: FilmWriter, covid: float, shown: bool) -> None:
    desk.models.answer = lambda film: result_set(film, scores(covid=covid))
    desk.open(film())
    if shown:
        desk.do("analysis.scores")
    assert strings.EXPLORATORY in " ".join(desk.window.findings.texts())


def test_no_flag_is_never_called_normal(desk: Desk, film: FilmWriter) -> None:
    desk.models.answer = lambda film: result_set(film, scores(0.1, 0.1, 0.1))
    desk.open(film())
    assert NOTHING_FLAGGED in desk.window.findings.texts()
    said = every_text(desk.window)
    assert not any(word in said for word in ("normal ", "normal|", "negative", "healthy", "clear"))


def test_what_was_not_assessed_and_by_which_model_is_in_view(desk: Desk, film: FilmWriter) -> None:
    desk.open(film())
    panel = desk.window.not_assessed
    assert panel.isVisible()
    assert panel.text() == "Pneumothorax, nodule, fracture, devices, and whatever is not named here."
    assert panel.stamp() == "spcxr-screen 0.1.0  ·  CPU"


def test_refused_says_why_and_looks_like_no_finding_list(desk: Desk, film: FilmWriter) -> None:
    desk.models.answer = lambda film: refusal("This is a lateral view.")
    desk.open(film())
    texts = desk.window.findings.texts()
    assert texts == ["Not assessed", "Not assessed, because", "This is a lateral view."]
    assert desk.window.not_assessed.text().startswith("Abnormal, pneumothorax")
    assert not desk.window._scores.isVisible() and not desk.window.lungs.isVisible()
    assert "Not assessed" in desk.window.studies.model().index(0, 0).data()


def test_warnings_stand_above_the_findings(desk: Desk, film: FilmWriter) -> None:
    gate = Gate("cut", "warn", "The left lung may be cut off.")
    desk.models.answer = lambda film: result_set(film, scores(), (gate,))
    desk.open(film())
    texts = desk.window.findings.texts()
    assert texts.index(gate.text) < texts.index("Abnormal")


def test_areas_are_pixels_and_square_centimetres_only_with_their_plane(desk: Desk, film: FilmWriter) -> None:
    desk.open(film("a.dcm"), film("b.dcm", ImagerPixelSpacing=[0.5, 0.5]))
    texts = " ".join(desk.window.lungs.texts())
    assert "px" in texts and "cm²" not in texts
    desk.do("view.next")
    texts = " ".join(desk.window.lungs.texts())
    assert "cm²" in texts and "detector plane" in texts


def test_a_failed_analysis_says_what_to_do_and_can_be_tried_again(desk: Desk, film: FilmWriter) -> None:
    def fail(film: Radiograph) -> ResultSet:
        raise UserError("The model gave no number.", "One per label.", "Install the package again.")

    good = desk.models.answer
    desk.models.answer = fail
    desk.open(film())
    assert desk.entry.state == "failed"
    assert "Next: Install the package again." in desk.window.findings.texts()
    desk.models.answer = good
    desk.do("analysis.run")
    desk.settle()
    assert desk.entry.state == "analysed" and desk.entry.fault is None


class TestWithoutModels:
    """No package is bundled: pictures are shown, and the window says so."""

    @pytest.fixture
    def packages(self) -> Sequence[object]:
        return ()

    def test_the_window_says_so_plainly(self, desk: Desk, film: FilmWriter) -> None:
        desk.open(film())
        assert desk.entry.state == "ready" and desk.models.calls == 0
        assert strings.NO_MODELS in desk.window.findings.texts()
        assert desk.window.not_assessed.text() == strings.NOTHING_ASSESSED
        assert not desk.window.action_set.qt["analysis.run"].isEnabled()
        assert "Not analysed" in desk.window.studies.model().index(0, 0).data()
