"""Zones: thirds of each lung, mediastinum and outside, and what may be said where the sides are not sure."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from spcxr_desktop.domain import zones as zn
from spcxr_desktop.domain.evidence import Heat
from spcxr_desktop.domain.findings import EvidenceMap, Gate
from tests.unit.domain.test_evidence import BOX, SHAPE, evidence_map, spot


def lungs() -> NDArray[np.uint8]:
    """Two upright lungs, 20 % to 80 % of the height; the patient's right at the image's left."""
    out = np.zeros(SHAPE, np.uint8)
    out[80:320, 60:150], out[80:320, 210:300] = 1, 2
    return out


def site(evidence: EvidenceMap, mask: NDArray[np.uint8] | None) -> zn.Site:
    return zn.site_of(Heat.of(evidence), zn.zone_map(mask, evidence) if mask is not None else None)


def place(y: float, x: float) -> tuple[float, float]:
    """A point of the film (fractions) as fractions of the map's square."""
    return (y * SHAPE[0] - BOX[0]) / (BOX[2] - BOX[0]), (x * SHAPE[1] - BOX[1]) / (BOX[3] - BOX[1])


def said(*points: tuple[float, float], known: bool = True) -> str:
    values = sum((np.maximum(spot(*place(*point), 20, wide=0.8), 0) for point in points), np.zeros((20, 20)))
    return zn.words(site(evidence_map(values), lungs()), known)


RIGHT, LEFT = 105 / 360, 255 / 360


@pytest.mark.parametrize(
    ("points", "words", "withheld"),
    [
        ([(0.7, LEFT)], "left lower zone", "lower zone of one lung"),
        ([(0.3, RIGHT)], "right upper zone", "upper zone of one lung"),
        ([(0.5, RIGHT)], "right mid zone", "mid zone of one lung"),
        ([(0.7, LEFT), (0.7, RIGHT)], "both lower zones", "both lower zones"),
        ([(0.3, RIGHT), (0.7, LEFT)], "right upper zone and left lower zone",
         "upper zone of one lung and lower zone of the other"),
        ([(0.5, LEFT), (0.7, LEFT)], "left mid and lower zones", "mid and lower zones of one lung"),
        ([(0.3, LEFT), (0.5, LEFT), (0.7, LEFT)], "left lung", "one lung"),
        ([(0.45, 0.5)], "mediastinum", "mediastinum"),
        ([(0.9, 0.5)], "outside the lungs", "outside the lungs"),
        ([(0.06, 0.1)], "outside the lungs", "outside the lungs"),
        ([*product((0.3, 0.5, 0.7), (RIGHT, LEFT))], "both lungs", "both lungs"),
    ],
)  # fmt: skip
def test_places_in_words(points: list[tuple[float, float]], words: str, withheld: str) -> None:
    assert said(*points) == words
    assert said(*points, known=False) == withheld
    assert "right" not in withheld and "left" not in withheld


def test_two_kinds_of_place_the_larger_first() -> None:
    values = np.maximum(spot(*place(0.9, 0.5), 20, 0.5), 0) + np.maximum(spot(*place(0.7, LEFT), 20, 0.45), 0)
    assert zn.words(site(evidence_map(values), lungs())) == "outside the lungs and left lower zone"


@pytest.mark.parametrize("gate", sorted(zn.SIDES_UNSURE))
def test_which_gates_forbid_the_words(gate: str) -> None:
    assert not zn.sides_known([Gate("view_unknown", "warn", ""), Gate(gate, "warn", "")])
    assert zn.sides_known([Gate("view_unknown", "warn", "")])


def test_share_within_the_lungs() -> None:
    inside = site(evidence_map(np.maximum(spot(*place(0.5, LEFT), 20, wide=0.6), 0)), lungs())
    assert inside.inside is not None and inside.inside > 0.95 and not inside.mostly_outside
    outside = site(evidence_map(np.maximum(spot(*place(0.93, 0.5), 20, wide=0.6), 0)), lungs())
    assert outside.inside is not None and outside.inside < 0.05 and outside.mostly_outside
    even = site(evidence_map(np.full((20, 20), 0.1, np.float32)), lungs())
    grown = (90 + 2 * 336 / 40) * (240 + 2 * 384 / 40) * 2 / (336 * 384)  # half a patch around each lung
    assert even.inside == pytest.approx(grown, abs=0.02)


def test_half_a_patch_beyond_the_mask_still_counts() -> None:
    """A patch whose centre lies just outside the lung, at its lower edge, overlaps it."""
    values = np.zeros((20, 20), np.float32)
    row = int((320 - BOX[0]) / (BOX[2] - BOX[0]) * 20)
    values[row, int((255 - BOX[1]) / (BOX[3] - BOX[1]) * 20)] = 1
    found = site(evidence_map(values), lungs())
    assert found.inside is not None and found.inside > 0.5
    values = np.roll(values, 2, axis=0)
    assert (site(evidence_map(values), lungs()).inside or 0) < 0.1


def test_without_a_mask_or_evidence_nothing_is_said() -> None:
    warm = evidence_map(spot(0.5, 0.5))
    assert site(warm, None) == site(warm, np.zeros(SHAPE, np.uint8)) == zn.Site()
    assert zn.words(zn.Site()) == ""
    cold = EvidenceMap("x", np.full((10, 10), -1, np.float32), 0.0, BOX, SHAPE)
    assert site(cold, lungs()) == zn.Site()


def test_one_lung_alone() -> None:
    only = lungs()
    only[only == 1] = 0
    found = site(evidence_map(np.maximum(spot(*place(0.7, LEFT), 20, wide=0.8), 0)), only)
    assert zn.words(found) == "left lower zone" and found.inside is not None and found.inside > 0.8


def test_zones_are_the_patients_also_where_the_heart_is_on_the_other_side() -> None:
    mirrored = np.where(lungs() > 0, 3 - lungs(), 0).astype(np.uint8)
    found = site(evidence_map(np.maximum(spot(*place(0.7, LEFT), 20, wide=0.8), 0)), mirrored)
    assert zn.words(found) == "right lower zone"
    between = site(evidence_map(np.maximum(spot(*place(0.45, 0.5), 20, wide=0.8), 0)), mirrored)
    assert zn.words(between) == "mediastinum"


def test_thirds_are_of_each_lungs_own_height() -> None:
    short = lungs()
    short[200:, :180] = 0  # the right lung ends higher up
    assert zn.words(site(evidence_map(np.maximum(spot(*place(0.45, RIGHT), 20, wide=0.5), 0)), short)) == (
        "right lower zone"
    )
    assert zn.words(site(evidence_map(np.maximum(spot(*place(0.45, LEFT), 20, wide=0.5), 0)), short)) == (
        "left mid zone"
    )
