"""What thresholds are chosen on, and what is said of them."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.screening_task import auroc_fall, calibration_rows, screening_task


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


def test_an_auroc_falls_inside_a_source_and_not_across() -> None:
    rows = [film("one", "50")] * 20 + [film("two", "50")] * 20 + [film("few", "50")] * 4
    truth = np.array([0] * 10 + [1] * 10 + [0] * 10 + [1] * 10 + [0, 0, 1, 1], np.int8)
    exact = np.concatenate([np.arange(20), np.arange(20), np.arange(4)]).astype(np.float32)
    moved = exact.copy()
    moved[20:40] += 100  # another source altogether higher: no order inside a source changes
    moved[40:] = -moved[40:]  # two films of a class: nobody can tell
    assert auroc_fall(rows, truth, exact, moved) == 0
    moved[[5, 15]] = moved[[15, 5]]
    assert auroc_fall(rows, truth, exact, moved) == pytest.approx(0.10)  # 5 + 4 + 1 of 100 pairs


def test_the_task_holds_what_the_viewer_needs() -> None:
    rng = np.random.default_rng(0)
    rows = [
        {"source": source, "label": label, "sublabel": "", "age": "50", "view": "PA", "group": f"{source} {i}"}
        for source in ("nih", "two") for i, label in enumerate(["normal", "pneumonia", "covid"] * 40)
    ]  # fmt: skip
    truth = np.array([row["label"] != "normal" for row in rows])
    logits = (rng.normal(0, 1, (240, 3)) + 2 * truth[:, None]).astype(np.float32)
    bias = np.array([-1, 0.5, 2], np.float32)
    task, figures, parity = screening_task(logits, logits + np.float32(0.01), rows, "1.2.3", bias)
    assert (task.output, task.evidence, task.evidence_bias) == ("logits", "evidence", (-1.0, 0.5, 2.0))
    for label in task.labels:
        assert {point.id for point in label.operating_points} == {"rule_out", "balanced", "rule_in"}
        assert label.default_point == "balanced" and label.threshold_set == f"{label.id}-1.2.3"
        assert all(point.sensitivity and point.specificity for point in label.operating_points)
        assert not label.calibration.supported and "100 films" in label.calibration.why
    assert {row.stratum for row in figures.screening} == {"nih, adults", "two, adults"}
    assert {row.label for row in figures.calibration} == {row.label for row in figures.reliability}
    assert 0 < parity["worst"] < 0.01 and parity["fall"] == 0
