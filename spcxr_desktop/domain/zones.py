"""In which part of the chest the evidence lies: the map against the lung mask, in a radiologist's words.

Zones are thirds of each lung's own height: upper, mid, lower. A patch is only known as a whole, so a lung reaches half
a patch beyond its mask here: what a patch across its edge adds may well come from the lung.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from spcxr_desktop.domain.evidence import Heat, fine_shape
from spcxr_desktop.domain.findings import EvidenceMap, Gate

Zone = Literal[
    "right upper zone", "right mid zone", "right lower zone", "left upper zone", "left mid zone", "left lower zone",
    "mediastinum", "outside the lungs",
]  # fmt: skip
_LEVELS = ("upper", "mid", "lower")
_SIDES: tuple[tuple[int, str], ...] = ((1, "right"), (2, "left"))
_MARGIN = 0.5  # of a patch
_NAMED = 3 / 4  # of what is outlined lies in the zones that are named
_DOME = 5 / 6  # of the lungs' height: the gap between them is mediastinum down to here, and diaphragm below
_MOST = 0.5
_LUNG_ZONES = 6  # of a zone map: up to here lung
SIDES_UNSURE = frozenset({"sides_assumed", "sides_doubtful"})  # gates that forbid the words right and left

MOSTLY_OUTSIDE = "Most of this evidence lies outside the lungs."
NO_PLACE = "This model's evidence was not shown to tell where."


@dataclass(frozen=True)
class Site:
    """``zones``: those that hold most of the outlined evidence, the most first; () where nothing is outlined.

    ``inside``: share 0..1 of all that raises the score within the lungs; None without a lung mask or such evidence.
    """

    zones: tuple[Zone, ...] = ()
    inside: float | None = None

    @property
    def mostly_outside(self) -> bool:
        """Whether a warning is due."""
        return self.inside is not None and self.inside < _MOST


def site_of(heat: Heat, zones: NDArray[np.uint8] | None) -> Site:
    """Where the evidence lies. ``zones``: ``zone_map`` of its square, None without a lung mask."""
    if zones is None:
        return Site()
    total = float(heat.fine.sum(dtype=np.float64))
    shares = _shares(np.where(heat.fine >= heat.level, heat.fine, 0), zones) if heat.level is not None else {}
    inside = float(heat.fine[zones <= _LUNG_ZONES].sum(dtype=np.float64)) / total if total > 0 else None
    return Site(tuple(_fewest(shares)), inside)


def words(site: Site, sides_known: bool = True) -> str:
    """The zones in words, "" where there are none. Without ``sides_known`` neither right nor left is said."""
    if not site.zones:
        return ""
    levels = {
        side: tuple(level for level in _LEVELS if f"{side} {level} zone" in site.zones) for side in ("right", "left")
    }
    lungs = _of_lungs(levels["right"], levels["left"], sides_known)
    rest = [zone for zone in site.zones if zone in ("mediastinum", "outside the lungs")]
    if lungs:
        rest.insert(0 if site.zones[0] not in rest else 1, lungs)  # type: ignore[arg-type]
    if len(rest) == 3:
        return f"{rest[0]}, {rest[1]} and {rest[2]}"
    return f"{rest[0]} and {rest[1]}" if len(rest) == 2 else rest[0]


def sides_known(gates: Iterable[Gate]) -> bool:
    """Whether right and left may be said of this result set."""
    return not any(gate.id in SIDES_UNSURE for gate in gates)


def zone_map(lungs: NDArray[np.uint8], evidence: EvidenceMap) -> NDArray[np.uint8] | None:
    """The zone of every place of a map's square, uint8 [side, side] as ``Heat.fine``; None where no lung is seen.

    1-3 right upper to lower, 4-6 left, 7 mediastinum, 8 elsewhere. ``lungs``: labels [rows, columns] of the upright
    film. Some 10 ms.
    """
    if not lungs.any():
        return None
    top, left, bottom, right = evidence.box
    height, width = fine_shape(evidence)
    cut = np.ascontiguousarray(lungs[top:bottom, left:right])
    small = np.asarray(cv2.resize(cut, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)
    out = np.full(small.shape, 8, np.uint8)
    out[_between(small)] = 7
    reach = _MARGIN * height / evidence.values.shape[0]
    distances = {value: _distance(small == value) for value, _ in _SIDES}
    for value, _ in _SIDES:
        near = (distances[value] <= reach) & (distances[value] <= distances[3 - value])
        thirds = _thirds(small == value) + np.uint8(3 * (value - 1))
        out[near] = np.broadcast_to(thirds[:, None], out.shape)[near]
    return out


def _shares(heat: NDArray[np.float32], zones: NDArray[np.uint8]) -> dict[Zone, float]:
    names: list[Zone] = [f"{side} {level} zone" for _, side in _SIDES for level in _LEVELS]  # type: ignore[misc]
    names += ["mediastinum", "outside the lungs"]
    sums = np.bincount(zones.ravel(), weights=heat.ravel(), minlength=9)[1:]
    total = float(sums.sum())
    return {name: float(part) / total for name, part in zip(names, sums, strict=True)} if total > 0 else {}


def _fewest(shares: Mapping[Zone, float]) -> Iterable[Zone]:
    """The fewest zones that together hold ``_NAMED``, the largest first."""
    held = 0.0
    for zone in sorted(shares, key=lambda zone: -shares[zone]):
        yield zone
        held += shares[zone]
        if held >= _NAMED:
            return


def _thirds(lung: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """1, 2 or 3 for every row: the third of this lung's height, beyond its ends that of the end."""
    rows = np.flatnonzero(lung.any(axis=1))
    first, height = (int(rows[0]), int(rows[-1]) + 1 - int(rows[0])) if rows.size else (0, 1)
    third = (np.arange(lung.shape[0]) + 0.5 - first) * 3 / height
    return np.asarray(np.clip(np.floor(third), 0, 2) + 1, np.uint8)


def _distance(lung: NDArray[np.bool_]) -> NDArray[np.float32]:
    """px to this lung, 0 inside; infinite where there is none."""
    if not lung.any():
        return np.full(lung.shape, np.inf, np.float32)
    return np.asarray(cv2.distanceTransform((~lung).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5), np.float32)


def _between(lungs: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Between the inner edges of the two lungs, row by row, down to where the gap is diaphragm."""
    one, other = lungs == 1, lungs == 2
    rows = np.flatnonzero((one | other).any(axis=1))
    if not one.any() or not other.any():
        return np.zeros(lungs.shape, np.bool_)
    if np.nonzero(one)[1].mean() > np.nonzero(other)[1].mean():
        one, other = other, one
    lowest = rows[0] + _DOME * (rows[-1] + 1 - rows[0])
    width = lungs.shape[1]
    inner = width - one[:, ::-1].argmax(axis=1), other.argmax(axis=1)  # one past the one, the first of the other
    columns, rows = np.arange(width)[None, :], np.arange(len(lungs))
    both = one.any(axis=1) & other.any(axis=1) & (rows < lowest)
    return np.asarray(both[:, None] & (columns >= inner[0][:, None]) & (columns < inner[1][:, None]), np.bool_)


def _of_lungs(right: tuple[str, ...], left: tuple[str, ...], sides_known: bool) -> str:
    """ "left lower zone", "both lower zones", "right mid and lower zones", "left lung", "both lungs", ..."""
    if right and right == left:
        return _BOTH[right]
    if right and left and len(right) + len(left) > 2:
        return "both lungs"
    if right and left:
        if not sides_known:
            return f"{_ONE[right]} and {_OTHER[left]}"
        return f"{_RIGHT[right]} and {_LEFT[left]}"
    found = right or left
    if not found:
        return ""
    return (_RIGHT if right else _LEFT)[found] if sides_known else _ONE[found]


_RIGHT: dict[tuple[str, ...], str] = {
    ("upper",): "right upper zone", ("mid",): "right mid zone", ("lower",): "right lower zone",
    ("upper", "mid"): "right upper and mid zones", ("mid", "lower"): "right mid and lower zones",
    ("upper", "lower"): "right upper and lower zones", _LEVELS: "right lung",
}  # fmt: skip
_LEFT: dict[tuple[str, ...], str] = {
    ("upper",): "left upper zone", ("mid",): "left mid zone", ("lower",): "left lower zone",
    ("upper", "mid"): "left upper and mid zones", ("mid", "lower"): "left mid and lower zones",
    ("upper", "lower"): "left upper and lower zones", _LEVELS: "left lung",
}  # fmt: skip
_BOTH: dict[tuple[str, ...], str] = {
    ("upper",): "both upper zones", ("mid",): "both mid zones", ("lower",): "both lower zones",
    ("upper", "mid"): "both upper and mid zones", ("mid", "lower"): "both mid and lower zones",
    ("upper", "lower"): "both upper and lower zones", _LEVELS: "both lungs",
}  # fmt: skip
_ONE: dict[tuple[str, ...], str] = {
    ("upper",): "upper zone of one lung", ("mid",): "mid zone of one lung", ("lower",): "lower zone of one lung",
    ("upper", "mid"): "upper and mid zones of one lung", ("mid", "lower"): "mid and lower zones of one lung",
    ("upper", "lower"): "upper and lower zones of one lung", _LEVELS: "one lung",
}  # fmt: skip
_OTHER: dict[tuple[str, ...], str] = {
    ("upper",): "upper zone of the other", ("mid",): "mid zone of the other", ("lower",): "lower zone of the other",
}  # fmt: skip

WORDS = frozenset({
    *_RIGHT.values(), *_LEFT.values(), *_BOTH.values(), *_ONE.values(), *_OTHER.values(), "both lungs", "mediastinum",
    "outside the lungs",
})  # fmt: skip
"""What ``words`` joins: each is a text by itself."""
