"""The width that a cardiothoracic ratio is proposed from."""

from __future__ import annotations

import numpy as np
import pytest

from spcxr_desktop.domain.findings import LungMask
from spcxr_desktop.domain.orientation import Orientation
from spcxr_desktop.domain.thorax import thoracic_width
from spcxr_desktop.domain.turn import Turn

UPRIGHT = Orientation("L", "F", False)


def lungs() -> np.ndarray:
    """Upright: two boxes; from row 40 to row 43 both are widest, the left one reaches deeper."""
    labels = np.zeros((60, 100), np.uint8)
    labels[10:50, 15:40], labels[10:58, 60:90] = 1, 2
    labels[40:45, 10:40], labels[40:45, 60:95] = 1, 2
    labels[52:58, 60:99] = 2  # alone at its level: no width of the thorax
    return labels


def test_from_outer_edge_to_outer_edge_at_the_widest_level_that_crosses_both() -> None:
    ratio = thoracic_width(LungMask(lungs(), False), UPRIGHT)
    assert ratio is not None
    assert ratio.thorax == ((10.0, 42.5), (95.0, 42.5))
    assert ratio.heart is None


@pytest.mark.parametrize("orientation", [Orientation("R", "F", False), Orientation("F", "L", False)])
def test_it_lies_in_the_files_own_orientation(orientation: Orientation) -> None:
    mask = LungMask(orientation.from_upright(lungs()), False)
    ratio = thoracic_width(mask, orientation)
    assert ratio is not None
    turn, size = Turn.upright(orientation), mask.labels.shape[::-1]
    assert [turn.point(end, *size) for end in ratio.thorax] == [(10.0, 42.5), (95.0, 42.5)]


def test_without_a_level_that_crosses_both_there_is_no_proposal() -> None:
    labels = lungs()
    labels[labels == 2] = 0
    assert thoracic_width(LungMask(labels, False), UPRIGHT) is None
    labels[:9, 60:90] = 2
    assert thoracic_width(LungMask(labels, False), UPRIGHT) is None
