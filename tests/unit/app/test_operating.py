"""Operating points: what a site's choice makes of a result set, without another run of the model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spcxr_desktop.app.operating import assessed, at_points, chosen_points, point_of, predicted
from spcxr_desktop.domain.findings import ModelStamp, ResultSet, Score
from spcxr_desktop.store.settings import Settings
from tests.ui.packages import POINTS, made_package

PACKAGES = (made_package(),)
STAMP = ModelStamp("spcxr-screen", "0.1.0", "ab" * 32, "screening-v1", "CPUExecutionProvider")
RULE_IN = Settings(operating_point="rule_in")


def results(value: float = 0.6, point: str = "balanced") -> ResultSet:
    scores = (Score("abnormal", "Abnormal", value, 0.5, value >= 0.5, point=point),)
    return ResultSet("analysed", (), scores, None, (), (STAMP,), "2026-01-01T00:00:00+00:00")


def test_the_models_own_choice_changes_nothing() -> None:
    assert at_points(results(), PACKAGES, Settings()) is None
    assert at_points(results(point=""), PACKAGES, Settings()) is None  # an older result set named no point


@pytest.mark.parametrize(("chosen", "flagged"), [("rule_out", True), ("balanced", True), ("rule_in", False)])
def test_flags_follow_the_point_and_scores_stay(chosen: str, flagged: bool) -> None:
    made = at_points(results(), PACKAGES, Settings(operating_point=chosen)) or results()
    (score,), threshold = made.scores, {point.id: point.threshold for point in POINTS}[chosen]
    assert (score.value, score.point, score.threshold, score.flagged) == (0.6, chosen, threshold, flagged)


def test_another_point_is_another_result_set_and_the_old_one_is_untouched() -> None:
    old = results()
    made = at_points(old, PACKAGES, RULE_IN)
    assert made is not None and made.created > old.created
    assert old.scores[0].flagged and old.scores[0].point == "balanced"
    assert at_points(made, PACKAGES, RULE_IN) is None
    back = at_points(made, PACKAGES, Settings())
    assert back is not None and back.scores == old.scores


def test_a_labels_own_point_goes_before_the_sites() -> None:
    settings = Settings(operating_point="rule_in", label_points={"abnormal": "rule_out"})
    assert chosen_points(settings, ("abnormal", "pneumonia")) == {"abnormal": "rule_out", "pneumonia": "rule_in"}
    assert chosen_points(Settings(), ("abnormal",)) == {}
    made = at_points(results(0.2), PACKAGES, settings)
    assert made is not None and made.scores[0].point == "rule_out" and made.scores[0].flagged


def test_what_another_model_version_said_stays() -> None:
    other = replace(results(), models=(replace(STAMP, sha256="cd" * 32),))
    assert at_points(other, PACKAGES, RULE_IN) is None
    assert point_of(other.scores[0], PACKAGES, other.models) is None


def test_a_value_at_a_prevalence_only_where_the_site_set_one() -> None:
    score, models = results().scores[0], results().models
    point = point_of(score, PACKAGES, models)
    assert point == POINTS[1]
    assert predicted(score, point, Settings()) is None
    assert predicted(score, point, Settings(prevalences={"pneumonia": 0.1})) is None
    found = predicted(score, point, Settings(prevalences={"abnormal": 0.1}))
    assert found is not None and found.prevalence == 0.1


def test_every_label_of_every_package_is_known() -> None:
    assert list(assessed(PACKAGES)) == ["abnormal", "pneumonia", "covid19"]
    assert assessed(()) == {}
