"""Pictures of figures: points where the numbers are, colours that say the sign."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.inference.figures import ReliabilityBin, ReliabilityFigure
from trainer.evaluation.pictures import _BLUE, _ORANGE, _at, evidence_picture, reliability_picture


def test_a_bin_is_a_dot_at_score_and_share() -> None:
    figure = ReliabilityFigure("pneumonia", "nih, adults", (ReliabilityBin(0.25, (0.75, 0.7, 0.8), 20),))
    picture = reliability_picture([figure], columns=1)
    x, y = _at(0.25, 0.75)
    assert picture[y, x].tolist() == list(_BLUE)
    assert picture[_at(0, 0.25)[1], _at(0.75, 0)[0]].tolist() == [255, 255, 255]


def test_orange_raises_and_blue_lowers() -> None:
    picture = evidence_picture({"a": np.array([[1.0, 0.0], [0.0, -1.0]], np.float32)}, columns=1)
    assert picture[40, 40].tolist() == list(_ORANGE)
    assert picture[64, 64].tolist() == list(_BLUE)
    assert picture[40, 64].tolist() == [255, 255, 255]


def test_rows_are_filled_up_and_nothing_is_an_error() -> None:
    values = np.ones((2, 2), np.float32)
    one, four = evidence_picture({"a": values}), evidence_picture({name: values for name in "abcd"})
    assert four.shape[0] == 2 * one.shape[0] and four.shape[1] == one.shape[1]
    with pytest.raises(ValueError, match="nothing to draw"):
        evidence_picture({})
