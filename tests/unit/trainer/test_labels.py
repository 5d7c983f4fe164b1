"""The label space: what a source's label says about each target, and above all what it does not say."""

from __future__ import annotations

import pytest

from trainer.data.labels import LABELS, UNKNOWN, targets


def said(label: str, sublabel: str = "") -> dict[str, int]:
    return dict(zip(LABELS, targets(label, sublabel), strict=True))


def test_normal_and_pneumonia_are_known_throughout() -> None:
    assert said("normal") == {"abnormal": 0, "pneumonia": 0, "covid19": 0}
    assert said("pneumonia", "virus") == {"abnormal": 1, "pneumonia": 1, "covid19": 0}


def test_a_positive_swab_says_nothing_about_an_opacity() -> None:
    assert said("covid", "COVID-19") == {"abnormal": 1, "pneumonia": UNKNOWN, "covid19": 1}


def test_tuberculosis_was_not_tested_for_anything_else() -> None:
    assert said("tuberculosis") == {"abnormal": 1, "pneumonia": UNKNOWN, "covid19": UNKNOWN}


def test_unknown_is_not_negative() -> None:
    assert set(said("unknown", "todo").values()) == {UNKNOWN}
    assert UNKNOWN not in (0, 1)


def test_disputed_pneumonia_is_no_pneumonia_and_no_normal() -> None:
    assert said("pneumonia", "Pneumonia (disputed)") == {"abnormal": UNKNOWN, "pneumonia": UNKNOWN, "covid19": 0}


def test_a_label_nobody_defined_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'Normal'; expected one of .*normal"):
        targets("Normal", "")
