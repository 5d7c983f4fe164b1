"""What thresholds are chosen on, and what is said of them."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.screening_task import at_threshold, calibration_rows


def film(source: str, age: str = "", view: str = "PA") -> dict[str, str]:
    return {"source": source, "age": age, "view": view}


def test_thresholds_are_chosen_on_adults_of_sources_that_hold_both_classes() -> None:
    rows = [film("kermany", view="AP(paed)")] * 80 + [film("nih", "50")] * 80 + [film("nih", "7")] * 40
    rows += [film("covid-only", "60")] * 40
    truth = np.array([0, 1] * 40 + [0, 1] * 40 + [0, 1] * 20 + [1] * 40, np.int8)
    truth[80] = -1
    chosen, words = calibration_rows(rows, truth)
    assert chosen.tolist() == list(range(81, 160))  # no child, no unknown label, no source of one class
    assert "nih" in words and "covid-only" not in words


def test_too_few_negatives_take_every_adult_and_say_so() -> None:
    rows = [film("mixed", "50")] * 12 + [film("well", "50")] * 30 + [film("kermany", view="AP(paed)")] * 5
    truth = np.array([1] * 8 + [0] * 4 + [0] * 30 + [0] * 5, np.int8)
    chosen, words = calibration_rows(rows, truth)
    assert chosen.tolist() == list(range(42))
    assert "source and label are one" in words


def test_every_source_at_the_shipped_threshold_children_apart() -> None:
    rows = [film("nih", "50")] * 4 + [film("nih", "7")] * 2 + [film("well", "50")] * 2
    truth = np.array([1, 1, 0, 0, 1, -1, 0, 0], np.int8)
    flagged = np.array([True, False, False, False, True, True, True, False])
    adults, children, well = at_threshold(rows, truth, flagged)
    assert (adults["source"], children["source"], well["source"]) == ("nih", "nih, under 18", "well")
    assert adults["sensitivity"][0] == 0.5 and adults["specificity"][0] == 1.0
    assert (children["positive"], children["negative"]) == (1, 0) and "specificity" not in children
    assert "sensitivity" not in well and well["specificity"][0] == pytest.approx(0.5)
